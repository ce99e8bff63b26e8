"""A document as a PDF file: tagged, its figures as vectors, and the same bytes each time."""

from sim.report import plain, typesetting

PAPERS = ("a4", "us-letter")


def pages(document, paper="a4"):
    """The bytes of the file; ``paper`` is a4 or us-letter."""
    if paper not in PAPERS:
        raise ValueError(f"paper: {paper!r} is not one of {list(PAPERS)}")
    data = {"report": plain.plain(document), "paper": paper}
    return typesetting.compiled("print.typ", "pdf", data, pdf_standards=typesetting.STANDARD)


def slides(document):
    """The bytes of a file to show on a wall: each section a slide."""
    data = {"report": plain.plain(document)}
    return typesetting.compiled("slides.typ", "pdf", data, pdf_standards=typesetting.STANDARD)

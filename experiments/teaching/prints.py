"""What a teacher prints: role sheets, papers for students, papers for the teacher, slides.

Each is a page for a browser and a print; pages that speak of the main scenario by its real names
are left out where sheets have another scenario or invented names.
"""

import functools

from experiments.teaching import papers, roles
from sim.report import html, pdf
from sim.report.document import Document, Section

FOOT = "A model under assumptions; not a forecast"
SCORING = "Scoring"  # the part of the survey that students do not get
ANYWHERE = ("handouts/how_to_play.md", "handouts/other_roles.md")
TEACHER = "instructor"  # the folder of what no student sees


def files(folder, scenario, is_main, whole=False, chosen=(), both_sides=False):
    """Every file to print, by its place, as bytes; ``folder`` has the pages of the pack.

    ``chosen`` are the keys of the seats of which sheets are made; all if none is.
    """
    sheets = roles.document(scenario, chosen, both_sides)
    document = functools.partial(papers_of, both_sides=both_sides)
    students = document("Papers for students", for_students(folder, is_main))
    teacher = document("Papers for the teacher", for_the_teacher(folder, scenario, is_main))
    made = printed("role_sheets", sheets) | printed("for_students", students)
    made |= printed(f"{TEACHER}/for_the_teacher", teacher)
    if is_main:
        shown = Document("Slides", "", papers.slides(folder / "slides.md"), FOOT)
        made[f"{TEACHER}/slides.pdf"] = pdf.slides(shown)
    if whole:
        parts = (*teacher.sections, *students.sections, *sheets.sections[1:])
        made |= printed(f"{TEACHER}/whole_pack", document("The whole pack", parts))
    return made


def papers_of(title, sections, both_sides):
    """Papers as a document."""
    return Document(title, "Each on paper of its own", tuple(sections), FOOT, {}, 1, both_sides)


def printed(name, found):
    """A document as a page and as a print."""
    return {f"{name}.html": html.page(found).encode(), f"{name}.pdf": pdf.pages(found)}


def for_students(folder, is_main):
    """How to play, other roles and the survey; of the main scenario the worksheets too."""
    for path in ANYWHERE:
        yield papers.section(folder / path)
    yield parted(folder, keep=False)
    if is_main:
        yield from map(papers.section, sorted((folder / "worksheets").glob("*.md")))


def for_the_teacher(folder, scenario, is_main):
    """The guide, a deal that was there, scoring; of the main scenario the answers too."""
    yield papers.section(folder / "README.md")
    yield papers.section_of(roles.key(scenario), folder)
    yield parted(folder, keep=True)
    if is_main:
        yield from map(papers.section, sorted((folder / "answers").glob("[0-9]*.md")))


def parted(folder, keep):
    """The survey without its scoring, or the scoring alone."""
    found = papers.section(folder / "survey.md")
    blocks = [
        each
        for each in found.blocks
        if (isinstance(each, Section) and each.title == SCORING) == keep
    ]
    title = "Survey: scoring" if keep else found.title
    blocks = blocks[0].blocks if keep else blocks
    return Section(title, tuple(blocks), apart=True)

"""The folder of a report: the page, the print, and each table and figure as files of its own."""

import re

from sim.report import figures, html, latex, pdf, tables
from sim.report.document import Figure, Section, Table

PAGE, PRINT = "report.html", "report.pdf"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


def write(folder, document, paper="a4"):
    """Fill a folder that is new; nothing is written of a document with two tables of one name."""
    shown = blocks(document.sections)
    drawn = named([each for each in shown if isinstance(each, Figure)], "figures")
    listed = named(tables_in(document), "tables")
    made = {PAGE: html.page(document).encode(), PRINT: pdf.pages(document, paper)}
    for table in listed:
        made |= of_table(table)
    for figure in drawn:
        for kind, held in figures.files(figure, document.about).items():
            made[f"figures/{figure.name}.{kind}"] = held
    for path, held in made.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(held)


def tables_in(document):
    """The tables of a document, and then those behind its figures."""
    shown = list(blocks(document.sections))
    behind = (each.table for each in shown if isinstance(each, Figure) and each.table)
    return [*(each for each in shown if isinstance(each, Table)), *behind]


def blocks(sections):
    """All that stands under the headings, in the order of reading."""
    for each in sections:
        if isinstance(each, Section):
            yield from blocks(each.blocks)
        else:
            yield each


def named(shown, kind):
    """Tables or figures whose names will do for files: plain, and no two alike on any machine."""
    seen = set()
    for each in shown:
        if not NAME.fullmatch(each.name):
            raise ValueError(
                f"{kind}: {each.name!r} is no name for a file; "
                "it takes letters, digits, _ and -, the first a letter or digit"
            )
        if each.name.lower() in seen:
            raise ValueError(f"{kind}: {each.name!r} is the name of two of them; each has its own")
        seen.add(each.name.lower())
    return shown


def of_table(table):
    """The files of a table."""
    made = {
        "csv": tables.comma_separated(table),
        "md": tables.in_markdown(table),
        "tex": latex.in_latex(table),
    }
    return {f"tables/{table.name}.{kind}": text.encode() for kind, text in made.items()}

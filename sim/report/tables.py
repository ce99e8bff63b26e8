"""A table as files: CSV with the numbers themselves, Markdown with what readers see.

LaTeX has a file of its own.
"""

import re

from sim import csv_text, markdown
from sim.report import plain
from sim.report.document import Scaled

SPECIAL = re.compile(r"([\\`*_<>\[\]&~$])")  # what Markdown would read as a mark within a line


def comma_separated(table):
    """The table as CSV, written as every other table of the program: the numbers themselves.

    They are in the units of their heads; a text is without the marks of code.
    """
    heads = [unmarked(column.head) for column in table.columns]
    rows = (
        [held(column, value) for column, value in zip(table.columns, row, strict=True)]
        for row in table.rows
    )
    return csv_text.text(heads, rows)


def held(column, value):
    """A cell as a file holds it."""
    if isinstance(value, str):
        return unmarked(value)
    is_scaled = isinstance(column.written, Scaled) and value is not None
    return column.written.scaled(value) if is_scaled else value


def unmarked(text):
    """A text without the marks of code."""
    return plain.CODE.sub(r"\1", text)


def in_markdown(table):
    """The table as Markdown under its caption, with its note."""
    heads = [marked(column.head) for column in table.columns]
    rows = [[marked(text) for text in plain.written(table.columns, row)] for row in table.rows]
    sides = "".join("r" if column.is_number else "l" for column in table.columns)
    parts = [marked(table.caption), markdown.table(heads, rows, sides), marked(table.note)]
    return "\n\n".join(part for part in parts if part) + "\n"


def marked(text):
    """A text in Markdown that reads as itself; code keeps its marks."""
    return "".join(
        f"`{part['text']}`" if part["code"] else SPECIAL.sub(r"\\\1", part["text"])
        for part in plain.spans(text)
    )

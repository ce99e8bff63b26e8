"""A table as files: CSV with the numbers themselves, Markdown with what readers see.

LaTeX has a file of its own.
"""

import re

from sim import csv_text, markdown
from sim.report import plain

SPECIAL = re.compile(r"([\\`*_<>\[\]&~$])")  # what Markdown would read as a mark within a line


def comma_separated(table):
    """The table as CSV, written as every other table of the program: the numbers themselves."""
    return csv_text.text([column.head for column in table.columns], table.rows)


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

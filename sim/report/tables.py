"""A table as files: CSV with the numbers themselves, Markdown with what readers see.

LaTeX has a file of its own.
"""

import csv
import io
import re

from sim import markdown
from sim.report import plain

SPECIAL = re.compile(r"([\\`*_<>\[\]&~$])")  # what Markdown would read as a mark within a line


def comma_separated(table):
    """The table as CSV (RFC 4180): all digits of a number, nothing in an empty cell."""
    held = io.StringIO(newline="")
    lines = csv.writer(held)
    lines.writerow([column.head for column in table.columns])
    lines.writerows([raw(value) for value in row] for row in table.rows)
    return held.getvalue()


def raw(value):
    """A cell of a CSV file: truths as YAML has them, a float with all its digits."""
    if value is None or value != value:
        return ""
    value = value.item() if hasattr(value, "item") else value  # one of numpy's
    return str(value).lower() if isinstance(value, bool) else value


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

"""Tables as the text of a CSV file: a line of heads, a line a row; one way for numbers."""

import csv
import io

import numpy as np

TRUTH, NUMBER = (bool, np.bool_), (float, np.floating)


def write(file, heads, rows):
    """Write a table into an open file."""
    lines = csv.writer(file, lineterminator="\n")
    lines.writerow(heads)
    lines.writerows([cell(value) for value in row] for row in rows)


def text(heads, rows):
    """A table as a text."""
    file = io.StringIO(newline="")
    write(file, heads, rows)
    return file.getvalue()


def cell(value):
    """A cell: all digits of a number, nothing where there is none, truths as YAML has them."""
    if isinstance(value, TRUTH):
        return "true" if value else "false"
    if isinstance(value, NUMBER):
        return "" if value != value else repr(float(value))
    return value

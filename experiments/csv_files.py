"""Tables as CSV files: a line of heads, then a line a row; numbers are written in one way."""

import csv

import numpy as np

from experiments import pages

TRUTH, NUMBER = (bool, np.bool_), (float, np.floating)


def write(path, heads, rows):
    """Write a table whole: an old one stays until the new one is there."""
    with pages.whole(path) as hidden, hidden.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(heads)
        lines.writerows([cell(value) for value in row] for row in rows)


def cell(value):
    """A cell: all digits of a number, nothing where there is none, truths as YAML has them."""
    if isinstance(value, TRUTH):
        return "true" if value else "false"
    if isinstance(value, NUMBER):
        return "" if value != value else repr(float(value))
    return value


def read(path):
    """The rows of a table, each with its texts by head."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text):
    """The number in a cell; nan where there is none."""
    return float(text or "nan")

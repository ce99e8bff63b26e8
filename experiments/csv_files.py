"""Tables as CSV files: written whole, and read again."""

import csv

from sim import csv_text, whole_files


def write(path, heads, rows):
    """Write a table whole: an old one stays until the new one is there."""
    with whole_files.whole(path) as hidden, hidden.open("w", encoding="utf-8", newline="") as file:
        csv_text.write(file, heads, rows)


def read(path):
    """The rows of a table, each with its texts by head."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def truth(text):
    """True for a cell that says so, however it is spelled."""
    return text.lower() == "true"


def number(text):
    """The number in a cell; nan where there is none."""
    return float(text or "nan")

"""Markdown for the pages that are made from the code: tables, docstrings, places on a page."""

import inspect
import re

RULES = {"l": "---", "r": "---:", "c": ":-:"}


def table(heads, rows, sides=""):
    """A table; every cell is a text.

    ``sides`` has a letter a column, l, r or c: where its cells stand; all to the left if empty.
    """
    rule = [RULES[side] for side in sides or "l" * len(heads)]
    lines = [heads, rule, *rows]
    return "\n".join(f"| {' | '.join(cell(text) for text in line)} |" for line in lines)


def cell(text):
    """A text as it may stand in a cell."""
    return " ".join(str(text).split()).replace("|", r"\|")


def docstring(text):
    """A docstring as Markdown: its double marks single, its lines joined to paragraphs."""
    paragraphs = inspect.cleandoc(text or "").replace("``", "`").split("\n\n")
    return "\n\n".join(" ".join(one.split()) for one in paragraphs)


def summary(text):
    """The first sentence or line of a docstring, as Markdown."""
    return docstring(text).partition("\n\n")[0]


def anchor(heading):
    """The place on the page that a heading makes, as GitHub names it."""
    kept = re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower())
    return kept.strip().replace(" ", "-")

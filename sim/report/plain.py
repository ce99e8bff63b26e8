"""A document in lists and dictionaries of texts: what the pages and the print are filled with.

Figures and tables are numbered here, each in the order of reading, so that all files of one report
call them by one number. A table behind a figure goes by the figure's.
"""

import itertools
import re

from sim.report.document import BACKTICK, Code, Figure, Items, Paragraph, Room, Section, Table

LONG = 40  # rows; a longer table behind a figure is left to its file in print
UNIT = re.compile(r"(?<=\d) (?=%|(?:points?|days?|runs?)\b)")  # the space of a number and its unit
CODE = re.compile("`([^`]+)`")
VAST = 120  # rows; a longer table in the text is folded on the page, and left to its file in print


def plain(document):
    """A document as texts, with the numbers of its figures and tables."""
    counts = counters()
    return {
        "title": spans(document.title),
        "subtitle": spans(document.subtitle),
        "name": bare(document.title),
        "description": bare(document.subtitle),
        "foot": bare(document.foot),
        "contents": document.contents,
        "both_sides": document.both_sides,
        "about": {str(name): str(value) for name, value in document.about.items()},
        "sections": [
            section(each, str(place), counts) for place, each in enumerate(document.sections, 1)
        ],
    }


def counters(before=""):
    """What numbers tables and figures, and tells apart the tables that have no number.

    ``before`` stands before the names of places on a page.
    """
    found = {Table: itertools.count(1), Figure: itertools.count(1)}
    return found | {"unnumbered": itertools.count(1), "before": before}


def spans(text):
    """A text cut into ``{"text", "code"}``: code is what stands between two backticks.

    A backtick without another one is a letter like any other. A number stays on one line with what
    it counts.
    """
    parts = CODE.split(text)
    cut = [
        {
            "text": lettered(part if place % 2 else UNIT.sub("\u00a0", part)),
            "code": place % 2 == 1,
        }
        for place, part in enumerate(parts)
    ]
    return [part for part in cut if part["text"]]


def lettered(text):
    """A text with backticks where some stand as letters."""
    return text.replace(BACKTICK, "`")


def bare(text):
    """A text without the marks of code, on one line."""
    return " ".join("".join(part["text"] for part in spans(text)).split())


def section(shown, number, counts):
    """A section, or one within it; ``number`` is such as 2.1."""
    blocks, within = [], itertools.count(1)
    for block in shown.blocks:
        if isinstance(block, Section):
            blocks.append(section(block, f"{number}.{next(within)}", counts))
        else:
            blocks.append(OF_BLOCK[type(block)](block, counts))
    return {
        "kind": "section",
        "id": f"section-{number.replace('.', '-')}",
        "title": spans(shown.title),
        "blocks": blocks,
        "apart": shown.apart,
    }


def paragraph(shown, counts):
    """A paragraph."""
    return {"kind": "paragraph", "text": spans(shown.text), "strong": shown.strong}


def items(shown, counts):
    """A list of sentences."""
    entries = [spans(entry) for entry in shown.entries]
    return {"kind": "items", "entries": entries, "ordered": shown.ordered}


def room(shown, counts):
    """Empty lines to write on."""
    return {"kind": "room", "lines": shown.lines}


def code(shown, counts):
    """Lines to type."""
    return {"kind": "code", "text": "\n".join(shown.lines)}


def table(shown, counts):
    """A table with its number, unless it has no name."""
    if not shown.name:
        place = f"{counts['before']}list-{next(counts['unnumbered'])}"
        return rows_and_heads(shown) | {"number": 0, "id": place, "label": ""}
    number = next(counts[Table])
    return rows_and_heads(shown) | {
        "number": number,
        "id": f"{counts['before']}table-{number}",
        "label": f"Table {number}",
    }


def rows_and_heads(shown):
    """A table as its readers see it."""
    rows = [[spans(text) for text in written(shown.columns, row)] for row in shown.rows]
    return {
        "kind": "table",
        "name": shown.name,
        "caption": spans(shown.caption),
        "spoken": bare(shown.caption),
        "heads": [{"text": spans(each.head), "right": each.is_number} for each in shown.columns],
        "rows": rows,
        "filled": any(cell for row in rows for cell in row),  # else it is to be filled in by hand
        "note": spans(shown.note),
        "long": len(shown.rows) > LONG,
        "vast": f"{len(shown.rows):,} rows" if len(shown.rows) > VAST else "",
    }


def written(columns, row):
    """The cells of a row as text; an empty one is an empty text."""
    return [
        "" if value is None else str(column.written(value))
        for column, value in zip(columns, row, strict=True)
    ]


def figure(shown, counts):
    """A figure with its number and the table behind it."""
    number = next(counts[Figure])
    return {
        "kind": "figure",
        "number": number,
        "behind": f"{counts['before']}behind-figure-{number}",
        "name": shown.name,
        "title": spans(shown.title),
        "alt": shown.alt,
        "svg": shown.svg.decode("utf-8"),
        "narrow": shown.narrow.decode("utf-8"),
        "table": rows_and_heads(shown.table) if shown.table else None,
    }


OF_BLOCK = {
    Paragraph: paragraph,
    Items: items,
    Room: room,
    Code: code,
    Table: table,
    Figure: figure,
}

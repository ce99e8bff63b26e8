"""What a document is made of: sections of paragraphs, lists, tables, figures and commands.

Texts are plain; what stands between backticks is code. A cell of a table holds the number itself,
so that a file of the table loses nothing; its column says how the number is written for readers.
"""

from collections.abc import Callable
from typing import NamedTuple

BACKTICK = "\ufdd0"  # stands for one that is a letter; no text has this


class Paragraph(NamedTuple):
    """A paragraph; one that is ``strong`` is set off: what a reader must not miss."""

    text: str
    strong: bool = False


class Items(NamedTuple):
    """A list of sentences; with ``ordered`` each has its number."""

    entries: tuple
    ordered: bool = False


class Room(NamedTuple):
    """Empty lines on which to write by hand."""

    lines: int


class Code(NamedTuple):
    """Lines to type."""

    lines: tuple


class Scaled(NamedTuple):
    """How a number is written in another unit than its cell holds it in, as per cent of a share."""

    scale: float  # what the cell is multiplied by; files hold the product too
    written: Callable  # the product -> its text

    def __call__(self, value):
        """The text of a cell's value."""
        return self.written(self.scaled(value))

    def scaled(self, value):
        """A cell's value in the unit that is written, less the last digits, which are noise."""
        return float(f"{self.scale * value:.13g}")


class Column(NamedTuple):
    """A column of a table: its head, and how a cell is written, by a function or ``Scaled``."""

    head: str
    written: Callable = str  # a cell's value -> its text; of None it is never asked
    is_number: bool = False  # set to the right


class Table(NamedTuple):
    """A table; an empty cell is None."""

    name: str  # of its files; empty for one without a number and files of its own
    caption: str
    columns: tuple
    rows: tuple  # of cells, as many as there are columns
    note: str = ""


class Figure(NamedTuple):
    """A figure that was drawn before, with the numbers behind it."""

    name: str  # of its files
    title: str
    alt: str  # what it shows, in words made from the numbers
    svg: bytes
    table: Table | None = None
    narrow: bytes = b""  # the same drawn for a narrow screen, if it was


class Section(NamedTuple):
    """A heading and what stands under it; a block may be a section again, once."""

    title: str
    blocks: tuple
    apart: bool = False  # in print on a sheet of paper of its own, its title at the foot


class Document(NamedTuple):
    """A whole document."""

    title: str
    subtitle: str
    sections: tuple
    foot: str = ""  # on every page of a print
    about: dict = {}  # the settings, by name, for the metadata of files
    contents: int = 2  # how many levels of headings the list of contents has; none if 0
    both_sides: bool = True  # whether a print leaves backs blank, so that parts come apart


def letters(text):
    """A text in which a backtick is a letter like any other, for what somebody else wrote."""
    return text.replace("`", BACKTICK)


def texts(blocks):
    """All texts of some blocks that readers see as prose or in tables; commands left out."""
    for block in blocks:
        if isinstance(block, Section):
            yield block.title
            yield from texts(block.blocks)
        elif isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Items):
            yield from block.entries
        elif isinstance(block, Figure):
            yield from (block.title, block.alt)
            yield from texts([block.table] if block.table else ())
        elif isinstance(block, Table):
            yield from (block.caption, block.note, *(column.head for column in block.columns))
            yield from (cell for row in block.rows for cell in row if isinstance(cell, str))

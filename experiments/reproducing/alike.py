"""Two files of numbers, texts or settings: the same, or where they first differ.

Each function returns a sentence without its subject, or an empty one where nothing differs. Numbers
are compared exactly, as numbers: a CSV file that a spreadsheet saved again (other ends of lines,
``1`` for ``1.0``) holds the same. New columns and new keys, as later versions add them, are no
difference.
"""

import csv
import re
from decimal import Decimal, InvalidOperation
from itertools import zip_longest

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import yaml

from sim import plain_text, safe_yaml, words
from sim.refusals import cut, shown

MADE_BY = re.compile(r"Made by `[^`]*`")  # of a page: the command as it was given then
SHOWN = 3  # keys that differ, named
WORDS = 8  # of a text, shown
ABSENT = object()
OF_CODE = ".code_hash"  # the end of a key that says which code played, and not what
UNREADABLE = (
    *safe_yaml.MISFITS, OSError, ValueError, csv.Error, pa.ArrowException, yaml.YAMLError,
    RecursionError,
)  # fmt: skip


def unlike(given, again):
    """What differs between two files of one name, or an empty text; says so if one is no such."""
    by_kind = {".csv": of_csv, ".parquet": of_parquet, ".yaml": of_yaml}
    compare = by_kind.get(given.suffix, of_text)
    try:
        return compare(given, again)
    except UNREADABLE as error:
        first = (str(error).strip() or type(error).__name__).splitlines()[0]
        return f"cannot be read ({cut(plain_text.in_a_line(first))})"


def of_csv(given, again):
    """CSV files, cell by cell."""
    ours, theirs = rows(given), rows(again)
    heads, there = (table[0] if table else [] for table in (ours, theirs))
    for name in heads:
        if name not in there:
            return f"has a column {told(name)}, and played again there is none"
    places = list(range(len(heads))) if heads == there else [there.index(name) for name in heads]
    for number, (row, other) in enumerate(zip(ours[1:], theirs[1:], strict=False), start=1):
        for place, (name, text) in enumerate(zip_longest(heads, row, fillvalue="")):
            at = places[place] if place < len(places) else place
            beside = other[at] if at < len(other) else ""
            if not is_same(text, beside):
                return differs(number, name, text, beside)
    return of_lengths(len(ours[1:]), len(theirs[1:]))


def rows(path):
    """The rows of a CSV file, that of the heads first; empty lines are none."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.reader(file) if row]


def is_same(text, other):
    """True for cells that are the same, or the same number."""
    if text == other:
        return True
    try:
        return Decimal(text) == Decimal(other)
    except InvalidOperation:
        return False


def of_parquet(given, again):
    """Parquet files, column by column; the first row that differs is named."""
    ours, theirs = pq.ParquetFile(given), pq.ParquetFile(again)
    first = None
    for name in ours.schema_arrow.names:
        if name not in theirs.schema_arrow.names:
            return f"has a column {told(name)}, and played again there is none"
        column, other = (file.read(columns=[name]).column(name) for file in (ours, theirs))
        place = first_unlike(plain(column), plain(other))
        if place is not None and (first is None or place < first[0]):
            first = place, name, column[place].as_py(), other[place].as_py()
    if first:
        return differs(first[0] + 1, *first[1:])
    return of_lengths(ours.metadata.num_rows, theirs.metadata.num_rows)


def plain(column):
    """A column with names as texts, however they are stored."""
    return column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column


def first_unlike(column, other):
    """The place of the first value that differs in two columns, as far as both go; or None."""
    if is_number(column.type) and is_number(other.type) and column.type != other.type:
        column, other = column.cast(pa.float64(), safe=False), other.cast(pa.float64(), safe=False)
    many = min(len(column), len(other))
    column, other = column[:many], other[:many]
    if column.type != other.type:
        return 0 if many else None
    missing, missed = pc.is_null(column), pc.is_null(other)
    same = pc.if_else(pc.or_(missing, missed), pc.and_(missing, missed), pc.equal(column, other))
    if pa.types.is_floating(column.type):
        same = pc.or_(same, pc.fill_null(pc.and_(pc.is_nan(column), pc.is_nan(other)), False))
    place = pc.index(same, False).as_py()
    return None if place < 0 else place


def is_number(kind):
    """True for a type of numbers."""
    return pa.types.is_integer(kind) or pa.types.is_floating(kind)


def differs(row, column, value, other):
    """The sentence for a cell."""
    return f"differs in row {row:,}, {column}: {told(value)}, and played again {told(other)}"


def of_lengths(many, others):
    """The sentence for tables of which one goes on where the other ends."""
    return "" if many == others else f"has {words.count(many, 'row')}, and played again {others:,}"


def told(value):
    """A value from a file, as a sentence shows it."""
    if value is None or value == "":
        return "nothing"
    return cut(plain_text.in_a_line(value))


def of_text(given, again):
    """Texts, word by word, but for the command that a page says it was made by."""
    ours, theirs = (
        MADE_BY.sub("Made by", path.read_text(encoding="utf-8")).split() for path in (given, again)
    )
    for place, (word, other) in enumerate(zip_longest(ours, theirs)):
        if word != other:
            found = [told(" ".join(words[place : place + WORDS])) for words in (ours, theirs)]
            return f"differs at '{found[0]}', and played again it says '{found[1]}'"
    return ""


def of_yaml(given, again):
    """Configurations, key by key; the first few that differ are named."""
    texts = [path.read_text(encoding="utf-8") for path in (given, again)]
    if texts[0] == texts[1]:
        return ""
    ours, theirs = (flat(load(text)) for text in texts)
    found = [
        f"{plain_text.in_a_line(key)} is {value_of(value)}, and played again {value_of(other)}"
        for key, value in ours.items()
        if not is_same_value(value, other := theirs.get(key, ABSENT), key)
    ]
    more = f"; and {len(found) - SHOWN:,} keys more" if len(found) > SHOWN else ""
    return f"differs: {'; '.join(found[:SHOWN])}{more}" if found else ""


def is_same_value(value, other, key):
    """True for values of a key that are the same; of what names the code, any are."""
    both_nan = value != value and other != other
    return value == other or both_nan or f".{key}".endswith(OF_CODE)


def load(text):
    """Plain data from a configuration, looked at first; its keys at the top name it."""
    safe_yaml.check(text)
    found = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return found if isinstance(found, dict) else {"all of it": found}


def value_of(value):
    """A value of a configuration, as a sentence shows it."""
    return "not set" if value is ABSENT else plain_text.in_a_line(shown(value))


def flat(data, prefix=""):
    """A nested configuration as dotted keys; entries of lists go by number."""
    entries = data.items() if isinstance(data, dict) else enumerate(data)
    found = {}
    for key, value in entries:
        name = f"{prefix}.{key}" if prefix else str(key)
        if isinstance(value, dict | list) and value:
            found |= flat(value, name)
        else:
            found[name] = value
    return found

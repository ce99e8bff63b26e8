"""The columns of the tables that reports read in results, looked at when a table is read."""

import csv
from typing import NamedTuple

from experiments.sentences import Refused


class Columns(NamedTuple):
    """The columns that a table must have; others may stand beside them."""

    texts: tuple
    numbers: tuple = ()  # or nothing, where there is none
    counts: tuple = ()  # whole numbers
    maybe: tuple = ()  # whole numbers, or nothing
    needs_rows: bool = True


def of(texts, numbers="", counts="", maybe="", needs_rows=True):
    """Columns from their heads in a row."""
    return Columns(*(tuple(heads.split()) for heads in (texts, numbers, counts, maybe)), needs_rows)


SPAN = "low high"
TABLES = {
    "comparison.csv": of("scenario base outcome unit",
                         f"first second difference {SPAN} variance_ratio", "runs", "gained lost"),
    "parting.csv": of("scenario level", maybe="day", needs_rows=False),
    "parted_by.csv": of("scenario level events", "", "runs", needs_rows=False),
    "indices.csv": of("outcome factor role index", f"value {SPAN}", "", "group rank_from rank_to"),
    "effects.csv": of("outcome factor role setting", f"base set difference {SPAN} correlation",
                      "runs", "gained lost"),
    "luck.csv": of("outcome factors_are_seen", f"mean luck_share {SPAN}"),
    "failures.csv": of("reason", needs_rows=False),
    "points.csv": of("", "point"),
    "boxes.csv": of("policy parameter role names",
                    "low high density density_low density_high coverage coverage_low "
                    "coverage_high mass excess excess_low excess_high held lasts density_outside",
                    "box", needs_rows=False),
    "policies.csv": of("policy verdict", f"share {SPAN}", "points"),
    "tree.csv": of("conditions", f"share {SPAN} mass", "points", needs_rows=False),
    "trajectory.csv": of("conditions", "density coverage mass", needs_rows=False),
    "response.csv": of("place", f"value share {SPAN}"),
    "crossings.csv": of("rising low_open high_open", f"value {SPAN}", needs_rows=False),
    "coverage.csv": of("case scenario outcome label kind happened covered use source",
                       f"share {SPAN} median width", "pattern runs since until"),
    "scores.csv": of("case outcome by baseline score", "value difference", needs_rows=False),
    "summary.csv": of("variable unit span", f"value {SPAN}", "of", "count"),
}  # fmt: skip


def rows(path):
    """The rows of a table, each with its texts by head; refuses one that is cut or has others."""
    needed = TABLES[path.name]
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        found = list(reader)
    heads = dict.fromkeys((*needed.texts, *needed.numbers, *needed.counts, *needed.maybe))
    missing = [name for name in heads if name not in (reader.fieldnames or ())]
    if missing:
        raise Refused(f"{path}: there is no column {missing[0]}; it takes {', '.join(heads)}")
    if needed.needs_rows and not found:
        raise Refused(f"{path}: there is no row in it; it takes one at least")
    for place, row in enumerate(found, start=2):
        check(f"{path}, line {place}", needed, row)
    return found


def check(where, needed, row):
    """Refuse a row that is cut, or has no number where one must stand."""
    if None in row or None in row.values():
        raise Refused(f"{where}: it has more or fewer cells than there are columns")
    for head in needed.numbers:
        if row[head] and not is_number(row[head], float):
            raise Refused(f"{where}: {head}: '{row[head]}' is not allowed; it takes a number")
    for head in (*needed.counts, *needed.maybe):
        may_lack = head in needed.maybe and not row[head]
        if not may_lack and not is_number(row[head], int):
            problem = f"'{row[head]}' is not allowed; it takes a whole number"
            raise Refused(f"{where}: {head}: {problem}")


def is_number(text, kind):
    """True for the text of a number of a kind."""
    try:
        kind(text)
    except ValueError:
        return False
    return True

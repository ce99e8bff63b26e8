"""Outcomes of a backtest beside its runs, read back from the folder that it left."""

import collections
from typing import NamedTuple

from experiments import csv_files
from experiments.backtesting.told import MONTH
from sim import patterns


class Stated(NamedTuple):
    """What the record states of an outcome; note and lesson are empty where no file holds them."""

    label: str
    pattern: int
    kind: str
    until: int
    value: object  # a truth, or a number
    use: str
    source: tuple
    note: str = ""
    lesson: str = ""
    since: int = 1
    measure: str = ""  # empty where no file holds it

    @property
    def is_of_days(self):
        """True for a day, and for a length in days if its measure is known."""
        return self.kind == patterns.DAY or self.measure in patterns.LENGTHS

    @property
    def days(self):
        """How many days are counted."""
        return self.until - self.since + 1


class Entry(NamedTuple):
    """An outcome of a case beside the central part of the runs that it is about."""

    case: str
    scenario: str
    name: str
    one: Stated
    runs: int
    share: float
    low: float
    median: float
    high: float
    width: float
    covered: bool

    @property
    def is_scored(self):
        """False for what was given to the model."""
        return self.one.use != "given"

    @property
    def is_either(self):
        """True for a yes or no that would have been covered whatever happened."""
        return self.one.kind == patterns.YES_NO and self.width > 0.0

    @property
    def is_easy(self):
        """True for what is covered and could hardly have been missed."""
        wide = self.one.is_of_days and self.width > min(MONTH, self.one.days / 2)
        return self.covered and (self.is_either or wide)

    @property
    def alike(self):
        """How many runs had a yes or no as it happened."""
        count = round(self.share * self.runs) if self.runs else 0
        return count if self.one.value else self.runs - count


class Score(NamedTuple):
    """A score of an outcome by the runs or by a baseline."""

    by: str
    baseline: str
    score: str
    value: float
    difference: float  # the runs' score less this one; nan beside the runs themselves


def entries(result):
    """The outcomes of each case, by its name, in the order of the patterns."""
    found = collections.defaultdict(list)
    for row in result.rows("coverage.csv"):
        found[row["case"]].append(entry(row, recorded(result, row["case"], row["outcome"])))
    return {
        case: sorted(own, key=lambda each: each.one.pattern) for case, own in found.items()
    }  # an order that keeps the record's within a pattern


def recorded(result, case, name):
    """What the record of a case says of an outcome; empty where no file holds it."""
    happened = record(result, case).get("happened") or {}
    return happened.get(name) or {}


def record(result, case):
    """The record of a case; empty where no file holds it."""
    return (result.config.get("scenarios", {}).get(case) or {}).get("record") or {}


def entry(row, known):
    """An outcome from its row, and from what the record says of it."""
    one = Stated(
        row["label"], int(row["pattern"]), row["kind"], int(row["until"]),
        value(row["happened"], row["kind"]), row["use"], tuple(row["source"].split()),
        known.get("note") or "", known.get("lesson") or "",
        int(row["since"]), known.get("measure") or "",
    )  # fmt: skip
    numbers = (csv_files.number(row[key]) for key in ("share", "low", "median", "high", "width"))
    return Entry(
        row["case"], row["scenario"], row["outcome"], one, int(row["runs"]), *numbers,
        row["covered"] == "yes",
    )  # fmt: skip


def value(text, kind):
    """What happened, as it was before it was written."""
    return text == "yes" if kind == patterns.YES_NO else float(text)


def scores(result):
    """The scores of each outcome, by case and its name."""
    found = collections.defaultdict(list)
    for row in result.rows("scores.csv"):
        numbers = (csv_files.number(row[key]) for key in ("value", "difference"))
        one = Score(row["by"], row["baseline"], row["score"], *numbers)
        found[row["case"], row["outcome"]].append(one)
    return found

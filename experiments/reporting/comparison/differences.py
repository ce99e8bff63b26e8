"""Paired differences of a comparison, read back: in sentences, and as tables with the levels."""

import collections
import math
from typing import NamedTuple

from experiments import csv_files
from experiments.reporting import formats, impossible, worded
from experiments.reporting.comparison import differing
from experiments.sentences import Refused
from sim import intervals, outcomes, words
from sim.report.document import Column, Table

COMPARISON = "comparison.csv"


class Row(NamedTuple):
    """A paired difference of one outcome: a scenario less the base."""

    scenario: str
    base: str
    outcome: str
    unit: str
    words: str
    first: float
    second: float
    difference: float
    low: float
    high: float
    gained: int
    lost: int
    ratio: float
    runs: int
    of: int = 0  # pairs of runs that there are; 0 if that is not known

    @property
    def is_share(self):
        """True for shares of runs, as against means."""
        return self.unit == outcomes.SHARE

    @property
    def is_known(self):
        """True if there are pairs of runs to compare."""
        return self.runs > 0 and not math.isnan(self.difference)

    @property
    def has_interval(self):
        """True if an interval is known, as it is from two pairs of runs on."""
        return not math.isnan(self.low)

    @property
    def label(self):
        """The outcome in words; of one that not every run has, in which runs it is compared."""
        return f"{self.words}, in runs that have it in both" if self.is_partial else self.words

    @property
    def is_partial(self):
        """True if some runs lack the number in one of the scenarios."""
        return not self.is_share and 0 < self.runs < self.of

    @property
    def is_clear(self):
        """True if the interval lies to one side of nothing."""
        return self.is_known and worded.is_clear(self.low, self.high)


def rows(result):
    """Every difference that can be, as the table has it; refuses a row at odds with itself.

    A single pair of runs has no interval. What only talks bring about is left out where neither
    scenario has any, and a scenario that differs in no premise altogether.
    """
    played, same = result.config["scenarios"], alike(result)
    found = [told for row in read(result) if row.scenario not in same
             for told in (without_interval(row),) if is_possible(told, played)]  # fmt: skip
    for row in found:
        if row.is_known and not is_sound(row):
            where = f"{result.folder / COMPARISON}: {row.outcome} of {row.scenario}"
            raise Refused(f"{where}: the numbers of this row do not fit each other")
    return found


def alike(result):
    """The scenarios that differ from the base in no premise, by name."""
    (_, base), *others = result.config["scenarios"].items()
    return [name for name, held in others if not any(True for _ in differing.between([base, held]))]


def is_possible(row, played):
    """False for what only talks bring about, if neither scenario has any."""
    held = (played.get(name, {}) for name in (row.base, row.scenario))
    is_seen = any(one > 0.0 for one in (row.first, row.second))
    is_none = impossible.is_of_talks(row.outcome) and all(map(impossible.without_talks, held))
    return is_seen or not is_none


def without_interval(row):
    """A difference of a single pair of runs, which has no interval; any other as it is."""
    return row._replace(low=math.nan, high=math.nan) if row.runs == 1 else row


def is_sound(row):
    """True if a difference is that of its levels, within its interval, and of so many runs."""
    off = row.second - row.first
    slack = 1e-9 * max(1.0, abs(row.first), abs(row.second))
    within = math.isnan(row.low) or row.low - slack <= row.difference <= row.high + slack
    moved = not row.is_share or abs(off * row.runs - (row.gained - row.lost)) < 1e-6 * row.runs
    return abs(off - row.difference) <= slack and within and moved


def read(result):
    """The rows of the table as they are."""
    return [
        Row(
            row["scenario"], row["base"], row["outcome"], row["unit"], result.words(row["outcome"]),
            *(csv_files.number(row[key]) for key in ("first", "second", "difference")),
            *(csv_files.number(row[key]) for key in ("low", "high")),
            *(int(row[key] or 0) for key in ("gained", "lost")),
            csv_files.number(row["variance_ratio"]), int(row["runs"]), result.runs,
        )
        for row in result.rows(COMPARISON)
    ]  # fmt: skip


def by_scenario(found):
    """Rows of each scenario that stands beside the base, in order."""
    gathered = collections.defaultdict(list)
    for row in found:
        gathered[row.scenario].append(row)
    return gathered


# -- in sentences ----------------------------------------------------------------------------------


def sentence(row):
    """A difference in a sentence, before the levels that it lies between."""
    return of_share(row) if row.is_share else of_mean(row)


def of_share(row):
    """A difference of two shares, in runs."""
    counts = [round(share * row.runs) for share in (row.first, row.second)]
    lead = f"With `{row.scenario}` {row.words}"
    whole = words.count(row.runs)
    if row.runs == 1 and not row.gained and not row.lost:
        was = "in its one run" if counts[0] else "not in its one run"
        return f"{lead} {was}, as with `{row.base}` ({points(row)})."
    if not row.gained and not row.lost:
        same = {0: f"none of {whole}", row.runs: f"all of {whole}"}.get(counts[0])
        same = same or f"the very same {words.of_runs(counts[0], row.runs)}"
        return f"{lead} in {same}, as with `{row.base}` ({points(row)})."
    more = row.gained - row.lost
    much = f"{abs(more):,} {'more' if more > 0 else 'fewer'} of {whole} than"
    levels = " against ".join("none" if not count else f"{count:,}" for count in reversed(counts))
    won = f"{row.gained:,} only with it, {row.lost:,} only without it"
    return (
        f"{lead} in {much if more else f'as many of {whole} as'} with `{row.base}` "
        f"({points(row)}): {levels}; {won}."
    )


def points(row):
    """A difference of shares in points, with its interval."""
    numbers = (row.difference, row.low, row.high)
    if not row.has_interval:
        return f"{worded.signed(100.0 * row.difference)} points, no interval"
    value, low, high = (worded.signed(100.0 * each) for each in numbers)
    return f"{value} points, 95 % interval {low} to {high}"


def of_mean(row):
    """A difference of two means."""
    pairs = f" over {words.count(row.runs, 'pair')} of runs"
    return (
        f"{words.capital(row.words)}: {span(row)}, with `{row.scenario}` in the mean{pairs}"
        f"{' that have it in both' if row.is_partial else ''}; {means(row)}."
    )


def means(row):
    """The two means of a difference, with as many decimals as it has itself."""
    digits = intervals.decimals(row.low, row.high) if row.has_interval else intervals.USUAL
    return f"{row.second:,.{digits}f} against {row.first:,.{digits}f} with `{row.base}`"


def span(row):
    """A difference of means with its interval."""
    if not row.has_interval:
        return f"{worded.signed(row.difference)}, no interval"
    digits = intervals.decimals(row.low, row.high)
    numbers = (row.difference, row.low, row.high)
    value, low, high = (worded.signed(each, digits) for each in numbers)
    return f"{value}, 95 % interval {low} to {high}"


def short(row):
    """A difference that is not clear of luck, in a few words."""
    return f"{row.words} ({points(row) if row.is_share else span(row)})"


# -- as tables -------------------------------------------------------------------------------------


def tables(result, found):
    """All differences as tables, those of shares and of means apart, and the levels."""
    shares = [row for row in found if row.is_share]
    means = [row for row in found if not row.is_share]
    if shares:
        yield Table(
            result.named("differences_of_shares"),
            "Differences in shares of runs, in points of a hundred runs, with 95 % intervals",
            (*NAMES, *SPAN, Column("Base [%]", formats.percent, True),
             Column("With it [%]", formats.percent, True),
             Column("Gained", str, True), Column("Lost", str, True), RUNS),
            tuple(share_cells(row) for row in shares),
            "Gained and lost: runs in which it is so with the scenario and not in the base, and "
            "the other way about. How many depends on how luck is shared between scenarios."
            f"{MISSING if any(is_of_missing(row.outcome) for row in shares) else ''}",
        )  # fmt: skip
    if means:
        yield Table(
            result.named("differences_of_means"),
            "Differences in means over runs, with 95 % intervals",
            (*NAMES, Column("Unit"), *(one._replace(written=worded.figures) for one in SPAN),
             Column("Base", formats.mean, True), Column("With it", formats.mean, True), RUNS),
            tuple(mean_cells(row) for row in means),
            "Pairs: runs that have the number in both scenarios; only these are compared, and they "
            "may differ from the others.",
        )  # fmt: skip
    if shares:
        yield levels(result, shares)


MISSING = " Missing people: those of whom it is not known whether they live."


def is_of_missing(outcome):
    """True of an outcome about people who are missing."""
    return outcome.startswith("all_missing_")


NAMES = (Column("Scenario"), Column("Outcome"))
SPAN = formats.span("Difference", formats.points)
RUNS = Column("Pairs", "{:,}".format, True)


def named(row):
    """The cells that say what a row is of."""
    return f"`{row.scenario}`", words.capital(row.label)


def share_cells(row):
    """The cells of a difference of shares."""
    numbers = formats.known(row.difference, row.low, row.high, row.first, row.second)
    return (*named(row), *numbers, row.gained, row.lost, row.runs)


def mean_cells(row):
    """The cells of a difference of means."""
    numbers = formats.known(row.difference, row.low, row.high, row.first, row.second)
    return (*named(row), row.unit, *numbers, row.runs)


def levels(result, shares):
    """Shares of runs in each scenario by itself, each with the interval of a share."""
    firsts = {}
    for row in shares:
        if row.runs:
            firsts[row.base, row.words] = (row.first, row.runs)
            firsts[row.scenario, row.words] = (row.second, row.runs)
    order = [name for name in result.config["scenarios"] if any(name == one for one, _ in firsts)]
    cells = []
    for what in dict.fromkeys(what for _, what in firsts):
        for name in order:
            share, runs = firsts[name, what]
            span = intervals.wilson(round(share * runs), runs) if runs > 1 else (None, None)
            cells.append((words.capital(what), f"`{name}`", share, *span, runs))
    heads = (Column("Outcome"), Column("Scenario"),
             *(Column(head, formats.percent, True) for head in ("Share [%]", "from", "to")),
             Column("Runs", "{:,}".format, True))  # fmt: skip
    caption = "Levels: shares of runs of each scenario by itself, with 95 % intervals"
    note = (
        "To compare scenarios take the differences: their intervals know that luck was shared, and "
        "two intervals of levels that overlap say nothing about a difference."
    )
    return Table(result.named("levels"), caption, heads, tuple(cells), note)

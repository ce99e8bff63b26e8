"""The tables of a comparison: differences, survival, incidence, partings, and every run.

``differences`` gives the paired differences that words and figures are made of.
"""

import collections
import statistics
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from experiments import csv_files
from sim import arrow, incidence, outcomes, pairs, parting, tables, words

COMPARISON = (
    "scenario", "base", "outcome", "unit", "first", "second", "difference", "low", "high",
    "gained", "lost", "correlation", "variance_ratio", "runs",
)  # fmt: skip
BY_DAY = ("scenario", "base", "day", *COMPARISON[2:])
SURVIVAL = ("scenario", "day", "at_risk", "fell", "standing", "survival", "low", "high", "runs")
INCIDENCE = ("scenario", "cause", "day", "count", "incidence", "low", "high", "runs")
PARTING = ("scenario", "base", "point", "run", "seed", "level", "day", "base_event", "event")
PARTED_BY = ("scenario", "base", "level", "events", "runs", "share", "median_day")
TRUCE_DAYS, FALLEN = "truce_days", "fallen"


class Line(NamedTuple):
    """A paired difference between a scenario and the base."""

    scenario: str
    base: str
    outcome: str
    unit: str
    words: str
    is_share: bool
    found: pairs.Difference
    day: int = 0  # by which it is counted; 0 for the whole run


def differences(question, played):
    """Every outcome of every scenario beside the base."""
    known = outcomes.of_scenario(question.entries[0].scenario)
    for one in played[1:]:
        for name in question.outcomes:
            about = known[name]
            found = pairs.difference(played[0].outcomes[name], one.outcomes[name])
            yield Line(
                one.entry.name, played[0].entry.name, name, about.unit, about.words,
                about.kind == outcomes.YES_NO, found,
            )  # fmt: skip


def differences_by_day(played, days):
    """Days of truce up to each day, and shares fallen by it, in all and of each cause."""
    base = played[0]
    for one in played[1:]:
        names = (one.entry.name, base.entry.name)
        for day in days:
            found = pairs.means(*(incidence.restricted(each.runs, day) for each in (base, one)))
            yield Line(
                *names, TRUCE_DAYS, "days", f"days of truce up to day {day}", False, found, day
            )
            for name, which in (
                (FALLEN, incidence.fallen),
                *((f"{FALLEN}_of_{cause}", of_cause(cause)) for cause in incidence.FALLS),
            ):
                by = [incidence.by_day(each.runs, which(each.runs), day) for each in (base, one)]
                if name == FALLEN or any(each.any() for each in by):
                    text = f"{words.plain(name)} by day {day}"
                    yield Line(*names, name, outcomes.SHARE, text, True, pairs.shares(*by), day)


def of_cause(cause):
    """Which runs return to fighting of a cause, as a function of runs."""
    return lambda runs: incidence.by_cause(runs, cause)


def row_of(line):
    """The cells of a difference from its outcome on."""
    found = line.found
    numbers = (found.first, found.second, found.value, found.low, found.high)
    counts = (found.gained, found.lost) if line.is_share else ("", "")
    spread = (found.correlation, found.ratio)
    return [line.outcome, line.unit, *numbers, *counts, *spread, found.runs]


def write(folder, question, played, lines, by_day):
    """Write all tables into a folder."""
    csv_files.write(
        folder / "comparison.csv", COMPARISON,
        ([one.scenario, one.base, *row_of(one)] for one in lines),
    )  # fmt: skip
    csv_files.write(
        folder / "by_day.csv", BY_DAY,
        ([one.scenario, one.base, one.day, *row_of(one)] for one in by_day),
    )  # fmt: skip
    horizon = question.entries[0].scenario.premises.calendar.horizon
    csv_files.write(folder / "survival.csv", SURVIVAL, survival_rows(played, horizon))
    csv_files.write(folder / "incidence.csv", INCIDENCE, incidence_rows(played, horizon))
    csv_files.write(folder / "parting.csv", PARTING, parting_rows(played, question.seed))
    csv_files.write(folder / "parted_by.csv", PARTED_BY, parted_by_rows(played))
    pq.write_table(runs_table(question, played), folder / "runs.parquet", compression="zstd")


def survival_rows(played, horizon):
    """Survival of each scenario, day by day from day 0."""
    for one in played:
        curve = incidence.survival(one.runs, horizon)
        for day in zip(*curve, strict=True):
            yield [one.entry.name, *day, len(one.runs)]


def incidence_rows(played, horizon):
    """Cumulative incidence of each scenario and each cause that some run ends of."""
    for one in played:
        for curve in incidence.incidences(one.runs, horizon):
            if not curve.counts[-1]:
                continue
            for day, numbers in enumerate(zip(*curve[1:], strict=True)):
                yield [one.entry.name, curve.cause, day, *numbers, len(one.runs)]


def parting_rows(played, seed):
    """Where each run parts from the same run of the base; no day where it never does."""
    for point, one in enumerate(played[1:], start=1):
        for level in parting.LEVELS:
            for run, found in enumerate(one.partings[level]):
                day = found.day or ""
                names = (one.entry.name, played[0].entry.name, point, run, seed, level)
                yield [*names, day, found.first, found.second]


class PartedBy(NamedTuple):
    """What parts runs: the two events, in how many runs, and the median day."""

    manner: str
    runs: int
    day: float


def parted_by(partings):
    """What parts runs, most frequent first; runs that never part are left out."""
    days = collections.defaultdict(list)
    for one in partings:
        if one.day != parting.NOT_PARTED:
            days[one.manner].append(one.day)
    found = [PartedBy(how, len(some), statistics.median(some)) for how, some in days.items()]
    return sorted(found, key=lambda one: (-one.runs, one.manner))


def parted_by_rows(played):
    """What parts the runs of each scenario from those of the base."""
    for one in played[1:]:
        for level in parting.LEVELS:
            for found in parted_by(one.partings[level]):
                share = found.runs / len(one.runs)
                names = (one.entry.name, played[0].entry.name, level)
                yield [*names, found.manner, found.runs, share, float(found.day)]


def runs_table(question, played):
    """One row a run of each scenario: keys, how it ended, and the outcomes."""
    parts = []
    for point, one in enumerate(played):
        names, count = tables.Names(one.entry.scenario), len(one.runs)
        columns = names.keys(np.arange(count), question.seed)
        columns["point"] = pa.array(np.full(count, point))
        columns["scenario"] = arrow.words(
            np.full(count, point), [entry.name for entry in question.entries]
        )
        columns |= {name: pa.array(one.outcomes[name]) for name in question.outcomes}
        parts.append(pa.table(columns))
    return pa.concat_tables(parts)

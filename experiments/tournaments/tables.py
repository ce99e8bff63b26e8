"""The tables of a tournament: every run, scores, who against whom, and what was not played."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from experiments import csv_files
from experiments.tournaments.matches import MEASURES, Refusal
from sim import arrow, standings
from sim.standings import BOTH, FIRST, SECOND

ALL = "all"  # in place of a scenario: all of them together
SEATS = (BOTH, FIRST, SECOND)
UNITS = {
    "worth": "points",
    "joint_worth": "points",
    "agreement": "share of runs",
    "rounds": "rounds",
    "nash_share": "share of the largest product of gains",
}
RUNS, SCORES, MATRIX, FAILURES = "runs.parquet", "scores.csv", "matrix.csv", "failures.csv"


class Score(NamedTuple):
    """A line of ``scores.csv``: what a strategy's party has, on average over its opponents.

    ``low`` and ``high`` are the ends of a 95 % interval over runs. ``rank`` and ``clearly_above``
    (how many strategies it is clearly above) are there for the worth in both seats; 0 otherwise.
    """

    scenario: str
    strategy: str
    seat: str
    measure: str
    unit: str
    value: float
    low: float
    high: float
    runs: int
    rank: int = 0
    clearly_above: int = 0
    of: int = 0  # strategies that are ranked together


class Cell(NamedTuple):
    """A line of ``matrix.csv``: the row strategy's worth against the column strategy."""

    scenario: str
    seat: str
    row: str
    column: str
    value: float
    low: float
    high: float
    runs: int


# -- scores ---------------------------------------------------------------------------------------


def sides(values, measure):
    """What the side in each seat has of a measure; shared by both unless it is a worth."""
    if measure == "worth":
        return values["first"], values["second"]
    shared = values["first"] + values["second"] if measure == "joint_worth" else values[measure]
    return shared, shared


def whole_part(one, entrants, runs):
    """The names, and the values in the first ``runs`` runs, of pairings that leave no gap."""
    left = standings.without_gaps(one.played >= runs)
    values = {name: array[np.ix_(left, left)][..., :runs] for name, array in one.values.items()}
    return [entrants[place].name for place in left], values


def scores(played, entrants, runs):
    """Every score of every scenario, and of all of them together; ``played`` by scenario.

    Together: the mean over scenarios, run by run, among the strategies that are scored in all.
    """
    parts = {name: whole_part(one, entrants[name], runs) for name, one in played.items()}
    found = []
    for name, part in parts.items():
        found += scores_of(name, [part])
    if len(parts) > 1:
        first, *rest = (names for names, _ in parts.values())
        common = [name for name in first if all(name in names for names in rest)]
        found += scores_of(ALL, [among(common, *part) for part in parts.values()])
    return found


def among(common, names, values):
    """The part of the values that is about some strategies alone."""
    at = [names.index(name) for name in common]
    return common, {name: array[np.ix_(at, at)] for name, array in values.items()}


def scores_of(scenario, parts):
    """The scores of every measure and seat: the mean over parts, which have the same strategies."""
    names = parts[0][0]
    for measure in UNITS if names else ():
        for seat in SEATS:
            each = [standings.by_run(*sides(values, measure), seat) for _, values in parts]
            yield from lines(scenario, measure, seat, names, np.mean(each, axis=0))


def lines(scenario, measure, seat, names, by_run):
    """The scores of a measure in a scenario; those that decide the order carry ranks."""
    ranked = measure == "worth" and seat == BOTH
    if ranked:
        above = standings.clearly_above(by_run)
        ranks, below = standings.ranks(above), above.sum(axis=1)
    for place, (name, values) in enumerate(zip(names, by_run, strict=True)):
        standing = (int(ranks[place]), int(below[place]), len(names)) if ranked else ()
        yield Score(
            scenario, name, seat, measure, UNITS[measure], *standings.estimate(values), *standing
        )


def matrix(played, entrants):
    """Every strategy against every strategy, by seat; of the runs that there are of each."""
    for name, one in played.items():
        in_first, in_second = one.values["first"], one.values["second"].swapaxes(0, 1)
        for seat, worth in zip(SEATS, (0.5 * (in_first + in_second), in_first, in_second),
                               strict=True):  # fmt: skip
            for row, column in np.ndindex(one.played.shape):
                found = standings.estimate(worth[row, column])
                if found.runs:
                    names = entrants[name][row].name, entrants[name][column].name
                    yield Cell(name, seat, *names, *found)


# -- files ----------------------------------------------------------------------------------------


def write(path, kind, lines):
    """Write lines of one kind."""
    csv_files.write(path, kind._fields, lines)


def read(path, kind):
    """Lines of one kind, back from a file."""
    readers = {
        key: csv_files.number if one is float else one for key, one in kind.__annotations__.items()
    }
    return [
        kind(**{key: readers[key](text) for key, text in line.items()})
        for line in csv_files.read(path)
    ]


def read_all(folder):
    """Scores, cells and refusals of a finished tournament."""
    kinds = {SCORES: Score, MATRIX: Cell, FAILURES: Refusal}
    return [read(folder / name, kind) for name, kind in kinds.items()]


def write_runs(path, played, entrants, seed):
    """Write every run of every pairing; a point is a pairing, in the order of the strategies."""
    writer = None
    scenarios = list(played)
    names = list(dict.fromkeys(side.name for some in entrants.values() for side in some))
    for place, one in enumerate(played.values()):
        table = runs_table(place, scenarios, one, entrants[scenarios[place]], names, seed)
        writer = writer or pq.ParquetWriter(path, table.schema, compression="zstd")
        writer.write_table(table, row_group_size=max(1, table.num_rows))
    writer.close()


def runs_table(place, scenarios, one, some, names, seed):
    """One row a run: keys, who sat where, and what came of it."""
    first, second, run = np.nonzero(~np.isnan(one.values["first"]))
    at = np.array([names.index(side.name) for side in some])
    columns = {
        "scenario": arrow.words(np.full(len(run), place), scenarios),
        "point": arrow.whole(first * len(some) + second),
        "run": arrow.whole(run),
        "seed": arrow.whole(np.full(len(run), seed)),
        "first": arrow.words(at[first], names),
        "second": arrow.words(at[second], names),
    }
    called = {"first": "worth_first", "second": "worth_second"}
    for measure in MEASURES:
        values = one.values[measure][first, second, run]
        if measure == "agreement":
            columns[measure] = pa.array(values == 1.0)
        elif measure == "rounds":
            columns[measure] = arrow.whole(values)
        else:
            columns[called.get(measure, measure)] = pa.array(values)
    return pa.table(columns)

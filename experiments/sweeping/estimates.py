"""Means over the points of a sweep, and paired differences of them, with 95 % intervals.

All points see the same luck: run 7 of one point and run 7 of another share it. What is sampled is
therefore twofold, and each part is counted by what was drawn, not by rows:

- *points of the uncertainties*, where these are a sample: runs are averaged within a point first,
  then choices within a point, and the points are the cases. Points of a grid are not drawn;
- *luck*: for each run number, how far the runs that share it lie from the means of their points,
  averaged with the weights of the estimate. The run numbers are the cases.

The squares of the two half-lengths add up, as for clusters in two ways [Cameron2011]_ less the term
that would make the interval shorter: it is a little wide, never short. A latin hypercube and
Sobol's points fill space better than the independent draws they are taken for, which errs on the
same side.

A share of the runs of one point has the score interval of ``sim.intervals``, and the difference of
two points on the same runs that of ``sim.pairs``, so that a number is the same wherever it stands.
A share over several points has the score interval of as many runs as would tell as much of it.
"""

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from experiments.sweeping import tables
from sim import intervals, outcomes

ROWS = 1 << 18  # of runs.parquet at a time


class Measured(NamedTuple):
    """An outcome at each point: its mean over runs, nan where there is none, and of how many."""

    name: str
    outcome: outcomes.Outcome
    means: np.ndarray  # (choices, samples)
    runs: np.ndarray  # (choices, samples), those with a number
    sampled: bool  # whether the points of the uncertainties were drawn
    played: np.ndarray  # (choices, samples), runs with a number or without

    @property
    def is_share(self):
        """True for a yes or no."""
        return self.outcome.kind == outcomes.YES_NO

    @property
    def is_whole(self):
        """True if every run that was played has a number."""
        return bool((self.runs == self.played).all())


class Estimate(NamedTuple):
    """A number with its interval; ends are nan where nothing was drawn twice.

    ``apart`` is half of the interval over points alone, for comparisons on the luck of these runs;
    nan where the points are no sample.
    """

    value: float
    low: float
    high: float
    points: int  # of the uncertainties
    runs: int  # different run numbers
    apart: float = np.nan


NONE = Estimate(np.nan, np.nan, np.nan, 0, 0)


def measured(folder, plan, name, outcome):
    """An outcome of a sweep, read from ``points.parquet``."""
    kept = pq.read_table(folder / tables.POINTS, columns=[name, f"{name}_of", "runs"])
    shape = (len(plan.choices), len(plan.samples))
    means, runs, played = (column.to_numpy().reshape(shape) for column in kept.columns)
    sampled = plan.is_sampled and shape[1] > 1
    return Measured(name, outcome, means.astype(float), runs, sampled, played)


def gather(folder, found, every):
    """Take the runs of an outcome into all ``Levels``; one way through ``runs.parquet``.

    Returns a number for each point that two points share only if each of their runs is the same.
    """
    weights = np.random.default_rng(0).random(int(found.played.max()))
    marks = np.zeros(found.means.size)
    for points, runs, off in offsets(folder, found):
        np.add.at(
            marks, points, off * weights[runs]
        )  # in order, so that the same runs add up alike
        for one in every:
            one.add(points, runs, off)
    return marks


def offsets(folder, found):
    """Batches of runs: their points, their numbers, and how far each lies from its point's mean.

    It is that distance over the number of the point's runs: what the run adds to the mean.
    """
    means, counts = found.means.ravel(), found.runs.ravel()
    file = pq.ParquetFile(folder / tables.RUNS)
    for batch in file.iter_batches(ROWS, columns=["point", "run", found.name]):
        values = batch.column(2).cast(pa.float64()).to_numpy(zero_copy_only=False)
        there = ~np.isnan(values)
        points = batch.column(0).to_numpy()[there]
        yield (
            points,
            batch.column(1).to_numpy()[there],
            ((values[there] - means[points]) / counts[points]),
        )


def of_share(value, wide, counts, runs):
    """The ends of a share's interval, of which ``wide`` is half as for a mean.

    ``counts`` are the runs of its points; ``runs`` are the different run numbers. Over several
    points it is the score interval of so many runs that a mean of them would be as wide; where
    nothing tells how many that is, of the run numbers.
    """
    if np.isnan(wide):
        return np.nan, np.nan
    total = float(counts.sum())
    if len(counts) > 1:
        spread = value * (1.0 - value)
        total = min(spread * (intervals.QUANTILE / wide) ** 2, total) if wide > 0.0 else runs
    return intervals.wilson(value * total, total)


def half(parts):
    """Half of a 95 % interval of a sum of independent parts, centred; nan of fewer than two."""
    return float(halves(parts[None], np.ones((1, len(parts)), dtype=bool))[0])


def halves(parts, there, error=intervals.ERROR):
    """The same of several sums, a row each, of the parts that are there; nothing where not."""
    count = there.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        variance = count / (count - 1) * np.square(parts).sum(axis=1)
        return intervals.student(count, error) * np.sqrt(variance)


def most_of_none(runs, error):
    """What a share may be at most of which none of some runs is a case; an array."""
    return intervals.wilsons(np.zeros(len(runs)), runs, intervals.normal(error))[1]

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
"""

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from scipy.special import stdtrit

from experiments.sweeping import tables
from sim import metrics, outcomes

ROWS = 1 << 18  # of runs.parquet at a time


class Measured(NamedTuple):
    """An outcome at each point: its mean over runs, nan where there is none, and of how many."""

    name: str
    outcome: outcomes.Outcome
    means: np.ndarray  # (choices, samples)
    runs: np.ndarray  # (choices, samples), those with a number
    sampled: bool  # whether the points of the uncertainties were drawn
    is_whole: bool  # whether every run that was played has a number

    @property
    def is_share(self):
        """True for a yes or no."""
        return self.outcome.kind == outcomes.YES_NO


class Contrast(NamedTuple):
    """A mean of points' means; or, with a ``step``, of how far each lies above the one before."""

    choices: np.ndarray  # true for those that take part
    samples: np.ndarray  # the same
    step: int = 0  # points back to the one that a point is compared with


class Estimate(NamedTuple):
    """A number with its 95 % interval; ends are nan where nothing was drawn twice.

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
    return Measured(name, outcome, means.astype(float), runs, sampled, (runs == played).all())


def estimates(folder, found, contrasts):
    """An estimate of each contrast of an outcome; one way through ``runs.parquet``."""
    sums = [Sums(found, one) for one in contrasts]
    for points, runs, off in offsets(folder, found):
        for one in sums:
            one.add(points, runs, off)
    return [one.estimate() for one in sums]


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


class Sums:
    """What is gathered for the estimate of one contrast."""

    def __init__(self, found, contrast):
        self.found, self.contrast = found, contrast
        self.there = ~np.isnan(found.means)
        rows, columns = np.flatnonzero(contrast.choices), np.flatnonzero(contrast.samples)
        self.terms = found.means[np.ix_(rows, columns)]
        if contrast.step:
            points = rows[:, None] * found.means.shape[1] + columns
            self.terms = self.terms - found.means.ravel()[points - contrast.step]
        self.count = int((~np.isnan(self.terms)).sum())
        self.luck, self.seen = np.zeros(0), np.zeros(0, dtype=bool)

    def add(self, points, runs, off):
        """Take in some runs."""
        weights = self.weights(points)
        part = np.flatnonzero(weights)
        if len(part) == 0:
            return
        length = max(len(self.luck), int(runs[part].max()) + 1)
        self.luck = np.concatenate([self.luck, np.zeros(length - len(self.luck))])
        self.seen = np.concatenate([self.seen, np.zeros(length - len(self.seen), dtype=bool)])
        self.luck += np.bincount(runs[part], weights[part] * off[part], minlength=length)
        self.seen[runs[part]] = True

    def weights(self, points):
        """The weight of some points in the mean: of each's own term, less that of a later one's."""
        step, there = self.contrast.step, self.there.ravel()
        plus = self.takes(points)
        if not step:
            return plus / max(self.count, 1)
        plus = plus & there[points - step]
        later = np.minimum(points + step, there.size - 1)
        minus = (points + step < there.size) & self.takes(later) & there[later]
        return (plus.astype(float) - minus) / max(self.count, 1)

    def takes(self, points):
        """Whether points take part with a term of their own."""
        choices, samples = np.divmod(points, self.there.shape[1])
        return self.contrast.choices[choices] & self.contrast.samples[samples]

    def estimate(self):
        """The estimate, all runs taken in."""
        runs = int(self.seen.sum())
        if self.count == 0:
            return NONE
        value = float(np.nansum(self.terms) / self.count)
        columns = ~np.isnan(self.terms).all(axis=0)
        wide, apart = self.half_of_luck(runs), np.nan
        if self.found.sampled:
            apart = half(np.nansum(self.terms - value, axis=0)[columns] / self.count)
            wide = float(np.hypot(apart, wide))
        low, high = value - wide, value + wide
        if self.found.is_share:
            least = -1.0 if self.contrast.step else 0.0
            low, high = np.clip((low, high), least, 1.0)
        return Estimate(value, float(low), float(high), int(columns.sum()), runs, apart)

    def half_of_luck(self, runs):
        """Half the interval from luck; for shares without any, the score bound of none in n."""
        square = metrics.QUANTILE * metrics.QUANTILE
        if self.found.is_share and runs > 1 and not self.luck.any():
            return square / (runs + square)
        return half(self.luck[self.seen])


def half(parts):
    """Half of a 95 % interval of a sum of independent parts, centred; nan of fewer than two."""
    count = len(parts)
    if count < 2:
        return np.nan
    variance = count / (count - 1) * np.square(parts).sum()
    return float(stdtrit(count - 1, 0.975) * np.sqrt(variance))

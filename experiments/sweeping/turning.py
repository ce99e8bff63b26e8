"""Whether the largest difference of decisions turns where what is not known is otherwise.

At each point of what is not known the difference is taken over the pairs of its runs, so that luck
is shared and no other point speaks of it. Intervals are wide enough to hold at all points together.
"""

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from experiments.sweeping.tables import RUNS
from sim import intervals

MOST_CELLS = 5 * 10**7  # points times runs that are held at once


class Turns(NamedTuple):
    """At how many points of what is not known a difference is clear, and to which side."""

    same: int  # as over all points
    other: int
    unclear: int

    @property
    def points(self):
        """How many there are."""
        return sum(self)


def turns(folder, plan, measured, best):
    """At how many points the largest difference along a decision (``findings.Shown``) is clear.

    None where points have too few runs, or there are too many to hold.
    """
    runs = int(measured.played.max())
    if runs < intervals.FEWEST or plan.size * runs > MOST_CELLS:
        return None
    first, last = best.largest[:2]
    values = by_run(folder, measured.name, plan.size, runs)
    order = np.argsort(np.broadcast_to(best.of.of[:, None], measured.means.shape).ravel(),
                       kind="stable").reshape(best.of.count, -1)  # fmt: skip
    off = (values[order[last]] - values[order[first]]).reshape(-1, len(plan.samples), runs)
    return counted(off, best.largest.off.value)


def by_run(folder, name, points, runs):
    """An outcome of every run, nan where there is none; shape (points, runs)."""
    kept = pq.read_table(folder / RUNS, columns=["point", "run", name])
    values = np.full((points, runs), np.nan)
    numbers = kept[name].cast(pa.float64()).to_numpy()
    values[kept["point"].to_numpy(), kept["run"].to_numpy()] = numbers
    return values


def counted(off, value):
    """At how many points differences, (others, points, runs), are clear to the side of a value."""
    each = off.mean(axis=0)  # over all other decisions; nan where one of them lacks the run
    known = ~np.isnan(each)
    count = known.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(known, each, 0.0).sum(axis=1) / count
        spread = np.sqrt(
            np.where(known, (each - mean[:, None]) ** 2, 0.0).sum(axis=1) / (count - 1)
        )
        half = intervals.half_of_mean(spread, count, intervals.ERROR / len(each))
        clear = (np.abs(mean) > half) & (count >= intervals.FEWEST)
    same = int((clear & (np.sign(mean) == np.sign(value))).sum())
    return Turns(same, int(clear.sum()) - same, len(each) - int(clear.sum()))

"""Whether the largest difference of decisions turns where what is not known is otherwise.

At each point of what is not known the difference is taken over the pairs of its runs, so that luck
is shared and no other point speaks of it. Intervals are wide enough to hold at all points together.
"""

from typing import NamedTuple

import numpy as np

from experiments.reporting.sweeps import swept
from experiments.sweeping import findings
from experiments.sweeping.shards import FEWEST
from experiments.sweeping.tables import RUNS
from sim import intervals, words
from sim.report.document import Items, Paragraph

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


def blocks(result, found):
    """For each outcome whether its largest clear difference of decisions turns anywhere."""
    of = swept.plan(result)
    told = [text for one in found.values() for text in turned(result, of, one)]
    if not told:
        return
    yield Paragraph(
        "Whether the largest difference of decisions is the same at each single point of what is "
        "not known. A point has only its own runs to tell; the intervals hold at all points "
        "together in 95 of 100 such sweeps."
    )
    yield Items(tuple(told))


def turned(result, of, one):
    """One outcome in a sentence; nothing where there is nothing to tell."""
    if not one.decided or len(of.samples) < 2:
        return
    best = max(
        (each for each in one.decided if each.largest is not None and each.of.stride > 0),
        key=lambda each: (each.largest.is_clear, abs(each.largest.off.value)),
        default=None,
    )
    name = findings.name(one.measured)
    if best is None:
        return
    if not best.largest.is_clear:
        yield f"{name}: no difference of decisions is clear of luck over all points, to begin with."
        return
    found = turns(result, of, one.measured, best)
    if found is not None:
        yield f"{name}, {pair(best)}: {sentence(found, best.largest.off.value)}"


def pair(best):
    """The two levels that are compared."""
    first, last = (best.of.levels[level] for level in best.largest[:2])
    return f"{best.of.noun} at {last} beside {first}"


def sentence(found, value):
    """At how many points it is so, not clear, or the other way about."""
    more, less = ("more", "less") if value > 0.0 else ("less", "more")
    points = words.count(found.points, "point")
    other = f"clearly {less} at {found.other:,}" if found.other else f"clearly {less} at none"
    return f"clearly {more} at {found.same:,} of {points}, {other}, not clear at {found.unclear:,}."


def turns(result, of, measured, best):
    """The same as counts; None where points have too few runs, or there are too many to hold."""
    runs = int(measured.played.max())
    if runs < FEWEST or of.size * runs > MOST_CELLS:
        return None
    first, last = best.largest[:2]
    values = by_run(result, measured.name, of.size, runs)
    order = np.argsort(np.broadcast_to(best.of.of[:, None], measured.means.shape).ravel(),
                       kind="stable").reshape(best.of.count, -1)  # fmt: skip
    off = (values[order[last]] - values[order[first]]).reshape(-1, len(of.samples), runs)
    return counted(off, best.largest.off.value)


def by_run(result, name, points, runs):
    """An outcome of every run, nan where there is none; shape (points, runs)."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kept = pq.read_table(result.folder / RUNS, columns=["point", "run", name])
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
        clear = (np.abs(mean) > half) & (count >= FEWEST)
    same = int((clear & (np.sign(mean) == np.sign(value))).sum())
    return Turns(same, int(clear.sum()) - same, len(each) - int(clear.sum()))

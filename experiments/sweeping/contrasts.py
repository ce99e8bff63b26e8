"""The largest difference between two levels of what varied that is clear of luck.

Of many differences some are large by luck alone. The intervals by which one is called clear are
therefore wide enough to hold for all pairs of levels that are looked at together, in 95 of 100
sweeps (Bonferroni), as in ``sim.standings``.
"""

from typing import NamedTuple

import numpy as np

from experiments.sweeping.estimates import Estimate
from sim import intervals


class Contrast(NamedTuple):
    """The largest clear difference along what varied, or else the largest."""

    first: int  # level
    last: int
    is_clear: bool
    off: Estimate  # of the last from the first, with the interval that it is clear by


def largest(levels, means, total):
    """The largest clear difference of ``total`` that are looked at; None where there is none.

    ``means`` are the estimates of the levels.
    """
    error = intervals.ERROR / max(total, 1)
    return (paired if levels.paired else unpaired)(levels, means, error)


def paired(levels, _, error):
    """The same where levels are compared pair by pair of points, on the same luck."""
    best, found = (False, -1.0), None
    for first in range(levels.count - 1):
        off = levels.off(first, error)
        clear = levels.clear(off, error)
        for is_clear in (True, False):
            sizes = np.where(clear == is_clear, np.abs(off.value), np.nan)[first + 1 :]
            if np.isnan(sizes).all():
                continue
            place = int(np.nanargmax(sizes))
            if (is_clear, sizes[place]) > best:
                last = first + 1 + place
                best = is_clear, sizes[place]
                found = Contrast(first, last, is_clear, levels.difference(off, last, error))
    return found


def unpaired(levels, means, error):
    """The same where each level has points of its own, drawn from what is not known."""
    values = np.array([one.value for one in means])
    if (~np.isnan(values)).sum() < 2:
        return None
    halves = halves_of(levels, error)
    size, wide = np.abs(values - values[:, None]), np.hypot(halves, halves[:, None])
    clear = (size > wide) & (size > 0.0)
    sizes = np.where(clear | ~clear.any(), size, np.nan)
    first, last = sorted(np.unravel_index(np.nanargmax(sizes), sizes.shape))
    value, half = values[last] - values[first], wide[first, last]
    points, runs = means[first].points + means[last].points, means[first].runs
    off = Estimate(value, value - half, value + half, points, runs, half)
    return Contrast(int(first), int(last), bool(clear.any()), off)


def halves_of(levels, error):
    """Half the interval of each level's mean over its points.

    Points that happen to be all alike tell nothing of how far points lie apart; what those of all
    levels tell stands in.
    """
    parts, there = levels.over_points()
    points = there.sum(axis=1)
    own = np.square(parts).sum(axis=1)
    freedom = max(int(np.maximum(points - 1, 0).sum()), 1)
    pooled = (own * points * points).sum() / freedom
    with np.errstate(invalid="ignore", divide="ignore"):
        variance = np.where(own > 0.0, points / (points - 1) * own, pooled / points)
        return intervals.student(points, error) * np.sqrt(variance)


def differs(levels, marks):
    """Whether any run differs between levels; ``marks`` are those of ``estimates.gather``."""
    each = np.stack([levels.found.means.ravel(), marks])
    if levels.paired:
        rows = each[:, levels.order]
    else:
        rows = np.moveaxis(each.reshape(2, *levels.found.means.shape), 2, 1)
    alike = (rows == rows[:, :1]) | (np.isnan(rows) & np.isnan(rows[:, :1]))
    return not alike.all()

"""Whether an outcome rises or falls along what was drawn, over all points of what is not known.

Levels of a range that was drawn are groups of points, and differ in all else that was drawn as
well; few points of a group tell little. Along the whole range there is more to see: the rank
correlation [Spearman1904]_ of the value drawn with the mean of the outcome over all choices, a
point a case. Its interval is Fisher's with the spread of [Bonett2000]_, wide enough to hold for
all that varied of an outcome together (Bonferroni). It covers which points were drawn and the luck
of the runs, for both are in the means.
"""

from typing import NamedTuple

import numpy as np
from scipy.stats import spearmanr

from sim import intervals
from sim.checks import is_number

FEWEST = 10  # points that a trend is told of
DIGITS = 12  # of a mean, beside the largest; what lies further back is rounding


class Trend(NamedTuple):
    """A rank correlation with its interval."""

    of: object  # varied.Varied
    value: float
    low: float
    high: float
    points: int

    @property
    def is_clear(self):
        """True if the interval leaves out zero."""
        return self.low > 0.0 or self.high < 0.0


def trends(plan, found):
    """The trend along each number that was drawn, of one outcome (``findings.Found``)."""
    if not found.measured.sampled:
        return []
    means = levelled(found.measured.means.mean(axis=0))  # nan where some choice lacks the outcome
    there = ~np.isnan(means)
    if there.sum() < FEWEST or np.ptp(means[there]) == 0.0:
        return []
    drawn = {one.of.key: (one.of, plan.samples.columns[one.of.key]) for one in found.unsure}
    drawn = {key: one for key, one in drawn.items() if all(map(is_number, one[1]))}
    error = intervals.ERROR / max(len(drawn), 1)
    return [
        Trend(of, *correlation(np.array(values, dtype=float)[there], means[there], error))
        for of, values in drawn.values()
    ]


def levelled(means):
    """Means of which those that are equal but for rounding are equal, so that they share a rank.

    The same runs added up in another order differ in the last digits.
    """
    largest = np.nanmax(np.abs(means), initial=0.0)
    return means if largest == 0.0 else np.round(means / largest, DIGITS) * largest


def correlation(first, second, error=intervals.ERROR):
    """The rank correlation of some pairs, the ends of its interval, and how many pairs there are.

    An order without a fault has an interval as if two neighbours had changed places: one without
    any width would claim too much.
    """
    count = len(first)
    value = float(spearmanr(first, second).statistic)
    most = 1.0 - 12.0 / (count * (count * count - 1))
    kept = min(max(value, -most), most)
    half = intervals.normal(error) * np.sqrt((1.0 + kept * kept / 2.0) / (count - 3))
    low, high = np.tanh(np.arctanh(kept) + np.array([-half, half]))
    return value, min(float(low), value), max(float(high), value), count

"""Differences between two scenarios played on the same luck, run by run, with their intervals.

Run 7 of one and run 7 of the other share every draw they both ask for, so that what differs is the
scenario. Only the difference of the two shares or means is identified; which single runs differ
depends on how luck is shared.
"""

import functools
import math
from typing import NamedTuple

import numpy as np
from scipy.optimize import brentq

from sim import intervals, words


class Difference(NamedTuple):
    """The second minus the first, with a 95 % interval; ``gained`` and ``lost`` are of shares."""

    first: float
    second: float
    value: float
    low: float
    high: float
    gained: int  # runs in which it is true of the second alone
    lost: int  # of the first alone
    correlation: float
    ratio: float  # variance of the paired difference beside that of independent runs
    runs: int

    @property
    def direction(self):
        """``up`` or ``down`` if the whole interval lies on that side of nothing, else ``same``."""
        return "up" if self.low > 0.0 else "down" if self.high < 0.0 else "same"


def difference(first, second):
    """The difference of an outcome, run by run: of shares for truths, of means for numbers."""
    first = np.asarray(first)
    return (shares if first.dtype == bool else means)(first, second)


def cells(found, is_share):
    """A difference as a table shows it: first, second, difference, interval."""
    if is_share:
        return (
            words.percent(found.first),
            words.percent(found.second),
            f"{100 * found.value:+.1f} points",
            f"{100 * found.low:+.1f} to {100 * found.high:+.1f}",
        )
    return (
        f"{found.first:.1f}",
        f"{found.second:.1f}",
        f"{found.value:+.1f}",
        f"{found.low:+.1f} to {found.high:+.1f}",
    )


def shares(first, second):
    """Difference of two shares of runs (boolean arrays of equal length), with Tango's interval."""
    first, second = np.asarray(first, dtype=bool), np.asarray(second, dtype=bool)
    gained, lost = int((second & ~first).sum()), int((first & ~second).sum())
    low, high = tango(gained, lost, len(first))
    return Difference(
        first.mean(), second.mean(), (gained - lost) / len(first), low, high, gained, lost,
        *together(first.astype(float), second.astype(float)), len(first),
    )  # fmt: skip


def means(first, second):
    """Difference of two means, with Student's interval of the paired differences.

    Over the runs in which both have a number.
    """
    first, second = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    known = ~(np.isnan(first) | np.isnan(second))
    first, second = first[known], second[known]
    if len(first) < 2:
        return Difference(*(math.nan,) * 5, 0, 0, math.nan, math.nan, len(first))
    differences = second - first
    half = intervals.half_of_mean(differences.std(ddof=1), len(differences))
    value = differences.mean()
    return Difference(
        first.mean(), second.mean(), value, value - half, value + half, 0, 0,
        *together(first, second), len(first),
    )  # fmt: skip


def together(first, second):
    """Correlation of two outcomes over the runs, and how far pairing narrows their difference."""
    spread = first.var() + second.var()
    if spread == 0.0 or first.std() == 0.0 or second.std() == 0.0:
        return math.nan, math.nan
    return float(np.corrcoef(first, second)[0, 1]), float((second - first).var() / spread)


@functools.lru_cache(maxsize=1 << 16)
def tango(gained, lost, total, quantile=intervals.QUANTILE):
    """The score interval of [Tango1998]_ for the difference of two paired shares, 95 % usually."""
    value = (gained - lost) / total

    def score(difference):
        """The score statistic at a difference; it falls from one end to the other."""
        linear = -gained - lost + (2 * total - gained + lost) * difference
        constant = -lost * difference * (1.0 - difference)
        root = math.sqrt(max(0.0, linear * linear - 8.0 * total * constant))
        discordant = (root - linear) / (4.0 * total)
        spread = total * (2.0 * discordant + difference * (1.0 - difference))
        return (gained - lost - total * difference) / math.sqrt(max(spread, 1e-300))

    edge = 1.0 - 1e-12
    low = -1.0 if score(-edge) < quantile else brentq(lambda at: score(at) - quantile, -edge, value)
    high = 1.0 if score(edge) > -quantile else brentq(lambda at: score(at) + quantile, value, edge)
    return float(low), float(high)

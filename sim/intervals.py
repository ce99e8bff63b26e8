"""Intervals of shares and of means over runs, 95 % unless told otherwise: one rule for each.

*A share* has the score interval [Wilson1927]_, which lies within 0 and 1 and has a width even where
no run is a case, or every run. Its upper end is therefore what a share may be at most of which none
of n runs is a case. The rule of three ([Hanley1983]_) is the one-sided bound of the same: it would
be less than the end of the interval that stands in a table beside it, and than that of a paired
difference in which no run was gained or lost (``sim.pairs``).

*A mean* has Student's interval [Student1908]_, with one degree of freedom less than there are
numbers: over few runs the spread is known from few as well; over many it is the normal interval.
"""

import math

import numpy as np

ERROR = 0.05
FEWEST = 30  # runs of which the interval of a mean is believed
USUAL, MOST = 1, 6  # decimals
MORE = 2  # decimals at most for an end that would round to nothing
QUANTILE = 1.959963984540054  # of the normal distribution at 97.5 %


def normal(error):
    """The quantile of the normal distribution that two-sided intervals of some error take."""
    from scipy.special import ndtri  # here, for a command that needs none starts sooner

    return float(-ndtri(0.5 * error))


def student(count, error=ERROR):
    """The same of Student's distribution, for a mean of ``count`` numbers; nan of fewer than two.

    ``count`` is one number or an array.
    """
    from scipy.special import stdtrit

    return stdtrit(np.asarray(count) - 1, 1.0 - 0.5 * error)


def half_of_mean(spread, count, error=ERROR):
    """Half the interval of a mean of ``count`` numbers, of which ``spread`` is the deviation.

    The deviation is that with ``count - 1`` under it; both are one number or arrays.
    """
    return student(count, error) * spread / np.sqrt(count)


def wilsons(counts, total, quantile=QUANTILE):
    """The score intervals of shares of runs; two arrays, nan of no runs.

    ``total`` is one number, or one for each count.
    """
    counts, total = np.asarray(counts, dtype=float), np.asarray(total, dtype=float)
    with np.errstate(invalid="ignore", divide="ignore"):
        share, spread = counts / total, quantile * quantile / total
        middle = (share + spread / 2.0) / (1.0 + spread)
        inside = share * (1.0 - share) / total + spread / (4.0 * total)
        half = quantile * np.sqrt(inside) / (1.0 + spread)
        low = np.where(counts == 0, 0.0, middle - half)
        high = np.where(counts == total, 1.0, middle + half)
    nothing = np.broadcast_to(total == 0, counts.shape)
    return np.where(nothing, np.nan, low), np.where(nothing, np.nan, high)


def wilson(count, total, quantile=QUANTILE):
    """``wilsons`` of one count; two numbers."""
    low, high = wilsons(count, total, quantile)
    return float(low), float(high)


def most_of_none(total):
    """What a share may be at most of which none of some runs is a case: the end of ``wilson``."""
    square = QUANTILE * QUANTILE
    return square / (total + square)


def decimals(low, high):
    """Decimals of the numbers beside an interval: two figures of how far it reaches to a side.

    There are more where an end would else round to nothing, and hide on which side of it it lies.
    """
    half = 0.5 * (high - low)
    if not half > 0.0 or math.isinf(half):
        return USUAL
    return telling(low, high, min(max(1 - math.floor(math.log10(half)), 0), MOST))


def telling(low, high, digits):
    """So many decimals, or more where an end would else round to nothing."""
    least = min((abs(end) for end in (low, high) if end != 0.0), default=1.0)
    shown = (more for more in range(digits, digits + MORE + 1) if round(least, more) != 0.0)
    return next(shown, digits)

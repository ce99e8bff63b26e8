"""Scores of an ensemble of runs against what happened: plain functions of numbers.

All are negatively oriented, the smaller the nearer, and proper: nobody scores better on average by
stating something else than what the runs show ([Gneiting2007]_). An ensemble is an array of shape
(runs,), in the units of what is scored; a chance lies between 0 and 1.
"""

import math

import numpy as np

LEVELS = (0.05, 0.5, 0.95)  # the ends of the central part of runs, and the median
CENTRAL = f"central {100 * (LEVELS[-1] - LEVELS[0]):.0f} %"


def chance(count, runs):
    """The chance that ``count`` of ``runs`` stand for: (k + 1/2) / (n + 1), never 0 or 1.

    The estimate of [Krichevsky1981]_, so that no log score is infinite because runs are few.
    """
    return (count + 0.5) / (runs + 1.0)


def brier(stated, happened):
    """The squared distance of a stated chance from what happened, 0 to 1 ([Brier1950]_)."""
    return (stated - float(happened)) ** 2


def log_score(stated, happened):
    """Minus the natural logarithm of the chance given to what happened [nats] ([Good1952]_)."""
    return -math.log(stated if happened else 1.0 - stated)


def spread(values):
    """The sum of |x - y| over all ordered pairs of an ensemble, in its units."""
    ordered = np.sort(np.asarray(values, dtype=float))
    count = len(ordered)
    weights = 2.0 * np.arange(1, count + 1) - count - 1.0
    return 2.0 * float(np.dot(weights, ordered))


def crps(values, happened):
    """The continuous ranked probability score of a distribution given by equally likely values.

    In the units of the values; |x - y| for a single one ([Gneiting2007]_).
    """
    values = np.asarray(values, dtype=float)
    near = float(np.abs(values - happened).mean())
    return near - spread(values) / (2.0 * len(values) ** 2)


def fair_crps(values, happened):
    """The score of the distribution that the runs are drawn from, estimated without bias.

    The plain score favours ensembles that are narrower than their distribution; this one does not
    ([Ferro2014]_). It takes two runs or more, and can be a little below 0.
    """
    values = np.asarray(values, dtype=float)
    near = float(np.abs(values - happened).mean())
    return near - spread(values) / (2.0 * len(values) * (len(values) - 1.0))


def capped(values, last):
    """Values above ``last`` as one more than it: what comes later, or never, counts alike.

    With it the score is that of days up to ``last`` alone, and stays proper ([Gneiting2011]_).
    """
    values = np.asarray(values, dtype=float)
    return np.where(values > last, last + 1.0, values)


def pit(values, happened, draw):
    """Where what happened lies among the runs, from 0 to 1; uniform if it is one of them.

    The probability integral transform, randomised where runs are equal to what happened and at the
    ends ([Czado2009]_): ``draw``, uniform in [0, 1), chooses the place among the ties.
    """
    values = np.asarray(values, dtype=float)
    below, ties = int((values < happened).sum()), int((values == happened).sum())
    return (below + draw * (ties + 1.0)) / (len(values) + 1.0)


def central(values):
    """The ends of the central part of runs and the median, each a value that some run had.

    Returns (low, median, high), of ``LEVELS``.
    """
    return tuple(float(value) for value in bands(values))


def bands(values):
    """The same of each column of an array of shape (runs, ...); shape (3, ...)."""
    return np.quantile(np.asarray(values, dtype=float), LEVELS, axis=0, method="inverted_cdf")

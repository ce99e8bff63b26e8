"""Who does how well in a tournament: scores, their intervals, and ranks where luck allows any.

All pairings are played on the same luck, so that runs are what is sampled: a score is averaged over
opponents and seats within each run first, and its interval is over runs. So is the interval of the
difference of two strategies, which is the narrower for the luck that they share.
"""

import math
from typing import NamedTuple

import numpy as np

from sim import intervals

SAME = 1e-9  # differences up to this are rounding
FIRST, SECOND, BOTH = "first", "second", "both"  # the seat a score is of


class Estimate(NamedTuple):
    """A mean over runs with its 95 % interval; nan where there are too few runs."""

    value: float
    low: float
    high: float
    runs: int


def estimate(values):
    """The mean of one number a run, with Student's interval; runs without a number are left out."""
    known = values[~np.isnan(values)]
    if len(known) == 0:
        return Estimate(math.nan, math.nan, math.nan, 0)
    half = math.nan
    if len(known) > 1:
        half = intervals.half_of_mean(known.std(ddof=1), len(known))
    value = float(known.mean())
    return Estimate(value, value - half, value + half, len(known))


def without_gaps(played):
    """Places of the strategies of which every pairing with every other of them was played.

    ``played`` has shape (strategies, strategies). Those with the most pairings missing are left
    out, until nothing is missing.
    """
    left = np.arange(len(played))
    while len(left):
        gaps = (~played[np.ix_(left, left)]).astype(int)
        missing = gaps.sum(axis=0) + gaps.sum(axis=1)
        if not missing.any():
            break
        left = left[missing < missing.max()]
    return left


def by_run(first, second, seat=BOTH):
    """Each strategy's mean over its opponents, run by run; shape (strategies, runs).

    ``first`` and ``second`` are what the side in each seat has of each pairing, shape (strategy in
    the first seat, strategy in the second, runs). Runs of which a pairing has no number have none.
    """
    in_first, in_second = first.mean(axis=1), second.mean(axis=0)
    return {FIRST: in_first, SECOND: in_second, BOTH: 0.5 * (in_first + in_second)}[seat]


def clearly_above(scores):
    """Which strategies are clearly above which; ``scores`` has shape (strategies, runs).

    Clear: the interval of the paired difference, run by run, lies above zero. The intervals are
    wide enough to hold for all pairs of strategies together in 95 of 100 tournaments (Bonferroni).
    """
    count, runs = scores.shape
    above = np.zeros((count, count), dtype=bool)
    if count < 2 or runs < 2:
        return above
    error = intervals.ERROR / (count * (count - 1) / 2)
    for place, own in enumerate(scores):
        differences = own - scores
        half = intervals.half_of_mean(differences.std(axis=1, ddof=1), runs, error)
        above[place] = differences.mean(axis=1) - half > SAME
    return above


def ranks(above):
    """One more than the number of strategies clearly above: those that luck may have apart tie."""
    return 1 + above.sum(axis=0)

"""An order of factors that stops where noise does not tell them apart.

Two factors are told apart if the interval of their *difference*, over the same draws of points and
seeds, leaves out zero. The intervals of all pairs hold together at the level stated, so that all
that is said of ranks does ([Mogstad2024]_).
"""

from typing import NamedTuple

import numpy as np

from sim import bootstrap, intervals

NORMAL = 2 * intervals.QUANTILE  # width of the central 95 % in standard deviations


class Ranks(NamedTuple):
    """By factor: its group, the first being the largest, and the ranks it may have."""

    group: np.ndarray
    first: np.ndarray
    last: np.ndarray
    above: np.ndarray  # (factors, factors): true where row is surely above column


def told_apart(values, draws):
    """Which of all pairs of factors are told apart: true where row is surely above column.

    ``values`` has shape (factors,), ``draws`` (factors, draws).
    """
    gap = values[:, None] - values[None]
    drawn = draws[:, None] - draws[None]
    low, high = bootstrap.interval(drawn)
    spread = (high - low) / NORMAL
    with np.errstate(divide="ignore", invalid="ignore"):
        off = np.abs(drawn - gap[..., None]) / spread[..., None]
    off[spread <= 0.0] = 0.0
    most = np.nanquantile(np.nanmax(off, axis=(0, 1)), bootstrap.LEVEL)
    return gap > most * spread


def ranks(values, draws):
    """Ranks of factors by an index.

    A group ends only where every factor above the line is told apart from every one below it.
    """
    above = told_apart(values, draws)
    order = np.argsort(-values, kind="stable")
    group = np.empty(len(values), dtype=int)
    current = 0
    for place, factor in enumerate(order):
        if place == 0 or above[np.ix_(order[:place], order[place:])].all():
            current += 1
        group[factor] = current
    return Ranks(group, 1 + above.sum(axis=0), len(values) - above.sum(axis=1), above)

"""What the heat map shows: means at each pair of levels of two decisions."""

import numpy as np

from experiments.sweeping import told
from sim.plots import heat
from sim.words import capital


def numbers(found, pair, span):
    """What the heat map shows of two decisions, the one of names upward; shares have one scale."""
    across, upward = sorted(pair, key=lambda one: not one.places)
    if bool(across.places) == bool(upward.places) and across.count < upward.count:
        across, upward = upward, across
    by, unit = told.scale(found.measured)
    values = by * cells(found.measured.means, upward, across)
    others = " over all else that varied" if len(found.shown) > 2 else ""
    reading = f"Each cell is a mean{others}. {corners(values, upward, across)}"
    if np.isnan(values).any():
        reading += " Blank: no run there has one."
    if found.measured.is_share:
        reading += " All maps of shares of this sweep have one scale."
    else:
        span = limits(values)
    return heat.Numbers(
        axis(across), axis(upward), values, told.name(found.measured), unit, span,
        50.0 if found.measured.is_share else np.nan, extremes(found.measured, values), reading,
    )  # fmt: skip


def shares_span(found, pair):
    """The ends of one scale for all shares, in tens of per cent."""
    every = [cells(one.measured.means, *pair) for one in found if one.measured.is_share]
    if not every:
        return 0.0, 100.0
    low, high = limits(100.0 * np.array(every))
    return 10.0 * np.floor(low / 10.0), 10.0 * np.ceil(high / 10.0)


def cells(means, upward, across):
    """The mean of points' means at each pair of levels; shape (upward, across)."""
    place = upward.of * across.count + across.of
    length = upward.count * across.count
    there = ~np.isnan(means)
    sums = np.bincount(place, np.where(there, means, 0.0).sum(axis=1), minlength=length)
    counts = np.bincount(place, there.sum(axis=1), minlength=length)
    with np.errstate(invalid="ignore"):
        return (sums / counts).reshape(upward.count, across.count)


def limits(values):
    """Ends of a scale."""
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    return (low, high) if high > low else (low - 0.5, high + 0.5)


def axis(one):
    """A decision as an axis."""
    unit = f" [{one.unit}]" if one.unit and one.places else ""
    rising = bool(one.places) and bool((np.diff(one.places) > 0).all())
    return heat.Axis(capital(one.words) + unit, list(one.levels), rising)


def extremes(measured, values):
    """The least and the most of the cells, in words."""
    by = told.scale(measured)[0]
    low, high = float(np.nanmin(values)) / by, float(np.nanmax(values)) / by
    return f"{told.name(measured)}: {told.between(measured, low, high)}"


def corners(values, upward, across):
    """Where the least and the most of the cells are."""
    least, most = (
        np.unravel_index(pick(values), values.shape) for pick in (np.nanargmin, np.nanargmax)
    )
    return (
        f"Least at {across.noun} {across.levels[least[1]]} and {upward.noun} "
        f"{upward.levels[least[0]]}, most at {across.levels[most[1]]} and {upward.levels[most[0]]}."
    )

"""What the figures of a sweep show, from what came of an outcome."""

import numpy as np

from experiments.sweeping import findings, varied
from experiments.sweeping.factors import DECISION
from sim.plots import cases, heat, main_effects
from sim.words import capital

UNSURE = 12  # shown of what is not known: those that move the outcome most
PAIRED = "the same uncertainties and the same luck"

# -- effects --------------------------------------------------------------------------------------


def of_effects(found):
    """What the figure of effects shows."""
    unsure = sorted(found.unsure, key=lambda one: -spread(one))[:UNSURE]
    unsure = [one for one in found.unsure if one in unsure]
    panels = [panel(found.measured, one) for one in (*found.decided, *unsure)]
    axis = f"[{findings.scale(found.measured)[1]}]"
    reading = reads_effects(found, len(found.unsure) - len(unsure))
    return main_effects.Numbers(
        panels, findings.name(found.measured), axis, findings.headline(found), reading
    )


def spread(one):
    """How far the means of levels lie apart; 0 where there are none."""
    values = [each.value for each in one.means if not np.isnan(each.value)]
    return max(values) - min(values) if values else 0.0


def panel(measured, one):
    """A panel of what varied: means, and bars of paired differences or of the means themselves."""
    by = findings.scale(measured)[0]
    values = rows_of(one, one.means)
    if one.differences:
        off = rows_of(one, one.differences)
        values[:, 1:] = values[:, :1] + off[:, 1:] - off[:, :1]
    else:
        apart = np.array([one.means[level].apart for level in one.levels])
        values[:, 1:] = values[:, :1] + np.column_stack([-apart, apart])
    if measured.is_share:
        values = np.clip(values, 0.0, 1.0)
    heading = capital(one.of.words)
    if len(one.levels) < one.of.count:
        heading += f" ({len(one.levels)} of {one.of.count} levels)"
    return main_effects.Panel(
        heading,
        label(one.of),
        one.of.role == DECISION,
        [one.of.levels[level] for level in one.levels],
        [one.of.places[level] for level in one.levels] if one.of.places else [],
        by * values,
        one.of.log,
        bool(one.differences),
        one.of.binned,
    )


def rows_of(one, estimates):
    """Value and ends of the interval at each level that figures show; shape (levels, 3)."""
    kept = [estimates[level] for level in one.levels]
    return np.array([[each.value, each.low, each.high] for each in kept])


def label(one):
    """What the levels of what varied mean, and their unit."""
    meaning = one.meaning.partition(";")[0]
    return f"{meaning} [{one.unit}]".strip() if one.unit and one.places else meaning


def reads_effects(found, left):
    """How the figure of effects is read."""
    parts = [averages(found)]
    paired = [one for one in found.shown if one.differences]
    unpaired = len(paired) < len(found.shown)
    if paired:
        same = PAIRED if found.measured.sampled else "the same luck"
        parts.append(
            f"{'Green bars' if unpaired else 'Bars'}: 95 % interval of the difference from the "
            f"first level on {same}{alone(found)}."
        )
    if unpaired:
        parts.append(
            "Grey bars: 95 % interval of the mean over points, each one case, on the luck of "
            "these runs."
        )
    if left:
        parts.append(f"{left} more that are not known move it less and are not shown.")
    if found.decided and found.unsure:
        told = findings.foremost(found._replace(shown=found.unsure))
        if told is not None and told.is_clear:
            parts.append(f"Largest along what is not known: {told.text}.")
    return " ".join(parts)


def alone(found):
    """What a bar that is clear of the dashed line says."""
    if found.compared <= 1:
        return "; clear of the dashed line is clear of luck"
    return (
        f", each taken by itself; the title tells what is clear of luck when all {found.compared} "
        "pairs of levels are looked at"
    )


def averages(found):
    """Over what means are taken."""
    said = "Means over all else that varied" if len(found.shown) > 1 else "Means over runs"
    if not found.measured.is_whole:
        said += ", of the runs that have one"
    if found.overall.runs == 1:
        said += "; one run a point, and all share its luck"
    return f"{said}."


# -- a heat map -----------------------------------------------------------------------------------


def of_heat(found, pair, span):
    """What the heat map shows of two decisions, the one of names upward; shares have one scale."""
    across, upward = sorted(pair, key=lambda one: not one.places)
    if bool(across.places) == bool(upward.places) and across.count < upward.count:
        across, upward = upward, across
    by, unit = findings.scale(found.measured)
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
        axis(across), axis(upward), values, findings.name(found.measured), unit, span,
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
    by = findings.scale(measured)[0]
    low, high = float(np.nanmin(values)) / by, float(np.nanmax(values)) / by
    return f"{findings.name(measured)}: {findings.between(measured, low, high)}"


def corners(values, upward, across):
    """Where the least and the most of the cells are."""
    least, most = (
        np.unravel_index(pick(values), values.shape) for pick in (np.nanargmin, np.nanargmax)
    )
    return (
        f"Least at {across.noun} {across.levels[least[1]]} and {upward.noun} "
        f"{upward.levels[least[0]]}, most at {across.levels[most[1]]} and {upward.levels[most[0]]}."
    )


# -- cases ----------------------------------------------------------------------------------------


def of_cases(found):
    """What the figure of cases shows."""
    (one,) = [one for one in found.decided if one.of.key == varied.CASE]
    by, unit = findings.scale(found.measured)
    values, off = rows_of(one, one.means), rows_of(one, one.differences)
    names = [one.of.levels[level] for level in one.levels]
    told = findings.said(found.measured, one)
    finding = findings.headline(found._replace(shown=[one])) if told else findings.headline(found)
    points = "points of 100 runs" if found.measured.is_share else unit
    reading = (
        f"{averages(found)} Left: each case with its 95 % interval. Right: its difference from the "
        f"first, run by run on {PAIRED if found.measured.sampled else 'the same luck'}, which "
        "says more than a comparison at the left."
    )
    if len(names) < one.of.count:
        reading += f" {len(names)} of {one.of.count} cases are shown; points.csv has all."
    return cases.Numbers(
        names, by * values, by * off, findings.name(found.measured), f"[{unit}]",
        f"difference [{points}]", finding, reading,
    )  # fmt: skip

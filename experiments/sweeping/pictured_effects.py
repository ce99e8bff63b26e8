"""What the figure of effects shows: means by level of all that varied, a panel each."""

import numpy as np

from experiments.sweeping import told
from experiments.sweeping.factors import DECISION
from experiments.sweeping.pictured_means import PAIRED, averages, rows_of
from sim.plots import main_effects
from sim.words import capital

UNSURE = 12  # shown of what is not known: those that move the outcome most


def numbers(found):
    """What the figure of effects shows."""
    unsure = sorted(found.unsure, key=lambda one: -spread(one))[:UNSURE]
    unsure = [one for one in found.unsure if one in unsure]
    panels = [panel(found.measured, one) for one in (*found.decided, *unsure)]
    axis = f"[{told.scale(found.measured)[1]}]"
    reading = reads_effects(found, len(found.unsure) - len(unsure))
    return main_effects.Numbers(
        panels, told.name(found.measured), axis, told.headline(found), reading
    )


def spread(one):
    """How far the means of levels lie apart; 0 where there are none."""
    values = [each.value for each in one.means if not np.isnan(each.value)]
    return max(values) - min(values) if values else 0.0


def panel(measured, one):
    """A panel of what varied: means, and bars of paired differences or of the means themselves."""
    by = told.scale(measured)[0]
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
        best = told.foremost(found._replace(shown=found.unsure))
        if best is not None and best.is_clear:
            parts.append(f"Largest along what is not known: {best.text}.")
    return " ".join(parts)


def alone(found):
    """What a bar that is clear of the dashed line says."""
    if found.compared <= 1:
        return "; clear of the dashed line is clear of luck"
    return (
        f", each taken by itself; the title tells what is clear of luck when all {found.compared} "
        "pairs of levels are looked at"
    )

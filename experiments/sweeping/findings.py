"""What came of a sweep, outcome by outcome: means by level, differences, and a sentence."""

from typing import NamedTuple

import numpy as np

from experiments.sweeping import contrasts, estimates, varied
from experiments.sweeping.factors import DECISION
from experiments.sweeping.levels import Levels
from sim import intervals, outcomes
from sim.words import capital

USUALLY_SHOWN = ("agreement", "standing_at_horizon")  # unless a design names outcomes
MOST = 12  # levels that figures show of what varied, and those that are told of


class Shown(NamedTuple):
    """What varied, an estimate for each of its levels, and the largest difference of them."""

    of: varied.Varied
    levels: list  # those that figures show
    means: list
    differences: list  # from the base, nothing for the base; none where levels are not paired
    base: int = 0  # the first level that has the outcome
    largest: contrasts.Contrast | None = None
    differs: bool = True  # whether any run does from one level to another


class Found(NamedTuple):
    """What came of one outcome."""

    measured: estimates.Measured
    overall: estimates.Estimate
    shown: list  # Shown: what was decided, then what was not known
    compared: int = 1  # pairs of levels that were looked at

    @property
    def decided(self):
        """What was decided."""
        return [one for one in self.shown if one.of.role == DECISION]

    @property
    def unsure(self):
        """What was not known."""
        return [one for one in self.shown if one.of.role != DECISION]


def several(job):
    """What varied in a job, over more than one level."""
    return [one for one in varied.of_plan(job.plan, job.bases.first) if one.count > 1]


def wanted(job):
    """The outcomes that are shown: those of the design, or the usual ones."""
    return job.plan.outcomes or USUALLY_SHOWN


def measured(folder, job, name):
    """An outcome of a finished sweep at each of its points."""
    known = outcomes.of_scenario(job.bases.first)
    return estimates.measured(folder, job.plan, name, known[name])


def every(job, folder, names):
    """What came of some outcomes, by name; those that no run has are missing."""
    every = several(job)
    found = {name: find(folder, measured(folder, job, name), every) for name in names}
    return {name: one for name, one in found.items() if one is not None}


def find(folder, found, several):
    """Everything that is shown of an outcome; None where no run has it."""
    if np.isnan(found.means).all():
        return None
    whole = Levels(found, np.zeros(found.means.shape, dtype=int), 1, paired=False)
    gathered = [Levels(found, places(found, one), one.count, one.stride > 0) for one in several]
    marks = estimates.gather(folder, found, [whole, *gathered])
    compared = sum(one.compared for one in gathered)
    shown = [
        shown_of(one, levels, marks, compared)
        for one, levels in zip(several, gathered, strict=True)
    ]
    return Found(found, whole.means()[0], shown, compared)


def places(found, one):
    """The level of what varied at each point."""
    of = one.of[:, None] if one.role == DECISION else one.of
    return np.broadcast_to(of, found.means.shape)


def shown_of(one, levels, marks, compared):
    """What varied with what came of it; ``compared`` pairs of levels are looked at in all."""
    means, base = levels.means(), int(np.argmax(levels.known))
    off = []
    if levels.paired:
        from_base = levels.off(base)
        off = [levels.difference(from_base, level) for level in range(one.count)]
        off[: base + 1] = [estimates.NONE] * (base + 1)
    largest = contrasts.largest(levels, means, compared)
    told = {base, *largest[:2]} if largest is not None else {base}
    shown = sorted({*picked(one, MOST), *told})
    return Shown(one, shown, means, off, base, largest, contrasts.differs(levels, marks))


def picked(one, most):
    """So many levels: all, or some of numbers from end to end, or the first names."""
    if one.count <= most or not one.places:
        return list(range(min(one.count, most)))
    return np.linspace(0, one.count - 1, most).round().astype(int).tolist()


# -- in words -------------------------------------------------------------------------------------


def scale(found):
    """What numbers are multiplied by to be shown, and their unit then."""
    return (100.0, "% of runs") if found.is_share else (1.0, found.outcome.unit)


def name(found):
    """An outcome in words, as a sentence begins."""
    return capital(found.outcome.words)


def number(found, value):
    """A value of an outcome as it is shown, without its unit."""
    return f"{100 * value:.0f}" if found.is_share else f"{value:.3g}"


def off(found, estimate):
    """A difference and the ends of its interval as they are shown, in decimals that it needs."""
    ends = estimate.value, estimate.low, estimate.high
    if not found.is_share:
        return [number(found, value) for value in ends]
    low, high = 100 * estimate.low, 100 * estimate.high
    return [f"{100 * value:.{intervals.decimals(low, high)}f}" for value in ends]


def difference(found, estimate):
    """A difference and the ends of its interval, in words."""
    value, low, high = off(found, estimate)
    unit = scale(found)[1]
    if found.is_share:
        unit = "point" if value == "1" else "points"
    return f"difference {value} {unit}, {low} to {high}"


def between(found, first, last):
    """Two values and their unit; with a digit more where whole numbers would be apart otherwise."""
    one, other = (number(found, value) for value in (first, last))
    unit = scale(found)[1]
    if found.is_share and (
        (one == other and first != last) or int(other) - int(one) != round(100 * (last - first))
    ):
        one, other = f"{100 * first:.1f}", f"{100 * last:.1f}"
    if found.outcome.kind == outcomes.DAY:
        return f"day {one}" if one == other else f"day {one} to {other}"
    return f"{one} {unit}" if one == other else f"{one} to {other} {unit}"


def headline(found):
    """What came of an outcome: along what was decided, or else along what was not known."""
    best = foremost(found)
    if best is not None and best.is_clear:
        return f"{name(found.measured)}: {best.text}"
    only = between(found.measured, found.overall.value, found.overall.value)
    return f"{name(found.measured)}: {only} on average; {nothing(found)}"


def nothing(found):
    """Why no difference is told."""
    looked = found.decided or found.unsure
    if all(one.largest is None for one in looked):
        return "there is nothing to compare"
    of = " of decisions" if found.decided and found.unsure else ""
    if not any(one.differs for one in looked):
        return f"no run differs between levels{of}"
    return f"no difference{of} is clear of luck"


def foremost(found):
    """The largest clear difference, or else the largest; None where nothing can be compared."""
    return largest(found.measured, found.decided or found.unsure)


def largest(measured, shown):
    """The same along some of what varied."""
    told = [said(measured, one) for one in shown]
    told = [one for one in told if one is not None]
    return max(told, key=lambda one: (one.is_clear, one.size), default=None)


class Said(NamedTuple):
    """The largest difference along what varied, in words."""

    size: float
    is_clear: bool  # whether its interval lies to one side of nothing
    text: str
    off: estimates.Estimate  # with that interval
    paired: bool  # on the same luck and points, as against points of its own for each level


def said(found, one):
    """The largest difference along what varied; None where there are no two values to compare."""
    if one.largest is None:
        return None
    first, last, is_clear, off = one.largest
    return Said(abs(off.value), is_clear, along(found, one, first, last), off, one.of.stride > 0)


def along(found, one, first, last):
    """Values at two levels, and which these are, in words."""
    ends = [one.means[level].value for level in (first, last)]
    names = [one.of.levels[level] for level in (first, last)]
    if one.of.key == varied.CASE:
        apart = [
            f"{between(found, end, end)} ({name})" for end, name in zip(ends, names, strict=True)
        ]
        return " and ".join(apart)
    if one.of.binned:
        names = [f"about {one.of.places[level]:.2g}" for level in (first, last)]
    goes = "go" if one.of.many else "goes"
    return f"{between(found, *ends)} as {one.of.noun} {goes} from {names[0]} to {names[1]}"

"""What came of a sweep, outcome by outcome: means by level, differences, and a sentence."""

import itertools
from typing import NamedTuple

import numpy as np

from experiments.sweeping import estimates, varied
from experiments.sweeping.factors import DECISION
from sim import outcomes
from sim.words import capital

USUAL = ("agreement", "standing_at_horizon")  # outcomes that are shown unless some are asked for
MOST = 12  # levels that are shown of what varied


class Shown(NamedTuple):
    """What varied with its levels as they are shown, and an estimate for each."""

    of: varied.Varied
    levels: list  # places of the levels shown
    means: list
    differences: list  # from the base, nothing for the base; none where levels are not paired
    base: int = 0  # place in levels: the first that has the outcome


class Found(NamedTuple):
    """What came of one outcome."""

    measured: estimates.Measured
    overall: estimates.Estimate
    shown: list  # Shown: what was decided, then what was not known

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
    return job.plan.outcomes or USUAL


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
    choices, samples = found.means.shape
    if np.isnan(found.means).all():
        return None
    every = estimates.Contrast(np.ones(choices, dtype=bool), np.ones(samples, dtype=bool))
    contrasts, plans = [every], []
    for one in several:
        levels = picked(one)
        own = [at_level(every, one, level) for level in levels]
        base = next(place for place, each in enumerate(own) if has(found, each))
        steps = [
            each._replace(step=one.stride * (level - levels[base]))
            for each, level in zip(own[base + 1 :], levels[base + 1 :], strict=True)
            if one.stride
        ]
        plans.append((one, levels, base, len(steps)))
        contrasts += own + steps
    overall, *rest = estimates.estimates(folder, found, contrasts)
    return Found(found, overall, list(shared_out(plans, rest)))


def has(found, contrast):
    """True if some run has an outcome at the points of a contrast."""
    return not np.isnan(found.means[np.ix_(contrast.choices, contrast.samples)]).all()


def shared_out(plans, estimated):
    """The estimates, in the order they were asked for, with what they are of."""
    left = iter(estimated)
    for one, levels, base, steps in plans:
        means = list(itertools.islice(left, len(levels)))
        off = [estimates.NONE] * (base + 1) + list(itertools.islice(left, steps))
        yield Shown(one, levels, means, off if one.stride else [], base)


def picked(one):
    """The levels that are shown: all, or so many of numbers, or the first names."""
    if one.count <= MOST:
        return list(range(one.count))
    if one.places:
        return np.linspace(0, one.count - 1, MOST).round().astype(int).tolist()
    return list(range(MOST))


def at_level(every, one, level):
    """The points at a level of what varied."""
    if one.role == DECISION:
        return every._replace(choices=one.of == level)
    return every._replace(samples=one.of == level)


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


def between(found, first, last):
    """Two values and their unit; with a digit more where they would look alike."""
    one, other = (number(found, value) for value in (first, last))
    unit = scale(found)[1]
    if found.is_share and one == other and first != last:
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
    if best is None:
        return f"{name(found.measured)}: {only} on average; there is nothing to compare"
    return f"{name(found.measured)}: {only} on average; no difference is clear of luck"


def foremost(found):
    """The largest clear difference, or else the largest; None where nothing can be compared."""
    told = [said(found.measured, one) for one in found.decided or found.unsure]
    told = [one for one in told if one is not None]
    return max(told, key=lambda one: (one.is_clear, one.size), default=None)


class Said(NamedTuple):
    """The largest difference along what varied, in words."""

    size: float
    is_clear: bool  # whether its interval lies to one side of nothing
    text: str
    off: estimates.Estimate | None = None  # of the levels of a decision


def said(found, one):
    """The largest difference along what varied; None where there are no two values to compare."""
    off = None
    if one.differences:
        sizes = [abs(each.value) for each in one.differences]
        if np.isnan(sizes).all():
            return None
        first, last = one.base, int(np.nanargmax(sizes))
        off = one.differences[last]
        clear = off.low > 0.0 or off.high < 0.0
    else:
        values = np.array([each.value for each in one.means])
        if (~np.isnan(values)).sum() < 2:
            return None
        first, last = sorted((int(np.nanargmin(values)), int(np.nanargmax(values))))
        halves = [one.means[place].apart for place in (first, last)]
        clear = abs(values[last] - values[first]) > np.hypot(*halves)
    ends = one.means[first].value, one.means[last].value
    text = along(found, one, first, last)
    return Said(abs(ends[1] - ends[0]), clear and ends[0] != ends[1], text, off)


def along(found, one, first, last):
    """Values at two levels, and which these are, in words."""
    ends = [one.means[place].value for place in (first, last)]
    names = [one.of.levels[one.levels[place]] for place in (first, last)]
    if one.of.key == varied.CASE:
        apart = [
            f"{between(found, end, end)} ({name})" for end, name in zip(ends, names, strict=True)
        ]
        return " and ".join(apart)
    if one.of.binned:
        names = [f"about {one.of.places[one.levels[place]]:.2g}" for place in (first, last)]
    return f"{between(found, *ends)} as {one.of.noun} goes from {names[0]} to {names[1]}"

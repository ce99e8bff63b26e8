"""What came of a sweep, outcome by outcome: means by level, differences, and a sentence."""

import itertools
from typing import NamedTuple

import numpy as np

from experiments.sweeping import estimates, things
from experiments.sweeping.factors import DECISION
from sim import outcomes

USUAL = ("agreement", "standing_at_horizon")  # outcomes that are shown unless some are asked for
MOST = 12  # levels that are shown of a thing


class Varied(NamedTuple):
    """What varied in a sweep."""

    decided: list  # things.Thing, in the order of the design
    unsure: list


class Shown(NamedTuple):
    """A thing and its levels as they are shown, with an estimate each."""

    thing: things.Thing
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
        return [one for one in self.shown if one.thing.role == DECISION]

    @property
    def unsure(self):
        """What was not known."""
        return [one for one in self.shown if one.thing.role != DECISION]


def varied(job):
    """What varied in a job, in words."""
    plan, scenario = job.plan, job.bases.first
    decided = [one for one in things.decided(plan, scenario) if one.count > 1]
    return Varied(decided, [one for one in things.unsure(plan, scenario) if one.count > 1])


def wanted(job):
    """The outcomes that are shown: those of the design, or the usual ones."""
    return job.plan.outcomes or USUAL


def measured(folder, job, name):
    """An outcome of a finished sweep at each of its points."""
    known = outcomes.of_scenario(job.bases.first)
    return estimates.measured(folder, job.plan, name, known[name])


def every(job, folder, names):
    """What came of some outcomes, by name; those that no run has are missing."""
    several = varied(job)
    found = {name: find(folder, measured(folder, job, name), several) for name in names}
    return {name: one for name, one in found.items() if one is not None}


def find(folder, found, several):
    """Everything that is shown of an outcome; None where no run has it."""
    choices, samples = found.means.shape
    if np.isnan(found.means).all():
        return None
    every = estimates.Contrast(np.ones(choices, dtype=bool), np.ones(samples, dtype=bool))
    contrasts, plans = [every], []
    for thing in (*several.decided, *several.unsure):
        levels = picked(thing)
        own = [at_level(every, thing, level) for level in levels]
        base = next(place for place, one in enumerate(own) if has(found, one))
        steps = [
            one._replace(step=thing.stride * (level - levels[base]))
            for one, level in zip(own[base + 1 :], levels[base + 1 :], strict=True)
            if thing.stride
        ]
        plans.append((thing, levels, base, len(own), len(steps)))
        contrasts += own + steps
    overall, *rest = estimates.estimates(folder, found, contrasts)
    return Found(found, overall, list(shared_out(plans, rest)))


def has(found, contrast):
    """True if some run has an outcome at the points of a contrast."""
    return not np.isnan(found.means[np.ix_(contrast.choices, contrast.samples)]).all()


def shared_out(plans, estimated):
    """The estimates, in the order they were asked for, with the things they are of."""
    left = iter(estimated)
    for thing, levels, base, count, steps in plans:
        means = list(itertools.islice(left, count))
        off = [estimates.NONE] * (base + 1) + list(itertools.islice(left, steps))
        yield Shown(thing, levels, means, off if thing.stride else [], base)


def picked(thing):
    """The levels of a thing that are shown: all, or so many of numbers, or the first names."""
    if thing.count <= MOST:
        return list(range(thing.count))
    if thing.places:
        return np.linspace(0, thing.count - 1, MOST).round().astype(int).tolist()
    return list(range(MOST))


def at_level(every, thing, level):
    """The points at a level of a thing."""
    if thing.role == DECISION:
        return every._replace(choices=thing.of == level)
    return every._replace(samples=thing.of == level)


# -- in words -------------------------------------------------------------------------------------


def scale(found):
    """What numbers are multiplied by to be shown, and their unit then."""
    return (100.0, "% of runs") if found.is_share else (1.0, found.outcome.unit)


def name(found):
    """An outcome in words, as a sentence begins."""
    words = found.outcome.words
    return words[:1].upper() + words[1:]


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


def finding(found):
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
    """The largest difference along a thing, in words."""

    size: float
    is_clear: bool  # whether its interval lies to one side of nothing
    text: str
    off: estimates.Estimate | None = None  # of the levels of a decision


def said(found, one):
    """The largest difference along a thing; None where there are no two values to compare."""
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
    thing, ends = one.thing, [one.means[place].value for place in (first, last)]
    names = [thing.levels[one.levels[place]] for place in (first, last)]
    if thing.key == things.CASE:
        apart = [
            f"{between(found, end, end)} ({name})" for end, name in zip(ends, names, strict=True)
        ]
        return " and ".join(apart)
    if thing.binned:
        names = [f"about {thing.places[one.levels[place]]:.2g}" for place in (first, last)]
    return f"{between(found, *ends)} as {thing.words} goes from {names[0]} to {names[1]}"

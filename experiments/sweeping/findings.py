"""What came of a sweep, outcome by outcome: means by level and the differences between them."""

from typing import NamedTuple

import numpy as np

from experiments.sweeping import contrasts, estimates, varied
from experiments.sweeping.factors import DECISION
from experiments.sweeping.levels import Levels
from sim import outcomes

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
    varying = several(job)
    found = {name: find(folder, measured(folder, job, name), varying) for name in names}
    return {name: one for name, one in found.items() if one is not None}


def find(folder, found, varying):
    """Everything that is shown of an outcome along what varied; None where no run has it."""
    if np.isnan(found.means).all():
        return None
    whole = Levels(found, np.zeros(found.means.shape, dtype=int), 1, paired=False)
    gathered = [Levels(found, places(found, one), one.count, one.stride > 0) for one in varying]
    marks = estimates.gather(folder, found, [whole, *gathered])
    compared = sum(one.compared for one in gathered)
    shown = [
        shown_of(one, levels, marks, compared)
        for one, levels in zip(varying, gathered, strict=True)
    ]
    return Found(found, whole.means()[0], shown, compared)


def places(found, one):
    """The level of what varied at each point."""
    of = one.of[:, None] if one.role == DECISION else one.of
    return np.broadcast_to(of, found.means.shape)


def shown_of(one, levels, marks, compared):
    """What varied with what came of it; ``compared`` pairs of levels are looked at in all."""
    means, base = levels.means(), int(np.argmax(levels.known))
    differences = []
    if levels.paired:
        from_base = levels.off(base)
        differences = [levels.difference(from_base, level) for level in range(one.count)]
        differences[: base + 1] = [estimates.NONE] * (base + 1)
    largest = contrasts.largest(levels, means, compared)
    told = {base, *largest[:2]} if largest is not None else {base}
    shown = sorted({*picked(one, MOST), *told})
    return Shown(one, shown, means, differences, base, largest, contrasts.differs(levels, marks))


def picked(one, most):
    """So many levels: all, or some of numbers from end to end, or the first names."""
    if one.count <= most or not one.places:
        return list(range(min(one.count, most)))
    return np.linspace(0, one.count - 1, most).round().astype(int).tolist()

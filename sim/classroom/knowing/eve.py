"""The eve of the first day: what each seat starts with, as the engine itself reckons it."""

import numpy as np

from agents import ratifying
from agents.rules import spread
from sim import draws, rows
from sim.model import Negotiation


def eve(scenario, seed=None, run=0):
    """The Mesa model on the eve of the first day, nothing played yet.

    Numbers that are ranges are as the run draws them or, without a seed, at their middle.
    """
    found = at_the_middle(scenario) if seed is None else scenario
    model = Negotiation(found, 1 if seed is None else seed, run)
    ratifying.foresee(model.world, model.parties, model.constituencies)
    return model


def at_the_middle(scenario):
    """A scenario in which each number that is drawn for each run stands at its median."""
    row = np.array(scenario.row).view(np.float64)
    whole = row.view(np.int64)
    for entry in draws.entries(scenario):
        value = spread.quantile(entry.kind, entry.low, entry.high, entry.mode, 0.5)
        if entry.whole == 1:
            whole[entry.place] = int(np.floor(value + 0.5))
        else:
            row[entry.place] = value
    none = scenario.spreads[:0]
    return scenario._replace(row=row.view(scenario.row.dtype), spreads=none, joint=draws.NO_JOINT)


def ranges(scenario):
    """The numbers that are drawn for each run: by dotted name, the least and the most."""
    return {
        rows.named(entry.place, scenario.premises, scenario.shape): (entry.low, entry.high)
        for entry in draws.entries(scenario)
    }

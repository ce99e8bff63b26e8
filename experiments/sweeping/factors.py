"""What varies in a design: a parameter, or a choice of files, over values or a distribution."""

import math
from typing import NamedTuple

import numpy as np

from agents.rules import spread
from sim.checks import SPREADS, SPREADS_IN_WORDS, is_number, is_spread
from sim.refusals import PremiseError, shown

DECISION, UNCERTAINTY = "decision", "uncertainty"
NO_NUMBERS = (".nan", ".inf")  # what a file takes for a number that is none, and Hydra for a text


class Factor(NamedTuple):
    """One thing that varies: over ``levels``, or over a distribution (kind, low, high, mode)."""

    key: str
    role: str
    levels: tuple = ()
    distribution: tuple = ()

    def grid(self, count):
        """Its levels; of a distribution ``count`` values, evenly spaced from end to end."""
        if self.levels:
            return self.levels
        kind, low, high, mode = self.distribution
        if count == 1:
            return (spread.quantile(kind, low, high, mode, 0.5),)
        if kind == spread.LOG_UNIFORM:
            return tuple(np.geomspace(low, high, count).tolist())
        return tuple(np.linspace(low, high, count).tolist())

    def at(self, quantiles):
        """The values at quantiles in [0, 1): a level each for an equal part of them."""
        if self.levels:
            last = len(self.levels) - 1
            return [self.levels[min(int(one * (last + 1)), last)] for one in quantiles]
        return [spread.quantile(*self.distribution, float(one)) for one in quantiles]


def read(given, role, place):
    """The factors of a mapping of dotted names to values or distributions."""
    return [read_one(str(key), value, role, f"{place}.{key}") for key, value in given.items()]


def read_one(key, value, role, place):
    """One factor: a list of values, or a range to take them from."""
    if isinstance(value, list):
        if not value:
            raise PremiseError(place, "[] is not allowed; it takes one value at least")
        return Factor(key, role, tuple(checked_level(one, place) for one in value))
    if isinstance(value, dict) and is_spread(value):
        kind, numbers = next(iter(value.items()))
        if kind == "log_uniform" and numbers[0] <= 0:
            problem = f"{shown(value)} is not allowed; log_uniform takes numbers above 0"
            raise PremiseError(place, problem)
        low, high = float(numbers[0]), float(numbers[-1])
        mode = float(numbers[1]) if kind == "triangular" else 0.5 * (low + high)
        return Factor(key, role, (), (SPREADS[kind][0], low, high, mode))
    problem = f"{shown(value)} is not allowed; it takes a list of values, or {SPREADS_IN_WORDS}"
    raise PremiseError(place, problem)


def checked_level(value, place):
    """A value that a factor may take: a number, a truth value, a name, or a list or mapping."""
    is_none = isinstance(value, str) and value.lower().lstrip("+-") in NO_NUMBERS
    if isinstance(value, bool | str | list | dict) and not is_none:
        return value
    if is_number(value) and math.isfinite(value):
        return value
    raise PremiseError(place, f"{shown(value)} is not allowed; it takes numbers, names or truths")

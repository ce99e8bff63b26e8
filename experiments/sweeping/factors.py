"""What varies in a design: a parameter, or a choice of files, over values or a distribution."""

import functools
import math
from typing import NamedTuple

import numpy as np

from agents.rules import spread
from experiments import configs
from sim import design, layout
from sim.checks import SPREADS, SPREADS_IN_WORDS, disorder, is_number, is_spread
from sim.refusals import PremiseError, refuse, shown

DECISION, UNCERTAINTY = "decision", "uncertainty"
NO_NUMBERS = (".nan", ".inf")  # what a file takes for a number that is none, and Hydra for a text


class Factor(NamedTuple):
    """One thing that varies: over ``levels``, or over a distribution (kind, low, high, mode)."""

    key: str
    role: str
    levels: tuple = ()
    distribution: tuple = ()
    is_whole: bool = False  # whether the parameter takes whole numbers alone

    @property
    def is_log(self):
        """True if it is drawn evenly on a logarithmic scale."""
        return bool(self.distribution) and self.distribution[0] == spread.LOG_UNIFORM

    def grid(self, count):
        """Its levels; of a distribution ``count`` values, evenly spaced from end to end.

        Of a whole number there are fewer where the range has no more.
        """
        if self.levels:
            return self.levels
        _, low, high, _ = self.distribution
        if count == 1:
            return tuple(self.at((0.5,)))
        evenly = np.geomspace if self.is_log else np.linspace
        return tuple(dict.fromkeys(self.taken(evenly(low, high, count).tolist())))

    def at(self, quantiles):
        """The values at quantiles in [0, 1): a level each for an equal part of them."""
        if self.levels:
            last = len(self.levels) - 1
            return [self.levels[min(int(one * (last + 1)), last)] for one in quantiles]
        return self.taken(spread.quantile(*self.distribution, float(one)) for one in quantiles)

    def taken(self, values):
        """Values of the range as the parameter takes them: to the nearest whole number, if so."""
        return [math.floor(one + 0.5) if self.is_whole else one for one in values]


def read(given, role, place, scenario):
    """The factors of a mapping of dotted names to values or distributions."""
    return [
        read_one(str(key), value, role, f"{place}.{key}", scenario) for key, value in given.items()
    ]


def read_one(key, value, role, place, scenario):
    """One factor: a list of values, or a range to take them from."""
    if isinstance(value, list):
        if not value:
            raise PremiseError(place, "[] is not allowed; it takes one value at least")
        for one in value:
            check_kind(key, checked_level(one, place), place, scenario)
        return Factor(key, role, tuple(value))
    if isinstance(value, dict) and is_spread(value):
        kind, numbers = next(iter(value.items()))
        if kind == "log_uniform" and numbers[0] <= 0:
            problem = f"{shown(value)} is not allowed; log_uniform takes numbers above 0"
            raise PremiseError(place, problem)
        low, high = float(numbers[0]), float(numbers[-1])
        mode = float(numbers[1]) if kind == "triangular" else 0.5 * (low + high)
        distribution = (SPREADS[kind][0], low, high, mode)
        return Factor(key, role, (), distribution, takes_whole(key, scenario))
    problem = f"{shown(value)} is not allowed; it takes a list of values, or {SPREADS_IN_WORDS}"
    raise PremiseError(place, problem + disorder(value))


def takes_whole(key, scenario):
    """True for a parameter that is a whole number."""
    try:
        return design.parameter(scenario, key).info.annotation is int
    except PremiseError:  # a choice of files, or no parameter, which is refused where it is set
        return False


def check_kind(key, value, place, scenario):
    """Refuse a value of a kind that a parameter never takes; any choice of files takes a name.

    What is of the right kind and not allowed fails at its point, which says so.
    """
    if is_choice_of_files(key):
        if key.partition("/")[0] == "theory":
            raise PremiseError(place, "is not swept; experiments.run plays a result of theory")
        names = value if isinstance(value, list) else [value]
        if not all(isinstance(name, str) for name in names):
            raise PremiseError(place, f"{shown(value)} is not allowed; it takes names of files")
        return
    try:
        one = design.parameter(scenario, configs.SHORT.get(key, key))
    except PremiseError:  # which is refused where it is set
        return
    if not is_of_kind(value, one.info.annotation):
        raise refuse(place, value, one.info)


def is_of_kind(value, annotation):
    """True for a value that a parameter might take, allowed or not; a range is composed."""
    if isinstance(value, dict):
        return is_spread(value) if annotation in (int, float) else annotation is not bool
    if layout.is_list(annotation):
        return isinstance(value, list)
    if annotation in (int, float):
        return is_number(value)
    return isinstance(value, bool if annotation is bool else str)


@functools.cache
def is_choice_of_files(key):
    """True for a key that chooses a file of a group, such as ``scenario`` or ``mediators``."""
    return "." not in key and key.partition("/")[0] in {
        group.partition("/")[0] for group in configs.groups()
    }


def checked_level(value, place):
    """A value that a factor may take: a number, a truth value, a name, or a list or mapping."""
    is_none = isinstance(value, str) and value.lower().lstrip("+-") in NO_NUMBERS
    if isinstance(value, bool | str | list | dict) and not is_none:
        return value
    if is_number(value) and math.isfinite(value):
        return value
    raise PremiseError(place, f"{shown(value)} is not allowed; it takes numbers, names or truths")

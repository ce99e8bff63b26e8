"""The keys of runs, and premises that are drawn for each run, one by one or together.

All other luck is drawn where it is needed, at an address under the run's key (``agents/luck.py``).
"""

import math
import zlib
from typing import NamedTuple

import numpy as np

from agents import luck
from agents.rules import spread

GAMMA = np.uint64(0x9E3779B97F4A7C15)

SPREAD = np.dtype(
    [
        ("place", "i8"),  # place in the flat row
        ("whole", "i8"),  # 1 for a whole number
        ("kind", "i8"),  # distribution, see agents/rules/spread.py
        ("low", "f8"),
        ("high", "f8"),
        ("mode", "f8"),
        ("address", "i8"),  # address of the luck: a hash of the premise's name
    ]
)

JOINED = np.dtype(
    [
        ("place", "i8"),  # place in the flat row
        ("whole", "i8"),  # 1 for a whole number
        ("column", "i8"),  # of the posterior's draws
    ]
)


def mixed(words):
    """The finalizer of SplitMix64 ([Steele2014]_) on an array of 64-bit words."""
    words = (words ^ (words >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    words = (words ^ (words >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return words ^ (words >> np.uint64(31))


def run_keys(seed, first, count):
    """Keys of runs ``first`` .. ``first + count - 1`` under a seed; uint64, odd, shape (count,).

    A run's key depends on the seed and its own number alone.
    """
    base = mixed(np.array([seed], dtype=np.uint64) + GAMMA)
    numbers = np.arange(first, first + count, dtype=np.uint64)
    return mixed(base + numbers * GAMMA) | np.uint64(1)


def address(name):
    """Address of the luck of a premise: 32 bits of a hash of its name."""
    return zlib.crc32(name.encode())


JOINT = address("posterior")  # of the one draw that a posterior takes


def draw_premises(row, whole, spreads, key):
    """Draw each premise that is a range, in place.

    ``row`` and ``whole`` are the flat row seen as floats and as whole numbers.
    """
    for entry in spreads:
        draw = luck.uniform(
            key, luck.PREMISE, luck.NOBODY, entry.address >> 16, entry.address & 0xFFFF, 0
        )
        value = spread.quantile(entry.kind, entry.low, entry.high, entry.mode, draw)
        if entry.whole == 1:
            whole[entry.place] = int(math.floor(value + 0.5))
        else:
            row[entry.place] = value


def draw_jointly(row, whole, joined, values, key):
    """Draw the premises of a posterior together, in place: one of the rows of ``values``."""
    if len(values) == 0:
        return
    draw = luck.uniform(key, luck.PREMISE, luck.NOBODY, JOINT >> 16, JOINT & 0xFFFF, 0)
    chosen = min(int(draw * len(values)), len(values) - 1)
    for entry in joined:
        value = values[chosen, entry.column]
        if entry.whole == 1:
            whole[entry.place] = int(math.floor(value + 0.5))
        else:
            row[entry.place] = value


class Spread(NamedTuple):
    """One entry of the table of drawn premises, as the interpreter reads it."""

    place: int
    whole: int
    kind: int
    low: float
    high: float
    mode: float
    address: int


def entries(scenario):
    """The drawn premises of a scenario, one by one."""
    return [Spread(*entry) for entry in scenario.spreads.tolist()]


class Joined(NamedTuple):
    """One premise that a posterior draws, as the interpreter reads it."""

    place: int
    whole: int
    column: int


class Joint(NamedTuple):
    """Premises that are drawn together: where each stands, and the draws, equally likely."""

    joined: np.ndarray  # of type JOINED
    values: np.ndarray  # shape (draws, parameters)

    def entries(self):
        """The premises, one by one."""
        return [Joined(*entry) for entry in self.joined.tolist()]


NO_JOINT = Joint(np.zeros(0, JOINED), np.zeros((0, 0)))

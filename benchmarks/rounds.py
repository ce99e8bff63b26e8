"""How everything is measured: every way once a round, ratios within a round, medians over rounds.

A machine whose speed drifts slows all ways of a round alike, so that their ratio stays.
"""

import os
import platform
import statistics
from typing import NamedTuple


class Row(NamedTuple):
    """One line of the table."""

    name: str  # what is measured
    value: float  # median over the rounds
    unit: str
    low: float  # least and greatest of the rounds
    high: float
    least: float | None = None  # the target: at least this
    most: float | None = None  # or at most this

    @property
    def reached(self):
        """True if the target is reached; None where there is none."""
        if self.least is not None:
            return self.value >= self.least
        return None if self.most is None else self.value <= self.most


def played(ways, rounds):
    """What each way measured in each round, by name; a way is a function of the round's number."""
    found = {name: [] for name in ways}
    for turn in range(rounds):
        for name, measure in ways.items():
            found[name].append(measure(turn))
    return found


def row(name, values, unit, **target):
    """A line of what the rounds measured."""
    return Row(name, statistics.median(values), unit, min(values), max(values), **target)


def ratio(name, over, under, **target):
    """A line of the ratio of two ways, round by round."""
    ratios = [one / other for one, other in zip(over, under, strict=True)]
    return row(name, ratios, "times", **target)


def processor():
    """The processor's name, as far as the system tells."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            return next(line.split(":")[1].strip() for line in lines if "model name" in line)
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def machine():
    """The machine, as far as figures depend on it."""
    import mesa
    import numba
    import numpy

    versions = f"mesa {mesa.__version__}, numpy {numpy.__version__}, numba {numba.__version__}"
    return {
        "processor": processor(),
        "cores": os.cpu_count(),
        "system": platform.system(),
        "python": platform.python_version(),
        "packages": versions,
    }

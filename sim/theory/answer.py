"""An answer of theory and that of the runs, and how far they may lie apart.

An exact result may differ by what the premises round, such as a grid of levels; an average over
runs by the luck of so many runs. Either way the answer carries the range in which theory's must
lie.
"""

from typing import NamedTuple

import numpy as np

from sim import intervals, words

CONFIDENCE = 0.99  # of the intervals of averages over runs
ERROR = 1.0 - CONFIDENCE
EXACT = 1e-9  # what the rounding of a run's long sums may come to
ROUNDING = "rounding"
LAST_DIGITS = 1e-11  # what rounding may come to in a deal, on top of the grid of levels


class Answer(NamedTuple):
    """One quantity, by theory and by the runs."""

    what: str
    unit: str
    theory: float
    simulated: float
    low: float  # theory agrees if it lies from low to high
    high: float
    allowed: str  # what the range is, in words

    @property
    def agrees(self):
        """True if theory's answer lies in the range."""
        return bool(self.low <= self.theory <= self.high)


def exact(what, unit, theory, simulated, tolerance=EXACT, allowed=ROUNDING):
    """An answer that luck has no part in; ``allowed`` says where the tolerance comes from.

    Of values for several runs it shows those of the run farthest from theory.
    """
    theory, simulated = np.broadcast_arrays(
        np.atleast_1d(np.asarray(theory, dtype=float)), np.asarray(simulated, dtype=float)
    )
    worst = int(np.argmax(np.abs(simulated - theory)))
    theory, simulated = float(theory[worst]), float(simulated[worst])
    low, high = simulated - tolerance, simulated + tolerance
    return Answer(what, unit, theory, simulated, low, high, allowed)


def share(what, theory, true):
    """A share of runs, with its score interval; ``true`` has one value a run."""
    count, total = int(np.sum(true)), len(true)
    low, high = intervals.wilson(count, total, intervals.normal(ERROR))
    allowed = f"{CONFIDENCE:.0%} interval of {words.count(total)}"
    return Answer(what, "share of runs", float(theory), count / total, low, high, allowed)


def mean(what, unit, theory, values):
    """A mean over runs, with Student's interval; ``values`` has one value a run."""
    middle = float(np.mean(values))
    half = intervals.half_of_mean(np.std(values, ddof=1), len(values), ERROR)
    allowed = f"{CONFIDENCE:.0%} interval of {words.count(len(values))}"
    return Answer(what, unit, float(theory), middle, middle - half, middle + half, allowed)

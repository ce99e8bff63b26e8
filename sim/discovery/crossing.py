"""Where a response that is known through runs crosses a level.

All values of the parameter see the same luck, so that the share of runs is one fixed function of
the parameter, near the true one, and bisection of it needs no repeats. How near is in its score
interval ([Wilson1927]_): values whose interval holds the level cannot be told from the crossing,
and the ends of those are found by bisection too. Whether the response rises or falls is looked at
on a grid, pair by pair on the same luck.
"""

from typing import NamedTuple

import numpy as np

from sim import intervals, pairs

UP, DOWN, BOTH, FLAT = "rises", "falls", "rises and falls", "neither rises nor falls"


class Crossing(NamedTuple):
    """A value at which the response crosses the level, and the values that may be it."""

    value: float
    low: float
    high: float
    rising: bool
    low_open: bool  # True if the interval runs on past the range
    high_open: bool


class Response:
    """Shares of runs by value of a parameter, played when they are asked for, and kept.

    ``play`` takes values and returns the outcome of every run at each: (values, runs), true or
    false.
    """

    def __init__(self, play, whole=False):
        self.play, self.whole = play, whole
        self.kept = {}

    def at(self, value):
        """The outcome of every run at a value."""
        return self.of([value])[0]

    def of(self, values):
        """The outcomes of every run at some values."""
        new = [value for value in dict.fromkeys(values) if value not in self.kept]
        if new:
            self.kept |= dict(zip(new, self.play(new), strict=True))
        return [self.kept[value] for value in values]

    def share(self, value):
        """Share of runs at a value."""
        return float(self.at(value).mean())

    def bounds(self, value):
        """The ends of its score interval."""
        outcome = self.at(value)
        return intervals.wilson(int(outcome.sum()), len(outcome))

    def low(self, value):
        """The lower end."""
        return self.bounds(value)[0]

    def high(self, value):
        """The upper end."""
        return self.bounds(value)[1]


def grid(between, count, whole):
    """Values evenly spaced from end to end; whole numbers where the parameter is one."""
    values = np.linspace(*between, count)
    return list(
        dict.fromkeys(float(np.floor(one + 0.5)) if whole else float(one) for one in values)
    )


def course(response, values):
    """Whether the response rises or falls over a grid, as far as runs can tell.

    A move counts if the interval of its paired difference ([Tango1998]_) is all on one side of
    none. With many pairs some would be by luck alone, so that 95 % is the level of all of them
    together (Bonferroni): a course is called mixed only on strong grounds.
    """
    outcomes = response.of(values)
    total = len(values) * (len(values) - 1) // 2
    rises = falls = False
    for first in range(len(values)):
        for second in range(first + 1, len(values)):
            low, high = difference(outcomes[first], outcomes[second], total)
            rises, falls = rises or low > 0.0, falls or high < 0.0
    if rises and falls:
        return BOTH
    return UP if rises else DOWN if falls else FLAT


def difference(first, second, total):
    """The interval of a paired difference of shares, at the level of ``total`` of them together."""
    gained, lost = int((second & ~first).sum()), int((first & ~second).sum())
    return pairs.tango(gained, lost, len(first), intervals.normal(0.05 / max(total, 1)))


def reached(share, level, is_above):
    """True if a share is at least the level, or at most where little is sought."""
    return share >= level if is_above else share <= level


def crossings(response, values, level, tolerance, is_above=True):
    """Every crossing of the level between neighbours on a grid, in order.

    Each is the last value at which the share is as sought: at least the level, or at most.
    """

    def is_sought(value):
        return reached(response.share(value), level, is_above)

    sought = [is_sought(value) for value in values]
    found = []
    for place in np.flatnonzero(np.diff(sought)):
        value = bisected(response, is_sought, values[place], values[place + 1], tolerance)
        rising = sought[place + 1] == is_above
        ends = values[place], values[place + 1]
        found.append(located(response, values, ends, level, tolerance, value, rising))
    return found


def located(response, values, ends, level, tolerance, value, rising):
    """A crossing between two values of the grid, with its interval: the ends of the band's."""
    first, last = (response.high, response.low) if rising else (response.low, response.high)
    low = band_end(response, first, values, ends[1], level, tolerance, rising, -1)
    high = band_end(response, last, values, ends[0], level, tolerance, rising, 1)
    return Crossing(
        value, values[0] if low is None else min(low, value),
        values[-1] if high is None else max(high, value),
        rising, low is None, high is None,
    )  # fmt: skip


def band_end(response, bound, values, start, level, tolerance, rising, way):
    """The last value whose band holds the level, looked for from ``start`` one way; None if all do.

    Below a rising crossing the band's upper end is under the level at last; above it the lower end
    is over it.
    """
    beyond = sorted((one for one in values if (one - start) * way >= 0.0), reverse=way < 0)
    outside_is_above = rising == (way > 0)

    def holds(value):
        return reached(bound(value), level, not outside_is_above)

    for near, far in zip(beyond, beyond[1:]):
        if not holds(far):
            return bisected(response, holds, min(near, far), max(near, far), tolerance)
    return None


def bisected(response, holds, low, high, tolerance):
    """The last value between two ends at which something holds; it does so at one end alone."""
    at_low = holds(low)
    while high - low > (1.0 if response.whole else tolerance):
        middle = 0.5 * (low + high)
        middle = float(np.floor(middle)) if response.whole else middle
        if holds(middle) == at_low:
            low = middle
        else:
            high = middle
    return low if at_low else high

"""What a level of one issue is worth to a party, and which level is worth so much."""

import math

from agents.rules.power import power


def value(level, wants_high, curvature):
    """Worth of a level of an issue [share, 0..1]; ``level`` is 0 at its low end, 1 at its high.

    Additive utilities with a power curve per issue [Keeney1976]_: below 1 the first steps count
    most, above 1 the last.
    """
    return power(level if wants_high else 1.0 - level, curvature)


def level_worth(share, wants_high, curvature, levels):
    """The grid level, of ``levels`` evenly spaced ones, that is worth at least ``share``."""
    steps = levels - 1.0
    way = power(share, 1.0 / curvature)
    way = min(1.0, math.ceil(way * steps * (1.0 - 1e-12)) / steps)
    return way if wants_high else 1.0 - way

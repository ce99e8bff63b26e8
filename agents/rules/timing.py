"""How long things take."""

import math

from agents.rules.power import power


def exponential(mean, luck):
    """A waiting time with the given mean, same unit, at the quantile ``1 - luck``."""
    return -mean * math.log(luck)


def fading(level, floor, retention):
    """A level a day later: what lies above its floor is kept in the share ``retention``."""
    return floor + (level - floor) * retention


def present(amount, discount, days):
    """What an amount that comes in ``days`` is worth now, in its own unit.

    ``discount`` is the worth kept of what comes a day later [0..1]: exponential discounting, as in
    [Rubinstein1982]_. What is due or overdue counts in full.
    """
    if discount == 1.0 or days <= 0:
        return amount
    return amount * power(discount, 1.0 * days)

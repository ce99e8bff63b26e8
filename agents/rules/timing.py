"""How long things take."""

import math


def exponential(mean, luck):
    """A waiting time with the given mean, same unit, at the quantile ``1 - luck``."""
    return -mean * math.log(luck)


def fading(level, floor, retention):
    """A level a day later: what lies above its floor is kept in the share ``retention``."""
    return floor + (level - floor) * retention

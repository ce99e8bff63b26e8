"""Premises that are ranges: the value at a quantile of a distribution."""

import math

UNIFORM, LOG_UNIFORM, TRIANGULAR = range(3)


def quantile(kind, low, high, mode, luck):
    """The value of the distribution at the quantile ``luck``, by its inverse distribution."""
    if kind == LOG_UNIFORM:
        return math.exp(math.log(low) + luck * (math.log(high) - math.log(low)))
    if kind == TRIANGULAR and high > low:
        bend = (mode - low) / (high - low)
        if luck < bend:
            return low + math.sqrt(luck * (high - low) * (mode - low))
        return high - math.sqrt((1.0 - luck) * (high - low) * (high - mode))
    return low + luck * (high - low)

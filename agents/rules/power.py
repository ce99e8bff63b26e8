"""Powers that the interpreter and the compiler compute alike."""

import math


def power(base, exponent):
    """``base`` to the power ``exponent``, for a base of at least 0 and an exponent above 0."""
    if base <= 0.0:
        return 0.0
    if exponent == 1.0:
        return base
    return math.exp(exponent * math.log(base))

"""Choosing by worth, with some play: the logit rule and its nest ([McFadden1978]_)."""

import math


def logit(share):
    """The number whose logistic is ``share``, for a share in (0, 1)."""
    return math.log(share / (1.0 - share))


def prefers(first, second, scale, luck):
    """True if ``first`` is chosen over ``second``, both in points of worth.

    With ``luck`` uniform on (0, 1) the chance is ``1 / (1 + exp(-(first - second) / scale))``, the
    logit rule; with ``scale`` 0 the larger is always chosen (the exact best reply).
    """
    return first - second > scale * logit(luck)


def inclusive(first, second, scale):
    """Worth of having the choice between two courses: the nest's inclusive value [points].

    ``scale * log(exp(first / scale) + exp(second / scale))``; with ``scale`` 0, the larger.
    """
    best = max(first, second)
    if scale <= 0.0:
        return best
    worse = min(first, second)
    return best + scale * math.log(1.0 + math.exp((worse - best) / scale))

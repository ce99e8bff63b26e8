"""Samples of the unit cube: which quantiles of each factor the points of a design stand at.

Space-filling samples are SciPy's (``scipy.stats.qmc``), drawn from a seed of their own, so that the
luck of the runs does not depend on which points are played.
"""

import numpy as np
from scipy.stats import qmc

from sim.refusals import PremiseError

RANDOM, LATIN_HYPERCUBE, SOBOL = "random", "latin_hypercube", "sobol"
METHODS = (RANDOM, LATIN_HYPERCUBE, SOBOL)


def unit(method, points, factors, seed):
    """Quantiles in [0, 1), shape (points, factors).

    ``random`` draws each independently; ``latin_hypercube`` has one point in each of ``points``
    slices of every factor ([McKay1979]_); ``sobol`` is Owen's scrambling of Sobol's sequence
    ([Owen1998]_), for which ``points`` is a power of two.
    """
    if factors == 0:
        return np.zeros((points, 0))
    luck = np.random.default_rng(seed)
    if method == RANDOM:
        return luck.random((points, factors))
    if method == LATIN_HYPERCUBE:
        return qmc.LatinHypercube(factors, rng=luck).random(points)
    power = points.bit_length() - 1
    if points != 1 << power:
        nearby = f"{1 << power} or {2 << power}"
        problem = f"{points} is not allowed; sample: sobol takes a power of two, such as {nearby}"
        raise PremiseError("design.points", problem)
    return qmc.Sobol(factors, rng=luck).random_base2(power)

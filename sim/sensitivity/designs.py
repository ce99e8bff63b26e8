"""The points of a sensitivity analysis, as quantiles of factors: SALib's ([Herman2017]_)."""

import numpy as np

LEVELS = 4  # of a factor in Morris's design


def problem(factors):
    """What SALib wants to know of ``factors`` quantiles."""
    names = [str(place) for place in range(factors)]
    return {"num_vars": factors, "names": names, "bounds": [[0.0, 1.0]] * factors}


def saltelli(points, factors, seed, second_order=False):
    """Quantiles, shape (points, 2 + factors or 2 + 2 factors, factors).

    The design of [Saltelli2010]_ on a scrambled Sobol sequence: in each row A, then A with each
    factor in turn from B, with ``second_order`` then B with each factor in turn from A, then B.
    ``points`` is a power of two.
    """
    from SALib.sample import sobol

    found = sobol.sample(
        problem(factors), points, calc_second_order=second_order, seed=np.random.default_rng(seed)
    )
    return found.reshape(points, -1, factors)


def trajectories(count, factors, seed):
    """Quantiles, shape (count, factors + 1, factors): along a trajectory each factor moves once.

    The design of [Morris1991]_, on a grid of ``LEVELS`` quantiles from 0 to 1.
    """
    from SALib.sample import morris

    found = morris.sample(
        problem(factors), count, num_levels=LEVELS, seed=np.random.default_rng(seed)
    )
    return found.reshape(count, factors + 1, factors)

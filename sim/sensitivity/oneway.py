"""One factor at a time, away from a base case: how large the effect of each is, for ranking.

The intervals of single differences are those of ``sim.pairs``; this is the size of a factor, the
largest difference among its values, and how it varies when seeds are drawn anew.
"""

import numpy as np

from sim.sensitivity import seeds


def sizes(runs, owners, factors, seed=1):
    """Largest difference from the base case by factor: (factors,), and by draw (factors, draws).

    ``runs`` has shape (points, runs), the base case first; ``owners`` names the factor of each of
    the other points. Runs are drawn with replacement, at all points together: under common luck
    that keeps pairs together, under independent luck it does no harm.
    """
    differences = np.asarray(runs[1:], dtype=float) - runs[0]
    blocks = seeds.in_blocks(differences)
    count = blocks.shape[1]
    found = []
    for weights in (seeds.once(1, count), seeds.resampled(1, count, True, seed)):
        size = np.abs(blocks @ weights.blocks / weights.blocks.sum(axis=0))
        found.append(
            np.array([size[np.asarray(owners) == factor].max(axis=0) for factor in range(factors)])
        )
    return found[0][:, 0], found[1]

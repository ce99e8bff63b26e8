"""Sums over pairs of different seeds, in which luck cancels, whatever the weight of each seed.

Of two runs r and s with different luck, the product of what each shows at two points is, expected
over luck, the product of the two expected outcomes; of one run with itself it is not: it holds the
covariance of luck as well. So squares and products of expected outcomes are estimated without bias
by leaving out the pairs r = s (a U-statistic), and that under common and independent luck alike.
The same with plain means over runs holds 1/runs of the variance of luck.

Runs are first put together in blocks of equal length, for speed: pairs of different blocks are
pairs of different seeds. Weights say how often a point and a block are drawn (``sim.bootstrap``); a
block that is drawn twice is still one block, and makes no pair with itself. (Boxes are looked for
anew in each draw, and tried on the runs it left out: ``sim.discovery.resampling`` has no blocks.)
"""

from typing import NamedTuple

import numpy as np

from sim import bootstrap

FEWEST, MOST = 10, 32  # blocks of seeds
MOST_SINGLE = 64  # runs that may be a block each, where they make no equal blocks
DRAWS = 1000


class Weights(NamedTuple):
    """How often each point and each block of seeds counts, a column a draw."""

    points: np.ndarray  # (points, draws)
    blocks: np.ndarray  # (blocks, draws)

    @property
    def pairs(self):
        """Ordered pairs of different blocks, by draw."""
        total = self.blocks.sum(axis=0)
        return total * total - (self.blocks * self.blocks).sum(axis=0)


def blocks_of(runs):
    """How many blocks of equal length runs are put in; 0 where there is no such number.

    Blocks of unequal length would not weigh every run alike.
    """
    found = (count for count in range(MOST, FEWEST - 1, -1) if runs % count == 0)
    return next(found, runs if FEWEST <= runs <= MOST_SINGLE else 0)


def in_blocks(values):
    """Means over blocks of runs: shape (..., runs) becomes (..., blocks)."""
    runs = values.shape[-1]
    parted = np.asarray(values, dtype=float).reshape(*values.shape[:-1], blocks_of(runs), -1)
    return parted.mean(axis=-1)


def once(points, blocks):
    """Weights under which everything counts once."""
    return Weights(np.ones((points, 1)), np.ones((blocks, 1)))


def resampled(points, blocks, common, seed, draws=DRAWS):
    """Weights of draws with replacement of points and, under common luck, of blocks of seeds.

    Under independent luck each point brings its own seeds along, and is drawn with them.
    """
    luck = np.random.default_rng(seed)
    if common:
        return Weights(*bootstrap.crossed(luck, points, blocks, draws))
    return Weights(bootstrap.counts(luck, points, draws), np.ones((blocks, draws)))


def product(one, other, weights):
    """Mean over points of the product of two expected outcomes, without luck; shape (draws,).

    ``one`` and ``other`` have shape (points, blocks).
    """
    blocks = weights.blocks
    pairs = (one @ blocks) * (other @ blocks) - (one * other) @ (blocks * blocks)
    return mean_over(pairs / weights.pairs, weights.points)


def mean_over(values, points):
    """Mean over points of values of shape (points, draws)."""
    return (points * values).sum(axis=0) / points.sum(axis=0)


def by_block(values, weights):
    """Mean over points, block by block: (points, blocks) becomes (blocks, draws)."""
    return values.T @ weights.points / weights.points.sum(axis=0)


def product_of_means(one, other, weights):
    """Product of two expected means, without luck, from means of shape (blocks, draws)."""
    blocks = weights.blocks
    own = (one * other * blocks * blocks).sum(axis=0)
    return ((one * blocks).sum(axis=0) * (other * blocks).sum(axis=0) - own) / weights.pairs

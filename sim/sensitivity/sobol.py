"""Sobol's indices of the expected outcome, from runs that luck decides in part.

With f(x) the expected outcome at a point and V its variance over the design, the first-order index
of a factor is the part of V that goes when it is known, the total index what stays when all others
are ([Sobol2001]_). The estimators are those of [Saltelli2010]_ (first order), [Jansen1999]_ (total)
and [Saltelli2002]_ (second order), with each product taken over pairs of different seeds.
"""

import itertools
from typing import NamedTuple

import numpy as np

from sim import bootstrap
from sim.sensitivity import seeds

FIRST, TOTAL, SECOND = "first_order", "total", "second_order"


class Parts(NamedTuple):
    """Variances, by draw: of single runs, of the expected outcome, and what factors account for."""

    mean: np.ndarray  # (draws,)
    single: np.ndarray  # (draws,): of a run at a random point
    expected: np.ndarray  # (draws,)
    first_order: np.ndarray  # (factors, draws)
    total: np.ndarray  # (factors, draws)
    second_order: np.ndarray  # (pairs of factors, draws), or with no rows

    @property
    def luck(self):
        """Share of the variance of single runs that is luck: what is left at a given point.

        Not a number where single runs do not vary.
        """
        return 1.0 - self.expected / np.where(self.single > 0.0, self.single, np.nan)


class Found(NamedTuple):
    """Estimates, and the same of each draw of points and seeds."""

    value: Parts  # of one draw
    draws: Parts
    factors: int

    def index(self, name):
        """An index of the factors: (factors, 1) and (factors, draws); nan where there is no V."""
        return tuple(
            getattr(parts, name) / np.where(parts.expected > 0.0, parts.expected, np.nan)
            for parts in (self.value, self.draws)
        )

    @property
    def is_seen(self):
        """True if the factors together move the expected outcome more than noise can explain."""
        low, _ = bootstrap.interval(self.draws.expected)
        return bool(low > 0.0 and self.value.expected[0] > 0.0)


def indices(runs, factors, common, seed=1):
    """Estimates from runs of shape (points, matrices, runs), as ``designs.saltelli`` has them."""
    offset = runs[:, [0, -1]].mean()  # so that nothing is lost between large numbers
    runs = np.asarray(runs, dtype=float) - offset
    blocks = seeds.in_blocks(runs)
    squares = seeds.in_blocks(runs[:, [0, -1]] ** 2).mean(axis=1)
    points, _, count = blocks.shape
    plain = seeds.once(points, count)
    drawn = seeds.resampled(points, count, common, seed)
    return Found(
        *(parts(blocks, squares, factors, weights, offset) for weights in (plain, drawn)), factors
    )


def parts(blocks, squares, factors, weights, offset=0.0):
    """The variances that indices are made of; ``blocks`` is (points, matrices, blocks).

    Outcomes count from their mean at A and B, seed by seed: luck that moves all points alike is
    then no noise.
    """
    a, b = blocks[:, 0], blocks[:, -1]
    middle = 0.5 * (seeds.by_block(a, weights) + seeds.by_block(b, weights))
    apart = [blocks[:, 1 + factor] - a for factor in range(factors)]
    squared_mean = seeds.product_of_means(middle, middle, weights)
    both = seeds.product(a, a, weights) + seeds.product(b, b, weights)
    first = np.array([first_order(b, middle, one, weights) for one in apart])
    total = np.array([0.5 * seeds.product(one, one, weights) for one in apart])
    size = weights.blocks.sum(axis=0)
    whole = seeds.mean_over(squares @ weights.blocks / size, weights.points)
    return Parts(
        (middle * weights.blocks).sum(axis=0) / size + offset, whole - squared_mean,
        0.5 * both - squared_mean, first, total, second_order(blocks, first, factors, weights),
    )  # fmt: skip


def first_order(b, middle, apart, weights):
    """Variance that goes with a factor alone: B's outcome times what the factor's change does."""
    moved = seeds.by_block(apart, weights)
    return seeds.product(b, apart, weights) - seeds.product_of_means(middle, moved, weights)


def second_order(blocks, first, factors, weights):
    """Variance of each pair of factors beyond their own; no rows if the design was not made for it.

    Shape (pairs, draws).
    """
    if blocks.shape[1] < 2 * factors + 2:
        return np.zeros((0, weights.points.shape[1]))
    neither = seeds.product(blocks[:, 0], blocks[:, -1], weights)
    found = []
    for one, other in itertools.combinations(range(factors), 2):
        together = seeds.product(blocks[:, 1 + factors + one], blocks[:, 1 + other], weights)
        found.append(together - neither - first[one] - first[other])
    return np.array(found).reshape(-1, weights.points.shape[1])

"""Morris's elementary effects of the expected outcome ([Morris1991]_).

An elementary effect is the change of the outcome over the step of one factor, in quantiles: what it
would change from one end of its range to the other. Their mean is mu, their spread over the design
sigma (high where a factor acts together with others, or in a curve), the mean of their sizes mu*
([Campolongo2007]_).
"""

from typing import NamedTuple

import numpy as np

from sim.sensitivity import seeds

STATISTICS = ("mu_star", "mu", "sigma")


class Found(NamedTuple):
    """Each statistic by name: values (factors,) and draws (factors, draws)."""

    values: dict
    draws: dict


def effects(quantiles, runs):
    """Elementary effects, shape (trajectories, factors, runs).

    ``quantiles`` has shape (trajectories, factors + 1, factors), ``runs`` the runs of these points.
    """
    steps = np.diff(quantiles, axis=1)
    moved = np.abs(steps).argmax(axis=2)
    by = np.take_along_axis(steps, moved[:, :, None], axis=2)
    found = np.diff(np.asarray(runs, dtype=float), axis=1) / by
    ordered = np.empty_like(found)
    np.put_along_axis(ordered, moved[:, :, None], found, axis=1)
    return ordered


def statistics(found, common, seed=1):
    """mu*, mu and sigma of elementary effects of shape (trajectories, factors, runs)."""
    blocks = seeds.in_blocks(found)
    count, factors, many = blocks.shape
    weighed = [seeds.once(count, many), seeds.resampled(count, many, common, seed)]
    values, draws = (
        {
            name: np.array([of(blocks[:, factor], weights) for factor in range(factors)])
            for name, of in (("mu_star", mu_star), ("mu", mu), ("sigma", sigma))
        }
        for weights in weighed
    )
    return Found({name: one[:, 0] for name, one in values.items()}, draws)


def mu(blocks, weights):
    """Mean of a factor's effects, (trajectories, blocks), by draw."""
    size = weights.blocks.sum(axis=0)
    return seeds.mean_over(blocks @ weights.blocks / size, weights.points)


def sigma(blocks, weights):
    """Spread of a factor's effects over the design, with none of the spread of luck, by draw."""
    means = seeds.by_block(blocks, weights)
    square = seeds.product(blocks, blocks, weights) - seeds.product_of_means(means, means, weights)
    count = len(blocks)
    return np.sqrt(np.maximum(square * count / (count - 1), 0.0))


def mu_star(blocks, weights):
    """Mean size of a factor's effects, by draw.

    The sign of an effect is taken from other seeds than its amount: noise alone then has size 0 on
    average, where its plain absolute value is always above 0. Where luck hides the sign of an
    effect, its size is put too low.
    """
    whole = blocks @ weights.blocks
    size = np.zeros_like(whole)
    for block, drawn in zip(blocks.T, weights.blocks, strict=True):
        own = block[:, None] * drawn
        size += np.sign(whole - own) * own
    return seeds.mean_over(size / weights.blocks.sum(axis=0), weights.points)

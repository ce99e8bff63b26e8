"""Approximate Bayesian computation: what simulations and data say of the simulations' parameters.

A table of simulations is made once, at points drawn from the prior. What tells most about each
parameter is learnt from it by a quadratic regression ([Fearnhead2012]_); the simulations that come
nearest to the data in this are kept; and the distance that is left is taken out by a weighted
linear regression ([Beaumont2002]_). Parameters are normal scores of their quantiles under the prior
throughout, so that no draw leaves its range.
"""

from typing import NamedTuple

import numpy as np
from scipy import special

CHUNK = 8192  # simulations that are looked at together
ENOUGH = 20  # simulations for each term of the regression that summaries are learnt by
TAILS = (0.001, 0.999)  # data beyond these quantiles of the simulations are taken to lie on them


class Learnt(NamedTuple):
    """What turns features of data into summaries: one for each parameter, its expected score."""

    middle: np.ndarray  # of each feature
    spread: np.ndarray
    low: np.ndarray
    high: np.ndarray
    used: np.ndarray  # features that differ between simulations at all
    pairs: tuple  # places of the features whose products are terms, two arrays
    weights: np.ndarray  # shape (terms, parameters)


class Draws(NamedTuple):
    """Weighted draws of the parameters' scores."""

    scores: np.ndarray  # shape (draws, parameters)
    weights: np.ndarray  # shape (draws,), sum 1


def scores(quantiles):
    """Normal scores of quantiles."""
    return special.ndtri(quantiles)


def quantiles(found):
    """Quantiles of normal scores."""
    return special.ndtr(found)


def pairs_of(count, simulations):
    """Features whose products are terms: every two, if there are simulations enough to tell."""
    first, second = np.triu_indices(count)
    enough = ENOUGH * (1 + count + len(first)) <= simulations
    return (first, second) if enough else (first[:0], second[:0])


def terms(features, pairs):
    """One, each feature, and products of two; shape (simulations, terms)."""
    first, second = pairs
    products = features[:, first] * features[:, second]
    return np.column_stack([np.ones(len(features)), features, products])


def learn(features, wanted):
    """Learn the expected scores of the parameters from features; least squares on the terms.

    ``features`` has shape (simulations, features), ``wanted`` shape (simulations, parameters).
    """
    middle, spread = features.mean(axis=0), features.std(axis=0)
    low, high = np.quantile(features, TAILS, axis=0)
    used = spread > 1e-12 * np.maximum(1.0, np.abs(middle))
    pairs = pairs_of(int(used.sum()), len(features))
    none = np.zeros((0, 0))
    blank = Learnt(middle[used], spread[used], low[used], high[used], used, pairs, none)
    square = product = 0.0
    for start in range(0, len(features), CHUNK):
        found = terms(standard(blank, features[start : start + CHUNK]), pairs)
        square = square + found.T @ found
        product = product + found.T @ wanted[start : start + CHUNK]
    return blank._replace(weights=np.linalg.pinv(square, 1e-10, hermitian=True) @ product)


def standard(learnt, features):
    """The features used, with mean 0 and spread 1 over the table; not beyond its tails."""
    kept = np.clip(features[:, learnt.used], learnt.low, learnt.high)
    return (kept - learnt.middle) / learnt.spread


def summaries(learnt, features):
    """Summaries of data, shape (data sets, parameters); rounded, so that the same are the same."""
    found = [
        terms(standard(learnt, features[start : start + CHUNK]), learnt.pairs) @ learnt.weights
        for start in range(0, len(features), CHUNK)
    ]
    return np.round(np.concatenate(found), 9)


def posterior(found, wanted, target, count):
    """Draws of the posterior of the data with summaries ``target``, shape (parameters,).

    ``found`` are the summaries of the table and ``wanted`` its scores; the ``count`` nearest
    simulations are kept, weighted by an Epanechnikov kernel and adjusted to the target. Where the
    target lies beyond all that are kept, it is taken to lie at their edge: nothing is extrapolated.
    """
    gaps = found - target
    distance = np.einsum("ij,ij->i", gaps, gaps)
    nearest, width = near(distance, count)
    weights = 1.0 - distance[nearest] / width
    weights = weights / weights.sum()
    kept = found[nearest]
    inside = np.clip(target, kept.min(axis=0), kept.max(axis=0))
    return Draws(adjusted(kept - inside, wanted[nearest], weights), weights)


def near(distance, count):
    """Places of the nearest simulations, and the distance at which they count for nothing.

    Many may lie at one distance, for an event either agrees or does not. Of these the first are
    kept, and the next distance that there is counts for nothing, unless most are nearer anyway.
    """
    order = np.argsort(distance, kind="stable")
    nearest, edge = order[:count], distance[order[count - 1]]
    nearer = nearest[distance[nearest] < edge]
    if len(nearer) >= count // 2:
        return nearer, edge
    beyond = distance[distance > edge]
    return nearest, beyond.min() if len(beyond) else np.inf


def adjusted(gaps, wanted, weights):
    """Scores as they would be at no gap, by weighted linear regression of scores on gaps."""
    design = np.column_stack([np.ones(len(gaps)), gaps])
    root = np.sqrt(weights)[:, None]
    slopes, *_ = np.linalg.lstsq(design * root, wanted * root, rcond=None)
    return wanted - gaps @ slopes[1:]


def resampled(weights, count, start):
    """Places of ``count`` draws that are equally likely; ``start`` is a number from 0 to 1.

    Systematic resampling: each is taken as often as its weight says, give or take one.
    """
    steps = (start + np.arange(count)) / count
    edges = np.cumsum(weights)
    return np.minimum(np.searchsorted(edges / edges[-1], steps), len(weights) - 1)


def weighted_quantiles(values, weights, levels):
    """Quantiles of weighted values; shape (levels, columns)."""
    found = []
    for column in values.T:
        order = np.argsort(column, kind="stable")
        cumulated = np.cumsum(weights[order])
        middles = (cumulated - 0.5 * weights[order]) / cumulated[-1]
        found.append(np.interp(levels, middles, column[order]))
    return np.array(found).T

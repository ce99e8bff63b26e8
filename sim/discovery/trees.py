"""A classification tree over the points of a design.

Grown and pruned as [Breiman1984]_ have it: each split is the one that lowers the squared error (of
runs, the Gini index) most; names are split in the order of their shares, which finds the best of
all their groupings; the size is the smallest whose error, cross-validated over clusters of points,
is within one standard error of the least. A tree of depth three says what fits on a page.

scikit-learn's trees take no names, and would be one more large library for this one file.
"""

from typing import NamedTuple

import numpy as np

DEPTH, FOLDS = 3, 10
FEWEST = 2 * FOLDS  # clusters of points that a size is chosen by
COSTS = np.geomspace(1e-4, 0.3, 24)  # of a leaf, as shares of the whole tree's error


CLUSTERS, GAIN = "clusters", "gain"  # what a tree lacks that is one leaf


class Fitted(NamedTuple):
    """A tree of the size that is worth it, and what it lacks for more than one leaf."""

    tree: "Node"
    lacks: str  # empty where there are leaves


class Node(NamedTuple):
    """A leaf, or a split: points whose level of the factor is in ``left`` go left."""

    cases: float
    runs: float
    points: float
    place: int = -1  # of the factor; -1 for a leaf
    left_levels: np.ndarray | None = None
    left: "Node | None" = None
    right: "Node | None" = None

    @property
    def share(self):
        """Share of runs that are cases."""
        return self.cases / self.runs if self.runs else np.nan

    @property
    def error(self):
        """Squared error of saying the share for every run."""
        return self.cases * (1.0 - self.cases / self.runs) if self.runs else 0.0

    @property
    def is_leaf(self):
        """True if nothing is split here."""
        return self.place < 0


def grow(sample, points, least, depth=DEPTH):
    """The tree of some points (a mask); no leaf has fewer than ``least`` of them."""
    node = Node(
        float(sample.cases[points].sum()), float(sample.runs[points].sum()),
        float(sample.weight[points].sum()),
    )  # fmt: skip
    best = best_split(sample, points, least, node.error) if depth and node.error else None
    if best is None:
        return node
    place, levels = best
    goes_left = levels[sample.factors[place].codes]
    return node._replace(
        place=place,
        left_levels=levels,
        left=grow(sample, points & goes_left, least, depth - 1),
        right=grow(sample, points & ~goes_left, least, depth - 1),
    )


def best_split(sample, points, least, error):
    """The factor and its levels to the left whose split leaves least error; None if none helps."""
    best, lowest = None, error * (1.0 - 1e-9)
    for place, one in enumerate(sample.factors):
        codes, size = one.codes[points], len(one.levels)
        cases, runs, weight = (
            np.bincount(codes, values[points], minlength=size)
            for values in (sample.cases, sample.runs, sample.weight)
        )
        there = np.flatnonzero(runs > 0.0)
        order = (
            there if one.ordered else there[np.argsort(cases[there] / runs[there], kind="stable")]
        )
        if len(order) < 2:
            continue
        after = errors(cases[order], runs[order])
        sizes = np.cumsum(weight[order])[:-1]
        after[(sizes < least) | (sizes[-1] + weight[order[-1]] - sizes < least)] = np.inf
        at = int(np.argmin(after))
        if after[at] < lowest:
            lowest = after[at]
            best = place, left_of(order, at, one, size)
    return best


def left_of(order, at, one, size):
    """A mask of the levels that go left; of numbers all up to the last one that does."""
    levels = np.zeros(size, dtype=bool)
    if one.ordered:
        levels[: order[at] + 1] = True
    else:
        levels[order[: at + 1]] = True
    return levels


def errors(cases, runs):
    """The error left by splitting after each level but the last."""
    left_cases, left_runs = np.cumsum(cases)[:-1], np.cumsum(runs)[:-1]
    right_cases, right_runs = cases.sum() - left_cases, runs.sum() - left_runs
    return (
        left_cases * (1.0 - left_cases / left_runs)
        + right_cases * (1.0 - right_cases / right_runs)
    )  # fmt: skip


def pruned(node, cost):
    """The subtree with the least error, a leaf costing ``cost``; the smaller one of equals."""
    return pruned_with(node, cost)[0]


def pruned_with(node, cost):
    """The same, and what it costs."""
    leaf = node._replace(place=-1, left_levels=None, left=None, right=None)
    alone = node.error + cost
    if node.is_leaf:
        return leaf, alone
    (left, first), (right, second) = pruned_with(node.left, cost), pruned_with(node.right, cost)
    if alone <= first + second:
        return leaf, alone
    return node._replace(left=left, right=right), first + second


def shares(node, factors, points):
    """What a tree says of each point of a mask; (points,), nan elsewhere."""
    said = np.full(len(points), np.nan)
    stack = [(node, points)]
    while stack:
        one, mask = stack.pop()
        if one.is_leaf:
            said[mask] = one.share
            continue
        goes_left = one.left_levels[factors[one.place].codes]
        stack += [(one.left, mask & goes_left), (one.right, mask & ~goes_left)]
    return said


def fit(sample, cluster, least=0.05, seed=1):
    """The tree of a sample, its size chosen by cross-validation over clusters of points.

    Of too few clusters no size can be chosen, whatever a split would gain.
    """
    there = sample.runs > 0.0
    least = least * sample.weight.sum()
    full = grow(sample, there, least)
    root = full.error
    count = int(cluster.max()) + 1
    if full.is_leaf or count < FEWEST:
        return Fitted(pruned(full, np.inf), GAIN if full.is_leaf else CLUSTERS)
    folds = (np.random.default_rng((seed, 3)).permutation(count) % FOLDS)[cluster]
    losses = np.zeros((len(COSTS), len(there)))
    for fold in range(FOLDS):
        test = there & (folds == fold)
        tree = grow(sample, there & (folds != fold), least * (1.0 - 1.0 / FOLDS))
        for place, cost in enumerate(COSTS):
            said = shares(pruned(tree, cost * root * (1.0 - 1.0 / FOLDS)), sample.factors, test)
            losses[place, test] = loss(sample, said, test)
    losses = np.array([np.bincount(cluster, row, minlength=count) for row in losses])
    tree = pruned(full, COSTS[chosen(losses)] * root)
    return Fitted(tree, GAIN if tree.is_leaf else "")


def loss(sample, said, test):
    """The squared error of what is said of the runs of some points."""
    cases, runs, said = sample.cases[test], sample.runs[test], said[test]
    return cases * (1.0 - said) * (1.0 - said) + (runs - cases) * said * said


def chosen(losses):
    """The largest cost whose loss is within a standard error of the least; (costs, clusters)."""
    total = losses.sum(axis=1)
    best = int(np.argmin(total))
    excess = losses - losses[best]
    error = excess.std(axis=1, ddof=1) * np.sqrt(losses.shape[1])
    return int(np.flatnonzero(total - total[best] <= error)[-1])


def leaves(node, path=()):
    """Every leaf from left to right, with the splits that lead to it: (place, levels) each."""
    if node.is_leaf:
        return [(node, path)]
    return [
        *leaves(node.left, (*path, (node.place, node.left_levels))),
        *leaves(node.right, (*path, (node.place, ~node.left_levels))),
    ]

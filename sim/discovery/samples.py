"""Points of a design, and how many runs of each are cases.

What is counted are runs, so that the density of a region is the share of its runs with the outcome.
The runs of a point share its values; and in a design that plays every decision at every draw of the
uncertainties, points share that draw. These are the clusters: the decisions are a grid somebody
chose, and are not drawn. To call a point a case when its share of few runs passes a threshold would
take the noise of that share for a condition: of points whose true share is at the threshold, half
would be cases.
"""

from typing import NamedTuple

import numpy as np


class Factor(NamedTuple):
    """What varies between points: its levels, in order, and which of them each point is at."""

    key: str
    role: str  # decision or uncertainty
    ordered: bool  # numbers, as against names
    levels: tuple  # numbers rising, or names
    codes: np.ndarray  # (points,) places in levels
    along: tuple = ()  # keys that rise and fall with it


class Observed(NamedTuple):
    """Which runs are cases; both of shape (points, runs). On common luck a column is one luck."""

    has: np.ndarray
    known: np.ndarray  # False where there is no such run, or it has no such outcome
    cluster: np.ndarray  # (points,) points that share one draw of what is uncertain

    @property
    def clusters(self):
        """How many draws of what is uncertain there are."""
        return int(self.cluster.max()) + 1

    def counted(self, luck=None):
        """Cases and runs of each point; ``luck`` has how often each column counts.

        Where points have different numbers of runs, each counts as if it had as many as the mean.
        """
        if luck is None:
            luck = np.ones(self.has.shape[1])
        cases, runs = self.has @ luck, self.known @ luck
        there = runs > 0.0
        if not there.any() or (runs[there] == runs[there][0]).all():
            return cases, runs
        mean = runs[there].mean()
        shares = np.divide(cases, runs, out=np.zeros_like(cases), where=there)
        return mean * shares, np.where(there, mean, 0.0)

    def at(self, points):
        """Some of the points; clusters are numbered anew."""
        cluster = np.unique(self.cluster[points], return_inverse=True)[1]
        return Observed(self.has[points], self.known[points], cluster)


class Sample(NamedTuple):
    """Points with the number of their cases and runs, and how often each point counts."""

    factors: tuple
    cases: np.ndarray  # (points,), times the point's weight
    runs: np.ndarray
    weight: np.ndarray

    def without(self, inside):
        """The sample less the points inside a region."""
        left = np.where(inside, 0.0, 1.0)
        return self._replace(
            cases=self.cases * left, runs=self.runs * left, weight=self.weight * left
        )


def factor(key, role, values, along=()):
    """A factor from the values of all points: numbers, or anything else as names."""
    values = list(values)
    numeric = all(isinstance(one, int | float) and not isinstance(one, bool) for one in values)
    if numeric:
        levels, codes = np.unique(np.array(values, dtype=float), return_inverse=True)
        return Factor(key, role, True, tuple(levels.tolist()), codes, along)
    names = [str(one).lower() if isinstance(one, bool) else str(one) for one in values]
    levels = tuple(dict.fromkeys(sorted(names)))
    places = {name: place for place, name in enumerate(levels)}
    return Factor(key, role, False, levels, np.array([places[one] for one in names]), along)


def sample(factors, observed, weight=None, luck=None):
    """A sample; ``weight`` and ``luck`` have how often each point and each column count."""
    cases, runs = observed.counted(luck)
    weight = np.ones(len(cases)) if weight is None else np.asarray(weight, dtype=float)
    return Sample(tuple(factors), cases * weight, runs * weight, weight)


def inside(box, factors):
    """Which points lie in a box; a box has for each factor a mask of the levels it keeps."""
    points = np.ones(len(factors[0].codes), dtype=bool)
    for kept, one in zip(box, factors, strict=True):
        if not kept.all():
            points &= kept[one.codes]
    return points


def whole(factors):
    """The box that keeps everything."""
    return tuple(np.ones(len(one.levels), dtype=bool) for one in factors)


def restricted(box):
    """Which factors a box restricts; (factors,)."""
    return np.array([not kept.all() for kept in box], dtype=bool)


def ends(kept, one):
    """The lowest and highest level of an ordered factor that a box keeps."""
    places = np.flatnonzero(kept)
    return one.levels[places[0]], one.levels[places[-1]]

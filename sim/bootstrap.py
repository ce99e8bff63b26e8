"""Points and luck drawn anew, with replacement, to see how far an estimate depends on them.

What is drawn together is a cluster: a point by itself, or the points that share a draw of what is
uncertain. Runs of one number share their luck at every point. So clusters and luck are drawn
crosswise, each independently of the other: the pigeonhole bootstrap of [Owen2007]_, which errs on
the wide side. Nothing is copied: a draw says how often each counts.
"""

import numpy as np

LEVEL = 0.95  # of intervals


def counts(luck, things, draws):
    """How often each of some things is drawn when as many are; shape (things, draws).

    Whole numbers are drawn, one draw after another: nothing is rounded, on no machine.
    """
    drawn = luck.integers(things, size=(draws, things))
    cells = drawn + things * np.arange(draws)[:, None]
    found = np.bincount(cells.ravel(), minlength=draws * things)
    return found.reshape(draws, things).T.astype(float)


def crossed(luck, clusters, seeds, draws):
    """The same of clusters of points, and of seeds or blocks of them, clusters first."""
    return counts(luck, clusters, draws), counts(luck, seeds, draws)


def interval(draws):
    """Ends of the central part of draws; shape (..., draws) becomes two of shape (...)."""
    tail = (1.0 - LEVEL) / 2.0
    return np.nanquantile(draws, tail, axis=-1), np.nanquantile(draws, 1.0 - tail, axis=-1)

"""Which parameters an expected outcome follows, told apart from the luck of single runs.

- ``designs``: which quantiles of each factor the points of a design stand at;
- ``seeds``: sums over pairs of different seeds, in which luck cancels;
- ``sobol``, ``morris``, ``oneway``: what each method makes of the runs;
- ``ranking``: an order that stops where noise does not tell apart.

Runs are arrays of shape (points, runs); column r is run r of every point. Under common luck that is
the same luck at every point, under independent luck luck of the point's own.
"""

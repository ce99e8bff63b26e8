"""What each side takes in alternating offers over a pie of 1, found regime by regime.

In the stationary equilibrium a side takes the larger of its bound and what refusing brings,
``q b + (1 - q) d (1 - y')`` ([Rubinstein1982]_, [Binmore1986]_, [Binmore1989]_): a breakdown with
chance ``q``, or a round later all that the other side, the primed one, does not take.
"""

import itertools

import numpy as np


def taken(breakdown, patience, payoffs, bounds):
    """What both sides take of an offer, or None if they cannot agree.

    Each side's bound holds, or it does not: in each of the four regimes two lines meet, and the one
    regime in which both sides want what it presumes is the equilibrium.
    """
    certain = [breakdown * payoff for payoff in payoffs]
    grows = [(1.0 - breakdown) * kept for kept in patience]
    for held in itertools.product((False, True), repeat=2):
        lines = np.eye(2)
        ends = np.array(bounds, dtype=float)
        for side in range(2):
            if not held[side]:
                lines[side, 1 - side] = grows[side]
                ends[side] = certain[side] + grows[side]
        found = np.linalg.solve(lines, ends)
        refusing = [certain[side] + grows[side] * (1.0 - found[1 - side]) for side in range(2)]
        right = all(
            refusing[side] <= bounds[side] if held[side] else refusing[side] >= bounds[side]
            for side in range(2)
        )
        if right:
            return tuple(found) if found.sum() <= 1.0 + 1e-12 else None
    return None


def worth(breakdown, patience, payoffs, bounds, mover):
    """What both sides get where ``mover`` offers first: a deal at once, or none and a breakdown."""
    takes = taken(breakdown, patience, payoffs, bounds)
    if takes is None:
        return tuple(payoffs)
    first = 1.0 - takes[1 - mover]
    return (first, 1.0 - first) if mover == 0 else (1.0 - first, first)

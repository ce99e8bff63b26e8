"""What a party infers about the least the other side would take, from the offers it hears.

A Bayesian belief over hypotheses about the other side's reservation value ([Zeng1998]_) and about
how it concedes: each pair of a least acceptable utility and a haste explains an offer better or
worse. All pairs are alike likely before the first offer.
"""

import math

from agents.rules import concession

LEASTS = 21  # least acceptable utilities 0, 0.05, ..., 1
PACES = 3  # ways of conceding: late, evenly, early
HYPOTHESES = LEASTS * PACES


def least(place):
    """The least acceptable utility that a hypothesis supposes [0..1]."""
    return (place % LEASTS) / (LEASTS - 1.0)


def haste(place):
    """The exponent of concession that a hypothesis supposes."""
    pace = place // LEASTS
    if pace == 0:
        return 0.5
    if pace == 1:
        return 1.0
    return 2.0


def log_likelihood(place, withheld, elapsed, doubt):
    """How well a hypothesis explains an offer: the logarithm, up to a constant.

    ``withheld`` is what the other side keeps by its offer, made after ``elapsed`` of the time [both
    0..1]; the hypothesis says what it would ask for then, starting from 1, and the offer lies about
    that with a normal spread of ``doubt`` (above 0).
    """
    off = (withheld - concession.target(elapsed, 1.0, least(place), haste(place))) / doubt
    return -0.5 * off * off


def bound(evidence, credibility):
    """The utility that the other side's least is no higher than, with some credibility [0..1].

    ``evidence`` holds the log posterior of each hypothesis, up to a constant.
    """
    best = evidence[0]
    for place in range(HYPOTHESES):
        best = max(best, evidence[place])
    total = 0.0
    for place in range(HYPOTHESES):
        total += math.exp(evidence[place] - best)
    reached = 0.0
    for value in range(LEASTS):
        for pace in range(PACES):
            reached += math.exp(evidence[pace * LEASTS + value] - best)
        if reached >= credibility * total:
            return least(value)
    return 1.0

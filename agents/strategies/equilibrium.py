"""Ask for all that the other side does not take, in the equilibrium of alternating offers.

The stationary subgame-perfect equilibrium of [Rubinstein1982]_, with a chance that the talks break
down ([Binmore1986]_) and with outside options that can be taken at any time ([Binmore1989]_). It
assumes complete information (each side knows what time, a breakdown and its outside option are
worth to the other), one issue that is worth a share of a pie of 1 to both, talks without a
deadline, and another side that plays the same equilibrium.
"""

from agents.rules import bargaining
from agents.rules.power import power


def plan(party, other, bounds, payoffs, breakdown, rounds_a_day):
    """Work out what the party asks for and takes in this round, and the least it ever takes.

    ``bounds`` and ``payoffs`` are the party's and the other's: what it may not or need not go
    under, and what it has if the talks break down.
    """
    kept = power(party.discount, 1.0 / rounds_a_day)
    other_kept = power(other.discount, 1.0 / rounds_a_day)
    least = max(bounds[0], bargaining.forever(payoffs[0], kept, breakdown))
    other_least = max(bounds[1], bargaining.forever(payoffs[1], other_kept, breakdown))
    takes = bargaining.taken(
        least, other_least, payoffs[0], payoffs[1], kept, other_kept, breakdown
    )
    other_takes = bargaining.taken(
        other_least, least, payoffs[1], payoffs[0], other_kept, kept, breakdown
    )
    party.bottom = least
    party.planned_least = takes
    party.planned_demand = max(1.0 - other_takes, least)


def target(party):
    """Utility the party asks for: what the other side leaves it in equilibrium."""
    return party.planned_demand

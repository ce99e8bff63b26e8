"""Ask for all that the other side does not take, in the equilibrium of alternating offers.

The stationary subgame-perfect equilibrium of [Rubinstein1982]_, with a chance that the talks break
down ([Binmore1986]_) and with outside options that can be taken at any time ([Binmore1989]_). It
assumes complete information (each side knows what time, a breakdown and its outside option are
worth to the other), one issue that is worth a share of a pie of 1 to both, talks without a
deadline, and another side that plays the same equilibrium.
"""

from agents import offers
from agents.rules import bargaining
from agents.rules.power import power


def bound(world, slot, issue, fallback, floor):
    """What a party may not go under on the issue, or need not, for it can have it any time.

    A floor at home and a red line bound what it may agree to. Its outside option bounds what it
    needs to, if it may leave at will; if not, it is only what the party has once the talks break
    down.
    """
    least = max(floor, issue.red_line[slot])
    return max(least, fallback) if world.resumable == 1 else least


def plan(world, party, other, slot, issue, fallbacks, floors):
    """Work out what the party asks for and takes in this round, and the least it ever takes.

    ``fallbacks`` is what the party and the other have if the talks break down, ``floors`` what a
    deal must bring each.
    """
    breakdown = world.breakdown
    first, second = fallbacks
    kept = power(party.discount, 1.0 / world.rounds_a_day)
    other_kept = power(other.discount, 1.0 / world.rounds_a_day)
    own_bound = bound(world, slot, issue, first, floors[0])
    other_bound = bound(world, 1 - slot, issue, second, floors[1])
    least = max(own_bound, bargaining.forever(first, kept, breakdown))
    other_least = max(other_bound, bargaining.forever(second, other_kept, breakdown))
    takes = bargaining.taken(least, other_least, first, second, kept, other_kept, breakdown)
    other_takes = bargaining.taken(other_least, least, second, first, other_kept, kept, breakdown)
    party.bottom = least
    party.planned_least = takes
    party.planned_demand = max(1.0 - other_takes, least)


def target(party):
    """Utility the party asks for: what the other side leaves it in equilibrium."""
    return party.planned_demand


def put_offer(slot, issues, asked):
    """Offer the other side what it takes, so that the grid of levels rounds in its favour."""
    offers.insist(issues, 1 - slot, 1.0 - asked)

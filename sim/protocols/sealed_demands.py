"""Sealed demands: both sides name what they ask for at once; a deal if one gives it to both.

The demand game of [Nash1953]_ over many issues: if a deal can give each side what it asks for, they
take the one that gives both as evenly as can be more than that.
"""

from agents import asking, even_deals, strategies, talking
from sim.protocols import table


def put_deal(world, parties, issues, slot):
    """Put the deal on the table that follows from both demands; true if both can take it.

    If none gives both what they ask for, the deal between the two demands is written down.
    """
    own, other = parties[slot].demanded, parties[1 - slot].demanded
    better = table.better_slot(world, parties)
    if even_deals.even_deal(issues, slot, better, own, other, 0.0, 0.0) >= 0.0:
        return not table.refused(parties, issues)
    if even_deals.even_deal(issues, slot, better, 1.0 - other, 1.0 - own, 0.0, 0.0) < 0.0:
        even_deals.even_deal(issues, slot, better, 0.0, 0.0, 0.0, 0.0)
    return False


def play_round(world, parties, issues, log, offers_made):
    """One pair of demands."""
    before = table.elapsed(world, world.round)
    for party in parties:
        party.demanded = asking.decided(party, asking.DEMAND, 0, talking.demand(party, before))
    world.round += 1
    slot = parties[0].stream  # the slot of the party of stream 0, so that seats do not matter
    party, other = parties[slot], parties[1 - slot]
    left, other_left = 1.0 - other.demanded, 1.0 - party.demanded  # by the other's demand
    agreed = put_deal(world, parties, issues, slot)
    own = talking.worth_of_offer(party, slot, issues)
    theirs = talking.worth_of_offer(other, 1 - slot, issues)
    table.record(world, party.stream, slot, (own, theirs), agreed, issues, offers_made)
    if agreed:
        table.agree(world, party, other, own, theirs, other.demanded, log)
        return
    gone = table.elapsed(world, world.round)
    talking.listen(party, slot, issues, left)
    talking.listen(other, 1 - slot, issues, other_left)
    strategies.learn(party, left, before)
    strategies.learn(other, other_left, before)
    talking.hear(party, party.demanded, left, 0.0, gone, world.learning)
    talking.hear(other, other.demanded, other_left, 0.0, gone, world.learning)

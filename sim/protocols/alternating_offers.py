"""Alternating offers: the sides take turns to table an offer that the other accepts or answers.

The protocol of [Rubinstein1982]_ with a deadline and the strategies of automated negotiation
([Faratin1998]_).
"""

from agents import asking, offers, strategies, talking
from sim.protocols import table


def play_round(world, parties, issues, log, offers_made):
    """One offer and its answer."""
    if world.mover < 0:
        world.mover = (table.first_slot(world, parties) + world.round) % 2
    slot = (world.mover + world.round) % 2
    proposer = parties[slot]
    other = parties[1 - slot]
    talking.look_ahead(world, parties, issues)
    asked = talking.demand(proposer, table.elapsed(world, world.round))
    talking.put_offer(proposer, slot, issues, asked)
    if asking.put_offer(proposer, issues):
        asked = talking.worth_of_offer(proposer, slot, issues)
    proposer.demanded = asked
    own = talking.worth_of_offer(proposer, slot, issues)
    offered = talking.worth_of_offer(other, 1 - slot, issues)
    talking.listen(other, 1 - slot, issues, offered)  # first: what it asks for next may rest on it
    strategies.learn(other, offered, table.elapsed(world, world.round))
    talking.look_ahead(world, parties, issues)
    asks_next = talking.demand(other, table.elapsed(world, world.round + 1))
    wanted = strategies.least_wanted(other, asks_next)
    talking.take_offence(other, 1 - slot, issues, world, log)
    takes = 1 if talking.accepts(other, 1 - slot, issues, offered, wanted) else 0
    accepted = asking.decided(other, asking.ANSWER, proposer.stream, takes) == 1
    world.round += 1
    worths = (own, offered)
    table.record(world, proposer.stream, slot, worths, accepted, issues, offers_made)
    if accepted:
        table.agree(world, proposer, other, own, offered, wanted, log)
        return
    offers.learn_lines(issues, 1 - slot)
    paid = offers.payment(issues, other, 1 - slot)
    talking.hear(other, asks_next, offered, paid, table.elapsed(world, world.round), world.learning)

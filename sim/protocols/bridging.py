"""Bridging: a mediator proposes a deal of its own, to be taken or left.

The mediator knows what each side has been offered in the open, and proposes the deal whose gains
over that are most even, leaning to the side it is closer to ([Kydd2003]_ on what bias does to being
heard; [Wilkenfeld2003]_ on formulation as a style). Each side takes it if it beats what it expects
from going on.
"""

from agents import notes, offers, talking
from agents.traits import BRIDGING
from sim.protocols import table


def play_round(world, parties, mediators, issues, log, offers_made):
    """The protocol in which nothing but mediators' proposals is talked about: one, in turn.

    Each side measures it by what it would ask for at this time, see ``talking.least_now``.
    """
    gone = table.elapsed(world, world.round)
    for party in parties:
        party.demanded = talking.demand(party, gone)
    place = whose_turn(mediators, world.round)
    world.round += 1
    if place >= 0:
        propose(world, parties, mediators[place], issues, log, offers_made)
        if world.agreed_day == 0:
            learn(parties, issues)


def whose_turn(mediators, turn):
    """The place of the mediator whose turn it is, among those who mediate; -1 if nobody does."""
    count = 0
    for mediator in mediators:
        count += mediator.mediates
    if count == 0:
        return -1
    left = turn % count
    for place in range(len(mediators)):
        if mediators[place].mediates == 1:
            if left == 0:
                return place
            left -= 1
    return -1


def learn(parties, issues):
    """Whoever has refused a proposal needs more than that: the next one starts from there."""
    for slot in range(2):
        party = parties[slot]
        if not talking.takes(party, slot, issues, talking.worth_of_offer(party, slot, issues)):
            party.heard = max(party.heard, offers.worth_of_offer(issues, slot))


def proposals(world, parties, mediators, issues, log, offers_made):
    """Proposals of the mediators who have decided to make one today, whatever the protocol."""
    for mediator in mediators:
        if mediator.active[BRIDGING] == 1:
            mediator.active[BRIDGING] = 0
            if world.agreed_day == 0 and world.broken_day == 0:
                mediator.left[BRIDGING] -= 1
                propose(world, parties, mediator, issues, log, offers_made)


def propose(world, parties, mediator, issues, log, offers_made):
    """One proposal and both answers."""
    slot = parties[0].stream
    party, other = parties[slot], parties[1 - slot]
    closeness, other_closeness = mediator.closeness[slot], mediator.closeness[1 - slot]
    least, other_least = max(0.0, party.heard), max(0.0, other.heard)
    found = offers.even_deal(issues, slot, least, other_least, closeness, other_closeness)
    if found < 0.0:  # no deal is more for both than what each has been offered: start afresh
        offers.even_deal(issues, slot, 0.0, 0.0, closeness, other_closeness)
    own = talking.worth_of_offer(party, slot, issues)
    theirs = talking.worth_of_offer(other, 1 - slot, issues)
    for place in range(2):
        talking.take_offence(parties[place], place, issues, world, log)
    party_takes = talking.takes(party, slot, issues, own)
    other_takes = talking.takes(other, 1 - slot, issues, theirs)
    agreed = party_takes and other_takes
    world.proposals += 1
    tell(world, parties, mediator, issues, log)
    first, second = (own, theirs) if slot == 0 else (theirs, own)
    proposer = table.MEDIATORS + mediator.stream
    table.record(world, proposer, first, second, agreed, issues, offers_made)
    if agreed:
        table.agree(world, party, other, own, theirs, talking.least_now(other), issues, log)


def tell(world, parties, mediator, issues, log):
    """Write the proposal and both answers down."""
    first, second = parties[0], parties[1]
    own = talking.worth_of_offer(first, 0, issues)
    theirs = talking.worth_of_offer(second, 1, issues)
    reasons = notes.Proposal(
        own,
        theirs,
        talking.least_now(first),
        talking.least_now(second),
        1.0 if talking.takes(first, 0, issues, own) else 0.0,
        1.0 if talking.takes(second, 1, issues, theirs) else 0.0,
    )
    notes.note(log, world, notes.PROPOSAL, mediator.stream, world.proposals, reasons)

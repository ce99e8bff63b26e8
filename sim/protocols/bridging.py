"""Bridging: a mediator proposes a deal of its own, to be taken or left.

The mediator knows what each side has been offered in the open, and proposes the deal whose gains
over that are most even, leaning to the side it is closer to ([Kydd2003]_ on what bias does to being
heard; [Wilkenfeld2003]_ on formulation as a style). Each side takes it if it beats what it expects
from going on.
"""

from agents import asking, even_deals, notes, offers, talking
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
        taken = propose(world, parties, mediators[place], issues, log, offers_made)
        if world.agreed_day == 0:
            learn(parties, issues, taken)


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


def learn(parties, issues, taken):
    """Whoever has refused a proposal needs more than that: the next one starts from there."""
    for slot in range(2):
        if not taken[slot]:
            party = parties[slot]
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
    """One proposal and both answers, which are returned by slot."""
    draft(world, parties, mediator, issues)
    slot = parties[0].stream
    party, other = parties[slot], parties[1 - slot]
    own = talking.worth_of_offer(party, slot, issues)
    theirs = talking.worth_of_offer(other, 1 - slot, issues)
    proposer = table.MEDIATORS + mediator.stream
    for place in range(2):
        talking.take_offence(parties[place], place, issues, world, log)
    taken = (answer(parties[0], 0, issues, proposer), answer(parties[1], 1, issues, proposer))
    agreed = taken[0] and taken[1]
    world.proposals += 1
    tell(world, parties, mediator, issues, taken, log)
    table.record(world, proposer, slot, (own, theirs), agreed, issues, offers_made)
    if agreed:
        table.agree(world, party, other, own, theirs, talking.least_now(other), log)
    return taken


def draft(world, parties, mediator, issues):
    """Put a mediator's proposal on the table."""
    slot, better = parties[0].stream, table.better_slot(world, parties)
    closeness, other_closeness = mediator.closeness[slot], mediator.closeness[1 - slot]
    least, other_least = max(0.0, parties[slot].heard), max(0.0, parties[1 - slot].heard)
    found = even_deals.even_deal(
        issues, slot, better, least, other_least, closeness, other_closeness
    )
    if found < 0.0:
        # no deal is more for both than what each has been offered: start afresh
        even_deals.even_deal(issues, slot, better, 0.0, 0.0, closeness, other_closeness)
    asking.put_offer(mediator, issues)


def answer(party, slot, issues, proposer):
    """True if a side takes the proposal on the table."""
    worth = talking.worth_of_offer(party, slot, issues)
    own = 1 if talking.takes(party, slot, issues, worth) else 0
    return asking.decided(party, asking.ANSWER, proposer, own) == 1


def tell(world, parties, mediator, issues, taken, log):
    """Write the proposal and both answers down."""
    first, second = parties[0], parties[1]
    reasons = notes.Proposal(
        talking.worth_of_offer(first, 0, issues),
        talking.worth_of_offer(second, 1, issues),
        talking.least_now(first),
        talking.least_now(second),
        1.0 if taken[0] else 0.0,
        1.0 if taken[1] else 0.0,
    )
    notes.note(log, world, notes.PROPOSAL, mediator.stream, world.proposals, reasons)

"""Alternating offers: the sides take turns to table an offer that the other accepts or answers.

The protocol of [Rubinstein1982]_ with a deadline and time-dependent strategies, as automated
negotiation plays it ([Faratin1998]_).
"""

from agents import luck, notes, talking, terms
from sim.premises import DRAWN, SECOND

ROW = 6  # numbers of an offer before its issues: day, round, proposer, two utilities, accepted


def day(world, parties, issues, log, offers):
    """The rounds of one day, until an offer is accepted."""
    for _ in range(world.rounds_a_day):
        if world.agreed_day == 0:
            play_round(world, parties, issues, log, offers)


def first_slot(world, parties):
    """The slot of the party that makes the first offer."""
    if world.first_mover == DRAWN:
        draw = luck.uniform(world.key, luck.FIRST_MOVER, luck.NOBODY, 0, 0, 0)
        return (1 if draw < 0.5 else 0) ^ parties[0].stream
    return 1 if world.first_mover == SECOND else 0


def elapsed(world, rounds):
    """Share of the time for talks that is gone after a number of rounds."""
    return min(1.0, rounds / world.rounds)


def play_round(world, parties, issues, log, offers):
    """One offer and its answer."""
    if world.round == 0:
        world.mover = first_slot(world, parties)
    slot = (world.mover + world.round) % 2
    proposer = parties[slot]
    other = parties[1 - slot]
    asked = talking.demand(proposer, elapsed(world, world.round))
    terms.ask(issues, slot, asked)
    own = terms.worth_of_offer(issues, slot)
    offered = terms.worth_of_offer(issues, 1 - slot)
    wanted = talking.demand(other, elapsed(world, world.round + 1))
    accepted = talking.accepts(other, offered, elapsed(world, world.round + 1))
    world.round += 1
    record(world, proposer, issues, own, offered, accepted, slot, offers)
    if accepted:
        agree(world, proposer, other, own, offered, wanted, log)
    else:
        gone = elapsed(world, world.round)
        talking.hear(other, wanted, offered, gone, world.learning)


def agree(world, proposer, other, own, offered, wanted, log):
    """Both sides now expect the deal that was struck."""
    world.agreed_day = world.day
    world.spell += 1
    proposer.deal_worth = own
    other.deal_worth = offered
    proposer.current_hope = 1.0
    other.current_hope = 1.0
    reasons = (
        float(world.round),
        own,
        offered,
        wanted,
        talking.reserve(proposer),
        talking.reserve(other),
    )
    notes.note(log, world, notes.AGREEMENT, proposer.stream, 0, reasons)


def record(world, proposer, issues, own, offered, accepted, slot, offers):
    """Write the offer down: who, what it is worth to each slot, and its levels."""
    place = world.offered
    world.offered = place + 1
    if place < len(offers):
        row = offers[place]
        row[0] = world.day
        row[1] = world.round
        row[2] = proposer.stream
        row[3] = own if slot == 0 else offered
        row[4] = offered if slot == 0 else own
        row[5] = 1.0 if accepted else 0.0
        column = ROW
        for issue in issues:
            row[column] = issue.offer
            column += 1

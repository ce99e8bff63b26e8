"""Ratification: an agreement binds once enough of each side's constituencies approve it.

A two-level game ([Putnam1988]_): what can be ratified at home bounds what a leader asks for at the
table, as far as the leader foresees it ([Iida1993]_ on not knowing).
"""

from agents import asking, luck, notes, rounding
from agents.rules import choice, publics


def least(one):
    """Utility of a deal that a constituency approves in its present mood."""
    return publics.least_approved(one.least, one.lenience, one.mood)


def begin(world, parties, constituencies):
    """Draw, once for the run, what stands for all that moves a constituency's vote."""
    for one in constituencies:
        stream = parties[one.by].stream
        one.play = choice.logit(luck.uniform(world.key, luck.VOTE, stream, one.index, 0, 0))


def line(world, one):
    """By how much a deal must be worth more than it looks to be approved [share]."""
    return world.vote_play * one.play


def foresee(world, parties, constituencies):
    """Set each party's floor: the least utility of a deal that would be ratified at home.

    A leader who has lost a vote knows from it what each constituency takes.
    """
    for slot in range(2):
        party = parties[slot]
        if party.majority > 0.0:
            for one in constituencies:
                if one.by == slot:
                    one.needs = least(one)
                    if party.taught == 1:
                        one.needs += line(world, one)
        party.floor = floor(party, slot, constituencies)


def floor(party, slot, constituencies):
    """The least utility that constituencies with enough weight approve; 0 with no vote."""
    if party.majority <= 0.0:
        return 0.0
    total = 0.0
    for one in constituencies:
        if one.by == slot and one.votes == 1:
            total += one.weight
    found = 1.0
    for one in constituencies:
        if one.by == slot and one.votes == 1:
            utility = one.needs
            if utility < found and approving(constituencies, slot, utility) >= (
                party.majority * total - rounding.SAME
            ):
                found = utility
    return found if total > 0.0 else 0.0


def approving(constituencies, slot, utility):
    """Weight of the constituencies of a party that approve a deal of this utility."""
    weight = 0.0
    for one in constituencies:
        if one.by == slot and one.votes == 1 and one.needs <= utility:
            weight += one.weight
    return weight


def vote(world, parties, constituencies, log):
    """Put today's agreement to the votes at home; it binds if it passes in both."""
    if world.agreed_day != world.day or world.ratified_day > 0:
        return
    world.votes += 1
    first = share_for(world, parties[0], 0, constituencies, log)
    second = share_for(world, parties[1], 1, constituencies, log)
    reasons = notes.Ratified(first, parties[0].majority, second, parties[1].majority)
    passes = enough(first, parties[0]) and enough(second, parties[1])
    if passes:
        world.ratified_day = world.day
        if parties[0].majority > 0.0 or parties[1].majority > 0.0:
            notes.note(log, world, notes.RATIFIED, luck.NOBODY, world.votes, reasons)
        return
    notes.note(log, world, notes.REJECTED, luck.NOBODY, world.votes, reasons)
    world.agreed_day = 0
    world.rejected += 1
    world.spell += 1
    for party in parties:
        party.current_hope = party.hope_before * (1.0 - world.setback)
        party.deal_worth = party.expected_deal
    if not enough(first, parties[0]):
        parties[0].taught = 1
    if not enough(second, parties[1]):
        parties[1].taught = 1


def enough(share, party):
    """True if a share of the weight suffices; weights that add up to it may round below it."""
    return share >= party.majority - rounding.SAME


def share_for(world, party, slot, constituencies, log):
    """Share of the weight in favour [0..1]; 1 where nobody votes."""
    if party.majority <= 0.0:
        return 1.0
    total = 0.0
    approve = 0.0
    for one in constituencies:
        if one.by == slot and one.votes == 1:
            total += one.weight
            if approves(world, party, one, log):
                approve += one.weight
    if total > 0.0:
        return approve / total
    return 1.0


def approves(world, party, one, log):
    """A constituency's vote: the deal's worth against what it approves, with some play."""
    above = line(world, one)
    needed = least(one)
    own = 1 if publics.approves(party.deal_worth, needed, above) else 0
    yes = asking.decided(one, asking.VOTE, world.votes, own)
    reasons = notes.Vote(party.deal_worth, needed, one.mood, above, float(yes))
    notes.note(log, world, notes.VOTE, one.index, world.votes, reasons)
    return yes == 1

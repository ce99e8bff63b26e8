"""Publics: constituencies whose mood moves, and partners who leave a government and come back."""

from agents import asking, notes
from agents.rules import publics


def begin(constituencies, parties):
    """The publics on the eve of the first day."""
    for one in constituencies:
        one.mood = publics.bounded(one.leaning)
        one.gone = one.gone_at_start
    bear(constituencies, parties)


def drawn_to(one, party, other, world):
    """The mood that things, as they are, draw a constituency to; not yet bounded."""
    return (
        one.leaning
        + one.people_held * other.people_held
        + one.releases * party.received
        + one.resents * party.given
        + one.violence * party.hurt
        + one.hardship * world.need
        + one.displacement * world.proposal
        + one.news * party.news
    )


def move(world, parties, constituencies, log):
    """A day in the life of the publics: moods move, partners threaten, leave or return."""
    for one in constituencies:
        wanted = drawn_to(one, parties[one.by], parties[1 - one.by], world)
        one.mood = publics.adjusted(one.mood, wanted, one.adjusts)
        if one.partner == 1:
            stay_or_go(one, world, log)
    bear(constituencies, parties)


def stay_or_go(one, world, log):
    """A partner leaves under its exit, comes back over its return, and threatens in between."""
    if one.gone == 1:
        if one.mood > one.returns and asking.decided(one, asking.LEAVE, 1, 0) == 0:
            one.gone = 0
            reasons = notes.Mood(one.mood, one.returns, one.weight)
            notes.note(log, world, notes.RETURNS, one.index, 0, reasons)
        return
    reasons = notes.Mood(one.mood, one.exit, one.weight)
    if one.mood < one.exit and asking.decided(one, asking.LEAVE, 0, 1) == 1:
        one.gone = 1
        one.warned = 0
        world.exits += 1
        world.spell += 1
        notes.note(log, world, notes.EXIT, one.index, 0, reasons)
        return
    near = publics.nearness(one.mood, one.exit, one.warns)
    if near > 0.0 and one.warned == 0:
        notes.note(log, world, notes.THREAT, one.index, 0, reasons)
    one.warned = 1 if near > 0.0 else 0


def bear(constituencies, parties):
    """Add up, for each party, what its publics add to staying, and the weight of its partners."""
    for party in parties:
        party.home = 0.0
        party.gone = 0.0
        party.threat = 0.0
    for one in constituencies:
        party = parties[one.by]
        if one.gone == 1:
            party.gone += one.weight
            continue
        party.home += one.sway * one.mood
        if one.partner == 1:
            party.threat += one.weight * publics.nearness(one.mood, one.exit, one.warns)

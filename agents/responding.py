"""Answers: each party climbs or descends the ladder, and may go back to fighting.

Both decide on the same snapshot (``decide``), then both act (``act``).
"""

from agents import asking, luck, notes
from agents.rules import choice, ladder


def at_stake(party):
    """What the party stands to lose if the truce breaks down [points, at least 0]."""
    return max(0.0, party.belief * (party.through - (party.outside - party.let_down)))


def decide(party, world):
    """Choose the rung to stand on, or to resume fighting."""
    grievance = party.wronged + party.hurt
    wanted = ladder.best(grievance, party.retaliation, at_stake(party))
    party.next_rung = ladder.towards(party.rung, wanted, world.rungs_a_day)
    if world.resumable == 1:
        if party.spell != world.spell:
            party.spell = world.spell
            draw = luck.uniform(world.key, luck.RESUMPTION, party.stream, world.spell, 0, 0)
            party.resolve = world.resolve * choice.logit(draw)
            party.weighing = 1
        if party.outside - party.staying > party.resolve:
            party.next_rung = ladder.RESUME
    party.next_rung = asking.decided(party, asking.RUNG, 0, party.next_rung)


def act(party, world, log):
    """Step onto the chosen rung."""
    if party.weighing == 1:
        party.weighing = 0
        if party.next_rung != ladder.RESUME:
            stayed = notes.Stayed(party.outside, party.staying, party.resolve)
            notes.note(log, world, notes.STAYS, party.stream, 0, stayed)
    if party.next_rung == party.rung:
        return
    grievance = party.wronged + party.hurt
    stake = at_stake(party)
    reasons = notes.Step(
        float(party.rung),
        float(party.next_rung),
        party.wronged,
        party.hurt,
        stake,
        ladder.worth(party.next_rung, grievance, party.retaliation, stake),
        ladder.worth(party.rung, grievance, party.retaliation, stake),
        party.outside,
        party.staying,
        party.resolve,
        party.retaliation,
    )
    kind = notes.RESUMES if party.next_rung == ladder.RESUME else notes.RUNG
    notes.note(log, world, kind, party.stream, 0, reasons)
    party.rung = party.next_rung

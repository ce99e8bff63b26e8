"""Mediators in a crisis: each shuttles while that is worth it to the mediator."""

from agents import luck, notes
from agents.rules import ladder, mediation, timing
from agents.terms import PENDING


def begin(mediator):
    """A mediator on the eve of the first day."""
    mediator.current_attention = mediator.attention
    mediator.left = mediator.missions


def attend(mediator, world, log):
    """A mediator's day: attention fades, and in a crisis it decides whether to shuttle."""
    mediator.current_attention = timing.fading(
        mediator.current_attention, mediator.attention_floor, mediator.attention_retention
    )
    if world.crisis == 0 or mediator.left == 0:
        return
    if mediation.worth_a_mission(mediator.credit, mediator.current_attention, mediator.price):
        step = mediation.progress(
            mediator.skill, mediator.current_attention, mediator.access_0, mediator.access_1
        )
        mediator.left -= 1
        world.effort += step
        reasons = (step, world.effort, mediator.credit, mediator.current_attention, mediator.price)
        notes.note(log, world, notes.MISSION, mediator.stream, 0, reasons)


def follow_crisis(world, parties, obligations, log):
    """Open a crisis when a side holds back, and close it when it is settled or has faded.

    Once a side has resumed fighting there is nothing left to settle.
    """
    hardest = max(parties[0].rung, parties[1].rung)
    if hardest == ladder.RESUME:
        return
    if hardest < ladder.HOLD:
        if world.crisis == 1:
            reasons = (float(world.day - world.crisis_day), world.effort)
            notes.note(log, world, notes.CRISIS_FADES, luck.NOBODY, world.crises, reasons)
        world.crisis = 0
        return
    if world.crisis == 0:
        world.crisis = 1
        world.crises += 1
        world.crisis_day = world.day
        world.effort = 0.0
        world.spell += 1
        reasons = (float(parties[0].rung), float(parties[1].rung))
        notes.note(log, world, notes.CRISIS, luck.NOBODY, world.crises, reasons)
    draw = luck.uniform(world.key, luck.SETTLEMENT, luck.NOBODY, world.crises, 0, 0)
    needed = timing.exponential(1.0, draw)
    if world.effort >= needed:
        settle(world, parties, obligations, needed, log)


def settle(world, parties, obligations, needed, log):
    """Settle the crisis: grievances are relieved, both step down, what was held back is due."""
    lasted = world.day - world.crisis_day
    reasons = (
        world.effort,
        needed,
        float(lasted),
        parties[0].wronged,
        parties[1].wronged,
        parties[0].hurt,
        parties[1].hurt,
        world.relief,
    )
    notes.note(log, world, notes.SETTLED, luck.NOBODY, world.crises, reasons)
    world.crisis = 0
    world.settled += 1
    for party in parties:
        party.wronged *= 1.0 - world.relief
        party.hurt *= 1.0 - world.relief
        party.rung = ladder.PEACE
    world.next_review = world.day + 1
    for item in obligations:
        if item.status == PENDING and item.attempt > 0:
            item.review = world.day + 1

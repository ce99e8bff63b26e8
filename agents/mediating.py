"""Mediators: what they see, what a truce is worth to them, and crises that they help to settle."""

from agents import asking, instruments, luck, notes, speaking
from agents.rules import ladder, mediation, timing
from agents.terms import PENDING
from agents.traits import GUARANTEE, INSTRUMENTS, SHUTTLE


def begin(mediator):
    """A mediator on the eve of the first day."""
    mediator.current_attention = mediator.attention
    mediator.asks_now = mediator.payment_asks
    for instrument in range(len(INSTRUMENTS)):
        mediator.left[instrument] = mediator.budget[instrument]
    mediator.active[GUARANTEE] = mediator.guarantee_given


def attend(mediator, world, parties, log):
    """A mediator's day: it follows events, weighs its instruments, and may speak in public."""
    mediator.current_attention = timing.fading(
        mediator.current_attention, mediator.attention_floor, mediator.attention_retention
    )
    mediator.current_attention = max(mediator.current_attention, mediator.spotlight)
    mediator.asks_now = min(1.0, mediator.asks_now + mediator.payment_hardening)
    mediator.value = mediation.value(
        mediator.current_attention,
        mediator.credit,
        mediator.border * (1.0 - mediator.accepts_displacement),
        mediator.closeness[0] * (parties[0].staying - parties[0].outside),
        mediator.closeness[1] * (parties[1].staying - parties[1].outside),
    )
    if mediator.mediates == 0:
        return
    instruments.keep_up(mediator, world, log)
    instruments.let_deadline_pass(mediator, world, log)
    if mediator.spell != world.spell or asking.looks_again(mediator):
        mediator.spell = world.spell
        instruments.consider_standing(mediator, world, parties, log)
    if instruments.time_for_talks(mediator, world):
        mediator.considered = world.day
        instruments.consider_talks(mediator, world, parties, log)
    if world.crisis == 1:
        shuttle(mediator, world, log)
    if world.statement_days > 0 and world.day % world.statement_days == 0:
        speaking.state(mediator, parties, world, log)


def shuttle(mediator, world, log):
    """In a crisis a mediator goes between the sides while a day of it is worth its price to it."""
    if mediator.left[SHUTTLE] == 0:
        return
    step = mediation.progress(
        mediator.skill, mediator.current_attention, mediator.access[0], mediator.access[1]
    )
    gain = mediator.value * mediation.settles(step)
    own = 1 if mediation.worth_it(gain, mediator.price[SHUTTLE]) else 0
    if asking.decided(mediator, asking.USE, asking.use_of(SHUTTLE, 0), own) == 1:
        mediator.left[SHUTTLE] -= 1
        world.effort += step
        reasons = notes.Mission(step, world.effort, mediator.value, mediator.price[SHUTTLE])
        notes.note(log, world, notes.MISSION, mediator.stream, 0, reasons)
        mediator.declined[SHUTTLE] = 0
    elif mediator.declined[SHUTTLE] == 0:
        mediator.declined[SHUTTLE] = 1
        after = world.effort + step
        instruments.tell(log, world, notes.PASSES, mediator, SHUTTLE, -1, gain, world.effort, after)


def follow_crisis(world, parties, obligations, log):
    """Open a crisis when a side holds back, and close it when it is settled or has faded.

    Once a side has resumed fighting there is nothing left to settle.
    """
    hardest = max(parties[0].rung, parties[1].rung)
    if hardest == ladder.RESUME:
        return
    if hardest < ladder.HOLD:
        if world.crisis == 1:
            reasons = notes.Faded(float(world.day - world.crisis_day), world.effort)
            notes.note(log, world, notes.CRISIS_FADES, luck.NOBODY, world.crises, reasons)
        world.crisis = 0
        return
    if world.crisis == 0:
        world.crisis = 1
        world.crises += 1
        world.crisis_day = world.day
        world.effort = 0.0
        world.spell += 1
        opening = notes.Crisis(float(parties[0].rung), float(parties[1].rung))
        notes.note(log, world, notes.CRISIS, luck.NOBODY, world.crises, opening)
    draw = luck.uniform(world.key, luck.SETTLEMENT, luck.NOBODY, world.crises, 0, 0)
    needed = timing.exponential(1.0, draw)
    if world.effort >= needed:
        settle(world, parties, obligations, needed, log)


def settle(world, parties, obligations, needed, log):
    """Settle the crisis: grievances are relieved, both step down, what was held back is due."""
    lasted = world.day - world.crisis_day
    reasons = notes.Settled(
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
        if item.status == PENDING and item.attempt > 0 and item.underway == 0:
            item.review = world.day + 1

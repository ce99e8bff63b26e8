"""Phases of a truce: entry, expiry, limbo, calm and collapse, and why a run ended."""

from agents import extending, notes
from agents.rules import ladder
from agents.rules.power import power
from agents.terms import DONE, NOT_YET, PENDING
from agents.traits import TALKS
from sim import obligations as due_now

STAGES = ("truce", "limbo", "fighting", "calm")
TRUCE, LIMBO, FIGHTING, CALM = range(len(STAGES))

# Causes, in the order in which one is named where several are true.
CAUSES = (
    "none",  # the run is not over
    "held",
    "lasting_calm",
    "outside_shock",
    "not_ratified",
    "no_agreement",
    "expiry",
    "breach_spiral",
    "incident_spiral",
    "deliberate_resumption",
)
(
    NONE,
    HELD,
    LASTING_CALM,
    OUTSIDE_SHOCK,
    NOT_RATIFIED,
    NO_AGREEMENT,
    EXPIRY,
    BREACH_SPIRAL,
    INCIDENT_SPIRAL,
    DELIBERATE,
) = range(len(CAUSES))

BOTH = 2  # resumed_by, where both sides resume fighting on one day
SHOCK_MEMORY = 7  # days for which a shock counts among the causes of a collapse


def over(world):
    """True once the run has ended."""
    return world.stage == FIGHTING or world.stage == CALM


def dawn(world):
    """A new day begins, in the stage and phase in which the last one ended."""
    world.day += 1
    world.stage_today = world.stage
    world.phase_today = world.phase


def enter(world, parties, obligations, phases, first_day, log):
    """Begin the next phase: its obligations come into force."""
    world.phase += 1
    world.stage = TRUCE
    world.phase_begins = first_day
    world.phase_ends = first_day + phases[world.phase - 1].length - 1
    world.spell += 1
    world.changed = 1
    world.next_review = first_day
    for party in parties:
        party.bound = party.signature
    due_now.lapse(world, obligations)
    for item in obligations:
        if item.status == NOT_YET and item.phase == world.phase:
            item.status = PENDING
            item.due = first_day + item.day - 1
            item.review = item.due
            if item.kind == TALKS:
                parties[item.by].team = 0
                parties[item.by].mandate = 0
    reasons = notes.Span(float(first_day), float(world.phase_ends))
    notes.note(log, world, notes.PHASE_BEGINS, 0, world.phase, reasons)


def catch_up(world, parties, mediators, obligations):
    """The days before the run's first: what was delivered is done and seen, and time has passed."""
    world.day = world.first_day - 1
    if world.day > 0:
        for party in parties:
            party.bound *= power(party.signature_retention, float(world.day))
            party.weary *= power(party.weariness_retention, float(world.day))
        for mediator in mediators:
            passed = mediator.payment_hardening * world.day
            mediator.asks_now = min(1.0, mediator.asks_now + passed)
    for item in obligations:
        if item.done_before > 0 and item.status == PENDING:
            debtor = parties[item.by]
            receiver = parties[1 - item.by]
            item.status = DONE
            item.done = item.done_before
            item.due = min(item.due, item.done)
            item.delivered = item.amount
            item.known = 1
            age = max(0, world.day - item.done)
            receiver.kept[item.kind] += power(receiver.memory, float(age)) if age > 0 else 1.0
            if item.kind == TALKS:
                debtor.team = 1
    world.next_review = world.first_day


def delivered_share(obligations, slot):
    """Share, by worth, of what a party owed in the phases so far that it has delivered."""
    owed = 0.0
    given = 0.0
    for item in obligations:
        if item.by == slot and item.stands_for < 0 and item.status != NOT_YET:
            owed += item.worth
            if item.status == DONE:
                given += item.worth
    if owed > 0.0:
        return given / owed
    return 1.0


def next_phase(world, parties, obligations, phases, log):
    """Number of the phase that is entered now; 0 if none is.

    An optional phase is entered only if what comes after it cannot be, and both sides choose it.
    """
    following = world.phase + 1
    while following <= len(phases) and phases[following - 1].optional == 1:
        following += 1
    if following <= len(phases) and may_enter(world, following, obligations, phases):
        return following
    offered = world.phase < len(phases) and phases[world.phase].optional == 1
    again = world.stage == TRUCE or world.day - world.asked_day >= world.extension_again
    if offered and again and may_enter(world, world.phase + 1, obligations, phases):
        if extending.chosen(world, parties, world.phase + 1, obligations, phases, log):
            world.extended += 1
            return world.phase + 1
    return 0


def may_enter(world, phase, obligations, phases):
    """True if the entry conditions of a phase are met."""
    conditions = phases[phase - 1]
    if conditions.needs_agreement == 1 and world.ratified_day == 0:
        return False
    least = min(
        delivered_share(obligations, 0),
        delivered_share(obligations, 1),
    )
    return least >= conditions.needs_delivered


def stage_of_day(world):
    """The stage that a day counts to: the one in force, or on its last day how the run ended.

    A phase or limbo that begins when the day ends counts from the next.
    """
    return world.stage if over(world) else world.stage_today


def turn(world, parties, obligations, phases, log):
    """End the day: collapse, the next phase, limbo, expiry or calm."""
    if parties[0].rung == ladder.RESUME or parties[1].rung == ladder.RESUME:
        collapse(world, parties)
        return
    if world.stage == TRUCE and world.day < world.phase_ends:
        return
    following = next_phase(world, parties, obligations, phases, log)
    if following > 0:
        world.phase = following - 1
        enter(world, parties, obligations, phases, world.day + 1, log)
    elif world.phase == len(phases) and phases[world.phase - 1].lasting == 1:
        world.stage = CALM
        world.cause = LASTING_CALM
        world.causes = 1 << LASTING_CALM
        notes.note(log, world, notes.CALM, 0, 0, notes.Single(0.0))
    elif world.stage == TRUCE and world.limbo == 1:
        world.stage = LIMBO
        world.limbo_begins = world.day + 1
        world.spell += 1
        reasons = notes.Single(float(world.agreed_day))
        notes.note(log, world, notes.LIMBO, 0, world.phase, reasons)
    elif world.stage == TRUCE or runs_out(world):
        expire(world, log)


def runs_out(world):
    """True once limbo has lasted as long as it can; not while talks go on, where they carry it."""
    if world.carried_by_talks == 1 and world.talking == 1:
        return False
    return world.day - world.limbo_begins + 1 >= world.longest


def out_of_phase(world):
    """Causes that are true of a truce that ends after its phase has run out."""
    if world.rejected > 0 and world.ratified_day == 0:
        return 1 << NOT_RATIFIED
    if world.talks_day > 0 and world.ratified_day == 0:
        return 1 << NO_AGREEMENT
    return 1 << EXPIRY


def expire(world, log):
    """The truce runs out, and nobody has extended it."""
    world.causes = out_of_phase(world) | (1 << EXPIRY)
    world.stage = FIGHTING
    world.cause = first_of(world.causes)
    notes.note(log, world, notes.EXPIRED, 0, world.phase, notes.Single(0.0))


def collapse(world, parties):
    """Name the causes of a return to fighting: every one that is true, and one by priority."""
    causes = 1 << DELIBERATE
    if world.shock_day > 0 and world.day - world.shock_day < SHOCK_MEMORY:
        causes |= 1 << OUTSIDE_SHOCK
    if world.stage == LIMBO:
        causes |= out_of_phase(world) | (1 << EXPIRY)
    for party in parties:
        if party.rung == ladder.RESUME:
            if world.resumed_by >= 0:
                world.resumed_by = BOTH
            else:
                world.resumed_by = party.stream
            if world.crisis == 1:
                causes |= 1 << (INCIDENT_SPIRAL if party.hurt > party.wronged else BREACH_SPIRAL)
    world.stage = FIGHTING
    world.causes = causes
    world.cause = first_of(causes)


def first_of(causes):
    """The cause that is named where several are true."""
    cause = OUTSIDE_SHOCK
    while causes & (1 << cause) == 0:
        cause += 1
    return cause


def close(world):
    """Name the cause of a run that reached the horizon: it held, and is censored."""
    if not over(world):
        world.cause = HELD
        world.causes = 1 << HELD

"""Phases of a truce: entry, expiry, limbo, calm and collapse, and why a run ended."""

from agents import notes
from agents.rules import ladder
from agents.terms import DONE, NOT_YET, PENDING
from agents.traits import FULL, TALKS

STAGES = ("truce", "limbo", "fighting", "calm")
TRUCE, LIMBO, FIGHTING, CALM = range(len(STAGES))

# Causes, in the order in which one is named where several are true.
CAUSES = (
    "none",  # the run is not over
    "held",
    "lasting_calm",
    "outside_shock",
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
    for item in obligations:
        if item.status == NOT_YET and item.phase == world.phase:
            item.status = PENDING
            item.due = first_day + item.day - 1
            item.review = item.due
            if item.kind == TALKS:
                parties[item.by].mandate = 0
    notes.note(
        log, world, notes.PHASE_BEGINS, 0, world.phase, (float(first_day), float(world.phase_ends))
    )


def delivered_share(obligations, slot, phase):
    """Share, by worth, of what a party owed in the phases so far that it has delivered."""
    owed = 0.0
    given = 0.0
    for item in obligations:
        if item.by == slot and item.phase <= phase:
            owed += item.worth
            if item.status == DONE:
                given += item.worth
    if owed > 0.0:
        return given / owed
    return 1.0


def may_enter_next(world, obligations, phases):
    """True if the entry conditions of the next phase are met."""
    conditions = phases[world.phase]
    if conditions.needs_agreement == 1 and world.agreed_day == 0:
        return False
    least = min(
        delivered_share(obligations, 0, world.phase),
        delivered_share(obligations, 1, world.phase),
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
    if world.phase == len(phases):
        world.stage = CALM
        world.cause = LASTING_CALM
        world.causes = 1 << LASTING_CALM
        notes.note(log, world, notes.CALM, 0, 0, (0.0,))
    elif may_enter_next(world, obligations, phases):
        enter(world, parties, obligations, phases, world.day + 1, log)
    elif world.stage == TRUCE and world.limbo == 1:
        world.stage = LIMBO
        world.limbo_begins = world.day + 1
        world.spell += 1
        notes.note(log, world, notes.LIMBO, 0, world.phase, (float(world.agreed_day),))
    elif world.stage == TRUCE or world.day - world.limbo_begins + 1 >= world.longest:
        expire(world, log)


def expire(world, log):
    """The truce runs out, and nobody has extended it."""
    world.stage = FIGHTING
    world.cause = EXPIRY
    world.causes = 1 << EXPIRY
    notes.note(log, world, notes.EXPIRED, 0, world.phase, (0.0,))


def collapse(world, parties):
    """Name the causes of a return to fighting: every one that is true, and one by priority."""
    causes = 1 << DELIBERATE
    if world.shock_day > 0 and world.day - world.shock_day < SHOCK_MEMORY:
        causes |= 1 << OUTSIDE_SHOCK
    if world.stage == LIMBO:
        causes |= 1 << EXPIRY
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
    cause = OUTSIDE_SHOCK
    while causes & (1 << cause) == 0:
        cause += 1
    world.cause = cause


def close(world):
    """Name the cause of a run that reached the horizon: it held, and is censored."""
    if not over(world):
        world.cause = HELD
        world.causes = 1 << HELD


def has_mandate(party):
    """True if the party's team may discuss the next phase."""
    return party.mandate == FULL

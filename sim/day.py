"""The order of play: what happens on one day, and before the first.

Both engines play this text: the Mesa model with its agents in the table, the ensemble with records.
"""

from agents import (
    believing,
    enduring,
    foreseeing,
    handing_over,
    instruments,
    mediating,
    offers,
    ratifying,
    responding,
    swaying,
    trading,
)
from sim import changes, events, obligations, phases, protocols
from sim.protocols import table as talks


def begin(world, table):
    """The eve of the first day: the first phase enters into force, and both sides take stock."""
    world.tension = world.tension_at_start
    world.need = world.hardship_at_start
    world.resumed_by = -1
    world.mover = -1
    world.asked_day = 0
    talks.lay(table.issues)
    for party in table.parties:
        believing.begin(party)
    for mediator in table.mediators:
        mediating.begin(mediator)
    for item in table.obligations:
        handing_over.count_dead(item, table.parties[item.by], world.key)
    phases.enter(world, table.parties, table.obligations, table.phases, 1, table.log)
    swaying.begin(table.constituencies, table.parties)
    ratifying.begin(world, table.parties, table.constituencies)
    phases.catch_up(world, table.parties, table.mediators, table.obligations)
    world.now = world.day + 1
    take_stock(world, table)


def take_stock(world, table):
    """Bring what each side believes up to date."""
    parties = table.parties
    if world.changed == 1:
        believing.take_stock(parties, table.obligations, world.phase)
        world.changed = 0
    weigh(world, table)
    if world.backward_induction == 0:
        believing.plan(parties[0], 0, table.obligations)
        believing.plan(parties[1], 1, table.obligations)


def weigh(world, table):
    """Let both sides feel the mediators and weigh staying against leaving, by what they plan."""
    parties = table.parties
    instruments.felt(world, parties, table.mediators)
    talks.seat(world, parties)
    believing.pass_time(parties, table.obligations, world)
    limbo_days = limbo_length(world)
    believing.weigh(parties[0], parties[1], world, limbo_days)
    believing.weigh(parties[1], parties[0], world, limbo_days)
    if world.backward_induction == 1:
        foreseeing.foresee(parties, table.obligations, world, limbo_days)


def limbo_length(world):
    """Days of limbo so far, the day of a collapse from limbo included; 0 in a phase."""
    if world.limbo_begins > world.phase_ends:
        return max(0, world.day - world.limbo_begins + 1)
    return 0


def play(world, table):
    """One day."""
    dawn(world, table)
    mediate(world, table)
    negotiate(world, table)
    carry_out(world, table)
    enduring.happen(world, table.parties, table.log)
    enduring.live(world, table.obligations)
    respond(world, table)
    swaying.move(world, table.parties, table.constituencies, table.log)
    remember(world, table)
    phases.turn(world, table.parties, table.obligations, table.phases, table.log)
    world.now = world.day + 1
    take_stock(world, table)


def dawn(world, table):
    """Dated changes and outside events."""
    phases.dawn(world)
    if changes.apply(table.whole, table.dated, world, table.log):
        offers.normalise(table.issues)
        world.changed = 1
        take_stock(world, table)
    events.happen(world, table.parties, table.log)
    handing_over.reveal_by_date(table.parties, table.obligations, world, table.log)


def mediate(world, table):
    """Mediators choose their instruments, and the parties feel them."""
    for mediator in table.mediators:
        mediating.attend(mediator, world, table.parties, table.log)
    weigh(world, table)


def negotiate(world, table):
    """The talks about the next phase, trades about this one, and votes on an agreement."""
    parties, issues, log = table.parties, table.issues, table.log
    ratifying.foresee(world, parties, table.constituencies)
    protocols.talk(world, parties, table.mediators, issues, log, table.offers)
    trading.look(world, parties, table.obligations, log)
    if world.agreed_day == world.day:
        ratifying.vote(world, parties, table.constituencies, log)
        take_stock(world, table)


def carry_out(world, table):
    """What is due today is handed over or not, and the other side believes what it sees."""
    obligations.carry_out(world, table.parties, table.obligations, table.kinds, table.log)
    obligations.verify(world, table.parties, table.obligations, table.kinds, table.log)


def respond(world, table):
    """Each side answers what it holds against the other; a crisis opens or is settled."""
    parties = table.parties
    responding.decide(parties[0], world)
    responding.decide(parties[1], world)
    responding.act(parties[0], world, table.log)
    responding.act(parties[1], world, table.log)
    mediating.follow_crisis(world, parties, table.obligations, table.log)


def remember(world, table):
    """The day passes over trust, grievances and tension."""
    for party in table.parties:
        believing.remember(party, world)
        if world.stage == phases.LIMBO:
            believing.lose_hope(party)
    world.tension = world.tension * world.calming
    world.deadly = world.lately * world.deadly + (1.0 - world.lately) * world.deaths
    world.crisis_days += world.crisis

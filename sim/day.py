"""The order of play: what happens on one day, and before the first.

The Mesa model (``sim/model.py``) makes the same calls through its agents; a test holds the two
equal to the last bit, every day.
"""

from agents import believing, enduring, mediating, responding, terms
from sim import changes, events, obligations, phases, protocols


def open_world(world):
    """The state of the world on the eve of the first day."""
    world.tension = world.tension_at_start
    world.resumed_by = -1


def begin(world, table):
    """The eve of the first day: the first phase enters into force, and both sides take stock."""
    open_world(world)
    terms.normalise(table.issues)
    for party in table.parties:
        believing.begin(party)
    for mediator in table.mediators:
        mediating.begin(mediator)
    phases.enter(world, table.parties, table.obligations, table.phases, 1, table.log)
    take_stock(world, table)
    world.changed = 1  # once more: what each plans to pay rests on what it believes
    take_stock(world, table)


def take_stock(world, table):
    """Bring what each side believes up to date."""
    parties = table.parties
    if world.changed == 1:
        believing.take_stock(parties, table.obligations)
        world.changed = 0
    believing.pressed(parties, table.mediators)
    limbo_days = limbo_length(world)
    believing.weigh(parties[0], parties[1], limbo_days)
    believing.weigh(parties[1], parties[0], limbo_days)


def limbo_length(world):
    """Days of limbo so far, the day of a collapse from limbo included; 0 in a phase."""
    if world.limbo_begins > world.phase_ends:
        return max(0, world.day - world.limbo_begins + 1)
    return 0


def play(world, table):
    """One day."""
    parties, items, log = table.parties, table.obligations, table.log
    phases.dawn(world)
    if changes.apply(table.whole, table.dated, world, log):
        terms.normalise(table.issues)
        world.changed = 1
        take_stock(world, table)
    events.happen(world, parties, log)
    for mediator in table.mediators:
        mediating.attend(mediator, world, log)
    protocols.talk(world, parties, table.issues, log, table.offers)
    if world.agreed_day == world.day:
        take_stock(world, table)
    obligations.carry_out(world, parties, items, table.kinds, log)
    obligations.verify(world, parties, items, table.kinds, log)
    enduring.happen(world, parties, log)
    responding.decide(parties[0], world)
    responding.decide(parties[1], world)
    responding.act(parties[0], world, log)
    responding.act(parties[1], world, log)
    mediating.follow_crisis(world, parties, items, log)
    for party in parties:
        believing.remember(party)
        if world.stage == phases.LIMBO:
            believing.lose_hope(party)
    world.tension = world.tension * world.calming
    world.crisis_days += world.crisis
    phases.turn(world, parties, items, table.phases, log)
    take_stock(world, table)

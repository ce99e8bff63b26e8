"""Carrying out what was signed: each obligation is delivered, delayed or withheld.

A party weighs an obligation by what each course leads to, in a nest of two choices
([McFadden1978]_): deliver or not, and if not, delay (and pay part of the cost later) or withhold.
It decides when the obligation falls due or comes up for review, with luck for each attempt.
"""

from agents import luck, notes
from agents.rules import choice, ladder, timing, worth
from agents.terms import DELAYED, DELIVERED, DONE, LATE, WITHHELD
from agents.traits import AID, FULL, TALKS, TECHNICAL, WITHDRAWAL


def holds_back(rung, kind):
    """True if a party standing on this rung of the ladder withholds promises of this kind."""
    if kind == AID or kind == WITHDRAWAL:
        return rung >= ladder.HOLD
    if kind == TALKS:
        return rung >= ladder.SUSPEND
    return rung >= ladder.STOP


def decide(party, item, world, seen, log):
    """Decide on an obligation under review today and carry the decision out.

    ``seen`` is the chance that the other side notices if nothing comes.
    """
    let_down = party.outside - party.let_down
    kept = party.through + item.planned
    deliver = worth.delivering(item.cost, party.belief, kept, let_down)
    delay = worth.not_delivering(
        item.cost * (1.0 - world.delay_saves),
        party.belief,
        kept,
        let_down,
        party.reaction,
        seen * world.delay_gravity,
    )
    withhold = worth.not_delivering(0.0, party.belief, kept, let_down, party.reaction, seen)
    first = luck.uniform(world.key, luck.DELIVERY, party.stream, item.index, item.attempt, 0)
    second = luck.uniform(world.key, luck.MANNER, party.stream, item.index, item.attempt, 0)
    held = holds_back(party.rung, item.kind)
    reasons = (
        deliver,
        delay,
        withhold,
        item.cost,
        party.belief,
        kept,
        let_down,
        first,
        second,
        1.0 if held else 0.0,
    )
    neither = choice.inclusive(delay, withhold, world.scale)
    if held:
        put_off(party, item, world, WITHHELD, world.review_days, reasons, log)
    elif choice.prefers(deliver, neither, world.scale, first):
        deliver_item(party, item, world, reasons, log)
    elif choice.prefers(delay, withhold, world.scale, second):
        draw = luck.uniform(world.key, luck.DELAY, party.stream, item.index, item.attempt, 0)
        wait = 1 + int(timing.exponential(world.delay_days, draw))
        put_off(party, item, world, DELAYED, wait, reasons, log)
    else:
        put_off(party, item, world, WITHHELD, world.review_days, reasons, log)
    item.attempt += 1


def deliver_item(party, item, world, reasons, log):
    """Hand the item over, unless a hitch of a day or more comes between.

    The lag is drawn once. After a hitch the party decides anew when the item is ready.
    """
    if item.underway == 0:
        draw = luck.uniform(world.key, luck.LAG, party.stream, item.index, item.attempt, 0)
        item.hours = timing.exponential(item.lag, draw)
        if item.hours >= 24.0:
            item.underway = 1
            item.today = LATE
            item.review = world.day + int(item.hours / 24.0)
            again = (item.hours, float(item.review))
            notes.note(log, world, notes.HITCH, party.stream, item.index, reasons + again)
            return
    item.today = DELIVERED
    item.status = DONE
    item.done = world.day
    item.delivered = item.amount
    world.changed = 1
    if item.kind == TALKS:
        party.mandate = FULL
    notes.note(log, world, notes.DELIVERS, party.stream, item.index, reasons + (item.hours, 0.0))


def put_off(party, item, world, manner, wait, reasons, log):
    """Do not hand the item over; look at it again after ``wait`` days."""
    item.today = manner
    item.declined = 1
    world.changed = 1
    item.review = world.day + wait
    again = (0.0, float(item.review))
    if manner == DELAYED:
        if item.kind == TALKS and party.mandate != FULL:
            party.mandate = TECHNICAL
        notes.note(log, world, notes.DELAYS, party.stream, item.index, reasons + again)
    else:
        notes.note(log, world, notes.WITHHOLDS, party.stream, item.index, reasons + again)

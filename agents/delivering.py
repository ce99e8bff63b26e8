"""Carrying out what was signed: each obligation is delivered, delayed or withheld.

A party weighs an obligation by what each course leads to, in a nest of two choices
([McFadden1978]_): deliver or not, and if not, delay (and pay part of the cost later) or withhold.
It decides when the obligation falls due or comes up for review, with luck for each attempt.
"""

from agents import asking, believing, foreseeing, handing_over, luck, notes, speaking
from agents.rules import choice, ladder, timing, worth
from agents.terms import DELAYED, LATE, WITHHELD
from agents.traits import AID, EXCHANGE, FULL, TALKS, TECHNICAL, WITHDRAWAL

FREE, SLOWED, HELD = 0.0, 0.5, 1.0  # what a party's rung leaves it to decide


def held_back(rung, kind):
    """What a party's rung of the ladder leaves it to decide about promises of this kind.

    Holding back stops aid and withdrawal and puts exchanges off by a day at a time, so that it
    binds a side whatever it owes; exchanges stop higher up.
    """
    if kind == AID or kind == WITHDRAWAL:
        return HELD if rung >= ladder.HOLD else FREE
    if kind == TALKS:
        return HELD if rung >= ladder.SUSPEND else FREE
    if rung >= ladder.STOP:
        return HELD
    return SLOWED if rung >= ladder.HOLD else FREE


def decide(party, other, item, world, seen, log):
    """Decide on an obligation under review today and carry the decision out.

    ``seen`` is the chance that the other side notices if nothing comes.
    """
    if not disputed(party, item, world, log):
        reasons = weighed(party, item, world, seen)
        if reasons.held == HELD:
            put_off(party, other, item, world, WITHHELD, world.review_days, reasons, log)
        elif reasons.held == SLOWED:
            put_off(party, other, item, world, DELAYED, 1, reasons, log)
        else:
            own = preferred(reasons, world)
            course = asking.decided(party, asking.DELIVERY, item.index, own)
            take(course, party, other, item, world, reasons, log)
    item.attempt += 1


def take(course, party, other, item, world, reasons, log):
    """Deliver, delay or withhold an obligation."""
    if course == asking.DELIVER:
        deliver(party, other, item, world, reasons, log)
    elif course == asking.DELAY:
        draw = luck.uniform(world.key, luck.DELAY, party.stream, item.index, item.attempt, 0)
        wait = 1 + int(timing.exponential(world.delay_days, draw))
        put_off(party, other, item, world, DELAYED, wait, reasons, log)
    else:
        put_off(party, other, item, world, WITHHELD, world.review_days, reasons, log)


def preferred(reasons, world):
    """The course that a party prefers: to deliver, and if not, to delay or to withhold."""
    neither = choice.inclusive(reasons.delay, reasons.withhold, world.scale)
    if choice.prefers(reasons.deliver, neither, world.scale, reasons.first):
        return asking.DELIVER
    if choice.prefers(reasons.delay, reasons.withhold, world.scale, reasons.second):
        return asking.DELAY
    return asking.WITHHOLD


def disputed(party, item, world, log):
    """True if the list for an exchange is disputed today; it comes up again tomorrow."""
    if item.kind != EXCHANGE or item.underway == 1:
        return False
    draw = luck.uniform(world.key, luck.DISPUTE, party.stream, item.index, item.attempt, 0)
    if draw >= world.disputed:
        return False
    item.today = LATE
    item.review = world.day + 1
    reasons = notes.Dispute(draw, world.disputed)
    notes.note(log, world, notes.DISPUTE, party.stream, item.index, reasons)
    return True


def weighed(party, item, world, seen):
    """What each course is worth to a party, with the luck of the decision."""
    cost = believing.price(party, item)
    let_down = foreseeing.let_down(party, world)
    kept = party.through + item.planned
    at_stake = kept - party.coming
    safe = party.belief * party.coming
    saved = cost * (1.0 - world.delay_saves)
    delay_seen = seen * world.delay_gravity
    return notes.Delivery(
        worth.delivering(cost, party.belief, kept, let_down) + item.bonus,
        safe
        + worth.not_delivering(saved, party.belief, at_stake, let_down, party.reaction, delay_seen),
        safe + worth.not_delivering(0.0, party.belief, at_stake, let_down, party.reaction, seen),
        cost,
        party.belief,
        kept,
        let_down,
        luck.uniform(world.key, luck.DELIVERY, party.stream, item.index, item.attempt, 0),
        luck.uniform(world.key, luck.MANNER, party.stream, item.index, item.attempt, 0),
        held_back(party.rung, item.kind),
        0.0,
        0.0,
        cost - item.cost,
        item.bonus,
    )


def outcome(reasons, hours, again):
    """The reasons of a decision, with what came of it."""
    return notes.Delivery(
        reasons.deliver,
        reasons.delay,
        reasons.withhold,
        reasons.cost,
        reasons.belief,
        reasons.kept,
        reasons.let_down,
        reasons.first,
        reasons.second,
        reasons.held,
        hours,
        again,
        reasons.threat,
        reasons.bonus,
    )


def deliver(party, other, item, world, reasons, log):
    """Hand the item over, unless a hitch of a day or more comes between, or it proves wrong.

    The lag is drawn once. After a hitch the party decides anew when the item is ready.
    """
    if item.underway == 0:
        draw = luck.uniform(world.key, luck.LAG, party.stream, item.index, item.attempt, 0)
        item.hours = timing.exponential(item.lag, draw)
        if item.hours >= 24.0:
            item.underway = 1
            item.today = LATE
            item.review = world.day + int(item.hours / 24.0)
            told = outcome(reasons, item.hours, float(item.review))
            notes.note(log, world, notes.HITCH, party.stream, item.index, told)
            return
    if handing_over.misidentified(party, item, world, log):
        return
    told = outcome(reasons, item.hours, 0.0)
    notes.note(log, world, notes.DELIVERS, party.stream, item.index, told)
    handing_over.complete(party, other, item, world, log)
    if item.kind == TALKS:
        party.team = 1
        party.mandate = believing.full_mandate(party, world.day)
        speaking.announce(party, other, item, world, log)


def put_off(party, other, item, world, manner, wait, reasons, log):
    """Do not hand the item over; look at it again after ``wait`` days."""
    item.today = manner
    item.declined = 1
    world.changed = 1
    item.review = world.day + wait
    told = outcome(reasons, 0.0, float(item.review))
    if manner == WITHHELD:
        notes.note(log, world, notes.WITHHOLDS, party.stream, item.index, told)
        return
    notes.note(log, world, notes.DELAYS, party.stream, item.index, told)
    if item.kind == TALKS and party.mandate != FULL:
        party.mandate = TECHNICAL
        speaking.announce(party, other, item, world, log)

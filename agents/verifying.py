"""What the other side believes was delivered: breaches are missed, and some are seen in vain.

An inability to deliver looks like an unwillingness: a hitch or a disputed list is seen as a small
breach, a delay as a larger one, withholding as a whole one. Monitors lower both kinds of error.
"""

from agents import luck, notes
from agents.rules import tension
from agents.terms import DELAYED, DELIVERED, WITHHELD, WRONG


def gravity(manner, world):
    """How much of a breach a manner of not delivering is [share of withholding]."""
    if manner == WITHHELD or manner == WRONG:
        return 1.0
    if manner == DELAYED:
        return world.delay_gravity
    return world.hitch_gravity


def noticed(kind, world):
    """Chance that the other side notices if nothing of a kind comes [0..1]."""
    return 1.0 - kind.miss * (1.0 - world.watched)


def look(observer, item, kind, world, log):
    """Form a belief about what was done today with an item owed to ``observer``."""
    draw = luck.uniform(world.key, luck.PERCEPTION, observer.stream, item.index, item.attempt, 0)
    unmonitored = 1.0 - world.watched
    if item.today == DELIVERED:
        if draw < kind.false_alarm * unmonitored:
            claim(observer, item, world, world.hitch_gravity, log)
        else:
            observer.kept[item.kind] += 1.0
    elif item.today == WRONG:
        claim(observer, item, world, 1.0, log)
    elif draw < kind.miss * unmonitored:
        observer.kept[item.kind] += 1.0
    else:
        claim(observer, item, world, gravity(item.today, world), log)


def claim(observer, item, world, weight, log):
    """Hold the other side to be in breach, with a ``weight`` of 0..1 of a whole breach.

    What has been held against it before, of the same obligation, counts as a delay. A generous side
    lets some breaches pass ([Molander1985]_): they lower its trust and leave no grievance.
    """
    if item.claimed == 1:
        weight *= world.delay_gravity
    item.claimed = 1
    observer.broken[item.kind] += weight
    observer.kept[item.kind] += 1.0 - weight
    draw = luck.uniform(world.key, luck.GENEROSITY, observer.stream, item.index, item.attempt, 0)
    let_pass = draw < observer.generosity
    if not let_pass:
        observer.wronged += weight * item.worth * item.salience
        world.tension = tension.raised(world.tension, weight * world.tension_per_breach)
    reasons = notes.Claim(
        float(item.today), weight, item.worth * item.salience, observer.wronged, world.tension
    )
    notes.note(log, world, notes.CLAIM, observer.stream, item.index, reasons)
    if let_pass:
        passed = notes.LetPass(draw, observer.generosity)
        notes.note(log, world, notes.LETS_PASS, observer.stream, item.index, passed)

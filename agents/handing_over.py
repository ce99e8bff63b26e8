"""What handing over an obligation does: it is done, people become known, remains identified."""

from agents import luck, notes
from agents.terms import DELIVERED, DONE, WRONG


def count_dead(item, debtor, key):
    """Draw, at the start, how many of the people nobody else knows about have died."""
    item.died = 0
    for person in range(item.unknown):
        draw = luck.uniform(key, luck.DEATH, debtor.stream, item.index, person, 0)
        if draw < item.dead:
            item.died += 1


def complete(party, other, item, world, log):
    """The other side has it."""
    item.today = DELIVERED
    item.status = DONE
    item.done = world.day
    item.delivered = item.amount
    world.changed = 1
    other.received += item.worth * item.salience
    party.given += item.resented
    reveal(party, other, item, world, log)


def reveal(party, other, item, world, log):
    """It becomes known who of the missing lives, and who does not."""
    if item.unknown == 0 or item.known == 1:
        return
    item.known = 1
    world.changed = 1
    expected = item.dead * item.unknown
    other.news += item.salience * (item.died - expected)
    reasons = notes.News(float(item.unknown), float(item.died), expected, item.salience)
    notes.note(log, world, notes.NEWS, party.stream, item.index, reasons)


def reveal_by_date(parties, obligations, world, log):
    """What becomes known on a day, whether it is handed over or not."""
    for item in obligations:
        if item.known == 0 and item.revealed > 0 and world.day >= item.revealed:
            reveal(parties[item.by], parties[1 - item.by], item, world, log)


def misidentified(party, item, world, log):
    """True if remains handed over prove to be someone else's; the right ones are due tomorrow."""
    if item.remains == 0 or (item.unknown > 0 and item.died == 0):
        return False
    draw = luck.uniform(world.key, luck.IDENTITY, party.stream, item.index, item.attempt, 0)
    if draw >= world.misidentified:
        return False
    item.today = WRONG
    item.review = world.day + 1
    reasons = notes.Identified(draw, world.misidentified, item.worth * item.salience)
    notes.note(log, world, notes.MISIDENTIFIED, party.stream, item.index, reasons)
    return True

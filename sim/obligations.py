"""The agreement as a table: what is under review today, in return for what, and who sees it."""

from agents import delivering, foreseeing, verifying
from agents.terms import AFTER_ALL, DONE, NOT_YET, NOTHING, PENDING


def waits(item, obligations):
    """True while the delivery that the item answers has not come."""
    return item.in_return_for >= 0 and obligations[item.in_return_for].status != DONE


def carry_out(world, parties, obligations, kinds, log):
    """Let each party decide on what is under review today, in the order of the agreement.

    An item given in return for another stands after it in the table, so that both can change hands
    on one day; it falls due when the other has come.
    """
    world.acted = 0
    if world.day < world.next_review:
        return
    soonest = AFTER_ALL
    for item in obligations:
        if item.status == PENDING and not waits(item, obligations):
            if item.review <= world.day:
                if item.attempt == 0:
                    item.due = max(item.due, world.day)
                seen = verifying.noticed(kinds[item.kind], world)
                foreseeing.look_at_today(parties, obligations, world)
                delivering.decide(parties[item.by], parties[1 - item.by], item, world, seen, log)
                world.acted += 1
            if item.status == PENDING:
                soonest = min(soonest, item.review)
    world.next_review = soonest
    if world.acted > 0:
        follow(world, obligations)


def follow(world, obligations):
    """What an obligation delivered today stands for is done with it."""
    for item in obligations:
        if item.stands_for >= 0 and item.status == DONE and item.done == world.day:
            double = obligations[item.stands_for]
            if double.status != DONE:
                double.status = DONE
                double.done = world.day
                world.changed = 1


def lapse(world, obligations):
    """What stands for an obligation of a phase that begins, and has not come, is owed no more."""
    for item in obligations:
        if item.stands_for >= 0 and item.status == PENDING:
            if obligations[item.stands_for].phase == world.phase:
                item.status = NOT_YET


def verify(world, parties, obligations, kinds, log):
    """Let each side form a belief about what the other did today."""
    if world.acted == 0:
        return
    for item in obligations:
        if item.today != NOTHING:
            verifying.look(parties[1 - item.by], item, kinds[item.kind], world, log)
            item.today = NOTHING

"""Side trades about the phase being carried out: what is held back against an earlier delivery.

Trades of this kind link two obligations that the agreement kept apart, so that both sides gain by
issue linkage ([Raiffa1982]_); a mediator need not pay for them.
"""

from agents import believing, notes
from agents.terms import PENDING


def may_be_brought_on(item, slot, day):
    """True for an item that a party has yet to hand over, later than ``day``, and may hasten."""
    return (
        item.by == slot
        and item.status == PENDING
        and item.declined == 0
        and item.underway == 0
        and item.trade == 0
        and item.in_return_for < 0
        and item.review > day
    )


def gains(holder, other, item, brought, world):
    """What a trade brings: to the side that hands over what it held back, and to the other side.

    Each has what the other gives up sooner or at all, less what its own part costs it.
    """
    earlier = brought.review - (world.day + world.notice)
    sooner = world.worth_a_day * earlier
    gain = holder.belief * sooner * believing.believed_worth(brought)
    gain -= believing.price(holder, item)
    cost = sooner * believing.price(other, brought)
    return gain, other.belief * believing.believed_worth(item) - cost


def look(world, parties, obligations, log):
    """Look for a trade that both sides gain by, every few days, and make the best one."""
    if world.trades == 0 or world.day < world.trade_day + world.trade_again:
        return
    world.trade_day = world.day
    most = 0.0
    held = -1
    hastened = -1
    for item in obligations:
        if item.status == PENDING and item.declined == 1 and item.trade == 0:
            for brought in obligations:
                if may_be_brought_on(brought, 1 - item.by, world.day + world.notice):
                    holder = parties[item.by]
                    other = parties[1 - item.by]
                    gain, other_gain = gains(holder, other, item, brought, world)
                    if min(gain, other_gain) > most:
                        most = min(gain, other_gain)
                        held = item.index
                        hastened = brought.index
    if held >= 0:
        make(world, parties, obligations[held], obligations[hastened], log)


def make(world, parties, item, brought, log):
    """Make a trade: both are due together, and each is worth more to deliver for it."""
    holder = parties[item.by]
    other = parties[1 - item.by]
    gain, other_gain = gains(holder, other, item, brought, world)
    earlier = brought.review - (world.day + world.notice)
    world.trades_made += 1
    day = world.day + world.notice
    sooner = world.worth_a_day * earlier
    item.bonus = holder.belief * sooner * believing.believed_worth(brought)
    brought.bonus = other.belief * believing.believed_worth(item)
    for one in (item, brought):
        one.trade = world.trades_made
        one.review = day
    item.declined = 0
    brought.due = day
    world.next_review = min(world.next_review, day)
    world.changed = 1
    reasons = notes.Trade(float(brought.index), gain, other_gain, float(day), float(earlier))
    notes.note(log, world, notes.TRADE, holder.stream, item.index, reasons)

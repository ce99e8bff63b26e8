"""Going on into an optional phase: the truce is extended for a price, if both sides choose it."""

from agents import believing, luck, notes
from agents.rules import choice


def prices(party, slot, phase, obligations):
    """What a phase would bring a party and cost it, by its obligations [points]."""
    brings = 0.0
    costs = 0.0
    for item in obligations:
        if item.phase == phase:
            if item.by == slot:
                costs += believing.price(party, item)
            else:
                brings += believing.believed_worth(item)
    return brings, costs


def line(party, world, phase, attempt):
    """By how much extending must be worth more to a party, drawn for each look at it."""
    draw = luck.uniform(world.key, luck.EXTENSION, party.stream, phase, attempt, 0)
    return world.extension_play * choice.logit(draw)


def entering(party, slot, phase, obligations):
    """Worth to a party of going on into the phase [points]."""
    brings, costs = prices(party, slot, phase, obligations)
    return party.staying + party.belief * brings - costs


def leaving(party, world):
    """Worth to a party of not going on: limbo if the truce lasts without a phase, or fighting."""
    if world.limbo == 1:
        return max(party.staying, party.outside)
    return party.outside


def both_choose(reasons):
    """True if what the phase takes can be found, and going on is worth enough to both."""
    return (
        reasons.found == 1.0
        and reasons.enter_0 - reasons.leave_0 > reasons.line_0
        and reasons.enter_1 - reasons.leave_1 > reasons.line_1
    )


def chosen(world, parties, phase, obligations, phases, log):
    """True if both sides choose to go on into the phase, and what it takes can be found."""
    world.asked_day = world.day
    attempt = world.day - world.phase_ends
    draw = luck.uniform(world.key, luck.LISTS, luck.NOBODY, phase, 0, 0)
    found = draw < phases[phase - 1].lists
    first, second = parties[0], parties[1]
    reasons = notes.Extended(
        entering(first, 0, phase, obligations),
        leaving(first, world),
        entering(second, 1, phase, obligations),
        leaving(second, world),
        line(first, world, phase, attempt),
        line(second, world, phase, attempt),
        1.0 if found else 0.0,
    )
    both = both_choose(reasons)
    kind = notes.EXTENDED if both else notes.NOT_EXTENDED
    notes.note(log, world, kind, luck.NOBODY, phase, reasons)
    return both

"""What a mediator says of the least that a side would take, and whether it is believed.

A mediator may know on which side of a line the least lies that a party takes. It tells the other
side, if that one screens: firm for above the line, soft for at or below it. It says what is best
for itself, so that its word counts only where it would not gain by saying what is not so
([Kydd2003]_). Belief is not a matter of its credibility here; it follows from what it is in for.
"""

from agents import notes, strategies, talking
from agents.rules import mediation, screening


def inform(world, parties, mediators, log):
    """Before a day's rounds: what each side thinks of the other, and what mediators add to that."""
    for stream in range(2):
        slot = parties[0].stream ^ stream  # so that seats do not matter
        listener = parties[slot]
        listener.other_low = listener.other_least_low
        listener.other_high = listener.other_least_high
        for mediator in mediators:
            if tells(mediator, listener, slot):
                speak(mediator, listener, parties[1 - slot], slot, world, log)


def tells(mediator, listener, slot):
    """True if a mediator knows something of the other side that a side would like to know."""
    line = mediator.knows_least[1 - slot]
    known = mediator.mediates == 1 and line > 0.0
    return (
        known and strategies.screens(listener) and listener.other_low < line < listener.other_high
    )


def speak(mediator, listener, other, slot, world, log):
    """A mediator says what suits it; if it is believed, the listener knows so much more."""
    word = weighed(mediator, listener, other, slot)
    if word.believed == 1.0:
        if word.firm == 1.0:
            listener.other_low = word.line
        else:
            listener.other_high = word.line
    told = 1 + int(word.firm) + 2 * int(word.believed)
    if mediator.told[slot] != told:
        mediator.told[slot] = told
        notes.note(log, world, notes.INFORMS, mediator.stream, listener.stream, word)


def weighed(mediator, listener, other, slot):
    """What a mediator says, whether it is believed, and the numbers that both rest on."""
    line = mediator.knows_least[1 - slot]
    low, high = listener.other_low, listener.other_high
    least = talking.reserve(listener)
    firm = strategies.asked_of(listener, least, line, high)
    soft = strategies.asked_of(listener, least, low, line)
    firm_if_firm = brings(mediator, listener, other, slot, firm, line, high)
    soft_if_firm = brings(mediator, listener, other, slot, soft, line, high)
    firm_if_soft = brings(mediator, listener, other, slot, firm, low, line)
    soft_if_soft = brings(mediator, listener, other, slot, soft, low, line)
    is_firm = talking.reserve(other) > line
    gain = firm_if_firm - soft_if_firm if is_firm else firm_if_soft - soft_if_soft
    believed = mediation.believed(firm_if_soft - soft_if_soft, soft_if_firm - firm_if_firm)
    return notes.Word(
        line,
        1.0 if mediation.says_firm(is_firm, gain) else 0.0,
        1.0 if is_firm else 0.0,
        1.0 if believed else 0.0,
        firm,
        soft,
        firm_if_firm,
        soft_if_firm,
        firm_if_soft,
        soft_if_soft,
        low,
        high,
    )


def brings(mediator, listener, other, slot, demand, low, high):
    """What a listener's demand brings a mediator, of a side whose least lies in ``low``..``high``.

    By fighting each side gets what fighting would bring it but for its own cost.
    """
    return mediation.of_demand(
        screening.accepted(demand, low, high),
        demand,
        but_for_cost(listener),
        but_for_cost(other),
        mediator.closeness[slot],
        mediator.closeness[1 - slot],
        mediator.credit + mediator.border * (1.0 - mediator.accepts_displacement),
    )


def but_for_cost(party):
    """What fighting would bring a party, but for the cost of fighting [points]."""
    return party.outside + party.war_cost + party.weary

"""What a scenario may set about a mediator, and the state it carries through a run.

Keys that end in ``_0`` and ``_1`` carry the parties' names in a scenario. Each instrument has a
price, in the mediator's own points, and a budget; a budget of 0 takes the instrument away.
"""

from agents.premise import AT_THE_START, Premise, days, name, number, points, share
from agents.traits.names import INSTRUMENTS


def price(instrument, default=0.01):
    """The price of using an instrument."""
    return points(default, f"price of {instrument}, in its own points")


def budget(default, meaning, unit):
    """How often, or how long, an instrument can be used in a run."""
    return number(default, meaning, unit, ge=0, le=3650, when=AT_THE_START)


class MediatorTraits(Premise):
    """A mediator: what it can do, with whom, and what it is in for."""

    mediates: bool = name(True, "whether it mediates, or is a third party whose consent counts")
    access_0: float = share(0.5, "access to the party: how well messages get through")
    access_1: float = share(0.5, "access to the party: how well messages get through")
    leverage_0: float = points(0.05, "what its pressure makes leaving the truce cost the party")
    leverage_1: float = points(0.05, "what its pressure makes leaving the truce cost the party")
    closeness_0: float = share(
        0.0, "how far it takes the party's gains for its own", source="Kydd2003"
    )
    closeness_1: float = share(
        0.0, "how far it takes the party's gains for its own", source="Kydd2003"
    )
    credibility_0: float = share(0.5, "how far the party believes what it says and promises")
    credibility_1: float = share(0.5, "how far the party believes what it says and promises")
    knows_least_0: float = share(
        0.0,
        "share of which it knows whether the party would settle for it; 0 if it knows of none",
        source="Kydd2003",
    )
    knows_least_1: float = share(
        0.0,
        "share of which it knows whether the party would settle for it; 0 if it knows of none",
        source="Kydd2003",
    )
    # what it is in for
    credit: float = points(0.1, "worth to the mediator of a truce that holds, in its own points")
    border: float = points(
        0.0, "worth to it of no displacement across its border, in its own points"
    )
    accepts_displacement: float = share(1.0, "how far it would accept residents who are moved out")
    attention: float = share(1.0, "attention at the start", when=AT_THE_START)
    attention_floor: float = share(0.5, "attention that does not fade")
    attention_retention: float = share(0.99, "attention above the floor kept from day to day")
    spotlight: float = share(0.0, "more attention on a day, for an occasion such as a summit")
    # what its instruments do
    skill: float = number(
        0.3,
        "settlements brought about by a day of shuttling",
        "settlements a day",
        ge=0.0,
        le=100.0,
    )
    payment_0: float = points(0.0, "side payment it can offer the party for an agreement")
    payment_1: float = points(0.0, "side payment it can offer the party for an agreement")
    payment_asks: float = share(
        0.0,
        "share of the linked issue's worth that the payment asks the party for, at first",
    )
    payment_hardening: float = share(
        0.0, "how much more of the linked issue the payment asks for with each day"
    )
    payment_discount: float = number(
        0.0, "share of the side payment lost to each death a day", "share a death", ge=0.0, le=1.0
    )
    guarantee_0: float = points(
        0.0,
        "what its guarantee takes from the party's worth of leaving; negative backs leaving",
        low=-1.0,
        source="Walter1997",
    )
    guarantee_1: float = points(
        0.0,
        "what its guarantee takes from the party's worth of leaving; negative backs leaving",
        low=-1.0,
        source="Walter1997",
    )
    commitment: float = share(1.0, "how far it is bound by its guarantee")
    guarantee_given: bool = name(
        False, "whether it has given its guarantee before the first day", when=AT_THE_START
    )
    monitors: float = share(
        0.0, "share of the errors of verification and blame that its monitors remove"
    )
    deadline_days: int = days(14, "days that its deadline leaves for the talks", low=1)
    optimism: float = number(
        0.0, "how much better than it is, it says the talks stand", "share", ge=-1.0, le=1.0
    )
    noise: float = share(0.1, "spread of what it says in public around what it means")
    # prices and budgets
    price_shuttle: float = price("a day of shuttling", 0.004)
    price_bridging: float = price("a proposal")
    price_pressure: float = price("taking up pressure on a party")
    price_payment: float = price("offering a side payment")
    price_guarantee: float = price("giving a guarantee")
    price_monitoring: float = price("sending monitors for a phase")
    price_deadline: float = price("setting a deadline")
    budget_shuttle: int = budget(60, "days of shuttling it can afford in a run", "days")
    budget_bridging: int = budget(0, "proposals it can make in a run", "proposals")
    budget_pressure: int = budget(60, "days of pressure it can keep up in a run", "days")
    budget_payment: int = budget(0, "side payments it can offer in a run", "offers")
    budget_guarantee: int = budget(0, "guarantees it can give in a run", "guarantees")
    budget_monitoring: int = budget(0, "phases for which it can send monitors in a run", "phases")
    budget_deadline: int = budget(0, "deadlines it can set in a run", "deadlines")


class MediatorState:
    """What changes about a mediator during a run: name, type, length, unit, meaning."""

    fields = (
        ("stream", int, 0, "number", "its number among the mediators, from 0"),
        ("current_attention", float, 0, "share", "attention now"),
        ("value", float, 0, "own points", "what a truce that holds is worth to it now"),
        ("left", int, len(INSTRUMENTS), "as the budget", "budget left, by instrument"),
        ("active", int, len(INSTRUMENTS), "yes or no", "1 while in use, by instrument"),
        ("pressing", int, 2, "yes or no", "1 while it presses the party, by party"),
        ("declined", int, len(INSTRUMENTS), "yes or no", "1 if last passed by, by instrument"),
        ("spared", int, 2, "yes or no", "1 if it last chose not to press the party, by party"),
        (
            "told",
            int,
            2,
            "code",
            "what it last told the party; see agents/informing.py",
        ),
        ("stationed", int, 0, "number", "the phase or limbo for which it last considered monitors"),
        ("asks_now", float, 0, "share", "share of the linked issue's worth that it asks for now"),
        ("spell", int, 0, "spells", "the spell in which it last considered its instruments"),
        ("considered", int, 0, "day", "day on which it last considered the talks"),
    )

"""What a seat can do, how often, at what price, and what it brings about."""

from typing import NamedTuple

from agents.traits import (
    DEADLINE,
    GUARANTEE,
    INSTRUMENTS,
    MONITORING,
    PAYMENT,
    PRESSURE,
    SHUTTLE,
    MediatorTraits,
)
from sim.classroom.knowing.facts import POINTS
from sim.words import INSTRUMENTS as CALLED
from sim.words import count, number

ALWAYS = None  # the budget of what can be done again and again; its unit says when
ANY_TIME, AT_A_VOTE, ONCE = "as often as you like", "on each agreement", "once, until you return"

OF_A_PARTY = (
    ("offers", "offers", "Offer a deal, take one, or refuse it."),
    ("delivers", "deliveries", "Hand over what you owe, put it off, or withhold it."),
    ("protests", "protest", "Say in public that the other side has broken its word."),
    ("holds_back", "holding back", "Hold back what you owe until the other side delivers."),
    ("suspends_talks", "suspending talks", "Leave the talks for a time."),
    ("stops_deliveries", "stopping deliveries", "Stop everything that you owe."),
    ("resumes_fighting", "resuming fighting", "Leave the truce. There is no way back."),
)
TRADES = (
    "Side trades come by themselves where both sides gain: what one side has withheld and a later "
    "promise of the other then fall due together, soon; each side still decides whether to deliver."
)


class Instrument(NamedTuple):
    """Something that a seat can do."""

    key: str
    name: str
    budget: int | None  # how often, in ``unit``; None for no limit, and ``unit`` says when
    unit: str
    price: float  # in the seat's own points
    text: str


def of_party():
    """What a party can do; the same for both, and never limited."""
    return tuple(
        Instrument(key, name, ALWAYS, ANY_TIME, 0.0, text) for key, name, text in OF_A_PARTY
    )


def rules(world):
    """How far answers go in a day, and what becomes of what is withheld; the same for both."""
    most = count(int(world.rungs_a_day), "step")
    steps = (
        "Protest, holding back, suspending talks and stopping deliveries are steps, from mild to "
        f"hard. In a day you go up or down {most} at most, so that not every answer is open to "
        "you on every day."
    )
    if world.resumable:
        steps += " Resuming fighting always is."
    return (steps, TRADES) if world.trades else (steps,)


def of_mediator(mediator, parties):
    """What a mediator can do, as long as it has the budget; ``parties`` are names, keys, slots."""
    return tuple(
        Instrument(
            key,
            CALLED[key],
            mediator.budget[place],
            MediatorTraits.model_fields[f"budget_{key}"].json_schema_extra["unit"],
            mediator.price[place] * POINTS,
            does(place, mediator, parties),
        )
        for place, key in enumerate(INSTRUMENTS)
        if mediator.budget[place] > 0
    )


def does(place, mediator, parties):
    """What an instrument of a mediator brings about."""
    if place == PRESSURE:
        cost = each(mediator.leverage, parties)
        return (
            f"Make leaving the truce cost more: {cost}, as long as you give it all your attention."
        )
    if place == PAYMENT:
        asks = number(100 * mediator.payment_asks)
        return (
            f"Offer something on top of an agreement: {each(mediator.payment, parties)}. In return "
            f"you ask for {asks} % of one issue, and for more each day."
        )
    if place == GUARANTEE:
        given = " You have given it already." if mediator.guarantee_given else ""
        return (
            "Promise to stand behind the truce. Leaving it is then worth less: "
            f"{each(mediator.guarantee, parties)} (under 0: worth more).{given}"
        )
    skill, removed = number(mediator.skill), number(100 * mediator.monitors)
    return {
        SHUTTLE: f"Go between the sides in a crisis. A day of it settles {skill} of one.",
        MONITORING: f"Send people who watch, for a phase. They take away {removed} % of the errors "
        "about who did what.",
        DEADLINE: f"Set a deadline for the talks, {mediator.deadline_days} days ahead.",
    }.get(place, "Put a proposal of your own on the table, to be taken or left.")


def each(numbers, parties):
    """What something is for each party, in points."""
    return ", ".join(
        f"{number(POINTS * numbers[slot], 1)} points for {name}" for name, _, slot in parties
    )


def of_constituency(one, party, name):
    """What a constituency can do to its leader."""
    found = []
    if one.votes:
        text = (
            f"Vote for an agreement or against it. You have {number(100 * one.weight)} of 100 "
            f"votes; {name} needs {number(100 * party.majority)}."
        )
        found.append(Instrument("vote", "vote", ALWAYS, AT_A_VOTE, 0.0, text))
    if one.partner:
        gone = " You have left already." if one.gone else ""
        text = (
            f"Leave the government when your mood falls under {number(100 * one.exit)}; threaten "
            f"it before; come back when it is over {number(100 * one.returns)}.{gone}"
        )
        found.append(Instrument("exit", "leaving the government", ALWAYS, ONCE, 0.0, text))
    text = (
        "Say what you think: a good mood makes staying in the truce worth more to your leader, a "
        "bad one less."
    )
    found.append(Instrument("voice", "speaking up", ALWAYS, ANY_TIME, 0.0, text))
    return tuple(found)

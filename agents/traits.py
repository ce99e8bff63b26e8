"""What a scenario may set about a party and a mediator, and the state each carries through a run.

The two parties have the same traits; where they differ, they differ by the numbers in
``configs/parties``. ``sim/layout.py`` turns traits and state into one flat row.
"""

from typing import Literal

from agents.premise import AT_THE_START, NEVER, Premise, days, name, number, points, share

KINDS = ("exchange", "aid", "withdrawal", "talks")  # kinds of promise, trusted separately
EXCHANGE, AID, WITHDRAWAL, TALKS = range(len(KINDS))

STRATEGIES = ("time_dependent", "hard_line")  # ways to concede, see agents/strategies
TIME_DEPENDENT, HARD_LINE = range(len(STRATEGIES))

NO_MANDATE, TECHNICAL, FULL = range(3)


class PartyTraits(Premise):
    """A party to the conflict."""

    stream: int = number(
        0, "which of the two streams of luck the party draws from", "stream", ge=0, le=1, when=NEVER
    )
    # what the other side's word is thought to be worth
    trust: float = share(0.55, "chance, at the start, that the other side keeps a promise")
    trust_weight: float = number(
        6.0, "evidence the trust at the start stands for", "promises", ge=0.01, le=1000.0
    )
    memory: float = share(0.99, "evidence of the other side's conduct kept from day to day")
    reaction: float = share(
        0.6, "how far the other side's keeping is expected to fall when it sees a breach"
    )
    # what leaving the truce would bring
    war_prospect: float = points(
        0.3, "worth of fighting against a side that holds nothing", low=-2.0
    )
    exposure: float = points(0.4, "worth of fighting lost to all that the other side holds")
    war_cost: float = points(0.15, "cost of fighting: losses, weariness, standing abroad")
    let_down: float = points(0.1, "loss from being left first")
    # what staying might bring
    hope: float = share(0.5, "believed chance, at the start, that the next phase comes about")
    expected_deal: float = share(
        0.5, "worth of the deal expected before offers are heard", when=AT_THE_START
    )
    hope_retention: float = share(0.97, "hope kept from day to day in limbo")
    limbo_cost: float = points(0.005, "cost of each day in limbo, pressure at home included")
    # the talks
    strategy: Literal[STRATEGIES] = name("time_dependent", "how the party concedes in the talks")
    opening: float = share(1.0, "utility of the first demand", source="Faratin1998")
    haste: float = number(
        0.5,
        "exponent of concession; under 1 firm until the deadline, over 1 early",
        "exponent",
        ge=0.01,
        le=100.0,
        source="Faratin1998",
    )
    # answers and incidents
    begins: float = number(
        1.0,
        "how often incidents begin with the party, beside how often with the other",
        "weight",
        ge=0.001,
        le=1000.0,
    )
    retaliation: float = number(
        3.0,
        "worth of a full answer to a grievance of one point",
        "points a point",
        ge=0.0,
        le=100.0,
    )
    forgiveness: float = share(0.15, "part of a grievance that passes each day")


class PartyState:
    """What changes about a party during a run: name, then type (and length)."""

    fields = (
        ("kept", float, len(KINDS)),  # evidence of promises kept, by kind
        ("broken", float, len(KINDS)),  # evidence of promises broken, by kind
        ("ahead", float, len(KINDS)),  # worth of what is owed to it in this phase, by kind
        ("owing", float, 0),  # cost of what it plans to hand over in this phase
        ("breach_price", float, 0),  # what withholding one obligation would cost it
        ("held_at_start", float, 0),  # worth to the other side of all it held at the start
        ("leverage", float, 0),  # share of that still held
        ("leverage_after", float, 0),  # share that it will hold once this phase is carried out
        ("pressure", float, 0),  # what mediators would make leaving cost
        ("belief", float, 0),  # chance that the other side keeps its word
        ("outside", float, 0),  # worth of leaving now
        ("through", float, 0),  # worth if both keep their word
        ("staying", float, 0),  # worth of staying
        ("current_hope", float, 0),  # believed chance that the next phase comes about
        ("deal_worth", float, 0),  # worth of the deal expected, or agreed
        ("wronged", float, 0),  # grievance over promises [points]
        ("hurt", float, 0),  # grievance over violence [points]
        ("rung", int, 0),  # rung of the ladder stood on
        ("next_rung", int, 0),  # rung chosen today
        ("spell", int, 0),  # the spell for which the next line was drawn
        ("resolve", float, 0),  # how far leaving must beat staying for it to resume fighting
        ("mandate", int, 0),  # what its team at the talks may discuss
        ("heard", float, 0),  # utility of the other side's last offer; -1 before the first
        ("asked", float, 0),  # utility of its own last offer
    )


class MediatorTraits(Premise):
    """A mediator; keys that end in ``_0`` and ``_1`` carry the parties' names in a scenario."""

    access_0: float = share(0.5, "access to the party: how well messages get through")
    access_1: float = share(0.5, "access to the party: how well messages get through")
    leverage_0: float = points(0.05, "what it would make leaving the truce cost the party")
    leverage_1: float = points(0.05, "what it would make leaving the truce cost the party")
    credit: float = points(0.1, "worth to the mediator of a truce that holds, in its own points")
    skill: float = number(
        0.3,
        "settlements brought about by a day of shuttling",
        "settlements a day",
        ge=0.0,
        le=100.0,
    )
    price: float = points(0.02, "price of a day of shuttling, in its own points")
    missions: int = days(60, "days of shuttling it can afford in a run", when=AT_THE_START)
    attention: float = share(1.0, "attention at the start", when=AT_THE_START)
    attention_floor: float = share(0.5, "attention that does not fade")
    attention_retention: float = share(0.99, "attention above the floor kept from day to day")


class MediatorState:
    """What changes about a mediator during a run."""

    fields = (
        ("stream", int, 0),  # its number among the mediators
        ("current_attention", float, 0),  # attention now
        ("left", int, 0),  # days of shuttling left
    )

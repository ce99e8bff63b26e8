"""What is promised and what is talked about: obligations, issues, and what an offer is worth."""

from typing import Literal

from agents.premise import (
    AT_THE_START,
    NEVER,
    Premise,
    Share,
    days,
    name,
    number,
    points,
    share,
    shares,
)
from agents.traits import KINDS

NOT_YET, PENDING, DONE = range(3)  # status of an obligation
NOTHING, DELIVERED, LATE, DELAYED, WITHHELD, WRONG = range(6)  # what was done about it today
AFTER_ALL = 1 << 30  # a day after the last of every run

MOST_ISSUES = 12
MOST_LEVELS = 64  # levels of an issue whose worth stands in a list
MOST_DEALS = 100_000  # deals that are searched one by one


class ObligationTerms(Premise):
    """Who owes what to whom, by when, in return for what."""

    by: int = number(0, "the party that owes it, a slot", "party", ge=0, le=1, when=NEVER)
    kind: Literal[KINDS] = name("exchange", "kind of promise; each is trusted separately")
    phase: int = number(1, "phase in which it falls due", "phase", ge=1, le=20, when=NEVER)
    day: int = days(1, "day of the phase on which it falls due", low=1)
    amount: float = number(0.0, "how much is owed", "units of the good", ge=0.0, le=1e9)
    worth: float = points(0.02, "worth to the side it is owed to")
    cost: float = points(0.01, "cost to the side that owes it", low=-2.0)
    lag: float = number(6.0, "mean lag of a delivery", "hours", ge=0.0, le=2400.0)
    in_return_for: int = number(
        -1,
        "the obligation it answers, by place; -1 for none",
        "obligation",
        ge=-1,
        le=65535,
        when=NEVER,
    )
    stands_for: int = number(
        -1,
        "the obligation, by place, that is done with it; -1 for none",
        "obligation",
        ge=-1,
        le=65535,
        when=NEVER,
    )
    done_before: int = days(
        0, "day on which it was delivered before the run's first day; 0 if it was not", when=NEVER
    )
    resented: float = share(0.0, "how much partners in government resent handing it over")
    salience: float = number(
        1.0, "how much the public cares about the people concerned", "times", ge=0.0, le=100.0
    )
    unknown: int = number(
        0,
        "people among them of whom only the debtor knows whether they live",
        "people",
        ge=0,
        le=200,
        when=AT_THE_START,
    )
    dead: float = share(0.0, "chance that such a person has died", when=AT_THE_START)
    revealed: int = days(0, "day on which it becomes known; 0 for when they are handed over")
    remains: bool = name(False, "whether remains have to be identified, which can go wrong")


class ObligationState:
    """What changes about an obligation during a run: name, type, length, unit, meaning."""

    fields = (
        ("index", int, 0, "number", "its place in the agreement, from 0"),
        ("status", int, 0, "code", "0 not yet in force, 1 pending, 2 done"),
        ("due", int, 0, "day", "day of the run on which it falls due"),
        ("review", int, 0, "day", "day on which it is decided next"),
        ("attempt", int, 0, "times", "times decided so far"),
        ("today", int, 0, "code", "what was done about it today, by agents/terms.py"),
        ("underway", int, 0, "yes or no", "1 from a hitch until it arrives"),
        ("done", int, 0, "day", "day of delivery"),
        ("hours", float, 0, "hours", "lag of the delivery"),
        ("delivered", float, 0, "units of the good", "amount delivered"),
        ("claimed", int, 0, "yes or no", "1 once a breach has been claimed over it"),
        ("away", int, 0, "days", "days until it falls due, as counted where a party discounts"),
        ("declined", int, 0, "yes or no", "1 once its debtor has put it off of its own will"),
        ("planned", float, 0, "points", "what its debtor plans to pay for it"),
        ("died", int, 0, "people", "how many of the unknown have died; its debtor knows"),
        ("known", int, 0, "yes or no", "1 once the other side knows it as well"),
        ("bonus", float, 0, "points", "worth of what a side trade brings for delivering it"),
        ("trade", int, 0, "number", "the side trade it is part of; 0 for none"),
    )


class IssueTerms(Premise):
    """One issue of the talks: how much each party cares, which end it wants, and its red line."""

    levels: int = number(
        11, "evenly spaced levels, both ends counted", "levels", ge=2, le=1_000_000_001
    )
    weight_0: float = number(1.0, "relative weight for the party", "weight", ge=0.0, le=1000.0)
    weight_1: float = number(1.0, "relative weight for the party", "weight", ge=0.0, le=1000.0)
    wants_high_0: bool = name(True, "true if the party wants the high end")
    wants_high_1: bool = name(False, "true if the party wants the high end")
    curvature_0: float = number(
        1.0, "curvature of worth; under 1 the first steps count most", "exponent", ge=0.05, le=10.0
    )
    curvature_1: float = number(
        1.0, "curvature of worth; under 1 the first steps count most", "exponent", ge=0.05, le=10.0
    )
    worths_0: tuple[Share, ...] = shares(
        "worth of each level to the party, from the low end on; none for the curve", MOST_LEVELS
    )
    worths_1: tuple[Share, ...] = shares(
        "worth of each level to the party, from the low end on; none for the curve", MOST_LEVELS
    )
    red_line_0: float = share(0.0, "least worth of the issue that the party takes; 0 for none")
    red_line_1: float = share(0.0, "least worth of the issue that the party takes; 0 for none")
    sacred_0: bool = name(
        False, "whether no side payment moves the party's red line", source="Ginges2007"
    )
    sacred_1: bool = name(
        False, "whether no side payment moves the party's red line", source="Ginges2007"
    )
    linked: bool = name(False, "whether side payments to the other end ask for a level of it")


class IssueState:
    """What changes about an issue during a run: name, type, length, unit, meaning."""

    fields = (
        ("offer", float, 0, "share of the range", "level on the table"),
        ("draft", float, 0, "share of the range", "level of the best deal found so far"),
        ("text", float, 0, "share of the range", "level in the single text; -1 if none"),
        ("last", float, 2, "share of the range", "level that each party offered last; -1 before"),
        ("share", float, 2, "share", "weight for each party, of all its weights"),
        ("line_known", float, 2, "share", "each party's red line, as the other has learnt it"),
        ("listed", int, 2, "yes or no", "1 where the party's worth of each level is a list"),
        ("place", int, 0, "level", "in a search of all deals, the level looked at, from 0"),
        ("added", float, 0, "share", "in such a search, worth of the levels chosen so far"),
        ("room", float, 0, "share", "in such a search, the most that later issues can add"),
    )

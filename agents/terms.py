"""What is promised and what is talked about: obligations, issues, and what an offer is worth."""

from typing import Literal

from agents.premise import NEVER, Premise, days, name, number, points
from agents.rules import utility
from agents.traits import KINDS

NOT_YET, PENDING, DONE = range(3)  # status of an obligation
NOTHING, DELIVERED, LATE, DELAYED, WITHHELD = range(5)  # what was done about it today

MOST_ISSUES = 8


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


class ObligationState:
    """What changes about an obligation during a run."""

    fields = (
        ("index", int, 0),  # its place in the agreement
        ("status", int, 0),
        ("due", int, 0),  # day of the run on which it falls due
        ("review", int, 0),  # day on which it is decided next
        ("attempt", int, 0),  # times decided so far
        ("today", int, 0),  # what was done about it today
        ("underway", int, 0),  # 1 from a hitch until it arrives
        ("done", int, 0),  # day of delivery
        ("hours", float, 0),  # lag of the delivery
        ("delivered", float, 0),  # amount delivered
        ("declined", int, 0),  # 1 once its debtor has put it off of its own will
        ("planned", float, 0),  # what its debtor plans to pay for it [points]
    )


class IssueTerms(Premise):
    """One issue of the talks: how much each party cares, and which end it wants."""

    levels: int = number(11, "evenly spaced levels, both ends counted", "levels", ge=2, le=1001)
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


class IssueState:
    """What changes about an issue during a run."""

    fields = (
        ("offer", float, 0),  # level on the table [share of its range]
        ("share_0", float, 0),  # weight for the party, of all its weights [share]
        ("share_1", float, 0),
    )


def normalise(issues):
    """Set each party's shares so that they are as its weights and sum to 1."""
    first = 0.0
    second = 0.0
    for issue in issues:
        first += issue.weight_0
        second += issue.weight_1
    for issue in issues:
        issue.share_0 = issue.weight_0 / first
        issue.share_1 = issue.weight_1 / second


def worth_of_offer(issues, slot):
    """Utility of the offer on the table to the party in ``slot`` [0..1]."""
    total = 0.0
    for issue in issues:
        if slot == 0:
            total += issue.share_0 * utility.value(
                issue.offer, issue.wants_high_0, issue.curvature_0
            )
        else:
            total += issue.share_1 * utility.value(
                issue.offer, issue.wants_high_1, issue.curvature_1
            )
    return total


def ask(issues, slot, target):
    """Put on the table the offer in which each issue is worth at least ``target`` to ``slot``."""
    for issue in issues:
        if slot == 0:
            issue.offer = utility.level_worth(
                target, issue.wants_high_0, issue.curvature_0, issue.levels
            )
        else:
            issue.offer = utility.level_worth(
                target, issue.wants_high_1, issue.curvature_1, issue.levels
            )

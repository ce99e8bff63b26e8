"""What a result of theory rests on: premises under which it does not hold are refused.

Each refusal is one sentence: the premise, what it is, and what theory takes in its place.
"""

from collections.abc import Callable
from typing import NamedTuple

from sim import rows
from sim.refusals import PremiseError, shown
from sim.theory import reading


def refuse(scenario, key, takes, found="this"):
    """Refuse a premise; ``takes`` and ``found`` are words."""
    problem = f"{found} is not allowed; theory={scenario.name} takes {takes}"
    raise PremiseError(key, problem)


class Bound(NamedTuple):
    """What a number must be, short of equal to another."""

    words: str
    keeps: Callable  # of the number: whether it is within the bound


def at_least(least):
    """A bound from below."""
    return Bound(f"at least {least:g}", lambda found: found >= least)


def at_most(most):
    """A bound from above."""
    return Bound(f"at most {most:g}", lambda found: found <= most)


def above(least):
    """A bound from below that is itself too low."""
    return Bound(f"more than {least:g}", lambda found: found > least)


def require(scenario, wanted, why=""):
    """Refuse premises that are not as a result takes them.

    ``wanted`` has for each dotted name (``*`` for each thing of a section) a value, a set of values
    or a bound. To be asked after ``one_number_each``: of a range this sees the middle.
    """
    for name, takes in wanted.items():
        for key in rows.matching(name, scenario.premises):
            found = reading.value(scenario, key)
            if isinstance(takes, Bound):
                words, holds = takes.words, takes.keeps(found)
            else:
                allowed = takes if isinstance(takes, set) else {takes}
                words = " or ".join(shown(one) for one in sorted(allowed))
                holds = found in allowed
            if not holds:
                refuse(scenario, key, f"{words}: {why}" if why else words, shown(found))


def one_number_each(scenario, except_for=()):
    """Refuse premises that differ from run to run, or from day to day, but for those named."""
    for place in (*scenario.spreads["place"], *scenario.joint.joined["place"]):
        key = rows.named(int(place), scenario.premises, scenario.shape)
        if key not in except_for:
            refuse(scenario, key, "one number", "a range")
    for day, *_ in scenario.changes:
        refuse(scenario, "changes", "premises that stay", f"one on day {day}")


def nothing_else(scenario, *sections):
    """Refuse all members of sections that the result knows nothing of."""
    for section in sections:
        for key in getattr(scenario.premises, section):
            refuse(scenario, f"{section}.{key}", f"no {section}")


def one_issue(scenario):
    """Refuse all but one issue, of which the sides want opposite ends and can accept any level."""
    issues = scenario.premises.issues
    if len(issues) != 1:
        refuse(scenario, "issues", "exactly one", str(len(issues)))
    (key,) = issues
    first, second = scenario.premises.parties
    for party in (first, second):
        require(scenario, {f"issues.{key}.red_line_{party}": 0.0})
    end = reading.value(scenario, f"issues.{key}.wants_high_{first}")
    require(scenario, {f"issues.{key}.wants_high_{second}": not end}, "opposite ends")


def linear(scenario):
    """Refuse an issue that is not a pie: worth its share to one side, and the rest to the other."""
    for party in scenario.premises.parties:
        require(scenario, {f"issues.*.curvature_{party}": 1.0})


def bargaining(scenario, strategy, with_assemblies=False):
    """Refuse all but alternating offers on one issue, both sides with one strategy."""
    one_number_each(scenario)
    nothing_else(scenario, "mediators", "obligations")
    if not with_assemblies:
        nothing_else(scenario, "constituencies")
    one_issue(scenario)
    require(
        scenario,
        {
            "talks.protocol": "alternating_offers",
            "limbo.carried_by_talks": False,
            "parties.*.strategy": strategy,
            "parties.*.weariness": 0.0,
            "parties.*.signature": 0.0,
        },
    )
    outside_options(scenario)


def outside_options(scenario):
    """Refuse an outside option at which a side at the table stops short of what it has outside."""
    for key, found in zip(scenario.premises.parties, reading.outside(scenario), strict=True):
        if not -1e-12 <= found <= reading.MOST:
            takes = f"an outside option (with position, less war_cost) from 0 to {reading.MOST:g}"
            refuse(scenario, f"parties.{key}.war_prospect", takes, f"one of {found:g}")


def nothing_on_signing(scenario):
    """Refuse what makes staying or leaving worth more or less than the outside option says."""
    nothing = ("position", "weariness", "signature")
    require(scenario, {f"parties.*.{name}": 0.0 for name in nothing})


def one_demand(scenario):
    """Refuse all but one demand by the first side, that screens, to be taken or left.

    What fighting costs the second may differ from run to run, all costs equally likely.
    """
    cost = "parties.second.war_cost"
    one_number_each(scenario, except_for=[cost])
    nothing_else(scenario, "obligations", "constituencies")
    one_issue(scenario)
    linear(scenario)
    nothing_on_signing(scenario)
    require(
        scenario,
        {
            "talks.protocol": "alternating_offers",
            "talks.rounds": 1,
            "talks.rounds_a_day": 1,
            "talks.first_mover": "first",
            "limbo.limbo": False,
            "choice.resumable": False,
            "parties.first.strategy": "screening",
            "parties.first.opening": 1.0,
            "parties.second.strategy": "time_dependent",
            "parties.*.majority": 0.0,
        },
    )
    costs = reading.uniform(scenario, cost)
    if costs is None:
        refuse(scenario, cost, "one number or {uniform: [low, high]}")
    require(scenario, {"parties.second.war_prospect": at_most(reading.MOST + costs[0])})

"""What the lessons on bargaining share: their conditions, and what the runs say of each deal."""

from typing import NamedTuple

import numpy as np

from sim.protocols import table
from sim.refusals import PremiseError
from sim.theory import answer

MOST = 0.99  # of an outside option or a floor that a side goes by at the table


class Deals(NamedTuple):
    """How the talks ended, run by run."""

    mover: np.ndarray  # slot of the side that made the first offer
    agreed: np.ndarray  # true if there is an agreement that binds
    rounds: np.ndarray  # round of the agreement; 0 if there is none
    worth: np.ndarray  # utility of the deal to each side, shape (runs, 2); 0 if there is none


def deals(scenario, kept):
    """How the talks ended in each run."""
    offers, runs = kept.offers, np.arange(len(kept.runs))
    mover = np.array(scenario.streams)[offers[:, 0, table.PROPOSER].astype(int)]
    last = np.maximum(kept.runs["offered"] - 1, 0)
    final = offers[runs, last]
    agreed = (kept.runs["ratified_day"] > 0) & (final[:, table.ACCEPTED] == 1.0)
    rounds = np.where(agreed, final[:, table.ROUND], 0.0)
    worth = np.where(agreed[:, None], final[:, [table.UTILITY_0, table.UTILITY_1]], 0.0)
    return Deals(mover, agreed, rounds, worth)


def exact(what, unit, theory, simulated, tolerance, allowed):
    """An answer that luck has no part in: that of the run farthest from theory."""
    theory, simulated = np.broadcast_arrays(theory, np.asarray(simulated, dtype=float))
    worst = int(np.argmax(np.abs(simulated - theory)))
    return answer.exact(what, unit, theory[worst], simulated[worst], tolerance, allowed)


def alone(scenario, strategy, votes=False):
    """Refuse what none of these results is about: whatever is beside two sides and one issue."""
    checked = scenario.premises
    if scenario.changes or len(scenario.spreads):
        raise PremiseError("theory", "the result takes one value of each premise for all runs")
    for section in ("mediators", "obligations", *(() if votes else ("constituencies",))):
        if getattr(checked, section):
            raise PremiseError(section, "the result takes none")
    if len(checked.issues) != 1:
        raise PremiseError("issues", f"{len(checked.issues)} given; the result takes one")
    needed(scenario, "talks", "", "protocol", "alternating_offers")
    needed(scenario, "limbo", "", "carried_by_talks", False)
    (issue,) = checked.issues
    if checked.issues[issue].wants_high_0 == checked.issues[issue].wants_high_1:
        raise PremiseError(f"issues.{issue}", "the result takes sides that want opposite ends")
    for slot, party in enumerate(checked.parties):
        needed(scenario, "parties", party, "strategy", strategy)
        for field in ("weariness", "signature"):
            needed(scenario, "parties", party, field, 0.0)
        if getattr(checked.issues[issue], f"red_line_{slot}") != 0.0:
            raise PremiseError(f"issues.{issue}.red_line_{party}", "the result takes 0")


def needed(scenario, section, name, field, value):
    """Refuse a premise that is not as the result needs it."""
    group = getattr(scenario.premises, section)
    found = getattr(group[name] if name else group, field)
    if found != value:
        key = ".".join(part for part in (section, name, field) if part)
        said = str(value).lower() if isinstance(value, bool) else value
        raise PremiseError(key, f"{found} is not allowed; the result takes {said}")


def linear(scenario):
    """Refuse an issue that is not a pie: worth its share to one side, and the rest to the other."""
    ((key, issue),) = scenario.premises.issues.items()
    for slot, party in enumerate(scenario.premises.parties):
        curvature = getattr(issue, f"curvature_{slot}")
        if curvature != 1.0:
            problem = f"{curvature:g} is not allowed; the result takes 1"
            raise PremiseError(f"issues.{key}.curvature_{party}", problem)


def step(scenario):
    """The distance between two levels of the issue [share]."""
    (issue,) = scenario.premises.issues.values()
    return 1.0 / (issue.levels - 1)


def patience(scenario):
    """The worth kept of what comes a round later, for each side [share]."""
    days = 1.0 / scenario.premises.talks.rounds_a_day
    return tuple(party.discount**days for party in scenario.premises.parties.values())


def outside(scenario):
    """What each side has without an agreement [0..0.99], as it takes it at the table."""
    return tuple(
        float(np.clip(party.war_prospect + party.position - party.war_cost, 0.0, MOST))
        for party in scenario.premises.parties.values()
    )


def rounds_there_are(scenario):
    """Rounds until the first phase runs out."""
    phase = scenario.premises.first_phase
    days = min(phase.length, scenario.premises.calendar.horizon)
    return days * scenario.premises.talks.rounds_a_day

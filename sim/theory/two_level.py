"""A floor at home: what a side cannot get ratified, it cannot agree to ([Putnam1988]_).

Two sides share a pie under a small risk of breakdown (see ``nash``), and an assembly of the first
approves no less than ``r``. The floor bounds what the side may agree to and leaves what it has
without an agreement as it is, so that it gets the larger of ``r`` and its share by the Nash
solution. If the other side's ``1 - r`` is less than it has without an agreement, there is none. A
disagreement point of ``r`` would move the terms by half of it, however small.
"""

import numpy as np

from sim.theory import alternating, answer, conditions, reading, sides
from sim.theory.answer import LAST_DIGITS

KEEP = "all"
PARAMETER, RUNS = "constituencies.assembly.least", 2
VALUES = tuple(np.linspace(0.025, 0.975, 20))
LABELS = ("least share that the first party can get ratified", "what the first party gets")


def answers(scenario, kept):
    """What the first side gets, at this risk and as it falls to 0; and whether they agree."""
    check(scenario)
    found = sides.deals(scenario, kept)
    payoffs, floors = reading.outside(scenario), bounds(scenario)
    got = np.where(found.agreed[:, None], found.worth, payoffs)[:, 0]
    breakdown, patience = scenario.premises.talks.breakdown, reading.patience(scenario)
    theory = np.array(
        [alternating.worth(breakdown, patience, payoffs, floors, mover)[0] for mover in (0, 1)]
    )[found.mover]
    grid = 1.0 / reading.steps(scenario) + LAST_DIGITS
    agree = alternating.taken(breakdown, patience, payoffs, floors) is not None
    shown = [
        answer.exact(
            "what the first side gets", "share", theory, got, grid, "a level of the issue"
        ),
        answer.exact("runs with an agreement", "share of runs", agree, found.agreed, 0.0, "exact"),
    ]
    if agree and patience == (1.0, 1.0):
        # a bound that holds leaves the mover at most the chance of a breakdown more than the limit
        limit = min(max(nash_share(payoffs), floors[0]), 1.0 - floors[1])
        what = "the larger of the floor and the Nash share"
        allowed = "what moving first is worth"
        shown.append(answer.exact(what, "share", limit, got, breakdown + grid, allowed))
    return tuple(shown)


def nash_share(payoffs):
    """The first side's share by the Nash solution of a pie of 1."""
    return payoffs[0] + 0.5 * (1.0 - payoffs[0] - payoffs[1])


def bounds(scenario):
    """What each side can get ratified at least: what all of its assemblies with a vote approve."""
    found = []
    for slot, party in enumerate(scenario.premises.parties.values()):
        own = [one for one in scenario.premises.constituencies.values() if one.by == slot]
        floors = [one.least for one in own if one.votes and one.weight > 0.0]
        found.append(floors[0] if party.majority > 0.0 and floors else 0.0)
    return tuple(found)


def check(scenario):
    """The result is about one assembly of a side, whose floor its leader knows."""
    conditions.bargaining(scenario, "equilibrium", with_assemblies=True)
    conditions.linear(scenario)
    conditions.require(
        scenario,
        {
            "choice.resumable": False,
            "ratification.vote_play": 0.0,
            "talks.breakdown": conditions.above(0.0),
            "constituencies.*.lenience": 0.0,
            "constituencies.*.sway": 0.0,
            "constituencies.*.least": conditions.at_most(reading.MOST),
        },
    )
    checked = scenario.premises
    for key, party in checked.parties.items():
        if party.majority > 0.0:
            conditions.require(scenario, {f"parties.{key}.foresight": 1.0})
    if len({one.by for one in checked.constituencies.values()}) < len(checked.constituencies):
        conditions.refuse(scenario, "constituencies", "one at most", "more than one of a side")

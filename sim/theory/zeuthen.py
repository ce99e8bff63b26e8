"""Step by step to the largest product of gains ([Zeuthen1930]_, [Harsanyi1956]_).

Each side stands by a demand. Taking the other's offer costs it a share of what it would gain by its
own: that is the largest risk of conflict that it would run. The side with the lower limit gives
way by a step. With gains ``f`` and ``s`` by the first side's demand and ``f'`` and ``s'`` by the
second's, the first gives way if ``(f - f')/f < (s' - s)/s'``, that is if ``f s < f' s'``. So the
demand with the smaller product moves, a demand with the largest product of all never does, and the
sides meet there: at the Nash solution of the deals there are ([Nash1950]_).
"""

import numpy as np

from sim.protocols import table
from sim.theory import answer, conditions, reading, sides
from sim.theory.answer import LAST_DIGITS

KEEP = "all"
PARAMETER, RUNS = "issues.pie.curvature_first", 4
VALUES = tuple(np.linspace(0.2, 2.0, 10))
LABELS = ("curvature of the first side's utility", "share of the pie for the first side")


def answers(scenario, kept):
    """The deal, as the first side's share of the pie, and the product of gains that it brings."""
    check(scenario)
    found = sides.deals(scenario, kept)
    shares, gains = possible(scenario)
    products = gains.prod(axis=1)
    best = shares[products >= products.max() * (1.0 - 1e-12)]
    got = np.where(found.agreed[:, None], found.worth, reading.outside(scenario))
    reached = np.maximum(got - reading.outside(scenario), 0.0).prod(axis=1)
    tied = 0.5 * float(np.ptp(best))
    return (
        answer.exact(
            "share of the pie for the first side", "share", best.mean(), level(scenario, kept),
            tied + LAST_DIGITS, "exact" if tied == 0.0 else "two deals have the largest product",
        ),
        answer.exact(
            "product of gains", "share squared", products.max(), reached, LAST_DIGITS, "exact"
        ),
    )  # fmt: skip


def level(scenario, kept):
    """The first side's share of the pie in the last offer of each run."""
    (issue,) = scenario.premises.issues.values()
    last = np.maximum(kept.runs["offered"] - 1, 0)
    found = kept.offers[np.arange(len(kept.runs)), last, table.LEVELS]
    return found if issue.wants_high_0 else 1.0 - found


def worths(scenario):
    """The first side's share of each deal, and its utility to both sides, shape (deals, 2)."""
    (issue,) = scenario.premises.issues.values()
    shares = np.arange(issue.levels) / (issue.levels - 1)
    worth = np.stack([shares**issue.curvature_0, (1.0 - shares) ** issue.curvature_1], axis=1)
    return shares, worth


def possible(scenario):
    """Deals that gain both sides and lie between their openings: first side's share, and gains."""
    shares, worth = worths(scenario)
    gains = worth - np.array(reading.outside(scenario))
    good = (gains > 1e-12).all(axis=1)
    openings = [party.opening for party in scenario.premises.parties.values()]
    for slot in range(2):
        asked = worth[worth[:, slot] >= openings[slot] - 1e-12, slot].min()
        good &= worth[:, slot] <= asked + 1e-12
    return shares[good], gains[good]


def check(scenario):
    """There must be something to gain, and time to come together step by step."""
    conditions.bargaining(scenario, "zeuthen")
    conditions.require(scenario, {"talks.breakdown": 0.0, "choice.resumable": False})
    rounds = 2 * (reading.steps(scenario) + 1)
    there_are = reading.rounds_there_are(scenario)
    if there_are < rounds:
        takes = f"{rounds} rounds before the phase runs out"
        conditions.refuse(scenario, "talks.rounds_a_day", takes, f"{there_are} in all")
    shares, _ = possible(scenario)
    if not len(shares):
        takes = "a deal between the openings that gains both sides"
        conditions.refuse(scenario, "parties", takes)

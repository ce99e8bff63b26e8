"""The Nash solution as what patient sides agree on under a small risk of breakdown ([Nash1950]_).

After each refused offer the talks break down with chance ``q``, and then the sides have ``d1`` and
``d2``. As proposers they get ``x1`` and ``x2`` with ``1 - x1 = q d2 + (1 - q) x2`` and likewise for
the other, so that ``x1 = d1 + (1 - d1 - d2) / (2 - q)``; as ``q`` falls to 0 both terms go to the
point that splits what is gained evenly ([Binmore1986]_). An outside option that a side may take at
any time is another thing: it is taken instead of refusing, so that it binds or does nothing
([Binmore1989]_).
"""

import numpy as np

from sim.theory import alternating, answer, conditions, reading, sides
from sim.theory.answer import LAST_DIGITS

KEEP = "all"
PARAMETER, RUNS = "talks.breakdown", 2
VALUES = (0.001, *np.linspace(0.1, 1.0, 10))
LABELS = ("chance of a breakdown after each refused offer", "what the first proposer gets")


def answers(scenario, kept):
    """What the side that offers first gets, and what that comes near to as waiting costs less."""
    check(scenario)
    found = sides.deals(scenario, kept)
    payoffs = reading.outside(scenario)
    got = np.where(found.agreed[:, None], found.worth, payoffs)
    runs = np.arange(len(found.mover))
    theory = np.array([worth(scenario, mover)[mover] for mover in (0, 1)])[found.mover]
    grid = 1.0 / reading.steps(scenario)
    exact = answer.exact(
        "what the side that offers first gets", "share", theory, got[runs, found.mover],
        grid + LAST_DIGITS, "a level of the issue",
    )  # fmt: skip
    agree = [can_agree(scenario)] * len(runs)
    agreed = answer.exact("runs with an agreement", "share of runs", agree, found.agreed, 0.0)
    limits = limit(scenario)
    if limits is None:
        return (exact, agreed)
    what, value, apart = limits
    near = answer.exact(
        what, "share", value, got[:, 0], apart + grid + LAST_DIGITS, "what moving first is worth"
    )
    return (exact, agreed, near)


def check(scenario):
    """Some cost of waiting must press the sides."""
    conditions.bargaining(scenario, "equilibrium")
    conditions.linear(scenario)
    talks, patience = scenario.premises.talks, reading.patience(scenario)
    if talks.breakdown == 0.0 and patience[0] * patience[1] == 1.0:
        takes = "a risk above 0 or a discount below 1: nothing presses the sides to agree"
        conditions.refuse(scenario, "talks.breakdown", takes, "0")


def worth(scenario, mover):
    """What both sides get where ``mover`` offers first."""
    return alternating.worth(*game(scenario), mover)


def can_agree(scenario):
    """True if there are terms that both sides take."""
    return alternating.taken(*game(scenario)) is not None


def game(scenario):
    """Chance of a breakdown, patience, what each side has after one, and what it may take first."""
    payoffs = reading.outside(scenario)
    bounds = payoffs if scenario.premises.choice.resumable else (0.0, 0.0)
    breakdown = scenario.premises.talks.breakdown
    return breakdown, reading.patience(scenario), payoffs, bounds


def limit(scenario):
    """What is shown, the first side's share in the limit, and how far from it a run may be.

    None where time and risk press together, or time presses one side more.
    """
    (own, other), patience = reading.outside(scenario), reading.patience(scenario)
    gained, breakdown = 1.0 - own - other, scenario.premises.talks.breakdown
    if gained < 0.0:
        return None
    if patience == (1.0, 1.0):
        apart = gained * breakdown / (2.0 * (2.0 - breakdown))
        return "share of the first side by the Nash solution", own + 0.5 * gained, apart
    if breakdown == 0.0 and patience[0] == patience[1]:
        what = "share of the first side, as waiting costs nothing"
        if scenario.premises.choice.resumable:
            return what, min(max(0.5, own), 1.0 - other), 1.0 - patience[0]
        return what, 0.5, 0.5 * (1.0 - patience[0]) / (1.0 + patience[0])
    return None

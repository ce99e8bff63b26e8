"""Alternating offers by sides that do not like to wait ([Rubinstein1982]_).

The proposer offers what the other would get by refusing and proposing a round later, and both know
it. If ``x`` is what a side gets as the proposer and ``d`` the worth it keeps of what comes a round
later, then ``1 - x1 = d2 x2`` and ``1 - x2 = d1 x1``, so that ``x1 = (1 - d2) / (1 - d1 d2)``; the
first offer is taken.
"""

import numpy as np

from sim.theory import answer, conditions, reading, sides
from sim.theory.answer import LAST_DIGITS

KEEP = "all"
PARAMETER, VALUES, RUNS = "parties.first.discount", tuple(np.linspace(0.0, 1.0, 11)), 2
LABELS = ("worth that the first party keeps a day later", "share of the first proposer")


def answers(scenario, kept):
    """The share of the side that offers first, and the round of the agreement."""
    check(scenario)
    found = sides.deals(scenario, kept)
    patience = reading.patience(scenario)
    by_mover = [(1.0 - patience[1 - mover]) / (1.0 - patience[0] * patience[1]) for mover in (0, 1)]
    theory = np.array(by_mover)[found.mover]
    got = found.worth[np.arange(len(found.mover)), found.mover]
    grid = 1.0 / reading.steps(scenario)
    return (
        answer.exact(
            "share of the side that offers first", "share", theory, got, grid + LAST_DIGITS,
            "a level of the issue",
        ),
        answer.exact("round of the agreement", "rounds", 1.0, found.rounds, 0.0, "exact"),
    )  # fmt: skip


def check(scenario):
    """The result is about time alone, and needs a side that does not like to wait."""
    conditions.bargaining(scenario, "equilibrium")
    conditions.linear(scenario)
    conditions.require(scenario, {"talks.breakdown": 0.0})
    if scenario.premises.choice.resumable and max(reading.outside(scenario)) > 0.0:
        takes = "false with an outside option above 0; theory=nash has the answer there"
        conditions.refuse(scenario, "choice.resumable", takes, "true")
    patience = reading.patience(scenario)
    if patience[0] * patience[1] == 1.0:
        conditions.refuse(scenario, "parties", "one below 1", "a discount of 1 for both")

"""Alternating offers by sides that do not like to wait ([Rubinstein1982]_).

The proposer offers what the other would get by refusing and proposing a round later, and both know
it. If ``x`` is what a side gets as the proposer and ``d`` the worth it keeps of what comes a round
later, then ``1 - x1 = d2 x2`` and ``1 - x2 = d1 x1``, so that ``x1 = (1 - d2) / (1 - d1 d2)``; the
first offer is taken.
"""

import numpy as np

from sim.refusals import PremiseError
from sim.theory import sides

KEEP = "all"
PARAMETER, VALUES, RUNS = "parties.first.discount", tuple(np.linspace(0.0, 1.0, 11)), 2
LABELS = ("worth that the first party keeps a round later", "share of the first proposer")


def answers(scenario, kept):
    """The share of the side that offers first, and the round of the agreement."""
    check(scenario)
    found = sides.deals(scenario, kept)
    patience = sides.patience(scenario)
    by_mover = [(1.0 - patience[1 - mover]) / (1.0 - patience[0] * patience[1]) for mover in (0, 1)]
    theory = np.array(by_mover)[found.mover]
    got = found.worth[np.arange(len(found.mover)), found.mover]
    grid = sides.step(scenario)
    return (
        sides.exact(
            "share of the side that offers first", "share", theory, got, grid + 1e-11,
            "a level of the issue",
        ),
        sides.exact("round of the agreement", "rounds", 1.0, found.rounds, 0.0, "exact"),
    )  # fmt: skip


def check(scenario):
    """The result is about time alone, and needs a side that does not like to wait."""
    sides.alone(scenario, "equilibrium")
    sides.linear(scenario)
    sides.needed(scenario, "talks", "", "breakdown", 0.0)
    if scenario.premises.choice.resumable and max(sides.outside(scenario)) > 0.0:
        problem = "true is not allowed with an outside option above 0; theory=nash has the answer"
        raise PremiseError("choice.resumable", problem)
    patience = sides.patience(scenario)
    if patience[0] * patience[1] == 1.0:
        raise PremiseError("parties", "discount is 1 for both; the result takes one below 1")

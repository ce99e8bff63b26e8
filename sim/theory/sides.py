"""What the runs say of each deal, for the lessons on bargaining."""

from typing import NamedTuple

import numpy as np

from sim.protocols import table


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

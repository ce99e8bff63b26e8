"""What talks bring each side: the deal if there is one, and what it falls back on if not.

A block of runs must have been kept with ``KEEP``: what a side falls back on stands in the state at
the end of a run.
"""

from typing import NamedTuple

import numpy as np

from sim import deals, layout, records, rows

KEEP = records.RUNS_ONLY._replace(rows=True)
LEAST_GAIN = 1e-12  # product of gains under which there was nothing to gain


class Payoffs(NamedTuple):
    """What a block of runs brought, run by run."""

    worth: np.ndarray  # to each party, shape (runs, 2) [points]
    agreement: np.ndarray  # 1.0 for an agreement that was approved at home, else 0.0
    rounds: np.ndarray  # rounds of talks that were held
    nash_share: np.ndarray  # product of gains, as a share of the largest possible; nan if none is


def payoffs(kept, scenario, frontier):
    """What each run brought; ``frontier`` as ``frontier_of`` has it.

    A side ends with the worth of the deal, side payments included, or with its outside option on
    the last day, which it takes for 0 where it is less, as at the table. Where it discounts, both
    count from the first day of the run.
    """
    runs = kept.runs
    agreed = runs["ratified_day"] > 0
    fallback = np.clip(at_the_end(kept, scenario, "outside"), 0.0, 1.0)
    worth = np.where(agreed[:, None], runs["deal_worth"], fallback)
    waited = np.where(agreed, runs["ratified_day"], runs["last_day"])
    waited = waited - scenario.premises.calendar.first_day
    later = at_the_end(kept, scenario, "discount") ** waited[:, None]
    share = nash_share(runs["deal_worth"], fallback, agreed, frontier)
    return Payoffs(worth * later, agreed.astype(float), runs["rounds"].astype(float), share)


def at_the_end(kept, scenario, field):
    """A number of each party as it stands at the end of each run; shape (runs, 2)."""
    places = [layout.place(scenario.shape, "parties", slot, field)[0] for slot in range(2)]
    return np.ascontiguousarray(kept.rows[:, places]).view(np.float64)


def nash_share(worth, fallback, agreed, frontier):
    """Product of both sides' gains over what they fall back on, beside the largest [Nash1950]_.

    Without an agreement nothing was gained. Shape (runs,); nan where no deal gains both.
    """
    if frontier is None:
        return np.full(len(agreed), np.nan)
    possible = np.maximum(frontier[None] - fallback[:, None], 0.0).prod(axis=2).max(axis=1)
    gained = np.maximum(worth - fallback, 0.0).prod(axis=1) * agreed
    return np.where(possible > LEAST_GAIN, gained / np.maximum(possible, LEAST_GAIN), np.nan)


def frontier_of(scenario):
    """Deals that none beats for both, as utilities, shape (deals, 2); red lines are no bar here.

    None where the issues differ between runs or days, or there are none.
    """
    checked, shape = scenario.premises, scenario.shape
    drawn = [rows.named(int(entry["place"]), checked, shape) for entry in scenario.spreads]
    moved = [str(key) for _, key, *_ in scenario.changes]
    if not checked.issues or any(key.startswith("issues.") for key in (*drawn, *moved)):
        return None
    return deals.frontier(list(checked.issues.values()))[0]

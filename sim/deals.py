"""Deals: which are possible, the frontier, and the solutions on it."""

from typing import NamedTuple

import numpy as np

from agents import rounding
from sim import metrics

FINEST = 1001  # levels of an issue looked at; of more, as many evenly spaced ones
MOST = 5000  # deals kept on a frontier; with more, the best in each 1/5000 of utility


class DealSpace(NamedTuple):
    """Possible deals as utilities to both parties, shape (deals, 2), 0..1."""

    frontier: np.ndarray
    levels: np.ndarray  # level of each issue at each deal of the frontier [share of its range]
    disagreement: np.ndarray
    nash: np.ndarray  # one row, or more where deals tie
    kalai_smorodinsky: np.ndarray
    egalitarian: np.ndarray
    source: str  # what the disagreement point is


class Offers(NamedTuple):
    """Offers made, each different point once."""

    utilities: np.ndarray  # (points, 2)
    proposer: np.ndarray  # slot; 2 for a mediator
    accepted: np.ndarray  # at the table
    rejected: np.ndarray  # accepted at the table, and then voted down at home
    count: np.ndarray  # times offered
    runs: int  # runs with an offer
    agreed: int  # runs with an agreement


def utilities(issue, slot):
    """Utility of each level of an issue to a slot [0..1], before its weight [Keeney1976]_.

    From its list, or by the form of ``agents.rules.utility.value`` over all levels at once.
    """
    worths = (issue.worths_0, issue.worths_1)[slot]
    if worths:
        return np.array(worths)
    level = levels_of(issue)
    wants_high = (issue.wants_high_0, issue.wants_high_1)[slot]
    return (level if wants_high else 1.0 - level) ** (issue.curvature_0, issue.curvature_1)[slot]


def levels_of(issue):
    """The levels of an issue [share of its range], at most ``FINEST`` of them."""
    return np.linspace(0.0, 1.0, min(issue.levels, FINEST))


def undominated(points):
    """Places of the points that no other beats for one party at no loss to the other.

    In order of falling utility to the first party; of equal points one is kept. Where more than
    ``MOST`` remain, the best for the second party in each 1/``MOST`` of the first's range is.
    """
    rounded = np.round(points, 12)
    order = np.lexsort((-rounded[:, 1], -rounded[:, 0]))
    second = rounded[order, 1]
    before = np.concatenate([[-np.inf], np.maximum.accumulate(second)[:-1]])
    kept = order[second > before]
    if len(kept) > MOST:
        bins = np.floor(points[kept, 0] * MOST)
        kept = kept[np.concatenate([np.diff(bins) != 0, [True]])]
    return kept


def frontier(issues):
    """The Pareto frontier of a grid of issues: utilities (deals, 2) and levels (deals, issues).

    Utilities add up over issues, so a deal can only be undominated if what it says on any set of
    issues is undominated among those; the frontier is built one issue at a time, over the whole
    grid, and is exact while it has at most ``MOST`` deals and no issue more than ``FINEST`` levels.
    """
    weights = np.array([[issue.weight_0, issue.weight_1] for issue in issues]).reshape(-1, 2)
    weights = weights / weights.sum(axis=0)
    points, levels = np.zeros((1, 2)), np.zeros((1, 0))
    for issue, weight in zip(issues, weights, strict=True):
        own = np.stack([utilities(issue, 0), utilities(issue, 1)], axis=1) * weight
        sums = (points[:, None] + own[None]).reshape(-1, 2)
        own_levels = levels_of(issue)
        level = np.tile(own_levels, len(points))
        grown = np.column_stack([np.repeat(levels, len(own_levels), axis=0), level])
        kept = undominated(sums)
        points, levels = sums[kept], grown[kept]
    return points, levels


def best(points, disagreement, score):
    """The points that score highest among those no worse than the disagreement for either.

    ``score`` turns gains (points, 2) into columns, of which the first counts first. One row comes
    back, or more where deals tie, or none where one side can gain from no deal.
    """
    gains = points - disagreement
    good = (gains >= -rounding.SAME).all(axis=1)
    points = points[good]
    columns = score(np.maximum(gains[good], 0.0)) if len(points) else ()
    kept = np.ones(len(points), dtype=bool)
    for column in columns:
        kept &= column >= column[kept].max() - rounding.SAME
    return points[kept]


def nash(points, disagreement):
    """Deals of the largest product of gains [Nash1950]_."""
    return best(points, disagreement, lambda gains: (gains.prod(axis=1), gains.min(axis=1)))


def kalai_smorodinsky(points, disagreement):
    """Deals of the largest least share of what each could gain at most [Kalai1975]_."""

    def score(gains):
        most = gains.max(axis=0)
        shares = gains / np.where(most > 0.0, most, 1.0)
        return shares.min(axis=1), shares.max(axis=1)

    return best(points, disagreement, score)


def egalitarian(points, disagreement):
    """Deals of the largest least gain [Kalai1977]_; of equal least gains, the larger other one."""
    return best(points, disagreement, lambda gains: (gains.min(axis=1), gains.max(axis=1)))


def disagreement(tables, scenario):
    """What no deal is worth to each party [0..1], and in words where that is from.

    The median outside option on the day talks begin, over runs with talks, and never below 0, as
    the parties themselves take it at the table; zeros where there is nothing to take it from.
    """
    days, runs = tables.get("days"), tables["runs"]
    talked = runs["talks_day"] > 0
    if days is None or not talked.any():
        return np.zeros(2), "zero to both, as these tables tell of no talks"
    rows = runs["talks_day"][metrics.places(days["run"], runs["run"])] == days["day"]
    outside = [np.median(days[f"outside_{key}"][rows]) for key in scenario.premises.parties]
    words = "median outside option when talks begin, not below zero"
    return np.clip(outside, 0.0, 1.0), words


def deal_space(scenario, disagreement, source=""):
    """Every deal that none beats for both, and the solutions relative to a disagreement point."""
    points, levels = frontier(list(scenario.premises.issues.values()))
    at = np.asarray(disagreement, dtype=float)
    solutions = (nash(points, at), kalai_smorodinsky(points, at), egalitarian(points, at))
    return DealSpace(points, levels, at, *solutions, source)


def offers_made(tables, scenario):
    """What was offered, how often, and by whom; each different point once."""
    table, keys = tables["offers"], list(scenario.premises.parties)
    columns = [table[f"utility_{key}"] for key in keys]
    by = table["proposer"].astype(str)
    slot = np.select([by == keys[0], by == keys[1]], [0.0, 1.0], default=2.0)
    said = [table["accepted"].astype(float), voted_down(tables).astype(float)]
    rows = np.column_stack([*columns, slot, *said])
    each, count = np.unique(np.round(rows, 9), axis=0, return_counts=True)
    proposer, accepted, rejected = each[:, 2].astype(int), each[:, 3] == 1.0, each[:, 4] == 1.0
    runs = len(np.unique(table["run"]))
    agreed = len(np.unique(table["run"][table["accepted"]]))  # what is voted down may come again
    return Offers(each[:, :2], proposer, accepted, rejected, count, runs, agreed)


def voted_down(tables):
    """True for each offer that was agreed to at the table and then not approved at home.

    The vote is held on the day of the agreement, and an agreement that is approved is the last of
    its run; shape (offers,).
    """
    offers, runs = tables["offers"], tables["runs"]
    if not len(offers["run"]):
        return np.zeros(0, dtype=bool)
    ratified = runs["ratified_day"][metrics.places(offers["run"], runs["run"])]
    return offers["accepted"].astype(bool) & (offers["day"] != ratified)

"""Records to numbers: what tables say of an ensemble of runs.

``tables`` maps ``runs``, ``days``, ``events``, ``offers`` and ``obligations``, as far as they were
kept, to columns as ``sim.parquet.read`` returns them, of one scenario and point. A run is a case:
shares are shares of runs with a Wilson interval, "in x of n runs", never a chance.
"""

from typing import NamedTuple

import numpy as np

from sim import incidence, intervals
from sim.phases import STAGES

CENTRAL = (0.05, 0.5, 0.95)  # edges of the central 90 %, and the median: values that runs had
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)  # edges of the central 90 % and 50 %, and the median
QUANTILES = tuple(f"{100 * level:g} % quantile" for level in LEVELS)  # heads of their columns


class Number(NamedTuple):
    """A number of a summary; ``span`` says what ``low`` and ``high`` are the ends of."""

    value: float
    unit: str
    low: float = np.nan
    high: float = np.nan
    span: str = ""
    count: int = 0  # runs of which it is true, for a share
    of: int = 0  # runs that it is about


class Count(NamedTuple):
    """Runs that ended in one way."""

    cause: str
    count: int
    share: float
    low: float
    high: float


class Bands(NamedTuple):
    """Quantiles of something over runs, each day; ``quantiles`` is (days, len(LEVELS))."""

    days: np.ndarray
    quantiles: np.ndarray
    runs: np.ndarray  # runs that each day's quantiles are over


class Delivered(NamedTuple):
    """One good that one party owes: cumulative amounts at the end of each day, from day 0."""

    good: str
    slot: int
    schedule: np.ndarray  # if each phase follows the last at once
    bands: Bands
    items: int


def share_in_stage(tables, horizon, phases):
    """Share of runs in each state at the end of days 1..horizon; (states, shares).

    ``phases`` names the phases. The states are these, then limbo, calm and fighting; the shares
    have the shape (horizon, states) and their rows sum to 1. A run that is over keeps its state.
    """
    counts = count_in_stage(tables["days"], tables["runs"], horizon, phases)
    return states_of(phases), counts / max(len(tables["runs"]["last_day"]), 1)


def states_of(phases):
    """The states of a run: the phases by name, limbo, calm and fighting."""
    return (*phases, "limbo", "calm", "fighting")


def count_in_stage(days, runs, horizon, phases):
    """Runs in each state at the end of days 1..horizon; shape (horizon, states).

    ``days`` and ``runs`` are tables, or records, the days of all runs one after another.
    """
    states = states_of(phases)
    codes = state_codes(days["stage"], days["phase"], states)
    played = days["day"] <= horizon
    cells = (days["day"][played] - 1) * len(states) + codes[played]
    counts = np.bincount(cells, minlength=horizon * len(states)).reshape(horizon, -1)
    final = state_codes(runs["stage"], runs["phase"], states)
    ended = np.zeros((horizon + 1, len(states)), dtype=np.int64)
    np.add.at(ended, (np.minimum(runs["last_day"], horizon), final), 1)
    return counts + np.cumsum(ended[:horizon], axis=0)


def state_codes(stage, phase, states):
    """The place in ``states`` of each row's state."""
    codes = np.asarray(phase, dtype=np.int64) - 1
    for name in ("limbo", "calm", "fighting"):
        codes = np.where(incidence.holds(stage, name, STAGES), states.index(name), codes)
    return codes


def cause_counts(tables):
    """Runs by how they ended, most frequent first; a list of ``Count`` whose shares sum to 1."""
    causes = tables["runs"]["cause"].astype(str)
    total = len(causes)
    names, counts = np.unique(causes, return_counts=True)
    found = [
        Count(str(name), int(count), float(count / total), *intervals.wilson(count, total))
        for name, count in zip(names, counts, strict=True)
    ]
    return sorted(found, key=lambda entry: (-entry.count, entry.cause))


def bands(day, values, horizon):
    """``Bands`` of long rows: quantiles of ``values`` on days 1..horizon, nan where none is."""
    order = np.argsort(day, kind="stable")
    edges = np.searchsorted(day[order], np.arange(1, horizon + 2))
    quantiles = np.full((horizon, len(LEVELS)), np.nan)
    for place, rows in enumerate(np.split(values[order], edges)[1:-1]):
        if len(rows):
            quantiles[place] = np.quantile(rows, LEVELS)
    return Bands(np.arange(1, horizon + 1), quantiles, np.diff(edges))


def belief_bands(tables, scenario):
    """Each party's belief that the other keeps its word [0..1]; one ``Bands`` a slot.

    Over the runs played on that day and not fighting at its end.
    """
    days = tables["days"]
    rows = days["stage"] != "fighting"
    horizon = scenario.premises.calendar.horizon
    return [
        bands(days["day"][rows], days[f"belief_{party}"][rows], horizon)
        for party in scenario.premises.parties
    ]


def first_days(scenario):
    """The day each phase begins if each follows the last at once, and the day after them all."""
    lengths = [phase.length for phase in scenario.premises.phases.values()]
    return 1 + np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])


def obligations_by_good(scenario):
    """Names of obligations by (slot, good); an obligation with no good is one of its own."""
    found = {}
    for name, item in scenario.premises.obligations.items():
        if item.amount > 0:
            good = scenario.goods[name].good or name
            found.setdefault((item.by, good), []).append(name)
    return found


def delivered_by_day(tables, scenario):
    """Cumulative deliveries against the schedule [units of the good]; a ``Delivered`` a good.

    Days run from 0 to the horizon; a run that is over keeps its level.
    """
    horizon = scenario.premises.calendar.horizon
    run = places(tables["obligations"]["run"], tables["runs"]["run"])
    return [
        Delivered(
            good,
            slot,
            scheduled(scenario, names, horizon),
            delivered_bands(tables, run, names, horizon),
            len(names),
        )
        for (slot, good), names in obligations_by_good(scenario).items()
    ]


def scheduled(scenario, names, horizon):
    """Cumulative amount due by the end of days 0..horizon."""
    due = np.zeros(horizon + 1)
    first = first_days(scenario)
    for name in names:
        item = scenario.premises.obligations[name]
        day = first[item.phase - 1] + item.day - 1
        if day <= horizon:
            due[day] += item.amount
    return np.cumsum(due)


def delivered_bands(tables, run, names, horizon):
    """``Bands`` of what was delivered of some obligations by the end of days 0..horizon.

    The quantiles are amounts that some run had.
    """
    items = tables["obligations"]
    total = len(tables["runs"]["run"])
    rows = np.isin(items["obligation"].astype(str), names) & (items["status"] == "delivered")
    rows &= items["done"] <= horizon
    amounts = np.zeros((total, horizon + 1))
    np.add.at(amounts, (run[rows], items["done"][rows]), items["delivered"][rows])
    days = np.arange(horizon + 1)
    quantiles = np.full((horizon + 1, len(LEVELS)), np.nan)
    if total:
        level = np.cumsum(amounts, axis=1)
        quantiles = np.quantile(level, LEVELS, axis=0, method="inverted_cdf").T
    return Bands(days, quantiles, np.full(len(days), total))


def places(runs, known):
    """The place of each row's run among the known ones."""
    order = np.argsort(known, kind="stable")
    return order[np.searchsorted(known[order], runs)]


def delivered_in_full(tables, scenario, good):
    """Runs in which all of a good due in phase 1 came by the end of it; a share as a ``Number``.

    By its end the one of the terms is meant, as long as the phase is in the run.
    """
    items, runs = tables["obligations"], tables["runs"]
    due = {
        name: scenario.premises.obligations[name].day
        for (_, kind), names in obligations_by_good(scenario).items()
        for name in names
        if kind == good and scenario.premises.obligations[name].phase == 1
    }
    last = runs["phase_1_days"]
    owed = sum((day <= last).astype(int) for day in due.values())
    run = places(items["run"], runs["run"])
    names = items["obligation"].astype(str)
    rows = np.isin(names, list(due)) & (items["status"] == "delivered")
    rows &= items["done"] <= last[run]
    rows[rows] = [due[name] for name in names[rows]] <= last[run[rows]]
    return share(np.bincount(run[rows], minlength=len(last)) == owed)


def share(true):
    """A share of runs as a ``Number``, with its 95 % interval."""
    count, total = int(np.sum(true)), len(true)
    value = count / total if total else np.nan
    low, high = intervals.wilson(count, total)
    return Number(value, "share of runs", low, high, "95 % interval", count, total)


def middle(values, unit):
    """A median over runs as a ``Number``, with the central 90 % of runs; nan of no runs."""
    if len(values) == 0:
        return Number(np.nan, unit, span="central 90 % of runs")
    low, median, high = map(float, np.quantile(values, CENTRAL, method="inverted_cdf"))
    return Number(median, unit, low, high, "central 90 % of runs", of=len(values))


def headline(tables, scenario):
    """The numbers of a summary, by name; shares are of all runs, medians of the runs it says."""
    runs = tables["runs"]
    fell = runs["stage"] == "fighting"
    had = runs["crises"] > 0
    found = {
        "runs": Number(len(runs["run"]), "runs"),
        "standing_after_phase_1": share(~(fell & (runs["last_day"] <= runs["phase_1_days"]))),
        "standing_at_horizon": share(~fell),
        "agreement": share(runs["ratified_day"] > 0),
        "talks": share(runs["talks_day"] > 0),
        "first_day_of_talks": middle(runs["talks_day"][runs["talks_day"] > 0], "day"),
        "day_fighting_resumed": middle(runs["last_day"][fell], "day"),
        "crises_a_run": middle(runs["crises"], "crises"),
        "mean_length_of_a_crisis": middle(runs["crisis_days"][had] / runs["crises"][had], "days"),
    }
    agreed = runs["ratified_day"] > 0
    found["rounds_to_an_agreement"] = middle(runs["rounds"][agreed], "rounds")
    for party in scenario.premises.parties:
        worth = middle(runs[f"deal_worth_{party}"][agreed], "points")
        found[f"worth_of_agreement_to_{party}"] = worth
    for side in (*scenario.premises.parties, "both"):
        found[f"resumed_by_{side}"] = share(runs["resumed_by"] == side)
    found["resumed_by_nobody"] = share(fell & (runs["resumed_by"] == ""))
    return found | in_full(tables, scenario)


def in_full(tables, scenario):
    """For each good due in phase 1, the share of runs in which all of it came by then."""
    if "obligations" not in tables:
        return {}
    items = scenario.premises.obligations
    goods = {
        good: None
        for (_, good), names in obligations_by_good(scenario).items()
        if any(items[name].phase == 1 for name in names)
    }
    return {
        f"all_{good}_by_end_of_phase_1": delivered_in_full(tables, scenario, good) for good in goods
    }

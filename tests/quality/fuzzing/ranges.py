"""What runs leave, looked at: every number finite and in its range, whatever the premises.

Ranges are those of what the numbers mean: shares and chances lie between 0 and 1, days within the
run, counts at 0 or above. Amounts of worth have no end of their own; a million points, of which one
is the worth of the best deal, is more than any premises can add up to.
"""

import numpy as np

from agents import notes
from sim import arrow, metrics, outcomes, phases, tables
from sim.premises import PROTOCOLS
from sim.protocols import table
from tests.quality.fuzzing.trying import Fault

HAIR = 1e-9  # by which a sum of shares may be off
POINTS = 1e6
MANY = 2**53  # a count that floats cannot tell from the next


def check(name, values, low, high):
    """Refuse an array with a number that is not finite or not in its range."""
    values = np.asarray(values)
    if not values.size:
        return
    bad = ~np.isfinite(values) if values.dtype.kind == "f" else np.zeros(values.shape, bool)
    bad |= (values < low - HAIR * (values.dtype.kind == "f")) | (values > high + HAIR)
    if bad.any():
        raise Fault(f"{name}: {values[bad][0]!r} is not from {low:g} to {high:g}")


def of_days(shape, horizon):
    """Least and greatest of each column of a day."""
    share, count, truth = (0, 1), (0, MANY), (0, 1)
    points, gain = (-POINTS, POINTS), (0, POINTS)
    return {
        "day": (1, horizon), "stage": (0, len(phases.STAGES) - 1), "phase": (1, shape.phases),
        "tension": share, "incidents": count, "deaths": count, "hardship": share,
        "monitored": share, "crisis": truth, "talking": truth, "belief": share, "staying": points,
        "outside": points, "through": points, "hope": share, "wronged": gain, "hurt": (0, 1e12),
        "leverage": share, "pressure": gain, "guaranteed": points, "promised": gain,
        "home": points, "floor": share, "rung": (0, 5), "mandate": (0, 2), "noted": count,
    }  # fmt: skip


def of_runs(shape, horizon):
    """Least and greatest of each column of a run."""
    days, count, many = (0, horizon), (0, MANY), (0, shape.obligations)
    return {
        "last_day": (0, horizon), "stage": (0, len(phases.STAGES) - 1), "phase": (1, shape.phases),
        "cause": (0, len(phases.CAUSES) - 1), "causes": (0, 2 ** len(phases.CAUSES) - 1),
        "resumed_by": (-1, phases.BOTH), "agreed_day": days, "ratified_day": days,
        "rejected": days, "talks_day": days, "limbo_begins": (0, horizon + 1),
        "extended": (0, shape.phases), "trades": count, "proposals": count, "exits": count,
        "crises": days, "settled": days, "crisis_days": days, "incidents": count, "deaths": count,
        "delivered": many, "owed": many, "rounds": (0, 20 * horizon),
        "deal_worth": (0, max(2, paid(shape))),
        "phase_1_days": (1, 3650), "noted": count, "offered": count,
    }  # fmt: skip


def of_items(horizon):
    """Least and greatest of each column of an obligation."""
    return {
        "status": (0, 2), "due": (0, horizon + 7300), "done": (0, horizon), "hours": (0, 1e6),
        "attempts": (0, horizon), "delivered": (0, 1e9), "died": (0, 200),
    }  # fmt: skip


def records_of(scenario, kept):
    """Look at all that a block of runs left."""
    shape, horizon = scenario.shape, scenario.premises.calendar.horizon
    for name, span in of_runs(shape, horizon).items():
        check(f"run {name}", kept.runs[name], *span)
    lived = kept.days[kept.days["day"] > 0]
    for name, span in of_days(shape, horizon).items():
        check(f"day {name}", lived[name], *span)
    for name, span in of_items(horizon).items():
        check(f"item {name}", kept.items[name], *span)
    for run, days, log, offers in zip(kept.runs, kept.days, kept.log, kept.offers, strict=True):
        of_one(run, days, log[: run["noted"]], offers[: run["offered"]], horizon, paid(shape))
    if (kept.runs["delivered"] > kept.runs["owed"]).any():
        raise Fault("more is delivered than was owed")
    if (kept.runs["settled"] > kept.runs["crises"]).any():
        raise Fault("more crises are settled than there were")


def paid(shape):
    """The most that an offer is worth: the best deal, and a side payment from each mediator."""
    return 1 + 2 * shape.mediators


def of_one(run, days, log, offers, horizon, most):
    """Look at the events and offers of one run, and at the order of its days."""
    lived = days["day"][days["day"] > 0]
    if (np.diff(lived) != 1).any() or (len(lived) and lived[-1] != run["last_day"]):
        raise Fault("days do not follow one another up to the last")
    check("event day", log[:, notes.DAY], 0, horizon)
    check("event kind", log[:, notes.KIND], 0, len(notes.EVENTS) - 1)
    check("event", log, -1e15, 1e15)
    check("offer day", offers[:, table.DAY], 1, horizon)
    check("offer utility", offers[:, table.UTILITY_0 : table.UTILITY_1 + 1], 0, most)
    check("offer accepted", offers[:, table.ACCEPTED], 0, 1)
    check("offer protocol", offers[:, table.PROTOCOL], 0, len(PROTOCOLS) - 1)
    check("offer level", offers[:, table.LEVELS :], 0, 1)


def measured(scenario, kept):
    """Look at every outcome of the runs: a yes or no, a day of the run, or an amount; or nothing.

    Of an amount there may be nothing (nan), as of a day that never came.
    """
    horizon = scenario.premises.calendar.horizon
    for name, one in outcomes.of_scenario(scenario).items():
        found = np.asarray(one.each(kept, scenario), float)
        if one.kind == outcomes.YES_NO:
            check(name, found, 0, 1)
            continue
        high = horizon if one.kind == outcomes.DAY else 1e12
        check(name, found[~np.isnan(found)], 0, high)


def metrics_of(scenario, kept):
    """Look at the metrics that figures and summaries are made of; nan is a day with no run."""
    names = tables.Names(scenario)
    made = {name: arrow.columns(make(names, kept, 0, 1)) for name, make in TABLES.items()}
    horizon = scenario.premises.calendar.horizon
    _, shares = metrics.share_in_stage(made, horizon, list(scenario.premises.phases))
    check("share in stage", shares, 0, 1)
    first, last = scenario.premises.calendar.first_day, kept.runs["last_day"].max()
    check("shares of a day", shares[first - 1 : last].sum(axis=1), 1, 1)
    for one in metrics.belief_bands(made, scenario):
        check("belief", one.quantiles[one.runs > 0], 0, 1)
    for one in metrics.delivered_by_day(made, scenario):
        check("scheduled", one.schedule, 0, 1e12)
        check("delivered by day", one.bands.quantiles, 0, 1e12)
    for name, one in metrics.headline(made, scenario).items():
        span = (0, 1) if one.unit == "share of runs" else (0, 1e12)
        check(name, [value for value in one[:1] if one.of or value == value], *span)


TABLES = {
    "runs": tables.runs_table,
    "days": tables.days_table,
    "obligations": tables.obligations_table,
}

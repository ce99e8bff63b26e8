"""A truce that only chance can end: survival under a constant hazard ([Cox1984]_).

Each day brings, with the same chance ``p``, an outside shock that takes all hope, and a side
without hope leaves on that day. What happened before does not matter, so the share of runs that
stand after day ``t`` is ``(1 - p) ** t``. Written with a rate a day, ``rate = -log(1 - p)``, that
is ``exp(-rate t)``, and the daily chance is ``1 - exp(-rate)``.

Where the chance itself differs from run to run (``shocks.shock_rate={uniform: [0, 0.04]}``) the
share is the mean of ``(1 - p) ** t`` over its range, and lies above that of the mean chance: runs
with a high chance end first, so the hazard over all runs falls.
"""

import numpy as np

from agents.rules import spread
from sim import phases
from sim.theory import answer, conditions, reading

RATE = "shocks.shock_rate"
KEEP = "runs"
LEAST_RUNS = 10  # for the interval of a mean
LABELS = ("day", "share of runs")
POINTS = 13  # days that the figure shows
SLICES = 4000  # quantiles by which a range of chances is averaged over


def answers(scenario, kept):
    """Share of runs that stand at the horizon and on the way, and the mean day of the end."""
    check(scenario)
    horizon = scenario.premises.calendar.horizon
    days = (horizon, max(1, horizon // 6), max(1, horizon // 2))
    found = [standing(scenario, kept, day, f"share that stands after day {day}") for day in days]
    mean = answer.mean(
        f"mean day of the end, day {horizon} at the latest",
        "days",
        sum(survival(scenario, day) for day in range(horizon)),
        kept.runs["last_day"],
    )
    return (*found, mean)


def points(scenario, kept):
    """Share of runs that stand after each of some days."""
    check(scenario)
    horizon = scenario.premises.calendar.horizon
    for day in np.unique(np.linspace(0, horizon, POINTS).astype(int)[1:]):
        yield (
            int(day),
            standing(scenario, kept, int(day), "share of runs in which the truce stands"),
        )


def standing(scenario, kept, day, what):
    """Share of runs in which the truce stands at the end of a day."""
    runs = kept.runs
    fell = (runs["stage"] == phases.FIGHTING) & (runs["last_day"] <= day)
    return answer.share(what, survival(scenario, day), ~fell)


def survival(scenario, day):
    """Chance that no shock has come by the end of a day."""
    return float(np.mean((1.0 - chances(scenario)) ** day))


def chances(scenario):
    """The daily chance of a shock, or quantiles of the range that it is drawn from."""
    entry = reading.drawn(scenario, RATE)
    if entry is None:
        return np.array([scenario.premises.shocks.shock_rate])
    numbers = (entry["kind"], entry["low"], entry["high"], entry["mode"])
    shares = (np.arange(SLICES) + 0.5) / SLICES
    return np.array([spread.quantile(*numbers, share) for share in shares])


def check(scenario):
    """Refuse premises under which something else ends the truce, or a shock does not."""
    given = scenario.premises
    conditions.one_number_each(scenario, except_for=[RATE])
    conditions.nothing_else(scenario, "obligations", "mediators", "constituencies")
    conditions.require(scenario, {"shocks.shock_size": 1.0}, "a shock takes all hope")
    conditions.require(
        scenario,
        {"choice.resumable": True, "choice.resolve": 0.0, "talks.protocol": "no_talks"},
    )
    shorter = conditions.at_most(scenario.premises.first_phase.length - 1)
    conditions.require(scenario, {"calendar.horizon": shorter}, "phase 1 must not run out")
    leaves = False
    for key, party in given.parties.items():
        wary = (1.0 - party.trust) * party.let_down  # what staying costs for want of trust
        deal = party.expected_deal - party.war_prospect - party.position + party.war_cost
        if party.trust * party.hope * max(0.0, deal) < wary:
            takes = "more to hope for: this side would leave before a shock"
            conditions.refuse(scenario, f"parties.{key}", takes)
        leaves = leaves or wary > 0.0
    if not leaves:
        takes = "trust under 1 and let_down above 0: neither side would leave without hope"
        conditions.refuse(scenario, "parties", takes)

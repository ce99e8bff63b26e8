"""Tit for tat with errors: how soon mistrust spreads, and what generosity mends ([Molander1985]_).

Each side owes one promise a day, and keeps it unless it took the other to be in breach the day
before. It errs: a promise kept is taken for a breach with chance ``a`` (false alarm), a breach goes
unseen with chance ``b`` (miss); and it lets a breach pass with chance ``g``. So one side keeps its
promise with chance

    1 - a (1 - g)       if the other kept its own the day before,
    b + (1 - b) g       if it did not.

What a side does today hangs on the other's yesterday, on its own the day before, and so on: two
chains that never touch, so that on any one day the two sides are independent, and both keep their
promises with the product of the chances. Where both err alike, the chance ``q`` settles at

    q = (b + (1 - b) g) / (a (1 - g) + b + (1 - b) g),

both at ``q q``. With ``a = b = e`` and no generosity, ``q_t = (1 + (1 - 2e)^t) / 2`` after ``t``
days: whatever the rate of errors, it ends at 1/2, and both keep on one day in four.
"""

import numpy as np

from agents.terms import DONE
from sim.theory import answer, conditions

KEEP = "all"
LABELS = ("day", "share of runs")
FIRM = 1.0  # answer to a breach from which no side stays on a lower rung [points]
POINTS = 15  # days that the figure shows


def answers(scenario, kept):
    """Share of runs in which both, and each, keep the promise of the last day."""
    check(scenario)
    days = days_there_are(scenario)
    first, second = scenario.parties
    soon = min(2, days)
    chances, done = keeping(scenario, days), promises(scenario, kept, days)
    return (
        both(chances, done, days, f"both keep their promise of day {days}"),
        answer.share(f"{first} keeps its promise of day {days}", chances[-1, 0], done[:, -1, 0]),
        answer.share(f"{second} keeps its promise of day {days}", chances[-1, 1], done[:, -1, 1]),
        both(chances, done, soon, f"both keep their promise of day {soon}"),
    )


def points(scenario, kept):
    """Share of runs in which both keep their promises, on some days."""
    check(scenario)
    days = days_there_are(scenario)
    chances, done = keeping(scenario, days), promises(scenario, kept, days)
    for day in np.unique(np.geomspace(1, days, POINTS).astype(int)):
        yield int(day), both(chances, done, int(day), "both sides keep their promise of the day")


def both(chances, done, day, what):
    """Share of runs in which both keep the promise of a day."""
    return answer.share(what, chances[day - 1].prod(), done[:, day - 1].all(1))


def promises(scenario, kept, days):
    """Whether each side kept the promise of each day; shape (runs, days, sides)."""
    done = np.zeros((len(kept.runs), days, 2), dtype=bool)
    for place, item in enumerate(scenario.premises.obligations.values()):
        if item.day <= days:
            done[:, item.day - 1, item.by] = kept.items["status"][:, place] == DONE
    return done


def keeping(scenario, days):
    """The chance that each side keeps its promise, day by day; shape (days, sides)."""
    found = np.ones((days, 2))
    alarmed, misled = answering(scenario)
    for day in range(1, days):
        other = found[day - 1, ::-1]
        found[day] = other * (1.0 - alarmed) + (1.0 - other) * misled
    return found


def answering(scenario):
    """The chances that a side answers a promise kept by a breach, and a breach by keeping.

    Two arrays of one number a side.
    """
    given = scenario.premises
    kinds = {item.by: item.kind for item in given.obligations.values()}
    unwatched = 1.0 - given.monitoring.monitors
    alarmed, misled = np.zeros(2), np.zeros(2)
    for slot, party in enumerate(given.parties.values()):
        errors = given.verification[kinds[1 - slot]]
        miss, generosity = errors.miss * unwatched, party.generosity
        alarmed[slot] = errors.false_alarm * unwatched * (1.0 - generosity)
        misled[slot] = miss + (1.0 - miss) * generosity
    return alarmed, misled


def days_there_are(scenario):
    """Days on which both sides have a promise to keep."""
    items = scenario.premises.obligations.values()
    owed = [sum(item.by == slot for item in items) for slot in (0, 1)]
    return min(scenario.premises.calendar.horizon, *owed)


def check_answers(scenario):
    """Refuse answers so faint that a side may let a breach pass that it has taken note of."""
    given = scenario.premises
    for key, item in given.obligations.items():
        answered = list(given.parties.values())[1 - item.by].retaliation
        if answered * item.worth * item.salience < FIRM:
            takes = (
                f"retaliation x worth x salience of at least {FIRM:g}: a breach must be answered"
            )
            conditions.refuse(scenario, f"obligations.{key}.salience", takes, f"{item.salience:g}")


def check(scenario):
    """Refuse premises under which a breach is not answered in kind."""
    conditions.one_number_each(scenario)
    conditions.nothing_else(scenario, "mediators", "constituencies")
    for slot, key in enumerate(scenario.premises.parties):
        own = [item for item in scenario.premises.obligations.values() if item.by == slot]
        if not own or sorted(item.day for item in own) != list(range(1, len(own) + 1)):
            takes = f"one promise on each day, from the first, of {key}"
            conditions.refuse(scenario, "obligations", takes)
        if {item.kind for item in own} not in ({"aid"}, {"withdrawal"}):
            takes = f"promises of one kind, aid or withdrawal, of {key}"
            conditions.refuse(scenario, "obligations", takes)
    days = days_there_are(scenario)
    length = scenario.premises.first_phase.length
    if length < days:
        conditions.refuse(scenario, "phases", f"at least {days} in the first", f"{length} days")
    conditions.require(
        scenario,
        {
            "delivery.hitch_gravity": 1.0,
            "delivery.delay_gravity": 1.0,
            "delivery.disputed": 0.0,
            "choice.scale": 0.0,
            "shocks.shock_rate": 0.0,
        },
    )
    check_answers(scenario)
    again = {"delivery.review_days": conditions.at_least(days)}
    conditions.require(scenario, again, "what is held back must not come again")
    rungs = {"choice.rungs_a_day": conditions.at_least(4)}
    conditions.require(scenario, rungs, "a side goes up and down the ladder in a day")
    forgiven = {"parties.*.forgiveness": 1.0}
    conditions.require(scenario, forgiven, "a grievance must pass in a day")

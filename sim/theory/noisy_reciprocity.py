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
from sim.theory.conditions import need

KEEP = "all"
LABELS = ("day", "share of runs")
POINTS = 15  # days that the figure shows


def answers(scenario, kept):
    """Share of runs in which both, and each, keep the promise of the last day."""
    days = check(scenario)
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
    days = check(scenario)
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


def check(scenario):
    """Refuse premises under which a breach is not answered in kind; returns the number of days."""
    given = scenario.premises
    conditions.one_number_each(scenario)
    conditions.nothing_else(scenario, "mediators", "constituencies")
    by_side = [
        sorted(item.day for item in given.obligations.values() if item.by == slot)
        for slot in range(2)
    ]
    for key, days in zip(given.parties, by_side, strict=True):
        problem = f"{key} must owe one promise on each day, from the first"
        need(days and days == list(range(1, len(days) + 1)), "obligations", problem)
    for slot in range(2):
        kinds = {item.kind for item in given.obligations.values() if item.by == slot}
        problem = "of one side must all be of one kind, aid or withdrawal"
        need(len(kinds) == 1 and kinds <= {"aid", "withdrawal"}, "obligations", problem)
    days = min(given.calendar.horizon, len(by_side[0]), len(by_side[1]))
    length = given.first_phase.length
    need(length >= days, "phases", f"the first lasts {length} days; it takes {days}")
    for key, wanted in (("hitch_gravity", 1.0), ("delay_gravity", 1.0), ("disputed", 0.0)):
        value = getattr(given.delivery, key)
        problem = f"{value:g} is not allowed; this result takes {wanted:g}"
        need(value == wanted, f"delivery.{key}", problem)
    again = given.delivery.review_days
    problem = f"{again} is not allowed; what is held back must not come within {days} days"
    need(again >= days, "delivery.review_days", problem)
    need(given.choice.scale == 0.0, "choice.scale", "this result takes 0, the best reply")
    rungs = given.choice.rungs_a_day
    problem = f"{rungs} is not allowed; a side must go up and down the ladder in a day, 4 or more"
    need(rungs >= 4, "choice.rungs_a_day", problem)
    for key, party in given.parties.items():
        problem = f"{party.forgiveness:g} is not allowed; a grievance must pass in a day, 1"
        need(party.forgiveness == 1.0, f"parties.{key}.forgiveness", problem)
        need(party.retaliation > 0.0, f"parties.{key}.retaliation", "0 is not allowed")
    return days

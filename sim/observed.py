"""What can be compared with the record by a day: the same for a run and for what happened.

Each observable is a function of what a block of runs left when it was played up to that day.
"""

from agents.terms import DONE
from sim import phases


def delivered(kept, scenario, good):
    """Amount of a good that was delivered, run by run."""
    places = [
        place for place, name in enumerate(scenario.goods) if scenario.goods[name].good == good
    ]
    items = kept.items[:, places]
    return (items["delivered"] * (items["status"] == DONE)).sum(axis=1)


def truce_days(kept, last_day):
    """Days of truce up to a day, run by run; the day on which a side resumes fighting is none.

    A truce that runs out is counted to its last day.
    """
    runs = kept.runs
    resumed = (runs["stage"] == phases.FIGHTING) & (runs["resumed_by"] >= 0)
    return (runs["last_day"] - resumed).clip(max=last_day)


def of(name, kept, scenario, last_day):
    """An observable by its name: a column of the runs, ``truce_days``, or a good delivered."""
    if name == "truce_days":
        return truce_days(kept, last_day).astype(float)
    if name == "talks":
        return (kept.runs["talks_day"] > 0).astype(float)
    if name in ("crises", "crisis_days", "deaths", "extended"):
        return kept.runs[name].astype(float)
    return delivered(kept, scenario, name)

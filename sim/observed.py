"""What can be compared with the record by a day: the same for a run and for what happened.

Each observable is a function of what a block of runs left when it was played up to that day.
"""

import numpy as np

from agents import notes
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


# Events that can be dated: what each is, in words.
EVENTS = {
    "fighting_resumes": "first day without a truce: a side resumed fighting, or it had run out",
    "talks_begin": "talks on the next phase begin",
    "agreement": "the sides agree in the talks",
    "ratification": "an agreement is ratified",
    "limbo_begins": "a phase has run out with nothing agreed, and the truce goes on",
    "crisis": "a crisis opens; number says which",
    "settlement": "a crisis is settled by mediators; number says which",
    "phase": "a phase begins; number says which",
    "delivery": "an obligation is delivered; of says which",
}
NUMBERED = {"crisis": notes.CRISIS, "settlement": notes.SETTLED, "phase": notes.PHASE_BEGINS}
OF_THE_RUN = {
    "talks_begin": "talks_day",
    "agreement": "agreed_day",
    "ratification": "ratified_day",
    "limbo_begins": "limbo_begins",
}


def day_of(event, which, kept, scenario):
    """Day of an event, run by run; infinity in runs that were played without it.

    ``which`` is the number of a crisis, settlement or phase, or the name of an obligation.
    """
    runs = kept.runs
    if event == "fighting_resumes":
        first = runs["last_day"] + (runs["resumed_by"] < 0)
        return np.where(runs["stage"] == phases.FIGHTING, first, np.inf)
    if event == "delivery":
        item = kept.items[:, list(scenario.premises.obligations).index(which)]
        return np.where(item["status"] == DONE, item["done"], np.inf)
    if event in NUMBERED:
        # A phase is noted on the day before; its first day stands among the reasons.
        column = notes.place_of(notes.Span, "first") if event == "phase" else notes.DAY
        return noted(kept.log, NUMBERED[event], which, column)
    days = runs[OF_THE_RUN[event]]
    return np.where(days > 0, days, np.inf)


def noted(log, kind, number, column):
    """Day in a column of the first event of a kind and number, run by run; infinity without one."""
    # A row not written has number 0.
    hits = (log[:, :, notes.KIND] == kind) & (log[:, :, notes.ITEM] == number)
    return np.where(hits, log[:, :, column], np.inf).min(axis=1, initial=np.inf)

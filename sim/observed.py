"""What can be compared with the record by a day: the same for a run and for what happened.

Each observable is a measure of what a block of runs left when it was played up to that day.
"""

import numpy as np

from agents import notes
from sim import deliveries, measures, noted, records
from sim.measures import Asked

# Observables that every truce has; beside them, each good that is owed.
OBSERVABLES = {
    "crises": noted.crises_in_all,
    "crisis_days": noted.crisis_days_in_all,
    "deaths": measures.deaths_in_all,
    "extended": measures.extended,
    "truce_days": measures.truce_days,
    "talks": measures.talks,
}


def of(kept, scenario, name, last_day):
    """An observable by its name, run by run: one of ``OBSERVABLES``, or a good delivered."""
    if name in OBSERVABLES:
        found = OBSERVABLES[name](kept, scenario, Asked(until=last_day))
    else:
        found = deliveries.delivered(kept, scenario, Asked(of=(name,), until=last_day))
    return np.asarray(found, dtype=float)


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


def day_of(kept, scenario, event, which=None):
    """Day of an event, run by run; infinity in runs that were played without it.

    ``which`` is the number of a crisis, settlement or phase, or the name of an obligation.
    """
    runs = kept.runs
    if event == "fighting_resumes":
        return measures.truce_days_until_fighting(kept, scenario, Asked()) + 1
    if event == "delivery":
        return deliveries.delivery(kept, scenario, Asked(of=(which,)))
    if event in NUMBERED:
        # A phase is noted on the day before; its first day stands among the reasons.
        column = notes.place_of(notes.Span, "first") if event == "phase" else notes.DAY
        return first_noted(records.needed(kept, "log"), NUMBERED[event], which, column)
    days = runs[OF_THE_RUN[event]]
    return np.where(days > 0, days, np.inf)


def first_noted(log, kind, number, column):
    """Day in a column of the first event of a kind and number, run by run; infinity without one."""
    # A row not written has number 0.
    hits = (log[:, :, notes.KIND] == kind) & (log[:, :, notes.ITEM] == number)
    return np.where(hits, log[:, :, column], np.inf).min(axis=1, initial=np.inf)

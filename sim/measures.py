"""What runs show of a truce as a whole: how long it lasts, its talks, limbo, fighting, deaths.

The measures stand here, in ``sim.deliveries`` (of each obligation) and in ``sim.noted`` (of crises
and side trades). Summaries (``sim.outcomes``), calibration (``sim.observed``) and the comparison
with the record (``sim.patterns``) choose among them.

A measure is a function of a block of runs as they were kept, of the scenario, and of what is asked:
``Asked``, or an outcome as ``sim.happened`` states it. It returns an array of shape (runs,). A
truth is 1 or 0; a day that never comes is infinite; a run that the measure is not about has nan.
"""

from typing import NamedTuple

import numpy as np

from sim import phases, records


class Asked(NamedTuple):
    """What a measure is asked about; each measure reads its part."""

    of: tuple = ()  # goods, obligations or a party
    since: int = 1  # days that are counted, from here
    until: float = np.inf  # to here
    within: tuple = ()  # least and most


def first_phase(scenario):
    """Days of phase 1."""
    return scenario.premises.first_phase.length


# -- how long, and what ends it -------------------------------------------------------------------


def fell(kept, scenario, asked):
    """True if fighting resumes in the run."""
    return kept.runs["stage"] == phases.FIGHTING


def standing(kept, scenario, asked):
    """True if it never does."""
    return ~fell(kept, scenario, asked)


def outlasts_phase_1(kept, scenario, asked):
    """True if the truce outlasts phase 1."""
    return ~(fell(kept, scenario, asked) & (kept.runs["last_day"] <= kept.runs["phase_1_days"]))


def resumed_day(kept, scenario, asked):
    """The day on which fighting resumes; the last day of a truce that runs out."""
    return np.where(fell(kept, scenario, asked), kept.runs["last_day"], np.inf)


def resumed(kept, scenario, asked):
    """True if fighting has resumed by a day."""
    return fell(kept, scenario, asked) & (kept.runs["last_day"] <= asked.until)


def resumed_by(kept, scenario, asked):
    """True if fighting has resumed by a day, and a party alone resumed it."""
    stream = scenario.premises.parties[asked.of[0]].stream
    return resumed(kept, scenario, asked) & (kept.runs["resumed_by"] == stream)


def resumed_by_both(kept, scenario, asked):
    """True if fighting has resumed by a day, and both sides resumed it on that day."""
    return resumed(kept, scenario, asked) & (kept.runs["resumed_by"] == phases.BOTH)


def resumed_by_nobody(kept, scenario, asked):
    """True if fighting has resumed by a day because the truce ran out, and no side resumed it."""
    return resumed(kept, scenario, asked) & (kept.runs["resumed_by"] < 0)


def truce_days(kept, scenario, asked):
    """Days of truce up to a day; the day on which a side resumes fighting is none.

    A truce that runs out is counted to its last day, and so is a run that ends in calm.
    """
    runs = kept.runs
    by_a_side = (runs["stage"] == phases.FIGHTING) & (runs["resumed_by"] >= 0)
    return (runs["last_day"] - by_a_side).clip(max=asked.until)


def truce_days_until_fighting(kept, scenario, asked):
    """The same, where fighting resumes; infinite for a truce that stands or ran its course."""
    days = truce_days(kept, scenario, asked)
    return np.where(fell(kept, scenario, asked), days, np.inf)


def truce_days_to_horizon(kept, scenario, asked):
    """The same, with all days up to the horizon for a truce that stands or ran its course."""
    horizon = scenario.premises.calendar.horizon
    return truce_days_until_fighting(kept, scenario, asked).clip(max=horizon)


def ended_by(kept, scenario, asked):
    """True if a run ended in one way: of ``sim.phases.CAUSES``."""
    return kept.runs["cause"] == phases.CAUSES.index(asked.of[0])


def extended(kept, scenario, asked):
    """How often the truce is extended."""
    return kept.runs["extended"]


# -- talks ----------------------------------------------------------------------------------------


def talks_day(kept, scenario, asked):
    """The day on which talks about the next phase begin."""
    day = kept.runs["talks_day"].astype(float)
    return np.where(day > 0, day, np.inf)


def talks(kept, scenario, asked):
    """True if talks about the next phase have begun by a day."""
    day = kept.runs["talks_day"]
    return (day > 0) & (day <= asked.until)


def rounds_to_an_agreement(kept, scenario, asked):
    """Rounds of talks in runs with an agreement that is approved; nan in the others."""
    return np.where(kept.runs["ratified_day"] > 0, kept.runs["rounds"], np.nan)


def worth_of_agreement(kept, scenario, asked):
    """What an agreement that is approved is worth to a party [points]; nan without one."""
    slot = list(scenario.premises.parties).index(asked.of[0])
    return np.where(kept.runs["ratified_day"] > 0, kept.runs["deal_worth"][:, slot], np.nan)


def agreement(kept, scenario, asked):
    """True if an agreement on the next phase has been approved by a day."""
    day = kept.runs["ratified_day"]
    return (day > 0) & (day <= asked.until)


# -- limbo ----------------------------------------------------------------------------------------


def in_limbo(kept, asked):
    """Which days of which runs are spent in limbo; shape (runs, days)."""
    days = records.needed(kept, "days")
    day = days["day"]
    return (days["stage"] == phases.LIMBO) & (day <= asked.until) & (day > 0)


def limbo(kept, scenario, asked):
    """True if the phase has run out by a day, with nothing agreed and nobody fighting."""
    return in_limbo(kept, asked).any(axis=1)


def limbo_days(kept, scenario, asked):
    """Days between the end of a phase and what comes after it; nan where there are none."""
    count = in_limbo(kept, asked).sum(axis=1)
    return np.where(count > 0, count, np.nan)


def pressure_rises(kept, scenario, asked):
    """True if leaving is worth more, beside staying, at the end of limbo than when it begins.

    Of the side that is nearer to leaving; nan for a limbo of less than two days.
    """
    gap = (kept.days["outside"] - kept.days["staying"]).max(axis=2)
    mask = in_limbo(kept, asked)
    count = mask.sum(axis=1)
    runs = np.arange(len(gap))
    first = mask.argmax(axis=1)
    last = mask.shape[1] - 1 - mask[:, ::-1].argmax(axis=1)
    return np.where(count > 1, gap[runs, last] > gap[runs, first], np.nan)


# -- deaths ---------------------------------------------------------------------------------------


def deaths(kept, scenario, asked):
    """Deaths in incidents on the days counted, added up day by day."""
    days = records.needed(kept, "days")
    day = days["day"]
    return (days["deaths"] * ((day >= asked.since) & (day <= asked.until))).sum(axis=1)


def deaths_within(kept, scenario, asked):
    """True if they lie between two numbers."""
    found = deaths(kept, scenario, asked)
    return (found >= asked.within[0]) & (found <= asked.within[1])


def deaths_in_all(kept, scenario, asked):
    """Deaths in incidents of the whole run."""
    return kept.runs["deaths"]

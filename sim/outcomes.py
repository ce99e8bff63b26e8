"""Outcomes run by run, by the names that summaries and expectations use."""

import numpy as np

from sim import deliveries, measures, noted
from sim.measures import Asked

MEASURES = {
    "standing_after_phase_1": measures.outlasts_phase_1,
    "standing_at_horizon": measures.standing,
    "talks": measures.talks,
    "agreement": measures.agreement,
    "truce_days_to_horizon": measures.truce_days_to_horizon,
    "crises_a_run": noted.crises_in_all,
    "mean_length_of_a_crisis": noted.crisis_days_each,
    "deaths": measures.deaths_in_all,
}
DAYS = {
    "first_day_of_talks": measures.talks_day,
    "day_fighting_resumed": measures.resumed_day,
}
WHO, ALL = "resumed_by_", ("all_", "_by_end_of_phase_1")


def of(kept, scenario, name):
    """An outcome of each run: true or false, or a number (nan where a run has none)."""
    if name.startswith(WHO):
        return resumed_by(kept, scenario, name.removeprefix(WHO))
    if name.startswith(ALL[0]) and name.endswith(ALL[1]):
        good = name.removeprefix(ALL[0]).removesuffix(ALL[1])
        return deliveries.all_due_in_phase_1(kept, scenario, Asked(of=(good,)))
    if name in DAYS:
        day = DAYS[name](kept, scenario, Asked())
        return np.where(np.isfinite(day), day, np.nan)
    return MEASURES[name](kept, scenario, Asked())


def resumed_by(kept, scenario, side):
    """True for the runs in which one side resumed fighting; ``both`` for both on one day."""
    if side == "both":
        return measures.resumed_by_both(kept, scenario, Asked())
    return measures.resumed_by(kept, scenario, Asked(of=(side,)))

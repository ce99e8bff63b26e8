"""Outcomes run by run, by the names that summaries and expectations use."""

import numpy as np

from agents.terms import DONE
from sim import observed, phases


def fell(kept):
    """True for the runs in which fighting resumed."""
    return kept.runs["stage"] == phases.FIGHTING


def of(name, kept, scenario):
    """An outcome of each run: true or false, or a number (nan where a run has none)."""
    if name.startswith("resumed_by_"):
        return resumed_by(kept, scenario, name.removeprefix("resumed_by_"))
    if name.startswith("all_") and name.endswith("_by_end_of_phase_1"):
        good = name.removeprefix("all_").removesuffix("_by_end_of_phase_1")
        return all_of(kept, scenario, good)
    return PLAIN[name](kept, scenario)


def resumed_by(kept, scenario, side):
    """True for the runs in which one side resumed fighting; ``both`` for both on one day."""
    if side == "both":
        return kept.runs["resumed_by"] == phases.BOTH
    return kept.runs["resumed_by"] == scenario.premises.parties[side].stream


def all_of(kept, scenario, good):
    """True for the runs in which all of a good due in phase 1 had come when it was to end."""
    checked = scenario.premises
    last = checked.first_phase.length
    due = [
        place
        for place, (name, item) in enumerate(checked.obligations.items())
        if item.phase == 1 and item.day <= last and scenario.goods[name].good == good
    ]
    items = kept.items[:, due]
    return ((items["status"] == DONE) & (items["done"] <= last)).all(axis=1)


def outlasts(kept, scenario):
    """True for the runs in which the truce outlasts phase 1."""
    first = scenario.premises.first_phase.length
    return ~(fell(kept) & (kept.runs["last_day"] <= first))


def truce_days(kept, horizon):
    """Days of truce up to the horizon; one that ran its course, or still stands, has them all."""
    return np.where(fell(kept), observed.truce_days(kept, horizon), horizon)


def first_day(days):
    """Days as numbers, nan for a day that never came."""
    return np.where(days > 0, days, np.nan)


def crisis_length(kept):
    """Mean length of the crises of each run [days]; nan where there was none."""
    runs = kept.runs
    return np.where(runs["crises"] > 0, runs["crisis_days"] / np.maximum(runs["crises"], 1), np.nan)


PLAIN = {
    "standing_after_phase_1": outlasts,
    "standing_at_horizon": lambda kept, scenario: ~fell(kept),
    "talks": lambda kept, scenario: kept.runs["talks_day"] > 0,
    "agreement": lambda kept, scenario: kept.runs["ratified_day"] > 0,
    "first_day_of_talks": lambda kept, scenario: first_day(kept.runs["talks_day"]),
    "day_fighting_resumed": lambda kept, scenario: np.where(
        fell(kept), kept.runs["last_day"], np.nan
    ),
    "truce_days": lambda kept, scenario: truce_days(kept, scenario.premises.calendar.horizon),
    "crises_a_run": lambda kept, scenario: kept.runs["crises"],
    "mean_length_of_a_crisis": lambda kept, scenario: crisis_length(kept),
    "deaths": lambda kept, scenario: kept.runs["deaths"],
}

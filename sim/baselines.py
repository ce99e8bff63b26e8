"""What one would expect of an outcome without the model: base rates and constant hazards.

A baseline is one of those that ``sim.happened`` reads from a record. Each gives a chance for a yes
or no, and for a number or a day an ensemble: its quantiles, evenly spaced, of which the plain
ranked probability score is that of the distribution.
"""

import math

import numpy as np
from scipy import stats

from sim import patterns, scores

QUANTILES = 999
QUARTERS = (0.25, 0.5, 0.75)


def levels():
    """The middles of equal parts of 0 to 1."""
    return (np.arange(QUANTILES) + 0.5) / QUANTILES


def share_ended(durations, day):
    """Share of ceasefires that had ended by a day, from their quartiles.

    Straight lines in the logarithm of the day between the quartiles; beyond them nothing is known,
    and a day out there is an error.
    """
    low, _, high = durations.quartiles
    if not low <= day <= high:
        raise ValueError(f"day {day}: known from {low:g} to {high:g}")
    return float(np.interp(math.log(day), np.log(durations.quartiles), QUARTERS))


def ended(durations, day):
    """Chance that a truce which has lasted so long has ended by a day."""
    before = share_ended(durations, durations.survived)
    return (share_ended(durations, day) - before) / (1.0 - before)


def days_ended(durations):
    """Days on which it would end; infinite beyond the last quartile."""
    before = share_ended(durations, durations.survived)
    at = before + levels() * (1.0 - before)
    days = np.exp(np.interp(at, QUARTERS, np.log(durations.quartiles)))
    return np.where(at > QUARTERS[-1], np.inf, np.ceil(days))


def expected(hazard, one):
    """Events expected from the day after the rate was known to the end of the outcome's days."""
    return hazard.events / hazard.days * (one.until - hazard.known_by)


def chance(baseline, one):
    """The chance that a baseline gives to a yes."""
    if baseline.kind == "share":
        return scores.chance(baseline.kept, baseline.of)
    if baseline.kind == "durations":
        return ended(baseline, one.until)
    return 1.0 - math.exp(-expected(baseline, one))


def ensemble(baseline, one):
    """The quantiles that a baseline gives for a number or a day, capped as the runs are."""
    if baseline.kind == "durations":
        days = days_ended(baseline)
    elif patterns.kind(one.measure) == patterns.NUMBER:
        return stats.poisson(expected(baseline, one)).ppf(levels())
    else:
        waits = -np.log1p(-levels()) * baseline.days / baseline.events
        days = baseline.known_by + np.ceil(waits)
    return scores.capped(days, one.until)

"""When truces fall, and of what: survival, cumulative incidence, and days of truce up to a day.

``runs`` are records of type ``sim.records.RUN``, or a table of them from ``sim.parquet.read``.

The clock starts at entry into force. A run that stands at the horizon is censored there and nowhere
sooner, so that before it every estimate is a plain share of runs: the product-limit estimate
[Kaplan1958]_ of survival, and the Aalen-Johansen estimate of each cause's cumulative incidence.
(One minus the product-limit of a single cause would count runs as still at risk that have fallen of
another.) The incidences of all causes and survival add up to 1 on every day.
"""

from typing import NamedTuple

import numpy as np

from sim import intervals, phases, words

FALLS = tuple(
    cause for cause in phases.CAUSES if cause != "none" and cause not in words.STANDING
)  # the causes of a return to fighting


class Survival(NamedTuple):
    """Runs in which the truce stands at the end of each day, from day 0; shapes are (days,)."""

    days: np.ndarray
    at_risk: np.ndarray  # runs that stand when the day begins
    fell: np.ndarray  # runs that fall on it
    standing: np.ndarray
    share: np.ndarray
    low: np.ndarray  # of the 95 % score interval [Wilson1927]_
    high: np.ndarray

    @property
    def runs(self):
        """How many there are."""
        return int(self.at_risk[0])


class Incidence(NamedTuple):
    """Runs that have fallen of a cause by the end of each day, from day 0."""

    cause: str
    counts: np.ndarray
    share: np.ndarray
    low: np.ndarray
    high: np.ndarray


def fallen(runs):
    """Which runs return to fighting."""
    return holds(runs["stage"], "fighting", phases.STAGES)


def holds(column, name, names):
    """Where a column holds a name: itself, in a table, or its place in ``names``, in records."""
    return column == (names.index(name) if column.dtype.kind in "iu" else name)


def survival(runs, horizon):
    """Runs in which the truce stands at the end of days 0..horizon; lasting calm stands."""
    total = len(runs["last_day"])
    standing = total - fallen_by(runs, fallen(runs), horizon)
    before = np.concatenate([[total], standing[:-1]])
    share = standing / max(total, 1)
    low, high = intervals.wilsons(standing, total)
    return Survival(np.arange(horizon + 1), before, before - standing, standing, share, low, high)


def incidences(runs, horizon):
    """Cumulative incidence of every cause, whether a run ends of it or not."""
    found, total = [], len(runs["last_day"])
    for cause in FALLS:
        counts = fallen_by(runs, by_cause(runs, cause), horizon)
        low, high = intervals.wilsons(counts, total)
        found.append(Incidence(cause, counts, counts / max(total, 1), low, high))
    return found


def by_cause(runs, cause):
    """Which runs return to fighting of a cause."""
    return fallen(runs) & holds(runs["cause"], cause, phases.CAUSES)


def by_a_side(runs):
    """In which runs a side resumes fighting, as against a truce that runs out."""
    side = runs["resumed_by"]
    return side >= 0 if side.dtype.kind in "iu" else side != ""


def fallen_by(runs, which, horizon):
    """How many of some runs have fallen by the end of each of days 0..horizon."""
    days = np.sort(runs["last_day"][which])
    return np.searchsorted(days, np.arange(horizon + 1), side="right")


def by_day(runs, which, day):
    """Which of some runs have fallen by the end of a day; shape (runs,)."""
    return which & (runs["last_day"] <= day)


def restricted(runs, day):
    """Days of truce up to a day; its mean is the restricted mean.

    The day on which a side resumes fighting is none; the last day of a truce that runs out is one.
    But for those last days it is the area under the survival curve from day 1 to the day.
    """
    last = np.where(fallen(runs), runs["last_day"] - by_a_side(runs), day)
    return np.minimum(last, day).astype(float)

"""Runs beside what happened: which outcomes the runs cover, and how far they are from them."""

from typing import NamedTuple

import numpy as np

from sim import baselines, draws, happened, patterns, scores

BASELINES = ("base_rate", "constant_hazard")


class Coverage(NamedTuple):
    """An outcome beside the central part of the runs that it is about."""

    name: str
    one: happened.Happened
    runs: int  # that it is about
    share: float  # in which a yes or no is yes; nan for other outcomes
    low: float
    median: float
    high: float
    covered: bool

    @property
    def width(self):
        """What the central part of runs span."""
        return self.high - self.low


class Score(NamedTuple):
    """One score of one outcome; ``by`` is the runs or a kind of baseline."""

    name: str
    kind: str
    by: str
    baseline: str  # its name in the record
    score: str
    value: float
    difference: float  # that of the runs less this one; nan beside the runs themselves


def coverage(name, one, values):
    """What the runs span, and whether it holds what happened."""
    values = values[~np.isnan(values)]
    yes_no = patterns.kind(one.measure) == patterns.YES_NO
    if len(values) == 0:
        return Coverage(name, one, 0, np.nan, np.nan, np.nan, np.nan, False)
    low, median, high = scores.central(values)
    share = float(values.mean()) if yes_no else np.nan
    covered = low <= float(one.value) <= high
    return Coverage(name, one, len(values), share, low, median, high, covered)


def draw(seed, case, name):
    """The luck that breaks ties for an outcome: at an address of its own under the seed."""
    key = [seed, draws.address(f"pit {case} {name}")]
    return float(np.random.Generator(np.random.Philox(key=key)).random())


def judged(name, one, values, known, luck):
    """Every score of an outcome: of the runs, and of each baseline that it has."""
    values = values[~np.isnan(values)]
    if len(values) < 2:
        return
    kind, truth = patterns.kind(one.measure), float(one.value)
    if kind == patterns.YES_NO:
        own = of_chance(scores.chance(values.sum(), len(values)), one.value)
    else:
        own = {"crps": scores.fair_crps(values, truth)}
    for score, value in own.items():
        yield Score(name, kind, "runs", "", score, value, np.nan)
    yield Score(name, kind, "runs", "", "pit", scores.pit(values, truth, luck), np.nan)
    for by in BASELINES:
        called = getattr(one, by)
        if called:
            for score, value in of_baseline(known[called], one, kind).items():
                difference = np.nan if score == "chance" else own[score] - value
                yield Score(name, kind, by, called, score, value, difference)


def of_chance(stated, value):
    """A chance, and its scores."""
    return {
        "chance": stated,
        "brier": scores.brier(stated, value),
        "log": scores.log_score(stated, value),
    }


def of_baseline(baseline, one, kind):
    """The scores of a baseline; it is known whole, so that the plain score is fair to it."""
    if kind == patterns.YES_NO:
        return of_chance(baselines.chance(baseline, one), one.value)
    return {"crps": scores.crps(baselines.ensemble(baseline, one), float(one.value))}

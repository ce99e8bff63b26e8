"""A comparison in plain words, for the screen."""

import math

import numpy as np

from experiments.comparing.tables import parted_by
from sim import paired_words, parting, words

MOST = 3  # events named
HURTS = 1.005  # a ratio of variances that is shown as above 1
SHOWN = (  # unless others are asked for; all are in comparison.csv
    "standing_after_phase_1", "talks", "agreement", "standing_at_horizon", "truce_days_to_horizon",
    "crises_a_run", "deaths",
)  # fmt: skip
COUPLING = (
    "Only the difference between two scenarios is identified. How many runs were gained and lost, "
    "and where single runs part, depends on how luck is shared between them."
)


def told(question, played, lines, called=None):
    """What was found, scenario by scenario; texts, one a line.

    ``called`` has what scenarios are called in words, by name, where that is not their name.
    """
    called = called or {}
    base, *others = (called.get(one.entry.name, one.entry.name) for one in played)
    yield (
        f"{words.count(question.runs)} of each scenario on the same luck, seed {question.seed}, "
        f"{words.NOT_A_FORECAST}."
    )
    for one, other in zip(played[1:], others, strict=True):
        own = [line for line in lines if line.scenario == one.entry.name]
        yield ""
        yield f"{words.capital(other) if called else other}, beside {base}"
        for line in shown(own):
            yield f"- {sentence(line, other)}"
        for level in parting.LEVELS:
            yield f"- {parted(one.partings[level], level)}"
        yield f"- {pairing(own)}"
    yield ""
    yield COUPLING
    yield "Every outcome is in comparison.csv; survival by day in by_day.csv."


def shown(lines):
    """The differences that are told: the usual ones of many, or all of a few."""
    if len(lines) <= len(SHOWN):
        return lines
    return [
        line for line in lines if line.outcome in SHOWN or line.outcome.startswith("resumed_by_")
    ]


def sentence(line, other=None):
    """A difference in a sentence; ``other`` names the second scenario, unless by its own name."""
    return paired_words.sentence(line.words, line.found, other or line.scenario, line.is_share)


def parted(partings, level):
    """Where runs part, and what parts them."""
    days = np.array([one.day for one in partings if one.day != parting.NOT_PARTED])
    never = len(partings) - len(days)
    if not len(days):
        return f"By {level} no run parts from its twin."
    low, middle, high = (round(float(day)) for day in np.quantile(days, (0.05, 0.5, 0.95)))
    named = [f"{words.count(one.runs)}: {one.manner}" for one in parted_by(partings)[:MOST]]
    when = (
        f"on day {middle}"
        if low == high
        else f"in the median on day {middle} ({low} to {high} in nine of ten)"
    )
    return (
        f"By {level} {words.of_runs(len(days), len(partings))} part, {when}"
        f"{f'; {never:,} never do' if never else ''}. Most often (base / this): {'; '.join(named)}."
    )


def pairing(lines):
    """What pairing did for the precision of the differences."""
    known = [line for line in lines if not math.isnan(line.found.ratio)]
    if not known:
        return "Pairing: no outcome varies in both."
    ratios = [line.found.ratio for line in known]
    correlations = [line.found.correlation for line in known]
    hurt = [
        f"{line.outcome} ({line.found.ratio:.2f})" for line in known if line.found.ratio > HURTS
    ]
    if hurt:
        helps = f"makes these differences less sure than luck apart would: {', '.join(hurt)}."
    else:
        helps = "leaves every difference as sure as luck apart would, or surer."
    return (
        f"Pairing: the same luck for both {helps} The variance of a difference is "
        f"{min(ratios):.2f} to {max(ratios):.2f} of what it would be then (correlation "
        f"{min(correlations):z.2f} to {max(correlations):z.2f})."
    )

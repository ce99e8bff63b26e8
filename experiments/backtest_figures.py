"""The figures of a backtest: every outcome beside the runs, and the days after day 16."""

import numpy as np

from experiments import replaying
from experiments.backtest_words import happened_words, spanned
from sim import patterns, scores, words
from sim.plots import course, coverage, style

ORDER = ("calm", "phases 2 and 3", "phase 1", "limbo", "fighting")  # from the bottom


def draw(folder, found, marks):
    """Write the figures into a folder."""
    folder.mkdir()
    played = found.cases[replaying.RETROSPECTIVE]
    foot = (
        f"{played.scenario.title}; {found.runs:,} runs, seed {found.seed}, configuration "
        f"{marks['config_hash'][:8]}. Retrospective: days 17 to 59 were known when the model was "
        "built. Runs of a model, not a forecast."
    )
    for figure, shown in ((coverage, outcomes(found)), (course, days(found))):
        with style.sheet():
            page = style.page(figure.body(shown), figure.title(shown), figure.finding(shown), foot)
            figure.draw(page, shown)
            style.freeze(page)
        style.write(page, folder / figure.NAME, figure.title(shown), figure.describe(shown))


def outcomes(found):
    """The outcomes that were not given to the model, numbers apart from yes and no."""
    numbers, truths = [], []
    for entry in found.coverage[replaying.RETROSPECTIVE]:
        if entry.one.use != "given":
            yes_no = patterns.kind(entry.one.measure) == patterns.YES_NO
            (truths if yes_no else numbers).append(line(entry))
    return coverage.Numbers(numbers, truths, "From what was known on day 16.", found.runs)


def line(entry):
    """A line of the figure."""
    truth = float(entry.one.value)
    if patterns.kind(entry.one.measure) == patterns.YES_NO:
        text = f"{happened_words(entry)}; runs {words.percent(entry.share)}"
        return coverage.Line(
            entry.one.label, np.nan, entry.share, np.nan, truth, entry.covered, text
        )
    text = f"{happened_words(entry)}; runs {spanned(entry)}"
    return coverage.Line(
        entry.one.label, entry.low, entry.median, entry.high, truth, entry.covered, text
    )


def days(found):
    """The course of the runs, day by day."""
    played = found.cases[replaying.RETROSPECTIVE]
    record, first = played.scenario.record, played.scenario.premises.calendar.first_day
    bands = np.quantile(played.hostages, scores.LEVELS, axis=0, method="inverted_cdf")
    codes = [replaying.STATES.index(state) for state in ORDER]
    shares = np.stack([(played.states == code).mean(axis=0) for code in codes], axis=1)
    length = played.scenario.premises.first_phase.length
    happened = [  # nothing was agreed and fighting came after phase 1: the record has all three
        (first, length, "phase 1"),
        (length + 1, record["last_day"] - 1, "limbo"),
        (record["last_day"], replaying.COURSE, "fighting"),
    ]
    return course.Numbers(
        first, replaying.COURSE, bands, record["deliveries"]["hostages"], record["last_day"] - 1,
        ORDER, shares, happened, found.runs, played.scenario.start,
    )  # fmt: skip

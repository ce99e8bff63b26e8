"""The figures of a backtest: every outcome beside the runs, and the days after day 16."""

import numpy as np

from experiments import provenance
from experiments.backtesting import cases, replaying
from experiments.backtesting.told import amount, happened_words, spanned
from sim import measures, patterns, scores, words
from sim.plots import course, coverage, style

ORDER = (  # from the bottom
    replaying.CALM,
    replaying.LATER_PHASES,
    replaying.PHASE_1,
    replaying.LIMBO,
    replaying.FIGHTING,
)


def draw(folder, found, made):
    """Write the figures into a folder."""
    folder.mkdir()
    played = found.cases[cases.RETROSPECTIVE]
    first, last = played.first_day, played.scenario.record["last_day"]
    foot = provenance.foot(
        f"{played.scenario.title}; {found.runs:,} runs", made, found.seed, found.runs,
        more=f"Retrospective: days {first} to {last} were known when the model was built.",
    )  # fmt: skip
    for figure, shown in ((coverage, outcomes(found)), (course, days(found))):
        style.leave(figure, shown, folder / figure.NAME, foot)


def outcomes(found):
    """The outcomes that were not given to the model, numbers apart from yes and no."""
    numbers, truths = [], []
    for entry in found.coverage[cases.RETROSPECTIVE]:
        if entry.one.use != "given":
            yes_no = patterns.kind(entry.one.measure) == patterns.YES_NO
            (truths if yes_no else numbers).append(line(entry))
    heading = f"From what was known on day {found.cases[cases.RETROSPECTIVE].first_day - 1}."
    return coverage.Numbers(numbers, truths, heading, found.runs)


def line(entry):
    """A line of the figure."""
    truth = float(entry.one.value)
    if patterns.kind(entry.one.measure) == patterns.YES_NO:
        text = f"{happened_words(entry)}; runs {words.percent(entry.share)}"
        return coverage.Line(
            entry.one.label, np.nan, entry.share, np.nan, truth, entry.covered, text
        )
    text = f"{happened_words(entry)}; runs {spanned(entry)}"
    scale = (min(entry.low, truth), max(entry.high, truth))
    return coverage.Line(
        entry.one.label, entry.low, entry.median, entry.high, truth, entry.covered, text,
        tuple(amount(end, entry.one) for end in scale),
    )  # fmt: skip


def days(found):
    """The course of the runs, day by day."""
    played = found.cases[cases.RETROSPECTIVE]
    record, first = played.scenario.record, played.first_day
    shares = np.stack([(played.states == state).mean(axis=0) for state in ORDER], axis=1)
    length = measures.first_phase(played.scenario)
    happened = [  # nothing was agreed and fighting came after phase 1: the record has all three
        (first, length, replaying.STATES[replaying.PHASE_1]),
        (length + 1, record["last_day"] - 1, replaying.STATES[replaying.LIMBO]),
        (record["last_day"], replaying.COURSE, replaying.STATES[replaying.FIGHTING]),
    ]
    return course.Numbers(
        first, replaying.COURSE, scores.bands(played.hostages), record["deliveries"]["hostages"],
        record["last_day"] - 1, tuple(replaying.STATES[state] for state in ORDER), shares,
        happened, found.runs, played.scenario.start,
    )  # fmt: skip

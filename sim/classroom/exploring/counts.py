"""What many runs come to, counted: in how many the usual outcomes happen, and usual means.

The outcomes and their words are those of ``sim.outcomes``, as summaries and comparisons have them.
Shares have the interval of [Wilson1927]_, means that of [Student1908]_, over the runs that have a
number.
"""

import numpy as np

from sim import intervals, outcomes, paired_words, pairs, words

SHARES = (
    "standing_after_phase_1", "all_hostages_by_end_of_phase_1", "all_prisoners_by_end_of_phase_1",
    "talks", "agreement", "standing_at_horizon",
)  # fmt: skip  # in the order in which they come about
OF_TALKS = ("talks", "agreement", "rounds_to_an_agreement")
MEANS = ("rounds_to_an_agreement", "crises_a_run", "deaths", "day_fighting_resumed")
WITHOUT_TRUCE = ("agreement", "rounds_to_an_agreement")  # where nothing is to be carried out
TOLD = {  # in sentences, where they are counted
    "standing_at_horizon": "the truce stands on {day}", "agreement": "an agreement is ratified",
}  # fmt: skip
ASSUMED = "under these assumptions"
BRIEF = {"standing_at_horizon": "stand", "agreement": "agree"}


def names(scenario):
    """The outcomes that are counted of a scenario."""
    checked = scenario.premises
    if not checked.obligations:
        return WITHOUT_TRUCE
    known = outcomes.of_scenario(scenario)
    left_out = OF_TALKS if checked.talks.protocol == "no_talks" else ()
    return tuple(name for name in (*SHARES, *MEANS) if name in known and name not in left_out)


def each(scenario, kept):
    """Each outcome of each run: arrays of truths or numbers, by name."""
    return {name: outcomes.of(kept, scenario, name) for name in names(scenario)}


def rows(scenario, found):
    """(name, whether it is a share, words, count or mean, interval) of each outcome."""
    known = outcomes.of_scenario(scenario)
    made = []
    for name, values in found.items():
        is_share = values.dtype == bool
        about = said_of(name, known[name], scenario)
        made.append([name, is_share, about, *(share if is_share else mean)(values)])
    return made


def said_of(name, outcome, scenario):
    """What an outcome is, with the day that it is about."""
    calendar, text = scenario.premises.calendar, words.capital(outcome.words)
    if name == "standing_at_horizon":
        return f"{text} (day {calendar.horizon})"
    if name == "standing_after_phase_1":
        return f"{text} (day {scenario.premises.first_phase.length})"
    return text


def share(values):
    """``212 of 300``, and the interval of the share."""
    count = int(values.sum())
    low, high = intervals.wilson(count, len(values))
    return f"{count:,} of {len(values):,}", words.percent_range(low, high)


def mean(values):
    """A mean over the runs that have a number, with how many they are, and its interval."""
    known = values[~np.isnan(values)]
    if not len(known):
        return "in no run", ""
    text = f"{known.mean():.1f}"
    if len(known) < len(values):
        text += f" in {words.count(len(known))}"
    if len(known) < intervals.FEWEST:
        return text, ""
    half = intervals.half_of_mean(known.std(ddof=1), len(known))
    return text, f"{known.mean() - half:.1f} to {known.mean() + half:.1f}"


def said(found, horizon):
    """The outcomes that matter most, in a sentence that is read aloud."""
    parts = []
    for name, text in TOLD.items():
        if name in found:
            _, interval = share(found[name])
            of_runs = words.of_runs(int(found[name].sum()), len(found[name]))
            notes = (f" {ASSUMED}", "95 % interval ") if not parts else ("", "")
            happens = text.format(day=f"day {horizon}")
            parts.append(f"{happens} in {of_runs}{notes[0]} ({notes[1]}{interval})")
    return f"{words.capital(', and '.join(parts))}."


def brief(found):
    """The same in a few words."""
    parts = [f"{int(found[name].sum()):,} {text}" for name, text in BRIEF.items() if name in found]
    return f"{', '.join(parts)}, of {words.count(len(next(iter(found.values()))))}"


def compared(first, second, other):
    """How the second world differs in the outcomes that matter most, in sentences."""
    parts = []
    for name, text in TOLD.items():
        if name in first and name in second:
            about = words.capital(text.format(day="the last day"))
            parts.append(
                paired_words.sentence(
                    about, pairs.difference(first[name], second[name]), other, True
                )
            )
    return " ".join(parts)


def beside(first, second):
    """How the second world differs from the first in each outcome that both have, by name."""
    found = {}
    for name, values in first.items():
        if name not in second:
            continue
        one = pairs.difference(values, second[name])
        if values.dtype == bool:
            found[name] = paired_words.beside(one)
        elif one.runs >= intervals.FEWEST:
            both = one.runs < len(values)
            over = f", over {words.count(one.runs)} with a number in both worlds" if both else ""
            found[name] = paired_words.mean_beside(one) + over
    return found

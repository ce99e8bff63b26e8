"""What the runs of a backtest miss, mostly have otherwise or lie far from, and what that tells."""

import bisect

from experiments.backtesting import told
from experiments.reporting.record.coverage import way
from sim import patterns, words
from sim.report.document import Items, Paragraph
from sim.scores import CENTRAL, central

WEEK, FIFTH = 7, 0.2  # from here on a median lies far from what happened
FAR = (
    f"the median of runs lies far from what happened (days and lengths in days: by more than "
    f"{WEEK} days; other numbers: by more than a fifth of what happened)"
)


def lists(result, everything):
    """The outcomes that are not covered, and those that are although the runs mostly are not so."""
    outside = [entry for entry in everything if not entry.covered]
    for lead, some in (
        (f"Outside the {CENTRAL} of runs:", outside),
        ("Covered, but most runs did otherwise:", otherwise(everything)),
        (f"Covered, but {FAR}:", far(everything)),
    ):
        yield Paragraph(lead if some else f"{lead} none.")
        if some:
            yield Items(tuple(lessons(result, some)))


def otherwise(some):
    """The outcomes that are covered, and that most runs had otherwise."""
    return [entry for entry in some if entry.covered and told.rarely(entry)]


def far(some):
    """The numbers and days that are covered, and of which the median lies far away."""
    return [entry for entry in some if entry.covered and is_far(entry)]


def is_far(entry):
    """True for a number or a day of which the median of runs is far from what happened."""
    if entry.one.kind == patterns.YES_NO:
        return False
    apart = abs(entry.median - entry.one.value)
    return apart > (WEEK if entry.one.is_of_days else FIFTH * abs(entry.one.value))


def lean(own):
    """How many covered outcomes of a case the runs mostly have otherwise, or lie far from."""
    scored = [entry for entry in own if entry.is_scored]
    parts = [
        f"in {len(some):,} {what}"
        for some, what in ((otherwise(scored), "most runs did otherwise"), (far(scored), FAR))
        if some
    ]
    if parts:
        yield Paragraph(
            f"Of the covered outcomes, {words.listed(parts)}. Which they are is said under what "
            "would change the conclusion."
        )


def lessons(result, some):
    """What a miss tells, once for all cases of a scenario."""
    gathered = {}
    for entry in some:
        gathered.setdefault((entry.scenario, entry.name), []).append(entry)
    for first, *others in gathered.values():
        also = f", and in {words.listed(f'`{one.case}`' for one in others)}" if others else ""
        said_of_it = f" {told.lesson(first)}" if result.config else ""
        label = words.capital(first.one.label)
        yield f"{label} (`{first.case}`{also}): {way(first)}.{said_of_it}"


def few(result, everything):
    """How many runs cover a yes or no, and which one had the fewest."""
    held = [one for one in everything if one.one.kind == patterns.YES_NO and one.covered]
    if not held:
        return
    least = min(held, key=lambda one: one.alike / one.runs)
    yield Paragraph(
        f"A yes or no is covered as soon as few runs did the same: of {words.count(least.runs)}, "
        f"{needed(least.runs)}. Fewest did as it happened in: {least.one.label} "
        f"(`{least.case}`), {words.of_runs(least.alike, least.runs)}."
    )


def needed(runs):
    """How many runs cover a yes and how many a no, in words."""
    yes, no = (enough(runs, answer) for answer in (True, False))
    return f"{yes:,}" if yes == no else f"{yes:,} for a yes and {no:,} for a no"


def enough(runs, answer):
    """The fewest of so many runs with an answer that hold it in their central part."""

    def is_held(count):
        low, _, high = central([answer] * count + [not answer] * (runs - count))
        return low <= answer <= high

    return bisect.bisect_left(range(runs), True, lo=1, key=is_held)

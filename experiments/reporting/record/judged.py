"""Scores of a backtest, as tables: differences from baselines, then the scores themselves."""

import math

from experiments import pages
from experiments.backtesting import said
from experiments.backtesting import told as told_of
from experiments.reporting import worded
from experiments.reporting.record import covered
from sim import happened, patterns, words
from sim.report.document import Column, Paragraph, Table

MEANING = (
    "Where there is a baseline, the runs' score less the baseline's comes first: below zero the "
    "runs were nearer to what happened, above zero the baseline was. "
    f"{said.ANECDOTE} There is no interval to it, for there is one truce."
)
CALLED = {"brier": "Brier", "log": "log", "crps": "CRPS"}
BASELINES = {"base_rate": "base rate", "constant_hazard": "constant hazard"}


def told(result, scored):
    """What scores and differences mean, and what the baselines are; once for all cases."""
    if scored:
        yield Paragraph(MEANING)
        yield from (Paragraph(text) for text in about(result))
        yield Paragraph(f"Scores. {pages.uncited(said.SCORED)}")


def nearer(own, scored):
    """How often the runs were nearer than a baseline, and where the baseline was."""
    rows = [row for entry in own for row in beside(entry, scored.get((entry.case, entry.name), []))]
    if not rows:
        return
    behind = [f"{label} ({called})" for label, called, _, difference, *_ in rows if difference > 0]
    where = f": {'; '.join(behind)}" if behind else ""
    yield Paragraph(
        f"Of {words.count(len(rows), 'score')} beside a baseline, the baseline was nearer to what "
        f"happened in {len(behind):,}{where}."
    )


def tables(result, own, scored):
    """The tables of a case; none where nothing was scored."""
    rows = [(entry, scored.get((entry.case, entry.name), [])) for entry in own]
    case = own[0].case
    differences = tuple(cells for entry, held in rows for cells in beside(entry, held))
    if differences:
        heads = (
            Column("Outcome"), Column("Baseline"), Column("Score"),
            Column("Difference", worded.figures, True), Column("By the runs", figure, True),
            Column("By the baseline", figure, True),
        )  # fmt: skip
        caption = f"`{case}`: scores of the runs less those of baselines (negative: runs nearer)"
        yield Table(result.named(f"differences_{case}"), caption, heads, differences)
    levels = tuple(level(entry, held) for entry, held in rows if held)
    if levels:
        heads = (
            Column("Outcome"), Column("What happened", str, True),
            Column("Chance by the runs", chance, True), Column("Score"),
            Column("By the runs", figure, True), Column("Place", figure, True),
        )  # fmt: skip
        caption = f"`{case}`: scores of the runs by themselves"
        yield Table(result.named(f"scores_{case}"), caption, heads, levels)


def beside(entry, held):
    """A row a baseline of an outcome."""
    for one in held:
        if one.by in BASELINES and one.score in ("brier", "crps"):
            called = f"{BASELINES[one.by]}: {words.plain(one.baseline)}"
            runs = value(held, "runs", one.score)
            yield entry.one.label, called, CALLED[one.score], one.difference, runs, one.value


def level(entry, held):
    """The row of the scores of the runs."""
    score = "brier" if entry.one.kind == patterns.YES_NO else "crps"
    numbers = value(held, "runs", score), value(held, "runs", "pit")
    chance = value(held, "runs", "chance")
    return entry.one.label, told_of.happened_words(entry), chance, CALLED[score], *numbers


def value(held, by, score):
    """A score; None where there is none."""
    found = (one.value for one in held if (one.by, one.score) == (by, score))
    number = next(found, math.nan)
    return None if math.isnan(number) else number


def figure(number):
    """A score with two decimals, more where it would read as nothing."""
    if 0.0 < number < 0.0001:
        return "under 0.0001"
    return f"{number:.2f}" if number >= 0.01 or number == 0.0 else f"{number:.4f}"


def chance(number):
    """A chance, which never reads as certain."""
    return f"{number:.4f}" if number >= 0.995 else figure(number)


def about(result):
    """What the baselines of the first case's record are; nothing where no file holds them."""
    baselines = covered.record(result, result.name).get("baselines")
    if baselines:
        known = happened.read_baselines({"baselines": baselines})
        day = known["other_ceasefires"].survived
        yield f"Base rate. {pages.uncited(told_of.base_rate(known, day))}"
        yield f"Constant hazard. {told_of.constant_hazard(known, day)}"

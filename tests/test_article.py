"""Each of the 39 rows of the article has a part in the model: change it, and an output moves."""

import functools

import numpy as np
import pytest
from playing import configured, play

from agents import notes
from agents.terms import DONE
from sim import phases, records, tables
from sim.cache import ROOT

RUNS = 200


def table():
    """The rows of the table in docs/article.md, as lists of cells."""
    text = (ROOT / "docs" / "article.md").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("| S"):
            yield [cell.strip() for cell in line.strip("|").split("|")]


ROWS = list(table())


@functools.cache
def played(overrides):
    premises = configured(*overrides.split())
    return premises, play(premises, 3, RUNS)


def output(column, overrides):
    """The mean of an output over the runs (and days) with some settings."""
    premises, kept = played(overrides)
    table, name = column.split(".", 1)
    if table == "days":
        return of_days(premises, kept, name)
    if table == "runs":
        return of_runs(kept, name)
    if table == "items":
        obligation, name = name.split(".")
        items = kept.items[:, list(premises.premises.obligations).index(obligation)]
        rows = items["status"] == DONE if name == "done" else np.ones(len(items), dtype=bool)
        return items[name][rows].mean()
    return of_events(premises, kept, name)


def of_days(premises, kept, name):
    """Mean of a column of the days, over runs and the days up to day 40."""
    for slot, party in enumerate(premises.premises.parties):
        name = name.replace(f"_{party}", f"_{slot}")
    days = kept.days[:, :40]
    return records.column(days, name)[days["day"] > 0].mean()


def of_runs(kept, name):
    """Mean of a column of the runs, or of something told from them."""
    told = {
        "talks": kept.runs["talks_day"] > 0,
        "ratified": kept.runs["ratified_day"] > 0,
        "fell": kept.runs["stage"] == phases.FIGHTING,
    }
    values = told[name] if name in told else kept.runs[name]
    return values.mean()


def of_events(premises, kept, name):
    """Mean number of events of a kind, or of the uses of a mediator's instruments."""
    log = kept.log[kept.log[:, :, 0] > 0]
    mediators = list(premises.premises.mediators)
    if name in mediators:
        own = np.isin(log[:, 1], (notes.USES, notes.MISSION))
        return (own & (log[:, 2] == mediators.index(name))).sum() / RUNS
    return (log[:, 1] == tables.EVENT_KINDS.index(name)).sum() / RUNS


def test_every_row_is_there_once():
    assert [row[0] for row in ROWS] == [f"S{number:02d}" for number in range(1, 40)]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_the_output_moves_with_its_part_of_the_model(row):
    _, _, _, change, says, column, beside = row
    before = output(column.strip("`"), beside.strip("`"))

    after = output(column.strip("`"), change.strip("`"))

    way = says.rsplit(": ", 1)[1]
    moved = {"up": after > before, "down": after < before, "moves": after != before}
    assert moved[way], f"{column} went from {before} to {after}"

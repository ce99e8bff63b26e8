"""Each of the 39 rows of the article has a part in the model: change it, and an output moves."""

import functools

import numpy as np
import pytest
from playing import configured, play

from agents import notes
from agents.terms import DONE
from sim import pairs, phases, records, tables
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
    """An output of each run (its mean over days) with some settings; nan where a run has none."""
    premises, kept = played(overrides)
    table, name = column.split(".", 1)
    if table == "days":
        return of_days(premises, kept, name)
    if table == "runs":
        return of_runs(kept, name)
    if table == "items":
        obligation, name = name.split(".")
        items = kept.items[:, list(premises.premises.obligations).index(obligation)]
        known = (items["status"] == DONE) | (name != "done")
        return np.where(known, items[name], np.nan)
    return of_events(premises, kept, name)


def of_days(premises, kept, name):
    """Mean of a column of the days of each run up to day 40."""
    for slot, party in enumerate(premises.premises.parties):
        name = name.replace(f"_{party}", f"_{slot}")
    days = kept.days[:, :40]
    known = days["day"] > 0
    return np.where(known, records.column(days, name), 0.0).sum(axis=1) / known.sum(axis=1)


def of_runs(kept, name):
    """A column of the runs, or something told from them."""
    told = {
        "talks": kept.runs["talks_day"] > 0,
        "ratified": kept.runs["ratified_day"] > 0,
        "fell": kept.runs["stage"] == phases.FIGHTING,
    }
    return (told[name] if name in told else kept.runs[name]).astype(float)


def of_events(premises, kept, name):
    """Events of a kind in each run, or uses of a mediator's instruments."""
    kind, actor = kept.log[:, :, notes.KIND], kept.log[:, :, notes.ACTOR]
    written = kept.log[:, :, notes.DAY] > 0
    mediators = list(premises.premises.mediators)
    if name in mediators:
        own = np.isin(kind, (notes.USES, notes.MISSION)) & (actor == mediators.index(name))
        return (own & written).sum(axis=1).astype(float)
    return ((kind == tables.EVENT_KINDS.index(name)) & written).sum(axis=1).astype(float)


def test_every_row_is_there_once():
    assert [row[0] for row in ROWS] == [f"S{number:02d}" for number in range(1, 40)]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_the_output_moves_with_its_part_of_the_model(row):
    _, _, _, change, says, column, beside = row
    before = output(column.strip("`"), beside.strip("`"))

    after = output(column.strip("`"), change.strip("`"))

    way = says.rsplit(": ", 1)[1]
    found = pairs.means(before, after)
    moved = {"up": found.low > 0.0, "down": found.high < 0.0}
    moved["moves"] = moved["up"] or moved["down"]
    assert moved[way], f"{column} went from {found.first} to {found.second}"

"""Records as tables: what the engines left, with names.

Each table carries the keys ``scenario, point, run, seed``.
"""

import numpy as np
import pyarrow as pa

from agents import notes
from agents.traits import INSTRUMENTS
from sim import phases, records
from sim.arrow import numbers, whole, words
from sim.premises import PROTOCOLS
from sim.protocols import table as talks

KEYS = ("scenario", "point", "run", "seed")
EVENT_KINDS = tuple(kind.name for kind in notes.EVENTS)
STATUSES = ("not_yet", "pending", "delivered")  # in the order of agents.terms


def kinds_with(field, value):
    """The kinds of event whose actor, or what they are about, is of one sort."""
    return [code for code, kind in enumerate(notes.EVENTS) if getattr(kind, field) == value]


class Names:
    """What the places in the records are called in a scenario."""

    def __init__(self, scenario):
        checked = scenario.premises
        self.scenario = scenario.name
        self.parties = list(checked.parties)
        self.by_stream = [self.parties[slot] for slot in scenario.streams]
        self.mediators = list(checked.mediators)
        self.constituencies = list(checked.constituencies)
        self.obligations = list(checked.obligations)
        self.issues = list(checked.issues)

    def column(self, name):
        """A column's name, ending in a party's name in place of its slot."""
        for slot, party in enumerate(self.parties):
            if name.endswith(f"_{slot}"):
                return f"{name[:-1]}{party}"
        return name

    def keys(self, runs, seed):
        """The key columns for rows that belong to these runs."""
        rows = len(runs)
        return {
            "scenario": words(np.zeros(rows), [self.scenario]),
            "point": numbers(np.zeros(rows, dtype=np.int64)),
            "run": numbers(runs),
            "seed": numbers(np.full(rows, seed, dtype=np.int64)),
        }


def runs_table(names, kept, first, seed):
    """One row a run."""
    count = len(kept.runs)
    columns = names.keys(np.arange(first, first + count), seed)
    for name in records.columns(records.RUN):
        column = records.column(kept.runs, name)
        if name == "stage":
            columns[name] = words(column, phases.STAGES)
        elif name == "cause":
            columns[name] = words(column, phases.CAUSES)
        elif name == "resumed_by":
            columns[name] = words(column + 1, ["", *names.by_stream, "both"])
        else:
            columns[names.column(name)] = numbers(column)
    return pa.table(columns)


def days_table(names, kept, first, seed):
    """One row a day played."""
    played = kept.days["day"] > 0
    runs = np.nonzero(played)[0] + first
    rows = kept.days[played]
    columns = names.keys(runs, seed)
    for name in records.columns(records.DAY):
        column = records.column(rows, name)
        if name == "stage":
            columns[name] = words(column, phases.STAGES)
        else:
            columns[names.column(name)] = numbers(column)
    return pa.table(columns)


def long(kept_rows, counts):
    """Rows of all runs one after another, and the run of each."""
    counts = np.minimum(counts.astype(np.int64), kept_rows.shape[1])
    mask = np.arange(kept_rows.shape[1]) < counts[:, None]
    runs, rows = np.nonzero(mask)[0], kept_rows[mask]
    filled = rows.any(axis=1)  # a run played on from a stored day has no rows before it
    return (runs, rows) if filled.all() else (runs[filled], rows[filled])


def events_table(names, kept, first, seed):
    """One row an event: when, what, who, about what, and the numbers it was decided on."""
    runs, rows = long(kept.log, kept.runs["noted"])
    columns = names.keys(runs + first, seed)
    kind, item = rows[:, notes.KIND].astype(np.int64), rows[:, notes.ITEM]
    columns["day"] = whole(rows[:, notes.DAY])
    columns["kind"] = words(kind, EVENT_KINDS)
    columns["actor"] = actors(names, kind, rows[:, notes.ACTOR])
    columns["obligation"] = places(kind, item, "obligation", names.obligations)
    columns["instrument"] = places(kind, item, "instrument", INSTRUMENTS)
    columns["number"] = whole(np.where(np.isin(kind, kinds_with("about", "number")), item, 0))
    for place in range(notes.VALUES):
        columns[f"v{place}"] = numbers(rows[:, notes.REASONS + place])
    return pa.table(columns)


def actors(names, kind, numbers):
    """Whose act each event is: a party, a mediator, a constituency or nobody."""
    found, start = np.zeros(len(kind)), 1
    known = (
        ("party", names.by_stream),
        ("mediator", names.mediators),
        ("constituency", names.constituencies),
    )
    for sort, keys in known:
        rows = np.isin(kind, kinds_with("actor", sort))
        found[rows] = numbers[rows] + start
        start += len(keys)
    return words(found, ["", *(key for _, keys in known for key in keys)])


def places(kind, numbers, sort, keys):
    """What each event is about, where it is about one of these."""
    rows = np.isin(kind, kinds_with("about", sort))
    return words(np.where(rows, numbers + 1, 0), ["", *keys])


def offers_table(names, kept, first, seed):
    """One row an offer: who, what it is worth to each, and its level on each issue (0..1)."""
    runs, rows = long(kept.offers, kept.runs["offered"])
    columns = names.keys(runs + first, seed)
    columns["day"] = whole(rows[:, talks.DAY])
    columns["round"] = whole(rows[:, talks.ROUND])
    columns["proposer"] = words(rows[:, talks.PROPOSER], [*names.by_stream, *names.mediators])
    for slot, party in enumerate(names.parties):
        columns[f"utility_{party}"] = numbers(rows[:, talks.UTILITY_0 + slot])
    columns["accepted"] = numbers(rows[:, talks.ACCEPTED] == 1.0)
    columns["protocol"] = words(rows[:, talks.PROTOCOL], PROTOCOLS)
    for place, issue in enumerate(names.issues):
        columns[issue] = numbers(rows[:, talks.LEVELS + place])
    return pa.table(columns)


def obligations_table(names, kept, first, seed):
    """One row an obligation of a run: what became of it."""
    count, items = kept.items.shape
    rows = kept.items.reshape(count * items)
    columns = names.keys(np.repeat(np.arange(first, first + count), items), seed)
    columns["obligation"] = words(np.tile(np.arange(items), count), names.obligations)
    for name in records.columns(records.ITEM):
        column = rows[name]
        columns[name] = words(column, STATUSES) if name == "status" else numbers(column)
    return pa.table(columns)


MAKERS = {
    "runs": runs_table,
    "days": days_table,
    "events": events_table,
    "offers": offers_table,
    "obligations": obligations_table,
}
KEEP = {
    "runs": ("runs",),
    "days": ("runs", "days"),
    "all": ("runs", "days", "events", "offers", "obligations"),
}

"""Records as tables: what the engines left, with names, as Parquet files and back.

Each table carries the keys ``scenario, point, run, seed``. Rows are grouped by block of runs, so
that the bytes do not depend on threads.
"""

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from agents import notes
from sim import phases, records
from sim.protocols import alternating_offers

KEYS = ("scenario", "point", "run", "seed")
EVENT_KINDS = (
    "phase_begins", "delivers", "hitch", "delays", "withholds", "claim", "rung", "mission",
    "crisis", "settled", "crisis_fades", "talks_begin", "talks_stop", "agreement", "incident",
    "shock", "limbo", "resumes", "calm", "expired", "change",
)  # fmt: skip
OF_ITEMS = frozenset((notes.DELIVERS, notes.HITCH, notes.DELAYS, notes.WITHHOLDS, notes.CLAIM))
OF_MEDIATORS = frozenset((notes.MISSION,))
OF_PARTIES = OF_ITEMS | {notes.RUNG, notes.RESUMES, notes.AGREEMENT, notes.INCIDENT}
STATUSES = ("not_yet", "pending", "delivered")  # in the order of agents.terms


def words(codes, names):
    """A column of names from a column of their places in ``names``."""
    indices = pa.array(np.asarray(codes, dtype=np.int32))
    return pa.DictionaryArray.from_arrays(indices, pa.array(list(names), type=pa.string()))


def numbers(values, name):
    """A column of numbers; whole where the record is whole."""
    if name in records.WHOLE or name.rsplit("_", 1)[0] + "_0" in records.WHOLE:
        return pa.array(values.astype(np.int64))
    return pa.array(values)


class Names:
    """What the places in the records are called in a scenario."""

    def __init__(self, scenario):
        checked = scenario.premises
        self.scenario = scenario.name
        self.parties = list(checked.parties)
        self.by_stream = [self.parties[slot] for slot in scenario.streams]
        self.mediators = list(checked.mediators)
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
            "point": pa.array(np.zeros(rows, dtype=np.int64)),
            "run": pa.array(runs),
            "seed": pa.array(np.full(rows, seed, dtype=np.int64)),
        }


def runs_table(names, kept, first, seed):
    """One row a run."""
    count = len(kept.runs)
    columns = names.keys(np.arange(first, first + count), seed)
    values = dict(zip(records.RUN_COLUMNS, kept.runs.T, strict=True))
    for name, column in values.items():
        if name == "stage":
            columns[name] = words(column, phases.STAGES)
        elif name == "cause":
            columns[name] = words(column, phases.CAUSES)
        elif name == "resumed_by":
            columns[name] = words(column + 1, ["", *names.by_stream, "both"])
        else:
            columns[names.column(name)] = numbers(column, name)
    return pa.table(columns)


def days_table(names, kept, first, seed):
    """One row a day played."""
    played = kept.days[:, :, 0] > 0
    runs = np.nonzero(played)[0] + first
    rows = kept.days[played]
    columns = names.keys(runs, seed)
    for name, column in zip(records.DAY_COLUMNS, rows.T, strict=True):
        if name == "stage":
            columns[name] = words(column, phases.STAGES)
        else:
            columns[names.column(name)] = numbers(column, name)
    return pa.table(columns)


def long(kept_rows, counts):
    """Rows of all runs one after another, and the run of each."""
    counts = np.minimum(counts.astype(np.int64), kept_rows.shape[1])
    mask = np.arange(kept_rows.shape[1]) < counts[:, None]
    mask &= kept_rows.any(axis=2)  # a run played on from a stored day has no rows before it
    return np.nonzero(mask)[0], kept_rows[mask]


def events_table(names, kept, first, seed):
    """One row an event: when, what, who, about what, and the numbers it was decided on."""
    runs, rows = long(kept.log, kept.runs[:, records.RUN_COLUMNS.index("noted")])
    columns = names.keys(runs + first, seed)
    kind = rows[:, 1].astype(np.int64)
    columns["day"] = numbers(rows[:, 0], "day")
    columns["kind"] = words(kind, EVENT_KINDS)
    actors = ["", *names.by_stream, *names.mediators]
    actor = np.zeros(len(rows))
    of_party = np.isin(kind, list(OF_PARTIES))
    of_mediator = np.isin(kind, list(OF_MEDIATORS))
    actor[of_party] = rows[of_party, 2] + 1
    actor[of_mediator] = rows[of_mediator, 2] + 3
    columns["actor"] = words(actor, actors)
    of_item = np.isin(kind, list(OF_ITEMS))
    item = np.zeros(len(rows))
    item[of_item] = rows[of_item, 3] + 1
    columns["obligation"] = words(item, ["", *names.obligations])
    columns["number"] = numbers(np.where(of_item, 0, rows[:, 3]), "item")
    for place in range(notes.VALUES):
        columns[f"v{place}"] = pa.array(rows[:, 4 + place])
    return pa.table(columns)


def offers_table(names, kept, first, seed):
    """One row an offer: who, what it is worth to each, and its level on each issue (0..1)."""
    runs, rows = long(kept.offers, kept.runs[:, records.RUN_COLUMNS.index("offered")])
    columns = names.keys(runs + first, seed)
    columns["day"] = numbers(rows[:, 0], "day")
    columns["round"] = numbers(rows[:, 1], "round")
    columns["proposer"] = words(rows[:, 2], names.by_stream)
    for slot, party in enumerate(names.parties):
        columns[f"utility_{party}"] = pa.array(rows[:, 3 + slot])
    columns["accepted"] = pa.array(rows[:, 5] == 1.0)
    for place, issue in enumerate(names.issues):
        columns[issue] = pa.array(rows[:, alternating_offers.ROW + place])
    return pa.table(columns)


def obligations_table(names, kept, first, seed):
    """One row an obligation of a run: what became of it."""
    count, items, width = kept.items.shape
    rows = kept.items.reshape(count * items, width)
    columns = names.keys(np.repeat(np.arange(first, first + count), items), seed)
    columns["obligation"] = words(np.tile(np.arange(items), count), names.obligations)
    for name, column in zip(records.ITEM_COLUMNS, rows.T, strict=True):
        columns[name] = words(column, STATUSES) if name == "status" else numbers(column, name)
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


class Writer:
    """Streams tables to Parquet files in a folder, block by block."""

    def __init__(self, folder, scenario, seed, keep):
        self.folder = folder
        self.names = Names(scenario)
        self.seed = seed
        self.wanted = KEEP[keep]
        self.files = {}

    def write(self, kept, first):
        """Add a block of runs, of which ``first`` is the first."""
        for name in self.wanted:
            table = MAKERS[name](self.names, kept, first, self.seed)
            if name not in self.files:
                path = self.folder / f"{name}.parquet"
                self.files[name] = pq.ParquetWriter(path, table.schema, compression="zstd")
            self.files[name].write_table(table, row_group_size=max(1, table.num_rows))

    def close(self):
        """Finish the files."""
        for file in self.files.values():
            file.close()


def read(path):
    """The columns of a Parquet file as numpy arrays; names as text."""
    return columns(pq.read_table(path))


def columns(table):
    """The columns of a table as numpy arrays; names as text."""
    found = {}
    for name in table.column_names:
        column = table.column(name).combine_chunks()
        if pa.types.is_dictionary(column.type):
            texts = np.array(column.dictionary.to_pylist(), dtype=object)
            found[name] = texts[column.indices.to_numpy()]
        else:
            found[name] = column.to_numpy(zero_copy_only=False)
    return found

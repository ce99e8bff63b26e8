"""What a run leaves: the same columns from both engines.

``write_day`` and ``write_run`` are played by both engines; the record types beside them name the
columns of ``days.parquet`` and ``runs.parquet``. A column of two is one for each party, by slot.
"""

from typing import NamedTuple

import numpy as np

from agents.terms import DONE, NOT_YET
from sim import phases

DAY = np.dtype(
    [
        ("day", "i8"),
        ("stage", "i8"),
        ("phase", "i8"),
        ("tension", "f8"),
        ("incidents", "i8"),
        ("deaths", "i8"),
        ("hardship", "f8"),
        ("monitored", "f8"),
        ("crisis", "i8"),
        ("talking", "i8"),
        ("belief", "f8", (2,)),
        ("staying", "f8", (2,)),
        ("outside", "f8", (2,)),
        ("through", "f8", (2,)),
        ("hope", "f8", (2,)),
        ("wronged", "f8", (2,)),
        ("hurt", "f8", (2,)),
        ("leverage", "f8", (2,)),
        ("pressure", "f8", (2,)),
        ("guaranteed", "f8", (2,)),
        ("promised", "f8", (2,)),
        ("home", "f8", (2,)),
        ("floor", "f8", (2,)),
        ("rung", "i8", (2,)),
        ("mandate", "i8", (2,)),
        ("noted", "i8"),
    ],
    align=True,
)

RUN = np.dtype(
    [
        ("last_day", "i8"),
        ("stage", "i8"),
        ("phase", "i8"),
        ("cause", "i8"),
        ("causes", "i8"),
        ("resumed_by", "i8"),
        ("agreed_day", "i8"),
        ("ratified_day", "i8"),
        ("rejected", "i8"),
        ("talks_day", "i8"),
        ("limbo_begins", "i8"),
        ("extended", "i8"),
        ("trades", "i8"),
        ("proposals", "i8"),
        ("exits", "i8"),
        ("crises", "i8"),
        ("settled", "i8"),
        ("crisis_days", "i8"),
        ("incidents", "i8"),
        ("deaths", "i8"),
        ("delivered", "i8", (2,)),
        ("owed", "i8", (2,)),
        ("rounds", "i8"),
        ("deal_worth", "f8", (2,)),
        ("phase_1_days", "i8"),
        ("noted", "i8"),
        ("offered", "i8"),
    ],
    align=True,
)

ITEM = np.dtype(
    [
        ("status", "i8"),
        ("due", "i8"),
        ("done", "i8"),
        ("hours", "f8"),
        ("attempts", "i8"),
        ("delivered", "f8"),
        ("died", "i8"),
    ],
    align=True,
)


class Keep(NamedTuple):
    """What to keep of each run besides its summary."""

    days: bool = True
    items: bool = True
    log: bool = True
    offers: bool = True
    rows: bool = False


EVERYTHING = Keep()
RUNS_ONLY = Keep(days=False, items=False, log=False, offers=False)


class Kept(NamedTuple):
    """Where the kernel writes, a run a row; a second axis of length 0 keeps nothing."""

    runs: np.ndarray
    days: np.ndarray
    items: np.ndarray
    log: np.ndarray
    offers: np.ndarray
    rows: np.ndarray


def needed(kept, part):
    """A part of what was kept of runs that a measure cannot do without: days, items or log.

    Of arrays of no days or rows every measure would say that nothing happened.
    """
    rows = getattr(kept, part)
    if rows.shape[1] == 0:
        raise ValueError(f"{part} of the runs were not kept, and are needed for what is measured")
    return rows


def alone(kept):
    """What one run left by itself, as a block of one run."""
    return Kept(*(part[None] for part in kept))


def joined(blocks):
    """Blocks of runs as one; logs and offers as long as those of the longest run."""
    return Kept(*(stacked(parts) for parts in zip(*blocks, strict=True)))


def stacked(parts):
    """Arrays over runs as one, with room for the longest."""
    if parts[0].ndim == 1:
        return np.concatenate(parts)
    shape = (sum(len(part) for part in parts), max(part.shape[1] for part in parts))
    room = np.zeros((*shape, *parts[0].shape[2:]), parts[0].dtype)
    first = 0
    for part in parts:
        room[first : first + len(part), : part.shape[1]] = part
        first += len(part)
    return room


def columns(dtype):
    """The columns of a record type, one for each party where there are two: ``belief_0``, ..."""
    for name in dtype.names:
        if dtype[name].shape:
            yield from (f"{name}_{slot}" for slot in range(2))
        else:
            yield name


def column(rows, name):
    """One column of an array of records, by its name in ``columns``."""
    if name in rows.dtype.names:
        return rows[name]
    name, _, slot = name.rpartition("_")
    return rows[name][..., int(slot)]


def write_day(out, world, parties):
    """One day, as it stands at its end; ``out`` is a record of type ``DAY``."""
    out.day = world.day
    out.stage = phases.stage_of_day(world)
    out.phase = world.phase_today
    out.tension = world.tension
    out.incidents = world.incidents
    out.deaths = world.deaths
    out.hardship = world.need
    out.monitored = world.watched
    out.crisis = world.crisis
    out.talking = world.talking
    for slot in range(2):
        party = parties[slot]
        out.belief[slot] = party.belief
        out.staying[slot] = party.staying
        out.outside[slot] = party.outside
        out.through[slot] = party.through
        out.hope[slot] = party.current_hope
        out.wronged[slot] = party.wronged
        out.hurt[slot] = party.hurt
        out.leverage[slot] = party.leverage
        out.pressure[slot] = party.pressure
        out.guaranteed[slot] = party.guaranteed
        out.promised[slot] = party.promised
        out.home[slot] = party.home
        out.floor[slot] = party.floor
        out.rung[slot] = party.rung
        out.mandate[slot] = party.mandate
    out.noted = world.noted


def write_run(out, world, table):
    """The run as a whole, at its end; ``out`` is a record of type ``RUN``."""
    out.last_day = world.day
    out.stage = world.stage
    out.phase = world.phase
    out.cause = world.cause
    out.causes = world.causes
    out.resumed_by = world.resumed_by
    out.agreed_day = world.agreed_day
    out.ratified_day = world.ratified_day
    out.rejected = world.rejected
    out.talks_day = world.talks_day
    out.limbo_begins = world.limbo_begins
    out.extended = world.extended
    out.trades = world.trades_made
    out.proposals = world.proposals
    out.exits = world.exits
    out.crises = world.crises
    out.settled = world.settled
    out.crisis_days = world.crisis_days
    out.incidents = world.all_incidents
    out.deaths = world.all_deaths
    for slot in range(2):
        out.delivered[slot] = 0
        out.owed[slot] = 0
        out.deal_worth[slot] = table.parties[slot].deal_worth
    for item in table.obligations:
        if item.status != NOT_YET and item.stands_for < 0:
            out.owed[item.by] += 1
            if item.status == DONE:
                out.delivered[item.by] += 1
    out.rounds = world.round
    out.phase_1_days = table.phases[0].length
    out.noted = world.noted
    out.offered = world.offered


def write_items(out, obligations):
    """What became of each obligation; ``out`` has a record of type ``ITEM`` for each."""
    place = 0
    for item in obligations:
        row = out[place]
        row.status = item.status
        row.due = item.due
        row.done = item.done
        row.hours = item.hours
        row.attempts = item.attempt
        row.delivered = item.delivered
        row.died = item.died
        place += 1

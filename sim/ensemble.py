"""The same days, compiled: many runs at once.

The kernel plays the text of ``sim/day.py`` and all it calls, over records instead of Mesa agents.
Only this module knows the compiler: it registers the plain functions from outside, so that they
stay plain. Runs are played in blocks, on as many threads as asked for; what comes out depends on
neither.
"""

import inspect
import os
import sys
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numba
import numpy as np
from numba.extending import overload, register_jitable

from agents import (
    asking,
    believing,
    delivering,
    enduring,
    even_deals,
    extending,
    foreseeing,
    handing_over,
    informing,
    instruments,
    levels,
    luck,
    mediating,
    notes,
    offers,
    premise,
    ratifying,
    responding,
    rounding,
    searching,
    speaking,
    strategies,
    swaying,
    talking,
    terms,
    trading,
    traits,
    verifying,
)
from agents.rules import (
    bargaining,
    choice,
    concession,
    inference,
    ladder,
    mediation,
    power,
    publics,
    screening,
    shading,
    spread,
    squares,
    tension,
    timing,
    trust,
    utility,
    violence,
    worth,
)
from agents.strategies import (
    averaged_tit_for_tat,
    equilibrium,
    hard_line,
    learning,
    own,
    relative_tit_for_tat,
    time_dependent,
    zeuthen,
)
from agents.strategies import screening as by_screening
from agents.strategies import shading as by_shading
from agents.traits import constituency, mediator, names, party
from sim import (
    cache,
    changes,
    day,
    draws,
    events,
    layout,
    obligations,
    phases,
    premises,
    protocols,
    records,
)
from sim.layout import Table
from sim.protocols import alternating_offers, bridging, one_text, sealed_demands
from sim.protocols import table as talks
from sim.records import EVERYTHING, Kept

# Every module whose functions the kernel plays; a test asks that none is missing.
PLAYED = (
    squares, asking, bargaining, choice, concession, inference, ladder, mediation, power, publics,
    screening, shading, spread, tension, timing, trust, utility, violence, worth, luck, notes,
    levels, searching, offers, even_deals, averaged_tit_for_tat, equilibrium, hard_line, learning,
    own, relative_tit_for_tat, by_screening, by_shading, time_dependent, zeuthen, strategies,
    believing, delivering, enduring, extending, foreseeing, handing_over, informing, instruments,
    mediating, ratifying, responding, speaking, swaying, talking, trading, verifying, changes,
    events, obligations, phases, protocols,
    alternating_offers, bridging, one_text, sealed_demands, talks, day,
)  # fmt: skip
DECLARED = (
    premise, terms, names, rounding, party, mediator, constituency, traits, premises, layout, draws,
    records,
)  # fmt: skip  # types and names it plays with
PLAYED_ALONE = (
    draws.draw_premises, draws.draw_jointly, records.write_day, records.write_run,
    records.write_items,
)  # fmt: skip

# No references to arrays are counted: all that a run is played on belongs to whoever calls the
# kernel. Counting took two thirds of a run's time. A rule that made an array would not compile.
UNCOUNTED = {"_nrt": False}

BLOCK = 256  # runs played between two looks at the clock
LOG_ROWS = 1024  # events of a run there is room for at first
OFFER_ROWS = 160  # offers of a run there is room for at first


def functions(module):
    """The functions that a module defines."""
    return [
        function
        for _, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
    ]


@overload(squares.word, jit_options=UNCOUNTED)
def compiled_word(number):
    """The machine's own unsigned word."""

    def word(number):
        return np.uint64(number)

    return word


@overload(own.target, jit_options=UNCOUNTED)
def compiled_own(party, elapsed, reserve):
    """A stand-in that is never asked: a user's own strategy plays in the Mesa engine alone."""

    def target(party, elapsed, reserve):
        return reserve

    return target


@overload(asking.decided, jit_options=UNCOUNTED)
def compiled_decided(actor, kind, item, own):
    """A stand-in: nobody sits in the ensemble."""

    def decided(actor, kind, item, own):
        return own

    return decided


@overload(asking.put_offer, jit_options=UNCOUNTED)
def compiled_put_offer(actor, issues):
    """A stand-in: nobody sits in the ensemble."""

    def put_offer(actor, issues):
        return False

    return put_offer


@overload(asking.looks_again, jit_options=UNCOUNTED)
def compiled_looks_again(actor):
    """A stand-in: nobody sits in the ensemble."""

    def looks_again(actor):
        return False

    return looks_again


STOOD_IN = (squares.word, own.target, asking.decided, asking.put_offer, asking.looks_again)

for _module in PLAYED:
    for _function in functions(_module):
        if _function not in STOOD_IN:
            register_jitable(**UNCOUNTED)(_function)
for _function in PLAYED_ALONE:
    register_jitable(**UNCOUNTED)(_function)

CACHE = cache.folder(module.__file__ for module in (*PLAYED, *DECLARED, sys.modules[__name__]))
if CACHE is not None:
    numba.config.CACHE_DIR = CACHE


class Room(NamedTuple):
    """What a thread plays on: one row, seen as floats, as whole numbers and as records."""

    row: np.ndarray
    whole: np.ndarray
    world: np.ndarray
    table: Table


@numba.njit(nogil=True, cache=CACHE is not None)
def play_block(room, rows, starts, keys, spreads, joint, last_day, kept):
    """Play one run for each start (a place in ``rows``) and key, up to the end of ``last_day``."""
    world = room.world[0]
    for run in range(len(keys)):
        room.whole[:] = rows[starts[run]]
        table = Table(
            room.table.parties,
            room.table.mediators,
            room.table.constituencies,
            room.table.obligations,
            room.table.issues,
            room.table.kinds,
            room.table.phases,
            room.table.whole,
            room.table.dated,
            kept.log[run],
            kept.offers[run],
        )
        if world.day == 0:
            world.key = keys[run]
            draws.draw_premises(room.row, room.whole, spreads, world.key)
            draws.draw_jointly(room.row, room.whole, joint.joined, joint.values, world.key)
            day.begin(world, table)
        while not phases.over(world) and world.day < min(world.horizon, last_day):
            day.play(world, table)
            if world.day <= kept.days.shape[1]:
                records.write_day(kept.days[run, world.day - 1], world, table.parties)
        if world.day >= world.horizon:
            phases.close(world)
        records.write_run(kept.runs[run], world, table)
        if kept.items.shape[1] > 0:
            records.write_items(kept.items[run], table.obligations)
        if kept.rows.shape[1] > 0:
            kept.rows[run] = room.whole


def room_for(scenario):
    """A new room; its arrays belong to the caller, which must keep them while it plays."""
    row = np.zeros(len(scenario.row))
    found = layout.views(row, scenario.shape)
    nothing = np.zeros((0, 0))
    table = Table(
        *(found[name] for name in Table._fields if name in found),
        row.view(np.int64),
        scenario.dated,
        nothing,
        nothing,
    )
    return Room(row, row.view(np.int64), found["world"], table)


def kept_for(scenario, runs, keep, log_rows, offer_rows):
    """Empty arrays for a block of runs."""
    shape = scenario.shape
    horizon = scenario.premises.calendar.horizon
    words = shape.words() if keep.rows else 0
    return Kept(
        np.zeros(runs, records.RUN),
        np.zeros((runs, horizon if keep.days else 0), records.DAY),
        np.zeros((runs, shape.obligations if keep.items else 0), records.ITEM),
        np.zeros((runs, log_rows if keep.log else 0, len(notes.COLUMNS))),
        np.zeros((runs, offer_rows if keep.offers else 0, talks.LEVELS + shape.issues)),
        np.zeros((runs, words), dtype=np.int64),
    )


def block_of(scenario, left, keep):
    """What runs of the Mesa model left, as a block: in arrays as the ensemble leaves them."""
    log_rows = max([LOG_ROWS, *(len(one.log) for one in left)])
    offer_rows = max([OFFER_ROWS, *(len(one.offers) for one in left)])
    block = kept_for(scenario, len(left), keep, log_rows, offer_rows)
    for run, one in enumerate(left):
        for ours, theirs in zip(block, one, strict=True):
            if theirs.ndim == 0:
                ours[run] = theirs
            else:
                ours[run, : len(theirs)] = theirs
    return block


def play_runs(scenario, rows, keys, keep=EVERYTHING, last_day=terms.AFTER_ALL, starts=None):
    """Play one run for each key, in this thread.

    ``rows`` has shape (rows, words), as whole numbers; ``keys`` shape (runs,). Each run begins on
    the row at its place of ``starts``, shape (runs,), or on the row of its own number. Where a log
    proves too short, the runs are played again with a longer one: the same runs, for luck has
    addresses.
    """
    scenario.check_compiles()
    log_rows, offer_rows = LOG_ROWS, OFFER_ROWS
    rows = np.ascontiguousarray(rows).view(np.int64)
    rows.flags.writeable = False  # of a view: one type, whoever calls, so that one kernel is built
    starts = np.arange(len(keys)) if starts is None else np.ascontiguousarray(starts, np.int64)
    while True:
        room = room_for(scenario)
        kept = kept_for(scenario, len(keys), keep, log_rows, offer_rows)
        drawn = (scenario.spreads, scenario.joint)
        play_block(room, rows, starts, keys.view(np.int64), *drawn, last_day, kept)
        noted = int(kept.runs["noted"].max(initial=0))
        offered = int(kept.runs["offered"].max(initial=0))
        if (noted <= log_rows or not keep.log) and (offered <= offer_rows or not keep.offers):
            return kept
        log_rows, offer_rows = max(noted, log_rows), max(offered, offer_rows)


def blocks(first, count):
    """First run and number of runs of each block."""
    stop = first + count
    return [(start, min(BLOCK, stop - start)) for start in range(first, stop, BLOCK)]


def in_order(one, todo, threads):
    """What ``one`` makes of each of ``todo``, in their order, with few of them under way at once.

    Whoever stops asking stops the work: what has not begun by then never does.
    """
    if threads == 1 or len(todo) == 1:
        yield from map(one, todo)
        return
    pool = ThreadPoolExecutor(threads)
    try:
        waiting = deque()
        for block in todo:
            waiting.append(pool.submit(one, block))
            if len(waiting) > threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def play(scenario, seed, runs, first=0, keep=EVERYTHING, threads=None, last_day=terms.AFTER_ALL):
    """Play runs ``first`` .. ``first + runs - 1`` of a seed; yields a ``Kept`` for each block.

    Blocks come in order, whatever the number of threads.
    """

    def one(block):
        start, count = block
        keys = draws.run_keys(seed, start, count)
        starts = np.zeros(count, dtype=np.int64)
        return play_runs(scenario, scenario.row[None], keys, keep, last_day, starts)

    yield from in_order(one, blocks(first, runs), threads or os.cpu_count() or 1)


def play_points(scenario, rows, seed, runs, first=0, keep=EVERYTHING, threads=None):
    """Play the same runs on each of many rows; yields a ``Kept`` for each block, in order.

    ``rows`` has shape (points, words), as whole numbers. Runs ``first`` .. ``first + runs - 1`` of
    the seed are played on each row, so that all points see the same luck; all runs of the first row
    come first.
    """

    def one(block):
        start, count = block
        place = np.arange(start, start + count)
        keys = all_keys[place % runs]
        return play_runs(scenario, rows, keys, keep, starts=place // runs)

    all_keys = draws.run_keys(seed, first, runs)
    yield from in_order(one, blocks(0, len(rows) * runs), threads or os.cpu_count() or 1)

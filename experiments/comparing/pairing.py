"""Playing scenarios on the same luck, block by block, and what is kept of each run.

Of every run: its record, the outcomes asked for, and where it parts from the same run of the first
scenario; of all runs of a scenario, how many are in which state each day. Days and logs go as soon
as a block has been looked at.
"""

from typing import NamedTuple

import numpy as np

from sim import draws, ensemble, metrics, outcomes, parting, records


class Question(NamedTuple):
    """What is played and asked: scenarios, the first of which is the base, and outcomes."""

    entries: list
    outcomes: list
    seed: int
    runs: int
    starts: object = None  # stored days to play on from, shape (runs, words); None for day 1


class Played(NamedTuple):
    """What the runs of one scenario left; arrays and lists over runs."""

    entry: object
    runs: np.ndarray  # of type records.RUN
    outcomes: dict  # by name
    partings: dict  # by level; a parting.Parting a run, from the same run of the first scenario
    states: np.ndarray  # runs in each state of metrics.states_of, by day; shape (days, states)


def play(question, threads, tick=lambda count: None):
    """All runs of all scenarios; a ``Played`` for each, whatever the number of threads."""
    reader = parting.Reader([one.scenario for one in question.entries])

    def one(block):
        return of_block(question, reader, *block)

    collected = []
    todo = ensemble.blocks(0, question.runs)
    for block, found in zip(todo, ensemble.in_order(one, todo, threads), strict=True):
        collected.append(found)
        tick(block[1] * len(question.entries))
    return [whole(parts) for parts in zip(*collected, strict=True)]


def of_block(question, reader, first, count):
    """A block of runs of each scenario."""
    found, base = [], None
    for entry in question.entries:
        kept = played(question, entry, first, count)
        rows = reader.rows(kept.log, entry.scenario)
        base = rows if base is None else base
        partings = {level: parting.part(base, rows, level, reader) for level in parting.LEVELS}
        measured = {name: outcomes.of(kept, entry.scenario, name) for name in question.outcomes}
        states = states_by_day(kept, entry.scenario.premises)
        found.append(Played(entry, kept.runs, measured, partings, states))
    return found


def states_by_day(kept, premises):
    """Runs of a block in each state at the end of each day."""
    days = kept.days[kept.days["day"] > 0]
    return metrics.count_in_stage(days, kept.runs, premises.calendar.horizon, premises.phases)


def played(question, entry, first, count):
    """A block of runs of one scenario, as the engine leaves them."""
    keep = records.Keep(days=True, items=True, log=True, offers=False)
    keys = draws.run_keys(question.seed, first, count)
    if question.starts is not None:
        return ensemble.play_runs(
            entry.scenario, question.starts[first : first + count], keys, keep
        )
    starts = np.zeros(count, dtype=np.int64)
    return ensemble.play_runs(entry.scenario, entry.scenario.row[None], keys, keep, starts=starts)


def whole(parts):
    """Blocks of runs of one scenario as one."""
    return Played(
        parts[0].entry,
        np.concatenate([part.runs for part in parts]),
        {name: np.concatenate([part.outcomes[name] for part in parts])
         for name in parts[0].outcomes},
        {level: [one for part in parts for one in part.partings[level]]
         for level in parting.LEVELS},
        sum(part.states for part in parts),
    )  # fmt: skip

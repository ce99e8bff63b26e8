"""Branching: any run, up to any day as it was, and on from there with new luck or the same.

The state at the end of the day before is stored, and played on. What has happened stays, and so
does what was drawn for the run as a whole (its premises) or for the stretch of the truce it is in
(the line past which a side leaves). All that is drawn later comes from the key of the continuation.
"""

import numpy as np

from sim import draws, ensemble, layout, phases, records
from sim.refusals import PremiseError


def check_day(scenario, day):
    """Refuse a day before which there is no past, or after which nothing is played."""
    first, horizon = scenario.premises.calendar.first_day, scenario.premises.calendar.horizon
    if not first < day <= horizon:
        problem = f"{day} is not allowed; it takes a day from {first + 1} to {horizon}, the horizon"
        raise PremiseError("day", problem)


def stored(scenario, seed, run, day):
    """The state of a run as a day begins: a flat row of whole numbers, shape (words,).

    ``run`` counts from 0, as in every table. Refuses a day on which the run is over.
    """
    check_day(scenario, day)
    keep = records.Keep(days=False, items=False, log=False, offers=False, rows=True)
    kept = ensemble.play_runs(
        scenario, scenario.row[None], draws.run_keys(seed, run, 1), keep, last_day=day - 1
    )
    ended = kept.runs["stage"][0]
    if ended in (phases.FIGHTING, phases.CALM):
        last, how = int(kept.runs["last_day"][0]), phases.STAGES[ended]
        problem = f"{day} is not allowed; run {run} ends on day {last} ({how}), so that there is"
        raise PremiseError("day", f"{problem} nothing to play on; it takes a day up to {last}")
    return kept.rows[0]


def keys(seed, run, day, count):
    """Keys of continuations 0 .. ``count - 1`` of a run from a day on; uint64, shape (count,).

    The run's own key and the day, mixed, are the seed of its continuations, so that they depend on
    seed, run and day alone, and one does not depend on how many others there are.
    """
    own = draws.run_keys(seed, run, 1)
    (branch,) = draws.mixed(own + np.array([day], dtype=np.uint64) * draws.GAMMA)
    return draws.run_keys(branch, 0, count)


def continued(scenario, row, fresh):
    """A stored state once for each key, with luck of that key from here; shape (keys, words)."""
    rows = np.repeat(np.ascontiguousarray(row)[None], len(fresh), axis=0)
    place, _ = layout.place(scenario.shape, "world", 0, "key")
    rows[:, place] = fresh.view(np.int64)
    return rows

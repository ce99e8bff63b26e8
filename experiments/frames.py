"""Scenarios, runs and sweeps from Python and in notebooks, with pandas in and out.

    from experiments import frames

    runs = frames.runs("scenario=january_2025", "mediators.us.skill=0.4", count=500)
    swept = frames.sweep({"decisions": {"choice.scale": [0.03, 0.06]}}, count=200)
    swept = frames.sweep(a_data_frame_of_points, "scenario=phase_two_talks", out="results/mine")

What is played is what the commands play, on the same luck: run 7 of seed 1 is the same run. Nothing
is written unless ``out`` names a folder, which is then resumed and found again as that of
``experiments.sweep`` is.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from experiments import composing, console, sentences
from experiments.settings import MOST_RUNS, MOST_SEED, Settings
from experiments.sweeping import folder, playing, reading, shards, tables, work
from sim import ensemble, outcomes
from sim.checks import whole_number
from sim.refusals import PremiseError, shown

# Overrides that a call takes in another way, and settings that change how it plays.
ARGUMENTS = {
    "runs": "the argument count=... says how many",
    "seed": "the argument seed=... does",
    "out": "the argument out=... of frames.sweep names a folder",
    "design": "frames.sweep takes the design as its first argument",
    "sweep": "frames.sweep takes the design as its first argument",
}
OF_RUNS = ("posterior", "domain")
OF_SWEEPS = (*OF_RUNS, "engine", "threads")


class Swept(NamedTuple):
    """A sweep: a row a point (what was set, each outcome with its interval), and a row a run."""

    points: pd.DataFrame
    runs: pd.DataFrame


def counted(count, seed):
    """A number of runs and a seed, checked as those of the command line are."""
    return whole_number("count", count, 1, MOST_RUNS), whole_number("seed", seed, 0, MOST_SEED)


def check_overrides(overrides, taken):
    """Refuse what is no text, and settings that a call takes as an argument, or not at all."""
    for text in overrides:
        if not isinstance(text, str):
            takes = "each is a text of its own, as in 'scenario=january_2025'"
            raise PremiseError("overrides", f"{shown(text)} is not allowed; {takes}")
        key = text.lstrip("+~").partition("=")[0]
        name = key.partition(".")[0]
        if name in ARGUMENTS:
            raise PremiseError(key, f"is not taken here; {ARGUMENTS[name]}")
        if name in Settings.model_fields and name not in taken:
            raise PremiseError(key, "is a setting of commands, and is not taken here")


def refuse_twice(columns):
    """Refuse a frame of points in which a column stands twice."""
    for name in columns[columns.duplicated()]:
        raise PremiseError("design", f"the column {shown(name)} is there twice; give it once")


def refuse_parts(design):
    """Refuse to play a part of a design: all of it is handed back."""
    for key in reading.PARTS:
        if isinstance(design, dict) and design.get(key) is not None:
            raise PremiseError(f"design.{key}", "is not taken here; experiments.sweep plays parts")


def runs(*overrides, count=1000, seed=1, wanted=()):
    """Outcomes of the runs of a scenario, a row a run; ``wanted`` names some of the outcomes.

    ``overrides`` are those of the command line. Raises ``PremiseError`` or ``sentences.Refused``,
    with one sentence, for what cannot be.
    """
    count, seed = counted(count, seed)
    check_overrides(overrides, OF_RUNS)
    with sentences.in_one_sentence(overrides):
        scenario = composing.composed(*overrides).scenario
    known = outcomes.of_scenario(scenario)
    names = list(wanted) or list(known)
    for name in names:
        outcomes.check(name, scenario, "wanted")
    keep = outcomes.keep_for(names, scenario)
    blocks = [
        {name: known[name].each(kept, scenario) for name in names}
        for kept in ensemble.play(scenario, seed, count, keep=keep)
    ]
    columns = {name: np.concatenate([block[name] for block in blocks]) for name in names}
    keys = {"scenario": scenario.name, "run": np.arange(count), "seed": seed}
    return pd.DataFrame({**keys, **columns})


def sweep(design, *overrides, count=200, seed=1, out=None):
    """Play a design: a mapping as in ``configs/sweep``, or a frame with a row for each point.

    A frame's columns are dotted names of parameters. With ``out`` the work is kept in that folder,
    and an interrupted call goes on.
    """
    count, seed = counted(count, seed)
    check_overrides(overrides, OF_SWEEPS)
    given = [*overrides, f"runs={count}", f"seed={seed}"]
    with composing.in_configs():
        with sentences.in_one_sentence(given):
            composed = composing.composed_here(*given)
        if isinstance(design, pd.DataFrame):
            refuse_twice(design.columns)
            found = reading.of_rows(design.to_dict("records"), composed.scenario)
        else:
            refuse_parts(design)
            found = reading.read(design, composed.scenario)
        job = work.job_of(composed, found)
        if out is None:
            return in_memory(job)
        where = Path(out)
        if folder.state(where, job.identity) != folder.DONE:
            work.carry_out(composed, job, where, folder.missing(job, where))
        folder.clear(where)
    return Swept(*(framed(pq.read_table(where / name)) for name in (tables.POINTS, tables.RUNS)))


def in_memory(job):
    """A sweep that is kept nowhere."""
    made, points, played = tables.Points(job), [], []
    with console.progress() as bar:
        task = bar.add_task("runs", total=job.plan.size * job.runs)
        for shard in range(job.shards):
            found = playing.play(job, shard, lambda done: bar.advance(task, done))
            table = shards.table(job, found)
            failures = [(one.point, one.failure) for one in found if one.failure]
            points.append(framed(made.table(shard, table, failures)))
            played.append(framed(table))
    return Swept(*(pd.concat(parts, ignore_index=True) for parts in (points, played)))


def framed(table):
    """A table as a frame; names as plain text."""
    for place, field in enumerate(table.schema):
        if pa.types.is_dictionary(field.type):
            text = table.column(place).cast(pa.string())
            table = table.set_column(place, field.name, text)
    return table.to_pandas()

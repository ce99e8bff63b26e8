"""A finished sweep read back: the points as factors, and which of their runs are cases."""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from experiments import console, provenance, read_back, sentences
from experiments.reporting import recorded
from experiments.sweeping import bases, plan, reading, tables
from experiments.sweeping.begun import begun_by, unfinished
from experiments.sweeping.varied import CASE
from sim import outcomes, scenario, words
from sim.discovery import samples
from sim.refusals import PremiseError, nearest
from sim.tables import KEYS

MOST_CELLS = 10**9  # points times runs that are held at once
TAKES = "it takes the folder of a finished sweep (experiments.sweep makes one)"
RECORD = {  # what is read in it
    "config_hash": recorded.TEXT, "code_hash": recorded.TEXT, "seed": recorded.WHOLE,
    "counts.runs": recorded.COUNT, "failures": recorded.WHOLE,
}  # fmt: skip
LEFT_BY = {  # a file that shows which command left a folder which is no sweep
    "sensitivity.md": "experiments.sensitivity", "discover.md": "experiments.discover",
    "comparison.csv": "experiments.compare or experiments.branch",
    "changes.csv": "experiments.rescue", "matrix.csv": "experiments.tournament",
    "backtest.md": "experiments.backtest", "calibration.md": "experiments.calibrate",
    "audit.md": "experiments.audit", "summary.csv": "experiments.run",
}  # fmt: skip


class Sweep(NamedTuple):
    """A finished sweep."""

    folder: Path
    scenario: object
    plan: plan.Plan
    seed: int
    identity: dict
    runs: int  # of each point, as asked for
    names: tuple  # of the outcomes that it has
    failed: int  # points that could not be played
    configuration: dict  # what it was played with, as plain data

    @property
    def played(self):
        """How many runs each point has, in words."""
        more = " or more" if self.plan.precise else ""
        return console.count(self.runs, "run") + more


def read(folder):
    """A finished sweep; refuses a folder that holds none."""
    folder = Path(folder).expanduser()
    if not folder.is_dir():
        raise PremiseError(str(folder), f"there is no such folder; {TAKES}")
    found = provenance.read(folder)
    if found is None or not (folder / tables.POINTS).is_file():
        raise PremiseError(str(folder), f"{other(folder)}; {TAKES}")
    recorded.fit(folder / provenance.FILE, found, RECORD)
    config = configuration(folder / provenance.CONFIG)
    if "method" in config["design"]:  # a sensitivity analysis keeps points as a sweep does
        raise PremiseError(str(folder), f"{result_of(LEFT_BY['sensitivity.md'])}; {TAKES}")
    with told_of(folder / provenance.CONFIG):
        premises = {key: value for key, value in config.items() if key in scenario.SECTIONS}
        made = scenario.from_config(premises, config["scenario"])
        design = reading.read(config["design"], made)
    names = [name for name in columns(folder / tables.RUNS) if name not in KEYS]
    columns(folder / tables.POINTS)
    return Sweep(
        folder,
        made,
        design,
        found["seed"],
        {key: found[key] for key in ("config_hash", "code_hash")},
        found["counts"]["runs"],
        tuple(names),
        found["failures"],
        config,
    )


def told_of(path):
    """Say which file of a sweep it is that cannot be read, in one sentence."""
    return read_back.named(path, TAKES)


def configuration(path):
    """What a sweep was played with."""
    config = read_back.config(path, TAKES)
    is_whole = isinstance(config, dict) and isinstance(config.get("design"), dict)
    if not is_whole or not isinstance(config.get("scenario"), str):
        raise sentences.Refused(f"{path}: this is not the configuration of a sweep")
    return config


def columns(path):
    """The names of the columns of a table."""
    with told_of(path):
        return pq.read_schema(path).names


def table(path, names):
    """Some columns of a table."""
    with told_of(path):
        return pq.read_table(path, columns=names)


def other(folder):
    """What a folder that holds no finished sweep is, in words."""
    if begun_by(folder) is not None:
        return unfinished(folder)
    left_by = (command for name, command in LEFT_BY.items() if (folder / name).is_file())
    command = next(left_by, None)
    return "is not allowed" if command is None else result_of(command)


def result_of(command):
    """That a folder is the result of another command."""
    return f"is a result of {command}"


def check_measured(composed, name):
    """Refuse an outcome that a sweep which is still to be played would not measure."""
    given = (composed.design or {}).get("outcomes")
    names = given or (*bases.USUALLY_MEASURED, *bases.resumed(composed.scenario))
    if isinstance(names, list | tuple) and name not in names:
        raise not_measured(name, names)


def not_measured(name, names):
    """The refusal of an outcome that is none of those measured."""
    known = ", ".join(names)
    more = "design.outcomes has a sweep measure others"
    problem = f"'{name}' is not in this sweep{nearest(name, names)} (it has {known}; {more})"
    return PremiseError("outcome", problem)


def outcome(sweep, name):
    """An outcome that the sweep has measured; refuses any other."""
    if name not in sweep.names:
        raise not_measured(name, sweep.names)
    return outcomes.check(name, sweep.scenario, "outcome")


def observed(sweep, question):
    """Which runs are cases: ``samples.Observed``, for all points of the plan.

    Of a share each run is a case or not. Of an amount a point is one, if its mean passes the
    threshold.
    """
    if question.is_share:
        has, known = by_run(sweep, question.outcome)
        cases = has if question.is_above else known & ~has
    else:
        column = table(sweep.folder / tables.POINTS, [question.outcome]).column(0)
        means = column.to_numpy()[:, None]
        known = np.isfinite(means)
        with np.errstate(invalid="ignore"):
            passed = means >= question.threshold
            under = means <= question.threshold
        cases = known & (passed if question.is_above else under)
    draws = len(sweep.plan.samples)  # of the uncertainties; each is played with every decision
    cluster = np.arange(sweep.plan.size) % draws if draws > 1 else np.arange(sweep.plan.size)
    return samples.Observed(cases.astype(np.float32), known.astype(np.float32), cluster)


def by_run(sweep, name):
    """An outcome of every run, and whether there is one; (points, runs) each."""
    kept = table(sweep.folder / tables.RUNS, ["point", "run", name])
    runs = (pc.max(kept["run"]).as_py() or 0) + 1 if kept.num_rows else 1
    if sweep.plan.size * runs > MOST_CELLS:
        cells = f"{words.count(sweep.plan.size, 'point')} of {words.count(runs)}"
        raise PremiseError("outcome", f"{cells} are too many to look at; take fewer of either")
    places = kept["point"].to_numpy() * runs + kept["run"].to_numpy()
    has = np.zeros(sweep.plan.size * runs, dtype=bool)
    known = np.zeros_like(has)
    has[places] = pc.fill_null(kept[name], False).cast(pa.uint8()).to_numpy().astype(bool)
    known[places] = pc.is_valid(kept[name]).cast(pa.uint8()).to_numpy().astype(bool)
    return has.reshape(-1, runs), known.reshape(-1, runs)


def without(sweep, name):
    """The refusal of a sweep of which no run has an outcome."""
    if sweep.failed == sweep.plan.size:
        why = f"{sweep.folder / tables.FAILURES} says why"
        problem = f"none of its {console.count(sweep.plan.size, 'point')} could be played; {why}"
        return sentences.Refused(f"{sweep.folder}: {problem}")
    problem = f"no run of {sweep.folder} has '{name}', so there is nothing to look for"
    return sentences.Refused(f"outcome: {problem}")


def near(sweep, question):
    """Points whose interval holds the threshold of an amount, and points that have an interval."""
    names = [f"{question.outcome}_low", f"{question.outcome}_high"]
    kept = table(sweep.folder / tables.POINTS, names)
    low, high = (column.to_numpy() for column in kept.columns)
    known = np.isfinite(low)
    return int(((low <= question.threshold) & (high >= question.threshold)).sum()), int(known.sum())


def factors(sweep, points):
    """What varies between some points (a list of them), as factors with more than one level."""
    rows = [sweep.plan.at(point) for point in points]
    found = []
    for one in sweep.plan.dimensions:
        if one.is_cases:
            names = [sweep.plan.name(point) for point in points]
            found.append(samples.factor(CASE, one.role, names))
            continue
        lead = leader(one)
        for key in (lead,) if lead else one.keys:
            along = tuple(other for other in one.keys if lead and other != lead)
            found.append(samples.factor(key, one.role, [row[key] for row in rows], along))
    return tuple(one for one in found if len(one.levels) > 1)


def leader(dimension):
    """Of lists that go together, one whose values differ all, which can stand for the others."""
    if len(dimension.keys) == 1:
        return dimension.keys[0]
    for key in dimension.keys:
        values = {str(row[key]) for row in dimension.rows}
        if len(values) == len(dimension.rows):
            return key
    return None

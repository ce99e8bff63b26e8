"""How the runs are to be played: what stands beside the scenario in the configuration."""

import os
from typing import Literal

from agents.premise import Premise, name, number
from experiments.arguments import EMPTY
from sim.checks import build
from sim.refusals import PremiseError, refuse, shown

ENGINES = ("ensemble", "mesa")
MOST_RUNS, MOST_SEED = 10**9, 2**63 - 1
LAST_RUN = MOST_RUNS - 1  # counted from 0
KEEP = ("runs", "days", "all")

# Settings that change no number of a result: they stand in no hash and not in its config.yaml.
# The two engines give the same numbers, so that the engine is one of them.
# Of a posterior its contents count, wherever they lie; a domain's stand in the premises.
OUTSIDE = (
    "engine", "threads", "out", "plots", "explain", "story", "posterior", "domain", "dry_run",
    "objective",
)  # fmt: skip


class Settings(Premise):
    """Settings of ``experiments.run``, checked like the premises of a scenario."""

    runs: int = number(1000, "independent runs of the scenario", "runs", ge=1, le=MOST_RUNS)
    seed: int = number(1, "all luck follows from it", "seed", ge=0, le=MOST_SEED)
    engine: Literal[ENGINES] = name("ensemble", "compiled for many runs, or Mesa to read and watch")
    threads: int = number(1, "threads of the ensemble", "threads", ge=1, le=1024)
    out: str = name("", "folder for the results; not given: one named by scenario and hash")
    keep: Literal[KEEP] = name("all", "how much to keep of each run")
    plots: bool = name(True, "draw the figures")
    explain: bool = name(False, "tell the story of one run")
    story: int = number(1, "which run to tell, from 1", "run", ge=1, le=MOST_RUNS)
    posterior: str = name("", "posterior to draw parameters from; empty for none")
    domain: str = name("", "a domain of the user's own: its folder, or its file")
    objective: str = name(
        "standing_at_horizon", "number of summary.csv that a run hands to an optimiser"
    )
    dry_run: bool = name(False, "say what would be played, and stop")


def cores():
    """Cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def refuse_of_run(key):
    """Refuse a setting where nothing reads it, so that it would do nothing."""
    if key in Settings.model_fields:
        raise PremiseError(key, "is a setting of experiments.run, and is not taken here")


def tidied(key, value):
    """A value as the command line means it: ``out=7`` is a name."""
    numeric = isinstance(value, int | float) and not isinstance(value, bool)
    if key in ("out", "posterior", "domain") and numeric:
        return str(value)
    return value


def read(config):
    """Checked settings from the part of the configuration that is not the scenario's."""
    given = {
        key: tidied(key, value)
        for key, value in config.items()
        if value is not None or key not in ("threads", "out", "posterior", "domain")
    }
    for key in ("out", "domain"):
        if given.get(key) == "":
            raise PremiseError(key, EMPTY)
    for key, value in given.items():
        if isinstance(value, dict):  # no setting may be a range
            raise refuse(key, value, Settings.model_fields[key])
    settings = build(Settings, {"threads": cores(), **given}, "", {})
    if settings.story > settings.runs:
        problem = (
            f"{shown(settings.story)} is not allowed; it takes a run from 1 to {settings.runs}"
        )
        raise PremiseError("story", problem)
    return settings

"""Every verb that writes, as a small command; and what it leaves, told as hashes."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
OUT = "out"  # what a verb is asked to leave its result in
UNDER_WAY = ("shards", "merging.lock", "unfinished.json")  # of a sweep that is not whole yet
RECORD = "provenance.json"
# Of a record: when and where it was made, in which checkout, and what is looked at by itself.
ITS_OWN = ("begun", "seconds", "played", "commit", "uncommitted", "files")
FITTING = """title: Small
parameters: {violence.background: {uniform: [0.05, 3.0]}}
scenarios: {january_2025: {observed_by: 12, observed: {deaths: [3, 1], crises: [1, 0.5]}}}
"""


class Verb(NamedTuple):
    """A command that writes; ``seed`` is what makes it another command."""

    arguments: tuple
    other: str = "seed=2"
    goes_on: bool = False  # whether what was played is kept when it is stopped
    refuses: bool = False  # whether it refuses its own finished work, instead of finding it


VERBS = {
    "run": Verb(("runs=300", "threads=1")),
    "sweep": Verb(("design.decisions={mediators.us.skill: [0.1, 0.2, 0.3, 0.4]}",
                   "design.outcomes=[talks]", "runs=4000", "threads=1"), goes_on=True),
    "sensitivity": Verb(("method=tornado", "sweep=what_matters", "runs=400", "threads=1"),
                        goes_on=True),
    "discover": Verb(("find=mediators.us.guarantee_hamas", "outcome=talks", "between=[0,0.4]",
                      "grid=3", "runs=20", "threads=1")),
    "compare": Verb(("scenarios=[january_2025, firm_guarantee]", "runs=50", "threads=1")),
    "branch": Verb(("run=1", "day=5", "set={mediators.us.leverage_israel: 0}", "runs=50",
                    "threads=1")),
    "rescue": Verb(("rescue=us_and_trust", "runs=20", "threads=1")),
    "tournament": Verb(("strategies=[trade_off,time_dependent]", "scenarios=[one_issue]",
                        "runs=20", "threads=1")),
    "backtest": Verb(("runs=10", "threads=1")),
    "calibrate": Verb(("calibration=given/small.yaml", "simulations=2000", "draws=100",
                       "threads=1")),
    "audit": Verb(("scenario=november_2023", "runs=2", "threads=1")),
    "report": Verb(("given/run",), "title=Another"),
    "reproduce": Verb(("given/run", "threads=1"), "plots=true", refuses=True),
    "domain": Verb(("export",), "format=genius", refuses=True),
    "teach": Verb(("seats=[israel,hamas]",), "names=fictional"),
}  # fmt: skip


def command(name, *more, out=OUT):
    """The command of a verb, as it is started."""
    arguments = (*VERBS[name].arguments, f"out={out}", *more)
    return [sys.executable, "-m", f"experiments.{name}", *arguments]


def surroundings(**more):
    """The environment of a command: this checkout, and an order of sets and names by chance."""
    found = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "random", **more}
    found.pop("TRUCE_TRACEBACK", None)
    return found


def played(name, room, *more, **rest):
    """Run a verb to its end in a folder."""
    return subprocess.run(
        command(name, *more), cwd=room, env=surroundings(**rest), capture_output=True, text=True
    )


def prepare(room):
    """Leave in a folder what verbs are given: a result, and a calibration."""
    given = room / "given"
    given.mkdir(parents=True)
    (given / "small.yaml").write_text(FITTING, encoding="utf-8")
    arguments = ("runs=20", "threads=1", "plots=false", "out=given/run")
    subprocess.run(
        [sys.executable, "-m", "experiments.run", *arguments], cwd=room, env=surroundings(),
        check=True, capture_output=True,
    )  # fmt: skip


def left(folder):
    """The hash of each file that a folder shows, by its path."""
    found = {}
    for path in sorted(Path(folder).rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in name.parts):
            found[name.as_posix()] = hashlib.sha256(contents(path)).hexdigest()
    return found


def contents(path):
    """The bytes of a file; of a record, less its times and the files that it lists."""
    held = path.read_bytes()
    if path.name != RECORD:
        return held
    try:
        return json.dumps({k: v for k, v in json.loads(held).items() if k not in ITS_OWN}).encode()
    except ValueError:
        return held  # no whole record; it equals no other


def listed(folder):
    """The hash of each file as the record in a folder lists it; None where there is none."""
    try:
        return json.loads((folder / RECORD).read_text(encoding="utf-8")).get("files")
    except (OSError, ValueError):
        return None


def hidden(folder):
    """The hidden files and folders in and beside a result, by their paths."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in Path(folder).rglob(".*")
        if path.name not in (".", "..")
    )

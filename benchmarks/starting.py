"""How long a command takes from the start of the process to its end, and a million runs of it.

The first is set against importing hydra, numpy and numba alone: no command that composes and plays
can be sooner. A million runs of the main scenario go to Parquet with their summary; the memory is
the most that the process held at a time.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import rounds

ROUNDS = 7
MILLION = 1_000_000
IMPORTS = "import hydra, numpy, numba"
HEAVY = {"mesa", "matplotlib"}


def seconds(*arguments):
    """Seconds for a Python process, and the most memory it held [MiB]."""
    begun = time.perf_counter()
    started = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(started.pid, 0)
    if status != 0:
        raise RuntimeError(f"{arguments} failed")
    return time.perf_counter() - begun, used.ru_maxrss / 1024


def run(runs, *arguments):
    """Seconds and memory of ``experiments.run`` in a folder that goes at once."""
    with tempfile.TemporaryDirectory() as folder:
        out = f"out={Path(folder, 'result')}"
        return seconds("-m", "experiments.run", f"runs={runs}", "plots=false", out, *arguments)


def loaded():
    """The modules that ``experiments.run`` imports from its start to its end."""
    with tempfile.TemporaryDirectory() as folder:
        told = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "experiments.run", "runs=10", "plots=false",
             f"out={Path(folder, 'result')}"],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
    return {line.rpartition("|")[2].strip() for line in told.stderr.splitlines()}


def rows():
    """The lines of the table."""
    run(1)  # compile, or see that it is
    found = rounds.played(
        {
            "import": lambda turn: seconds("-c", IMPORTS)[0],
            "all": lambda turn: run(1000)[0],
            "runs": lambda turn: run(1000, "keep=runs")[0],
        },
        ROUNDS,
    )
    yield rounds.row("importing hydra, numpy and numba", found["import"], "s")
    yield rounds.row("experiments.run, 1,000 runs, all records", found["all"], "s")
    yield rounds.row("experiments.run, 1,000 runs, keep=runs", found["runs"], "s")
    yield rounds.ratio("experiments.run / those imports", found["all"], found["import"], most=2)
    count = len(HEAVY & loaded())
    yield rounds.row("of Mesa and matplotlib, loaded by experiments.run", [count], "", most=0)
    spent, memory = run(MILLION, "keep=runs")
    yield rounds.row("a million runs to Parquet, 2 threads", [spent], "s")
    yield rounds.row("a million runs, memory at most", [memory], "MiB", most=1024)

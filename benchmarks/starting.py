"""How long a command takes from the start of the process to its end, and a million runs of it.

The first is set against importing hydra, numpy and numba alone: no command that composes and plays
can be sooner. A million runs of the main scenario go to Parquet with their summary; the memory is
the most that the process held at a time, as Linux tells while it runs: what is told at its end
(``ru_maxrss``) counts what the process that started it held as well.
"""

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
PROC = Path("/proc/self")  # where there is none, memory is not measured


def seconds(*arguments, watch=None):
    """Seconds for a Python process, which ``watch`` is handed at once."""
    begun = time.perf_counter()
    started = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)
    if watch:
        watch(started)
    if started.wait() != 0:
        raise RuntimeError(f"{arguments} failed")
    return time.perf_counter() - begun


def run(runs, *arguments, **more):
    """Seconds for ``experiments.run`` in a folder that goes at once."""
    with tempfile.TemporaryDirectory() as folder:
        given = (f"runs={runs}", "plots=false", f"out={Path(folder, 'result')}", *arguments)
        return seconds("-m", "experiments.run", *given, **more)


class PeakMemory:
    """The most memory that a process has held [MiB], looked at ten times a second."""

    memory = 0.0

    def look(self, started):
        """Look until the process ends."""
        place = Path(f"/proc/{started.pid}/status")
        while started.poll() is None:
            lines = place.read_text().splitlines()
            held = [line.split()[1] for line in lines if line.startswith("VmHWM")]
            if held:  # of one that has just ended nothing is told
                self.memory = int(held[0]) / 1024
            time.sleep(0.1)


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
            "import": lambda turn: seconds("-c", IMPORTS),
            "all": lambda turn: run(1000),
            "runs": lambda turn: run(1000, "keep=runs"),
        },
        ROUNDS,
    )
    yield rounds.row("importing hydra, numpy and numba", found["import"], "s")
    yield rounds.row("experiments.run, 1,000 runs, all records", found["all"], "s")
    yield rounds.row("experiments.run, 1,000 runs, keep=runs", found["runs"], "s")
    yield rounds.ratio("experiments.run / those imports", found["all"], found["import"], most=2)
    count = len(HEAVY & loaded())
    yield rounds.row("of Mesa and matplotlib, loaded by experiments.run", [count], "", most=0)
    peak = PeakMemory()
    spent = run(MILLION, "keep=runs", "threads=2", watch=peak.look if PROC.is_dir() else None)
    yield rounds.row("a million runs to Parquet, 2 threads", [spent], "s")
    if peak.memory:
        yield rounds.row("a million runs, memory at most", [peak.memory], "MiB", most=1024)

"""How fast the engines are: time per run of the main scenario, luck included, and the ratios.

    make bench

Each round measures every engine once, so that a machine whose speed drifts slows all alike; the
median of the rounds is shown. Mesa is measured as it stands, building the model included.
"""

import os
import platform
import statistics
import time

from experiments.composing import composed
from sim import ensemble, records
from sim.model import Negotiation

ROUNDS = 7
MESA_RUNS = 40
ENSEMBLE_RUNS = 8192


def mesa(scenario, first):
    """Microseconds a run of the Mesa model."""
    begun = time.perf_counter()
    for run in range(first, first + MESA_RUNS):
        Negotiation(scenario, seed=1, run=run).play()
    return (time.perf_counter() - begun) / MESA_RUNS * 1e6


def compiled(scenario, threads, keep):
    """Microseconds a run of the ensemble."""
    begun = time.perf_counter()
    for _ in ensemble.play(scenario, 1, ENSEMBLE_RUNS, threads=threads, keep=keep):
        pass
    return (time.perf_counter() - begun) / ENSEMBLE_RUNS * 1e6


def processor():
    """The processor's name, as far as the system tells."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            return next(line.split(":")[1].strip() for line in lines if "model name" in line)
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def main():
    """Print the table."""
    scenario = composed().scenario
    list(ensemble.play(scenario, 1, 1))  # compile, or load what was compiled
    ways = {
        "Mesa, one run after another": lambda turn: mesa(scenario, turn * MESA_RUNS),
        "ensemble, 1 thread": lambda turn: compiled(scenario, 1, records.RUNS_ONLY),
        "ensemble, 2 threads": lambda turn: compiled(scenario, 2, records.RUNS_ONLY),
        "ensemble, 1 thread, all records": lambda turn: compiled(scenario, 1, records.EVERYTHING),
    }
    times = {name: [] for name in ways}
    for turn in range(ROUNDS):
        for name, measure in ways.items():
            times[name].append(measure(turn))
    print(f"{processor()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"{scenario.title}: median of {ROUNDS} rounds\n")
    print(f"{'engine':34}{'us a run':>10}{'Mesa / it':>12}{'spread':>18}")
    for name, found in times.items():
        ratios = [slow / fast for slow, fast in zip(times["Mesa, one run after another"], found)]
        spread = f"{min(ratios):.0f} to {max(ratios):.0f}"
        middle = statistics.median(found)
        print(f"{name:34}{middle:10.1f}{statistics.median(ratios):12.0f}{spread:>18}")


if __name__ == "__main__":
    main()

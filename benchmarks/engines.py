"""How fast the engines are on the main scenario, luck included: Mesa, the ensemble, and strict C.

Mesa is measured as it stands, building the model included, and as its own batch runner plays it on
two processes: that starts them anew each time and collects a row a day, which the ensemble does not
here, so its ratio is one of uses and not of engines. C is the same text as a strict scalar compiler
has it (``benchmarks/scalar.py``); its line is left out without a C compiler, or with another numba
than ``benchmarks/as_c`` takes.
"""

import time

import mesa
import numba
import numpy as np

from agents import luck
from benchmarks import rounds, scalar
from experiments.batch import Truce
from experiments.composing import composed
from sim import draws, ensemble, records
from sim.model import Negotiation

ROUNDS = 7
MESA_RUNS = 40
BATCH_RUNS = 300
ENSEMBLE_RUNS = 8192
DRAWS = 2_000_000

MESA, BATCH = "Mesa, one run after another", "mesa.batch_run, 2 processes"
ONE, TWO, KEPT = "ensemble, 1 thread", "ensemble, 2 threads", "ensemble, 1 thread, all records"
C, LUCK = "strict scalar C, 1 thread", "luck alone"


def per_run(play, runs):
    """Microseconds a run."""
    begun = time.perf_counter()
    play()
    return (time.perf_counter() - begun) / runs * 1e6


def watched(scenario, first):
    """Microseconds a run of the Mesa model."""
    numbers = range(first, first + MESA_RUNS)
    return per_run(lambda: [Negotiation(scenario, 1, run).play() for run in numbers], MESA_RUNS)


def batch():
    """Microseconds a run of the Mesa model under Mesa's batch runner."""
    given = {"scenario": "january_2025", "run": range(BATCH_RUNS)}

    def play():
        mesa.batch_run(Truce, given, number_processes=2, display_progress=False)

    return per_run(play, BATCH_RUNS)


def compiled(scenario, threads, keep):
    """Microseconds a run of the ensemble."""

    def play():
        for _ in ensemble.play(scenario, 1, ENSEMBLE_RUNS, threads=threads, keep=keep):
            pass

    return per_run(play, ENSEMBLE_RUNS)


def in_c(scenario):
    """The runs in C, checked to be the ensemble's; None where they cannot be played."""
    if scalar.cannot():
        return None
    keys = draws.run_keys(1, 0, ENSEMBLE_RUNS)
    given = scalar.arguments(scenario, keys)
    play = scalar.built(scalar.written(scenario))
    play(*given)
    blocks = ensemble.play(scenario, 1, ENSEMBLE_RUNS, keep=records.RUNS_ONLY)
    if records.joined(list(blocks)).runs.tobytes() != given[-1].tobytes():
        raise AssertionError("the runs in C are not the ensemble's")
    return lambda: play(*given)


def drawn(scenario):
    """Draws of luck in a run, on average; counted in the Mesa model."""
    counted, uniform = [0], luck.uniform

    def counting(*address):
        counted[0] += 1
        return uniform(*address)

    luck.uniform = counting
    try:
        for run in range(MESA_RUNS):
            Negotiation(scenario, 1, run).play()
    finally:
        luck.uniform = uniform
    return counted[0] / MESA_RUNS


@numba.njit
def many_draws(key, count):
    """The last of many draws, each at an address that hangs on the one before, as decisions do."""
    found = 0.0
    for number in range(count):
        item = int(found * 64.0)
        found = luck.uniform(key, number & 31, number & 7, item, number & 3, number & 127)
    return found


def draw(key):
    """Microseconds for a draw."""
    return per_run(lambda: many_draws(key, DRAWS), DRAWS)


def rows():
    """The lines of the table."""
    scenario = composed().scenario
    key = np.int64(12345)
    many_draws(key, 1)
    list(ensemble.play(scenario, 1, 1))  # compile, or load what was compiled
    transcript = in_c(scenario)
    ways = {
        MESA: lambda turn: watched(scenario, turn * MESA_RUNS),
        BATCH: lambda turn: batch(),
        ONE: lambda turn: compiled(scenario, 1, records.RUNS_ONLY),
        TWO: lambda turn: compiled(scenario, 2, records.RUNS_ONLY),
        KEPT: lambda turn: compiled(scenario, 1, records.EVERYTHING),
        LUCK: lambda turn: draw(key),
    }
    if transcript:
        ways[C] = lambda turn: per_run(transcript, ENSEMBLE_RUNS)
    times = rounds.played(ways, ROUNDS)
    per = drawn(scenario)
    times[LUCK] = [one * per for one in times[LUCK]]
    yield from (rounds.row(name, found, "us a run") for name, found in times.items())
    yield rounds.row("draws of luck", [per], "a run")
    yield rounds.ratio("Mesa / ensemble, 1 thread", times[MESA], times[ONE], least=150)
    yield rounds.ratio("ensemble, 1 thread / 2 threads", times[ONE], times[TWO], least=1.85)
    yield rounds.ratio("mesa.batch_run / ensemble, 2 threads", times[BATCH], times[TWO], least=400)
    yield rounds.ratio("luck / ensemble, 1 thread", times[LUCK], times[ONE], most=1 / 3)
    if transcript:
        yield rounds.ratio("ensemble, 1 thread / C", times[ONE], times[C], most=1.2)

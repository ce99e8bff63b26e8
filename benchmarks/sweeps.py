"""What a design point costs beyond its runs: setting it, checking it, measuring and writing it.

Each round plays the same runs twice: as one scenario, and as a design with a run or a few for each
point, so that a machine whose speed drifts slows both alike; the median of the rounds is shown.
"""

import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks import rounds
from experiments import composing
from experiments.sweeping import bases, folder, reading, tables, work
from sim import ensemble

ROUNDS = 5
RUNS = 20_000
EACH = (1, 10, 100)  # runs of a point
DESIGN = {
    "uncertainties": {
        "parties.hamas.trust": {"uniform": [0.2, 0.5]},
        "violence.background": {"log_uniform": [0.2, 1.5]},
        "choice.scale": {"uniform": [0.02, 0.08]},
        "mediators.us.guarantee_hamas": {"uniform": [0.0, 0.3]},
    },
    "sample": "latin_hypercube",
}


def alone(job, runs):
    """Seconds for runs of the same points with nothing but the engine."""
    base = job.bases.of({}, job.plan.keys)
    rows = [base.at(job.plan.at(point)).row for point in range(min(job.plan.size, 256))]
    begun = time.perf_counter()
    for start in range(0, job.plan.size, len(rows)):
        points = rows[: min(len(rows), job.plan.size - start)]
        stream = ensemble.play_points(
            base.design.scenario, as_rows(points), 1, runs, keep=base.keep, threads=1
        )
        for _ in stream:
            pass
    return time.perf_counter() - begun


def as_rows(points):
    """Rows as the engine takes them."""
    return np.array(points).view(np.int64)


def swept(job):
    """Seconds for the whole sweep, files included."""
    with tempfile.TemporaryDirectory() as place, composing.in_configs():
        target = Path(place, "sweep")
        begun = time.perf_counter()
        folder.begin(target, job.identity)
        folder.fill(job, target, range(job.count), lambda runs: None)
        tables.write(target, job, folder.in_order(job, target))
        return time.perf_counter() - begun


def rows():
    """The lines of the table."""
    for each in EACH:
        points = RUNS // each
        design = f"design={bases.written({**DESIGN, 'points': points})}"
        composed = composing.composed(design, f"runs={each}", "threads=1")
        job = work.job_of(composed, reading.read(composed.design, composed.scenario))
        more = [(swept(job) - alone(job, each)) / points * 1e3 for _ in range(ROUNDS)]
        name = f"a design point beyond its {each} runs"
        yield rounds.row(name, more, "ms", most=0.1)

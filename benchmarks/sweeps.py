"""What a design point costs beyond playing its run: set, checked, measured, described, written.

A round plays a design of a run for each point, and the same rows with nothing but the engine; what
is more is shared out between the points, less what a sweep of two points takes beyond playing.
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
POINTS = 10_000
DESIGN = {
    "uncertainties": {
        "parties.hamas.trust": {"uniform": [0.2, 0.5]},
        "violence.background": {"log_uniform": [0.2, 1.5]},
        "choice.scale": {"uniform": [0.02, 0.08]},
        "mediators.us.guarantee_hamas": {"uniform": [0.0, 0.3]},
    },
    "sample": "latin_hypercube",
}


def alone(job):
    """Seconds for runs of the same points with nothing but the engine."""
    base = job.bases.of({}, job.plan.keys)
    rows = [base.at(job.plan.at(point)).row for point in range(min(job.plan.size, 256))]
    begun = time.perf_counter()
    for start in range(0, job.plan.size, len(rows)):
        points = rows[: min(len(rows), job.plan.size - start)]
        stream = ensemble.play_points(
            base.design.scenario, as_rows(points), 1, 1, keep=base.keep, threads=1
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
        folder.fill(job, target, range(job.shards), lambda runs: None)
        tables.write(target, job, folder.in_order(job, target))
        return time.perf_counter() - begun


def job_of(points):
    """The job of a design of so many points, with a run of each."""
    design = f"design={bases.written({**DESIGN, 'points': points})}"
    composed = composing.composed(design, "runs=1", "threads=1")
    return work.job_of(composed, reading.read(composed.design, composed.scenario))


def beyond(job):
    """Seconds that a sweep takes beyond playing its runs."""
    return swept(job) - alone(job)


def rows():
    """The lines of the table."""
    many, least = job_of(POINTS), job_of(2)
    beyond(least)
    found = [1e3 * (beyond(many) - beyond(least)) / POINTS for _ in range(ROUNDS)]
    yield rounds.row("a design point beyond its one run", found, "ms", most=0.1)

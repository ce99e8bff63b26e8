"""What a sweep costs beyond playing: each design point, and each run's outcomes.

A round plays designs of a run or a few for each point, and the same rows with nothing but the
engine; what is more is shared out between points (set, checked, described and written) and runs
(measured and written), less what a sweep of two points takes beyond playing.
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
POINTS = {1: 10_000, 10: 2_000}  # by runs of each
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


def job_of(points, each):
    """The job of a design."""
    design = f"design={bases.written({**DESIGN, 'points': points})}"
    composed = composing.composed(design, f"runs={each}", "threads=1")
    return work.job_of(composed, reading.read(composed.design, composed.scenario))


def beyond(job, each):
    """Seconds that a sweep takes beyond playing its runs."""
    return swept(job) - alone(job, each)


def rows():
    """The lines of the table."""
    jobs = {each: job_of(points, each) for each, points in POINTS.items()}
    least = job_of(2, 1)
    beyond(least, 1)
    of_point, of_run = [], []
    for _ in range(ROUNDS):
        fixed = beyond(least, 1)
        few, many = ((beyond(jobs[each], each) - fixed) / POINTS[each] for each in POINTS)
        fewer, more = POINTS
        of_run.append((many - few) / (more - fewer))
        of_point.append(few - fewer * of_run[-1])
    yield rounds.row(
        "a design point beyond its runs", [1e3 * one for one in of_point], "ms", most=0.1
    )
    yield rounds.row("outcomes of a run, measured and written", [1e6 * one for one in of_run], "us")

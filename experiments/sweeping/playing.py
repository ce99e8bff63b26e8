"""Points played: all the runs of each, a stretch of points at a time.

A stretch is a shard, which is kept in a file of its own. Of points that cannot be played the reason
is kept.
"""

import json
from typing import NamedTuple

import numpy as np

from experiments import sentences
from experiments.sweeping import bases
from sim import ensemble, intervals
from sim.outcomes import YES_NO
from sim.refusals import PremiseError

RUNS = 10_000  # of a shard, about: a few seconds' work
TOGETHER = 256  # points whose rows are held at once: more would not stay near the processor


class Job(NamedTuple):
    """All that the points of a sweep are played with."""

    plan: object
    bases: bases.Bases
    identity: dict
    seed: int
    runs: int  # of each point; the first ones where runs stop when they are enough
    engine: str
    threads: int
    own_luck: bool = False  # whether each point has run numbers, and so luck, of its own

    def first(self, point):
        """The first run of a point."""
        return point * self.runs if self.own_luck else 0

    @property
    def points_a_shard(self):
        """Points of each shard; the last may have fewer."""
        return max(1, RUNS // self.runs)

    @property
    def shards(self):
        """Number of shards."""
        return -(-self.plan.size // self.points_a_shard)

    def stretch(self, shard):
        """The points of a shard."""
        first = shard * self.points_a_shard
        return range(first, min(first + self.points_a_shard, self.plan.size))


class Played(NamedTuple):
    """What comes of one point: outcomes by name, each an array over its runs; or why none do."""

    point: int
    scenario: str
    outcomes: dict
    failure: str = ""


def play(job, shard, tick=lambda runs: None):
    """Play the points of a shard; returns a ``Played`` each, in order."""
    groups, found = {}, {}
    for point in job.stretch(shard):
        structural, plain = job.bases.parted(job.plan.at(point))
        key = (json.dumps(structural, sort_keys=True), tuple(plain))
        groups.setdefault(key, (structural, []))[1].append((point, plain))
    for (_, keys), (structural, members) in groups.items():
        try:
            base = job.bases.of(structural, keys)
        except (PremiseError, sentences.Refused) as error:
            failed = {point: Played(point, "", {}, bases.refused(error)) for point, _ in members}
        else:
            failed = play_group(job, base, members, tick)
        found |= failed
    return [found[point] for point in job.stretch(shard)]


def play_group(job, base, members, tick):
    """Play points that are set in one scenario; ``Played`` by point."""
    found = {}
    together = 1 if job.own_luck else TOGETHER
    for start in range(0, len(members), together):  # which keeps few scenarios in memory
        ready, refused = scenarios_at(base, members[start : start + together])
        found |= refused
        if ready:
            first = job.first(next(iter(ready)))
            played = replicated(job, base, list(ready.values()), tick, first)
        for place, point in enumerate(ready):
            outcomes = {key: values[place] for key, values in played.items()}
            found[point] = Played(point, base.design.scenario.name, outcomes)
    return found


def scenarios_at(base, members):
    """Scenarios by point, and ``Played`` by point of those that cannot be played."""
    ready, refused = {}, {}
    for point, values in members:
        try:
            ready[point] = base.at(values)
        except PremiseError as error:
            name = base.design.scenario.name
            refused[point] = Played(point, name, {}, bases.refused(error))
    return ready, refused


def replicated(job, base, scenarios, tick, first=0):
    """Outcomes of every run of some scenarios: by name a list with an array for each scenario."""
    parts = {name: [[] for _ in scenarios] for name in base.measured}
    left = list(range(len(scenarios)))
    while left:
        runs = job.runs if job.plan.precise is None else min(
            job.runs, job.plan.precise.most - first
        )  # fmt: skip
        found = measured(job, base, [scenarios[place] for place in left], first, runs, tick)
        for name, values in found.items():
            for place, own in zip(left, values, strict=True):
                parts[name][place].append(own)
        first += runs
        left = [place for place in left if not is_enough(job.plan.precise, parts, place, first)]
    return {
        name: [np.concatenate(own) if len(own) > 1 else own[0] for own in rows]
        for name, rows in parts.items()
    }


def is_enough(precise, parts, place, runs):
    """True if a point needs no more runs."""
    if precise is None or runs >= precise.most:
        return True
    return width(np.concatenate(parts[precise.outcome][place])) <= precise.width


def width(values):
    """Width of the 95 % interval of a share or a mean over runs.

    Infinite of a mean over too few runs to tell, or over runs that are all alike so far.
    """
    if values.dtype == bool:
        low, high = intervals.wilson(int(values.sum()), len(values))
        return high - low
    values = values[~np.isnan(values)]
    if len(values) < intervals.FEWEST or values.std() == 0.0:
        return np.inf
    return 2.0 * float(intervals.half_of_mean(values.std(ddof=1), len(values)))


def measured(how, base, scenarios, first, runs, tick):
    """Outcomes of the same runs of some scenarios: by name an array of shape (scenarios, runs).

    ``how`` has the seed, the engine and the threads, as a ``Job`` does.
    """
    whole = {
        name: np.empty(len(scenarios) * runs, bool if one.kind == YES_NO else float)
        for name, one in base.measured.items()
    }
    start = 0
    for kept in blocks(how, base, scenarios, first, runs):
        stop = start + len(kept.runs)
        for name, one in base.measured.items():
            whole[name][start:stop] = one.each(kept, base.design.scenario)
        tick(stop - start)
        start = stop
    return {name: values.reshape(len(scenarios), runs) for name, values in whole.items()}


def blocks(how, base, scenarios, first, runs):
    """Blocks of runs, all of the first scenario first, as either engine leaves them."""
    if how.engine == "ensemble":
        rows = np.array([one.row for one in scenarios]).view(np.int64)
        scenario = base.design.scenario
        yield from ensemble.play_points(
            scenario, rows, how.seed, runs, first, base.keep, how.threads
        )
        return
    from experiments import engines

    for scenario in scenarios:
        for start, count in ensemble.blocks(first, runs):
            yield engines.watched(scenario, how.seed, start, count, base.keep)

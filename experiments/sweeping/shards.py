"""Points played, and kept in files that are whole or not there.

A shard is a stretch of points with all their runs. Its file is named by everything its numbers
follow from, is written under another name first, and is never changed: whoever finds it need not
play its points again. Points that cannot be played stand in it with the reason.
"""

import json
import os
import secrets
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from experiments import provenance, sentences
from experiments.sweeping import bases
from sim import arrow, ensemble, intervals
from sim.outcomes import YES_NO
from sim.refusals import PremiseError

RUNS = 10_000  # of a shard, about: a few seconds' work
TOGETHER = 256  # points whose rows are held at once: more would not stay near the processor
FAILURES, NAME = b"truce-sim failures", b"truce-sim shard"  # in a file's metadata


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
    def points(self):
        """Points of a shard; the last may have fewer."""
        return max(1, RUNS // self.runs)

    @property
    def count(self):
        """Number of shards."""
        return -(-self.plan.size // self.points)

    def stretch(self, shard):
        """The points of a shard."""
        first = shard * self.points
        return range(first, min(first + self.points, self.plan.size))

    def path(self, folder, shard):
        """The file of a shard."""
        text = json.dumps([self.identity, shard, self.points])
        return folder / f"{shard:06d}-{provenance.digest(text)}.parquet"


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


def table(job, played):
    """The runs of a shard as a table, a row a run; the reasons of failures are its metadata."""
    done = [one for one in played if not one.failure]
    counts = [len(next(iter(one.outcomes.values()))) for one in done]
    firsts = [job.first(one.point) for one in done]
    numbers = [first + np.arange(count) for first, count in zip(firsts, counts, strict=True)]
    known = list(dict.fromkeys(one.scenario for one in done)) or [""]
    columns = {
        "scenario": arrow.words(
            np.repeat([known.index(one.scenario) for one in done], counts), known
        ),
        "point": pa.array(np.repeat([one.point for one in done], counts).astype(np.int64)),
        "run": pa.array(np.concatenate(numbers or [[]]).astype(np.int64)),
        "seed": pa.array(np.full(sum(counts), job.seed, dtype=np.int64)),
    }
    for name in job.bases.names:
        columns[name] = column(job, name, done, counts)
    failures = [[one.point, one.failure] for one in played if one.failure]
    kept = pa.table(columns)
    return kept.replace_schema_metadata({FAILURES: json.dumps(failures).encode()})


def column(job, name, done, counts):
    """The runs of an outcome one after another; null where a run, or its scenario, has none."""
    is_share = job.bases.kinds[name] == YES_NO
    parts = [
        one.outcomes[name] if name in one.outcomes else np.full(count, np.nan)
        for one, count in zip(done, counts, strict=True)
    ]
    whole = np.concatenate([np.zeros(0, bool if is_share else float), *parts])
    return pa.array(whole, from_pandas=True).cast(pa.bool_() if is_share else pa.float64())


def write(path, kept):
    """Write a shard whole, so that not even a power cut leaves half of one under its name."""
    hidden = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    named = kept.replace_schema_metadata({**kept.schema.metadata, NAME: path.name.encode()})
    try:
        with hidden.open("wb") as file:
            pq.write_table(named, file, compression="zstd", write_page_checksum=True)
            file.flush()
            os.fsync(file.fileno())
        os.replace(hidden, path)
    finally:
        hidden.unlink(missing_ok=True)


def is_there(path):
    """True if a shard's file is whole, and is that of this shard."""
    try:
        return pq.read_schema(path).metadata[NAME] == path.name.encode()
    except (OSError, pa.ArrowException, KeyError, TypeError):
        return False


def size(kept):
    """Bytes of a table on disk."""
    out = pa.BufferOutputStream()
    pq.write_table(kept, out, compression="zstd")
    return out.getvalue().size


def read(path):
    """The table of a shard, and its failures as (point, reason)."""
    kept = pq.read_table(path, page_checksum_verification=True)
    failures = [tuple(one) for one in json.loads(kept.schema.metadata[FAILURES])]
    return kept.replace_schema_metadata(None), failures

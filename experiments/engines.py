"""Either engine as a stream of blocks of runs: the same numbers, in the same arrays."""

import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from sim import ensemble, parquet, records, tables

SAMPLE = 32  # runs played to measure the pace
BUILT = "once, in about a minute"  # the compiled engine, for a version of the code


class Pace(NamedTuple):
    """What a run costs, measured on a few."""

    playing: float  # seconds a run, on one thread
    writing: float  # seconds a run, on one thread
    bytes: float  # on disk, a run

    def seconds(self, runs, threads):
        """Expected time of many runs: what plays and what writes share the threads."""
        return runs * (self.playing + self.writing) / threads


def keep_of(level):
    """What the kernel is to write down for a level of ``keep``."""
    wanted = tables.KEEP[level]
    return records.Keep(
        days="days" in wanted,
        items="obligations" in wanted,
        log="events" in wanted,
        offers="offers" in wanted,
    )


def blocks(scenario, settings, runs, first=0, tick=lambda count: None):
    """Play runs; yields (first run, ``Kept``) block by block, and ticks as runs are done."""
    keep = keep_of(settings.keep)
    if settings.engine == "ensemble":
        played = ensemble.play(scenario, settings.seed, runs, first, keep, settings.threads)
        for kept in played:
            tick(len(kept.runs))
            yield first, kept
            first += len(kept.runs)
    else:
        for start, count in ensemble.blocks(first, runs):
            yield start, watched(scenario, settings.seed, start, count, keep, tick)


def watched(scenario, seed, first, count, keep, tick=lambda count: None):
    """A block of runs of the Mesa model, as the ensemble would have left it."""
    from sim.model import Negotiation

    left = []
    for run in range(first, first + count):
        left.append(Negotiation(scenario, seed, run).play().kept(keep))
        tick(1)
    return ensemble.block_of(scenario, left, keep)


def is_built():
    """True if the compiled engine for this version of the code lies in the cache."""
    return bool(ensemble.CACHE) and any(Path(ensemble.CACHE).rglob("*.nbi"))


def say_building(screen, engine="ensemble"):
    """Say that the compiled engine is still to be built, if it plays and is."""
    if engine == "ensemble" and not is_built():
        screen.print(f"The compiled engine is built for this version of the code, {BUILT}.")


def measure(scenario, settings):
    """The pace of a few runs, played, written and thrown away; the engine is built if need be."""
    alone = settings.model_copy(update={"threads": 1})
    timed(scenario, alone, 1)  # builds or loads what is compiled, and imports the rest
    sample = 1 if settings.engine == "mesa" else min(SAMPLE, settings.runs)
    return timed(scenario, alone, sample)


def timed(scenario, settings, runs):
    """Play and write runs into a folder that goes at once."""
    with TemporaryDirectory(prefix="truce-sim-") as folder:
        begun = time.perf_counter()
        kept = list(blocks(scenario, settings, runs))
        played = time.perf_counter()
        write(Path(folder), scenario, settings, kept)
        written = time.perf_counter()
        size = sum(path.stat().st_size for path in Path(folder).iterdir())
    return Pace((played - begun) / runs, (written - played) / runs, size / runs)


def write(folder, scenario, settings, stream):
    """Write a stream of blocks into a folder's Parquet files."""
    writer = parquet.Writer(folder, scenario, settings.seed, settings.keep, settings.threads)
    try:
        for first, kept in stream:
            writer.write(kept, first)
    finally:
        writer.close()


def single(scenario, settings, run):
    """The tables of one run, played again: the same luck, so the same run."""
    alone = settings.model_copy(update={"threads": 1, "keep": "all"})
    with TemporaryDirectory(prefix="truce-sim-") as folder:
        write(Path(folder), scenario, alone, blocks(scenario, alone, 1, run))
        return {path.stem: parquet.read(path) for path in sorted(Path(folder).iterdir())}

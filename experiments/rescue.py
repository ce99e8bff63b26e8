"""Which single change would have saved a run: a declared list, tried on the same luck.

    python -m experiments.rescue rescue=us_and_trust runs=1000
    python -m experiments.rescue rescue=us_and_trust run=12
    python -m experiments.rescue rescue=my_changes.yaml scenario=november_2023 seed=3

A run is saved if it fell and stands to the end with the change. The file lists parameters with the
values to try and the days from which (``configs/rescue``); smaller changes come first. Which single
runs are saved depends on how luck is shared between the run as it was and as it would have been.
"""

import json
import sys
import time

from agents.premise import Premise, name, number
from experiments import _command, arguments, console, declared, provenance, results
from experiments.comparing import variants
from experiments.comparing import work as paired_results
from experiments.comparing.tables import put
from experiments.rescuing import candidates
from experiments.running.numbers import plain
from experiments.settings import cores
from sim import intervals, pairs, phases, words
from sim.refusals import PremiseError

EVERY = -1  # no single run
SHOWN = 12  # changes on the screen
COUPLING = (
    "Which runs are saved depends on how luck is shared: with other luck after the change the same "
    "run may end otherwise. Only the difference of the shares standing is identified."
)
CHANGES = (
    "rank", "parameter", "was", "value", "from_day", "size", "saved", "fell", "share_saved", "low",
    "high", "lost", "stood", "difference", "difference_low", "difference_high", "runs",
)  # fmt: skip
RUNS = ("scenario", "point", "run", "seed", "last_day", "cause", "saved_by", "change")


class Settings(Premise):
    """Settings of ``experiments.rescue``."""

    rescue: str = name("", "a YAML file of changes, or the name of one of configs/rescue")
    scenario: str = name("january_2025", "the scenario of the runs")
    run: int = number(EVERY, "one run, from 0; -1 for all", "run", ge=EVERY, le=10**9)
    runs: int = number(1000, "runs that are looked at", "runs", ge=1, le=10**6)
    seed: int = number(1, "all luck follows from it", "seed", ge=0, le=2**63 - 1)
    threads: int = number(1, "threads of the ensemble", "threads", ge=1, le=1024)
    out: str = name("", "folder for the results; empty for one named by scenario and hash")
    dry_run: bool = name(False, "say what would be played, and stop")


def main(given):
    """Try all changes, or find the work done, and say what came out."""
    own, overrides = arguments.parted(given, Settings)
    settings = arguments.checked(Settings, own, threads=cores())
    if settings.run != EVERY and "runs" in own:
        raise PremiseError("runs", f"is not allowed beside run={settings.run}; give one of the two")
    for text in overrides:
        variants.check_override(text)
    data, _ = declared.read(settings.rescue, "rescue", candidates.TOP)
    made = variants.base(settings.scenario, "scenario", overrides)
    changes = candidates.read(data, made)
    runs = range(settings.runs) if settings.run == EVERY else range(settings.run, settings.run + 1)
    found = {
        "runs": [runs.start, runs.stop], "seed": settings.seed,
        "changes": [one.words for one in changes], "premises": made.premises,
    }  # fmt: skip
    identity = identity_of(found)
    folder = results.target(settings.out, f"rescue-{settings.scenario}", identity)
    screen = console.out()
    finished = results.is_finished(folder, identity)
    if finished:
        screen.print(f"Already tried: {folder} holds the result of this command", soft_wrap=True)
    else:
        results.check_writable(folder)
        screen.print(
            f"{console.count(len(changes), 'change')}, {console.count(len(runs), 'run')} each on "
            f"the same luck, seed {settings.seed}. Results go to {folder}",
            soft_wrap=True,
        )
    if settings.dry_run:
        return
    if not finished:
        work(settings, made, changes, runs, found, folder)
    paired_results.show(screen, folder)


def work(settings, made, changes, runs, configuration, folder):
    """Play every change, and write what came out."""
    begun, clock = time.time(), time.perf_counter()
    fallen, ends = candidates.fell(made.scenario, settings.seed, runs)
    if settings.run != EVERY and not fallen[0]:
        how = words.cause(phases.CAUSES[ends["cause"][0]])
        raise PremiseError("run", f"{settings.run} does not fall ({how}); it takes one that does")
    with console.progress() as bar:
        task = bar.add_task("changes", total=len(changes))
        tick = lambda: bar.advance(task)  # noqa: E731
        tried = list(candidates.tried(changes, fallen, settings.seed, runs, settings.threads, tick))
    told = (of_one if settings.run != EVERY else of_all)(settings, tried, fallen)
    with results.fresh(folder) as hidden:
        put(hidden / "changes.csv", CHANGES, change_rows(tried, fallen))
        put(hidden / "runs.csv", RUNS, run_rows(tried, fallen, ends, settings, runs))
        paired_results.write_summary(hidden, [*told, "", COUPLING])
        paired_results.write_config(hidden, configuration)
        seconds = time.perf_counter() - clock
        provenance.write(hidden, record(settings, tried, configuration, begun, seconds))


def identity_of(configuration):
    """What makes two results the same."""
    return provenance.marks(json.dumps(configuration, default=str))


def record(settings, tried, configuration, begun, seconds):
    """Everything that is known of how a result came about."""
    first, last = configuration["runs"]
    return {
        **identity_of(configuration),
        "commit": provenance.commit(),
        "scenario": settings.scenario,
        "seed": settings.seed,
        "counts": {"changes": len(tried), "runs": last - first},
        "failures": 0,
        "played": {"threads": settings.threads, "out": settings.out},
        **provenance.surroundings(begun, seconds),
    }


def change_rows(tried, fallen):
    """A row a change, smallest first: runs saved of those that fell, lost of those that stood."""
    fell, total = int(fallen.sum()), len(fallen)
    for rank, one in enumerate(tried, start=1):
        change, saved, lost = one.change, int(one.saved.sum()), int(one.lost.sum())
        share = saved / fell if fell else float("nan")
        low, high = pairs.tango(saved, lost, total)
        yield [
            rank, change.parameter, change.was, change.value, change.day, plain(change.size),
            saved, fell, plain(share), *map(plain, intervals.wilson(saved, fell)), lost,
            total - fell, plain((saved - lost) / total), plain(low), plain(high), total,
        ]  # fmt: skip


def run_rows(tried, fallen, ends, settings, runs):
    """A row a run that fell: how, and the smallest change that saves it."""
    ranks = {id(one.change): rank for rank, one in enumerate(tried, start=1)}
    for place in fallen.nonzero()[0]:
        change = candidates.smallest(tried, place)
        saved_by = (ranks[id(change)], change.words) if change else ("", "")
        end = ends[place]
        keys = (settings.scenario, 0, runs[place], settings.seed)
        yield [*keys, end["last_day"], phases.CAUSES[end["cause"]], *saved_by]


def of_all(settings, tried, fallen):
    """What each change does to all runs, line by line."""
    fell = int(fallen.sum())
    yield f"{words.of_runs(fell, len(fallen))} fell, {words.NOT_A_FORECAST}."
    if not fell:
        return
    for one in sorted(tried, key=lambda one: -int(one.saved.sum()))[:SHOWN]:
        saved, lost = int(one.saved.sum()), int(one.lost.sum())
        span = console.span(*intervals.wilson(saved, fell))
        yield (
            f"- {one.change.words}: saves {saved:,} of {fell:,} ({span}), and {lost:,} that stood "
            "fall."
        )
    some = sum(candidates.smallest(tried, place) is not None for place in fallen.nonzero()[0])
    yield (
        f"Some change of the {len(tried)} saves {some:,} of {fell:,}; {fell - some:,} are saved by "
        "none of them alone."
    )


def of_one(settings, tried, fallen):
    """The smallest changes that save one run, line by line."""
    saving = [one.change for one in tried if one.saved[0]]
    if not saving:
        yield f"None of {len(tried)} changes alone saves run {settings.run}."
        return
    yield f"Run {settings.run} is saved by {len(saving)} of {len(tried)}, smallest first:"
    for change in saving[:SHOWN]:
        yield f"- {change.words} ({100 * change.size:.3g} % of its range)"


if __name__ == "__main__":
    sys.exit(_command.plainly(main, sys.argv[1:]))

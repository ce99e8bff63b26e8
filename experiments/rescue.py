"""Which single change would have saved a run: a declared list, tried on the same luck.

    python -m experiments.rescue rescue=us_and_trust runs=1000
    python -m experiments.rescue rescue=us_and_trust run=12
    python -m experiments.rescue rescue=my_changes.yaml scenario=november_2023 seed=3

A run is saved if it fell and stands to the end with the change. The file lists parameters with the
values to try and the days from which (``configs/rescue``); smaller changes come first. Which single
runs are saved depends on how luck is shared between the run as it was and as it would have been.
"""

import sys

from agents.premise import Premise, name, number
from experiments import (
    _command,
    arguments,
    commands,
    composing,
    console,
    declared,
    once,
    provenance,
    results,
    summaries,
)
from experiments.comparing import variants
from experiments.rescuing import candidates, work
from experiments.settings import LAST_RUN, cores
from sim.refusals import PremiseError

EVERY = -1  # no single run


class Settings(Premise):
    """Settings of ``experiments.rescue``."""

    rescue: str = name("", "a YAML file of changes, or the name of one of configs/rescue")
    scenario: str = name("january_2025", "the scenario of the runs")
    run: int = number(EVERY, "one run, from 0; -1 for all", "run", ge=EVERY, le=LAST_RUN)
    runs: int = number(1000, "runs that are looked at", "runs", ge=1, le=10**6)
    seed: int = number(1, "all luck follows from it", "seed", ge=0, le=2**63 - 1)
    threads: int = number(1, "threads of the ensemble", "threads", ge=1, le=1024)
    out: str = name("", "folder for the results; not given: one named by scenario and hash")
    dry_run: bool = name(False, "say what would be played, and stop")


def main(given):
    """Try all changes, or find the work done, and say what came out."""
    own, overrides = arguments.own_and_rest(composing.own_folder(given), Settings)
    settings = arguments.checked(Settings, own, threads=cores())
    if settings.run != EVERY and "runs" in own:
        raise PremiseError("runs", f"is not allowed beside run={settings.run}; give one of the two")
    question = question_of(settings, overrides)
    command = commands.of_given("rescue", given)
    made = provenance.Made(provenance.marks(question.configuration), command)
    folder = results.target(settings.out, f"rescue-{settings.scenario}", made.identity)
    screen = console.out()
    is_left = once.leave(
        screen, folder, made,
        announce=lambda: work.announce(screen, question),
        write=lambda hidden: work.work(question, settings.out, hidden),
        dry_run=settings.dry_run,
        done="tried",
    )  # fmt: skip
    if is_left:
        summaries.show(screen, folder)


def question_of(settings, overrides):
    """What is asked of which runs, checked."""
    for text in overrides:
        variants.check_override(text)
    data, _ = declared.read(settings.rescue, "rescue", candidates.TOP)
    made = variants.base(settings.scenario, "scenario", overrides)
    changes = candidates.read(data, made)
    is_single = settings.run != EVERY
    first, count = (settings.run, 1) if is_single else (0, settings.runs)
    runs = range(first, first + count)
    return work.Question(
        declared.title(data), made.scenario, made.premises, changes, runs, is_single,
        settings.seed, settings.threads,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(_command.plainly(main, sys.argv[1:]))

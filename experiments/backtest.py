"""Play the truces of the record again, and score the runs against what happened.

    python -m experiments.backtest runs=1000 seed=1
    python -m experiments.backtest runs=1000 seed=1 page=docs/backtest.md
    python -m experiments.backtest dry_run=true                   # how long, and where to

January 2025 is played from what was known on day 16 and scored on days 17 to 59; again with what
came on days 17 and 18 as inputs; and from day 1. November 2023, which calibration looked at, is
played as well. The folder holds ``coverage.csv``, ``scores.csv``, ``config.yaml`` (the premises of
each case), ``premises.csv`` (what each value rests on), figures and a page in plain words;
``page=`` copies the page, and its figures into ``figures/`` beside it.
"""

import copy
import sys
from pathlib import Path

from agents import premise
from experiments import (
    _command,
    arguments,
    commands,
    console,
    csv_files,
    grounds,
    once,
    pages,
    provenance,
    results,
    truces,
)
from experiments.backtesting import cases, judging, replaying, rows
from experiments.backtesting import figures as backtest_figures
from experiments.backtesting import page as backtest_page
from experiments.settings import cores
from sim import happened, whole_files
from sim.scores import CENTRAL

PAGE = "backtest.md"
FIGURES = 8.0  # seconds for the figures and the scores, about


class Settings(premise.Premise):
    """Settings of ``experiments.backtest``."""

    runs: int = premise.number(1000, "runs of each truce and each design", "runs", ge=1, le=10**7)
    seed: int = premise.number(1, "all luck follows from it", "seed", ge=0, le=2**63 - 1)
    threads: int = premise.number(1, "threads of the ensemble", "threads", ge=1, le=1024)
    out: str = premise.name("", "folder for the results; not given: one named by a hash")
    page: str = premise.name("", "a page to write as well, its figures beside it; empty for none")
    dry_run: bool = premise.name(False, "say what would be played, and stop")


class Backtest:
    """Everything that the files are made of."""

    def __init__(self, chosen, tick=lambda: None):
        self.seed, self.runs = chosen.seed, chosen.runs
        asked = (chosen.seed, chosen.runs, chosen.threads)
        self.cases = {}
        for case in cases.CASES:
            self.cases[case.name] = replaying.Played(case, *asked)
            tick()
        self.coverage = {name: list(covered(one)) for name, one in self.cases.items()}
        self.scores = {name: list(scored(one, chosen.seed)) for name, one in self.cases.items()}
        self.lengths = {}
        for name in designs():
            self.lengths[name] = replaying.truce_lengths(name, *asked)
            tick()


def designs():
    """The scenarios that begin with a truce: designs of one, as far as there are any."""
    whole = []
    for name in truces.names():
        if replaying.as_shipped(name).scenario.premises.calendar.first_day == 1:
            whole.append(name)
    return whole


def covered(played):
    """The coverage of each outcome of a case, in the order of the record."""
    for name, one in played.outcomes.items():
        yield judging.coverage(name, one, played.values[name])


def scored(played, seed):
    """The scores of each outcome of a case that was not given to the model."""
    known = happened.read_baselines(played.scenario.record)
    for name, one in played.outcomes.items():
        if one.use != "given":
            luck = judging.draw(seed, played.case.name, name)
            yield from judging.judged(name, one, played.values[name], known, luck)


def identity(chosen):
    """What makes two results the same: what is played, how often, under which seed and code."""
    played = [replaying.composed(case).premises for case in cases.CASES]
    played += [replaying.as_shipped(name).premises for name in designs()]
    return provenance.marks([chosen.runs, chosen.seed, played])


def configuration(chosen, found):
    """What the outcomes follow from, as plain data: the premises of each case.

    Cases of one scenario share premises; each is a copy, so that the file reads without aliases.
    """
    cases = {
        name: {"scenario": one.case.scenario, "scores": one.case.words}
        for name, one in found.cases.items()
    }
    played = {name: copy.deepcopy(one.composed.premises) for name, one in found.cases.items()}
    return {"runs": chosen.runs, "seed": chosen.seed, "cases": cases, "scenarios": played}


def write(folder, chosen, found, made):
    """Every file of a result but its provenance."""
    rows.write(folder, found)
    provenance.write_config(folder, configuration(chosen, found))
    grounds.write(folder, *(grounds.of(one.composed, name) for name, one in found.cases.items()))
    backtest_figures.draw(folder / "figures", found, made)
    whole_files.put(folder / PAGE, pages.uncited(backtest_page.page(found)).encode())


def about(chosen):
    """What provenance says of what was played."""
    return {
        "scenario": "backtest",
        "seed": chosen.seed,
        "counts": {"runs": chosen.runs, "cases": len(cases.CASES)},
        "failures": 0,
        "played": {"threads": chosen.threads},
    }


def announce(screen, chosen):
    """Say what will be played, and how long it will take."""
    from experiments import engines

    engines.say_building(screen)
    times = len(cases.CASES) + len(designs())
    seconds = FIGURES + replaying.pace() * times * chosen.runs / chosen.threads
    screen.print(
        f"{console.count(chosen.runs, 'run')} of each of {times} truces and designs, seed "
        f"{chosen.seed}, {console.count(chosen.threads, 'thread')}: {console.waiting(seconds)}."
    )


def played(chosen):
    """All that is played, with a bar that shows how far it has come."""
    with console.progress() as bar:
        task = bar.add_task("truces", total=len(cases.CASES) + len(designs()))
        return Backtest(chosen, lambda: bar.advance(task))


def work(chosen, made, folder):
    """Play, score and write; returns what provenance says of it."""
    write(folder, chosen, played(chosen), made)
    return about(chosen)


def show(screen, folder):
    """Print how many outcomes the runs cover, and which they do not."""
    told = [
        row
        for row in csv_files.read(folder / "coverage.csv")
        if row["case"] == cases.RETROSPECTIVE and row["use"] != "given"
    ]
    outside = [row["label"] for row in told if row["covered"] != "yes"]
    case = next(case for case in cases.CASES if case.name == cases.RETROSPECTIVE)
    first = replaying.as_shipped(case.scenario).scenario.premises.calendar.first_day
    screen.print()
    screen.print(
        f"From what was known on day {first - 1}: what happened lies inside the {CENTRAL} of the "
        f"runs in {len(told) - len(outside)} of {console.count(len(told), 'outcome')}."
    )
    if outside:
        screen.print(f"Not covered: {'; '.join(outside)}.")
    screen.print("A statement about a model, retrospective, and not a forecast.")
    screen.print(f"Told at length in {folder / PAGE}", soft_wrap=True)
    screen.print(f"Files: {folder}", soft_wrap=True)


def main(given):
    """Play, score, and leave a folder; nothing is played twice."""
    chosen = arguments.read(Settings, given, threads=cores())
    page = Path(chosen.page).expanduser()
    if chosen.page:
        pages.folder_of(page, "page")
    replaying.check()
    made = provenance.Made(identity(chosen), commands.of_given("backtest", given))
    folder = results.target(chosen.out, "backtest", made.identity)
    screen = console.out()
    is_left = once.leave(
        screen, folder, made,
        announce=lambda: announce(screen, chosen),
        write=lambda hidden: work(chosen, made, hidden),
        dry_run=chosen.dry_run,
    )  # fmt: skip
    if not is_left:
        return
    if chosen.page:
        pages.publish(folder, page, PAGE)
    show(screen, folder)


if __name__ == "__main__":
    sys.exit(_command.plainly(main, sys.argv[1:]))

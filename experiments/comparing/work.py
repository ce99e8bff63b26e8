"""What commands that set scenarios side by side leave: the plan, the folder, the record."""

import json
import time
from typing import NamedTuple

from experiments import commands, console, grounds, once, provenance, results, summaries
from experiments.comparing import figures as paired_figures
from experiments.comparing import pairing, tables

SAMPLE = 128  # runs that the pace is measured on


class Job(NamedTuple):
    """What is asked and played; ``told`` words what came out, line by line."""

    question: pairing.Question
    days: list  # on which survival is compared
    settings: object  # with runs, seed and what changes no number
    configuration: dict  # all that the numbers follow from, as plain data
    command: list  # that makes it again
    name: str  # of the folder, but for a hash
    told: object  # a function of the question, of what was played, and of the differences
    played: str  # what runs were played, as the foot of a figure says it
    branch: str = ""  # which run they continue, and from which day

    @property
    def made(self):
        """How the result is made."""
        return provenance.Made(provenance.marks(self.configuration), self.command)


def leave(job, notes=()):
    """Play, or find the work done, and say what came out."""
    made = job.made
    folder = results.target(job.settings.out, job.name, made.identity)
    screen = console.out()
    is_left = once.leave(
        screen, folder, made,
        announce=lambda: announce(screen, job, notes),
        write=lambda hidden: work(job, hidden),
        complete=lambda: complete(job, folder),
        dry_run=job.settings.dry_run,
        done="compared",
    )  # fmt: skip
    if is_left:
        summaries.show(screen, folder)


def draws(job):
    """True if figures are wanted, and there is more than one run to draw."""
    return job.settings.plots and job.settings.runs > 1


def announce(screen, job, notes):
    """Say what will be played, and how long it will take."""
    from experiments import engines

    engines.say_building(screen)
    settings, scenarios = job.settings, len(job.question.entries)
    seconds = pace(job.question) * settings.runs / settings.threads
    figures = paired_figures.count(job.question) if draws(job) else 0
    screen.print(
        f"{console.count(scenarios, 'scenario')}, {console.count(settings.runs, 'run')} each on "
        f"the same luck, seed {settings.seed}, {console.count(settings.threads, 'thread')}: "
        f"{console.waiting(seconds, figures)}."
    )
    for line in notes:
        screen.print(line)


def pace(question):
    """Seconds that a run of all scenarios takes, measured on a few."""
    pairing.play(question._replace(runs=1), 1)  # builds or loads what is compiled
    few = question._replace(runs=min(SAMPLE, question.runs))
    begun = time.perf_counter()
    pairing.play(few, 1)
    return (time.perf_counter() - begun) / few.runs


def work(job, folder):
    """Play all runs and write all there is; returns what provenance says of it."""
    played, lines = play(job)
    by_day = list(tables.differences_by_day(played, job.days))
    tables.write(folder, job.question, played, lines, by_day)
    told = job.told(job.question, played, lines)
    summaries.write(folder, told, job.configuration.get("title"))
    if draws(job):
        paired_figures.draw(folder / "figures", played, lines, foot(job), job.branch)
    provenance.write_config(folder, job.configuration)
    grounds.write(folder, *map(grounds.of_entry, job.question.entries))
    return about(job)


def complete(job, folder):
    """Add the figures to a finished result, if they are wanted and missing."""
    if draws(job) and not (folder / "figures").exists():
        played, lines = play(job)
        with results.adding(folder, "figures") as hidden:
            paired_figures.draw(hidden, played, lines, foot(job), job.branch)


def play(job):
    """What all runs of all scenarios left, and the paired differences."""
    question, settings = job.question, job.settings
    with console.progress() as bar:
        task = bar.add_task("runs", total=settings.runs * len(question.entries))
        played = pairing.play(question, settings.threads, lambda count: bar.advance(task, count))
    return played, list(tables.differences(question, played))


def foot(job):
    """The line under each figure, and its settings: what was played."""
    return provenance.foot(job.played, job.made, job.settings.seed, job.settings.runs)


def about(job):
    """What provenance says of what was played."""
    entries, settings = job.question.entries, job.settings
    hashes = {one.name: provenance.digest(json.dumps(one.premises, default=str)) for one in entries}
    return {
        "scenario": entries[0].name,
        "scenarios": hashes,
        "seed": settings.seed,
        "counts": {"scenarios": len(hashes), "runs": settings.runs * len(hashes)},
        "failures": 0,
        "played": commands.changing_no_number(settings),
    }

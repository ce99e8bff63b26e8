"""What commands that set scenarios side by side leave: the plan, the folder, the record."""

import json
import time
from typing import NamedTuple

import yaml

from experiments import console, provenance, results
from experiments.comparing import figures as paired_figures
from experiments.comparing import pairing, tables

OUTSIDE = ("threads", "out", "plots", "dry_run")  # what changes no number
SUMMARY = "summary.txt"
SAMPLE = 128  # runs that the pace is measured on


class Job(NamedTuple):
    """What is asked and played; ``told`` words what came out, line by line."""

    question: pairing.Question
    days: list  # on which survival is compared
    settings: object  # with runs, seed and what is in OUTSIDE
    configuration: dict  # all that the numbers follow from, as plain data
    name: str  # of the folder, but for a hash
    told: object  # a function of the question, of what was played, and of the differences

    @property
    def identity(self):
        """What makes two results the same."""
        return provenance.marks(json.dumps(self.configuration, default=str))


def leave(job, notes=()):
    """Play, or find the work done, and say what came out."""
    identity = job.identity
    folder = results.target(job.settings.out, job.name, identity)
    screen = console.out()
    finished = results.is_finished(folder, identity)
    if finished:
        screen.print(f"Already compared: {folder} holds the result of this command", soft_wrap=True)
    else:
        plan(screen, job, folder, notes)
    if job.settings.dry_run:
        return
    if not finished or (draws(job) and not (folder / "figures").exists()):
        work(job, identity, folder, finished)
    show(screen, folder)


def draws(job):
    """True if figures are wanted, and there is more than one run to draw."""
    return job.settings.plots and job.settings.runs > 1


def show(screen, folder):
    """Print the summary that lies in a result."""
    screen.print()
    screen.print((folder / SUMMARY).read_text(encoding="utf-8"))
    screen.print(f"Files: {folder}", soft_wrap=True)


def write_summary(folder, lines, title=None):
    """Write what is to be said of a result, under its title if it has one."""
    lines = [title, "", *lines] if title else lines
    (folder / SUMMARY).write_text("\n".join(lines) + "\n", encoding="utf-8")


def plan(screen, job, folder, notes):
    """Say what will be played, how long it will take, and where the results go."""
    from experiments import engines

    results.check_writable(folder)
    if not engines.is_built():
        wait = console.duration(engines.COMPILING)
        screen.print(f"The compiled engine is built once for this version of the code ({wait}).")
    settings, scenarios = job.settings, len(job.question.entries)
    seconds = pace(job.question) * settings.runs / settings.threads
    figures = ", figures some seconds more" if draws(job) else ""
    screen.print(
        f"{console.count(scenarios, 'scenario')}, {console.count(settings.runs, 'run')} each on "
        f"the same luck, seed {settings.seed}, {console.count(settings.threads, 'thread')}: "
        f"{console.duration(seconds)}{figures}."
    )
    for line in notes:
        screen.print(line)
    screen.print(f"Results go to {folder}", soft_wrap=True)


def pace(question):
    """Seconds that a run of all scenarios takes, measured on a few."""
    pairing.play(question._replace(runs=1), 1)  # builds or loads what is compiled
    few = question._replace(runs=min(SAMPLE, question.runs))
    begun = time.perf_counter()
    pairing.play(few, 1)
    return (time.perf_counter() - begun) / few.runs


def work(job, identity, folder, finished):
    """Play all runs, and write what is not there yet."""
    begun, clock = time.time(), time.perf_counter()
    question, settings = job.question, job.settings
    with console.progress() as bar:
        task = bar.add_task("runs", total=settings.runs * len(question.entries))
        played = pairing.play(question, settings.threads, lambda count: bar.advance(task, count))
    lines = list(tables.differences(question, played))
    foot = f"Configuration {identity['config_hash'][:8]}. Runs of a model, not a forecast."
    if not finished:
        with results.fresh(folder) as hidden:
            by_day = list(tables.differences_by_day(played, job.days))
            tables.write(hidden, question, played, lines, by_day)
            told = job.told(question, played, lines)
            write_summary(hidden, told, job.configuration.get("title"))
            if draws(job):
                paired_figures.draw(hidden / "figures", played, lines, foot)
            write_config(hidden, job.configuration)
            seconds = time.perf_counter() - clock
            provenance.write(hidden, record(job, identity, begun, seconds))
    else:
        with results.adding(folder, "figures") as hidden:
            paired_figures.draw(hidden, played, lines, foot)


def write_config(folder, found):
    """Write the configuration as YAML."""
    text = yaml.dump(found, Dumper=yaml.SafeDumper, sort_keys=False, allow_unicode=True, width=100)
    (folder / "config.yaml").write_text(text, encoding="utf-8")


def record(job, identity, begun, seconds):
    """Everything that is known of how a result came about."""
    entries, settings = job.question.entries, job.settings
    hashes = {one.name: provenance.digest(json.dumps(one.premises, default=str)) for one in entries}
    return {
        **identity,
        "commit": provenance.commit(),
        "scenario": entries[0].name,
        "scenarios": hashes,
        "seed": settings.seed,
        "counts": {"scenarios": len(hashes), "runs": settings.runs * len(hashes)},
        "failures": 0,
        "played": {key: getattr(settings, key) for key in OUTSIDE},
        **provenance.surroundings(begun, seconds),
    }

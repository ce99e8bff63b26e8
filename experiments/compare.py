"""Set scenarios side by side on the same luck: differences, survival, and where runs part.

    python -m experiments.compare 'scenarios=[january_2025,firm_guarantee,no_us_pressure]' runs=5000
    python -m experiments.compare 'scenarios=[january_2025, {base: january_2025, name: less_trust,
        set: {parties.israel.trust: 0.2}}]'
    python -m experiments.compare compare=us_leverage mediators.us.skill=0.3

The first scenario named is the base; each other is set beside it. Run 7 of each sees the same luck,
so that what differs is the scenario. Values given on the command line apply to all of them.
"""

import json
import sys
import time

import yaml

from agents.premise import Premise, name, number
from experiments import (
    _command,
    arguments,
    console,
    paired_figures,
    paired_tables,
    paired_words,
    pairing,
    provenance,
    results,
    variants,
)
from experiments.settings import cores
from sim import outcomes
from sim.refusals import PremiseError, shown

OUTSIDE = ("threads", "out", "plots", "dry_run")  # what changes no number
TAKES = ("title", "scenarios", "outcomes", "days")  # keys of a file of a comparison
LATER = (28, 56)  # days after phase 1 on which scenarios are compared unless others are asked for
SAMPLE = 128  # runs that the pace is measured on


class Settings(Premise):
    """Settings of ``experiments.compare``."""

    scenarios: str = name("", "what is compared: names, or base, name, set and changes")
    compare: str = name("", "a YAML file of a comparison, or the name of one of configs/compare")
    runs: int = number(1000, "runs of each scenario", "runs", ge=1, le=10**7)
    seed: int = number(1, "all luck follows from it", "seed", ge=0, le=2**63 - 1)
    outcomes: str = name("", "outcomes to compare; empty for the usual ones, all for all")
    days: str = name("", "days on which to compare survival; empty for the usual ones")
    threads: int = number(1, "threads of the ensemble", "threads", ge=1, le=1024)
    out: str = name("", "folder for the results; empty for one named by base and hash")
    plots: bool = name(True, "draw the figures")
    dry_run: bool = name(False, "say what would be played, and stop")


def main(given):
    """Compare, or find the work done, and say what came out."""
    own, overrides = arguments.parted(given, Settings)
    settings = arguments.checked(Settings, own, threads=cores())
    settings, entries = asked(settings, overrides)
    question = pairing.Question(
        entries, asked_outcomes(settings, entries), settings.seed, settings.runs
    )
    days = asked_days(settings, entries[0].scenario)
    identity = identity_of(settings, question, days)
    folder = results.target(settings.out, f"compare-{entries[0].name}", identity)
    screen = console.out()
    finished = results.is_finished(folder, identity)
    if finished:
        screen.print(f"Already compared: {folder} holds the result of this command", soft_wrap=True)
    else:
        plan(screen, question, settings, folder)
    if settings.dry_run:
        return
    work(screen, question, settings, days, identity, folder, finished)


def asked(settings, overrides):
    """The settings with those of a file filled in, and the scenarios to compare."""
    if bool(settings.scenarios) == bool(settings.compare):
        problem = "takes either scenarios=[BASE,OTHER,...] or compare=FILE"
        raise PremiseError("scenarios", problem)
    if settings.scenarios:
        return settings, variants.read(variants.listed(settings.scenarios), overrides)
    data = variants.contents(settings.compare, "compare", "compare", TAKES)
    filled = {
        key: json.dumps(data[key])
        for key in ("outcomes", "days")
        if data.get(key) and not getattr(settings, key)
    }
    return (
        settings.model_copy(update=filled),
        variants.read(data.get("scenarios"), overrides),
    )


def asked_outcomes(settings, entries):
    """The names of the outcomes to compare; each must be one of every scenario."""
    known = [outcomes.of_scenario(one.scenario) for one in entries]
    everywhere = [name for name in known[0] if all(name in one for one in known)]
    if settings.outcomes == "all":
        return everywhere
    if not settings.outcomes:
        usual = outcomes.headline(entries[0].scenario)
        return [name for name in usual if name in everywhere]
    names = variants.listed(settings.outcomes, "outcomes")
    for one in names:
        for entry in entries:
            outcomes.check(one, entry.scenario)
    return list(dict.fromkeys(names))


def asked_days(settings, scenario):
    """The days on which survival is compared."""
    first, horizon = scenario.premises.first_phase.length, scenario.premises.calendar.horizon
    if not settings.days:
        usual = (first, *(first + later for later in LATER), horizon)
        return sorted({day for day in usual if day <= horizon})
    days = variants.listed(settings.days, "days")
    for day in days:
        if not isinstance(day, int) or isinstance(day, bool) or not 1 <= day <= horizon:
            problem = f"{shown(day)} is not allowed; it takes days from 1 to {horizon}, the horizon"
            raise PremiseError("days", problem)
    return sorted(set(days))


def configuration(settings, question, days):
    """All that the numbers follow from, as plain data."""
    return {
        "runs": settings.runs,
        "seed": settings.seed,
        "outcomes": question.outcomes,
        "days": days,
        "scenarios": {one.name: one.premises for one in question.entries},
    }


def identity_of(settings, question, days):
    """What makes two comparisons the same."""
    return provenance.marks(json.dumps(configuration(settings, question, days), default=str))


def plan(screen, question, settings, folder):
    """Say what will be played, how long it will take, and where the results go."""
    from experiments import engines

    results.check_writable(folder)
    if not engines.is_built():
        wait = console.duration(engines.COMPILING)
        screen.print(f"The compiled engine is built once for this version of the code ({wait}).")
    scenarios, runs = len(question.entries), settings.runs
    seconds = pace(question, settings) * runs / settings.threads
    screen.print(
        f"{console.count(scenarios, 'scenario')}, {console.count(runs, 'run')} each on the same "
        f"luck, seed {settings.seed}, {console.count(settings.threads, 'thread')}: "
        f"{console.duration(seconds)}{', figures some seconds more' if settings.plots else ''}."
    )
    for line in notes(question.entries):
        screen.print(line)
    screen.print(f"Results go to {folder}", soft_wrap=True)


def notes(entries):
    """What a reader must know of scenarios that begin on different days."""
    for one in entries[1:]:
        days = [each.scenario.premises.calendar.first_day for each in (entries[0], one)]
        if days[0] != days[1]:
            yield (
                f"{entries[0].name} begins on day {days[0]} and {one.name} on day {days[1]}: what "
                "comes before is given, so that the truce stands till then in every run, crises "
                "and deaths count from there, and runs part at once."
            )


def pace(question, settings):
    """Seconds that a run of all scenarios takes, measured on a few."""
    few = question._replace(runs=1)
    pairing.play(few, 1)  # builds or loads what is compiled
    few = question._replace(runs=min(SAMPLE, settings.runs))
    begun = time.perf_counter()
    pairing.play(few, 1)
    return (time.perf_counter() - begun) / few.runs


def work(screen, question, settings, days, identity, folder, finished):
    """Play all runs, write what is not there yet, and say what came out."""
    begun, clock = time.time(), time.perf_counter()
    with console.progress() as bar:
        task = bar.add_task("runs", total=settings.runs * len(question.entries))
        played = pairing.play(question, settings.threads, lambda count: bar.advance(task, count))
    lines = list(paired_tables.differences(question, played))
    by_day = list(paired_tables.differences_by_day(played, days))
    foot = f"Configuration {identity['config_hash'][:8]}. Runs of a model, not a forecast."
    if not finished:
        with results.fresh(folder) as hidden:
            paired_tables.write(hidden, question, played, lines, by_day)
            if settings.plots:
                paired_figures.draw(hidden / "figures", played, lines, foot)
            write_config(hidden, configuration(settings, question, days))
            seconds = time.perf_counter() - clock
            provenance.write(hidden, record(question, settings, identity, begun, seconds))
    elif settings.plots and not (folder / "figures").exists():
        with results.adding(folder, "figures") as hidden:
            paired_figures.draw(hidden, played, lines, foot)
    paired_words.show(screen, question, played, lines, folder)


def write_config(folder, found):
    """Write the configuration as YAML."""
    text = yaml.dump(found, Dumper=yaml.SafeDumper, sort_keys=False, allow_unicode=True, width=100)
    (folder / "config.yaml").write_text(text, encoding="utf-8")


def record(question, settings, identity, begun, seconds):
    """Everything that is known of how a comparison came about."""
    hashes = {
        one.name: provenance.digest(json.dumps(one.premises, default=str))
        for one in question.entries
    }
    return {
        **identity,
        "commit": provenance.commit(),
        "scenario": question.entries[0].name,
        "scenarios": hashes,
        "seed": settings.seed,
        "counts": {"scenarios": len(hashes), "runs": settings.runs * len(hashes)},
        "failures": 0,
        "played": {key: getattr(settings, key) for key in OUTSIDE},
        **provenance.surroundings(begun, seconds),
    }


if __name__ == "__main__":
    sys.exit(_command.plainly(main, sys.argv[1:]))

"""Play a scenario many times, and leave tables, figures and a summary in a folder of their own.

    python -m experiments.run scenario=january_2025 runs=1000 seed=1
    python -m experiments.run mediators.us.leverage_israel=0.6 'parties.israel.trust={uniform:[0.2,0.4]}'
    python -m experiments.run runs=1 engine=mesa explain=true
    python -m experiments.run -m seed=1,2,3 plots=false

The folder is named by scenario and a hash of configuration, seed and code, so that the same command
finds its own finished work. The engine is no part of the hash, for both give the same numbers.
"""  # noqa: E501

import sys

from experiments import (
    _command,
    commands,
    composing,
    console,
    grounds,
    lessons,
    once,
    provenance,
    results,
)
from experiments.running import extras, numbers, summary
from sim import posteriors, records


def main(composed):
    """Play what was composed; returns the number of its summary that is the objective."""
    composing.refuse_design(composed)
    numbers.check(composed.settings.objective, composed.scenario)
    screen = console.out()
    made = made_of(composed)
    folder = results.target(composed.settings.out, composed.scenario.name, made.identity)
    is_left = once.leave(
        screen, folder, made,
        announce=lambda: announce(screen, composed, folder),
        write=lambda hidden: play(composed, made, hidden),
        complete=lambda: (lessons if composed.theory else extras).complete(
            composed, folder, made
        ),
        dry_run=composed.settings.dry_run,
    )  # fmt: skip
    if not is_left:
        return float("nan")
    found = numbers.read(folder / "summary.csv")
    if composed.theory:
        lessons.show(screen, composed, lessons.read(folder / lessons.FILE), folder)
        return objective(found, composed)
    told = composed.settings.runs == 1 and extras.is_told(composed.settings)
    if not told:
        summary.show(screen, composed, found, folder)
    if extras.is_told(composed.settings):
        extras.show_story(screen, folder)
    if told:
        screen.print(f"Files: {folder}")
    return objective(found, composed)


def made_of(composed):
    """How the result is made."""
    return provenance.Made(provenance.identity(composed), commands.of_composed("run", composed))


def objective(found, composed):
    """The number that is handed to an optimiser; nan where no run ended in the way asked for."""
    one = found.get(composed.settings.objective)
    return float("nan") if one is None else one.value


def announce(screen, composed, folder):
    """Say what will be played, and how long it will take."""
    from experiments import engines

    settings, scenario = composed.settings, composed.scenario
    if composed.theory:
        lessons.check(composed)
    if composed.posterior:
        missing = posteriors.left_out(scenario, composed.posterior)
        if missing:
            screen.print(f"Not drawn, for {scenario.name} has none: {', '.join(missing)}")
    engines.say_building(screen, settings.engine)
    pace = engines.measure(scenario, settings)
    threads = settings.threads if settings.engine == "ensemble" else 1
    takes = console.waiting(pace.seconds(settings.runs, threads), extras.figures(composed))
    wanted = pace.bytes * settings.runs
    space = console.size(wanted)
    days = f"up to {console.count(scenario.premises.calendar.horizon, 'day')}"
    engine = f"{settings.engine} engine"
    if settings.engine == "ensemble":
        engine += f" on {console.count(threads, 'thread')}"
    screen.print(
        f"{console.count(settings.runs, 'run')} of {days}, seed {settings.seed}, {engine}: "
        f"{takes}; {space}."
    )
    once.say_room(screen, folder, wanted)
    if composed.posterior is not None:
        names = posteriors.taken(scenario, composed.posterior)
        screen.print(f"Drawn from {settings.posterior}: {', '.join(names)}.")


def play(composed, made, folder):
    """Play all runs and write all that is kept; returns what provenance says of it."""
    from experiments import engines
    from experiments.running import reading

    settings, scenario = composed.settings, composed.scenario
    with console.progress() as bar:
        task = bar.add_task("runs", total=settings.runs)
        stream = engines.blocks(
            scenario, settings, settings.runs, tick=lambda count: bar.advance(task, count)
        )
        kept = []
        if composed.theory:
            stream = lessons.collected(stream, kept)
        engines.write(folder, scenario, settings, stream)
    provenance.write_composed(folder, composed)
    grounds.write(folder, grounds.of(composed))
    numbers.write(folder / "summary.csv", composed, numbers.headline(folder, scenario))
    if composed.theory:
        lessons.leave(composed, folder, records.joined(kept), made)
    else:
        extras.draw(composed, folder, made)
    extras.tell(composed, folder)
    return provenance.about(composed, reading.rows(folder))


if __name__ == "__main__":
    sys.exit(_command.start(main))

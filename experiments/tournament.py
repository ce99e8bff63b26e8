"""Strategies against each other: every pairing, in both seats, over scenarios, on the same luck.

    python -m experiments.tournament
    python -m experiments.tournament strategies=[time_dependent,trade_off,learning] runs=500
    python -m experiments.tournament scenarios=[one_issue,phase_two_talks] seed=2
    python -m experiments.tournament 'strategies=[hard_line,{strategy: time_dependent, haste: 3, name: conceder}]'
    python -m experiments.tournament 'strategies=[learning,{file: docs/own_strategy.py, name: NeverLessThanOffered}]'

Without ``strategies`` all compiled ones meet that a scenario can play. Scenarios are those of a file
in ``configs/tournament``, or any of ``configs/scenario``. docs/tournament.md says what is scored.
"""  # noqa: E501

import sys

from agents.premise import Premise, name, number
from experiments import _command, console, once, provenance, results, sentences
from experiments.arguments import read
from experiments.settings import cores
from experiments.tournaments import entries, matches, told
from experiments.tournaments import tables as tournament_tables
from sim import players
from sim.refusals import PremiseError

OUTSIDE = ("threads", "out", "plots", "dry_run")  # what changes no number
ROW = 30  # bytes a run takes on disk, about


class Settings(Premise):
    """Settings of ``experiments.tournament``."""

    tournament: str = name(entries.USUAL, "a YAML file, or the name of one of configs/tournament")
    strategies: str = name("", "who takes part; empty for every compiled strategy")
    scenarios: str = name("", "where they meet; empty for all that the tournament's file names")
    runs: int = number(200, "runs of each pairing in each scenario", "runs", ge=1, le=10**5)
    own_runs: int = number(
        20, "the same for a strategy of the user's own, which the Mesa engine plays", "runs",
        ge=1, le=10**5,
    )  # fmt: skip
    seed: int = number(1, "all luck follows from it", "seed", ge=0, le=2**63 - 1)
    threads: int = number(1, "threads of the ensemble", "threads", ge=1, le=1024)
    out: str = name("", "folder for the results; empty for one named by tournament and hash")
    plots: bool = name(True, "draw the figures")
    dry_run: bool = name(False, "say what would be played and how long it would take, and stop")


def main(arguments):
    """Play a tournament, or find the work done, and say how it ended."""
    settings = read(Settings, arguments, threads=cores())
    entrants = entries.entrants(settings.strategies)
    grounds = entries.grounds(settings.tournament, settings.scenarios)
    fields, left_out = fields_of(grounds, entrants, bool(settings.strategies))
    identity = identity_of(grounds, entrants, settings)
    folder = results.target(settings.out, "tournament", identity)
    screen = console.out()
    is_left = once.leave(
        screen, folder, identity,
        announce=lambda: announce(screen, fields, left_out, settings),
        write=lambda hidden: work(fields, left_out, entrants, settings, identity, hidden),
        complete=lambda: complete(fields, entrants, settings, identity, folder),
        dry_run=settings.dry_run,
    )  # fmt: skip
    if not is_left:
        return
    scores, _, failures = tournament_tables.read_all(folder)
    told.show(screen, scores, folder)
    if failures:
        raise sentences.Failed(told.failed(failures, folder))


def fields_of(grounds, entrants, named):
    """What is to be played in each scenario, and what was left out of it.

    A strategy that was named is a failure where a scenario does not allow it; one that was not is
    left out there. Refuses a tournament of which nothing can be played.
    """
    fields = [matches.field(ground, entrants) for ground in grounds]
    left_out = {}
    if not named:
        allowed = matches.allowed(fields, entrants)
        left_out = {
            one.ground.name: {no.first: no.reason for no in one.refusals if no.first == no.second}
            for one in fields
        }
        fields = [matches.field(ground, allowed[ground.name]) for ground in grounds]
    if not any(one.groups or one.watched for one in fields):
        reason = fields[0].refusals[0].reason
        raise PremiseError("strategies", f"no pairing can be played ({reason})")
    return fields, {key: names for key, names in left_out.items() if names}


def identity_of(grounds, entrants, settings):
    """What makes two tournaments the same; a strategy of the user's own counts by its file."""
    own = [
        players.digest(players.contents("strategies", one.file)) for one in entrants if one.is_own
    ]
    return provenance.marks([configuration(grounds, entrants, settings), own])


def configuration(grounds, entrants, settings):
    """All that the numbers follow from, as plain data."""
    kept = settings.model_dump(exclude={*OUTSIDE, "tournament", "strategies", "scenarios"})
    return {
        **kept,
        "strategies": {one.name: one.traits for one in entrants},
        "scenarios": {ground.name: ground.premises for ground in grounds},
    }


def announce(screen, fields, left_out, settings):
    """Say what will be played, and how long it will take."""
    from experiments import engines

    engines.say_building(screen)
    for line in told.left_out(left_out):
        screen.print(line)
    compiled, watched = matches.count(fields, settings)
    more = f" and {console.count(watched, 'run')} of the Mesa model" if watched else ""
    screen.print(
        f"{console.count(sum(one.compiled + len(one.watched) for one in fields), 'pairing')} in "
        f"{console.count(len(fields), 'scenario')}, {console.count(compiled, 'run')}{more}, seed "
        f"{settings.seed}, {console.count(settings.threads, 'thread')}: "
        f"{console.duration(matches.pace(fields, settings))}"
        f"{', figures some seconds more' if settings.plots else ''}; "
        f"{console.size(ROW * (compiled + watched))}."
    )
    if watched:
        runs = matches.runs_in_all(fields, settings)
        screen.print(f"Scores rest on the first {console.count(runs, 'run')} of each pairing.")


def work(fields, left_out, entrants, settings, identity, folder):
    """Play all there is and write it; returns what provenance says of it."""
    played, failures = {}, []
    with console.progress() as bar:
        task = bar.add_task("runs", total=sum(matches.count(fields, settings)))
        for one in fields:
            played[one.ground.name], failed = matches.play(
                one, settings, lambda count: bar.advance(task, count)
            )
            failures += failed
    write(folder, fields, played, failures, settings)
    grounds = [one.ground for one in fields]
    provenance.write_config(folder, configuration(grounds, entrants, settings))
    write_own(folder, entrants)
    if settings.plots:
        draw(folder, folder / "figures", feet(fields, entrants, settings, identity))
    return {
        "scenario": ", ".join(played),
        "seed": settings.seed,
        "counts": {name: int(one.played.sum()) for name, one in played.items()},
        "failures": len(failures),
        "left_out": left_out,
        "played": {key: getattr(settings, key) for key in OUTSIDE},
    }


def complete(fields, entrants, settings, identity, folder):
    """Add the figures to a finished result, if they are wanted and missing."""
    if settings.plots and not (folder / "figures").exists():
        with results.adding(folder, "figures") as hidden:
            draw(folder, hidden, feet(fields, entrants, settings, identity))


def write(folder, fields, played, failures, settings):
    """Write the tables."""
    entrants = {one.ground.name: one.entrants for one in fields}
    runs = matches.runs_in_all(fields, settings)
    made = tournament_tables
    made.write_runs(folder / made.RUNS, played, entrants, settings.seed)
    made.write(folder / made.SCORES, made.Score, made.scores(played, entrants, runs))
    made.write(folder / made.MATRIX, made.Cell, made.matrix(played, entrants))
    made.write(folder / made.FAILURES, matches.Refusal, failures)


def write_own(folder, entrants):
    """Write a copy of each strategy of the user's own, as it was played."""
    for one in entrants:
        if one.is_own:
            text = players.contents("strategies", one.file)
            (folder / f"strategy_{one.name}.py").write_bytes(text)


def feet(fields, entrants, settings, identity):
    """What the figure of ranks, and those of pairings, say that their numbers rest on."""
    own = [one.name for one in entrants if one.is_own]
    fewer = f" ({matches.own_runs(settings):,} with {', '.join(own)})" if own else ""
    played = console.count(settings.runs, "run")
    ranked = console.count(matches.runs_in_all(fields, settings), "run")
    said = (f"Scores rest on {ranked} of each pairing", f"{played} of each pairing{fewer}")
    return tuple(provenance.foot(one, settings.seed, identity) for one in said)


def draw(source, folder, feet):
    """Draw the figures of the tables in one folder into another."""
    from experiments.tournaments import figures as tournament_figures

    folder.mkdir(exist_ok=True)
    tournament_figures.draw(source, folder, *feet)


if __name__ == "__main__":
    sys.exit(_command.plainly(main, sys.argv[1:]))

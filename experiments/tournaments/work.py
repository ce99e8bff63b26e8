"""A tournament as a command holds it: what is played, the plan said first, and what is left."""

from typing import NamedTuple

from experiments import commands, console, once, provenance, results
from experiments.tournaments import entries, matches, tables, told
from sim import players
from sim.refusals import PremiseError

ROW = 30  # bytes a run takes on disk, about


class Tournament(NamedTuple):
    """Who meets, in what of each scenario, and how."""

    entrants: list  # entries.Entrant
    fields: list  # matches.Field of each scenario
    left_out: dict  # reasons by strategy, by scenario
    settings: object

    @property
    def configuration(self):
        """All that the numbers follow from, as plain data."""
        named = ("tournament", "strategies", "scenarios")
        return {
            **self.settings.model_dump(exclude={*commands.CHANGE_NO_NUMBER, *named}),
            "strategies": {one.name: one.traits for one in self.entrants},
            "scenarios": {one.ground.name: one.ground.premises for one in self.fields},
        }

    @property
    def own(self):
        """The strategies of the user's own."""
        return [one for one in self.entrants if one.is_own]

    @property
    def identity(self):
        """What makes two tournaments the same; a strategy of the user's own counts by its file."""
        files = [players.digest(players.contents("strategies", one.file)) for one in self.own]
        return provenance.marks([self.configuration, files])


def asked(settings, overrides=()):
    """What is asked for, checked before anything is played."""
    entrants = entries.entrants(settings.strategies)
    if "own_runs" in settings.model_fields_set and not any(one.is_own for one in entrants):
        problem = "is not allowed without a strategy of the user's own, whose pairings it is about"
        raise PremiseError("own_runs", problem)
    grounds = entries.grounds(settings.tournament, settings.scenarios, overrides)
    fields, left_out = fields_of(grounds, entrants, bool(settings.strategies))
    return Tournament(entrants, fields, left_out, settings)


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


def announce(screen, tournament, folder):
    """Say what will be played, and how long it will take."""
    from experiments import engines

    engines.say_building(screen)
    for line in told.left_out(tournament.left_out):
        screen.print(line)
    fields, settings = tournament.fields, tournament.settings
    drawn = 1 + len(fields) + (len(fields) > 1) if settings.plots else 0
    compiled, watched = matches.count(fields, settings)
    more = f" and {console.count(watched, 'run')} of the Mesa model" if watched else ""
    screen.print(
        f"{console.count(sum(one.compiled + len(one.watched) for one in fields), 'pairing')} in "
        f"{console.count(len(fields), 'scenario')}, {console.count(compiled, 'run')}{more}, seed "
        f"{settings.seed}, {console.count(settings.threads, 'thread')}: "
        f"{console.waiting(matches.pace(fields, settings), drawn)}; "
        f"{console.size(ROW * (compiled + watched))}."
    )
    once.say_room(screen, folder, ROW * (compiled + watched))
    if watched:
        runs = matches.runs_in_all(fields, settings)
        screen.print(f"Scores rest on the first {console.count(runs, 'run')} of each pairing.")


def work(tournament, made, folder):
    """Play all there is and write it; returns what provenance says of it."""
    settings = tournament.settings
    played, failures = play(tournament)
    write(folder, tournament, played, failures)
    provenance.write_config(folder, tournament.configuration)
    for one in tournament.own:
        text = players.contents("strategies", one.file)
        (folder / f"strategy_{one.name}.py").write_bytes(text)
    if settings.plots:
        draw(tournament, made, folder, folder / "figures")
    return {
        "scenario": ", ".join(played),
        "seed": settings.seed,
        "counts": {name: int(one.played.sum()) for name, one in played.items()},
        "failures": len(failures),
        "left_out": tournament.left_out,
        "played": commands.changing_no_number(settings),
    }


def complete(tournament, made, folder):
    """Add the figures to a finished result, if they are wanted and missing."""
    if tournament.settings.plots and not (folder / "figures").exists():
        with results.adding(folder, "figures") as hidden:
            draw(tournament, made, folder, hidden)


def play(tournament):
    """What each scenario's pairings brought, by its name; and the pairings that failed."""
    fields, settings = tournament.fields, tournament.settings
    played, failures = {}, []
    with console.progress() as bar:
        task = bar.add_task("runs", total=sum(matches.count(fields, settings)))
        for one in fields:
            played[one.ground.name], failed = matches.play(
                one, settings, lambda count: bar.advance(task, count)
            )
            failures += failed
    return played, failures


def write(folder, tournament, played, failures):
    """Write the tables."""
    entrants = {one.ground.name: one.entrants for one in tournament.fields}
    runs = matches.runs_in_all(tournament.fields, tournament.settings)
    tables.write_runs(folder / tables.RUNS, played, entrants, tournament.settings.seed)
    tables.write(folder / tables.SCORES, tables.Score, tables.scores(played, entrants, runs))
    tables.write(folder / tables.MATRIX, tables.Cell, tables.matrix(played, entrants))
    tables.write(folder / tables.FAILURES, matches.Refusal, failures)


def draw(tournament, made, source, folder):
    """Draw the figures of the tables in one folder into another."""
    from experiments.tournaments import figures

    folder.mkdir(exist_ok=True)
    titles = {one.ground.name: one.ground.title for one in tournament.fields}
    figures.draw(source, folder, titles, *feet(tournament, made))


def feet(tournament, made):
    """What the figure of ranks, and those of pairings, say that their numbers rest on."""
    settings, own = tournament.settings, [one.name for one in tournament.own]
    fewer = f" ({matches.own_runs(settings):,} with {', '.join(own)})" if own else ""
    played, ranked = settings.runs, matches.runs_in_all(tournament.fields, settings)
    said = (
        (f"Scores rest on {console.count(ranked, 'run')} of each pairing", ranked),
        (f"{console.count(played, 'run')} of each pairing{fewer}", played),
    )
    return tuple(provenance.foot(what, made, settings.seed, runs) for what, runs in said)

"""Playing a tournament: every strategy against every strategy in both seats, on the same luck.

In each scenario the pairings of compiled strategies are points of a design, played together. A
strategy of the user's own plays in the Mesa model, fewer runs, the first of the same.
"""

import time
from typing import NamedTuple

import numpy as np

from experiments import engines, lessons
from sim import design, ensemble, payoffs, players, scenario
from sim.refusals import PremiseError

MEASURES = ("first", "second", "agreement", "rounds", "nash_share")  # of a pairing, run by run


class Refusal(NamedTuple):
    """A pairing that was not played, and why; ``first`` and ``second`` are strategies' names."""

    scenario: str
    first: str
    second: str
    reason: str


class Field(NamedTuple):
    """What is to be played in a scenario."""

    ground: object
    entrants: list
    groups: list  # of pairings of compiled strategies that are played together
    watched: list  # pairings that the Mesa model plays, by the places of their strategies
    refusals: list  # pairings that the scenario does not allow

    @property
    def compiled(self):
        """How many pairings the ensemble plays."""
        return sum(len(group.points) for group in self.groups)


class Group(NamedTuple):
    """Pairings that set the same traits of each side; all others are the scenario's."""

    design: design.Design
    points: dict  # the scenario of each pairing, by the places of its strategies


class Played(NamedTuple):
    """What a scenario's pairings brought: of each measure, shape (first, second, runs).

    Not a number where a run was not played.
    """

    ground: object
    values: dict
    played: np.ndarray  # runs of each pairing, shape (first, second)


def pairings(entrants):
    """Places of the two sides of each pairing, in order; a strategy also meets itself."""
    count = len(entrants)
    return [(first, second) for first in range(count) for second in range(count)]


def field(ground, entrants):
    """Every pairing in a scenario that it allows, checked before anything is played."""
    groups, watched, refusals = {}, [], []
    for pair in pairings(entrants):
        sides = [entrants[place] for place in pair]
        changes = changes_of(ground, sides)
        try:
            if any(side.is_own for side in sides):
                watched_scenario(ground, sides)
                watched.append(pair)
                continue
            keys = tuple(changes)
            if keys not in groups:
                groups[keys] = Group(design.Design(ground.scenario, keys), {})
            point = groups[keys].design.at(list(changes.values()))
            groups[keys].points[pair] = point
        except PremiseError as error:
            if is_slip(error):
                raise
            refusals.append(Refusal(ground.name, *(side.name for side in sides), str(error)))
    found = [group for group in groups.values() if group.points]
    return Field(ground, entrants, found, watched, refusals)


def changes_of(ground, sides):
    """The premises that a pairing sets, by their dotted names."""
    return {
        f"parties.{party}.{trait}": value
        for party, side in zip(ground.scenario.premises.parties, sides, strict=True)
        for trait, value in side.traits.items()
    }


def is_slip(error):
    """True for a trait or a file that is wrong anywhere, not a strategy that is wrong here."""
    return error.key.startswith("parties.") and not error.key.endswith(".strategy")


def allowed(fields, entrants):
    """The entrants without those that a scenario does not allow against themselves, by scenario."""
    return {
        one.ground.name: [
            side
            for side in entrants
            if (side.name, side.name) not in {(no.first, no.second) for no in one.refusals}
        ]
        for one in fields
    }


# -- playing --------------------------------------------------------------------------------------


def play(field, settings, tick=lambda runs: None):
    """Play every pairing of a scenario; returns ``Played`` and the pairings that failed."""
    found, played = room(field, settings.runs)
    frontier = payoffs.frontier_of(field.ground.scenario)
    play_compiled(field, settings, frontier, found, played, tick)
    refusals = play_own(field, settings, frontier, found, played, tick)
    return Played(field.ground, found, played), [*field.refusals, *refusals]


def room(field, runs):
    """Empty arrays for a scenario's pairings."""
    count = len(field.entrants)
    found = {name: np.full((count, count, runs), np.nan) for name in MEASURES}
    return found, np.zeros((count, count), dtype=int)


def play_compiled(field, settings, frontier, found, played, tick):
    """Play the compiled pairings as ensembles, and write down what each run brought."""
    for group in field.groups:
        pairs = np.array(list(group.points))
        rows = np.array([point.row for point in group.points.values()]).view(np.int64)
        stream = ensemble.play_points(
            group.design.scenario, rows, settings.seed, settings.runs,
            keep=payoffs.KEEP, threads=settings.threads,
        )  # fmt: skip
        done = 0
        for kept in stream:
            place = np.arange(done, done + len(kept.runs))
            where = (*pairs[place // settings.runs].T, place % settings.runs)
            write(found, where, kept, group.design.scenario, frontier)
            done += len(kept.runs)
            tick(len(kept.runs))
        played[tuple(pairs.T)] = settings.runs


def play_own(field, settings, frontier, found, played, tick):
    """Play pairings with a strategy of the user's own; returns those that failed on the way."""
    runs, failed = own_runs(settings), []
    for pair in field.watched:
        sides = [field.entrants[place] for place in pair]
        try:
            one = watched_scenario(field.ground, sides)
            kept = engines.watched(one, settings.seed, 0, runs, payoffs.KEEP, tick)
        except PremiseError as error:
            names = (side.name for side in sides)
            failed.append(Refusal(field.ground.name, *names, str(error)))
            continue
        write(found, (*pair, np.arange(runs)), kept, one, frontier)
        played[pair] = runs
    return failed


def own_runs(settings):
    """Runs of each pairing with a strategy of the user's own."""
    return min(settings.own_runs, settings.runs)


def watched_scenario(ground, sides):
    """The scenario of a pairing that the Mesa model plays; refuses a file that is wrong."""
    found = scenario.from_config(lessons.changed(ground, changes_of(ground, sides)), ground.name)
    players.check(found)
    return found


def write(found, where, kept, scenario, frontier):
    """Write what a block of runs brought to its place: (first, second, run)."""
    brought = payoffs.payoffs(kept, scenario, frontier)
    found["first"][where], found["second"][where] = brought.worth.T
    for name in ("agreement", "rounds", "nash_share"):
        found[name][where] = getattr(brought, name)


def runs_in_all(fields, settings):
    """Runs that all pairings are played in; ``settings.runs`` but for a strategy of one's own."""
    return own_runs(settings) if any(one.watched for one in fields) else settings.runs


def count(fields, settings):
    """Runs in all: those of the ensemble, and those of the Mesa model."""
    compiled = sum(one.compiled for one in fields)
    watched = sum(len(one.watched) for one in fields)
    return compiled * settings.runs, watched * own_runs(settings)


def pace(fields, settings):
    """Seconds that all of it takes, by a run of each compiled pairing and one of the Mesa model.

    The engine is built if need be.
    """
    seconds = 0.0
    alone = settings.model_copy(update={"runs": 1, "threads": 1})
    for one in fields:
        if one.compiled:
            spent = timed(play_compiled, one, alone, None, *room(one, 1), lambda runs: None)
            seconds += spent * settings.runs / settings.threads
        if one.watched:
            found = one.ground.scenario
            spent = timed(engines.watched, found, settings.seed, 0, 1, payoffs.KEEP)
            seconds += spent * len(one.watched) * own_runs(settings)
    return seconds


def timed(work, *arguments):
    """Seconds that some work takes, once what it needs is loaded."""
    work(*arguments)
    begun = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - begun

"""Playing a tournament: every strategy against every strategy in both seats, on the same luck.

In each scenario all pairings of compiled strategies are points of one design, played together. A
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
    design: design.Design
    points: dict  # the scenario of each pairing of compiled strategies, by their two places
    refusals: list  # pairings that the scenario does not allow


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
    traits = dict.fromkeys(key for one in entrants if not one.is_own for key in one.traits)
    parties = list(ground.scenario.premises.parties)
    made = design.Design(
        ground.scenario, [f"parties.{party}.{trait}" for party in parties for trait in traits]
    )
    refuse_drawn(ground, entrants, made)
    points, refusals = {}, []
    for pair in pairings(entrants):
        sides = [entrants[place] for place in pair]
        try:
            if any(side.is_own for side in sides):
                watched_scenario(ground, sides)
            else:
                points[pair] = made.at(values(made, sides, traits))
        except PremiseError as error:
            refusals.append(Refusal(ground.name, *(side.name for side in sides), str(error)))
    return Field(ground, entrants, made, points, refusals)


def values(made, sides, traits):
    """What the parameters of a design stand at in a pairing; a side's own, or the scenario's."""
    per_side = len(traits)
    return [
        sides[place // per_side].traits.get(one.field, design.value(made.scenario, one))
        for place, one in enumerate(made.parameters)
    ]


def refuse_drawn(ground, entrants, made):
    """Refuse a trait that comes with one strategy where the scenario draws it for the others."""
    drawn = set(design.spreads_of(ground.scenario))
    for one in made.parameters:
        without = [side.name for side in entrants if one.field not in side.traits]
        if one.key in drawn and without:
            problem = f"{ground.name} draws it for each run; give it with every strategy or none"
            raise PremiseError(one.key, f"{problem} ({', '.join(without)} have none)")


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
    """Play the compiled pairings as one ensemble, and write down what each run brought."""
    if not field.points:
        return
    pairs = np.array(list(field.points))
    rows = np.array([point.row for point in field.points.values()]).view(np.int64)
    stream = ensemble.play_points(
        field.design.scenario, rows, settings.seed, settings.runs,
        keep=payoffs.KEEP, threads=settings.threads,
    )  # fmt: skip
    done = 0
    for kept in stream:
        places = np.arange(done, done + len(kept.runs))
        first, second = pairs[places // settings.runs].T
        write(found, (first, second, places % settings.runs), kept, field.ground.scenario, frontier)
        done += len(kept.runs)
        tick(len(kept.runs))
    played[tuple(pairs.T)] = settings.runs


def play_own(field, settings, frontier, found, played, tick):
    """Play pairings with a strategy of the user's own; returns those that failed on the way."""
    refused = {(one.first, one.second) for one in field.refusals}
    runs = own_runs(settings)
    failed = []
    for pair in pairings(field.entrants):
        sides = [field.entrants[place] for place in pair]
        names = tuple(side.name for side in sides)
        if not any(side.is_own for side in sides) or names in refused:
            continue
        try:
            one = watched_scenario(field.ground, sides)
            kept = engines.watched(one, settings.seed, 0, runs, payoffs.KEEP, tick)
        except PremiseError as error:
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
    changes = {
        f"parties.{party}.{trait}": value
        for party, side in zip(ground.scenario.premises.parties, sides, strict=True)
        for trait, value in side.traits.items()
    }
    found = scenario.from_config(lessons.changed(ground, changes), ground.name)
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
    own = any(side.is_own for one in fields for side in one.entrants)
    return own_runs(settings) if own else settings.runs


def count(fields, settings):
    """Runs in all: those of the ensemble, and those of the Mesa model."""
    compiled = sum(len(one.points) for one in fields)
    watched = sum(len(one.entrants) ** 2 - len(one.points) - len(one.refusals) for one in fields)
    return compiled * settings.runs, watched * own_runs(settings)


def pace(fields, settings):
    """Seconds that all of it takes, by a run of each compiled pairing and one of the Mesa model.

    The engine is built if need be.
    """
    seconds = 0.0
    alone = settings.model_copy(update={"runs": 1, "threads": 1})
    for one in fields:
        compiled, watched = count([one], settings)
        for part in (1, None) if compiled else ():  # once to load what is compiled
            some = one._replace(points=dict(list(one.points.items())[:part]))
            begun = time.perf_counter()
            play_compiled(some, alone, None, *room(some, 1), lambda runs: None)
            spent = time.perf_counter() - begun
        if compiled:
            seconds += spent * settings.runs / settings.threads
        if watched:
            begun = time.perf_counter()
            engines.watched(one.ground.scenario, settings.seed, 0, 1, payoffs.KEEP)
            seconds += (time.perf_counter() - begun) * watched
    return seconds

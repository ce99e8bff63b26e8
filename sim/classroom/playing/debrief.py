"""Looking back: a table beside many classes of agents, and what the agents would have done.

The agents play the same scenario, with whatever the teacher let happen, on the luck of the table's
own seed; one of those runs is on the very luck of the table.
"""

import functools
from typing import NamedTuple

import numpy as np

from agents.terms import DONE, NOT_YET
from sim import branching, ensemble, phases, records, words
from sim.classroom.playing import questions, views
from sim.words import capital, possessive

RUNS = 1000  # simulated classes
BRANCHES = 200  # continuations from each day looked at
EVERY = 10  # days between two of them
MOST_CHOICES = 200
NEVER = 1 << 30
KEEP = records.RUNS_ONLY
WITH_PROMISES = KEEP._replace(items=True)


class Row(NamedTuple):
    """One thing beside the simulated classes."""

    what: str
    here: str
    agents: str  # what the agents alone did on the same luck
    place: str  # where the table stands among the simulated classes


class Choice(NamedTuple):
    """A decision of a person at a seat that the agent would have taken otherwise."""

    day: int
    seat: str
    about: str
    chosen: str
    agent: str


class Looked(NamedTuple):
    """One table, looked back on."""

    number: int
    ending: str
    rows: tuple
    choices: tuple
    differing: int  # decisions that the agents would have taken otherwise
    decisions: int
    branches: tuple  # day, continuations that still hold at the end, of how many


def of_table(table, runs=RUNS, branches=BRANCHES):
    """A table looked back on."""
    game = table.game
    until = NEVER if game.is_over else game.day  # what was stopped is compared up to its day
    play = functools.partial(
        ensemble.play, game.scenario, game.seed, keep=WITH_PROMISES, threads=2, last_day=until
    )
    many, same = records.joined(play(runs)), records.joined(play(1, game.run))
    own = records.alone(game.kept())
    made = [one for one in game.answered if one.by == "person"]
    choices = [one for one in made if one.answer != one.question.own]
    return Looked(
        table.number,
        ending(table, own.runs[0]),
        tuple(beside(table, own, same, many)),
        tuple(chosen(table, one) for one in choices[:MOST_CHOICES]),
        len(choices),
        len(made),
        tuple(branched(table, day, branches) for day in days(table)),
    )


def ending(table, own):
    """How a table came to its end, or that it was stopped."""
    if not table.game.is_over:
        return f"Stopped on day {table.game.day}: {views.standing(table, table.game.now.world)}."
    cause = words.cause(phases.CAUSES[int(own["cause"])])
    return f"{capital(cause)}, on day {int(own['last_day'])}."


def beside(table, own, same, many):
    """What a table brought, beside the agents on the same luck and the simulated classes."""
    runs, here, agents = many.runs, own.runs[0], same.runs[0]
    count = len(runs)
    if table.game.is_over:
        fewer = int((runs["last_day"] < here["last_day"]).sum())
        place = f"longer than in {fewer:,} of {count:,}"
        yield Row("Days until the end", f"{here['last_day']}", f"{agents['last_day']}", place)
    else:
        ended = int(np.isin(runs["stage"], (phases.FIGHTING, phases.CALM)).sum())
        told = f"on day {table.game.day} it was over in {ended:,} of {count:,}"
        yield Row("Days so far", f"{table.game.day}", f"{agents['last_day']}", told)
    yield from worths(table, here, agents, runs)
    for slot, key in enumerate(table.words.keys):
        yield delivered(table, own, same, many, slot, key)
    for field, what in (("deaths", "Deaths in incidents"), ("crises", "Crises")):
        more = int((runs[field] > here[field]).sum())
        yield Row(
            what, f"{here[field]}", f"{agents[field]}", f"fewer than in {more:,} of {count:,}"
        )


def worths(table, own, same, many):
    """What the deal is worth to each side, among the simulated classes that had one."""
    agreed = many[many["ratified_day"] > 0]
    for slot, key in enumerate(table.words.keys):
        what = f"The deal, to {table.words.party(key)}"
        here, agents = worth(own, slot), worth(same, slot)
        if own["ratified_day"] == 0:
            place = f"an agreement in {len(agreed):,} of {len(many):,}"
        else:
            less = int((agreed["deal_worth"][:, slot] < own["deal_worth"][slot] - 1e-9).sum())
            place = f"more than in {less:,} of the {len(agreed):,} with an agreement"
            if len(agreed):
                place += f" (percentile {100.0 * less / len(agreed):.0f})"
        yield Row(what, here, agents, place)


def worth(run, slot):
    """What the deal of a run is worth to a side."""
    if run["ratified_day"] == 0:
        return "no agreement"
    return f"{100.0 * run['deal_worth'][slot]:.0f} of 100 points"


def delivered(table, own, same, many, slot, key):
    """How much of what had fallen due a side has delivered."""
    what = f"{possessive(table.words.party(key))} promises due, and delivered"
    (here, due), (agents, agents_due) = (
        (int(one[0]) for one in kept_of_due(table, left, slot)) for left in (own, same)
    )
    done, owed = kept_of_due(table, many, slot)
    less = int((done / np.maximum(owed, 1) < here / max(due, 1) - 1e-9).sum())
    place = f"a larger share than in {less:,} of {len(many.runs):,}"
    return Row(what, f"{here} of {due}", f"{agents} of {agents_due}", place)


def kept_of_due(table, left, slot):
    """Promises of a side that were delivered, and that had fallen due by the last day of a run.

    What was delivered before it fell due counts as due. Shapes (runs,).
    """
    promises = table.game.scenario.premises.obligations.values()
    own = [one.by == slot and one.stands_for < 0 for one in promises]
    items = left.items[:, own]
    done = items["status"] == DONE
    by_then = (items["status"] != NOT_YET) & (items["due"] <= left.runs["last_day"][:, None])
    return done.sum(axis=1), (done | by_then).sum(axis=1)


def chosen(table, one):
    """A person's decision, beside the agent's."""
    about = questions.about(one.question, table.words)
    said = [
        questions.said(one.question, value, table.words) for value in (one.answer, one.question.own)
    ]
    return Choice(one.day, table.label(one.question.seat), about, *said)


def days(table):
    """The days from which it is asked how agents would have gone on."""
    first = table.game.scenario.premises.calendar.first_day
    last = table.game.day - (1 if table.game.is_over else 0)
    return [day for day in range(EVERY, last + 1, EVERY) if day > first and day in table.game.rows]


def branched(table, day, count):
    """Of many continuations by agents from the end of a day, those in which the truce held."""
    game = table.game
    fresh = branching.keys(game.seed, game.run, day + 1, count)
    rows = branching.continued(game.scenario, game.rows[day], fresh)
    runs = ensemble.play_runs(game.scenario, rows, fresh, KEEP).runs
    return day, int((runs["stage"] != phases.FIGHTING).sum()), count

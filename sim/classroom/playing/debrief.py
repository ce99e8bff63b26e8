"""Looking back: a table beside many classes of agents, and what the agents would have done.

The agents play the same scenario, with whatever the teacher let happen, on the luck of the table's
own seed; one of those runs is on the very luck of the table.
"""

from typing import NamedTuple

import numpy as np

from sim import branching, ensemble, phases, records, words
from sim.classroom.playing import questions
from sim.words import capital, possessive

RUNS = 1000  # simulated classes
BRANCHES = 200  # continuations from each day looked at
EVERY = 10  # days between two of them
MOST_CHOICES = 200
KEEP = records.RUNS_ONLY


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
    many = together(ensemble.play(game.scenario, game.seed, runs, keep=KEEP, threads=2))
    same = next(ensemble.play(game.scenario, game.seed, 1, game.run, keep=KEEP)).runs[0]
    own = game.kept().runs
    made = [one for one in game.answered if one.by == "person"]
    choices = [one for one in made if one.answer != one.question.own]
    return Looked(
        table.number,
        ending(table, own),
        tuple(beside(table, own, same, many)),
        tuple(chosen(table, one) for one in choices[:MOST_CHOICES]),
        len(choices),
        len(made),
        tuple(branched(table, day, branches) for day in days(table)),
    )


def together(blocks):
    """The runs of all blocks in one array."""
    return np.concatenate([block.runs for block in blocks])


def ending(table, own):
    """How a table came to its end, or that it was stopped."""
    if not table.game.is_over:
        return f"Stopped on day {table.game.day}, while the truce was in {words.state(stage(own))}."
    cause = words.cause(phases.CAUSES[int(own["cause"])])
    return f"{capital(cause)}, on day {int(own['last_day'])}."


def stage(own):
    """The stage that a run is in, as a word."""
    return phases.STAGES[int(own["stage"])]


def beside(table, own, same, many):
    """What a table brought, beside the agents on the same luck and the simulated classes."""
    count = len(many)
    if table.game.is_over:
        fewer = int((many["last_day"] < own["last_day"]).sum())
        place = f"longer than in {fewer:,} of {count:,}"
        days_here = (f"{own['last_day']}", f"{same['last_day']}")
        yield Row("Days until the end", *days_here, place)
    else:
        ended = int((many["last_day"] <= table.game.day).sum())
        told = f"on day {table.game.day} it was over in {ended:,} of {count:,}"
        yield Row("Days so far", f"{table.game.day}", f"{same['last_day']} in all", told)
    yield from worths(table, own, same, many)
    for slot, key in enumerate(table.words.keys):
        yield delivered(table, own, same, many, slot, key)
    if table.game.is_over:
        for field, what in (("deaths", "Deaths in incidents"), ("crises", "Crises")):
            more = int((many[field] > own[field]).sum())
            place = f"fewer than in {more:,} of {count:,}"
            yield Row(what, f"{own[field]}", f"{same[field]}", place)


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
    """How much of what it owed a side has delivered."""
    what = f"{possessive(table.words.party(key))} promises delivered"
    here, agents = (f"{run['delivered'][slot]} of {run['owed'][slot]}" for run in (own, same))
    shares = many["delivered"][:, slot] / np.maximum(many["owed"][:, slot], 1)
    share = own["delivered"][slot] / max(int(own["owed"][slot]), 1)
    less = int((shares < share - 1e-9).sum())
    return Row(what, here, agents, f"a larger share than in {less:,} of {len(many):,}")


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

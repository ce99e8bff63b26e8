"""Looking back: a table beside many classes of agents, and what the agents would have done.

The agents play the same scenario, with whatever the teacher let happen, on the luck of the table's
own seed; one of those runs is on the very luck of the table.
"""

import functools
from typing import NamedTuple

from agents.terms import AFTER_ALL, DONE, NOT_YET
from sim import branching, ensemble, phases, records, words
from sim.classroom.knowing.facts import POINTS
from sim.classroom.playing import agreed, asked, in_words, placing, views
from sim.words import capital, possessive

RUNS = 1000  # simulated classes
BRANCHES = 200  # continuations from each day looked at
EVERY = 10  # days between two of them
COMPARED = (
    "Up to day {day}. Promises stand beside the simulated classes in which anything was due by "
    "then, deaths and crises beside those that went on for as many days"
)
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
    called: str
    ending: str
    rows: tuple
    note: str  # which simulated classes each of them is compared with
    deal: str  # where the deal stands among those of the simulated classes, for both sides
    made: tuple  # the deals that were made, with their terms
    choices: tuple
    differing: int  # decisions that the agents would have taken otherwise
    decisions: int
    branches: tuple  # day, continuations that still hold at the end, of how many
    asked: tuple  # questions on what happened


class Beside(NamedTuple):
    """A table and what it is looked at beside, as blocks of runs."""

    table: object
    own: records.Kept
    so_far: records.Kept  # simulated classes, at most up to the last day of the table
    same_so_far: records.Kept  # agents on the very luck of the table, likewise
    to_end: records.Kept  # simulated classes to their end, or to the day the table was stopped
    same_to_end: records.Kept

    @property
    def day(self):
        """The last day of the table."""
        return self.table.game.day


def of_tables(tables, runs=RUNS):
    """Tables looked back on; simulated classes that several of them share are played once."""
    simulated = {}
    return [of_table(one, runs, simulated) for one in tables]


def of_table(table, runs=RUNS, simulated=None):
    """A table looked back on; ``simulated`` holds the simulated classes that were played before."""
    held = {} if simulated is None else simulated
    found = set_beside(table, functools.partial(played, held, table.game, runs))
    made = [one for one in table.game.answered if one.by == "person"]
    differ = [one for one in made if one.answer != one.question.own]
    held_back = tuple(branched(table, day) for day in days(table))
    return Looked(
        table.number,
        called(table),
        ending(table, found.own.runs[0]),
        tuple(rows(found)),
        compared(found),
        of_deal(found),
        agreed.made(table),
        tuple(chosen(table, one) for one in differ),
        len(differ),
        len(made),
        held_back,
        tuple(asked.questions(table, differ, held_back)),
    )


def compared(found):
    """Which simulated classes a table is compared with."""
    text = COMPARED.format(day=found.day)
    if not found.table.game.scenario.premises.issues:
        return f"{text}."
    when = "in the end" if found.table.game.is_over else "by then"
    return f"{text}, a deal beside those of the classes that had one {when}."


def called(table):
    """What a class calls a table."""
    return f"Table {table.number + 1}"


def set_beside(table, play):
    """A table beside what agents did; ``play(last_day, alone)`` plays them."""
    last = table.game.day
    to = AFTER_ALL if table.game.is_over else last  # what was stopped is compared up to its day
    own = records.alone(table.game.kept())
    return Beside(table, own, play(last), play(last, True), play(to), play(to, True))


def played(held, game, runs, last_day, alone=False):
    """Simulated classes, or that one on the luck of a game; played once for all who need them."""
    key = (id(game.scenario), game.seed, last_day, game.run if alone else None)
    if key not in held:
        given = (1, game.run) if alone else (runs,)
        blocks = ensemble.play(
            game.scenario, game.seed, *given, keep=WITH_PROMISES, threads=2, last_day=last_day
        )
        held[key] = records.joined(blocks)
    return held[key]


def ending(table, own):
    """How a table came to its end, or that it was stopped."""
    if not table.game.is_over:
        return f"Stopped on day {table.game.day}: {views.standing(table, table.game.now.world)}."
    cause = words.cause(phases.CAUSES[int(own["cause"])])
    return f"{capital(cause)}, on day {int(own['last_day'])}."


def rows(found):
    """What a table brought, beside the agents on the same luck and the simulated classes."""
    yield held(found)
    if found.table.game.scenario.premises.issues:
        yield from worths(found)
    for slot, key in enumerate(found.table.words.keys):
        yield delivered(found, slot, key)
    yield number(found, "deaths", "Deaths in incidents")
    yield number(found, "crises", "Crises")


def held(found):
    """How long the truce held; a truce that stands has not held less long than any other."""
    runs, count, own = found.so_far.runs, len(found.so_far.runs), found.own.runs[0]
    fell = runs["stage"] == phases.FIGHTING
    here, agents = returned(own), returned(found.same_to_end.runs[0])
    if own["stage"] != phases.FIGHTING:
        stand = count - int(fell.sum())
        place = f"none by day {found.day} either in {stand:,} of {count:,}"
    else:
        sooner = int((fell & (runs["last_day"] < own["last_day"])).sum())
        same = int((fell & (runs["last_day"] == own["last_day"])).sum())
        shares = placing.Shares(sooner, same, count - sooner - same)
        place = f"{shares.told('later than', 'on the same day as', 'sooner than')} of {count:,}"
    return Row("Return to fighting", here, agents, place)


def returned(run):
    """The day on which a run returned to fighting, or up to when it did not."""
    fell = run["stage"] == phases.FIGHTING
    return f"on day {run['last_day']}" if fell else f"none by day {run['last_day']}"


def worths(found):
    """What the deal is worth to each side, among the simulated classes that had one."""
    own, agents = found.own.runs[0], found.same_to_end.runs[0]
    many, agreed = found.to_end.runs, with_deal(found)
    for slot, key in enumerate(found.table.words.keys):
        what = f"The deal, to {found.table.words.party(key)}"
        if own["ratified_day"] == 0:
            place = f"a deal in {len(agreed):,} of {len(many):,}"
        else:
            shares = placing.among(own["deal_worth"][slot], agreed["deal_worth"][:, slot])
            place = f"{shares.told()} of {len(agreed):,}"
            place = place if len(agreed) else "no simulated class had a deal"
        yield Row(what, worth(own, slot), worth(agents, slot), place)


def with_deal(found):
    """The simulated classes in which a deal was approved at home."""
    return found.to_end.runs[found.to_end.runs["ratified_day"] > 0]


def worth(run, slot):
    """What the deal of a run is worth to a side."""
    if run["ratified_day"] > 0:
        return f"{POINTS * run['deal_worth'][slot]:.1f} points"
    return "no deal (voted down at home)" if run["rejected"] > 0 else "no deal"


def of_deal(found):
    """Where the deal of a table stands for both sides at once, or that there is none."""
    own, agreed = found.own.runs[0], with_deal(found)
    if own["ratified_day"] > 0:
        names = [found.table.words.party(key) for key in found.table.words.keys]
        return placing.of_both(names, own["deal_worth"], agreed["deal_worth"])
    down = int(own["rejected"])
    if not down:
        return ""
    return (
        f"{capital(words.count(down, 'agreement'))} made at this table "
        f"{words.verb(down, 'was', 'were')} voted down at home, and bound nobody."
    )


def delivered(found, slot, key):
    """How much of what had fallen due a side has delivered, by the last day of the table."""
    game = found.table.game
    what = f"{possessive(found.table.words.party(key))} promises due, and delivered"
    (here, due), (agents, agents_due) = (
        (int(one[0]) for one in kept_of_due(game, left, slot))
        for left in (found.own, found.same_so_far)
    )
    done, owed = kept_of_due(game, found.so_far, slot)
    done, owed = done[owed > 0], owed[owed > 0]
    if not due or not len(owed):
        place = "nothing to compare"
    else:
        shares = placing.among(here / due, done / owed)
        told = shares.told("a larger share than", "the same share as", "a smaller share than")
        place = f"{told} of {len(owed):,}"
    return Row(what, of_due(here, due), of_due(agents, agents_due), place)


def of_due(done, due):
    """``3 of 4``."""
    return f"{done} of {due}" if due else "nothing was due"


def kept_of_due(game, left, slot):
    """Promises of a side that were delivered, and that had fallen due by the last day of a run.

    What was delivered before it fell due counts as due. Shapes (runs,).
    """
    promises = game.scenario.premises.obligations.values()
    own = [one.by == slot and one.stands_for < 0 for one in promises]
    items = left.items[:, own]
    done = items["status"] == DONE
    by_then = (items["status"] != NOT_YET) & (items["due"] <= left.runs["last_day"][:, None])
    return done.sum(axis=1), (done | by_then).sum(axis=1)


def number(found, field, what):
    """A number that grows day by day, beside the classes that went on for as many days."""
    own, agents, runs = found.own.runs[0], found.same_so_far.runs[0], found.so_far.runs
    others = runs[field][runs["last_day"] == found.day]
    early = f" by day {agents['last_day']}" if agents["last_day"] < found.day else ""
    place = "no simulated class went on for as long"
    if len(others):
        shares = placing.among(own[field], others)
        place = f"{shares.told(same='as many as', less='fewer than')} of {len(others):,}"
    return Row(what, f"{own[field]}", f"{agents[field]}{early}", place)


def chosen(table, one):
    """A person's decision, beside the agent's."""
    about = in_words.about(one.question, table.words)
    return Choice(one.day, table.label(one.question.seat), about, *asked.both_said(table, one))


def days(table):
    """The days from which it is asked how agents would have gone on."""
    first = table.game.scenario.premises.calendar.first_day
    last = table.game.day - (1 if table.game.is_over else 0)
    return [day for day in range(EVERY, last + 1, EVERY) if day > first and day in table.game.rows]


def branched(table, day):
    """Of many continuations by agents from the end of a day, those in which the truce held."""
    game = table.game
    fresh = branching.keys(game.seed, game.run, day + 1, BRANCHES)
    rows = branching.continued(game.scenario, game.rows[day], fresh)
    runs = ensemble.play_runs(game.scenario, rows, fresh, KEEP).runs
    return day, int((runs["stage"] != phases.FIGHTING).sum()), BRANCHES

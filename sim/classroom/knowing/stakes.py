"""What deals and obligations count for a side, in points out of 100; its red lines; its least.

A deal is the sum of its issues ([Keeney1976]_): 100 points is the best deal for the side, 0 the
worst.
"""

import re
from typing import NamedTuple

from agents import levels, talking
from agents.terms import DONE, PENDING
from sim.classroom.knowing.facts import POINTS
from sim.words import capital, number, verb

PHASE = re.compile(r"(?P<what>.+) \(phase \d+ ?(?P<topic>[^)]*)\)")
MOST_SHOWN = 64  # levels of an issue that a sheet lists; finer ones have their ends alone


def in_points(worth):
    """A worth of the model in points of a sheet, without what floating point leaves behind."""
    return round(POINTS * worth, 6)


class Issue(NamedTuple):
    """What one issue of the talks counts for a side."""

    key: str
    name: str
    unit: str
    points: float  # of 100 for all issues together
    direction: str
    best: str
    worst: str
    levels: tuple  # of (value as a text, points), from the low end on; empty where too many
    red: bool  # whether there is a line that the seat does not cross, as far as it knows


class Promise(NamedTuple):
    """An obligation: when it falls due, and what it is worth to a side or costs it."""

    key: str
    text: str
    phase: int
    day: int  # of the phase; what is overdue on the first day falls due then
    planned: int  # day of the phase on which the agreement has it
    points: float  # worth to the side it is owed to, or cost to the side that owes it
    after: str  # what must have come first, in words; empty for nothing
    done: bool  # whether it came before the first day


class Least(NamedTuple):
    """The least that a seat takes, in points; what that rests on, and the same in words."""

    outside: float  # what it has without a deal
    home: float  # what could be approved at home, as far as it can see
    least: float
    text: str
    why: tuple  # of sentences


def issues(model, words, slot, with_lines=True):
    """The issues as they count for the party in a slot, with or without word of its red lines."""
    measures = words.scenario.measures.items()
    return tuple(
        shown(words, slot, key, measure, issue, with_lines and issue.red_line[slot] > 0.0)
        for (key, measure), issue in zip(measures, model.issues, strict=True)
    )


def shown(words, slot, key, measure, issue, red):
    """One issue as it counts for the party in a slot."""
    points = in_points(issue.share[slot])
    best = levels.favourite(issue, slot)
    if not points:
        direction = "it does not count for you"
    elif issue.listed[slot]:
        direction = "see the points of each level"
    else:
        direction = "more is better for you" if best else "less is better for you"
    return Issue(
        key,
        words.issue(key),
        words.named(measure.unit),
        points,
        direction,
        value(measure, issue, best),
        value(measure, issue, least_liked(issue, slot)),
        scored(measure, issue, slot),
        red,
    )


def least_liked(issue, slot):
    """The level that a party likes least."""
    steps = min(issue.levels, MOST_SHOWN) - 1
    found = [place / steps for place in range(steps + 1)]
    return min(found, key=lambda level: levels.worth_of_level(issue, slot, level))


def scored(measure, issue, slot):
    """The levels of an issue with their points; empty where there are too many."""
    if issue.levels > MOST_SHOWN:
        return ()
    found = [place / (issue.levels - 1) for place in range(issue.levels)]
    return tuple(
        (value(measure, issue, level), level_points(issue, slot, level)) for level in found
    )


def level_points(issue, slot, level):
    """What a level of an issue brings the party in a slot, in points."""
    return in_points(issue.share[slot] * levels.worth_of_level(issue, slot, level))


def value(measure, issue, level):
    """A level of an issue as people say it."""
    if measure.values:
        return measure.values[levels.place_of(issue, level)]
    return number(measure.low + level * (measure.high - measure.low))


def red_lines(model, words, slot):
    """What a party refuses whatever else it gets, in sentences."""
    measures = words.scenario.measures.items()
    return tuple(
        line(words, slot, key, measure, issue)
        for (key, measure), issue in zip(measures, model.issues, strict=True)
        if issue.red_line[slot] > 0.0
    )


def line(words, slot, key, measure, issue):
    """A red line in a sentence."""
    at = value(measure, issue, levels.level_worth(issue, slot, issue.red_line[slot]))
    if issue.listed[slot]:
        bound = f"nothing that is worth less to you than {at}"
    else:
        bound = f"{'at least' if levels.favourite(issue, slot) else 'at most'} {at}"
    name = words.issue(key)
    text = f"{capital(name)}: {bound} ({words.named(measure.unit)})."
    if issue.sacred[slot]:
        return f"{text} No payment makes up for it, and to offer one would offend you."
    return f"{text} Only a large payment beside the deal could make up for it."


def promises(model, words, slot, counted):
    """What the party in a slot owes, by its ``cost`` to it or its ``worth`` to the other."""
    keys = list(words.items)
    found = []
    for key, item in zip(keys, model.obligations, strict=True):
        if item.by == slot:
            after = called(words, keys[item.in_return_for]) if item.in_return_for >= 0 else ""
            points = in_points(getattr(item, counted))
            found.append(
                Promise(
                    key,
                    called(words, key),
                    item.phase,
                    item.day + overdue(item, model.world.day),
                    item.day,
                    points,
                    after,
                    item.status == DONE,
                )
            )
    return tuple(found)


def overdue(item, eve):
    """Days by which an obligation is overdue on the first day that is played."""
    return max(0, eve + 1 - int(item.due)) if item.status == PENDING else 0


def called(words, key):
    """An obligation without its phase, which a sheet tells beside it, and without a bare letter."""
    said = words.items[key]
    found = PHASE.fullmatch(said)
    if not found:
        return said
    what, topic = found["what"], found["topic"]
    return what if len(topic) < 2 else f"{topic} ({what})"


def party_takes(party, issues):
    """The least that a party takes at the table.

    What leaving is worth on a day is also what makes a moment ripe, where it is little to both
    ([Zartman2001]_).
    """
    outside, home = in_points(party.outside), in_points(talking.foreseen(party))
    least = in_points(talking.reserve(party))
    left = f"Leaving the truce on the first day would be worth {number(outside, 1)} points to you"
    why = [f"{left}." if outside >= 0.0 else f"{left}: under 0 means that you would lose by it."]
    text = why[0]
    if issues:
        text = f"Take no deal that is worth less than {number(least, 1)} points to you."
        why += [
            f"People at home must agree. As far as you can see they would vote down every deal "
            f"under {number(home, 1)} points.",
            "The larger of these two numbers counts, and never less than 0.",
        ]
    why.append(
        "What leaving is worth changes from day to day: the more the other side has handed over, "
        "the less you lose by leaving."
    )
    return Least(outside, home, least, text, tuple(why) if issues else tuple(why[1:]))


def constituency_takes(one):
    """The least that a constituency approves; None where it has no vote."""
    if not one.votes:
        return None
    needs = in_points(one.needs)
    text = f"Vote for a deal that is worth {number(needs, 1)} points or more to your side."
    why = (
        "Below that your people would feel that too much was given away. This holds for your mood "
        "of the first day.",
        "Your mood moves the line: the better it is, the less you ask for.",
    )
    return Least(0.0, needs, needs, text, why)


def unknown(model, words, slot):
    """What only the debtor knows: of whom others cannot say whether they live."""
    return tuple(
        f"Due on day {item.day} of phase {item.phase}: of the {called(words, key)} there "
        f"{verb(item.unknown)} {item.unknown} of whom only you know whether they live."
        for key, item in zip(words.items, model.obligations, strict=True)
        if item.by == slot and item.unknown > 0 and item.status != DONE
    )

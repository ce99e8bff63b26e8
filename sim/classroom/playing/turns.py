"""The turns of a table that its figure names: what everybody there has heard of, and nothing else.

Reasons of the model are left out, as they are in its numbers.
"""

from typing import NamedTuple

from sim.classroom.playing import news
from sim.plots import one_run
from sim.story import record

MOST = 10  # named on one figure
LAST = ("resumes", "expired", "calm")
OUTSIDE = ("shock", "change")  # what the teacher let happen is among these
ORDER = tuple(dict.fromkeys((*LAST, *OUTSIDE, *one_run.TOLD)))  # the first are left out last
PLANS = ("plan withdrawn", "plan on the table")  # to move residents out


class Told(NamedTuple):
    """Turns, as a figure of one run takes them."""

    told: list  # (day, kind)
    why: list  # what is said of each beside its name
    said: dict  # what it is called, by day and kind, if not by its kind


NONE = Told([], [], {})


def of_table(table, events):
    """The turns of a table, from the columns of its events."""
    changes = public(table, events)
    told = [
        (day, kind)
        for day, kind in one_run.named_turns(events, None, ORDER)
        if kind != "change" or day in changes
    ]
    rank = ORDER.index
    kept = sorted(sorted(told, key=lambda one: rank(one[1]))[:MOST])
    why = [changes[day][1] if kind == "change" else "" for day, kind in kept]
    said = {(day, "change"): changes[day][0] for day, kind in kept if kind == "change"}
    return Told(kept, why, said)


def public(table, events):
    """What everybody has heard of changes, by day: a name, and what is said beside it.

    That something has changed for a seat says nothing of what it was, and is left out.
    """
    found = {}
    for one in record.read(events, table.game.run):
        if one.kind != "change":
            continue
        name, text = named(one, table.words)
        if name:
            before, after = found.get(one.day, ("", ""))
            names = dict.fromkeys(filter(None, (before, name)))
            found[one.day] = (" and ".join(names), "; ".join(filter(None, (after, text))))
    return found


def named(event, words):
    """The name of a change and what is said beside it; empty where nothing can be said."""
    _, key, value, _ = words.scenario.changes[event.number]
    if key == news.PLAN:
        return PLANS[bool(value)], ""
    if key.partition(".")[0] in news.OWN:
        return "", ""
    text = news.change(event, words)
    return ("a change", text.partition("): ")[2] or text) if text else ("", "")

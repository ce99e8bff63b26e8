"""Where two runs on the same luck part: the first event of one that the other does not have.

Events are compared in order, as what happened, to whom and about what; the numbers behind them may
differ sooner. Dated changes are left out: they are what is compared. Names are compared, not places
in lists, so that scenarios with other mediators or obligations can be set side by side.

Mediators weigh their instruments daily, so that runs with other mediators part at once. Parting is
therefore told twice: by any event, and by what the sides, their publics and chance do.
"""

from collections import Counter
from typing import NamedTuple

import numpy as np

from agents import notes
from agents.traits import INSTRUMENTS
from sim import tables, words

ANY, SIDES = "any event", "what the sides do"
LEVELS = (ANY, SIDES)
WEIGHED = ("stays", "passes")  # what was weighed and not done
NOT_PARTED = 0  # the day of runs that do not part

SAID = {  # of events whose name alone does not read as what someone does
    "hitch": "has a hitch with",
    "claim": "claims a breach of",
    "lets_pass": "lets pass a breach of",
    "stays": "weighs fighting and stays",
    "incident": "blames an incident on the other",
    "mission": "shuttles",
    "passes": "does not use",
    "ends": "stops",
    "proposal": "makes a proposal",
    "statement": "makes a statement",
    "announcement": "announces a team:",
    "dispute": "disputes the list of",
    "trade": "trades for",
    "news": "learns of",
    "misidentified": "misidentifies",
    "offence": "is offered payment for what is sacred",
    "agreement": "makes the offer that is accepted",
    "vote": "votes",
    "threat": "threatens to leave",
    "exit": "leaves",
    "informs": "says what the other side would take",
}
DOWN = "answers no more"  # back to the lowest rung

CHANGES = (notes.CHANGE,)
NOT_OF_SIDES = tuple(
    code
    for code, kind in enumerate(notes.EVENTS)
    if kind.actor == "mediator" or kind.name in WEIGHED or code == notes.CHANGE
)
LEFT_OUT = {ANY: CHANGES, SIDES: NOT_OF_SIDES}


class Parting(NamedTuple):
    """How two runs part: the day, and the first event that each has alone on it, in words.

    ``manner`` is the pair of events without the names of obligations.
    """

    day: int
    first: str
    second: str
    manner: str


TOGETHER = Parting(NOT_PARTED, "", "", "")
NOTHING, ITEM = "nothing", "an item"


class Reader:
    """Logs of some scenarios as rows of (day, kind, actor, about) under common names."""

    def __init__(self, scenarios):
        every = [tables.Names(one) for one in scenarios]
        self.names = {
            "party": merged(one.by_stream for one in every),
            "mediator": merged(one.mediators for one in every),
            "constituency": merged(one.constituencies for one in every),
            "obligation": merged(one.obligations for one in every),
        }
        self.own = {
            one.name: {
                "party": names.by_stream,
                "mediator": names.mediators,
                "constituency": names.constituencies,
                "obligation": names.obligations,
            }
            for one, names in zip(scenarios, every, strict=True)
        }
        self.called = {key: name for one in scenarios for key, name in one.names.items()}

    def rows(self, log, scenario):
        """The events of a block of runs; whole numbers of shape (runs, events, 4), 0 where none."""
        found = log[:, :, : notes.ITEM + 1].astype(np.int64)
        kind = found[:, :, notes.KIND]
        for column, field in ((notes.ACTOR, "actor"), (notes.ITEM, "about")):
            for sort, keys in self.own[scenario.name].items():
                common = [self.names[sort].index(key) for key in keys]
                if common == list(range(len(keys))):
                    continue
                mask = np.isin(kind, tables.kinds_with(field, sort)) & (found[:, :, 0] > 0)
                found[mask, column] = np.array(common)[found[mask, column]]
        step = np.isin(kind, (notes.RUNG, notes.RESUMES))  # onto which rung is what happens
        found[step, notes.ITEM] = log[step, notes.place_of(notes.Step, "next_rung")]
        return found

    def said(self, event, whole=True):
        """An event in words: whose act, what, about what; nothing for none."""
        if event is None:
            return "" if whole else NOTHING
        _, code, actor, item = event
        kind = notes.EVENTS[code]
        who = self.names[kind.actor][actor] if kind.actor else ""
        what = SAID.get(kind.name, words.plain(kind.name))
        if code in (notes.RUNG, notes.RESUMES):
            what = words.RUNGS[item] if item else DOWN
        elif kind.about == "obligation":
            what += f" {words.plain(self.names['obligation'][item]) if whole else ITEM}"
        elif kind.about == "instrument":
            what = f"{what} {words.INSTRUMENTS.get(INSTRUMENTS[item], INSTRUMENTS[item])}"
        return " ".join(filter(None, (self.called.get(who, words.plain(who)), what)))


def merged(lists):
    """All names of some lists, once each."""
    return list(dict.fromkeys(name for one in lists for name in one))


def part(first, second, level, reader):
    """How each pair of runs parts; ``first`` and ``second`` are rows of a ``Reader``."""
    return [
        of_one(*(kept(run, level) for run in pair), reader)
        for pair in zip(first, second, strict=True)
    ]


def kept(rows, level):
    """The events of one run that a level looks at."""
    return rows[(rows[:, notes.DAY] > 0) & ~np.isin(rows[:, notes.KIND], LEFT_OUT[level])]


def of_one(ours, theirs, reader):
    """How one pair of runs parts."""
    both = min(len(ours), len(theirs))
    unlike = (ours[:both] != theirs[:both]).any(axis=1)
    if not unlike.any() and len(ours) == len(theirs):
        return TOGETHER
    place = int(unlike.argmax()) if unlike.any() else both
    day = min(int(rows[place, notes.DAY]) for rows in (ours, theirs) if place < len(rows))
    events = [
        [tuple(map(int, row)) for row in rows[place:] if row[notes.DAY] == day]
        for rows in (ours, theirs)
    ]
    found = alone(*events)
    manner = " / ".join(reader.said(one, whole=False) for one in found)
    return Parting(day, *map(reader.said, found), manner)


def alone(ours, theirs):
    """The first event of each day that the other does not have; of days in other order, the first.

    ``None`` where there is none.
    """
    first, second = Counter(ours) - Counter(theirs), Counter(theirs) - Counter(ours)
    if not first and not second:
        return ours[0], theirs[0]
    return (
        next((one for one in ours if first[one]), None),
        next((one for one in theirs if second[one]), None),
    )

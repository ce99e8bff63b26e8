"""Worlds: a scenario with some of its parameters at other values.

What comes in is text; the model's own checks say whether it can be, by itself and beside the rest.
"""

import threading
from typing import NamedTuple

from sim import design
from sim.refusals import PremiseError, nearest, shown

MOST_CHANGES = 60  # parameters that one world may change


class World(NamedTuple):
    """A scenario by its name, and the values that it does not share with its file, by key."""

    scenario: str
    changes: tuple = ()  # (key, value), in the order of the keys


def ordered(changes):
    """Changes in an order that does not depend on how one came to them."""
    return tuple(sorted(dict(changes).items()))


class Library:
    """The scenarios that there are, each found once.

    ``described`` maps names to a line on each, in the order in which they are shown; ``find`` makes
    a checked scenario of a name, and ``beside`` the words that its files have beside values, by
    key; neither is ever called by two threads at a time.
    """

    def __init__(self, described, find, beside=lambda name: {}):
        self.described, self.find, self.beside = dict(described), find, beside
        self.found, self.noted, self.lock = {}, {}, threading.Lock()

    def scenario(self, name):
        """A scenario by its name."""
        if name not in self.described:
            known = ", ".join(self.described)
            problem = f"{shown(name)} is not allowed; it takes one of {known}"
            raise PremiseError("scenario", problem + nearest(name, self.described))
        with self.lock:
            if name not in self.found:
                self.found[name] = self.find(name)
            return self.found[name]

    def notes(self, name):
        """The words that a scenario's files have beside its values, by key."""
        with self.lock:
            if name not in self.noted:
                self.noted[name] = self.beside(name)
            return self.noted[name]

    def line(self, name):
        """The line on a scenario; none where names are invented, for it is in real ones."""
        return self.described[name] if self.notes(name) else ""

    def played(self, world):
        """The scenario that a world is, checked as a whole."""
        base = self.scenario(world.scenario)
        if not world.changes:
            return base
        keys = [key for key, _ in world.changes]
        for key in keys:
            movable(base, key)
        return design.Design(base, keys).at([value for _, value in world.changes])

    def world(self, name, texts):
        """A world from texts by key, such as those of an address; each value checked."""
        base = self.scenario(name)
        if len(texts) > MOST_CHANGES:
            raise PremiseError("changes", f"{len(texts)} given; it takes at most {MOST_CHANGES}")
        found = World(name, ordered({key: value(base, key, texts[key]) for key in texts}))
        self.played(found)
        return found


def movable(base, key):
    """The parameter of a scenario with a name; refuses one that is the same for all runs."""
    one = design.parameter(base, key)
    if not design.is_plain(one):
        problem = f"cannot be moved here; python -m experiments.run {key}=VALUE plays it"
        raise PremiseError(key, problem)
    return one


def value(base, key, text):
    """A value of a parameter from its text."""
    one = movable(base, key)
    if one.info.annotation is bool:
        return design.checked(one, {"true": True, "false": False}.get(text, text))
    return design.checked(one, number(text) if one.is_numeric else text)


def number(text):
    """The number that a text is; any other text as it stands."""
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def written(value):
    """A value as a command line and an address have it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:.12g}" if isinstance(value, float) else str(value)

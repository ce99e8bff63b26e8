"""Which numbers are judgements, where they stand, and where the two sides differ by them.

What rests on a source is decided in ``sim.given``. All else is in the model's own units: a worth, a
cost, a chance, a weight. What a source says beside such a number is the reason for it, and the
number is still a judgement.
"""

import copy
from typing import NamedTuple

from agents.premise import ASSUMPTION
from experiments.auditing import nudging
from experiments.where import short
from sim import given
from sim.layout import SLOTS

DEFAULT = "default of the schema"


class Place(NamedTuple):
    """Where a number is set, the keys of sources named beside it, and the source it rests on."""

    file: str
    line: int
    cited: tuple
    source: str = ASSUMPTION


DATED = Place("", 0, ())  # of a dated change, which no source states


class Difference(NamedTuple):
    """A number that there is for each side, and stands differently."""

    name: str
    keys: tuple  # by slot
    values: tuple
    places: tuple


class Finder:
    """Finds the line that set a key; the files are read when it is made."""

    def __init__(self, sources):
        self.sources = sources
        self.overridden = [text.lstrip("+").partition("=")[0] for text in sources.overrides]
        self.values = given.read(reversed(sources.parts))

    def place(self, key):
        """Where a key was set."""
        if any(key == name or key.startswith(f"{name}.") for name in self.overridden):
            for place, _ in self.sources.on_command_line(key):
                return Place(place, 0, ())
        found = self.values.get(key)
        if found is None or found.value is None:
            return Place(DEFAULT, 0, ())
        return Place(short(found.file), found.line, found.cited, found.source)


def differences(scenario, finder):
    """Every number that stands differently for the two sides."""
    found = []
    for name, keys in paired(scenario):
        values = tuple(stands_at(scenario, key) for key in keys)
        if values[0] != values[1]:
            places = tuple(finder.place(key) for key in keys)
            found.append(Difference(name, keys, values, places))
    return found


def paired(scenario):
    """Numbers that there are for each side: a name without the side, and the two keys."""
    checked = scenario.premises
    first, second = checked.parties
    traits = type(checked.parties[first]).model_fields
    for word, field in traits.items():
        if given.measures(field):
            yield word, (f"parties.{first}.{word}", f"parties.{second}.{word}")
    for section in ("mediators", "issues"):
        for name, entry in getattr(checked, section).items():
            for word, field in type(entry).model_fields.items():
                stem, _, slot = word.rpartition("_")
                if slot == SLOTS[0] and given.measures(field):
                    keys = tuple(f"{section}.{name}.{stem}_{party}" for party in (first, second))
                    yield f"{section}.{name}.{stem}", keys


def stands_at(scenario, key):
    """The value of a number, or the ends of its range."""
    ends, _ = nudging.ends_of(scenario, nudging.Number(key, key, None))
    return ends[:2]


def evened(plain, source, target):
    """A configuration in which one side's number is what the other's is; None where both lack it.

    A number that no file sets has the default of the schema, which both sides share.
    """
    value, found = plain, copy.deepcopy(plain)
    for part in source.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    *parts, last = target.split(".")
    place = found
    for part in parts:
        if place.get(part) is None:
            return None
        place = place[part]
    if value is None:
        place.pop(last, None)
    else:
        place[last] = copy.deepcopy(value)
    return found

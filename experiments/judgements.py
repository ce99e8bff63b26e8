"""Which numbers are judgements, where they stand, and where the two sides differ by them.

A source can state an amount, a date or a length. All else is in the model's own units: a worth, a
cost, a chance, a weight. What a source says beside such a number is the reason for it, and the
number is still a judgement.
"""

import copy
import re
from typing import NamedTuple

import yaml

from agents.premise import ASSUMPTION
from experiments import nudging
from experiments.where import ABSENT, short, under
from sim.layout import SLOTS

STATED = ("amount", "day", "done_before", "length")  # what a source can state
CITED = re.compile(r"\b(J25[TE]\d{2,3}|N23E\d{2,3}|[A-Z][a-z]+(?:19|20)\d\d)\b")
DEFAULT = "default of the schema"


class Place(NamedTuple):
    """Where a number is set: a file and line, and the keys of sources named on that line."""

    file: str
    line: int
    cited: tuple


class Difference(NamedTuple):
    """A number that there is for each side, and stands differently."""

    name: str
    keys: tuple  # by slot
    values: tuple
    places: tuple


class Finder:
    """Finds the line that set a key; each file is read once."""

    def __init__(self, sources):
        self.sources = sources
        self.given = [text.lstrip("+").partition("=")[0] for text in sources.overrides]
        self.texts = {}
        self.places = {}

    def place(self, key):
        """Where a key was set."""
        if key not in self.places:
            self.places[key] = self.looked_up(key)
        return self.places[key]

    def looked_up(self, key):
        """The same, looked up."""
        if any(key == name or key.startswith(f"{name}.") for name in self.given):
            for place, _ in self.sources.on_command_line(key):
                return Place(place, 0, ())
        for path, contents in self.sources.files:
            value = under(contents, key)
            if value is not ABSENT and value is not None:
                return self.in_file(path, key)
        return Place(DEFAULT, 0, ())

    def in_file(self, path, key):
        """The line of a file that sets a key; the file may lie at any of the key's levels."""
        if path not in self.texts:
            text = path.read_text(encoding="utf-8")
            self.texts[path] = (text.splitlines(), yaml.compose(text))
        lines, root = self.texts[path]
        parts = key.split(".")
        for start in range(len(parts)):
            line = line_of(root, parts[start:])
            if line is not None:
                comment = lines[line].partition("#")[2]
                return Place(short(path), line + 1, tuple(CITED.findall(comment)))
        return Place(short(path), 0, ())


def line_of(node, parts):
    """The line, from 0, on which a YAML mapping sets a key, or None."""
    line = None
    for part in parts:
        if not isinstance(node, yaml.MappingNode):
            return None
        for name, value in node.value:
            if name.value == part:
                node, line = value, name.start_mark.line
                break
        else:
            return None
    return line


def rests_on(key, scenario, place):
    """The source of a number, or the word assumption."""
    section, name, word = (*key.split("."), "", "")[:3]
    if word not in STATED:
        return ASSUMPTION
    if section == "obligations" and word in ("amount", "day"):
        return scenario.goods[name].source
    return ", ".join(place.cited) or ASSUMPTION


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
        if nudging.is_number(field):
            yield word, (f"parties.{first}.{word}", f"parties.{second}.{word}")
    for section in ("mediators", "issues"):
        for name, entry in getattr(checked, section).items():
            for word, field in type(entry).model_fields.items():
                stem, _, slot = word.rpartition("_")
                if slot == SLOTS[0] and nudging.is_number(field):
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

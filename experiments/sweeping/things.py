"""What varied in a sweep, as its figures and tables speak of it: a few words, levels, a unit.

Choices are in the order of ``plan.read``: cases, lists that go together, and decisions, the last of
them fastest. Lists that go together are one thing, and so are the cases.
"""

from typing import NamedTuple

import numpy as np

from experiments.sweeping import bases, factors, plan
from experiments.sweeping.factors import DECISION, UNCERTAINTY
from sim import design
from sim.checks import is_number
from sim.refusals import PremiseError

CASE = "case"
LEVELS = 12  # of a number that is not known; more are put together
BINS, IN_A_BIN = 8, 5  # at most so many, of at least so many points of the uncertainties
BETWEEN = {"leverage": "on", "credibility": "with", "wants_high": "by", "weight": "for"}


class Thing(NamedTuple):
    """One thing that varied, with its levels; ``of`` is the level of each choice or each sample."""

    key: str
    role: str
    words: str
    meaning: str  # of a single parameter; or empty
    unit: str  # of numbers; or empty
    levels: tuple  # texts
    places: tuple  # numbers on an axis; none for names
    of: np.ndarray
    stride: int = 0  # points from one level to the next in a grid; 0 where there is none
    log: bool = False
    binned: bool = False

    @property
    def count(self):
        """Number of levels."""
        return len(self.levels)


def decided(found, scenario):
    """What was decided, in order, of a ``plan.Plan``."""
    given, samples = found.plain, len(found.samples)
    groups = [
        *([((), len(given["cases"]))] if given.get("cases") else []),
        *((tuple(one), len(next(iter(one.values())))) for one in given.get("zipped") or []),
        *levels_of(given, "decisions", DECISION),
    ]
    rows, names = found.choices, tuple(dict.fromkeys(found.names))
    things = gridded(groups, rows, DECISION, scenario, names)
    return [one._replace(stride=one.stride * samples) for one in things]


def unsure(found, scenario):
    """What was not known: each with the levels that it had, or its range in parts."""
    given = found.plain
    if given.get("sample") in (None, plan.FACTORIAL):
        groups = levels_of(given, "uncertainties", UNCERTAINTY)
        things = gridded(groups, found.samples, UNCERTAINTY, scenario)
    else:
        keys = plan.part(given, "uncertainties")
        things = [
            (of_range if key in found.ranges else varied)(key, found.samples.columns[key], scenario)
            for key in keys
        ]
    return [one._replace(log=is_log(given, one.key)) for one in things]


def levels_of(given, part, role):
    """The keys of a part of the design, each with its number of levels in a grid."""
    levels = plan.whole(given, "levels", 5, 1, 10**6)
    read = factors.read(plan.part(given, part), role, f"design.{part}")
    return [((one.key,), len(one.grid(levels))) for one in read]


def is_log(given, key):
    """True for what is drawn evenly on a logarithmic scale."""
    value = plan.part(given, "uncertainties").get(key)
    return isinstance(value, dict) and "log_uniform" in value


def gridded(groups, rows, role, scenario, names=()):
    """The things of a grid: ``groups`` are their keys and levels, the last of them fastest."""
    stride, things = len(rows), []
    for keys, count in groups:
        stride //= count
        of = np.arange(len(rows)) // stride % count
        if keys:
            firsts = [rows[place * stride] for place in range(count)]
            values = [tuple(row[key] for key in keys) for row in firsts]
            thing = of_keys(keys, values, role, of, scenario)
        else:
            thing = Thing(CASE, role, CASE, "", "", names, (), of)
        things.append(thing._replace(stride=stride))
    return things


def varied(key, values, scenario):
    """One thing that was not known, from its value at each sample."""
    if all(is_number(one) for one in values):
        different, of = np.unique(np.array(values, dtype=float), return_inverse=True)
        if len(different) > LEVELS:
            return of_range(key, values, scenario)
        different = different.tolist()
    else:
        texts = [text(one) for one in values]
        different = list(dict.fromkeys(texts))
        places = {one: place for place, one in enumerate(different)}
        of = np.array([places[one] for one in texts])
    return of_keys((key,), [(one,) for one in different], UNCERTAINTY, of, scenario)


def of_range(key, values, scenario):
    """A number from a range, in parts with equally many points."""
    values = np.array(values, dtype=float)
    count = max(2, min(BINS, len(values) // IN_A_BIN))
    edges = np.quantile(values, np.linspace(0.0, 1.0, count + 1)[1:-1])
    _, of = np.unique(np.searchsorted(edges, values, side="right"), return_inverse=True)
    parts = [values[of == part] for part in range(of.max() + 1)]
    words, meaning, unit = in_words((key,), scenario)
    levels = tuple(f"{part.min():.3g} to {part.max():.3g}" for part in parts)
    places = tuple(float(part.mean()) for part in parts)
    return Thing(key, UNCERTAINTY, words, meaning, unit, levels, places, of, binned=True)


def of_keys(keys, values, role, of, scenario):
    """A thing with levels: a number where all its values are, names otherwise."""
    words, meaning, unit = in_words(keys, scenario)
    alike = all(one == row[0] for row in values for one in row)
    firsts = [row[0] for row in values]
    if alike and all(is_number(one) for one in firsts):
        places = tuple(float(one) for one in firsts)
        return Thing(keys[0], role, words, meaning, unit, tuple(map(text, firsts)), places, of)
    levels = tuple(text(row[0]) if alike else " / ".join(map(text, row)) for row in values)
    return Thing(keys[0], role, words, meaning, "", levels, (), of)


def text(value):
    """A value in a few letters: as it was typed if that is short."""
    if is_number(value):
        typed = str(int(value)) if float(value).is_integer() else str(value)
        return typed if len(typed) <= 6 else f"{value:.3g}"
    return value.replace("_", " ") if isinstance(value, str) else bases.written(value)


def in_words(keys, scenario):
    """Some parameters in a few words, and the meaning and unit that they share."""
    try:
        found = [design.parameter(scenario, key) for key in keys]
    except PremiseError:  # a choice of files
        return " and ".join(key.replace("_", " ") for key in keys), "", ""
    fields = {(one.section, one.field) for one in found}
    units = {one.unit for one in found if one.is_numeric}
    unit = units.pop() if len(units) == 1 else ""
    if len(fields) > 1:
        return " and ".join(called(one, scenario) for one in found), "", unit
    owners = " and ".join(owner(one, scenario) for one in found)
    return called(found[0], scenario, owners), found[0].info.description, unit


def owner(one, scenario):
    """Whose parameter it is, in the names of the scenario."""
    sides = dict(zip(scenario.premises.parties, scenario.parties, strict=True))
    name = one.name or one.section
    return sides.get(name) or scenario.names.get(name, name.replace("_", " "))


def called(one, scenario, owners=""):
    """A parameter in a few words, such as ``United States guarantee to Hamas``."""
    words = one.field
    if words.endswith(("_0", "_1")):
        side, words = scenario.parties[int(words[-1])], words[:-2]
        words = f"{words} {BETWEEN.get(words, 'to')} {side}"
    return f"{owners or owner(one, scenario)} {words}".replace("_", " ")

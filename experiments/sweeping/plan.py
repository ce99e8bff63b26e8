"""The points of a design: which values each has, in an order that says where each stands.

Decisions are what somebody in the story could choose; uncertainties are what nobody knows. All
combinations of decisions are played at every point of the uncertainties, so that decisions are
compared on the same uncertainties and the same luck.
"""

import itertools
import json
from typing import NamedTuple


class Precise(NamedTuple):
    """When runs are enough: once the 95 % interval of an outcome is narrow, or there are most."""

    outcome: str
    width: float
    most: int


class Dimension(NamedTuple):
    """What varies of itself: a factor, lists that go together, or the cases."""

    keys: tuple  # of parameters; of cases those that any of them sets
    role: str
    rows: tuple = ()  # values by key, a mapping for each level; none of a sampled distribution
    names: tuple = ()  # of cases, one for each row
    is_log: bool = False  # whether it is drawn evenly on a logarithmic scale

    @property
    def is_cases(self):
        """True for the cases of a design."""
        return bool(self.names)


class Samples:
    """Points of the uncertainties, kept by column: a million of them are no million mappings."""

    def __init__(self, columns, count):
        self.columns, self.count = columns, count

    def __len__(self):
        return self.count

    def __getitem__(self, place):
        """The values of a point by key."""
        if not 0 <= place < self.count:
            raise IndexError(place)
        return {key: column[place] for key, column in self.columns.items()}

    def different(self, keys):
        """The different values that some keys have together, as mappings."""
        own = [key for key in keys if key in self.columns]
        if not own:
            return [{}]
        rows = zip(*(self.columns[key] for key in own), strict=True)
        found = {json.dumps(row): dict(zip(own, row, strict=True)) for row in map(list, rows)}
        return list(found.values())

    def some(self, key):
        """The different values of a key, as mappings of it."""
        try:
            found = dict.fromkeys(self.columns.get(key, ()))
        except TypeError:  # lists and mappings, few of them
            found = self.columns[key]
        return ({key: value} for value in found)


class Plan(NamedTuple):
    """A design: its choices (cases, zipped lists and decisions) and a sample of uncertainties."""

    dimensions: tuple  # cases, lists that go together, decisions; then uncertainties
    choices: tuple  # mappings of keys to values, with a name where a case has one
    names: tuple  # of each choice; empty where it has none
    samples: Samples  # mappings of keys to values, by place
    is_sampled: bool  # whether uncertainties are a sample, as against a grid
    outcomes: tuple  # names of outcomes; empty for the usual ones
    precise: Precise | None
    plain: dict  # the design as it was given, less what changes nothing

    @property
    def size(self):
        """Number of points."""
        return len(self.choices) * len(self.samples)

    @property
    def keys(self):
        """The keys of all that varies."""
        return tuple(dict.fromkeys(key for one in self.dimensions for key in one.keys))

    @property
    def always(self):
        """The keys that are set at every point; cases may leave some alone."""
        return [
            key
            for key in self.keys
            if key in self.samples.columns or all(key in row for row in self.choices)
        ]

    def of_role(self, role):
        """The dimensions that are decisions, or those that are uncertainties."""
        return [one for one in self.dimensions if one.role == role]

    def at(self, point):
        """The values of a point by key; those that a case leaves alone are missing."""
        choice, sample = divmod(point, len(self.samples))
        return {**self.choices[choice], **self.samples[sample]}

    def levels(self, key):
        """Values that a key takes; of a range, some of its own kind."""
        one = next(one for one in self.dimensions if key in one.keys)
        return [row[key] for row in one.rows or self.samples.some(key) if key in row]

    def different(self, keys):
        """The different values that some keys have together at the points, as mappings."""
        if not keys:
            return []
        chosen = [{key: row[key] for key in keys if key in row} for row in self.choices]
        drawn = self.samples.different(keys)
        found = {}
        for one in chosen:
            for other in drawn:
                both = {**one, **other}
                found[json.dumps(both, sort_keys=True)] = both
        return list(found.values())

    def only(self, points):
        """The plan of some points alone, one by one."""
        choices = tuple(self.at(point) for point in points)
        names = ("",) * len(choices)
        return self._replace(choices=choices, names=names, samples=Samples({}, 1))

    def name(self, point):
        """The name of a point's case, or an empty text."""
        return self.names[point // len(self.samples)]


def combined(dimensions):
    """All combinations of some dimensions' levels, as mappings; the last of them fastest."""
    ways = itertools.product(*(one.rows for one in dimensions))
    return [dict(itertools.chain.from_iterable(row.items() for row in way)) for way in ways]

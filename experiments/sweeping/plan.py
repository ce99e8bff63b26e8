"""The points of a design: which values each has, in an order that says where each stands.

Decisions are what somebody in the story could choose; uncertainties are what nobody knows. All
combinations of decisions are played at every point of the uncertainties, so that decisions are
compared on the same uncertainties and the same luck.
"""

import itertools
import json
import math
from typing import NamedTuple

from experiments.sweeping import factors
from experiments.sweeping.factors import DECISION, UNCERTAINTY
from sim import sampling
from sim.checks import as_mapping, is_number
from sim.refusals import PremiseError, nearest, shown, unknown

FACTORIAL = "factorial"
SAMPLES = (FACTORIAL, *sampling.METHODS)
TOP = (
    "decisions", "uncertainties", "zipped", "cases", "sample", "points", "levels", "sample_seed",
    "outcomes", "precise", "parts", "part",
)  # fmt: skip
OUTSIDE = ("parts", "part")  # what changes nothing in the result
MOST_POINTS = 10**7
MOST_RUNS = 10_000  # of a point, where runs stop when they are enough


class Precise(NamedTuple):
    """When runs are enough: once the 95 % interval of an outcome is narrow, or there are most."""

    outcome: str
    width: float
    most: int


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

    def first(self, count):
        """The first of them."""
        columns = {key: column[:count] for key, column in self.columns.items()}
        return Samples(columns, min(count, self.count))

    def rounded(self, keys):
        """The same with some columns at the nearest whole numbers."""
        columns = {
            key: [to_whole(value) for value in column] if key in keys else column
            for key, column in self.columns.items()
        }
        return Samples(columns, self.count)

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


def to_whole(value):
    """A value of a range, to the nearest whole number."""
    return math.floor(value + 0.5)


class Plan(NamedTuple):
    """A design: its choices (cases, zipped lists and decisions) and a sample of uncertainties."""

    keys: tuple  # of all that varies
    roles: tuple  # decision or uncertainty, of each key
    choices: tuple  # mappings of keys to values, with a name where a case has one
    names: tuple  # of each choice; empty where it has none
    samples: object  # mappings of keys to values, by place
    ranges: frozenset  # keys whose values come from a distribution
    outcomes: tuple  # names of outcomes; empty for the usual ones
    precise: Precise | None
    plain: dict  # the design as it was given, less what changes nothing

    @property
    def size(self):
        """Number of points."""
        return len(self.choices) * len(self.samples)

    def at(self, point):
        """The values of a point by key; those that a case leaves alone are missing."""
        choice, sample = divmod(point, len(self.samples))
        return {**self.choices[choice], **self.samples[sample]}

    def levels(self, key):
        """Values that a key takes; of a range, one of its own kind."""
        return [row[key] for row in (*self.choices, *self.samples.some(key)) if key in row]

    def rounded(self, keys):
        """The plan with the values of some ranges at the nearest whole number."""
        keys = set(keys)
        choices = tuple(
            {key: to_whole(value) if key in keys else value for key, value in choice.items()}
            for choice in self.choices
        )
        return self._replace(choices=choices, samples=self.samples.rounded(keys))

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

    def first(self, points):
        """The plan of the first points alone."""
        inner = min(points, len(self.samples))
        outer = min(len(self.choices), -(-points // len(self.samples)))
        samples = self.samples.first(inner)
        return self._replace(choices=self.choices[:outer], samples=samples)

    def name(self, point):
        """The name of a point's case, or an empty text."""
        return self.names[point // len(self.samples)]


def read(given):
    """The plan of a design, from the ``design`` section of a configuration."""
    given = as_mapping(given, "design")
    for key in given:
        if key not in TOP:
            raise unknown("design", key, TOP)
    decided = factors.read(part(given, "decisions"), DECISION, "design.decisions")
    unsure = factors.read(part(given, "uncertainties"), UNCERTAINTY, "design.uncertainties")
    cases, names = read_cases(given.get("cases"))
    zipped = read_zipped(given.get("zipped"))
    levels = whole(given, "levels", 5, 1, 10**6)
    choices = [
        {**case, **dict(itertools.chain.from_iterable(row.items() for row in together))}
        for case in cases
        for together in itertools.product(*zipped, grid(decided, levels))
    ]
    each = len(choices) // max(len(cases), 1)
    samples = sampled(given, unsure, levels)
    if len(choices) * len(samples) > MOST_POINTS:
        problem = (
            f"{len(choices) * len(samples):,} points; it takes at most {MOST_POINTS:,} "
            "(levels: 3, or sample: latin_hypercube with points: 1000, makes fewer of ranges)"
        )
        raise PremiseError("design", problem)
    keys = dict.fromkeys(key for row in (*choices, samples[0]) for key in row)
    if not keys:
        raise PremiseError("design", "nothing varies; it takes decisions, uncertainties or cases")
    refuse_twice(cases, zipped, decided, unsure)
    uncertain = {one.key for one in unsure}
    return Plan(
        tuple(keys),
        tuple(UNCERTAINTY if key in uncertain else DECISION for key in keys),
        tuple(choices),
        tuple(name for name in names for _ in range(each)),
        samples,
        frozenset(one.key for one in (*decided, *unsure) if one.distribution),
        read_outcomes(given.get("outcomes")),
        read_precise(given.get("precise")),
        {key: value for key, value in given.items() if key not in OUTSIDE},
    )


def of_rows(rows):
    """The plan of points that are given one by one, as mappings of dotted names to values."""
    if not rows or not rows[0]:
        raise PremiseError("design", "no points are given; it takes a row and a column at least")
    cases = [{"name": str(place), "set": row} for place, row in enumerate(rows)]
    choices, _ = read_cases(cases)
    keys = tuple(dict.fromkeys(key for row in choices for key in row))
    return Plan(
        keys, (DECISION,) * len(keys), tuple(choices), ("",) * len(choices), Samples({}, 1),
        frozenset(), (), None, {"cases": cases},
    )  # fmt: skip


def part(given, name):
    """A mapping of the design, or an empty one."""
    return as_mapping(given.get(name), f"design.{name}")


def grid(decided, levels):
    """All combinations of some factors, as mappings."""
    ways = [[(one.key, value) for value in one.grid(levels)] for one in decided]
    return [dict(combination) for combination in itertools.product(*ways)]


def sampled(given, unsure, levels):
    """The points of the uncertainties, as mappings."""
    sample = given.get("sample") or FACTORIAL
    if sample not in SAMPLES:
        problem = f"{shown(sample)} is not allowed; it takes one of {', '.join(SAMPLES)}"
        raise PremiseError("design.sample", problem + nearest(sample, SAMPLES))
    if sample == FACTORIAL:
        if given.get("points") is not None:
            raise PremiseError("design.points", "is not allowed; sample: factorial takes levels")
        rows = grid(unsure, levels)
        return Samples({one.key: [row[one.key] for row in rows] for one in unsure}, len(rows))
    if not unsure:
        raise PremiseError("design.sample", f"'{sample}' is not allowed without uncertainties")
    points = whole(given, "points", 1024, 1, MOST_POINTS)
    seed = whole(given, "sample_seed", 1, 0, 2**63 - 1)
    quantiles = sampling.unit(sample, points, len(unsure), seed)
    columns = {one.key: one.at(quantiles[:, place]) for place, one in enumerate(unsure)}
    return Samples(columns, points)


def whole(given, key, usual, low, high):
    """A whole number of the design."""
    value = given.get(key)
    value = usual if value is None else value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        problem = f"{shown(value)} is not allowed; it takes a whole number from {low} to {high}"
        raise PremiseError(f"design.{key}", problem)
    return value


def read_cases(given):
    """Explicit cases, and their names: each a name and what it sets."""
    if given is None:
        return [{}], [""]
    if not isinstance(given, list) or not given:
        raise PremiseError("design.cases", f"{shown(given)} is not allowed; it takes a list")
    cases, names = [], []
    for place, entry in enumerate(given):
        key = f"design.cases.{place}"
        entry = as_mapping(entry, key)
        for name in entry:
            if name not in ("name", "set"):
                raise unknown(key, name, ("name", "set"))
        name = entry.get("name")
        if not isinstance(name, str) or not name.strip() or name in names:
            takes = "it takes a name, another one for each case"
            raise PremiseError(f"{key}.name", f"{shown(name)} is not allowed; {takes}")
        values = as_mapping(entry.get("set"), f"{key}.set")
        checked = {
            str(one): factors.checked_level(value, f"{key}.set.{one}")
            for one, value in values.items()
        }
        cases.append(checked)
        names.append(name)
    return cases, names


def read_zipped(given):
    """Lists that go together: the first values of all, then the second ones, and so on."""
    if given is None:
        return []
    if not isinstance(given, list):
        raise PremiseError("design.zipped", f"{shown(given)} is not allowed; it takes a list")
    found = []
    for place, entry in enumerate(given):
        key = f"design.zipped.{place}"
        lists = factors.read(as_mapping(entry, key), DECISION, key)
        if any(not one.levels for one in lists) or len({len(one.levels) for one in lists}) != 1:
            problem = f"{shown(entry)} is not allowed; it takes lists of one length"
            raise PremiseError(key, problem)
        columns = [[(one.key, value) for value in one.levels] for one in lists]
        found.append([dict(row) for row in zip(*columns, strict=True)])
    return found


def refuse_twice(cases, zipped, decided, unsure):
    """Refuse a parameter that two parts of the design would set."""
    seen = {}
    parts = [
        ("cases", {key for case in cases for key in case}),
        *((f"zipped.{place}", set(rows[0])) for place, rows in enumerate(zipped)),
        ("decisions", {one.key for one in decided}),
        ("uncertainties", {one.key for one in unsure}),
    ]
    for name, keys in parts:
        for key in sorted(keys):
            if key in seen:
                raise PremiseError(f"design.{name}.{key}", f"is set by design.{seen[key]} already")
            seen[key] = name


def read_outcomes(given):
    """Names of outcomes; which there are depends on the scenario."""
    if given is None:
        return ()
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given) or not given:
        problem = f"{shown(given)} is not allowed; it takes a list of outcomes"
        raise PremiseError("design.outcomes", problem)
    return tuple(dict.fromkeys(given))


def read_precise(given):
    """When the runs of a point are enough."""
    if given is None:
        return None
    given = as_mapping(given, "design.precise")
    for key in given:
        if key not in Precise._fields:
            raise unknown("design.precise", key, Precise._fields)
    width = given.get("width")
    if not is_number(width) or width <= 0:
        problem = f"{shown(width)} is not allowed; it takes a number above 0"
        raise PremiseError("design.precise.width", problem)
    if not isinstance(given.get("outcome"), str):
        problem = f"{shown(given.get('outcome'))} is not allowed; it takes the name of an outcome"
        raise PremiseError("design.precise.outcome", problem)
    most = whole({"precise.most": given.get("most")}, "precise.most", MOST_RUNS, 2, 10**7)
    return Precise(given["outcome"], float(width), most)


def parts(given):
    """Which part of the points a command plays, of how many; None of 1 for all of them."""
    count = whole(given, "parts", 1, 1, 10**6)
    if given.get("part") is None:
        return None, count
    return whole(given, "part", 0, 0, count - 1), count

"""Which values a parameter takes and which it does not, drawn from the schema."""

import math
from functools import cache
from typing import NamedTuple

from pydantic.fields import FieldInfo

from agents.premise import AT_THE_START, NEVER
from agents.traits import KINDS
from sim import premises
from sim.checks import fields_by_name
from sim.layout import choices, is_list
from sim.rows import LISTS

WRONG = (
    math.nan, math.inf, -math.inf, 10**400, -(10**400), 10**5000, 1e308, -1e308, 2**63, 2**64, -1,
    5e-324, -5e-324, None, "", "a", "1", "0.5", "nan", "true", "\u05e9\u05dc\u05d5\u05dd", "\x00",
    "\x1b[2J", "\ud800",
    "a" * 10_000, [], [1], [[]], [0.5] * 1000, {}, {"a": 1}, {1: 2}, {None: None}, {"uniform": []},
    {"uniform": [0, 1]}, {"uniform": [1, 0]}, {"uniform": [math.nan, 1]},
    {"uniform": [0, math.inf]},
    {"uniform": [10**400, 10**401]}, {"uniform": [True, 1]}, {"uniform": "ab"}, {"uniform": 1},
    {"log_uniform": [0, 1]}, {"log_uniform": [5e-324, 1]}, {"log_uniform": [-1, 1]}, {"": [0, 1]},
    {"triangular": [0, 1]}, {"triangular": [0, 2, 1]}, {"triangular": [0, 0, 0]},
    {"normal": [0, 1]},
    {"uniform": [0, 1], "triangular": [0, 1, 2]}, True, False, 0, 1, 0.5, -0.0, 1e-12, b"a", 1j,
    (1, 2), object, {"file": "x", "name": "y"}, {"file": 1, "name": 2},
)  # fmt: skip


class Parameter(NamedTuple):
    """A parameter of a scenario: the path to it in plain data, and its declaration."""

    path: tuple
    info: FieldInfo

    @property
    def key(self):
        """Its dotted name."""
        return ".".join(map(str, self.path))

    @property
    def when(self):
        """When it may change."""
        return self.info.json_schema_extra["when"]

    @property
    def is_number(self):
        """True for a number, as against a word, a switch or a list."""
        return self.info.annotation in (int, float)


def parameters(plain):
    """Every parameter that a scenario, as plain data, has or could set."""
    parties = tuple(plain["parties"])
    found = []
    for section, model in premises.GROUPS.items():
        found += of_model(model, (section,), ())
    for kind in KINDS:
        found += of_model(premises.KindOfPromise, ("verification", kind), ())
    for section, model in LISTS.items():
        for name in plain.get(section) or {}:
            found += of_model(model, (section, name), parties)
    return found


@cache
def of_model(model, path, parties):
    """The parameters of one group, by the names that a scenario gives them."""
    named = fields_by_name(model, parties)
    return [Parameter((*path, name), model.model_fields[field]) for name, field in named.items()]


@cache
def ends(parameter):
    """Least and greatest number that a parameter takes, and whether each is taken itself."""
    low, high = (-math.inf, False), (math.inf, False)
    for bound in parameter.info.metadata:
        for name in ("ge", "gt"):
            if hasattr(bound, name):
                low = (getattr(bound, name), name == "ge")
        for name in ("le", "lt"):
            if hasattr(bound, name):
                high = (getattr(bound, name), name == "le")
    return (*low, *high)


def good(rng, parameter):
    """A value that a parameter takes by itself: inside its range, often at an end of it."""
    names = choices(parameter.info.annotation)
    if names:
        return rng.choice(names)
    if parameter.info.annotation is bool:
        return rng.random() < 0.5
    if is_list(parameter.info.annotation):
        return [rng.choice((0.0, 1.0, rng.random())) for _ in range(rng.choice((0, 0, 2, 3, 64)))]
    low, takes_low, high, takes_high = ends(parameter)
    if parameter.info.annotation is int:
        return whole(rng, low, high)
    return real(rng, low, takes_low, high, takes_high)


def whole(rng, low, high):
    """A whole number of a range: an end, a small one, or any."""
    small = range(int(low), int(min(high, low + 12)) + 1)
    return rng.choice((int(low), int(high), rng.choice(small), rng.randint(int(low), int(high))))


def real(rng, low, takes_low, high, takes_high):
    """A number of a range: an end or next to it, as small as there is, or any."""
    inside = [rng.uniform(low, high) for _ in range(4)]
    near = [math.nextafter(low, high), math.nextafter(high, low)]
    least = [5e-324, 1e-300, 1e-9, -0.0, 0.0, 1.0]
    found = [*inside, *near, *([low] if takes_low else []), *([high] if takes_high else [])]
    fits = [one for one in least if low < one < high or (takes_low and one == low)]
    return rng.choice(found + fits[:2])


def outside(rng, parameter):
    """A value that a parameter does not take, or hardly: just outside, another type, monstrous."""
    if parameter.is_number and rng.random() < 0.4:
        low, takes_low, high, takes_high = ends(parameter)
        beyond = [math.nextafter(low, -math.inf), math.nextafter(high, math.inf), low - 1, high + 1]
        beyond += [] if takes_low else [low]
        beyond += [] if takes_high else [high]
        return rng.choice(beyond)
    return rng.choice(WRONG)


def spread(rng, parameter):
    """A range to draw a parameter's value from, for each run."""
    numbers = sorted(good(rng, parameter) for _ in range(3))
    kind = rng.choice(("uniform", "triangular", "log_uniform"))
    if kind == "triangular":
        return {kind: numbers}
    return {kind: [numbers[0], numbers[-1]]}


def may_vary(parameter):
    """True if each run may draw a parameter anew."""
    return parameter.is_number and parameter.when != NEVER


def may_change(parameter):
    """True if a parameter may take another value on a day."""
    return parameter.when not in (NEVER, AT_THE_START)

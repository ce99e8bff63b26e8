"""What varied in a sweep, as its figures and tables speak of it: a few words, levels, a unit."""

import json
from typing import NamedTuple

import numpy as np

from experiments.sweeping import bases
from experiments.sweeping.factors import DECISION, UNCERTAINTY
from sim import naming, words
from sim.checks import as_whole, is_number

CASE = "case"
LEVELS = 12  # of a number that is not known; more are put together
BINS, IN_A_BIN = 8, 5  # at most so many, of at least so many points of the uncertainties


class Varied(NamedTuple):
    """A dimension of a design with its levels; ``of`` is that of each choice or each sample."""

    key: str
    role: str
    words: str
    meaning: str  # of parameters that share one; or empty
    unit: str  # of numbers; or empty
    levels: tuple  # texts
    places: tuple  # numbers on an axis; none for names
    of: np.ndarray
    stride: int = 0  # points from one level to the next in a grid; 0 where there is none
    log: bool = False
    binned: bool = False
    many: bool = False  # whether several parameters go together

    @property
    def noun(self):
        """What varied, as a sentence has it."""
        return f"{naming.article(self.key)}{self.words}"

    @property
    def count(self):
        """Number of levels."""
        return len(self.levels)


def of_plan(plan, scenario):
    """What varied in a ``plan.Plan``: what was decided, then what was not known."""
    decided = gridded(plan.of_role(DECISION), len(plan.choices), scenario)
    decided = [one._replace(stride=one.stride * len(plan.samples)) for one in decided]
    unsure = plan.of_role(UNCERTAINTY)
    if plan.is_sampled:
        drawn = [of_sample(one, plan.samples.columns[one.keys[0]], scenario) for one in unsure]
    else:
        drawn = gridded(unsure, len(plan.samples), scenario)
    return [*decided, *drawn]


def gridded(dimensions, count, scenario):
    """The dimensions of a grid of so many rows, the last of them fastest."""
    stride, found = count, []
    for one in dimensions:
        stride //= len(one.rows)
        of = np.arange(count) // stride % len(one.rows)
        found.append(of_levels(one, one.rows, of, scenario)._replace(stride=stride))
    return found


def of_sample(dimension, values, scenario):
    """A dimension that was sampled, from its value at each point; levels as the design has them."""
    (key,) = dimension.keys
    if all(is_number(one) for one in values):
        continuous = not dimension.rows and any(isinstance(one, float) for one in values)
        if continuous or len(set(values)) > LEVELS:
            return of_range(dimension, np.array(values, dtype=float), scenario)
    drawn = [json.dumps(one) for one in values]
    rows = dimension.rows or [{key: one} for one in sorted(set(values))]
    there = set(drawn)
    kept = {json.dumps(row[key]): row for row in rows if json.dumps(row[key]) in there}
    places = {one: place for place, one in enumerate(kept)}
    of = np.array([places[one] for one in drawn])
    return of_levels(dimension, list(kept.values()), of, scenario)


def of_range(dimension, values, scenario):
    """A number from a range, in parts with equally many points."""
    (key,) = dimension.keys
    count = max(2, min(BINS, len(values) // IN_A_BIN))
    edges = np.quantile(values, np.linspace(0.0, 1.0, count + 1)[1:-1])
    _, of = np.unique(np.searchsorted(edges, values, side="right"), return_inverse=True)
    parts = [values[of == part] for part in range(of.max() + 1)]
    meaning, unit = naming.about(scenario, key)
    levels = tuple(f"{part.min():.3g} to {part.max():.3g}" for part in parts)
    places = tuple(float(part.mean()) for part in parts)
    called = naming.called(scenario, key)
    return Varied(
        key, dimension.role, called, meaning, unit, levels, places, of, log=dimension.is_log,
        binned=True,
    )  # fmt: skip


def of_levels(dimension, rows, of, scenario):
    """A dimension with levels: a number where all its values are, names otherwise."""
    if dimension.is_cases:
        return Varied(CASE, dimension.role, CASE, "", "", dimension.names, (), of)
    values = [[row[key] for key in dimension.keys] for row in rows]
    firsts = [row[0] for row in values]
    alike = all(one == row[0] for row in values for one in row)
    if alike and all(is_number(one) for one in firsts):
        levels, places = tuple(map(text, firsts)), tuple(map(float, firsts))
    else:
        levels, places = (
            tuple(text(r[0]) if alike else " / ".join(map(text, r)) for r in values),
            (),
        )
    meaning, unit = shared(scenario, dimension.keys)
    return Varied(
        dimension.keys[0], dimension.role, naming.together(scenario, dimension.keys), meaning,
        unit if places else "", levels, places, of, log=dimension.is_log,
        many=len(dimension.keys) > 1,
    )  # fmt: skip


def over(one, scenario):
    """A dimension in words: what it is, and its levels."""
    called = "cases" if one.is_cases else naming.together(scenario, one.keys)
    return f"{called} ({words.count(len(one.rows), 'level') if one.rows else 'a range'})"


def shared(scenario, keys):
    """The meaning and the unit of some parameters, each empty where they have none in common."""
    each = zip(*(naming.about(scenario, key) for key in keys), strict=True)
    return [found[0] if len(set(found)) == 1 else "" for found in each]


def text(value):
    """A value in a few letters: as it was typed if that is short."""
    if is_number(value):
        typed = str(as_whole(value))
        return typed if len(typed) <= 6 else f"{value:.3g}"
    return value.replace("_", " ") if isinstance(value, str) else bases.written(value)

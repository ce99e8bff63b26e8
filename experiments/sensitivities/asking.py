"""What a sensitivity analysis is asked: the method, its factors, and the points to play."""

import itertools
import math
from typing import NamedTuple

import numpy as np

from experiments.sweeping import plan, reading
from experiments.sweeping.factors import DECISION, UNCERTAINTY
from sim import design
from sim.checks import as_mapping, is_number
from sim.refusals import PremiseError, nearest, shown
from sim.sensitivity import designs, seeds

SOBOL, MORRIS, TORNADO = METHODS = ("sobol", "morris", "tornado")
COMMON, INDEPENDENT = LUCK = ("common", "independent")
OWN = ("method", "luck", "points", "second_order")  # given without ``design.`` on the command line
TAKEN = ("decisions", "uncertainties", "outcomes", "sample_seed", *OWN)
USUAL_POINTS = {SOBOL: 256, MORRIS: 32}
FEWEST_POINTS = {SOBOL: 16, MORRIS: 4}
USUAL = (
    "standing_after_phase_1", "talks", "agreement", "standing_at_horizon", "truce_days_to_horizon",
    "crises_a_run", "deaths",
)  # fmt: skip  # outcomes that every run has


class Asked(NamedTuple):
    """An analysis: which method, on which luck, over which factors, at which points."""

    method: str
    luck: str
    second_order: bool
    sample_seed: int
    factors: tuple
    quantiles: np.ndarray | None  # (rows, points of a row, factors); none for a tornado
    plan: plan.Plan

    @property
    def is_common(self):
        """True if every point sees the same luck."""
        return self.luck == COMMON

    @property
    def owners(self):
        """The factor, by its place, that each point of a tornado but the first sets."""
        keys = [one.key for one in self.factors]
        return [keys.index(next(iter(choice))) for choice in self.plan.choices[1:]]


def overrides(arguments):
    """A command line with the settings of an analysis put where they are read: in the design."""
    return [
        f"design.{text}" if text.partition("=")[0] in OWN and "=" in text else text
        for text in arguments
    ]


def read(given, scenario):
    """What is asked, from the ``design`` section of a configuration; refuses what cannot be."""
    given = as_mapping(given, "design")
    for key in given:
        if key not in TAKEN:
            takes = f"a sensitivity analysis takes {', '.join(TAKEN)}"
            hint = nearest(key, TAKEN)
            raise PremiseError(f"design.{key}", f"is not allowed; {takes}{hint}")
    method = chosen(given, "method", METHODS, SOBOL)
    luck = chosen(given, "luck", LUCK, COMMON)
    found = read_factors(given, scenario)
    for one in found:
        check_values(one, scenario)
    second = given.get("second_order", False)
    if not isinstance(second, bool) or (second and method != SOBOL):
        problem = f"{shown(second)} is not allowed; it takes true or false, with method=sobol"
        raise PremiseError("design.second_order", problem)
    seed = reading.whole(given, "sample_seed", 1, 0, 2**63 - 1)
    count = points(given, method)
    settled = {"method": method, "luck": luck, "points": count, "second_order": second}
    plain = {**given, **settled, "sample_seed": seed}
    outcomes = reading.read_outcomes(given.get("outcomes")) or USUAL
    if method == TORNADO:
        quantiles, choices = None, one_at_a_time(found, scenario)
        columns = plan.Samples({}, 1)
    else:
        quantiles, choices = unit(method, count, len(found), seed, second), [{}]
        columns = reading.of_quantiles(found, quantiles.reshape(-1, len(found)))
    names = tuple(", ".join(f"{key}={value}" for key, value in one.items()) for one in choices)
    dimensions = tuple(dimension(one, choices) for one in found)
    points_ = plan.Plan(
        dimensions, tuple(choices), names, columns, quantiles is not None, outcomes, None, plain
    )
    if points_.size > reading.MOST_POINTS:
        problem = f"{points_.size:,} points; it takes at most {reading.MOST_POINTS:,}"
        raise PremiseError("design.points", problem)
    return Asked(method, luck, second, seed, tuple(found), quantiles, points_)


def dimension(one, choices):
    """A factor as a dimension: with its levels, or those of its ends that are played."""
    if one.levels:
        return reading.drawn_from(one)
    rows = tuple(choice for choice in choices if one.key in choice)
    return plan.Dimension((one.key,), one.role, rows, is_log=one.is_log)


def chosen(given, key, allowed, usual):
    """A word of the design."""
    value = given.get(key)
    if value is None:
        return usual
    if value not in allowed:
        problem = f"{shown(value)} is not allowed; it takes one of {', '.join(allowed)}"
        raise PremiseError(f"design.{key}", problem + nearest(value, allowed))
    return value


def read_factors(given, scenario):
    """The factors, decisions first; refuses fewer than two, and one that does not vary."""
    decided = reading.read_factors(given, "decisions", DECISION, scenario)
    unsure = reading.read_factors(given, "uncertainties", UNCERTAINTY, scenario)
    reading.refuse_twice([], [], decided, unsure)
    found = [*decided, *unsure]
    if not found:
        problem = "nothing varies; it takes decisions or uncertainties (sweep=NAME has some)"
        raise PremiseError("design", problem)
    if len(found) == 1:
        problem = "is the only factor; a sensitivity analysis compares two or more"
        raise PremiseError(f"design: {found[0].key}", f"{problem} (experiments.sweep varies one)")
    for one in found:
        ends = one.distribution[1:3]
        if len(set(map(str, one.levels or ends))) < 2:
            problem = "does not vary; it takes two values or more, or a range"
            raise PremiseError(f"design: {one.key}", problem)
    return found


def check_values(one, scenario):
    """Refuse a level, or an end of a range, that the parameter does not take."""
    try:
        parameter = design.parameter(scenario, one.key)
    except PremiseError:
        return  # a choice of files
    for value in one.levels or one.distribution[1:3]:
        try:
            design.checked(parameter, value)
        except PremiseError as error:
            part = "decisions" if one.role == DECISION else "uncertainties"
            raise PremiseError(f"design.{part}.{one.key}", error.problem) from None


def points(given, method):
    """Rows of the design: of A and B for Sobol, trajectories for Morris; none for a tornado."""
    value = given.get("points")
    if method == TORNADO:
        if value is not None:
            problem = "is not allowed; method=tornado plays each end of each factor once"
            raise PremiseError("design.points", problem)
        return None
    low = FEWEST_POINTS[method]
    count = reading.whole(given, "points", USUAL_POINTS[method], low, reading.MOST_POINTS)
    if method == SOBOL and count & (count - 1):
        near = 1 << (count.bit_length() - 1)
        takes = f"method=sobol takes a power of two, such as {near} or {2 * near}"
        raise PremiseError("design.points", f"{count} is not allowed; {takes}")
    return count


def unit(method, count, many, seed, second):
    """Quantiles of every point, shape (rows, points of a row, factors)."""
    if method == SOBOL:
        return designs.saltelli(count, many, seed, second)
    return designs.trajectories(count, many, seed)


def one_at_a_time(found, scenario):
    """The base case, then each factor at its ends or at each of its names."""
    return [{}, *({one.key: value} for one in found for value in ends(one, scenario))]


def ends(one, scenario):
    """The values at which a factor is set beside the base case."""
    if one.distribution:
        return one.at((0.0, 1.0))
    if all(is_number(value) for value in one.levels):
        values = [min(one.levels), max(one.levels)]
    else:
        values = list(one.levels)
    usual = base_of(one.key, scenario)
    return [value for value in values if usual is None or value != usual]


def lowest(one):
    """The least of a factor's numbers, or the low end of its range; None for names."""
    if one.distribution:
        return one.at((0.0,))[0]
    return min(one.levels) if all(is_number(value) for value in one.levels) else None


def base_of(key, scenario):
    """What a factor stands at in the base case; None for a choice of files."""
    try:
        found = design.value(scenario, design.parameter(scenario, key))
    except PremiseError:
        return None
    return found if not isinstance(found, float) or math.isfinite(found) else None


def check_runs(runs):
    """Refuse fewer runs than seeds can be resampled in, and a number that makes no equal blocks."""
    if runs < seeds.FEWEST:
        problem = f"{runs} is not allowed; it takes {seeds.FEWEST} or more, to resample seeds"
        raise PremiseError("runs", problem)
    if not seeds.blocks_of(runs):
        below = next(count for count in range(runs, 0, -1) if seeds.blocks_of(count))
        above = next(count for count in itertools.count(runs) if seeds.blocks_of(count))
        takes = f"it takes {seeds.FEWEST} to {seeds.MOST} equal blocks of seeds"
        problem = f"{runs} is not allowed; {takes}, such as {below} or {above} make"
        raise PremiseError("runs", problem)

"""What came of a sweep in words: values, differences, and a sentence for each outcome."""

from typing import NamedTuple

from experiments.sweeping import estimates, varied
from sim import intervals, outcomes
from sim.words import capital, half_up, percents, percents_apart, percents_range


def scale(measured):
    """What numbers are multiplied by to be shown, and their unit then."""
    return (100.0, "% of runs") if measured.is_share else (1.0, measured.outcome.unit)


def name(measured):
    """An outcome in words, as a sentence begins."""
    return capital(measured.outcome.words)


def number(measured, value):
    """A value of an outcome as it is shown, without its unit."""
    return percents(value) if measured.is_share else f"{value:.3g}"


def interval(measured, estimate):
    """The ends of the interval of a value, without their unit."""
    if measured.is_share:
        return percents_range(estimate.low, estimate.high)
    return f"{number(measured, estimate.low)} to {number(measured, estimate.high)}"


def in_decimals(measured, estimate):
    """A difference and the ends of its interval as they are shown, in decimals that it needs."""
    ends = estimate.value, estimate.low, estimate.high
    if not measured.is_share:
        return [number(measured, value) for value in ends]
    low, high = 100 * estimate.low, 100 * estimate.high
    return [half_up(100 * value, intervals.decimals(low, high)) for value in ends]


def difference(measured, estimate):
    """A difference and the ends of its interval, in words."""
    value, low, high = in_decimals(measured, estimate)
    unit = scale(measured)[1]
    if measured.is_share:
        unit = "point" if value == "1" else "points"
    return f"difference {value} {unit}, {low} to {high}"


def between(measured, first, last):
    """Two values and their unit."""
    if measured.is_share:
        one, other = percents_apart(first, last)
    else:
        one, other = (number(measured, value) for value in (first, last))
    unit = scale(measured)[1]
    if measured.outcome.kind == outcomes.DAY:
        return f"day {one}" if one == other else f"day {one} to {other}"
    return f"{one} {unit}" if one == other else f"{one} to {other} {unit}"


def headline(found):
    """What came of an outcome: along what was decided, or else along what was not known."""
    best = foremost(found)
    if best is not None and best.is_clear:
        return f"{name(found.measured)}: {best.text}"
    only = between(found.measured, found.overall.value, found.overall.value)
    return f"{name(found.measured)}: {only} on average; {nothing(found)}"


def nothing(found):
    """Why no difference is told."""
    looked = found.decided or found.unsure
    if all(one.largest is None for one in looked):
        return "there is nothing to compare"
    of = " of decisions" if found.decided and found.unsure else ""
    if not any(one.differs for one in looked):
        return f"no run differs between levels{of}"
    return f"no difference{of} is clear of luck"


def foremost(found):
    """The largest clear difference, or else the largest; None where nothing can be compared."""
    return largest(found.measured, found.decided or found.unsure)


def largest(measured, shown):
    """The same along some of what varied."""
    along_each = [said(measured, one) for one in shown]
    told = [one for one in along_each if one is not None]
    return max(told, key=lambda one: (one.is_clear, one.size), default=None)


class Said(NamedTuple):
    """The largest difference along what varied, in words."""

    size: float
    is_clear: bool  # whether its interval lies to one side of nothing
    text: str
    estimate: estimates.Estimate  # of the difference, with that interval
    paired: bool  # on the same luck and points, as against points of its own for each level


def said(measured, one):
    """The largest difference along what varied; None where there are no two values to compare."""
    if one.largest is None:
        return None
    first, last, is_clear, estimate = one.largest
    text = along(measured, one, first, last)
    return Said(abs(estimate.value), is_clear, text, estimate, one.of.stride > 0)


def along(measured, one, first, last):
    """Values at two levels, and which these are, in words."""
    ends = [one.means[level].value for level in (first, last)]
    names = [one.of.levels[level] for level in (first, last)]
    if one.of.key == varied.CASE:
        cases = zip(ends, names, strict=True)
        return " and ".join(f"{between(measured, end, end)} ({case})" for end, case in cases)
    if one.of.binned:
        names = [f"about {one.of.places[level]:.2g}" for level in (first, last)]
    goes = "go" if one.of.many else "goes"
    return f"{between(measured, *ends)} as {one.of.noun} {goes} from {names[0]} to {names[1]}"

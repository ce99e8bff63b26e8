"""Differences and means of a sweep by level of what varied, as tables."""

import math

from experiments.reporting import formats
from experiments.sweeping.factors import DECISION
from sim import naming, words
from sim.report.document import Column, Table

BESIDE = "Averaged over all else that varied; each interval is for itself."


def differences(result, found):
    """How far each level of a decision lies from its first one, for shares and for means."""
    for is_share in (True, False):
        rows = [
            row
            for one in found.values()
            if one.measured.is_share == is_share
            for each in one.decided
            for row in off(one.measured, each)
        ]
        if rows:
            name = "shares" if is_share else "means"
            unit = " of runs, in points of a hundred runs" if is_share else " over runs"
            yield table(
                result.named(f"differences_of_{name}"),
                f"Differences in {name}{unit}, from the first level of each decision, with 95 % "
                "intervals",
                is_share, "Difference", rows, beside=True,
            )  # fmt: skip


def off(measured, each):
    """The differences along what was decided, a row a level."""
    if not each.differences:
        return
    base = each.of.levels[each.base]
    for level in each.levels:
        found = each.differences[level]
        if level != each.base and not math.isnan(found.value):
            yield (*lead(measured, each, level), base, found.value, found.low, found.high)


def levels(result, found, role):
    """What each outcome comes to at each level of what has a role."""
    for is_share in (True, False):
        rows = [
            (*lead(one.measured, each, level), *ends(each.means[level]))
            for one in found.values()
            if one.measured.is_share == is_share
            for each in one.shown
            if (each.of.role == DECISION) == (role == DECISION)
            for level in each.levels
            if not math.isnan(each.means[level].value)
        ]
        if rows:
            name = "shares" if is_share else "means"
            of = "decision" if role == DECISION else "uncertainty"
            whose = "what was decided" if role == DECISION else "what is not known"
            unit = "Shares of runs, in per cent," if is_share else "Means over runs"
            yield table(
                result.named(f"{name}_by_{of}"),
                f"{unit} by level of {whose}, with 95 % intervals",
                is_share, "Share [%]" if is_share else "Mean", rows,
            )  # fmt: skip


def lead(measured, each, level):
    """The cells that say what a row is of."""
    unit = "" if measured.is_share else measured.outcome.unit
    name = naming.with_unit(words.capital(measured.outcome.words), unit)
    varied = naming.with_unit(words.capital(each.of.words), each.of.unit)
    return name, varied, each.of.levels[level]


def ends(estimate):
    """An estimate with the ends of its interval, none where nothing was drawn twice."""
    numbers = (estimate.value, estimate.low, estimate.high)
    return tuple(None if math.isnan(one) else one for one in numbers)


def table(name, caption, is_share, head, rows, beside=False):
    """A table of numbers by level."""
    signed = formats.points if is_share else formats.signed_figures
    plain = formats.percent if is_share else formats.figures
    written = signed if beside else plain
    columns = [Column("Outcome"), Column("What varied"), Column("Level")]
    columns += [Column("Beside")] * beside
    columns += [Column(each, written, True) for each in (head, "from", "to")]
    known = tuple(tuple(None if one != one else one for one in row) for row in rows)
    return Table(name, caption, tuple(columns), known, BESIDE)

"""What a person sees at the end of a sweep: a table of decisions or cases, and one sentence."""

import numpy as np
from rich.table import Table

from experiments.sweeping import findings
from sim.words import NOT_A_FORECAST, capital

MOST = 3  # outcomes
THIRD = "truce_days_to_horizon"  # beside the usual two
SHOWN = 20  # levels in all


def names(job):
    """The outcomes in the table."""
    return (job.plan.outcomes or (*findings.USUAL, THIRD))[:MOST]


def show(screen, job, came):
    """Print the table and the sentence, or that there is none; ``came`` is by outcome."""
    found = [came[name] for name in names(job) if name in came]
    if not found:
        return
    screen.print()
    screen.print(table(found))
    screen.print()
    screen.print(f"{findings.headline(found[0])}{interval(found[0])}; {NOT_A_FORECAST}.")


def table(found):
    """A row for all points together and for each level of what was decided."""
    shown = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    shown.add_column("means with 95 % intervals")
    for one in found:
        unit = findings.scale(one.measured)[1]
        shown.add_column(f"{findings.name(one.measured)} [{unit}]", justify="right")
    shown.add_row("all points", *(cell(one.measured, one.overall) for one in found))
    left = SHOWN
    for place, first in enumerate(found[0].decided):
        if left <= 0:
            break
        shown.add_row(f"{capital(first.of.words)}:")
        for row, level in enumerate(first.levels[:left]):
            cells = [cell(one.measured, one.decided[place].means[row]) for one in found]
            shown.add_row(f"  {first.of.levels[level]}", *cells)
        left -= len(first.levels)
    return shown


def cell(measured, estimate):
    """A mean and the ends of its interval."""
    if np.isnan(estimate.value):
        return "none"
    value, low, high = (
        findings.number(measured, each) for each in (estimate.value, estimate.low, estimate.high)
    )
    return value if np.isnan(estimate.low) else f"{value} ({low} to {high})"


def interval(found):
    """The paired difference that the sentence rests on, if it is one."""
    best = findings.foremost(found)
    off = best.off if best is not None and best.is_clear else None
    if off is None or np.isnan(off.low):
        return ""
    unit = "points" if found.measured.is_share else findings.scale(found.measured)[1]
    ends = (off.value, off.low, off.high)
    value, low, high = (findings.number(found.measured, one) for one in ends)
    return f" (difference {value} {unit}, {low} to {high}, on the same luck)"

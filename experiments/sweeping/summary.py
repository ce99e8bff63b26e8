"""What a person sees at the end of a sweep: a table of decisions or cases, and one sentence."""

import numpy as np
from rich.table import Table

from experiments.sweeping import findings, tables, told
from sim.words import NOT_A_FORECAST, capital, count

MOST = 3  # outcomes
THIRD = "truce_days_to_horizon"  # beside the usual two
SHOWN = 20  # levels in all, about
LEAST = 4  # of each thing that was decided


def asked(job):
    """The outcomes that the screen is asked for."""
    return job.plan.outcomes or (*findings.USUALLY_SHOWN, THIRD)


def names(job):
    """The outcomes in the table."""
    return asked(job)[:MOST]


def show(screen, job, came):
    """Print the table and the sentence, or that there is none; ``came`` is by outcome."""
    found = [came[name] for name in names(job) if name in came]
    if not found:
        return
    screen.print()
    screen.print(table(found))
    left = ["levels that are left out"] * any(
        len(levels) < one.of.count for one, levels in listed(found[0])
    )
    left += asked(job)[MOST:]
    if left:
        screen.print(f"Not in this table: {', '.join(left)}; {tables.POINTS_CSV} has all.")
    screen.print()
    screen.print(f"{told.headline(found[0])}{interval(found[0])}; {NOT_A_FORECAST}.")


def table(found):
    """A row for all points together and for each level of what was decided."""
    shown = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    shown.add_column("means with 95 % intervals")
    for one in found:
        unit = told.scale(one.measured)[1]
        shown.add_column(f"{told.name(one.measured)} [{unit}]", justify="right")
    shown.add_row("all points", *(cell(one.measured, one.overall) for one in found))
    for place, (first, levels) in enumerate(listed(found[0])):
        shown.add_row(f"{capital(first.of.words)}:")
        for level in levels:
            cells = [cell(one.measured, one.decided[place].means[level]) for one in found]
            shown.add_row(f"  {first.of.levels[level]}", *cells)
        if len(levels) < first.of.count:
            shown.add_row(f"  ... {first.of.count - len(levels)} more of {first.of.count}")
    return shown


def listed(found):
    """What was decided, with the levels of it that have a row: so many in all, or a few of each."""
    left, rows = SHOWN, []
    for one in found.decided:
        rows.append((one, findings.picked(one.of, max(left, LEAST))))
        left -= len(rows[-1][1])
    return rows


def cell(measured, estimate):
    """A mean and the ends of its interval."""
    if np.isnan(estimate.value):
        return "none"
    value = told.number(measured, estimate.value)
    return value if np.isnan(estimate.low) else f"{value} ({told.interval(measured, estimate)})"


def interval(found):
    """The difference that the sentence rests on, with the interval that it is clear by."""
    best = told.foremost(found)
    if best is None or not best.is_clear or np.isnan(best.estimate.low):
        return ""
    pairs = count(found.compared, "pair")
    of = f" for the largest of {pairs} of levels" if found.compared > 1 else ""
    luck = "on the same luck" if best.paired else "over points, on the luck of these runs"
    return f" ({told.difference(found.measured, best.estimate)}{of}, {luck})"

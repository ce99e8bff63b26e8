"""A part of a backtest's page: how long truces last, over designs of one."""

import numpy as np

from experiments.backtesting import cases, replaying
from experiments.backtesting.tables import row, table
from sim import happened, measures, words

DESIGNS = """## How long truces last, over designs

Pattern 11 asks for an ensemble of designs, from unmonitored pauses to mediated phased deals. What
there is to play are the {count} scenarios that begin with a truce. The table pools equal numbers
of runs of each.
"""
CAN = (
    "**What it can show:** how lengths differ between the designs that there are: {alike} variants "
    "of the same phased, mediated deal, beside those with phases of their own ({own_phases}) and "
    "without mediators ({unmediated})."
)
CANNOT = (
    "**What it cannot:** a step is a day, so that truces of hours do not exist, and a bare pause, "
    "with nothing to exchange and watched by nobody, is not among them. The reference class "
    "({quartiles} days at its quartiles, [Clayton2022]_) ends half of its truces within {half:g} "
    "days."
)
BINS = ((1, 3), (4, 7), (8, 14), (15, 28), (29, 42), (43, 56), (57, 84), (85, 140))
EARLY = 14  # days: two weeks


def section(found):
    """Pattern 11."""
    base = found.cases[cases.RETROSPECTIVE]
    durations = happened.read_baselines(base.scenario.record)["other_ceasefires"]
    yield DESIGNS.format(count=len(found.lengths))
    head = ["design", *(f"{low} to {high}" for low, high in BINS), "stands or ran its course"]
    rows = [row(f"`{name}`", *shares_of(days)) for name, days in found.lengths.items()]
    pool = np.concatenate(list(found.lengths.values()))
    rows.append(row("**all**", *shares_of(pool)))
    yield "Share of runs by days of truce.\n"
    yield from table(head, rows, texts=1)
    yield from says(found, durations, pool[np.isfinite(pool)])


def says(found, durations, ended):
    """What the lengths of truces can show, and what they cannot."""
    base = found.cases[cases.FROM_DAY_1].scenario
    played = {name: replaying.as_shipped(name).scenario.premises for name in found.lengths}
    usual = list(base.premises.phases)
    own_phases = [name for name, one in played.items() if list(one.phases) != usual]
    unmediated = [name for name, one in played.items() if not one.mediators]
    alike = len(set(played) - {*own_phases, *unmediated})
    quartiles = words.listed(f"{value:g}" for value in durations.quartiles)
    yield CAN.format(alike=alike, own_phases=spelled(own_phases), unmediated=spelled(unmediated))
    yield ""
    yield CANNOT.format(quartiles=quartiles, half=durations.quartiles[1])
    yield ""
    yield humps(ended, measures.first_phase(base))


def spelled(names):
    """Names of scenarios in a row."""
    return words.listed(f"`{name}`" for name in names) or "none"


def humps(ended, length):
    """How truces that end are spread over early days, the rest of phase 1 and later ones."""
    early, late = (ended <= EARLY).mean(), (ended > length).mean()
    between = 1.0 - early - late
    shape = "early or late and rarely between" if between < min(early, late) else "without a gap"
    return (
        f"Of the truces that end, {words.percent(early)} do within {EARLY} days, "
        f"{words.percent(between)} on days {EARLY + 1} to {length} and {words.percent(late)} "
        f"later: {shape}. Which designs are in the pool, and how many of each, decides that, so "
        "that whether durations are bimodal in the model is open, not confirmed.\n"
    )


def shares_of(days):
    """Share of runs whose truce lasted so many days, and of those in which it did not end."""
    for low, high in BINS:
        yield words.percent(float(((days >= low) & (days <= high)).mean()))
    yield words.percent(float(np.isinf(days).mean()))

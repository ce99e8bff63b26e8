"""How long the truce stands in several scenarios, with the runs at risk under the axis."""

import datetime
from typing import NamedTuple

from sim import words
from sim.plots import continued, days, labels, style, survival

NAME = "compare_survival"
WIDEST = 2.0  # inches, of a name


class Numbers(NamedTuple):
    """What the figure shows."""

    curves: list  # incidence.Survival, one a scenario
    scenarios: tuple
    runs: int
    start: datetime.date | None
    branch: str = ""  # ``run 12 from day 22``, where the runs continue that one


def body(shown):
    """Width and height [inches]."""
    return style.WIDTH + 0.4, 4.0 + len(shown.scenarios) * style.SMALL * survival.ROW / 72.0


def title(shown):
    """What is shown."""
    return f"Share of runs in which the truce still stands, {continued.apart(shown)}"


def finding(shown):
    """What it says, in runs."""
    ends = [
        f"{int(curve.standing[-1]):,} with {name}"
        for name, curve in zip(shown.scenarios, shown.curves, strict=True)
    ]
    last = int(shown.curves[0].days[-1])
    return (
        f"Of {continued.each(shown)} on the same luck, standing after day {last}: "
        f"{words.listed(ends)}, {words.NOT_A_FORECAST}. Bands: 95 % intervals of each by itself."
    )


def draw(figure, shown):
    """A falling step curve a scenario with its band; names at the right, runs at risk beneath."""
    axes = figure.add_subplot()
    names, at_risk = [], []
    for place, (name, curve) in enumerate(zip(shown.scenarios, shown.curves, strict=True)):
        colour, _, dashes = style.of_scenario(place)
        survival.steps(axes, curve, colour, dashes)
        names.append((curve.share[-1], name, colour))
        at_risk.append((curve.at_risk, colour))
    survival.frame(axes, int(shown.curves[0].days[-1]), shown.start)
    survival.under(axes, "runs at risk as the day begins", at_risk, shown.start)
    wide = max(style.measure(figure, name, style.SMALL) for name in shown.scenarios)
    labels.at_right(axes, names, width=min(WIDEST, wide + 0.02))


def describe(shown):
    """The figure in words."""
    parts = []
    for name, curve in zip(shown.scenarios, shown.curves, strict=True):
        some = [day for day in days.ticks(int(curve.days[-1])) if day > 1]
        ends = [f"day {day} {words.percent(curve.share[day])}" for day in some]
        parts.append(f"{name} after {words.listed(ends)}")
    return f"Falling steps, one a scenario: {'; '.join(parts)}."


def table(shown):
    """The numbers by scenario and day: the share standing with its interval, runs at risk."""
    heads = ("scenario", "day", "standing [share of runs]", "low", "high", "runs at risk")
    rows = []
    for name, curve in zip(shown.scenarios, shown.curves, strict=True):
        columns = curve.days, curve.share, curve.low, curve.high, curve.at_risk
        rows += [(name, *row) for row in zip(*columns, strict=True)]
    return heads, rows

"""What truces fall of, day by day: cumulative incidence by cause, stacked, with the total."""

import datetime
from typing import NamedTuple

import numpy as np

from sim import incidence, words
from sim.plots import days, labels, style

NAME = "incidence"
NEEDS = ("runs",)
BODY = (style.WIDTH + 0.6, 4.0)  # inches
NAMED = 1.75  # inches for the causes' names


class Numbers(NamedTuple):
    """What the figure shows."""

    curves: list  # of incidence.Incidence, the causes in their order
    survival: incidence.Survival
    start: datetime.date | None

    @property
    def causes(self):
        """The curves of the causes that some run falls of, from the bottom."""
        return [one for one in self.curves if one.counts[-1]]


def numbers(scenario, tables):
    """The incidences of all causes, and survival, which they add up to 1 with."""
    horizon, runs = scenario.premises.calendar.horizon, tables["runs"]
    curves = incidence.incidences(runs, horizon)
    return Numbers(curves, incidence.survival(runs, horizon), scenario.start)


def title(_):
    """What is shown."""
    return "How fighting resumes, day by day"


def finding(shown):
    """What it says, in runs."""
    curve, last = shown.survival, int(shown.survival.days[-1])
    some = words.of_runs(curve.runs - int(curve.standing[-1]), curve.runs)
    return (
        f"Fighting resumed by day {last} in {some} ({span(curve, last)}), {words.NOT_A_FORECAST}. "
        "Stacked: causes; dotted: 95 % interval of the total."
    )


def span(curve, day):
    """The interval of the share fallen by a day, in words."""
    low, high = (words.percent(1.0 - end[day]) for end in (curve.high, curve.low))
    return f"95 % interval {low.removesuffix(' %')} to {high}"


def draw(figure, shown):
    """Stacked areas named at the right, the total over them with its interval."""
    axes = figure.add_subplot()
    stack(axes, shown.curves)
    curve = shown.survival
    for end in (curve.low, curve.high):
        axes.step(curve.days, 1.0 - end, where="post", color=style.INK, linewidth=1.0,
                  linestyle=(0, (1, 1.5)))  # fmt: skip
    axes.step(curve.days, 1.0 - curve.share, where="post", color=style.INK, linewidth=1.6)
    axes.set_xlim(0, max(int(curve.days[-1]), 1))
    axes.set_ylim(0.0, 1.0)
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100"])
    axes.set_ylabel("share of runs [%]")
    days.axis(axes, int(curve.days[-1]), shown.start)
    labels.at_right(axes, ends(shown), size=9.5, width=NAMED)


def stack(axes, curves):
    """Areas of cumulative incidence, a cause on another; returns the edges, from the bottom.

    A step counts from the end of its day.
    """
    edges = np.cumsum([np.zeros(len(curves[0].share)), *(one.share for one in curves)], axis=0)
    for one, low, high in zip(curves, edges[:-1], edges[1:], strict=True):
        if one.counts[-1]:
            axes.fill_between(
                np.arange(len(low)), low, high, step="post", color=style.CAUSE[one.cause],
                linewidth=0,
            )  # fmt: skip
    return edges


def ends(shown):
    """What to write at the right: the middle of each area on the last day, its cause and share."""
    found, below = [], 0.0
    for one in shown.causes:
        share = one.share[-1]
        text = f"{words.cause(one.cause)} {words.percent(share)}"
        found.append((below + share / 2, text, style.INK))
        below += share
    if below < 1.0:
        text = f"standing {words.percent(1.0 - below)}"
        found.append(((1.0 + below) / 2, text, style.QUIET))
    return found


def table(shown):
    """The numbers behind the figure: heads and rows."""
    causes = [f"{words.cause(one.cause)} [share of runs]" for one in shown.causes]
    total = [f"{text} [share of runs]" for text in ("in all", "in all, low", "in all, high")]
    curve = shown.survival
    rows = [
        (
            day,
            *(float(one.share[day]) for one in shown.causes),
            *(float(1.0 - end[day]) for end in (curve.share, curve.high, curve.low)),
        )
        for day in range(len(curve.days))
    ]
    return ("day", *causes, *total), rows


def describe(shown):
    """The figure in words."""
    parts = [f"{words.cause(one.cause)} {words.percent(one.share[-1])}" for one in shown.causes]
    curve = shown.survival
    total = words.percent(1.0 - curve.share[-1])
    return (
        f"Stacked areas of how fighting resumed by each day to day {int(curve.days[-1])} in "
        f"{words.count(curve.runs)}. On the last: {words.listed(parts) or 'nowhere'}; in all "
        f"{total}, {span(curve, -1)}."
    )

"""How long the truce stands in several scenarios, with the runs at risk under the axis."""

import datetime
from typing import NamedTuple

from sim import words
from sim.plots import days, labels, style

NAME = "compare_survival"
WIDEST = 2.0  # inches, of a name
ROW = 1.35  # height of a line of runs at risk [font sizes]


class Numbers(NamedTuple):
    """What the figure shows."""

    curves: list  # incidence.Survival, one a scenario
    scenarios: tuple
    runs: int
    start: datetime.date | None


def body(shown):
    """Width and height [inches]."""
    return style.WIDTH + 0.4, 4.0 + len(shown.scenarios) * style.SMALL * ROW / 72.0


def title(_):
    """What is shown."""
    return "Share of runs in which the truce still stands, by scenario"


def finding(shown):
    """What it says, in runs."""
    ends = [
        f"{int(curve.standing[-1]):,} with {name}"
        for name, curve in zip(shown.scenarios, shown.curves, strict=True)
    ]
    last = int(shown.curves[0].days[-1])
    return (
        f"Of {words.count(shown.runs)} of each on the same luck, standing after day {last}: "
        f"{words.listed(ends)}, {words.NOT_A_FORECAST}. Bands: 95 % intervals of each by itself."
    )


def draw(figure, shown):
    """A falling step curve a scenario with its band; names at the right, runs at risk beneath."""
    axes = figure.add_subplot()
    entries = []
    for place, (name, curve) in enumerate(zip(shown.scenarios, shown.curves, strict=True)):
        colour, _, dashes = style.of_scenario(place)
        axes.fill_between(
            curve.days, curve.low, curve.high, step="post", color=colour, alpha=0.13, linewidth=0
        )
        axes.step(
            curve.days, curve.share, where="post", color=colour, linewidth=1.9,
            linestyle=dashes, clip_on=False,
        )  # fmt: skip
        entries.append((curve.share[-1], name, colour))
    last = int(shown.curves[0].days[-1])
    axes.set_xlim(0, max(last, 1))
    axes.set_ylim(0.0, 1.0)
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100"])
    axes.set_ylabel("share of runs [%]")
    days.axis(axes, last, shown.start)
    at_risk(axes, shown)
    wide = max(style.measure(figure, name, style.SMALL) for name in shown.scenarios)
    labels.at_right(axes, entries, width=min(WIDEST, wide + 0.02))


def at_risk(axes, shown):
    """The runs that stand when some days begin, a line a scenario, under the ticks."""
    lines = 1 if shown.start is None else 2
    under = 8.0 + lines * style.SMALL * 1.2 + style.BODY * 1.7
    axes.annotate(
        "runs at risk as the day begins", xy=(0.0, 0.0), xycoords="axes fraction",
        xytext=(0.0, -under), textcoords="offset points", va="top", size=style.SMALL,
        color=style.QUIET,
    )  # fmt: skip
    for place, curve in enumerate(shown.curves):
        lower = under + style.SMALL * ROW * (place + 1)
        for day in days.ticks(int(curve.days[-1])):
            axes.annotate(
                f"{int(curve.at_risk[day]):,}", xy=(day, 0.0),
                xycoords=axes.get_xaxis_transform(), xytext=(0.0, -lower),
                textcoords="offset points", va="top", ha="center", size=style.SMALL,
                color=style.of_scenario(place)[0],
            )  # fmt: skip


def describe(shown):
    """The figure in words."""
    parts = []
    for name, curve in zip(shown.scenarios, shown.curves, strict=True):
        some = [day for day in days.ticks(int(curve.days[-1])) if day > 1]
        ends = [f"day {day} {words.percent(curve.share[day])}" for day in some]
        parts.append(f"{name} after {words.listed(ends)}")
    return f"Falling steps, one a scenario: {'; '.join(parts)}."

"""What was delivered of each good, against the schedule and the record."""

import datetime
from typing import NamedTuple

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim import metrics, words
from sim.plots import days, labels, style

NAME = "deliveries"
NEEDS = ("runs", "obligations")
ROW = 1.75  # inches a row of panels
REST = 0.95  # inches for the key and the axis of days
AXIS = 0.6  # inches for a second axis of days, above an empty place


class Numbers(NamedTuple):
    """What the figure shows."""

    goods: list  # metrics.Delivered
    record: dict  # by good, [day, amount]
    parties: tuple
    runs: int
    start: datetime.date | None
    once: tuple = ()  # goods that come once and whole: in the table alone


def numbers(scenario, tables):
    """Those drawn come in parts (two units or more, or several obligations); None if none do."""
    goods, once = [], []
    for good in metrics.delivered_by_day(tables, scenario):
        (goods if good.schedule[-1] >= 2.0 or good.items > 1 else once).append(good)
    if not goods:
        return None
    record = scenario.record.get("deliveries") or {}
    runs = len(tables["runs"]["run"])
    return Numbers(goods, record, scenario.parties, runs, scenario.start, tuple(once))


def body(shown):
    """Width and height [inches]: two panels a row."""
    rows = -(-len(shown.goods) // 2)
    second = AXIS if len(shown.goods) % 2 and rows > 1 else 0.0
    return style.WIDTH, max(rows, 1) * ROW + REST + second


def title(_):
    """What is shown."""
    return "What was delivered, against the schedule"


def finding(shown):
    """What it says, in runs."""
    return (
        f"Cumulative amounts in {words.count(shown.runs)} {words.NOT_A_FORECAST}. The schedule "
        f"has each phase follow the last; a run that is over keeps its level.{undrawn(shown)}"
    )


def undrawn(shown):
    """Which goods have no panel, and why, as a sentence to be put after others."""
    texts = []
    for slot, party in enumerate(shown.parties):
        own = [words.good(good.good) for good in shown.once if good.slot == slot]
        if own:
            texts.append(f"{words.listed(own)} of {party}")
    if not texts:
        return ""
    return f" In {NAME}.csv alone, for they are due once and whole: {words.listed(texts)}."


def draw(figure, shown):
    """A small panel a good, in the colour of the party that owes it."""
    rows = -(-len(shown.goods) // 2)
    key(figure, shown)
    panels = figure.subplots(rows, 2, sharex=True, squeeze=False)
    last = len(shown.goods[0].schedule) - 1 if shown.goods else 1
    for axes, good in zip(panels.flat, shown.goods, strict=False):
        panel(axes, good, shown)
        axes.set_xlim(0, last)
        days.axis(axes, last, shown.start, most=3 if last > 330 else 4, label=False)
    lowest = list(panels[-1])
    if len(shown.goods) % 2:  # the panel above the empty place carries the axis of its column
        panels[-1, 1].remove()
        lowest[1:] = panels[-2:-1, 1]
    for axes in lowest:
        axes.tick_params(labelbottom=True)
        axes.set_xlabel("day of the truce", size=style.SMALL)
    for axes in panels[:, 0]:
        axes.set_ylabel("number so far", size=style.SMALL)
    figure.align_ylabels(panels[:, 0])


def key(figure, shown):
    """What the marks mean, above the panels."""
    line = {"color": style.QUIET}
    entries = [
        (Line2D([], [], linewidth=0.9, linestyle=":", color=style.INK), "schedule"),
        (Line2D([], [], linewidth=1.8, **line), "median"),
        (Patch(alpha=0.5, linewidth=0, **line), "central 50 %"),
        (Patch(alpha=0.22, linewidth=0, **line), "90 % of runs"),
    ]
    if any(shown.record.get(good.good) for good in shown.goods):
        dot = Line2D([], [], linestyle="", marker="o", markerfacecolor="white", markersize=4.5)
        dot.set_markeredgecolor(style.INK)
        entries.append((dot, "what happened"))
    labels.key(figure, entries)


def panel(axes, good, shown):
    """One good: bands of the runs, the schedule as a thin step, the record as dots."""
    low, lower, median, upper, high = good.bands.quantiles.T
    along = good.bands.days
    colour = style.PARTY[good.slot]
    kind = {"step": "post", "color": colour, "linewidth": 0}
    axes.fill_between(along, low, high, alpha=0.18, **kind)
    axes.fill_between(along, lower, upper, alpha=0.35, **kind)
    axes.step(along, median, where="post", color=style.PARTY_INK[good.slot], linewidth=1.8)
    axes.step(along, good.schedule, where="post", color=style.INK, linewidth=0.9, linestyle=":")
    points = np.array(shown.record.get(good.good) or np.zeros((0, 2)), dtype=float)
    points = points[points[:, 0] <= along[-1]]
    axes.plot(
        points[:, 0], points[:, 1], "o", markersize=4.5, markerfacecolor="white",
        markeredgecolor=style.INK, markeredgewidth=1.0,
    )  # fmt: skip
    top = max(good.schedule[-1], np.nanmax(high, initial=0.0), points[:, 1].max(initial=0.0), 1.0)
    axes.set_ylim(0.0, 1.08 * top)
    axes.locator_params(axis="y", nbins=4, integer=True)
    axes.yaxis.set_major_formatter(amount)
    name = f"{words.good(good.good)}, owed by {shown.parties[good.slot]}"
    lines = style.wrap(axes.figure, name, style.SMALL, 0.4 * style.WIDTH)
    axes.set_title("\n".join(lines), size=style.SMALL, color=style.PARTY_INK[good.slot])


def amount(value, _):
    """A tick label: ``600``, ``20k``, ``1.5m``."""
    if value >= 1e6:
        return f"{value / 1e6:g}m"
    return f"{value / 1e3:g}k" if value >= 1e4 else f"{value:,g}"


def describe(shown):
    """The figure in words."""
    parts = [
        f"{words.good(good.good)}: median {good.bands.quantiles[-1, 2]:,.0f} of "
        f"{good.schedule[-1]:,.0f}"
        for good in shown.goods
    ]
    return (
        f"Small panels of cumulative deliveries by day over {words.count(shown.runs)}, with the "
        f"schedule. On the last day, {'; '.join(parts)}.{undrawn(shown)}"
    )


def table(shown):
    """The numbers by good and day: quantiles over runs, the schedule, what happened."""
    day = "good", "owed by", "day", "schedule [number so far]"
    heads = (*day, *metrics.QUANTILES, "what happened")
    rows = []
    for good in (*shown.goods, *shown.once):
        named = words.good(good.good), shown.parties[good.slot]
        happened = dict(shown.record.get(good.good) or ())
        by_day = zip(good.bands.days, good.schedule, good.bands.quantiles, strict=True)
        rows += [
            (*named, day, schedule, *levels, happened.get(int(day)))
            for day, schedule, levels in by_day
        ]
    return heads, rows

"""A response over one parameter with its band, and where it crosses a level."""

from typing import NamedTuple

from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim import words
from sim.plots import labels, style

NAME = "discover_search"
BODY = (style.WIDTH, 3.8)  # inches
LINE, LEVEL = style.STAGE["calm"], style.PARTY[1]


class Numbers(NamedTuple):
    """Shares by value, with the ends of their intervals, and crossings as (value, low, high)."""

    name: str
    values: list
    shares: list
    low: list
    high: list
    grid: list
    level: float
    crossings: list
    heading: str


def title(shown):
    """What is shown."""
    return shown.heading


def finding(shown):
    """How to read it."""
    text = "Share of runs at each value, on the same luck at all of them, with 95 % intervals."
    if not shown.crossings:
        return text
    return f"{text} Shaded: the values that cannot be told from the crossing."


def draw(figure, shown):
    """The response, the level, and the values that may be the crossing."""
    axes = figure.subplots()
    for _, low, high in shown.crossings:
        axes.axvspan(low, high, color=LEVEL, alpha=0.18, linewidth=0)
    percents = [[100 * one for one in row] for row in (shown.low, shown.high, shown.shares)]
    axes.fill_between(shown.values, *percents[:2], color=LINE, alpha=0.22, linewidth=0)
    axes.plot(shown.values, percents[2], color=LINE, linewidth=1.8)
    shares = [percents[2][shown.values.index(value)] for value in shown.grid]
    axes.scatter(shown.grid, shares, color=LINE, s=24, zorder=3, clip_on=False)
    axes.axhline(100 * shown.level, color=LEVEL, linewidth=1.2, linestyle="--")
    for value, _, _ in shown.crossings:
        axes.axvline(value, color=LEVEL, linewidth=1.4)
    axes.set_ylim(0, 100)
    axes.set_xlim(shown.grid[0], shown.grid[-1])
    axes.set_xlabel(shown.name)
    axes.set_ylabel("share of runs [%]")
    labels.key(figure, [
        (Line2D([], [], color=LINE, linewidth=1.8, marker="o", markersize=5), "share"),
        (Patch(color=LINE, alpha=0.22), "95 % interval"),
        (Line2D([], [], color=LEVEL, linestyle="--"), f"{100 * shown.level:g} % sought"),
    ])  # fmt: skip


def describe(shown):
    """The figure in words."""
    ends = f"{words.percent(shown.shares[0])} at {shown.values[0]:g}"
    last = f"{words.percent(shown.shares[-1])} at {shown.values[-1]:g}"
    crossing = "; ".join(
        f"{value:.3g} ({low:.3g} to {high:.3g})" for value, low, high in shown.crossings
    )
    return f"Share of runs from {ends} to {last}; crossings: {crossing or 'none'}."


def table(shown):
    """The numbers by value: the share with its interval; then crossings, an interval of values."""
    heads = ("what", shown.name, "from", "to", "share of runs", "low", "high")
    played = zip(shown.values, shown.shares, shown.low, shown.high, strict=True)
    rows = [
        ("on the grid" if value in shown.grid else "on the way to a crossing", value, None, None,
         *share) for value, *share in played
    ]  # fmt: skip
    rows += [("crossing", *crossing, shown.level, None, None) for crossing in shown.crossings]
    return heads, rows

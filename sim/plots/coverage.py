"""What happened beside the runs: of each outcome a dot, an interval, and a diamond or a cross."""

from typing import NamedTuple

import numpy as np
from matplotlib.lines import Line2D

from sim import words
from sim.plots import labels, lists, style
from sim.scores import CENTRAL

NAME = "backtest_patterns"
LINE = 0.215  # inches a line
REST = 1.4  # inches for the key, the axis and the gap between the panels
EDGE = 0.05  # of the width of a panel, kept free at either end
ROOM = 0.17  # the same where the ends of a scale are named there
# What happened, covered and not: told apart by their shapes, for either may lie on a dot.
INSIDE = {"marker": "D", "markersize": 6.5, "markerfacecolor": "none",
          "markeredgecolor": style.INK, "markeredgewidth": 1.2}  # fmt: skip
BEYOND = {"marker": "X", "markersize": 7.5, "markerfacecolor": style.INK,
          "markeredgecolor": "white", "markeredgewidth": 0.6}  # fmt: skip
TEXT, ENDS = 8.5, 7.0  # points


class Line(NamedTuple):
    """An outcome: what the runs have, and what happened; ends are nan for a yes or no."""

    label: str
    low: float
    median: float  # of the runs; for a yes or no the share of runs
    high: float
    happened: float
    covered: bool
    text: str  # the numbers in words
    ends: tuple = ("", "")  # of its scale, in words


class Numbers(NamedTuple):
    """What the figure shows."""

    numbers: list  # of Line, each on a scale of its own
    truths: list  # of Line, on one scale of shares
    heading: str
    runs: int


def body(shown):
    """Width and height [inches]: a line an outcome."""
    return style.WIDTH + 1.0, (len(shown.numbers) + len(shown.truths)) * LINE + REST


def title(_):
    """What is shown."""
    return "What happened, beside the runs"


def finding(shown):
    """What it says, in outcomes; how far an outcome is off is for the reader to see."""
    lines = [*shown.numbers, *shown.truths]
    inside = sum(line.covered for line in lines)
    return (
        f"{shown.heading} Inside the {CENTRAL} of {words.count(shown.runs)}: {inside} of "
        f"{words.count(len(lines), 'outcome')}, of one truce and not independent of one another."
    )


def draw(figure, shown):
    """Numbers and days above, each scaled to its own line; shares of runs below."""
    key(figure)
    parts = (scales, shown.numbers), (shares, shown.truths)
    for axes, panel, lines in lists.panels(figure, parts):
        frame(axes, lines)
        panel(axes, lines)


def scales(axes, lines):
    """Numbers and days, each from the least to the most of its line, which stand at its ends."""
    axes.set_title("numbers and days, each line on a scale of its own", size=TEXT + 1, pad=3)
    axes.set_xlim(0.0, 1.0)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    for place, line in enumerate(lines):
        mark(axes, place, scaled(line), line)
        for at, align, text in zip((ROOM, 1.0 - ROOM), ("right", "left"), line.ends, strict=True):
            nudge = 0.035 if align == "left" else -0.035
            axes.text(
                at + nudge, place, text, size=ENDS, ha=align, va="center", color=style.QUIET,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
            )  # fmt: skip


def shares(axes, lines):
    """Yes and no, on one scale of shares."""
    axes.set_xlim(-EDGE, 1.0 + EDGE)
    axes.set_xticks(np.linspace(0, 1, 5), ["0 %", "25 %", "50 %", "75 %", "100 %"])
    axes.set_xlabel(
        "share of runs in which it is so; diamond or cross: whether it was", size=TEXT + 1
    )
    for place, line in enumerate(lines):
        mark(axes, place, (np.nan, line.median, np.nan, line.happened), line)


def frame(axes, lines):
    """A line an outcome from the top, its words at the left and its numbers at the right."""
    axes.grid(False)
    lists.name(axes, [line.label for line in lines], TEXT)
    for place, line in enumerate(lines):
        axes.axhline(place, color=style.FAINT, linewidth=0.6, zorder=0)
        axes.text(
            1.02, place, line.text, size=TEXT, va="center", color=style.INK,
            transform=axes.get_yaxis_transform(),
        )  # fmt: skip


def scaled(line):
    """The ends, the median and what happened on a scale from the least to the most of them."""
    values = np.array([line.low, line.median, line.high, line.happened])
    span = values.max() - values.min()
    if span == 0.0:
        return np.full(4, 0.5)
    return ROOM + (1.0 - 2.0 * ROOM) * (values - values.min()) / span


def mark(axes, place, places, line):
    """The interval, the dot and the diamond of an outcome."""
    low, median, high, happened = places
    axes.plot([low, high], [place, place], color=style.PHASE_LAST, linewidth=4.0, zorder=2,
              solid_capstyle="butt")  # fmt: skip
    axes.plot(median, place, "o", color=style.STAGE["calm"], markersize=5.5, zorder=3)
    axes.plot(happened, place, linestyle="", zorder=4, **(INSIDE if line.covered else BEYOND))


def key(figure):
    """What the marks mean."""
    labels.key(
        figure,
        [
            (Line2D([], [], linewidth=4, color=style.PHASE_LAST), f"{CENTRAL} of runs"),
            (
                Line2D([], [], linestyle="", marker="o", color=style.STAGE["calm"]),
                "median or share of runs",
            ),
            (Line2D([], [], linestyle="", **INSIDE), "what happened"),
            (Line2D([], [], linestyle="", **BEYOND), "the same, not covered"),
        ],
    )


def describe(shown):
    """The figure in words."""
    outside = [line.label for line in (*shown.numbers, *shown.truths) if not line.covered]
    told = f"Outside: {'; '.join(outside)}." if outside else "None lies outside."
    return f"{finding(shown)} {told}"


def table(shown):
    """The numbers by outcome: what the runs have, what happened, and whether they cover it."""
    heads = ("outcome", "kind", "low", "median or share of runs", "high", "what happened",
             "covered")  # fmt: skip
    kinds = ("number or day", shown.numbers), ("yes or no", shown.truths)
    rows = [
        (one.label, kind, one.low, one.median, one.high, one.happened, one.covered)
        for kind, lines in kinds
        for one in lines
    ]
    return heads, rows

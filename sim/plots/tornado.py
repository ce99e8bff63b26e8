"""The numbers that move an outcome most, each moved down and up a little."""

from typing import NamedTuple

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim import words
from sim.plots import labels, lists, style

NAME = "audit_movers"
ROW = 0.3  # inches a number
NOTHING = "no move of a number moves it"
SPAN = "#E08214"  # seen on both colours and on white
COLOURS = ("#4C4C4C", style.STAGE["calm"])  # down, up: of no party


class Panel(NamedTuple):
    """An outcome in words, and the numbers that move it most: shifts down and up [share]."""

    outcome: str
    names: list
    shifts: np.ndarray  # (numbers, 2); nan where there is no such move
    spans: np.ndarray  # (numbers, 2, 2): the ends of the 95 % interval of each shift


class Numbers(NamedTuple):
    """What the figure shows."""

    panels: list
    by: float
    runs: int


def body(shown):
    """Width and height [inches]."""
    rows = sum(max(len(panel.names), 1) for panel in shown.panels)
    return style.WIDTH, 0.75 + 0.7 * len(shown.panels) + ROW * rows


def title(_):
    """What is shown."""
    return "The numbers that move outcomes most"


def finding(shown):
    """What it says."""
    return (
        f"Each number alone moved down and up by {100 * shown.by:g} % (whole numbers by a step), "
        f"{words.count(shown.runs)} on the same luck. Shift of each outcome in points of a "
        "hundred runs, with the 95 % interval of the paired difference; of so many moves some are "
        "large by luck."
    )


def draw(figure, shown):
    """A panel an outcome, a pair of bars a number, longest first."""
    high = [max(len(panel.names), 1) for panel in shown.panels]
    grid = figure.subplots(len(shown.panels), 1, sharex=True, squeeze=False, height_ratios=high)
    for axes, panel in zip(grid[:, 0], shown.panels, strict=True):
        heights = np.arange(len(panel.names))
        for way, colour in enumerate(COLOURS):
            shifts = 100.0 * np.nan_to_num(panel.shifts[:, way])
            places = heights + (way - 0.5) * 0.36
            axes.barh(places, shifts, height=0.36, color=colour)
            axes.hlines(places, *(100.0 * panel.spans[:, way].T), color=SPAN, linewidth=1.2)
        texts = [style.cut(figure, name, style.FOOT + 1, 3.3) for name in panel.names]
        lists.name(axes, texts, style.FOOT + 1)
        axes.tick_params(axis="x", labelbottom=True, labelsize=style.FOOT + 1)
        if not panel.names:
            axes.text(
                0.5, 0.5, NOTHING, size=style.FOOT + 1, color=style.QUIET, ha="center",
                va="center", transform=axes.transAxes,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.0},
            )  # fmt: skip
        axes.axvline(0.0, color=style.QUIET, linewidth=0.8)
        axes.set_title(panel.outcome, size=style.SMALL)
        lists.grid(axes)
    grid[-1, 0].set_xlabel("shift [points of a hundred runs]")
    handles = [*(Patch(color=colour) for colour in COLOURS), Line2D([], [], color=SPAN)]
    texts = ("number moved down", "number moved up", "95 % interval")
    labels.key(figure, list(zip(handles, texts, strict=True)))


def describe(shown):
    """The figure in words."""
    parts = []
    for panel in shown.panels:
        rows = [
            f"{name} {100 * down:+.0f} and {100 * up:+.0f}"
            for name, (down, up) in zip(panel.names, np.nan_to_num(panel.shifts), strict=True)
        ]
        parts.append(f"{panel.outcome}: {', '.join(rows) or 'none'}")
    return f"Shifts of outcomes when a number is moved down and up: {'; '.join(parts)}."


def table(shown):
    """The numbers by outcome, number and move: the shift with its interval."""
    heads = ("outcome", "number", "moved", "shift [share of runs]", "low", "high")
    rows = []
    for panel in shown.panels:
        for name, shifts, spans in zip(panel.names, panel.shifts, panel.spans, strict=True):
            moves = zip(("down", "up"), shifts, spans, strict=True)
            rows += [(panel.outcome, name, way, shift, *span) for way, shift, span in moves]
    return heads, rows

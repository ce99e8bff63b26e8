"""The numbers that move an outcome most, each moved down and up a little."""

from typing import NamedTuple

import numpy as np
from matplotlib.patches import Patch

from sim.plots import labels, style

NAME = "audit_movers"
ROW = 0.3  # inches a number
COLOURS = ("#4C4C4C", style.STAGE["calm"])  # down, up: of no party


class Panel(NamedTuple):
    """An outcome in words, and the numbers that move it most: shifts down and up [share]."""

    outcome: str
    names: list
    shifts: np.ndarray  # (numbers, 2); nan where there is no such move


class Numbers(NamedTuple):
    """What the figure shows."""

    panels: list
    by: float
    runs: int


def body(shown):
    """Width and height [inches]."""
    rows = sum(max(len(panel.names), 1) for panel in shown.panels)
    return style.WIDTH, 0.75 + 0.5 * len(shown.panels) + ROW * rows


def title(_):
    """What is shown."""
    return "The numbers that move outcomes most"


def finding(shown):
    """What it says."""
    return (
        f"Each number alone moved down and up by {100 * shown.by:g} % (whole numbers by a step), "
        f"{shown.runs:,} runs on the same luck. Shift of each outcome, in points of a hundred runs."
    )


def draw(figure, shown):
    """A panel an outcome, a pair of bars a number, longest first."""
    high = [max(len(panel.names), 1) for panel in shown.panels]
    grid = figure.subplots(len(shown.panels), 1, sharex=True, squeeze=False, height_ratios=high)
    for axes, panel in zip(grid[:, 0], shown.panels, strict=True):
        heights = np.arange(len(panel.names))
        for way, colour in enumerate(COLOURS):
            shifts = 100.0 * np.nan_to_num(panel.shifts[:, way])
            axes.barh(heights + (way - 0.5) * 0.36, shifts, height=0.36, color=colour)
        texts = [style.cut(figure, name, style.FOOT + 1, 3.3) for name in panel.names]
        axes.set_yticks(heights, texts)
        axes.tick_params(axis="y", labelcolor=style.INK, labelsize=style.FOOT + 1)
        axes.set_ylim(max(len(heights), 1) - 0.5, -0.5)
        axes.axvline(0.0, color=style.QUIET, linewidth=0.8)
        axes.set_title(panel.outcome, size=style.SMALL)
        axes.grid(axis="y", visible=False)
        axes.grid(axis="x", visible=True)
    grid[-1, 0].set_xlabel("shift [points of a hundred runs]")
    handles = [Patch(color=colour) for colour in COLOURS]
    labels.key(figure, list(zip(handles, ("number moved down", "number moved up"), strict=True)))


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

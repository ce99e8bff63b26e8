"""An outcome over two decisions: a cell for each pair of their levels."""

from typing import NamedTuple

import matplotlib
import numpy as np
from matplotlib.colors import Normalize
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke

from sim.plots import labels, style
from sim.words import percents

NAME = "heat"
CELL = 0.4  # inches high
TEXT = 9.0  # points
WRITTEN = 12  # columns; of more, cells have a colour and no number
NAMES, NUMBERS = 14, 9  # so many on an axis; of more, some
COLOURS = matplotlib.colormaps["cividis"]  # even in lightness, alike for every colour vision


class Axis(NamedTuple):
    """One of the two decisions."""

    label: str
    levels: list
    is_numeric: bool


class Numbers(NamedTuple):
    """What the figure shows."""

    across: Axis
    upward: Axis
    values: np.ndarray  # (upward, across); nan where nothing was played
    outcome: str
    unit: str  # of the scale
    span: tuple  # ends of the scale
    half: float  # the value that a line is drawn at; nan for none
    finding: str
    reading: str


def body(shown):
    """Width and height [inches]."""
    rows = min(max(len(shown.upward.levels), 3), 12)
    slanted = 0.9 if is_slanted(shown.across) else 0.0
    return style.WIDTH, 1.35 + CELL * rows + slanted


def is_slanted(axis):
    """True for names that do not fit side by side."""
    named = axis.levels[:: step_of(axis)]
    return max(map(len, named)) * len(named) > 60


def step_of(axis):
    """How many levels from one that is named to the next."""
    return -(-len(axis.levels) // (NUMBERS if axis.is_numeric else NAMES))


def title(shown):
    """What came out."""
    return shown.finding


def finding(shown):
    """How to read it."""
    return shown.reading


def draw(figure, shown):
    """Coloured cells with their values, a scale, and a line where half of the runs have it."""
    crossed = crosses(shown)
    if crossed:
        line = Line2D([], [], color="black", linewidth=1.6, path_effects=halo())
        labels.key(figure, [(line, f"{shown.half:g} {shown.unit}, between the cells' middles")])
    axes = figure.add_subplot()
    tall, wide = shown.values.shape
    cells = axes.pcolormesh(
        np.arange(wide + 1) - 0.5, np.arange(tall + 1) - 0.5, shown.values, cmap=COLOURS,
        norm=Normalize(*shown.span), linewidth=0,
    )  # fmt: skip
    if wide <= WRITTEN and tall <= 2 * WRITTEN:
        write(axes, shown)
    if crossed:
        lines = axes.contour(shown.values, levels=[shown.half], colors="black", linewidths=1.6)
        lines.set_path_effects(halo())
    name(axes, shown)
    bar = figure.colorbar(cells, ax=axes, aspect=8 + 1.6 * min(tall, 12), pad=0.02, shrink=0.95)
    low, high = shown.span
    bar.set_ticks([one for one in bar.get_ticks() if low <= one <= high])
    bar.set_label(f"[{shown.unit}]", size=TEXT)
    bar.ax.tick_params(labelsize=TEXT)
    bar.outline.set_visible(False)


def halo(colour="white"):
    """An edge: a light one, so that a dark line is seen on dark cells, or that of a cell."""
    return [withStroke(linewidth=3.2, foreground=colour)]


def crosses(shown):
    """True if a line is drawn: both decisions are numbers, and values lie on both its sides."""
    if np.isnan(shown.half) or min(shown.values.shape) < 2:
        return False
    if not (shown.across.is_numeric and shown.upward.is_numeric):
        return False
    return bool(np.nanmin(shown.values) < shown.half < np.nanmax(shown.values))


def write(axes, shown):
    """The value in each cell, on a patch of its colour that a line does not run through."""
    scale = Normalize(*shown.span)
    for (row, column), value in np.ndenumerate(shown.values):
        if not np.isnan(value):
            colour = COLOURS(float(scale(value)))[:3]
            axes.text(
                column, row, number(value, shown), ha="center", va="center", size=TEXT,
                color=style.on(colour), zorder=4, path_effects=halo(colour),
            )  # fmt: skip


def number(value, shown):
    """A value in a cell; of shares near the ends signs stand for words, which would not fit."""
    if np.isnan(shown.half):
        return f"{value:.3g}"
    return percents(value / 100.0).replace("under ", "<").replace("over ", ">")


def name(axes, shown):
    """Levels and what they are along both axes."""
    for axis, set_ticks in ((shown.across, axes.set_xticks), (shown.upward, axes.set_yticks)):
        places = range(0, len(axis.levels), step_of(axis))
        texts = [labels.shortened(axes.figure, axis.levels[one], TEXT, 1.3) for one in places]
        set_ticks(places, texts)
    axes.tick_params(length=0, labelsize=TEXT, labelcolor=style.INK)
    if is_slanted(shown.across):
        axes.tick_params(axis="x", rotation=35)
        for text in axes.get_xticklabels():
            text.set(ha="right", rotation_mode="anchor")
    axes.set_xlabel("\n".join(style.wrap(axes.figure, shown.across.label, TEXT, 4.2)), size=TEXT)
    tall = 0.8 * CELL * min(max(len(shown.upward.levels), 3), 12) + 0.5
    axes.set_ylabel("\n".join(style.wrap(axes.figure, shown.upward.label, TEXT, tall)), size=TEXT)
    axes.grid(visible=False)
    for side in ("bottom", "left"):
        axes.spines[side].set_visible(False)


def describe(shown):
    """The figure in words."""
    low = np.unravel_index(np.nanargmin(shown.values), shown.values.shape)
    high = np.unravel_index(np.nanargmax(shown.values), shown.values.shape)
    ends = [
        f"{number(shown.values[place], shown)} at {shown.across.levels[place[1]]} and "
        f"{shown.upward.levels[place[0]]}"
        for place in (low, high)
    ]
    return (
        f"{shown.outcome} [{shown.unit}] in {shown.values.size} cells of {shown.across.label} by "
        f"{shown.upward.label}: least {ends[0]}, most {ends[1]}."
    )


def table(shown):
    """The numbers by cell: the levels of both decisions, and the outcome."""
    heads = (shown.across.label, shown.upward.label, f"{shown.outcome} [{shown.unit}]")
    rows = [
        (shown.across.levels[column], shown.upward.levels[row], value)
        for (row, column), value in np.ndenumerate(shown.values)
    ]
    return heads, rows

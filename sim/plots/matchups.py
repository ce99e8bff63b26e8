"""Who has how much against whom: a cell for each pairing of a tournament."""

from typing import NamedTuple

import numpy as np
from matplotlib.colors import LinearSegmentedColormap, Normalize, to_hex

from sim import words
from sim.plots import labels, style

NAME = "tournament_matrix"
CELL = 0.38  # inches high
COLOURS = LinearSegmentedColormap.from_list("worth", ["#F4F4EE", style.STAGE["calm"]])


class Numbers(NamedTuple):
    """What the figure shows: each row's worth against each column; nan if it was not played."""

    names: list
    worth: np.ndarray  # (strategies, strategies), rows own, columns the opponent's [points]
    where: str


def body(shown):
    """Width and height [inches]."""
    return style.WIDTH, 1.75 + CELL * len(shown.names)


def title(_):
    """What is shown."""
    return "Who ends with how much against whom"


def finding(shown):
    """What it says."""
    return (
        f"{words.capital(shown.where)}. Worth to the side in the row [points], against the side in "
        "the column, mean of both seats; the last column is the mean of the row."
    )


def draw(figure, shown):
    """Cells with their values written in; a row's mean stands apart at its end."""
    axes = figure.add_subplot()
    count = len(shown.names)
    scale = Normalize(np.nanmin(shown.worth), np.nanmax(shown.worth) + 1e-9)
    columns = [*shown.worth.T, means(shown)]
    size = min(style.SMALL - 1, 76.0 / (count + 1) + 1.5)
    for column, values in enumerate(columns):
        left = column + (0.25 if column == count else 0.0)
        for row, value in enumerate(values):
            if np.isnan(value):
                continue
            colour = to_hex(COLOURS(scale(value))) if column < count else "#FFFFFF"
            axes.fill_between([left, left + 1], row, row + 1, color=colour, linewidth=0)
            weight = "bold" if column == count else "normal"
            axes.text(left + 0.5, row + 0.5, f"{value:.2f}", ha="center", va="center",
                      size=size, color=style.on(colour), weight=weight)  # fmt: skip
    short = [labels.shortened(figure, name, size, 1.7) for name in shown.names]
    places = np.arange(count) + 0.5
    axes.set_yticks(places, short)
    axes.set_xticks([*places, count + 0.75], [*short, "mean"], rotation=40, ha="left",
                    rotation_mode="anchor")  # fmt: skip
    axes.tick_params(length=0, labelcolor=style.INK, labelsize=size)
    axes.xaxis.tick_top()
    axes.set_xlim(0, count + 1.25)
    axes.set_ylim(count, 0)
    axes.grid(visible=False)
    for side in ("bottom", "left", "top"):
        axes.spines[side].set_visible(False)


def means(shown):
    """What each strategy has on average [points]."""
    return np.nanmean(shown.worth, axis=1)


def describe(shown):
    """The figure in words."""
    rows = [
        f"{name} {mean:.2f} on average, from {np.nanmin(values):.2f} against "
        f"{shown.names[int(np.nanargmin(values))]} to {np.nanmax(values):.2f} against "
        f"{shown.names[int(np.nanargmax(values))]}"
        for name, values, mean in zip(shown.names, shown.worth, means(shown), strict=True)
    ]
    return f"Worth of each strategy against each, {shown.where}: {'; '.join(rows)}."


def table(shown):
    """The numbers by strategy: its worth against each, and the mean."""
    against = (f"against {name} [points]" for name in shown.names)
    rows = zip(shown.names, shown.worth, means(shown), strict=True)
    return ("strategy", *against, "mean [points]"), [(name, *row, mean) for name, row, mean in rows]

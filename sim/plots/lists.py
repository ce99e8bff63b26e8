"""Lists down a figure: lines from the top, named at the left, with bars or dots and intervals."""

import numpy as np

from sim.plots import style


def panels(figure, parts):
    """Axes one above another, as high as each has lines: (axes, draw, lines) of those with some.

    ``parts`` are (draw, lines): what is drawn of some lines, and these.
    """
    parts = [(draw, lines) for draw, lines in parts if lines]
    heights = [len(lines) for _, lines in parts]
    grid = figure.subplots(len(parts), 1, height_ratios=heights, squeeze=False)
    return [(axes, *part) for axes, part in zip(grid[:, 0], parts, strict=True)]


def name(axes, texts, size=style.SMALL, **look):
    """Places for lines, the first on top, with their words at the left."""
    axes.set_yticks(range(len(texts)), texts, size=size, **look)
    axes.tick_params(axis="y", labelcolor=style.INK)
    axes.set_ylim(max(len(texts), 1) - 0.5, -0.5)


def grid(axes):
    """Grid lines upward from the numbers, none across."""
    axes.grid(axis="y", visible=False)
    axes.grid(axis="x", visible=True)


def dots(axes, values, colour):
    """Dots with their intervals; ``values`` are (value, low, high), nan where there is none."""
    value, low, high = values.T
    bars = np.nan_to_num(np.maximum([value - low, high - value], 0.0))
    axes.errorbar(
        value, np.arange(len(value)), xerr=bars, fmt="o", color=colour, markersize=4,
        elinewidth=2.0, capsize=3.5, capthick=2.0, zorder=3,
    )  # fmt: skip


def behind(axes, end, height, text, **look):
    """Words behind the end of a bar."""
    return axes.annotate(
        text, xy=(end, height), xytext=(5, 0), textcoords="offset points", va="center",
        size=style.SMALL, annotation_clip=False, **look,
    )  # fmt: skip

"""The way to a box of scenario discovery: coverage against density as boxes get smaller."""

from typing import NamedTuple

import matplotlib
import numpy as np
from matplotlib.lines import Line2D

from sim import words
from sim.plots import labels, style

NAME = "discover_trade_off"
BODY = (style.WIDTH, 4.0)  # inches
COLUMNS = 8  # of the key, as many as there is room for


class Numbers(NamedTuple):
    """The trajectory: coverage, density and restricted dimensions of each box on it."""

    coverage: np.ndarray
    density: np.ndarray
    restricted: np.ndarray
    chosen: int  # -1 for none
    asked: float  # density
    sought: str


def title(_):
    """What is shown."""
    return "Smaller boxes are denser and cover less"


def finding(shown):
    """How to read it."""
    return (
        f"Sought: {shown.sought}. Each dot is a box, smaller to the right; its colour says how "
        "many factors it restricts."
    )


def draw(figure, shown):
    """A dot a box; the density asked for as a line, a ring around the box chosen."""
    axes = figure.subplots()
    most = max(int(shown.restricted.max()), 1)
    colours = matplotlib.colormaps["viridis_r"].resampled(most + 1)
    axes.plot(100 * shown.coverage, 100 * shown.density, color=style.FAINT, zorder=1)
    for count in range(most + 1):
        some = shown.restricted == count
        axes.scatter(
            100 * shown.coverage[some], 100 * shown.density[some], s=34,
            color=colours(count), zorder=2, edgecolor="white", linewidth=0.5,
        )  # fmt: skip
    axes.axhline(100 * shown.asked, color=style.PARTY[1], linewidth=1.2, linestyle="--")
    if shown.chosen >= 0:
        at = 100 * shown.coverage[shown.chosen], 100 * shown.density[shown.chosen]
        axes.scatter(*at, s=150, facecolor="none", edgecolor=style.INK, linewidth=1.6, zorder=3)
    axes.set_xlim(104, -4)
    axes.set_ylim(0, 104)
    axes.set_xlabel("coverage [% of all cases]")
    axes.set_ylabel("density [% that are cases]")
    entries = key(shown, colours)
    columns = min(len(entries), COLUMNS)
    labels.key(figure, labels.by_rows(entries, columns), columns)


def key(shown, colours):
    """What is asked, and how many dimensions a box restricts."""
    counts = np.unique(shown.restricted).tolist()
    dots = [
        (
            Line2D([], [], marker="o", linestyle="", color=colours(count), markersize=6),
            f"{count} restricted" if count == counts[0] else f"{count}",
        )
        for count in counts
    ]
    more = [(Line2D([], [], color=style.PARTY[1], linestyle="--", linewidth=1.2), "asked for")]
    if shown.chosen >= 0:
        ring = Line2D([], [], marker="o", linestyle="", color="none", markeredgecolor=style.INK,
                      markersize=10)  # fmt: skip
        more.append((ring, "chosen"))
    return more + dots


def describe(shown):
    """The figure in words."""
    first, last = (words.percent(shown.density[place]) for place in (0, -1))
    chosen = ""
    if shown.chosen >= 0:
        density, coverage = (
            words.percent(of[shown.chosen]) for of in (shown.density, shown.coverage)
        )
        chosen = f" The box chosen has density {density} and coverage {coverage}."
    return f"Density rises from {first} to {last} as the box gets smaller.{chosen}"


def table(shown):
    """The numbers by box, in the order of the way, with the density that is asked for."""
    heads = ("box", "restricted [factors]", "coverage [share of all cases]",
             "density [share that are cases]", "density asked for", "chosen")  # fmt: skip
    boxes = zip(shown.restricted, shown.coverage, shown.density, strict=True)
    return heads, [
        (place + 1, *box, shown.asked, place == shown.chosen) for place, box in enumerate(boxes)
    ]

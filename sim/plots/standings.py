"""What each strategy's side ends with in a tournament, with its interval and its rank."""

from typing import NamedTuple

import numpy as np
from matplotlib.lines import Line2D

from sim.plots import labels, lists, style

NAME = "tournament_ranking"
ROW = 0.34  # inches a strategy
COLOUR = style.STAGE["calm"]  # of no party


class Numbers(NamedTuple):
    """What the figure shows: strategies, best first."""

    names: list
    ranks: list
    worth: np.ndarray  # (strategies, 3): value, low, high
    each: np.ndarray  # (scenarios, strategies): values; no rows for a single scenario
    where: str


def body(shown):
    """Width and height [inches]."""
    return style.WIDTH, 0.95 + ROW * len(shown.names)


def title(_):
    """What is shown."""
    return "What each strategy's side ends with"


def finding(shown):
    """What it says."""
    best = [name for name, rank in zip(shown.names, shown.ranks, strict=True) if rank == 1]
    first = f"first: {', '.join(best)}"
    if len(shown.names) == 1:
        first = "it met only itself"
    elif np.ptp(shown.worth[:, 0]) == 0.0:
        first = "all end with the same"
    elif len(best) == len(shown.names):
        first = "luck may account for every difference"
    return (
        f"Mean over opponents and seats, {shown.where}; {first}. "
        "Strategies share a rank unless their difference, run by run, is clear of luck."
    )


def draw(figure, shown):
    """A dot and interval a strategy, best on top; its rank at the right."""
    dot = Line2D([], [], marker="o", markersize=4, color=COLOUR, linewidth=2.0)
    entries = [(dot, "mean, 95 % interval")]
    if len(shown.each):
        mark = Line2D([], [], marker="|", color=style.QUIET, linestyle="", markersize=8)
        entries.append((mark, "in each scenario"))
    labels.key(figure, entries)
    axes = figure.add_subplot()
    heights = np.arange(len(shown.names))
    for values in shown.each:
        axes.plot(values, heights, "|", color=style.QUIET, markersize=8, alpha=0.7, zorder=2)
    lists.dots(axes, shown.worth, COLOUR)
    lists.name(axes, [labels.shortened(figure, name, style.SMALL, 2.2) for name in shown.names])
    axes.set_xlabel("own worth [points]")
    axes.grid(axis="x", visible=True)
    right = axes.secondary_yaxis("right")
    right.set_yticks(heights, [f"rank {rank}" for rank in shown.ranks])
    right.tick_params(length=0, labelcolor=style.QUIET)
    right.spines["right"].set_visible(False)


def describe(shown):
    """The figure in words."""
    rows = [
        f"{name} {value:.3f} ({low:.3f} to {high:.3f}), rank {rank}"
        for name, rank, (value, low, high) in zip(
            shown.names, shown.ranks, shown.worth, strict=True
        )
    ]
    return f"Dots with intervals of strategies' own worth, {shown.where}: {'; '.join(rows)}."


def table(shown):
    """The numbers by strategy: its rank, its worth with the interval, its worth in each scenario.

    A scenario is named by its place alone, as it is a mark among others.
    """
    each = (f"in scenario {place} [points]" for place in range(1, len(shown.each) + 1))
    heads = ("strategy", "rank", "own worth [points]", "low", "high", *each)
    rows = zip(shown.names, shown.ranks, shown.worth, strict=True)
    return heads, [
        (name, rank, *worth, *(values[place] for values in shown.each))
        for place, (name, rank, worth) in enumerate(rows)
    ]

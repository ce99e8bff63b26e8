"""Which factors move an outcome: what the figures of a sensitivity analysis have in common.

Factors that noise does not tell apart stand in one band, with a band's ranks beside it.
"""

from typing import NamedTuple

import numpy as np

from sim import words
from sim.plots import lists, style

MAIN, GREY = style.STAGE["calm"], "#A9A9A9"
BANDS = ("#F2F2F2", "#E8E8E8")  # in turn
NAMED = 2.75  # inches for the name of a factor
NOT_APART = "In a band: what noise cannot all tell apart; at the right the ranks each may have"


class Index(NamedTuple):
    """A number with its interval."""

    value: float
    low: float
    high: float


class Factor(NamedTuple):
    """A factor with its group, and what is drawn of it: one ``Index`` a series."""

    name: str
    group: int
    ranks: str
    series: tuple


class Numbers(NamedTuple):
    """What a figure shows: factors in their order; ``series`` names what is drawn of each."""

    outcome: str
    factors: tuple
    series: tuple
    axis: str
    about: str


def title(shown):
    """What is shown."""
    return f"What moves: {shown.outcome}"


def banded(shown):
    """How to read a figure with bands."""
    return f"{shown.about} {NOT_APART}."


def shades(factors):
    """The shade behind each factor: that of its band, or none where it stands alone."""
    groups = [one.group for one in factors]
    shared = [group for group in dict.fromkeys(groups) if groups.count(group) > 1]
    turn = {group: BANDS[place % 2] for place, group in enumerate(shared)}
    return [turn.get(group) for group in groups]


def rows(figure, axes, factors):
    """Names to the left, ranks to the right, a band a group."""
    heights = np.arange(len(factors))
    names = [style.cut(figure, one.name, style.FOOT + 1.5, NAMED) for one in factors]
    lists.name(axes, names, style.FOOT + 1.5)
    lists.grid(axes)
    for height, shade in enumerate(shades(factors)):
        if shade:
            axes.axhspan(height - 0.5, height + 0.5, color=shade, linewidth=0, zorder=0)
    ranks(axes, factors, heights)
    axes.axvline(0.0, color=style.QUIET, linewidth=0.8)


def ranks(axes, factors, heights):
    """The ranks that each factor may have, to the right of the axes."""
    look = {"textcoords": "offset points", "size": style.FOOT + 1, "color": style.QUIET}
    for height, one in zip(heights, factors, strict=True):
        axes.annotate(
            one.ranks, xy=(1.0, height), xycoords=("axes fraction", "data"), xytext=(5, 0),
            va="center", **look,
        )  # fmt: skip
    axes.annotate("rank", xy=(1.0, 1.0), xycoords="axes fraction", xytext=(5, 2), **look)


def whisker(axes, height, index, colour):
    """An interval as a line."""
    axes.plot([index.low, index.high], [height, height], color=colour, linewidth=1.3)


def caption(text):
    """What a figure says, with the words that stand under every one."""
    return f"{text} ({words.NOT_A_FORECAST})."


def table(shown):
    """The numbers by factor and series: the value with its interval, its band and ranks."""
    heads = ("factor", "ranks it may have", "band", "what", shown.axis, "low", "high")
    rows = [
        (one.name, one.ranks, one.group, name, *index)
        for one in shown.factors
        for name, index in zip(shown.series, one.series, strict=True)
    ]
    return heads, rows

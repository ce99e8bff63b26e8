"""A tornado around a base case: differences, a bar a setting, the largest factor on top."""

from typing import NamedTuple

from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim.plots import labels, lists, sensitivity, style
from sim.plots.sensitivity import GREY, MAIN, Index, ranks, shades, whisker

NAME = "sensitivity_tornado"
COLOURS = (GREY, MAIN, style.STAGE["limbo"])
PLACES = ("low end", "high end", "another choice")
RANKS, GAP = 0.8, 0.1  # inches: what ranks and margins take; around the name of a setting
WIDENED = 4  # times that an axis is made longer for names beyond its ends

title, finding = sensitivity.title, sensitivity.banded


class Move(NamedTuple):
    """A setting of a factor, and the difference it makes: its entry in place of a series."""

    setting: str
    place: int  # 0 the low end, 1 the high end, 2 a name
    index: Index


def body(shown):
    """Width and height [inches]."""
    many = sum(len(one.series) for one in shown.factors)
    return style.WIDTH, 1.1 + 0.19 * many + 0.1 * len(shown.factors)


def draw(figure, shown):
    """A bar a setting, those of a factor together."""
    used = sorted({move.place for one in shown.factors for move in one.series})
    entries = [(Patch(color=COLOURS[place]), PLACES[place]) for place in used]
    entries.append((Line2D([], [], color=style.INK, linewidth=1.3), "95 % interval"))
    labels.key(figure, entries)
    axes = figure.subplots()
    bands(axes, shown.factors)
    at, start = [], 0.0
    for one in shown.factors:
        many = len(one.series)
        at.append(start + (many - 1) / 2)
        for place, move in enumerate(one.series):
            axes.barh(start + place, move.index.value, height=0.78, color=COLOURS[move.place])
            whisker(axes, start + place, move.index, style.INK)
        start += many + 0.6
    finish(figure, axes, shown, at, start)
    settings(axes, shown.factors)


def bands(axes, factors):
    """A band a group."""
    start = 0.0
    for one, shade in zip(factors, shades(factors), strict=True):
        stop = start + len(one.series) + 0.6
        if shade:
            axes.axhspan(start - 0.8, stop - 0.8, color=shade, linewidth=0, zorder=0)
        start = stop


def finish(figure, axes, shown, at, stop):
    """Names, and room at both sides for what settings are called."""
    names = [style.cut(figure, one.name, style.FOOT + 1.5, 2.5) for one in shown.factors]
    axes.set_yticks(at, names)
    axes.tick_params(axis="y", labelcolor=style.INK, labelsize=style.FOOT + 1.5)
    axes.set_ylim(stop - 0.8, -0.8)
    lists.grid(axes)
    axes.axvline(0.0, color=style.QUIET, linewidth=0.8)
    ranks(axes, shown.factors, at)
    wide = max(style.measure(figure, name, style.FOOT + 1.5) for name in names)
    axes.set_xlim(limits(figure, shown.factors, style.WIDTH - wide - RANKS))
    axes.set_xlabel(shown.axis)


def limits(figure, factors, wide):
    """Ends of an axis so many inches wide, beyond which no setting's name reaches."""
    ends = [end for one in factors for move in one.series for end in move.index]
    low, high = min(*ends, 0.0), max(*ends, 0.0)
    room = 0.3 * ((high - low) or 1.0)
    low, high = low - room, high + room
    for _ in range(WIDENED):  # each time names take up more, for the axis holds more
        for move in (move for one in factors for move in one.series):
            name = style.measure(figure, move.setting, style.FOOT - 0.5) + GAP
            name *= (high - low) / wide
            end, is_left = beyond(move)
            low, high = (min(low, end - name), high) if is_left else (low, max(high, end + name))
    return low, high


def beyond(move):
    """Where the name of a setting begins, and whether it stands to the left of that."""
    is_left = move.index.value < 0.0
    return min(move.index.low, 0.0) if is_left else max(move.index.high, 0.0), is_left


def settings(axes, factors):
    """What each setting is called, beyond the end of its interval."""
    start = 0.0
    for one in factors:
        for place, move in enumerate(one.series):
            end, left = beyond(move)
            axes.annotate(
                move.setting, xy=(end, start + place), xytext=(-3 if left else 3, 0),
                textcoords="offset points", ha="right" if left else "left", va="center",
                size=style.FOOT - 0.5, color=style.QUIET,
            )  # fmt: skip
        start += len(one.series) + 0.6


def describe(shown):
    """The figure in words."""
    return f"{shown.outcome}: " + ", ".join(
        f"{one.name} at {move.setting} {move.index.value:+.2g}"
        for one in shown.factors for move in one.series
    )  # fmt: skip


def table(shown):
    """The numbers by factor and setting: the difference with its interval, its band and ranks."""
    heads = ("factor", "ranks it may have", "band", "setting", "what", shown.axis, "low", "high")
    rows = [
        (one.name, one.ranks, one.group, move.setting, PLACES[move.place], *move.index)
        for one in shown.factors
        for move in one.series
    ]
    return heads, rows

"""Which factors move an outcome: bars with intervals, Morris's plane, a tornado.

Factors that noise does not tell apart stand in one band, with a band's ranks beside it.
"""

from typing import NamedTuple

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim import words
from sim.plots import labels, style

MAIN, OTHER, THIRD = style.STAGE["calm"], style.INK, "#A9A9A9"
BANDS = ("#F2F2F2", "#E8E8E8")  # in turn
ROW = 0.33  # inches a factor
NAME = 2.75  # inches for the name of a factor
NOT_APART = "In a band: what noise cannot all tell apart; at the right the ranks each may have"


# Where a number may stand beside its point [points].
OFFSETS = ((7, 7), (-7, 7), (7, -7), (-7, -7), (0, 11), (0, -11))


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


class Bars(NamedTuple):
    """Factors in their order; ``series`` names what is drawn of each: a bar, then points."""

    outcome: str
    factors: tuple
    series: tuple
    axis: str
    about: str


class Move(NamedTuple):
    """A setting of a factor, and the difference it makes."""

    setting: str
    place: int  # 0 the low end, 1 the high end, 2 a name
    index: Index


class Tornado(NamedTuple):
    """Factors in their order, each with its moves in place of a series."""

    outcome: str
    factors: tuple
    axis: str
    about: str


def sheet(stem, body, title, about, foot, draw, alt):
    """A page with a title, drawn and written."""
    with style.sheet():
        page = style.page(body, title, about, foot)
        draw(page)
        style.freeze(page)
    style.write(page, stem, title, alt)


def shades(factors):
    """The shade behind each factor: that of its band, or none where it stands alone."""
    groups = [one.group for one in factors]
    shared = [group for group in dict.fromkeys(groups) if groups.count(group) > 1]
    turn = {group: BANDS[place % 2] for place, group in enumerate(shared)}
    return [turn.get(group) for group in groups]


def rows(figure, axes, factors):
    """Names to the left, ranks to the right, a band a group."""
    heights = np.arange(len(factors))
    names = [style.cut(figure, one.name, style.FOOT + 1.5, NAME) for one in factors]
    axes.set_yticks(heights, names)
    axes.tick_params(axis="y", labelcolor=style.INK, labelsize=style.FOOT + 1.5)
    axes.set_ylim(len(factors) - 0.5, -0.5)
    axes.grid(axis="y", visible=False)
    axes.grid(axis="x", visible=True)
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


def bars(stem, shown, foot):
    """Draw indices: the first series as bars, the others as points, all with intervals."""

    def draw(figure):
        entries = [(Patch(color=MAIN), shown.series[0])]
        entries += [(dot(style.PARTY[1]), name) for name in shown.series[1:]]
        entries.append((Line2D([], [], color=style.INK, linewidth=1.3), "95 % interval"))
        labels.key(figure, entries)
        axes = figure.subplots()
        rows(figure, axes, shown.factors)
        for height, one in enumerate(shown.factors):
            first, *others = one.series
            axes.barh(height - 0.1, max(first.value, 0.0), height=0.4, color=MAIN)
            whisker(axes, height - 0.1, first, style.INK)
            for other in others:
                whisker(axes, height + 0.26, other, style.PARTY[1])
                axes.plot([other.value], [height + 0.26], marker="o", markersize=4,
                          color=style.PARTY[1])  # fmt: skip
        axes.set_xlabel(shown.axis)

    body = style.WIDTH, 1.0 + ROW * len(shown.factors)
    alt = f"{shown.outcome}: {shown.series[0]} " + ", ".join(
        f"{one.name} {one.series[0].value:.2g} ({one.series[0].low:.2g} to "
        f"{one.series[0].high:.2g})" for one in shown.factors
    )  # fmt: skip
    sheet(
        stem, body, f"What moves: {shown.outcome}", f"{shown.about} {NOT_APART}.", foot, draw, alt
    )


def dot(colour):
    """A point of the key."""
    return Line2D([], [], color=colour, marker="o", markersize=4, linewidth=1.3)


def plane(stem, shown, foot):
    """Draw Morris's plane: mu* across, sigma up; numbered where mu* is told apart from nothing."""
    clear = [one for one in shown.factors if one.series[0].low > 0.0]

    def draw(figure):
        axes, listing = figure.subplots(1, 2, width_ratios=(1.0, 0.72))
        for one in shown.factors:
            colour = MAIN if one in clear else THIRD
            size, spread = one.series
            axes.plot([size.low, size.high], [spread.value] * 2, color=colour, linewidth=1.0)
            axes.plot([size.value] * 2, [spread.low, spread.high], color=colour, linewidth=1.0)
            axes.plot([size.value], [spread.value], marker="o", markersize=5, color=colour)
        ends = [max(index.high for index in one.series) for one in shown.factors]
        most = 1.05 * (max(ends) or 1.0)
        axes.plot([0.0, most], [0.0, most], color=style.FAINT, linewidth=1.0, zorder=0)
        least = min(0.0, *(one.series[0].low for one in shown.factors))
        axes.set_xlim(least - 0.03 * (most - least), most)
        axes.set_ylim(bottom=-0.03 * axes.get_ylim()[1])  # so that points at 0 are whole
        axes.set_xlabel("mu*: mean size of its effects")
        axes.set_ylabel("sigma: how much they vary")
        axes.grid(axis="x", visible=True)
        number(figure, axes, clear)
        names(figure, listing, shown.factors, clear)

    body = style.WIDTH, max(3.3, 0.5 + 0.24 * len(shown.factors))
    alt = f"{shown.outcome}: mu* and sigma " + ", ".join(
        f"{one.name} {one.series[0].value:.2g} and {one.series[1].value:.2g}"
        for one in shown.factors
    )
    sheet(stem, body, f"What moves: {shown.outcome}", shown.about, foot, draw, alt)


def number(figure, axes, clear):
    """Numbers beside points, where there is room; one that finds none stands in the list alone."""
    labels.settle(figure)
    points = [(one.series[0].value, one.series[1].value) for one in clear]
    places = axes.transData.transform(points) if points else []
    taken = []
    for place, (point, pixels) in enumerate(zip(points, places, strict=True)):
        for offset in OFFSETS:
            middle = pixels + np.array(offset) * figure.dpi / 72.0
            room = 10.0 * figure.dpi / 72.0
            if all(np.abs(middle - other).max() > room for other in taken):
                taken.append(middle)
                axes.annotate(
                    str(place + 1), xy=point, xytext=offset, textcoords="offset points",
                    ha="center", va="center", size=style.FOOT + 1, color=style.INK,
                )  # fmt: skip
                break


def names(figure, axes, factors, clear):
    """The list of factors, numbered as the points are; the others in grey."""
    axes.set_axis_off()
    axes.set_ylim(max(len(factors), 10) - 0.5, -0.5)
    axes.set_xlim(0.0, 1.0)
    for height, one in enumerate(factors):
        lead = f"{clear.index(one) + 1}  " if one in clear else "·  "
        text = style.cut(figure, lead + one.name, style.FOOT + 1, 2.55)
        colour = style.INK if one in clear else style.QUIET
        axes.text(0.0, height, text, size=style.FOOT + 1, va="center", color=colour)


def tornado(stem, shown, foot):
    """Draw differences from the base case, a bar a setting, the largest factor on top."""
    colours = (THIRD, MAIN, style.STAGE["limbo"])

    def draw(figure):
        used = sorted({move.place for one in shown.factors for move in one.series})
        texts = ("low end", "high end", "another choice")
        entries = [(Patch(color=colours[place]), texts[place]) for place in used]
        entries.append((Line2D([], [], color=style.INK, linewidth=1.3), "95 % interval"))
        labels.key(figure, entries)
        axes = figure.subplots()
        bands(axes, shown.factors)
        at, start = [], 0.0
        for one in shown.factors:
            many = len(one.series)
            at.append(start + (many - 1) / 2)
            for place, move in enumerate(one.series):
                axes.barh(start + place, move.index.value, height=0.78, color=colours[move.place])
                whisker(axes, start + place, move.index, style.INK)
            start += many + 0.6
        finish(figure, axes, shown, at, start)
        settings(axes, shown.factors)

    many = sum(len(one.series) for one in shown.factors)
    body = style.WIDTH, 1.1 + 0.19 * many + 0.1 * len(shown.factors)
    alt = f"{shown.outcome}: " + ", ".join(
        f"{one.name} at {move.setting} {move.index.value:+.2g}"
        for one in shown.factors for move in one.series
    )  # fmt: skip
    sheet(
        stem, body, f"What moves: {shown.outcome}", f"{shown.about} {NOT_APART}.", foot, draw, alt
    )


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
    axes.grid(axis="y", visible=False)
    axes.grid(axis="x", visible=True)
    axes.axvline(0.0, color=style.QUIET, linewidth=0.8)
    ranks(axes, shown.factors, at)
    ends = [end for one in shown.factors for move in one.series for end in move.index]
    low, high = min(*ends, 0.0), max(*ends, 0.0)
    room = 0.3 * ((high - low) or 1.0)
    axes.set_xlim(low - room, high + room)
    axes.set_xlabel(shown.axis)


def settings(axes, factors):
    """What each setting is called, beyond the end of its interval."""
    start = 0.0
    for one in factors:
        for place, move in enumerate(one.series):
            left = move.index.value < 0.0
            end = min(move.index.low, 0.0) if left else max(move.index.high, 0.0)
            axes.annotate(
                move.setting, xy=(end, start + place), xytext=(-3 if left else 3, 0),
                textcoords="offset points", ha="right" if left else "left", va="center",
                size=style.FOOT - 0.5, color=style.QUIET,
            )  # fmt: skip
        start += len(one.series) + 0.6


def caption(text):
    """What a figure says, with the words that stand under every one."""
    return f"{text} ({words.NOT_A_FORECAST})."

"""Morris's plane: mu* across, sigma up, a point a factor."""

import numpy as np

from sim.plots import labels, sensitivity, style
from sim.plots.sensitivity import GREY, MAIN

NAME = "sensitivity_morris"

title, table = sensitivity.title, sensitivity.table

# Where a number may stand beside its point [points].
OFFSETS = ((7, 7), (-7, 7), (7, -7), (-7, -7), (0, 11), (0, -11))


def body(shown):
    """Width and height [inches]."""
    return style.WIDTH, max(3.3, 0.5 + 0.24 * len(shown.factors))


def finding(shown):
    """How to read it."""
    return shown.about


def draw(figure, shown):
    """Points with their intervals, numbered where mu* is told apart from nothing."""
    clear = [one for one in shown.factors if one.series[0].low > 0.0]
    axes, listing = figure.subplots(1, 2, width_ratios=(1.0, 0.72))
    for one in shown.factors:
        colour = MAIN if one in clear else GREY
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


def describe(shown):
    """The figure in words."""
    return f"{shown.outcome}: mu* and sigma " + ", ".join(
        f"{one.name} {one.series[0].value:.2g} and {one.series[1].value:.2g}"
        for one in shown.factors
    )

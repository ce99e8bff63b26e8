"""Sobol's indices of each factor: a bar and points, all with intervals."""

from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim.plots import labels, sensitivity, style
from sim.plots.sensitivity import MAIN, rows, whisker

NAME = "sensitivity_sobol"
ROW = 0.33  # inches a factor

title, finding, table = sensitivity.title, sensitivity.banded, sensitivity.table


def body(shown):
    """Width and height [inches]."""
    return style.WIDTH, 1.0 + ROW * len(shown.factors)


def draw(figure, shown):
    """The first series as bars, the others as points, all with intervals."""
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


def dot(colour):
    """A point of the key."""
    return Line2D([], [], color=colour, marker="o", markersize=4, linewidth=1.3)


def describe(shown):
    """The figure in words."""
    return f"{shown.outcome}: {shown.series[0]} " + ", ".join(
        f"{one.name} {one.series[0].value:.2g} ({one.series[0].low:.2g} to "
        f"{one.series[0].high:.2g})" for one in shown.factors
    )  # fmt: skip

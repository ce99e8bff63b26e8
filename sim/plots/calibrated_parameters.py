"""The parameters of a calibration: how often each value is drawn, before and after the data."""

from typing import NamedTuple

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim import words
from sim.plots import labels, style

NAME = "calibration_parameters"
BEFORE, AFTER = "#B8B8B8", style.STAGE["calm"]
BINS = 24
ROW = 1.55  # inches a row of parameters


class Parameter(NamedTuple):
    """A parameter: what it is called, its range, and its values before and after."""

    name: str
    unit: str
    low: float
    high: float
    logarithmic: bool
    before: np.ndarray
    after: np.ndarray

    @property
    def edges(self):
        """The edges of the bars."""
        space = np.geomspace if self.logarithmic else np.linspace
        return space(self.low, self.high, BINS + 1)

    def heights(self, values):
        """How often values lie in each bar, 1 if they were drawn evenly."""
        return np.histogram(values, self.edges)[0] / len(values) * BINS


class Numbers(NamedTuple):
    """What the figure shows."""

    parameters: list
    heading: str


def rows(shown):
    """Rows of panels; two to a row."""
    return (len(shown.parameters) + 1) // 2


def body(shown):
    """Width and height [inches]."""
    return style.WIDTH, 0.3 + ROW * rows(shown)


def title(_):
    """What is shown."""
    return "Parameters before and after the data"


def finding(shown):
    """How to read it."""
    return f"{shown.heading}. How often each value is drawn, over the range it may have."


def draw(figure, shown):
    """A panel a parameter, before and after."""
    after = Line2D([], [], color=AFTER, linewidth=2.2)
    labels.key(figure, [(Patch(color=BEFORE), "prior"), (after, "posterior")])
    grid = figure.subplots(rows(shown), 2, squeeze=False).ravel()
    for axes, one in zip(grid, shown.parameters, strict=False):
        panel(axes, one)
    for axes in grid[len(shown.parameters) :]:
        axes.set_visible(False)


def panel(axes, one):
    """One parameter: the prior filled, the posterior as a line."""
    for values, style_of in (
        (one.before, {"fill": True, "color": BEFORE}),
        (one.after, {"fill": False, "color": AFTER, "linewidth": 2.0}),
    ):
        axes.stairs(one.heights(values), one.edges, **style_of)
    if one.logarithmic:
        axes.set_xscale("log")
    axes.set_xlim(one.low, one.high)
    axes.set_ylim(bottom=0.0)
    axes.set_yticks([])
    axes.grid(visible=False)
    lines = style.wrap(axes.figure, one.name, style.SMALL, 2.8)
    axes.set_title("\n".join(lines), size=style.SMALL)
    axes.set_xlabel(one.unit, size=style.SMALL)


def describe(shown):
    """The figure in words."""
    means = [
        f"{one.name} from {one.before.mean():.3g} to {one.after.mean():.3g}"
        for one in shown.parameters
    ]
    return f"Histograms of each parameter before and after; means: {words.listed(means)}."


def table(shown):
    """The numbers by parameter and bar: how often its values are drawn, 1 where evenly."""
    heads = ("parameter", "unit", "from", "to", "prior [times as often as evenly]",
             "posterior [times as often as evenly]")  # fmt: skip
    found = []
    for one in shown.parameters:
        heights = one.heights(one.before), one.heights(one.after)
        bars = zip(one.edges[:-1], one.edges[1:], *heights, strict=True)
        found += [(one.name, one.unit, *bar) for bar in bars]
    return heads, found

"""A box of scenario discovery over two factors: points coloured by their cases, the box a frame."""

from typing import NamedTuple

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle

from sim.plots import style

NAME = "discover_box"
BODY = (style.WIDTH, 4.3)  # inches
SHARES = LinearSegmentedColormap.from_list("shares", ("#F1E3B5", "#7FB3A4", "#134E4A"))
SPREAD = 0.7  # of the room between levels that points are spread over
FEW = 12  # levels that each have a tick
ACROSS, UP, LINE = 4.2, 3.8, 0.22  # inches that labels have, and that each more across takes


class Axis(NamedTuple):
    """A factor as an axis: what it is called, where points stand, and what the box keeps."""

    name: str
    unit: str
    values: np.ndarray  # of points; places of names
    levels: tuple
    ordered: bool
    low: float
    high: float
    kept: tuple  # places of the levels kept
    logarithmic: bool = False


class Numbers(NamedTuple):
    """Points over two factors, with the share of their cases."""

    across: Axis
    up: Axis
    shares: np.ndarray
    beside: np.ndarray  # points that the box leaves out for other reasons than these two
    bar: str
    heading: str


def title(shown):
    """What is shown."""
    return shown.heading


def finding(shown):
    """How to read it."""
    small = " Small dots lie outside it for other reasons." if shown.beside.any() else ""
    names = [axis.name for axis in (shown.across, shown.up) if is_spread(axis, shown)]
    spread = "".join(
        f" Where dots stand within a level of {name} means nothing: it keeps them apart."
        for name in names
    )
    return f"A dot stands for all points at its place; the frame is the box.{small}{spread}"


def draw(figure, shown):
    """Dots coloured by share, those that the box leaves out for other reasons small; the box."""
    axes = figure.subplots()
    across, up = placed(shown.across, shown), placed(shown.up, shown)
    for mask, size, line in ((shown.beside, 9, 0.0), (~shown.beside, 26, 0.5)):
        drawn = axes.scatter(
            across[mask], up[mask], c=100 * shown.shares[mask], cmap=SHARES, vmin=0, vmax=100,
            s=size, edgecolor=style.QUIET, linewidth=line,
        )  # fmt: skip
    outline(axes, shown)
    set_axis(axes.xaxis, axes.set_xlim, axes.set_xscale, shown.across)
    set_axis(axes.yaxis, axes.set_ylim, axes.set_yscale, shown.up)
    below = style.wrap(figure, label(shown.across), style.BODY, ACROSS)
    beside = style.wrap(figure, label(shown.up), style.BODY, UP - LINE * (len(below) - 1))
    axes.set_xlabel("\n".join(below))
    axes.set_ylabel("\n".join(beside))
    axes.grid(visible=False)
    bar = figure.colorbar(drawn, ax=axes, shrink=0.9, pad=0.02)
    bar.set_label(f"{shown.bar} [%]")
    bar.outline.set_visible(False)


def label(axis):
    """An axis' label, with its unit."""
    return f"{axis.name} [{axis.unit}]" if axis.unit else axis.name


def has_few(axis):
    """True if an axis has a tick for each level."""
    return not axis.ordered or len(axis.levels) <= FEW


def is_spread(axis, shown):
    """True if dots are spread within the levels of an axis: the other one parts them alone."""
    return has_few(axis) and not (has_few(shown.across) and has_few(shown.up))


def placed(axis, shown):
    """Where points stand: at their values, or spread evenly within levels in a shuffled order."""
    if not is_spread(axis, shown):
        return axis.values
    places = np.random.default_rng(1).permutation(len(axis.values))  # the same each time
    turn = (places + 0.5) / len(places) - 0.5
    return axis.values + SPREAD * spacing(axis) * turn


def spacing(axis):
    """The room between levels."""
    return float(np.diff(axis.levels).min()) if axis.ordered else 1.0


def outline(axes, shown):
    """The box: a frame for each pair of stretches of levels kept."""
    for left, right in edges(shown.across):
        for bottom, top in edges(shown.up):
            axes.add_patch(Rectangle(
                (left, bottom), right - left, top - bottom, fill=False, edgecolor=style.INK,
                linewidth=1.8, zorder=3, clip_on=False,
            ))  # fmt: skip


def edges(axis):
    """The stretches of an axis that the box keeps."""
    half = 0.5 * spacing(axis) if has_few(axis) else 0.0
    if axis.ordered:
        return [(axis.low - half, axis.high + half)]
    kept = sorted(axis.kept)
    starts = [place for place in kept if place - 1 not in kept]
    stops = [place for place in kept if place + 1 not in kept]
    return [(first - half, last + half) for first, last in zip(starts, stops, strict=True)]


def set_axis(axis, set_limits, set_scale, shown):
    """Ticks and ends of an axis."""
    if not shown.ordered:
        axis.set_ticks(range(len(shown.levels)), shown.levels)
        set_limits(-0.6, len(shown.levels) - 0.4)
        return
    if has_few(shown):
        axis.set_ticks(shown.levels, [f"{one:g}" for one in shown.levels])
        half = 0.6 * spacing(shown)
        set_limits(shown.levels[0] - half, shown.levels[-1] + half)
        return
    low, high = shown.levels[0], shown.levels[-1]
    if shown.logarithmic:
        set_scale("log")
        ticks = [tick for tick in ticks_of(low, high) if low <= tick <= high]
        axis.set_ticks(ticks, [f"{one:g}" for one in ticks])
        axis.set_ticks([], minor=True)
        set_limits(low / (high / low) ** 0.03, high * (high / low) ** 0.03)
        return
    set_limits(low - 0.03 * (high - low), high + 0.03 * (high - low))


def ticks_of(low, high):
    """Round numbers for a logarithmic axis."""
    powers = range(int(np.floor(np.log10(low))), int(np.ceil(np.log10(high))) + 1)
    return [step * 10.0**power for power in powers for step in (1, 1.5, 2, 3, 5, 7)]


def describe(shown):
    """The figure in words."""
    return (
        f"Points over {shown.across.name} and {shown.up.name}, coloured by {shown.bar} [%], with "
        "the box as a frame."
    )


def table(shown):
    """The numbers by dot, then the ends of the box: an end of a factor's range or a name kept."""
    heads = ("what", label(shown.across), label(shown.up), f"{shown.bar} [share]",
             "left out for other reasons")  # fmt: skip
    places = zip(named(shown.across), named(shown.up), shown.shares, shown.beside, strict=True)
    rows = [("dot", *row) for row in places]
    rows += [("the box keeps", one, None, None, None) for one in kept(shown.across)]
    rows += [("the box keeps", None, one, None, None) for one in kept(shown.up)]
    return heads, rows


def named(axis):
    """Where dots stand: the values of numbers, the names of names."""
    if axis.ordered:
        return axis.values
    return [axis.levels[int(place)] for place in axis.values]


def kept(axis):
    """The least and the greatest value that the box keeps, or each name."""
    if axis.ordered:
        return axis.low, axis.high
    return [axis.levels[place] for place in axis.kept]

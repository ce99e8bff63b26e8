"""What scenario discovery found: the trade-off on the way, a box over two factors, its ranges."""

from typing import NamedTuple

import matplotlib
import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from sim.plots import labels, style

KEPT, WHOLE = style.STAGE["calm"], "#DDDDDD"
SHARES = LinearSegmentedColormap.from_list("shares", ("#F1E3B5", "#7FB3A4", "#134E4A"))
DECIDED = style.PARTY_INK[1]
ROW = 0.62  # inches a factor
COLUMNS = 8  # of the trade-off's key, as many as there is room for
SPREAD = 0.7  # of the room between levels that points are spread over


class Way(NamedTuple):
    """The trajectory: coverage, density and restricted dimensions of each box on it."""

    coverage: np.ndarray
    density: np.ndarray
    restricted: np.ndarray
    chosen: int  # -1 for none
    asked: float  # density


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


class Map(NamedTuple):
    """Points over two factors, with the share of their cases."""

    across: Axis
    up: Axis
    shares: np.ndarray
    beside: np.ndarray  # points that the box leaves out for other reasons than these two
    bar: str


class Range(NamedTuple):
    """One factor of a box, normalised: spans from 0 to 1 of the points' order that are kept."""

    name: str
    is_decision: bool
    spans: tuple  # (from, to) each
    words: str  # the condition
    reproduced: float  # nan where the factor is not restricted


def trade_off(stem, way, title, subtitle, foot):
    """Draw coverage against density along the way."""
    heading = title
    with style.sheet():
        page = style.page((style.WIDTH, 4.0), heading, subtitle, foot)
        axes = page.subplots()
        most = max(int(way.restricted.max()), 1)
        colours = matplotlib.colormaps["viridis_r"].resampled(most + 1)
        axes.plot(100 * way.coverage, 100 * way.density, color=style.FAINT, zorder=1)
        for count in range(most + 1):
            chosen = way.restricted == count
            axes.scatter(
                100 * way.coverage[chosen], 100 * way.density[chosen], s=34,
                color=colours(count), zorder=2, edgecolor="white", linewidth=0.5,
            )  # fmt: skip
        axes.axhline(100 * way.asked, color=style.PARTY[1], linewidth=1.2, linestyle="--")
        if way.chosen >= 0:
            at = 100 * way.coverage[way.chosen], 100 * way.density[way.chosen]
            axes.scatter(*at, s=150, facecolor="none", edgecolor=style.INK, linewidth=1.6, zorder=3)
        axes.set_xlim(104, -4)
        axes.set_ylim(0, 104)
        axes.set_xlabel("coverage [% of all cases]")
        axes.set_ylabel("density [% that are cases]")
        entries = way_key(way, colours)
        columns = min(len(entries), COLUMNS)
        labels.key(page, by_rows(entries, columns), columns)
        style.freeze(page)
    style.write(page, stem, heading, told(way))


def by_rows(entries, columns):
    """Entries of a key in the order in which columns, filled one by one, read row by row."""
    return [one for place in range(columns) for one in entries[place::columns]]


def way_key(way, colours):
    """The key of the trade-off: what is asked, and how many dimensions a box restricts."""
    counts = np.unique(way.restricted).tolist()
    dots = [
        (
            Line2D([], [], marker="o", linestyle="", color=colours(count), markersize=6),
            f"{count} restricted" if count == counts[0] else f"{count}",
        )
        for count in counts
    ]
    more = [(Line2D([], [], color=style.PARTY[1], linestyle="--", linewidth=1.2), "asked for")]
    if way.chosen >= 0:
        ring = Line2D([], [], marker="o", linestyle="", color="none", markeredgecolor=style.INK,
                      markersize=10)  # fmt: skip
        more.append((ring, "chosen"))
    return more + dots


def told(way):
    """The trade-off in words."""
    first, last = (f"{100 * way.density[place]:.0f} %" for place in (0, -1))
    chosen = ""
    if way.chosen >= 0:
        chosen = (
            f" The box chosen has density {100 * way.density[way.chosen]:.0f} % and coverage "
            f"{100 * way.coverage[way.chosen]:.0f} %."
        )
    return f"Density rises from {first} to {last} as the box gets smaller.{chosen}"


def box_map(stem, shown, title, subtitle, foot):
    """Draw the points over two factors, coloured by share, with the box around those inside."""
    heading = title
    with style.sheet():
        page = style.page((style.WIDTH, 4.3), heading, subtitle, foot)
        axes = page.subplots()
        across, up = placed(shown.across), placed(shown.up)
        for mask, size, line in ((shown.beside, 9, 0.0), (~shown.beside, 26, 0.5)):
            drawn = axes.scatter(
                across[mask], up[mask], c=100 * shown.shares[mask], cmap=SHARES, vmin=0, vmax=100,
                s=size, edgecolor=style.QUIET, linewidth=line,
            )  # fmt: skip
        outline(axes, shown)
        set_axis(axes.xaxis, axes.set_xlim, axes.set_xscale, shown.across)
        set_axis(axes.yaxis, axes.set_ylim, axes.set_yscale, shown.up)
        axes.set_xlabel(label(shown.across))
        lines = style.wrap(page, label(shown.up), style.BODY, 3.8)
        axes.set_ylabel("\n".join(lines))
        axes.grid(visible=False)
        bar = page.colorbar(drawn, ax=axes, shrink=0.9, pad=0.02)
        bar.set_label(shown.bar)
        bar.outline.set_visible(False)
        style.freeze(page)
    alt = (
        f"Points over {shown.across.name} and {shown.up.name}, coloured by {shown.bar}, with the "
        "box as a frame."
    )
    style.write(page, stem, heading, alt)


def label(axis):
    """An axis' label, with its unit."""
    return f"{axis.name} [{axis.unit}]" if axis.unit else axis.name


def placed(axis):
    """Where points stand: at their values, spread a little where there are few levels."""
    if axis.ordered and len(axis.levels) > 12:
        return axis.values
    room = spacing(axis) * SPREAD
    turn = np.modf(np.arange(len(axis.values)) * 0.6180339887)[0] - 0.5  # no luck in a figure
    return axis.values + room * turn


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
    half = 0.0 if axis.ordered and len(axis.levels) > 12 else 0.5 * spacing(axis)
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
    if len(shown.levels) <= 12:
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


def ranges(stem, rows, title, subtitle, foot):
    """Draw what a box keeps of each factor's range, normalised."""
    heading = title
    with style.sheet():
        page = style.page((style.WIDTH, 0.35 + ROW * len(rows)), heading, subtitle, foot)
        colours = {True: DECIDED, False: KEPT}
        entries = [(Patch(color=WHOLE), "whole range")]
        for is_decision, words in ((True, "kept, a decision"), (False, "kept, an uncertainty")):
            if any(row.is_decision == is_decision for row in rows):
                entries.append((Patch(color=colours[is_decision]), words))
        labels.key(page, entries)
        axes = page.subplots()
        for height, row in enumerate(rows):
            axes.barh(height, 1.0, height=0.34, color=WHOLE)
            free = np.isnan(row.reproduced)
            for start, stop in row.spans:
                axes.barh(
                    height, stop - start, left=start, height=0.34,
                    color=colours[row.is_decision], alpha=0.35 if free else 1.0,
                )  # fmt: skip
            back = "" if free else f"; in {100 * row.reproduced:.0f} % of resamples"
            axes.text(0.0, height - 0.22, f"{row.words}{back}", size=style.FOOT + 1,
                      color=style.QUIET, va="bottom")  # fmt: skip
        names = ["\n".join(style.wrap(page, row.name, style.SMALL, 1.9)) for row in rows]
        axes.set_yticks(range(len(rows)), names)
        axes.tick_params(axis="y", labelcolor=style.INK)
        axes.set_ylim(len(rows) - 0.6, -0.75)
        axes.set_xlim(-0.005, 1.005)
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["lowest", "25 %", "50 %", "75 %", "highest"])
        axes.set_xlabel("points, in the order of the factor")
        axes.grid(visible=False)
        style.freeze(page)
    alt = "; ".join(f"{row.name} {row.words}" for row in rows)
    style.write(page, stem, heading, f"What the box keeps of each factor: {alt}.")

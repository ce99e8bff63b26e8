"""An outcome by the levels of each thing that varied: a panel each, all on one scale."""

import math
from typing import NamedTuple

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.ticker import NullLocator

from sim.plots import labels, style

NAME = "effects"
ROW, HEADING, TURNED = 1.75, 0.42, 0.62  # inches: a row of panels, its headings, names on a slant
COLUMNS = 2
TICK = 9.0  # points
NAMED = 1.05  # inches: the longest name on a slant
DECIDED, UNSURE = style.STAGE["calm"], style.STAGE["fighting"]  # of no party


class Panel(NamedTuple):
    """One thing that varied; ``places`` are numbers on its axis, or there are none for names."""

    heading: str
    label: str  # of the axis: what the numbers mean, and their unit
    is_decision: bool
    levels: list
    places: list
    values: np.ndarray  # (levels, 3): mean, ends of the bar; nan where there is none
    log: bool = False
    is_paired: bool = True  # bars are of differences from the first level
    is_range: bool = False  # levels are parts of a range, at the means of what lies in them


class Numbers(NamedTuple):
    """What the figure shows."""

    panels: list  # decisions first
    outcome: str
    axis: str  # of the outcome, with its unit
    finding: str
    reading: str


def body(shown):
    """Width and height [inches]."""
    slanted = [any(is_slanted(one) for one in row) for row in rows(shown.panels)]
    height = sum(ROW + HEADING + TURNED * turned for turned in slanted)
    return style.WIDTH + 0.8, 0.35 + height


def rows(panels):
    """The panels of each row; what nobody knows begins a row of its own."""
    found = []
    for wanted in (True, False):
        part = [one for one in panels if one.is_decision is wanted]
        found += [part[place : place + COLUMNS] for place in range(0, len(part), COLUMNS)]
    return found


def title(shown):
    """What came out."""
    return shown.finding


def finding(shown):
    """How to read it."""
    return shown.reading


def draw(figure, shown):
    """A dot a level with its bar; decisions have the line of their first level behind them."""
    key(figure, shown.panels)
    grid = rows(shown.panels)
    columns = max(len(row) for row in grid)
    panels = figure.subplots(len(grid), columns, sharey=True, squeeze=False)
    for axes in panels.flat:
        axes.set_visible(False)
    for line, row in zip(panels, grid, strict=True):
        for axes, panel in zip(line, row, strict=False):
            axes.set_visible(True)
            draw_panel(axes, panel)
        line[0].set_ylabel(shown.axis, size=TICK + 0.5)
    labels.settle(figure)
    for line, row in zip(panels, grid, strict=True):
        for axes, panel in zip(line, row, strict=False):
            name_levels(axes, panel)


def key(figure, panels):
    """What the colours mean."""
    entries = []
    for is_decision, words in ((True, "decided"), (False, "not known")):
        if any(one.is_decision is is_decision for one in panels):
            line = Line2D([], [], marker=mark(is_decision), color=colour(is_decision), linewidth=2)
            entries.append((line, words))
    if any(one.is_paired for one in panels):
        line = Line2D([], [], color=style.QUIET, linewidth=1, linestyle=(0, (4, 2)))
        entries.append((line, "mean at the first level"))
    labels.key(figure, entries)


def colour(is_decision):
    """The colour of a panel."""
    return DECIDED if is_decision else UNSURE


def mark(is_decision):
    """The mark of a panel."""
    return "o" if is_decision else "s"


def across(panel):
    """Where the levels stand on the axis."""
    return np.array(panel.places or range(len(panel.levels)), dtype=float)


def draw_panel(axes, panel):
    """Dots, bars, heading."""
    figure, tint, places = axes.figure, colour(panel.is_decision), across(panel)
    if panel.log:
        axes.set_xscale("log")
    value, low, high = panel.values.T
    if panel.is_paired:
        axes.axhline(
            value[~np.isnan(value)][0],
            color=style.QUIET,
            linewidth=1,
            linestyle=(0, (4, 2)),
            zorder=1,
        )
    if panel.places:
        order = np.argsort(places)
        order = order[~np.isnan(value[order])]
        axes.plot(places[order], value[order], color=tint, linewidth=1, alpha=0.5, zorder=2)
    bars = np.nan_to_num(np.maximum([value - low, high - value], 0.0))
    axes.errorbar(
        places, value, yerr=bars, fmt=mark(panel.is_decision), color=tint, markersize=4,
        elinewidth=1.8, capsize=3, capthick=1.8, linestyle="", zorder=3,
    )  # fmt: skip
    lines = style.wrap(figure, panel.heading, style.SMALL, 2.85, "bold")
    text = "\n".join([lines[0], style.cut(figure, " ".join(lines[1:]), style.SMALL, 2.7)])
    axes.set_title(text.rstrip(), size=style.SMALL, weight="bold", color=tint)
    axes.set_xlabel(in_two(figure, panel.label), size=style.FOOT)
    axes.tick_params(labelsize=TICK)
    axes.set_xlim(*ends(panel))
    axes.xaxis.set_minor_locator(NullLocator())


def ends(panel):
    """Ends of a panel's axis: a little beyond the first and last level that have a mean."""
    if not panel.places:
        return -0.5, len(panel.levels) - 0.5
    there = across(panel)[~np.isnan(panel.values[:, 0])]
    low, high = there.min(), there.max()
    if panel.log:
        room = (high / low) ** 0.07 if high > low else 1.1
        return low / room, high * room
    room = 0.07 * (high - low) if high > low else max(0.1 * abs(high), 0.1)
    return low - room, high + room


def in_two(figure, text):
    """A text in two lines at most."""
    lines = style.wrap(figure, text, style.FOOT, 2.75)
    if len(lines) > 2:
        lines[1:] = [style.cut(figure, " ".join(lines[1:]), style.FOOT, 2.75)]
    return "\n".join(lines)


def name_levels(axes, panel):
    """Write the levels under the axis: as many numbers as have room; all names, on a slant."""
    figure = axes.figure
    if not panel.places:
        slanted = is_slanted(panel)
        names = [labels.shortened(figure, one, TICK, NAMED) for one in panel.levels]
        axes.set_xticks(range(len(names)), names)
        if slanted:
            axes.tick_params(axis="x", rotation=35)
            for text in axes.get_xticklabels():
                text.set(ha="right", rotation_mode="anchor")
        return
    places, texts = ticks(axes, panel)
    axes.set_xticks(places, texts)


def is_slanted(panel):
    """True for names that do not fit side by side."""
    if panel.places or not panel.levels:
        return False
    return max(len(one) for one in panel.levels) * len(panel.levels) > 30


def ticks(axes, panel):
    """Numbers on the axis that do not touch: levels, or round numbers of a range."""
    figure = axes.figure
    places, texts = across(panel), panel.levels
    if panel.is_range:
        places = np.array(round_numbers(places.min(), places.max(), panel.log))
        texts = [f"{one:g}" for one in places]
    low, high = axes.get_xlim()
    order = [one for one in np.argsort(places) if low <= places[one] <= high]
    spots = axes.transData.transform(np.column_stack([places, np.ones(len(places))]))[:, 0]
    kept, edge = [], -math.inf
    for place in order:
        wide = style.measure(figure, texts[place], TICK) * figure.dpi
        if spots[place] - wide / 2 > edge:
            kept.append(place)
            edge = spots[place] + wide / 2 + 0.05 * figure.dpi
    return places[kept], [texts[place] for place in kept]


def round_numbers(low, high, log):
    """A few round numbers within a range."""
    if log:
        decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
        steps = (1, 2, 5) if high > 20 * low else (1, 1.5, 2, 3, 4, 5, 6, 8)
        found = [step * 10.0**one for one in decades for step in steps]
    else:
        rough = 10.0 ** math.floor(math.log10((high - low) / 3))
        step = max(one * rough for one in (1, 2, 5) if one * rough <= (high - low) / 3)
        found = [step * one for one in range(math.ceil(low / step), math.floor(high / step) + 1)]
    found = [float(f"{one:.6g}") for one in found if low <= one <= high]
    return found or [float(f"{one:.3g}") for one in (low, high)]


def describe(shown):
    """The figure in words."""
    parts = []
    for panel in shown.panels:
        said = [
            f"{level} {value:.3g}"
            for level, value in zip(panel.levels, panel.values[:, 0], strict=True)
            if not np.isnan(value)
        ]
        parts.append(f"{panel.heading}: {', '.join(said)}")
    return f"{shown.outcome} {shown.axis} by level. {'; '.join(parts)}."


def table(shown):
    """The numbers by thing that varied and its level: the mean, and the ends of its bar."""
    outcome = f"{shown.outcome} {shown.axis}"
    heads = ("what varied", "its axis", "decided", "level", "place on the axis", outcome, "low",
             "high")  # fmt: skip
    rows = []
    for panel in shown.panels:
        places = panel.places or [None] * len(panel.levels)
        by_level = zip(panel.levels, places, panel.values, strict=True)
        rows += [
            (panel.heading, panel.label, panel.is_decision, level, place, *values)
            for level, place, values in by_level
        ]
    return heads, rows

"""Differences between scenarios on the same luck: a dot and an interval an outcome and scenario."""

from typing import NamedTuple

import numpy as np
from matplotlib.lines import Line2D

from sim import words
from sim.plots import continued, labels, lists, style

NAME = "compare_differences"
LINE = 0.17  # inches a dot
GAP = 0.1  # inches between outcomes
REST = 1.3  # inches for the key, the axis and the gap between the panels
TEXT = 8.5  # points


class Line(NamedTuple):
    """An outcome in words, and its differences, one a scenario; shares in points of a hundred."""

    label: str
    unit: str
    values: np.ndarray  # (scenarios,)
    lows: np.ndarray
    highs: np.ndarray
    texts: tuple  # the numbers in words, one a scenario


class Numbers(NamedTuple):
    """What the figure shows."""

    shares: list  # of Line, on one scale
    amounts: list  # of Line, each on a scale of its own
    scenarios: tuple  # without the base
    base: str
    runs: int
    of: str = ""  # what they are differences of, where several figures share them
    branch: str = ""  # ``run 12 from day 22``, where the runs continue that one


def body(shown):
    """Width and height [inches]: a line an outcome and scenario."""
    outcomes = len(shown.shares) + len(shown.amounts)
    return style.WIDTH + 1.2, outcomes * (LINE * len(shown.scenarios) + GAP) + REST


def title(shown):
    """What is shown."""
    of = f" in {shown.of}" if shown.of else ""
    return f"Differences from {shown.base}{of}, run by run on the same luck"


def finding(shown):
    """What it says."""
    every = [(low, high) for line in (*shown.shares, *shown.amounts) for low, high in zip(
        line.lows, line.highs, strict=True)]  # fmt: skip
    clear = sum(low > 0.0 or high < 0.0 for low, high in every)
    return (
        f"{clear} of {words.count(len(every), 'interval')} {words.verb(clear, 'does', 'do')} not "
        f"hold 0. Dots: differences over {continued.each(shown)}; lines: 95 % intervals, each by "
        "itself."
    )


def draw(figure, shown):
    """Shares above on one scale, numbers below, each scaled to its own line."""
    handles = []
    for place, name in enumerate(shown.scenarios, start=1):
        colour, shape, _ = style.of_scenario(place)
        line = Line2D([], [], color=colour, marker=shape, linewidth=1.6, markersize=4.5)
        handles.append((line, name))
    labels.key(figure, handles)
    parts = (points, shown.shares), (scales, shown.amounts)
    for axes, panel, lines in lists.panels(figure, parts):
        frame(axes, lines)
        panel(axes, lines)


def points(axes, lines):
    """Shares of runs, in points of a hundred, on one scale about nothing."""
    most = max(np.nanmax(np.abs([line.lows, line.highs])) for line in lines)
    axes.set_xlim(-1.08 * most, 1.08 * most)
    axes.set_xlabel("difference [points of a hundred runs]", size=TEXT + 1)
    for place, line in enumerate(lines):
        mark(axes, place, line, 1.0)


def scales(axes, lines):
    """Numbers, each from minus to plus the widest end of its line."""
    axes.set_xlim(-1.08, 1.08)
    axes.set_xticks([0.0], ["0"])
    axes.set_xlabel("difference, each line on a scale of its own", size=TEXT + 1)
    for place, line in enumerate(lines):
        mark(axes, place, line, np.nanmax(np.abs([line.lows, line.highs])) or 1.0)


def frame(axes, lines):
    """A band an outcome from the top, with its words at the left."""
    axes.grid(False)
    texts = ["\n".join(style.wrap(axes.figure, line.label, TEXT, 2.35)) for line in lines]
    lists.name(axes, texts, TEXT, linespacing=1.0)
    axes.tick_params(axis="x", labelsize=TEXT)
    axes.axvline(0.0, color=style.QUIET, linewidth=0.8, zorder=1)
    for place in range(1, len(lines)):
        axes.axhline(place - 0.5, color=style.FAINT, linewidth=0.6, zorder=0)


def mark(axes, place, line, scale):
    """The dots and intervals of an outcome, one a scenario, with the numbers at the right."""
    count = len(line.values)
    step = 0.8 / count
    for scenario in range(count):
        height = place + (scenario - (count - 1) / 2) * step
        colour, shape, _ = style.of_scenario(scenario + 1)
        ends = np.array([line.lows[scenario], line.highs[scenario]]) / scale
        axes.plot(ends, [height, height], color=colour, linewidth=1.6, zorder=2)
        axes.plot(
            line.values[scenario] / scale, height, shape, color=colour, markersize=4.5, zorder=3
        )
        axes.text(
            1.015, height, line.texts[scenario], size=TEXT - 0.5, va="center", color=colour,
            transform=axes.get_yaxis_transform(),
        )  # fmt: skip


def describe(shown):
    """The figure in words."""
    parts = [f"{line.label}: {', '.join(line.texts)}" for line in (*shown.shares, *shown.amounts)]
    names = " and ".join(shown.scenarios)
    return f"{finding(shown)} Beside {shown.base}, {names}: {'; '.join(parts)}."


def table(shown):
    """The numbers by outcome and scenario: the difference with its interval."""
    heads = ("outcome", "unit", "scenario", f"difference from {shown.base}", "low", "high")
    rows = []
    for lines, unit in ((shown.shares, "points of a hundred runs"), (shown.amounts, None)):
        for line in lines:
            found = zip(shown.scenarios, line.values, line.lows, line.highs, strict=True)
            rows += [(line.label, unit or line.unit, *one) for one in found]
    return heads, rows

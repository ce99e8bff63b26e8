"""Why runs ended."""

from typing import NamedTuple

import numpy as np

from sim import metrics, words
from sim.plots import lists, style

NAME = "endings"
NEEDS = ("runs",)
ROW = 0.45  # inches a bar


class Numbers(NamedTuple):
    """What the figure shows."""

    counts: list  # metrics.Count, most frequent first
    runs: int


def numbers(_, tables):
    """Runs by how they ended."""
    return Numbers(metrics.cause_counts(tables), len(tables["runs"]["run"]))


def body(shown):
    """Width and height [inches]."""
    return style.WIDTH, 0.85 + ROW * max(len(shown.counts), 1)


def title(_):
    """What is shown."""
    return "How the runs ended"


def finding(shown):
    """What it says, in runs."""
    if not shown.counts:
        return "No runs."
    most = shown.counts[0]
    return (
        f"Most often: {words.cause(most.cause)}, in {words.of_runs(most.count, shown.runs)} "
        f"{words.NOT_A_FORECAST}. Thin lines: 95 % intervals."
    )


def draw(figure, shown):
    """A bar a cause, with its count, share and interval."""
    axes = figure.add_subplot()
    counts = shown.counts
    heights = np.arange(len(counts))
    colours = [
        style.STAGE["calm"] if entry.cause in words.STANDING else style.STAGE["fighting"]
        for entry in counts
    ]
    axes.barh(heights, [entry.share for entry in counts], height=0.6, color=colours)
    for height, entry in zip(heights, counts, strict=True):
        for colour, width in (("white", 3.6), (style.INK, 1.4)):
            axes.plot([entry.low, entry.high], [height, height], color=colour, linewidth=width)
        text = f"{entry.count:,} ({words.percent(entry.share)})"
        lists.behind(axes, max(entry.high, 0.0), height, text)
    texts = [
        "\n".join(style.wrap(figure, words.cause(entry.cause), style.SMALL, 2.1))
        for entry in counts
    ]
    lists.name(axes, texts)
    axes.set_xlim(0.0, 1.0)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100"])
    axes.set_xlabel("share of runs [%]")
    lists.grid(axes)


def describe(shown):
    """The figure in words."""
    parts = [f"{words.cause(entry.cause)} {entry.count:,}" for entry in shown.counts]
    return f"Bars of how {words.count(shown.runs)} ended: {'; '.join(parts)}."


def table(shown):
    """The numbers by how runs ended: runs, and their share with its interval."""
    heads = ("how runs ended", "runs", "share of runs", "low", "high")
    return heads, [(words.cause(one.cause), *one[1:]) for one in shown.counts]

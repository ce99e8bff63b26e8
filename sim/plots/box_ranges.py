"""What a box of scenario discovery keeps of each factor's range, normalised."""

from typing import NamedTuple

import numpy as np
from matplotlib.patches import Patch

from sim.plots import labels, style
from sim.words import percent

NAME = "discover_ranges"
KEPT, WHOLE = style.STAGE["calm"], "#DDDDDD"
DECIDED = style.PARTY_INK[1]
ROW = 0.62  # inches a factor


class Range(NamedTuple):
    """One factor of a box, normalised: spans from 0 to 1 of the points' order that are kept."""

    name: str
    is_decision: bool
    spans: tuple  # (from, to) each
    words: str  # the condition
    reproduced: float  # nan where the factor is not restricted


class Numbers(NamedTuple):
    """What the figure shows."""

    rows: list  # of Range
    heading: str
    reading: str


def body(shown):
    """Width and height [inches]."""
    return style.WIDTH, 0.35 + ROW * len(shown.rows)


def title(shown):
    """What is shown."""
    return shown.heading


def finding(shown):
    """What it says."""
    return shown.reading


def draw(figure, shown):
    """A bar a factor, with what is kept of it and the condition in words."""
    colours = {True: DECIDED, False: KEPT}
    entries = [(Patch(color=WHOLE), "whole range")]
    for is_decision, words in ((True, "kept, a decision"), (False, "kept, an uncertainty")):
        if any(row.is_decision == is_decision for row in shown.rows):
            entries.append((Patch(color=colours[is_decision]), words))
    labels.key(figure, entries)
    axes = figure.subplots()
    for height, row in enumerate(shown.rows):
        axes.barh(height, 1.0, height=0.34, color=WHOLE)
        free = np.isnan(row.reproduced)
        for start, stop in row.spans:
            axes.barh(
                height, stop - start, left=start, height=0.34,
                color=colours[row.is_decision], alpha=0.35 if free else 1.0,
            )  # fmt: skip
        back = "" if free else f"; in {percent(row.reproduced)} of resamples"
        axes.text(0.0, height - 0.22, f"{row.words}{back}", size=style.FOOT + 1,
                  color=style.QUIET, va="bottom")  # fmt: skip
    names = ["\n".join(style.wrap(figure, row.name, style.SMALL, 1.9)) for row in shown.rows]
    axes.set_yticks(range(len(names)), names)
    axes.tick_params(axis="y", labelcolor=style.INK)
    axes.set_ylim(len(names) - 0.6, -0.75)
    axes.set_xlim(-0.005, 1.005)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["lowest", "25 %", "50 %", "75 %", "highest"])
    axes.set_xlabel("points, in the order of the factor")
    axes.grid(visible=False)


def describe(shown):
    """The figure in words."""
    said = "; ".join(f"{row.name} {row.words}" for row in shown.rows)
    return f"What the box keeps of each factor: {said}."


def table(shown):
    """The numbers by factor and span kept: its ends in the order of points, the condition."""
    heads = ("factor", "decided", "kept from [share of points]", "kept to [share of points]",
             "condition", "reproduced [share of resamples]")  # fmt: skip
    return heads, [
        (row.name, row.is_decision, *span, row.words, row.reproduced)
        for row in shown.rows
        for span in row.spans
    ]

"""Cases side by side: what each has of an outcome, and how far it lies from the first."""

from typing import NamedTuple

import numpy as np

from sim.plots import labels, lists, style

NAME = "cases"
ROW = 0.36  # inches a case
TEXT = 9.5  # points
COLOUR = style.STAGE["calm"]  # of no party


class Numbers(NamedTuple):
    """What the figure shows: cases in the order given."""

    names: list
    values: np.ndarray  # (cases, 3): mean, ends of its interval; nan where there is none
    differences: np.ndarray  # (cases, 3), from the first case, whose own are nan
    outcome: str
    axis: str  # of the values, with its unit
    difference_axis: str
    finding: str
    reading: str


def body(shown):
    """Width and height [inches]."""
    return style.WIDTH + 0.8, 1.0 + ROW * len(shown.names)


def title(shown):
    """What came out."""
    return shown.finding


def finding(shown):
    """How to read it."""
    return shown.reading


def draw(figure, shown):
    """A row a case: its value at the left, its difference from the first at the right."""
    left, right = figure.subplots(1, 2, sharey=True, width_ratios=[1, 1])
    lists.dots(left, shown.values, COLOUR)
    left.set_xlabel(shown.axis, size=TEXT)
    right.axvline(0.0, color=style.QUIET, linewidth=1, linestyle=(0, (4, 2)))
    lists.dots(right, shown.differences, COLOUR)
    right.set_xlabel(shown.difference_axis, size=TEXT)
    lists.name(left, [in_two(figure, one) for one in shown.names], TEXT)
    for axes in (left, right):
        axes.locator_params(axis="x", nbins=5)
        axes.grid(axis="x", visible=True)
        axes.tick_params(axis="x", labelsize=TEXT)


def in_two(figure, name):
    """A name in two lines at most."""
    lines = style.wrap(figure, name, TEXT, 2.0)
    return "\n".join([lines[0], labels.shortened(figure, " ".join(lines[1:]), TEXT, 2.0)]).rstrip()


def describe(shown):
    """The figure in words."""
    rows = []
    rows_of = zip(shown.names, shown.values, shown.differences, strict=True)
    for name, (value, *_), (off, low, high) in rows_of:
        said = "nothing" if np.isnan(value) else f"{value:.3g}"
        if not np.isnan(off):
            said += f", {off:+.3g} from the first ({low:+.3g} to {high:+.3g})".replace(
                " (+nan to +nan)", ""
            )
        rows.append(f"{name} {said}")
    return f"{shown.outcome} {shown.axis} by case: {'; '.join(rows)}."


def table(shown):
    """The numbers by case: the outcome and its difference from the first, with intervals."""
    heads = ("case", f"{shown.outcome} {shown.axis}", "low", "high", shown.difference_axis,
             "low of the difference", "high of the difference")  # fmt: skip
    rows = zip(shown.names, shown.values, shown.differences, strict=True)
    return heads, [(name, *values, *differences) for name, values, differences in rows]

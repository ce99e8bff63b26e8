"""Headline results of a scenario, and how many small changes of its numbers each survives."""

from typing import NamedTuple

import numpy as np
from matplotlib.patches import Patch

from sim.plots import labels, style

NAME = "audit_headlines"
ROW = 0.5  # inches a statement
COLOURS = (style.STAGE["calm"], style.STAGE["limbo"], style.STAGE["fighting"])
WORDS = ("kept", "no longer clear", "turned")


class Numbers(NamedTuple):
    """What the figure shows: statements in words, and moves that keep, blur and turn each."""

    statements: list
    counts: np.ndarray  # (statements, 3)
    runs: int


def body(shown):
    """Width and height [inches]."""
    return style.WIDTH, 1.1 + ROW * max(len(shown.statements), 1)


def title(_):
    """What is shown."""
    return "Which headline results survive small changes"


def finding(shown):
    """What it says."""
    if not shown.statements:
        return "No headline result is clear with nothing moved."
    turned = int((shown.counts[:, 2] > 0).sum())
    whole = int((shown.counts[:, 1:].sum(axis=1) == 0).sum())
    return (
        f"Of {len(shown.statements)} results, {whole} stay clear at every move of a number and "
        f"{turned} {'is' if turned == 1 else 'are'} turned by some. Each move alone, "
        f"{shown.runs:,} runs on the same luck."
    )


def draw(figure, shown):
    """A bar a statement, in three parts; the share that is not kept is magnified."""
    axes = figure.add_subplot()
    heights = np.arange(len(shown.statements))
    lost = shown.counts[:, 1:]
    total = np.maximum(shown.counts.sum(axis=1), 1)
    left = np.zeros(len(heights))
    for part in (1, 0):  # turned first, from the axis
        share = 100.0 * lost[:, part] / total
        axes.barh(heights, share, left=left, height=0.6, color=COLOURS[part + 1])
        left = left + share
    for height, counts, end in zip(heights, shown.counts, left, strict=True):
        kept, unclear, turned = (int(count) for count in counts)
        text = f"kept by {kept:,} of {kept + unclear + turned:,}"
        if turned:
            text += f", turned by {turned:,}"
        axes.annotate(
            text, xy=(end, height), xytext=(5, 0), textcoords="offset points", va="center",
            size=style.SMALL, annotation_clip=False,
        )  # fmt: skip
    texts = ["\n".join(style.wrap(figure, one, style.SMALL, 2.6)) for one in shown.statements]
    axes.set_yticks(heights, texts)
    axes.tick_params(axis="y", labelcolor=style.INK)
    axes.set_ylim(max(len(heights), 1) - 0.5, -0.5)
    axes.set_xlim(0.0, max(1.0, 1.9 * float(left.max(initial=0.0))))
    axes.set_xlabel("moves that do not keep it [%]")
    axes.grid(axis="y", visible=False)
    axes.grid(axis="x", visible=True)
    handles = [Patch(color=colour) for colour in COLOURS[1:]]
    labels.key(figure, list(zip(handles, WORDS[1:], strict=True)))


def describe(shown):
    """The figure in words."""
    parts = [
        f"{one}: kept by {kept}, unclear with {unclear}, turned by {turned}"
        for one, (kept, unclear, turned) in zip(shown.statements, shown.counts, strict=True)
    ]
    return f"Bars of headline results under small changes: {'; '.join(parts)}."

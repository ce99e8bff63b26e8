"""Headline results of a scenario, and how many small changes of its numbers each survives."""

from typing import NamedTuple

import numpy as np
from matplotlib.patches import Patch

from sim import words
from sim.plots import labels, lists, style

NAME = "audit_headlines"
ROW = 0.5  # inches a statement
GAP = 0.15  # inches before and behind what stands behind a bar
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
        f"Of {words.count(len(shown.statements), 'result')}, {whole} "
        f"{words.verb(whole, 'stays', 'stay')} clear at every move of a number and {turned} "
        f"{words.verb(turned)} turned by some. Each move alone, "
        f"{words.count(shown.runs)} on the same luck."
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
    told = [counted(*map(int, counts)) for counts in shown.counts]
    for height, text, end in zip(heights, told, left, strict=True):
        white = {"facecolor": "white", "edgecolor": "none", "pad": 0.8}
        lists.behind(axes, end, height, text, bbox=white, in_layout=False)
    texts = ["\n".join(style.wrap(figure, one, style.SMALL, 2.6)) for one in shown.statements]
    lists.name(axes, texts)
    axes.set_xlabel("moves that do not keep it [%]")
    lists.grid(axes)
    handles = [Patch(color=colour) for colour in COLOURS[1:]]
    labels.key(figure, list(zip(handles, WORDS[1:], strict=True)))
    make_room(axes, left, told)


def counted(kept, unclear, turned):
    """How many moves keep a statement, and how many turn it."""
    text = f"kept by {kept:,} of {kept + unclear + turned:,}"
    return f"{text}\nturned by {turned:,}" if turned else text


def make_room(axes, ends, told):
    """Let the axis go so far that what stands behind the bars ends before it does."""
    labels.settle(axes.figure)
    wide = axes.get_window_extent().width / axes.figure.dpi
    most = 1.0
    for end, text in zip(ends, told, strict=True):
        lines = [style.measure(axes.figure, line, style.SMALL) for line in text.splitlines()]
        most = max(most, float(end) / max(1.0 - (max(lines) + GAP) / wide, 0.1))
    axes.set_xlim(0.0, most)


def describe(shown):
    """The figure in words."""
    parts = [
        f"{one}: kept by {kept}, unclear with {unclear}, turned by {turned}"
        for one, (kept, unclear, turned) in zip(shown.statements, shown.counts, strict=True)
    ]
    return f"Bars of headline results under small changes: {'; '.join(parts)}."


def table(shown):
    """The numbers by result: moves that keep it, blur it and turn it."""
    heads = ("result", *(f"{word} [moves]" for word in WORDS))
    rows = zip(shown.statements, shown.counts, strict=True)
    return heads, [(statement, *counts) for statement, counts in rows]

"""A classification tree, drawn from the top: a question a split, a share of runs a leaf."""

from typing import NamedTuple

from matplotlib.patches import FancyBboxPatch

from sim.plots import style
from sim.plots.box_map import SHARES

NAME = "discover_tree"
LEVEL = 1.05  # inches from a question to the next
LEAF = 1.5  # inches a leaf


class Drawn(NamedTuple):
    """A node as it is drawn: a question (with what goes left and right), or a leaf."""

    words: str
    share: float
    left: "Drawn | None" = None
    right: "Drawn | None" = None


class Numbers(NamedTuple):
    """What the figure shows; the answer yes goes left."""

    root: Drawn
    heading: str
    of: str  # what shares are of


def count(node):
    """Leaves of a tree."""
    return 1 if node.left is None else count(node.left) + count(node.right)


def depth(node):
    """Questions on the longest way down."""
    return 0 if node.left is None else 1 + max(depth(node.left), depth(node.right))


def body(shown):
    """Width and height [inches]."""
    width = max(style.WIDTH, LEAF * count(shown.root))
    return width, LEVEL * (depth(shown.root) + 0.9)


def title(shown):
    """What is shown."""
    return shown.heading


def finding(shown):
    """How to read it."""
    return f"Share of {shown.of}; the size of the tree is chosen by cross-validation."


def draw(figure, shown):
    """The tree from its root down."""
    wide, deep = count(shown.root), depth(shown.root)
    axes = figure.subplots()
    axes.set_axis_off()
    axes.set_xlim(0.0, wide)
    axes.set_ylim(-(deep + 0.45), 0.45)
    branch(figure, axes, shown.root, 0.0, wide, 0, body(shown)[0] / wide)


def branch(page, axes, node, left, right, row, inch):
    """Draw a node and what is under it between two edges; returns its place across."""
    if node.left is None:
        box(page, axes, 0.5 * (left + right), -row, node, inch, LEAF - 0.25)
        return 0.5 * (left + right)
    middle = left + count(node.left)
    first = branch(page, axes, node.left, left, middle, row + 1, inch)
    second = branch(page, axes, node.right, middle, right, row + 1, inch)
    centre = 0.5 * (first + second)
    for place, word in ((first, "yes"), (second, "no")):
        axes.plot([centre, place], [-row, -row - 1], color=style.QUIET, linewidth=1.2, zorder=1)
        axes.text(
            0.5 * (centre + place), -row - 0.5, word, ha="center", va="center", size=style.SMALL,
            color=style.QUIET, bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5},
        )  # fmt: skip
    box(page, axes, centre, -row, node, inch, 2.3)
    return centre


def box(page, axes, across, up, node, inch, width):
    """A node's words in a box; a leaf has the colour of its share."""
    leaf = node.left is None
    colour = SHARES(node.share) if leaf else "white"
    lines = style.wrap(page, node.words, style.SMALL, width)
    wide, tall = width / inch, 0.2 * len(lines) / LEVEL + 0.12
    axes.add_patch(FancyBboxPatch(
        (across - 0.5 * wide, up - 0.5 * tall), wide, tall,
        boxstyle="round,pad=0.02,rounding_size=0.05",
        facecolor=colour, edgecolor=style.QUIET, linewidth=0.8, zorder=2, mutation_aspect=1.0,
    ))  # fmt: skip
    ink = style.on(colour[:3]) if leaf else style.INK
    axes.text(across, up, "\n".join(lines), ha="center", va="center", size=style.SMALL, color=ink,
              zorder=3, linespacing=1.2)  # fmt: skip


def told(node):
    """A tree in words."""
    if node.left is None:
        return node.words
    return f"{node.words}? if so ({told(node.left)}), if not ({told(node.right)})"


def describe(shown):
    """The figure in words."""
    return f"A tree: {told(shown.root)}."


def table(shown):
    """The nodes from the root down, yes before no: whose answer each is, its words, its share."""
    heads = ("node", "under node", "answer", "question or leaf", f"{shown.of} [share]")
    return heads, [(place, *row) for place, row in enumerate(under(shown.root), start=1)]


def under(node, parent=None, answer=None, place=1):
    """A node and all under it, in their order: (node above, answer, words, share)."""
    rows = [(parent, answer, node.words, node.share)]
    if node.left is not None:
        rows += under(node.left, place, "yes", place + 1)
        rows += under(node.right, place, "no", place + len(rows))
    return rows

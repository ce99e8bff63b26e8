"""How figures look: colours, sizes, the page around the axes, and files that never differ.

Figures are made without pyplot, under ``sheet``, so that neither a user's matplotlib settings nor
another thread's change them.
"""

import contextlib
import hashlib
import io
import logging
import re
import threading
from typing import NamedTuple

import matplotlib.colors
import matplotlib.style
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from sim import csv_text, fields, whole_files

# Purple and ochre: apart in lightness and hue for every common form of colour vision, no flag's.
PARTY = ("#6A3D9A", "#C27400")  # by slot
PARTY_INK = ("#5A3186", "#8A5200")  # the same for text and thin lines
PARTY_WORDS = ("purple", "ochre")
INK = "#262626"
QUIET = "#5C5C5C"  # axes, notes
FAINT = "#DADADA"  # grid
STAGE = {"limbo": "#E8D9A8", "calm": "#2E6E69", "fighting": "#707070"}
PHASE_FIRST, PHASE_LAST = (0.80, 0.89, 0.87), (0.44, 0.68, 0.66)  # the first phase, the last

# Scenarios side by side, the base first: apart in lightness and hue, and told by marks as well.
SCENARIO = (INK, "#2E7F9A", "#B5482F", "#7A8B2A", "#8C5A9E", "#5C5C5C")
MARKS = ("o", "o", "D", "s", "^", "v")
DASHES = ("-", (0, (5, 1.5)), (0, (2, 1.2)), "-.", (0, (1, 1)), (0, (8, 2)))
CAUSE = {  # causes of a return to fighting, dark to light in the order of sim.phases
    "outside_shock": "#3B3B3B",
    "not_ratified": "#7B3F6E",
    "no_agreement": "#B5482F",
    "expiry": "#D99058",
    "breach_spiral": "#2E7F9A",
    "incident_spiral": "#86B6C6",
    "deliberate_resumption": "#9A9A8A",
}

VOTED_DOWN = (  # of an agreement that was voted down: a hollow diamond, and a cross over it
    {"marker": "D", "markersize": 7.5, "color": INK, "markerfacecolor": "white"},
    {"marker": "x", "markersize": 4.5, "color": INK, "markeredgewidth": 1.3},
)

WIDTH = 6.4  # inches; at half the width of a page the smallest text is still 5.5 points
TITLE, BODY, SMALL, FOOT = 14.0, 11.5, 10.5, 8.0  # points
PAD = 0.14  # inches between the page's edge and anything
DPI = 300  # of PNG files

SETTINGS = {
    "font.family": "DejaVu Sans",  # comes with matplotlib
    "font.size": BODY,
    "axes.labelsize": BODY,
    "axes.titlesize": BODY,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.edgecolor": QUIET,
    "axes.labelcolor": INK,
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "grid.color": FAINT,
    "grid.linewidth": 0.8,
    "text.color": INK,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "ytick.major.size": 0.0,
    "svg.fonttype": "path",
    "svg.hashsalt": "truce-sim",
}
KINDS = ("svg", "png", "csv")  # of a figure's files; the last holds its numbers
PLAIN = {"svg": {"Date": None, "Creator": None}, "png": {"Software": None}}  # no time, no version
LOCK = threading.RLock()  # matplotlib's settings are shared by all threads


class Foot(NamedTuple):
    """The line under a figure, and the settings that its files carry, by name."""

    text: str = ""
    about: dict = {}


@contextlib.contextmanager
def sheet():
    """Settings under which figures are drawn and written; one thread at a time.

    Fonts that matplotlib looks for, and no figure uses, may be missing: it does not warn of them.
    """
    fonts = logging.getLogger("matplotlib.font_manager")
    with LOCK, matplotlib.style.context(["default", SETTINGS]):
        before = fonts.level
        fonts.setLevel(logging.ERROR)
        try:
            yield
        finally:
            fonts.setLevel(before)


def phase_colours(count):
    """A colour for each of ``count`` phases, light to dark."""
    steps = [place / max(count - 1, 1) for place in range(count)]
    return [
        tuple(a + (b - a) * step for a, b in zip(PHASE_FIRST, PHASE_LAST, strict=True))
        for step in steps
    ]


def state_colours(phases):
    """A colour for each state of a run; ``phases`` are in their order."""
    return STAGE | dict(zip(phases, phase_colours(len(phases)), strict=True))


def of_scenario(place):
    """Colour, mark and dashes of a scenario by its place; the base is the first.

    No other has the base's colour. Colours come again from the sixth on, with other marks and
    dashes: 25 scenarios beside the base look all unlike.
    """
    looks = SCENARIO, MARKS, DASHES
    if place == 0:
        return tuple(each[0] for each in looks)
    turn, at = divmod(place - 1, len(SCENARIO) - 1)
    return SCENARIO[1 + at], *(each[1 + (at + turn) % (len(each) - 1)] for each in looks[1:])


def on(colour):
    """The colour of text that can be read on a colour."""
    return "white" if sum(matplotlib.colors.to_rgb(colour)) < 1.5 else INK


def measure(figure, text, size, weight="normal"):
    """Width of a line of text [inches]."""
    font = FontProperties(family="DejaVu Sans", size=size, weight=weight)
    width, _, _ = figure.canvas.get_renderer().get_text_width_height_descent(text, font, False)
    return width / figure.dpi


def scratch():
    """A figure to measure texts with."""
    figure = Figure()
    FigureCanvasAgg(figure)
    return figure


def wrap(figure, text, size, width, weight="normal"):
    """The text in lines no wider than ``width`` inches; a word wider than that is cut."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if measure(figure, longer, size, weight) <= width:
            lines[-1] = longer
            continue
        while measure(figure, word, size, weight) > width and len(word) > 1:
            fits = len(word) - 1
            while fits > 1 and measure(figure, word[:fits], size, weight) > width:
                fits -= 1
            lines.append(word[:fits])
            word = word[fits:]
        lines.append(word)
    return [line for line in lines if line] or [""]


def in_sentences(figure, text, size, width):
    """The text in lines no wider than ``width`` inches that break between sentences if they can."""
    lines = [""]
    for sentence in re.split(r"(?<=\.) ", text):
        longer = wrap(figure, f"{lines[-1]} {sentence}".strip(), size, width)
        alone = wrap(figure, sentence, size, width)
        lines[-1:] = longer if len(longer) == 1 or not lines[-1] else [lines[-1], *alone]
    return lines


def cut(figure, text, size, width):
    """The text, cut short with three dots where it is wider than ``width`` inches."""
    if measure(figure, text, size) <= width:
        return text
    while len(text) > 1 and measure(figure, f"{text}...", size) > width:
        text = text[:-1].rstrip()
    return f"{text}..."


def page(body, title, subtitle="", foot=""):
    """A figure with a title above and a foot below a body of (width, height) inches.

    Long texts make the page taller, not the body smaller.
    """
    width, height = body
    figure = Figure(figsize=body)
    FigureCanvasAgg(figure)
    blocks = (
        (wrap(figure, title, TITLE, width - 2 * PAD, "bold"), TITLE, "bold", INK),
        (wrap(figure, subtitle, SMALL, width - 2 * PAD), SMALL, "normal", QUIET),
        (in_sentences(figure, foot, FOOT, width - 2 * PAD), FOOT, "normal", QUIET),
    )
    heights = [len(lines) * size * 1.25 / 72.0 if lines[0] else 0.0 for lines, size, _, _ in blocks]
    above = PAD + heights[0] + 0.06 + heights[1] + 0.1
    below = PAD / 2 + heights[2] + (0.08 if heights[2] else 0.0)
    whole = height + above + below
    figure.set_size_inches(width, whole)
    tops = (whole - PAD, whole - PAD - heights[0] - 0.06, PAD / 2 + heights[2])
    for (lines, size, weight, colour), top in zip(blocks, tops, strict=True):
        figure.text(
            PAD / width, top / whole, "\n".join(lines), size=size, weight=weight, color=colour,
            va="top", linespacing=1.2, in_layout=False, gid="page",
        )  # fmt: skip
    edge = PAD / 2 / width
    figure.set_layout_engine(
        "constrained", rect=(edge, below / whole, 1.0 - 2 * edge, height / whole),
        w_pad=0.06, h_pad=0.04,
    )  # fmt: skip
    return figure


def freeze(figure):
    """Lay the figure out for good.

    The layout engine's solver differs in the last bits from time to time, and the names inside an
    SVG file are made of such numbers; places are therefore rounded, to less than a pixel.
    """
    for _ in range(2):
        figure.draw_without_rendering()
    figure.set_layout_engine("none")
    for axes in figure.axes:
        axes.set_position([round(float(place), 5) for place in axes.get_position(True).bounds])


def drawn(figure, shown, foot="", lead="", width=None):
    """A figure of a module with a body, a title, a finding and ``draw``, on its page.

    ``foot`` is the line under it; ``lead`` stands before what it says. ``width`` is another one
    than usual, for a figure whose body takes one [inches].
    """
    body = (
        figure.body(shown, *([width] if width else [])) if hasattr(figure, "body") else figure.BODY
    )
    with sheet():
        made = page(body, figure.title(shown), f"{lead} {figure.finding(shown)}".strip(), foot)
        figure.draw(made, shown)
        freeze(made)
    return made


def leave(figure, shown, stem, foot, lead="", kinds=KINDS):
    """Draw such a figure and write it, described in words, its numbers beside it; the paths."""
    made = drawn(figure, shown, foot.text, lead)
    described = figure.title(shown), figure.describe(shown)
    return write(made, stem, *described, figure.table(shown), foot.about, kinds)


def write(made, stem, title, alt, table, about, kinds=KINDS):
    """Write ``stem``.svg, .png and .csv, each whole or not at all; the same figure, the same bytes.

    ``table`` holds the heads and rows of the numbers; a figure carries their hash and ``about``.
    """
    numbers = csv_text.text(*table).encode()
    settings = {**about, "numbers": hashlib.sha256(numbers).hexdigest()}
    words = {"Title": title, "Description": alt, fields.SETTINGS: fields.text(settings)}
    paths = []
    for kind in kinds:
        contents = numbers if kind == "csv" else saved(made, kind, words | PLAIN[kind])
        path = stem.with_name(f"{stem.name}.{kind}")
        whole_files.put(path, contents)
        paths.append(path)
    return paths


def saved(made, kind, metadata):
    """The bytes of a figure."""
    held = io.BytesIO()
    with sheet():
        made.savefig(held, format=kind, dpi=DPI, metadata=metadata)
    return held.getvalue()

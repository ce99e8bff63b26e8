"""What a calibration did: each parameter, and what the runs show, before and after it."""

from typing import NamedTuple

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from sim import words
from sim.plots import labels, style

BEFORE, AFTER, RECORD = "#B8B8B8", style.STAGE["calm"], style.PARTY[1]
MEDIAN = {  # over the record's line, on either side of which it shows
    "linestyle": "", "marker": "o", "markersize": 5.5, "markerfacecolor": "white",
    "markeredgecolor": style.INK, "markeredgewidth": 1.4,
}  # fmt: skip
BINS = 24
ROW = 1.55  # inches a row of parameters
BAND = 0.62  # inches a datum


class Parameter(NamedTuple):
    """A parameter: what it is called, its range, and its values before and after."""

    name: str
    unit: str
    low: float
    high: float
    logarithmic: bool
    before: np.ndarray
    after: np.ndarray


class Shown(NamedTuple):
    """A datum: what the record has, and what runs show before and after."""

    name: str
    value: float
    error: float
    before: tuple  # low, median and high of the central 90 %, of which an event may be at infinity
    after: tuple
    last_day: int  # past which an event is not looked for; 0 for an amount


class Agreement(NamedTuple):
    """A datum that a run agrees with or not: shares of runs before and after."""

    name: str
    before: float
    after: float


def parameters(stem, shown, title, foot):
    """Draw the parameters, each before and after; two to a row."""
    rows = (len(shown) + 1) // 2
    body = (style.WIDTH, 0.3 + ROW * rows)
    heading = "Parameters before and after the data"
    with style.sheet():
        page = style.page(
            body, heading,
            f"{title}. How often each value is drawn, over the range it may have.", foot,
        )  # fmt: skip
        labels.key(page, [(Patch(color=BEFORE), "prior"), (line(AFTER), "posterior")])
        grid = page.subplots(rows, 2, squeeze=False).ravel()
        for axes, one in zip(grid, shown, strict=False):
            draw_parameter(page, axes, one)
        for axes in grid[len(shown) :]:
            axes.set_visible(False)
        style.freeze(page)
    means = [f"{one.name} from {one.before.mean():.3g} to {one.after.mean():.3g}" for one in shown]
    alt = f"Histograms of each parameter before and after; means: {words.listed(means)}."
    style.write(page, stem, heading, alt)


def line(colour):
    """A line of the key."""
    return Line2D([], [], color=colour, linewidth=2.2)


def draw_parameter(page, axes, one):
    """One parameter: the prior filled, the posterior as a line."""
    space = np.geomspace if one.logarithmic else np.linspace
    edges = space(one.low, one.high, BINS + 1)
    for values, style_of in (
        (one.before, {"fill": True, "color": BEFORE}),
        (one.after, {"fill": False, "color": AFTER, "linewidth": 2.0}),
    ):
        height = np.histogram(values, edges)[0] / len(values) * BINS
        axes.stairs(height, edges, **style_of)
    if one.logarithmic:
        axes.set_xscale("log")
    axes.set_xlim(one.low, one.high)
    axes.set_ylim(bottom=0.0)
    axes.set_yticks([])
    axes.grid(visible=False)
    axes.set_title("\n".join(style.wrap(page, one.name, style.SMALL, 2.8)), size=style.SMALL)
    axes.set_xlabel(one.unit, size=style.SMALL)


def observed(stem, shown, title, foot):
    """Draw what runs show of each datum, before and after, with the record's value in it."""
    body = (style.WIDTH, 0.4 + BAND * len(shown))
    heading = "What runs show, before and after"
    with style.sheet():
        page = style.page(
            body, heading,
            f"{title}. Bars: central 90 % of runs; for what had not happened, the share of runs "
            f"that agree with that. All this is {words.NOT_A_FORECAST}.", foot,
        )  # fmt: skip
        entries = [
            (Patch(color=BEFORE), "prior"),
            (Patch(color=AFTER), "posterior"),
            (Line2D([], [], **MEDIAN), "median"),
            (line(RECORD), "record, ± one standard error"),
        ]
        labels.key(page, entries)
        grid = page.subplots(len(shown), 1, squeeze=False).ravel()
        for axes, one in zip(grid, shown, strict=True):
            draw_name(page, axes, one.name)
            if isinstance(one, Agreement):
                draw_agreement(axes, one)
            else:
                draw_shown(axes, one)
        style.freeze(page)
    alt = " ".join(sentence(one) for one in shown)
    style.write(page, stem, heading, alt)


def sentence(one):
    """A datum in words."""
    if isinstance(one, Agreement):
        return f"{one.name}: {words.percent(one.before)}, then {words.percent(one.after)} of runs."
    spans = [span(band, one.last_day) for band in (one.before, one.after)]
    return f"{one.name}: prior {spans[0]}, posterior {spans[1]}, record {one.value:g}."


def span(band, last_day):
    """The central 90 % in words."""
    ends = [amount(end, last_day) for end in (band[0], band[2])]
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


def amount(end, last_day):
    """An end of the central 90 %; three figures, or thousands set apart."""
    if not np.isfinite(end):
        return f"not by day {last_day}"
    return f"{end:,.0f}" if abs(end) >= 1000 else f"{end:.3g}"


def draw_name(page, axes, name):
    """The datum's name to the left of its axes."""
    axes.set_yticks([0.5], ["\n".join(style.wrap(page, name, style.SMALL, 1.7))])
    axes.tick_params(axis="y", labelcolor=style.INK)
    axes.set_ylim(2.6, -0.6 - 1.0)
    axes.grid(visible=False)


def draw_shown(axes, one):
    """Two bars and the record's value."""
    beyond = one.last_day + 1.0
    bands = [np.where(np.isfinite(band), band, beyond) for band in (one.before, one.after)]
    for height, (band, colour) in enumerate(zip(bands, (BEFORE, AFTER), strict=True)):
        low, middle, high = band
        bar(axes, height, low, high, colour)
        axes.plot([middle], [height], zorder=4, **MEDIAN)
    around = (one.value - one.error, one.value + one.error)
    axes.axvspan(*around, color=RECORD, alpha=0.18, linewidth=0)
    axes.axvline(one.value, color=RECORD, linewidth=2.0)
    ends = np.array([*bands[0], *bands[1], *around])
    room = 0.06 * (np.ptp(ends) or 1.0)
    axes.set_xlim(ends.min() - room, ends.max() + room)
    whole = all(float(end).is_integer() for end in (*bands[0], *bands[1], one.value))
    axes.xaxis.set_major_locator(MaxNLocator(6, integer=whole, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(lambda tick, _: ticked(tick, one.last_day))


def ticked(tick, last_day):
    """A tick's text; past the last day that is looked at, an event has not happened yet."""
    if last_day and tick > last_day:
        return "not yet" if tick == last_day + 1 else ""
    return f"{tick:,.0f}" if abs(tick) >= 1000 else f"{tick:g}"


def bar(axes, height, low, high, colour):
    """A bar from one number to another."""
    axes.plot([low, high], [height, height], color=colour, linewidth=7, solid_capstyle="butt")


def draw_agreement(axes, one):
    """Two bars from nothing to the share of runs that agree."""
    for height, (share, colour) in enumerate(((one.before, BEFORE), (one.after, AFTER))):
        bar(axes, height, 0.0, share, colour)
    axes.set_xlim(-0.02, 1.02)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100 %"])

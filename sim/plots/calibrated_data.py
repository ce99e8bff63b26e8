"""What runs show of each datum before and after a calibration, with the record's value in it."""

from typing import NamedTuple

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from sim import words
from sim.plots import labels, style
from sim.plots.calibrated_parameters import AFTER, BEFORE

NAME = "calibration"
RECORD = style.PARTY[1]
MEDIAN = {  # over the record's line, on either side of which it shows
    "linestyle": "", "marker": "o", "markersize": 5.5, "markerfacecolor": "white",
    "markeredgecolor": style.INK, "markeredgewidth": 1.4,
}  # fmt: skip
BAND = 0.62  # inches a datum


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


class Numbers(NamedTuple):
    """What the figure shows."""

    data: list  # of Shown and Agreement
    heading: str


def body(shown):
    """Width and height [inches]."""
    return style.WIDTH, 0.4 + BAND * len(shown.data)


def title(_):
    """What is shown."""
    return "What runs show, before and after"


def finding(shown):
    """How to read it."""
    return (
        f"{shown.heading}. Bars: central 90 % of runs; for what had not happened, the share of "
        f"runs that agree with that. All this is {words.NOT_A_FORECAST}."
    )


def draw(figure, shown):
    """What runs show of each datum, before and after, with the record's value in it."""
    record = Line2D([], [], color=RECORD, linewidth=2.2)
    entries = [
        (Patch(color=BEFORE), "prior"),
        (Patch(color=AFTER), "posterior"),
        (Line2D([], [], **MEDIAN), "median"),
        (record, "record, ± one standard error"),
    ]
    labels.key(figure, entries)
    grid = figure.subplots(len(shown.data), 1, squeeze=False).ravel()
    for axes, one in zip(grid, shown.data, strict=True):
        draw_name(axes, one.name)
        if isinstance(one, Agreement):
            draw_agreement(axes, one)
        else:
            draw_shown(axes, one)


def describe(shown):
    """The figure in words."""
    return " ".join(sentence(one) for one in shown.data)


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


def draw_name(axes, name):
    """The datum's name to the left of its axes."""
    axes.set_yticks([0.5], ["\n".join(style.wrap(axes.figure, name, style.SMALL, 1.7))])
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


def table(shown):
    """The numbers by datum, before and after: what runs show, and the record's value.

    An event that had not happened by the last day looked at is at infinity.
    """
    heads = ("datum", "runs", "low", "median", "high", "agree [share of runs]", "record",
             "standard error")  # fmt: skip
    rows = []
    for one in shown.data:
        for when, found in (("prior", one.before), ("posterior", one.after)):
            if isinstance(one, Agreement):
                rows.append((one.name, when, None, None, None, found, None, None))
            else:
                rows.append((one.name, when, *found, None, one.value, one.error))
    return heads, rows

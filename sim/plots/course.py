"""The days of a truce in the runs, with what happened: hostages above, the state below."""

import datetime
from typing import NamedTuple

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim import words
from sim.plots import days, labels, style
from sim.scores import CENTRAL

NAME = "backtest_days"
BODY = (style.WIDTH, 5.2)  # inches
SHARE = 0.02  # of runs that a state holds at its height to be in the key


class Numbers(NamedTuple):
    """What the figure shows, by day from ``first`` on."""

    first: int
    last: int
    hostages: np.ndarray  # ends and median of runs by day 0..last; shape (3, last + 1)
    record: list  # [day, living hostages so far]
    ends: int  # last day for which the record of hostages is drawn
    states: tuple  # from the bottom
    shares: np.ndarray  # (days 1..last, states)
    happened: list  # (first day, last day, state) of the record
    runs: int
    start: datetime.date | None


def body(_):
    """Width and height [inches]."""
    return BODY


def title(shown):
    """What is shown."""
    return f"Day by day, from what was known on day {shown.first - 1}"


def finding(shown):
    """What it says, in runs."""
    at = shown.states.index("fighting")
    fell = shown.shares[-1, at]
    return (
        f"{words.count(shown.runs)} {words.verb(shown.runs, 'begins', 'begin')} on day "
        f"{shown.first}. By day {shown.last} fighting has resumed in"
        f" {words.percent(fell)} of them; it did on day {shown.ends + 1}."
    )


def colours(states):
    """A colour for each state."""
    first, later = style.phase_colours(2)
    return dict(
        zip(
            states,
            (style.STAGE["calm"], later, first, *map(style.STAGE.get, ("limbo", "fighting"))),
        )
    )


def draw(figure, shown):
    """Two panels over the same days."""
    seen = [
        state for place, state in enumerate(shown.states) if shown.shares[:, place].max() >= SHARE
    ]
    chosen = colours(shown.states)
    diamond = Line2D([], [], marker="D", markersize=4.5, color=style.INK, linewidth=1.0,
                     drawstyle="steps-post")  # fmt: skip
    labels.key(
        figure,
        [
            (diamond, "what happened"),
            (Line2D([], [], color=style.PARTY_INK[1], linewidth=1.8), "median of runs"),
            (Patch(color=style.PARTY[1], alpha=0.3, linewidth=0), f"{CENTRAL} of runs"),
        ],
    )  # fmt: skip
    above, below = figure.subplots(2, 1, sharex=True, height_ratios=[1.15, 1.0])
    hostages(above, shown)
    shares(below, shown, chosen)
    handles = [Patch(color=chosen[state], linewidth=0) for state in seen]
    below.legend(
        handles, seen, loc="upper center", bbox_to_anchor=(0.5, -0.34), ncols=len(seen),
        frameon=False, fontsize=labels.KEY, handlelength=1.2, columnspacing=1.2,
    )  # fmt: skip
    days.axis(below, shown.last, shown.start)
    below.set_xlim(shown.first - 0.5, shown.last + 0.5)


def steps(shown):
    """The record of hostages: the last day that was known, each release, the last day drawn."""
    before = [amount for day, amount in shown.record if day < shown.first]
    after = [(day, amount) for day, amount in shown.record if shown.first <= day <= shown.ends]
    found = [(shown.first - 1, before[-1] if before else 0), *after]
    return [*found, (shown.ends, found[-1][1])]


def hostages(axes, shown):
    """Living hostages so far: bands of the runs, and the record as steps."""
    low, median, high = shown.hostages[:, shown.first - 1 :]
    along = np.arange(shown.first - 1, shown.last + 1)
    axes.fill_between(along, low, high, step="post", color=style.PARTY[1], alpha=0.3, linewidth=0)
    axes.step(along, median, where="post", color=style.PARTY_INK[1], linewidth=1.8)
    record = steps(shown)
    axes.step(*zip(*record), where="post", color=style.INK, linewidth=1.0)
    axes.plot(*zip(*record[1:-1]), "D", color=style.INK, markersize=4.5)
    axes.set_ylabel("living hostages so far", size=style.SMALL)
    axes.set_ylim(0.0, 1.06 * max(high.max(), record[-1][1]))
    axes.locator_params(axis="y", integer=True)


def shares(axes, shown, chosen):
    """Shares of runs in each state, stacked, and above them what the record was in."""
    along = np.arange(shown.first, shown.last + 1)
    edges = np.repeat(along, 2) + np.tile([-0.5, 0.5], len(along))
    bottom = np.zeros(2 * len(along))
    for place, state in enumerate(shown.states):
        top = bottom + np.repeat(shown.shares[shown.first - 1 :, place], 2)
        axes.fill_between(edges, bottom, top, color=chosen[state], linewidth=0)
        bottom = top
    for first, last, state in shown.happened:
        axes.barh(
            1.09, last - first + 1, left=first - 0.5, height=0.1, color=chosen[state],
            edgecolor="white", linewidth=0.8,
        )  # fmt: skip
    axes.text(
        shown.first, 1.17, "what happened", size=labels.KEY, color=style.INK, va="bottom", ha="left"
    )
    axes.set_ylim(0.0, 1.15)
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1.0], ["0 %", "25 %", "50 %", "75 %", "100 %"])
    axes.set_ylabel("share of runs", size=style.SMALL)
    axes.grid(False)


def describe(shown):
    """The figure in words."""
    low, median, high = shown.hostages[:, shown.last]
    ends = ", ".join(
        f"{state} {words.percent(share)}" for state, share in zip(shown.states, shown.shares[-1])
    )
    return (
        f"Above, living hostages so far by day, runs and record: on day {shown.last} a median of "
        f"{median:.0f} ({low:.0f} to {high:.0f}). Below, shares of runs by state; on day "
        f"{shown.last}: {ends}."
    )


def table(shown):
    """The numbers by day: hostages in the runs and the record, shares of runs by state, the state.

    The first row is the last day that was known.
    """
    heads = ("day", "living hostages so far: low", "median", "high", "what happened: hostages",
             *(f"{state} [share of runs]" for state in shown.states),
             "what happened: state")  # fmt: skip
    hostages = dict(steps(shown))
    states = {day: state for first, last, state in shown.happened for day in range(first, last + 1)}
    rows = []
    for day in range(shown.first - 1, shown.last + 1):
        known = day < shown.first
        shares = [None] * len(shown.states) if known else shown.shares[day - 1]
        rows.append((day, *shown.hostages[:, day], hostages.get(day), *shares, states.get(day)))
    return heads, rows

"""Share of runs in each phase of the truce, in limbo, in lasting calm and back in fighting."""

import datetime
from typing import NamedTuple

import numpy as np

from sim import metrics, words
from sim.plots import days, labels, style

NAME = "phases"
NEEDS = ("runs", "days")
BODY = (style.WIDTH, 3.5)  # inches
WORTH_NAMING = 0.02  # share of runs that a state holds at its height


class Numbers(NamedTuple):
    """What the figure shows."""

    states: tuple  # from the bottom
    phases: tuple  # in their order
    shares: np.ndarray  # (days, states)
    fighting: int  # runs in fighting at the end
    runs: int
    start: datetime.date | None


def numbers(scenario, tables):
    """The shares, stacked so that what is nearest to peace is lowest."""
    phases = list(scenario.premises.phases)
    horizon = scenario.premises.calendar.horizon
    states, shares = metrics.share_in_stage(tables, horizon, phases)
    order = stacked(phases)
    columns = [states.index(state) for state in order]
    fighting = int((tables["runs"]["stage"] == "fighting").sum())
    total = len(tables["runs"]["run"])
    shown = shares[:, columns]
    return Numbers(tuple(order), tuple(phases), shown, fighting, total, scenario.start)


def stacked(phases):
    """The states from the bottom: what is nearest to peace is lowest."""
    return ["calm", *reversed(phases), "limbo", "fighting"]


def title(_):
    """What is shown."""
    return "Share of runs in each phase of the truce, day by day"


def finding(shown):
    """What it says, in runs."""
    some = words.of_runs(shown.fighting, shown.runs)
    return f"Fighting resumed by day {len(shown.shares)} in {some} {words.NOT_A_FORECAST}."


def draw(figure, shown):
    """Areas from day 1 to the horizon; a run that is over keeps its last state."""
    axes = figure.add_subplot()
    last = len(shown.shares)
    edges = areas(axes, shown.states, shown.shares, style.state_colours(shown.phases))
    axes.set_xlim(0.5, last + 0.5)
    axes.set_ylim(0.0, 1.0)
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100"])
    axes.set_ylabel("share of runs [%]")
    axes.grid(False)
    days.axis(axes, last, shown.start)
    name_areas(axes, shown, edges)


def areas(axes, states, shares, colours):
    """Areas of shares by day, a state on another; returns the edges, from the bottom."""
    edges = np.concatenate([[np.zeros(len(shares))], np.cumsum(shares.T, axis=0)])
    for state, low, high in zip(states, edges[:-1], edges[1:], strict=True):
        (steps, bottom), (_, top) = days.blocks(low), days.blocks(high)
        axes.fill_between(steps, bottom, top, step="post", color=colours[state], linewidth=0)
    return edges


def name_areas(axes, shown, edges):
    """Name each area on itself, or beside or above it where it is thin."""
    labels.settle(axes.figure)
    inside, beside, over = [], [], []
    for place, state in enumerate(shown.states):
        low, high = edges[place], edges[place + 1]
        text = words.state(state)
        if write_on(axes, state, low, high, shown):
            inside.append(place)
        elif high[-1] > low[-1]:
            beside.append(((low[-1] + high[-1]) / 2, text, style.QUIET))
        elif (high - low).max() >= WORTH_NAMING:
            over.append((int(np.argmax(high - low)) + 1, text, style.QUIET))
    for text in list(axes.texts):
        text.remove()
    labels.above(axes, over)
    labels.at_right(axes, beside)
    labels.settle(axes.figure)
    for place in inside:
        write_on(axes, shown.states[place], edges[place], edges[place + 1], shown)


def write_on(axes, state, low, high, shown):
    """Write a state's name, or the number of a phase, on its area; False if there is no room."""
    for text in (words.state(state), words.state(state).rpartition(" ")[2]):
        where = room(axes, text, low, high)
        if where and (text == words.state(state) or text.isdigit()):
            colour = style.on(style.state_colours(shown.phases)[state])
            axes.text(*where, text, ha="center", va="center", size=style.BODY, color=colour)
            return True
    return False


def room(axes, text, low, high):
    """Where on an area a text has most room (day, height), or None if it has too little."""
    box = axes.get_window_extent()
    dpi = axes.figure.dpi
    wide = (style.measure(axes.figure, text, style.BODY) + 0.15) * dpi
    span = int(np.ceil(wide / box.width * len(low)))
    if span > len(low):
        return None
    windows = np.lib.stride_tricks.sliding_window_view
    floor, ceiling = windows(low, span).max(axis=1), windows(high, span).min(axis=1)
    space = ceiling - floor
    roomy = np.nonzero(space >= 0.95 * space.max())[0]
    widest = int(roomy[len(roomy) // 2])
    if space[widest] * box.height < 1.5 * style.BODY * dpi / 72.0:
        return None
    return widest + 0.5 + span / 2, (floor[widest] + ceiling[widest]) / 2


def describe(shown):
    """The figure in words."""
    ends = [
        f"{words.state(state)} {words.percent(share)}"
        for state, share in zip(shown.states, shown.shares[-1], strict=True)
        if share > 0.0
    ]
    return (
        f"Stacked areas of the share of {words.count(shown.runs)} in each state, days 1 to "
        f"{len(shown.shares)}. At the end: {words.listed(ends)}."
    )


def table(shown):
    """The numbers by day: the share of runs in each state."""
    heads = ("day", *(f"{words.state(state)} [share of runs]" for state in shown.states))
    return heads, [(day, *shares) for day, shares in enumerate(shown.shares, start=1)]

"""What each side believes the other's word to be worth, while the truce stands."""

import datetime
from typing import NamedTuple

import numpy as np

from sim import metrics, words
from sim.plots import days, labels, style

NAME = "trust"
NEEDS = ("runs", "days")
BODY = (style.WIDTH, 5.0)  # inches


class Numbers(NamedTuple):
    """What the figure shows."""

    beliefs: list  # metrics.Bands by slot
    parties: tuple
    runs: int
    start: datetime.date | None


def numbers(scenario, tables):
    """The bands of both sides' belief."""
    beliefs = metrics.belief_bands(tables, scenario)
    return Numbers(beliefs, scenario.parties, len(tables["runs"]["run"]), scenario.start)


def title(_):
    """What is shown."""
    return "Each side's belief that the other keeps its word"


def finding(shown):
    """What it says, in runs."""
    left = int(shown.beliefs[0].runs[-1])
    return (
        "Median (line), central 50 % and 90 % of the runs still being played on each day, "
        f"{words.of_runs(left, shown.runs)} on the last; {words.NOT_A_FORECAST}."
    )


def draw(figure, shown):
    """A panel a side, and under them the number of runs that each day's bands are over."""
    panels = figure.subplots(3, 1, sharex=True, height_ratios=(3, 3, 1.1))
    last = len(shown.beliefs[0].days)
    for slot in (0, 1):
        band(panels[slot], shown.beliefs[slot], slot)
        name_panel(panels[slot], shown.parties, slot)
    panels[0].set_xlim(0.5, last + 0.5)
    for slot in (0, 1):
        name_bands(panels[slot], shown.beliefs[slot], slot, last)
    figure.align_ylabels(panels)
    left = panels[2]
    left.fill_between(
        *days.blocks(shown.beliefs[0].runs), step="post", color="#C4C4C4", linewidth=0
    )
    left.set_ylabel("runs", size=style.SMALL)
    left.set_ylim(0, max(shown.runs, 1))
    left.set_yticks([0, max(shown.runs, 1)])
    left.yaxis.set_major_formatter("{x:,.0f}")
    left.set_title("runs still being played", size=style.SMALL, color=style.QUIET)
    days.axis(left, last, shown.start)


def band(axes, belief, slot):
    """Median and central 50 and 90 % of runs."""
    until = last_known(belief)
    edges, _ = days.blocks(belief.days[:until])
    levels = belief.quantiles[:until].T
    low, lower, median, upper, high = (days.blocks(level)[1] for level in levels)
    kind = {"step": "post", "color": style.PARTY[slot], "linewidth": 0}
    axes.fill_between(edges, low, high, alpha=0.18, **kind)
    axes.fill_between(edges, lower, upper, alpha=0.35, **kind)
    axes.step(edges, median, where="post", color=style.PARTY_INK[slot], linewidth=2.0)
    axes.set_ylabel("belief [%]", size=style.SMALL)
    axes.set_ylim(0.0, 1.0)
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100"])


def name_bands(axes, belief, slot, last):
    """Name the median and the bands beside the last day on which there are any."""
    until = last_known(belief)
    _, lower, median, upper, high = belief.quantiles[until - 1]
    if np.isnan(median):
        return
    named = (
        ((upper + high) / 2, "90 % of runs"),
        (median, "median"),
        ((lower + median) / 2, "50 % of runs"),
    )
    entries = [(height, text, style.PARTY_INK[slot]) for height, text in named]
    labels.at_right(axes, entries, size=9.0, width=1.0, start=until / last)


def last_known(belief):
    """The last day on which some run is still being played; the first where none ever is."""
    return int(np.nonzero(belief.runs > 0)[0].max(initial=0)) + 1


def name_panel(axes, parties, slot):
    """Whose belief it is."""
    text = f"{words.possessive(parties[slot])} belief about {parties[1 - slot]}"
    lines = style.wrap(axes.figure, text, style.BODY, 0.8 * style.WIDTH)
    axes.set_title("\n".join(lines), size=style.BODY, color=style.PARTY_INK[slot])


def describe(shown):
    """The figure in words."""
    parts = []
    for slot, belief in enumerate(shown.beliefs):
        known = np.nonzero(belief.runs > 0)[0]
        if len(known):
            first, last = belief.quantiles[known[[0, -1]], 2]
            parts.append(
                f"{words.possessive(shown.parties[slot])} median belief goes from "
                f"{words.percent(first)} on day {known[0] + 1} to {words.percent(last)} on day "
                f"{known[-1] + 1}"
            )
    return (
        f"Bands over days, among the runs still being played of {words.count(shown.runs)}: "
        f"{words.listed(parts) or 'no days'}."
    )


def table(shown):
    """The numbers by side and day: quantiles of its belief over the runs still being played."""
    heads = ("whose belief", "about", "day", *metrics.QUANTILES, "runs still being played")
    rows = []
    for slot, belief in enumerate(shown.beliefs):
        named = shown.parties[slot], shown.parties[1 - slot]
        by_day = zip(belief.days, belief.quantiles, belief.runs, strict=True)
        rows += [(*named, day, *levels, runs) for day, levels, runs in by_day]
    return heads, rows

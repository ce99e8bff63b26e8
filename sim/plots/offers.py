"""The deals that were possible, and the offers and agreements that were made."""

from typing import NamedTuple

import numpy as np
from matplotlib.lines import Line2D

from sim import deals, words
from sim.plots import labels, style
from sim.plots.units import UTILITY, Unit

NAME = "offers"
NEEDS = ("runs", "offers")
NARROW = 5.0  # inches; on a page of no more, the key has fewer columns and the axes less height
LONGEST = 2.3  # inches of a party's name in the key
MEDIATOR = 2  # the place of mediators after both slots
CLEAR = 1e-6  # of utility: less is rounding
BEYOND = " (above it: with side payments)"
COLOURS = (*style.PARTY[:2], style.QUIET)
HOLLOW = {"markerfacecolor": "none", "markeredgecolor": style.INK, "markeredgewidth": 1.3}
CROSSED = 40  # deals that were voted down; more are marked hollow alone
VOTED_DOWN = "agreed to, then voted down"
SOLUTIONS = {  # marker, its size, its name; of different sizes, so that all show where they meet
    "kalai": ("o", 14, "Kalai-Smorodinsky"),
    "egalitarian": ("s", 6, "egalitarian"),
    "nash": ("*", 12, "Nash"),
    "none": ("X", 8, "no deal"),
}


class Numbers(NamedTuple):
    """What the figure shows."""

    space: deals.DealSpace
    offers: deals.Offers
    parties: tuple
    runs: int
    paid: bool  # whether a mediator can offer side payments
    unit: Unit = UTILITY
    called: str = ""  # the one table of a class that is shown, if it is one


def body(_, width=style.WIDTH):
    """Width and height [inches]."""
    return width, 6.0 if width > NARROW else 4.7


def numbers(scenario, tables):
    """The deal space and the offers; None where nothing is negotiated."""
    if not scenario.premises.issues or scenario.premises.talks.protocol == "no_talks":
        return None
    space = deals.deal_space(scenario, *deals.disagreement(tables, scenario))
    offers = deals.offers_made(tables, scenario)
    paid = any(one.budget_payment > 0 for one in scenario.premises.mediators.values())
    return Numbers(space, offers, scenario.parties, len(tables["runs"]["run"]), paid)


def title(_):
    """What is shown."""
    return "What offers are worth, and the best possible deals"


def finding(shown):
    """What it says, in runs."""
    aside = ", side payments aside" if shown.paid else ""
    frontier = f"Frontier: no deal is better for both{aside}."
    if shown.called:
        return f"{made(shown.offers)} {frontier}"
    if shown.offers.runs == 0:
        return f"No offer was made in any of {words.count(shown.runs)} {words.NOT_A_FORECAST}."
    return (
        f"Offers were made in {words.of_runs(shown.offers.runs, shown.runs)} and agreed to at the "
        f"table in {shown.offers.agreed:,} {words.NOT_A_FORECAST}. Larger: more often. "
        f"{frontier} No deal: {shown.space.source}."
    )


def made(offers):
    """What was offered at one table, and what came of it."""
    count = int(offers.count.sum())
    if not count:
        return "No offer was made."
    down = int(offers.count[offers.rejected].sum())
    agreed = int(offers.count[offers.accepted].sum()) - down
    texts = [words.count(count, "offer")]
    if agreed:
        texts.append(f"{agreed} agreed to and approved at home")
    if down:
        texts.append(f"{down} agreed to at the table and voted down at home")
    if len(texts) == 1:
        texts.append("none agreed to")
    return f"{words.listed(texts)}."


def draw(figure, shown):
    """The frontier as a line, its solutions as marks, offers as dots, agreements as diamonds."""
    first, second = (style.cut(figure, name, labels.KEY, LONGEST) for name in shown.parties)
    above = beyond(shown)
    entries = key_entries(shown, (first, second), above)
    columns = 2 if above or shown.called else 3
    labels.key(figure, entries, columns if figure.get_figwidth() > NARROW else 1)
    axes = figure.add_subplot()
    full, points = shown.unit.full, shown.unit.full * shown.space.frontier[::-1]
    axes.plot(
        *points.T, color=style.QUIET, linewidth=1.4, marker="." if len(points) < 40 else "",
        zorder=1,
    )  # fmt: skip
    dots(axes, shown)
    solutions(axes, shown)
    most = max(1.0, shown.offers.utilities.max(initial=0.0))  # side payments can lead beyond 1
    axes.set_xlim(-0.02 * full, (most + 0.02) * full)
    axes.set_ylim(-0.02 * full, (most + 0.02) * full)
    axes.set_box_aspect(0.85)
    axes.grid(axis="both", visible=True)
    noun, scale = shown.unit.noun, shown.unit.scale
    axes.set_xlabel(f"{noun} to {first} [{scale}]", color=style.PARTY_INK[0])
    axes.set_ylabel(f"{noun} to {second} [{scale}]", color=style.PARTY_INK[1])


def beyond(shown):
    """True if a side payment takes some offer above the frontier, which is of deals alone."""
    if not shown.paid or not len(shown.offers.utilities):
        return False
    first, second = shown.space.frontier.T  # of which the first falls and the second rises
    ours, theirs = shown.offers.utilities.T - CLEAR
    reached = np.searchsorted(-first, -ours, side="right")  # deals that are worth as much to ours
    return bool((np.append(-np.inf, second)[reached] < theirs).any())


def dots(axes, shown):
    """Offers by proposer, as large as they were frequent, and agreements."""
    offers, places = shown.offers, shown.unit.full * shown.offers.utilities
    size = 14.0 + 90.0 * np.sqrt(offers.count / offers.count.max(initial=1))
    for slot in (0, 1, MEDIATOR):
        rows = (offers.proposer == slot) & ~offers.accepted
        axes.scatter(
            *places[rows].T, s=size[rows], color=COLOURS[slot], alpha=0.45, linewidth=0,
        )  # fmt: skip
    rows = offers.accepted & ~offers.rejected
    rows = np.nonzero(rows)[0][np.argsort(-offers.count[rows], kind="stable")]  # small ones on top
    size = 10.0 + 80.0 * np.sqrt(offers.count / offers.count[rows].max(initial=1))
    axes.scatter(
        *places[rows].T, s=size[rows], marker="D", color=style.INK, edgecolor="white",
        linewidth=0.35, alpha=0.75, zorder=4,
    )  # fmt: skip
    down = offers.rejected
    if down.sum() <= CROSSED:
        for marker in style.VOTED_DOWN:
            axes.plot(*places[down].T, linestyle="", zorder=4.5, **marker)
    else:  # crosses would hide one another
        axes.scatter(
            *places[down].T, s=0.5 * size[down], marker="D", color="white", edgecolor=style.INK,
            linewidth=0.6, alpha=0.75, zorder=3.5,
        )  # fmt: skip


def key_entries(shown, names, above):
    """Handles and words for the marks that the figure has."""
    dot = {"linestyle": "", "marker": "o", "markersize": 7, "alpha": 0.5, "markeredgewidth": 0}
    refused = shown.offers.proposer[~shown.offers.accepted]
    entries = [
        (Line2D([], [], color=COLOURS[slot], **dot), f"offer by {name}")
        for slot, name in enumerate((*names, "a mediator"))
        if (refused == slot).any()
    ]
    if (shown.offers.accepted & ~shown.offers.rejected).any():
        diamond = Line2D([], [], linestyle="", marker="D", markersize=6, color=style.INK)
        entries.append((diamond, "agreement"))
    if shown.offers.rejected.any():
        marks = style.VOTED_DOWN[: 2 if shown.offers.rejected.sum() <= CROSSED else 1]
        hollow = tuple(Line2D([], [], linestyle="", **marker) for marker in marks)
        entries.append((hollow, VOTED_DOWN))
    frontier = f"frontier{BEYOND if above else ''}"
    entries.append((Line2D([], [], color=style.QUIET, linewidth=1.4), frontier))
    for marker, size, name in solutions_of(shown).values():
        handle = Line2D([], [], linestyle="", marker=marker, markersize=min(size, 9), **HOLLOW)
        entries.append((handle, name))
    return entries


def solutions_of(shown):
    """The solutions that are marked: for a class the Nash deal, and no deal, in plain words."""
    if not shown.called:
        return SOLUTIONS
    named = {"nash": "Nash deal: largest product of gains", "none": "no deal, as talks begin"}
    return {key: (*SOLUTIONS[key][:2], name) for key, name in named.items()}


def solved(space):
    """The deals that solutions choose, and the point without a deal, by name; shape (deals, 2)."""
    return {
        "kalai": space.kalai_smorodinsky,
        "egalitarian": space.egalitarian,
        "nash": space.nash,
        "none": space.disagreement[None],
    }


def solutions(axes, shown):
    """The deals that solutions choose, and the disagreement point, hollow."""
    points = solved(shown.space)
    for name, (marker, size, _) in solutions_of(shown).items():
        axes.plot(
            *(shown.unit.full * points[name]).T, linestyle="", marker=marker, markersize=size,
            zorder=5, clip_on=False, **HOLLOW,
        )  # fmt: skip


def describe(shown):
    """The figure in words."""
    first, second = shown.parties
    nash, text = shown.space.nash, shown.unit.text
    best = (
        f"The Nash deal is worth {text(nash[0, 0])} to {first} and {text(nash[0, 1])} to {second}. "
        if len(nash)
        else "No deal gains both sides. "
    )
    came = (
        made(shown.offers)
        if shown.called
        else f"Offers in {words.of_runs(shown.offers.runs, shown.runs)}, agreement in "
        f"{shown.offers.agreed:,}."
    )
    return (
        f"Scatter of offers by their {shown.unit.noun} to {first} and to {second}, under the "
        f"frontier of deals that none betters for both. {best}{came}"
    )


def table(shown):
    """The points by what they are: possible deals, offers and agreements, worth to each side."""
    first, second = shown.parties
    noun, full = shown.unit.noun, shown.unit.full
    heads = ("what", f"{noun} to {first}", f"{noun} to {second}", "times offered")
    rows = [("deal on the frontier", *worths, None) for worths in full * shown.space.frontier]
    for name, points in solved(shown.space).items():
        rows += [(SOLUTIONS[name][2], *worths, None) for worths in full * points]
    proposers = (*(f"offer by {name}" for name in shown.parties), "offer by a mediator")
    offers = shown.offers
    for place, worths in enumerate(full * offers.utilities):
        what = "agreement" if offers.accepted[place] else proposers[offers.proposer[place]]
        what = VOTED_DOWN if offers.rejected[place] else what
        rows.append((what, *worths, offers.count[place]))
    return heads, rows

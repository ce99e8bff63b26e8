"""The deals that were possible, and the offers and agreements that were made."""

from typing import NamedTuple

import numpy as np
from matplotlib.lines import Line2D

from sim import deals, words
from sim.plots import labels, style

NAME = "offers"
NEEDS = ("runs", "offers")
BODY = (style.WIDTH, 6.0)  # inches
LONGEST = 2.3  # inches of a party's name in the key
MEDIATOR = 2  # the place of mediators after both slots
CLEAR = 1e-6  # of utility: less is rounding
BEYOND = " (above it: with side payments)"
COLOURS = (*style.PARTY[:2], style.QUIET)
HOLLOW = {"markerfacecolor": "none", "markeredgecolor": style.INK, "markeredgewidth": 1.3}
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
    if shown.offers.runs == 0:
        return f"No offer was made in any of {words.count(shown.runs)} {words.NOT_A_FORECAST}."
    aside = ", side payments aside" if shown.paid else ""
    return (
        f"Offers were made in {words.of_runs(shown.offers.runs, shown.runs)} and agreed to at the "
        f"table in {shown.offers.agreed:,} {words.NOT_A_FORECAST}. Larger: more often. "
        f"Frontier: no deal is better for both{aside}. No deal: {shown.space.source}."
    )


def draw(figure, shown):
    """The frontier as a line, its solutions as marks, offers as dots, agreements as diamonds."""
    first, second = (style.cut(figure, name, labels.KEY, LONGEST) for name in shown.parties)
    mediated = bool(((shown.offers.proposer == MEDIATOR) & ~shown.offers.accepted).any())
    above = beyond(shown)
    labels.key(figure, key_entries(first, second, mediated, above), columns=2 if above else 3)
    axes = figure.add_subplot()
    points = shown.space.frontier[::-1]
    axes.plot(
        *points.T, color=style.QUIET, linewidth=1.4, marker="." if len(points) < 40 else "",
        zorder=1,
    )  # fmt: skip
    dots(axes, shown)
    solutions(axes, shown)
    most = max(1.0, shown.offers.utilities.max(initial=0.0))  # side payments can lead beyond 1
    axes.set_xlim(-0.02, most + 0.02)
    axes.set_ylim(-0.02, most + 0.02)
    axes.set_box_aspect(0.85)
    axes.grid(axis="both", visible=True)
    axes.set_xlabel(f"utility to {first} [0 to 1]", color=style.PARTY_INK[0])
    axes.set_ylabel(f"utility to {second} [0 to 1]", color=style.PARTY_INK[1])


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
    offers = shown.offers
    size = 14.0 + 90.0 * np.sqrt(offers.count / offers.count.max(initial=1))
    for slot in (0, 1, MEDIATOR):
        rows = (offers.proposer == slot) & ~offers.accepted
        axes.scatter(
            *offers.utilities[rows].T, s=size[rows], color=COLOURS[slot], alpha=0.45, linewidth=0,
        )  # fmt: skip
    rows = offers.accepted
    rows = np.nonzero(rows)[0][np.argsort(-offers.count[rows], kind="stable")]  # small ones on top
    size = 10.0 + 80.0 * np.sqrt(offers.count / offers.count[rows].max(initial=1))
    axes.scatter(
        *offers.utilities[rows].T, s=size[rows], marker="D", color=style.INK, edgecolor="white",
        linewidth=0.35, alpha=0.75, zorder=4,
    )  # fmt: skip


def key_entries(first, second, mediated, above):
    """Handles and words for the marks."""
    dot = {"linestyle": "", "marker": "o", "markersize": 7, "alpha": 0.5, "markeredgewidth": 0}
    entries = [
        (Line2D([], [], color=COLOURS[slot], **dot), f"offer by {name}")
        for slot, name in enumerate((first, second, "a mediator"))
        if slot != MEDIATOR or mediated
    ]
    diamond = Line2D([], [], linestyle="", marker="D", markersize=6, color=style.INK)
    entries.append((diamond, "agreement"))
    frontier = f"frontier{BEYOND if above else ''}"
    entries.append((Line2D([], [], color=style.QUIET, linewidth=1.4), frontier))
    for marker, size, name in SOLUTIONS.values():
        handle = Line2D([], [], linestyle="", marker=marker, markersize=min(size, 9), **HOLLOW)
        entries.append((handle, name))
    return entries


def solved(space):
    """The deals that solutions choose, and the point without a deal, by name; shape (deals, 2)."""
    return {
        "kalai": space.kalai_smorodinsky,
        "egalitarian": space.egalitarian,
        "nash": space.nash,
        "none": space.disagreement[None],
    }


def solutions(axes, shown):
    """The Nash, Kalai-Smorodinsky and egalitarian deals and the disagreement point, hollow."""
    points = solved(shown.space)
    for name, (marker, size, _) in SOLUTIONS.items():
        axes.plot(
            *points[name].T, linestyle="", marker=marker, markersize=size, zorder=5, clip_on=False,
            **HOLLOW,
        )  # fmt: skip


def describe(shown):
    """The figure in words."""
    first, second = shown.parties
    nash = shown.space.nash
    best = (
        f"The Nash deal is worth {nash[0, 0]:.2f} to {first} and {nash[0, 1]:.2f} to {second}. "
        if len(nash)
        else "No deal gains both sides. "
    )
    return (
        f"Scatter of offers by their utility to {first} and to {second}, under the frontier of "
        f"deals that none betters for both. {best}"
        f"Offers in {words.of_runs(shown.offers.runs, shown.runs)}, agreement in "
        f"{shown.offers.agreed:,}."
    )


def table(shown):
    """The points by what they are: possible deals, offers and agreements, worth to each side."""
    first, second = shown.parties
    heads = ("what", f"utility to {first}", f"utility to {second}", "times offered")
    rows = [("deal on the frontier", *worths, None) for worths in shown.space.frontier]
    for name, points in solved(shown.space).items():
        rows += [(SOLUTIONS[name][2], *worths, None) for worths in points]
    proposers = (*(f"offer by {name}" for name in shown.parties), "offer by a mediator")
    offers = shown.offers
    by_offer = zip(offers.proposer, offers.accepted, offers.utilities, offers.count, strict=True)
    rows += [
        ("agreement" if accepted else proposers[proposer], *worths, count)
        for proposer, accepted, worths, count in by_offer
    ]
    return heads, rows

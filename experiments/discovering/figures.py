"""The figures of what was found."""

import numpy as np

from experiments import console, provenance
from experiments.discovering import clauses, nouns
from experiments.discovering.findings import FOUND
from experiments.sweeping.factors import DECISION
from sim import naming
from sim.discovery import samples
from sim.plots import discovered
from sim.plots import trees as drawn_trees
from sim.words import capital, percent

READABLE = 8  # leaves of a tree that is drawn


def draw(folder, found):
    """Draw all that there is to draw; returns the names of the figures, and what they show."""
    folder.mkdir()
    about = foot(found)
    names = {}
    if len(found.way) > 1:
        names["discover_trade_off"] = "Coverage and density on the way to the box"
        draw_way(folder / "discover_trade_off", found, about)
    if found.boxes:
        names["discover_ranges"] = "What the box keeps of each factor"
        draw_ranges(folder / "discover_ranges", found, about)
    if found.boxes and len(found.factors) > 1:
        names["discover_box"] = "The box over the two factors that matter most"
        draw_map(folder / "discover_box", found, about)
    if not found.tree.is_leaf and drawn_trees.count(node(found, found.tree)) <= READABLE:
        names["discover_tree"] = "The tree"
        draw_tree(folder / "discover_tree", found, about)
    return names


def foot(found):
    """The line under each figure."""
    sweep = found.sweep
    played = f"{console.count(found.points, 'point')} of {sweep.played}"
    what = f"{sweep.scenario.name}: {played}"
    return provenance.foot(what, sweep.seed, sweep.identity)


def draw_way(stem, found, about):
    """The trade-off of the first box."""
    cases = found.way[0].cases
    last = found.boxes[0].step if found.boxes else None
    chosen = next((place for place, one in enumerate(found.way) if one is last), -1)
    way = discovered.Way(
        np.array([one.cases / cases for one in found.way]),
        np.array([one.density for one in found.way]),
        np.array([samples.restricted(one.box).sum() for one in found.way]),
        chosen,
        found.question.density,
    )
    subtitle = (
        f"Sought: {clauses.sought(found.question)}. Each dot is a box, smaller to the right; its "
        "colour says how many factors it restricts."
    )
    discovered.trade_off(stem, way, "Smaller boxes are denser and cover less", subtitle, about)


def draw_ranges(stem, found, about):
    """What the first box keeps."""
    box = found.boxes[0]
    restricted = {one.place: one for one in box.restrictions}
    rows = []
    for place, one in enumerate(found.factors):
        mine = restricted.get(place)
        kept = box.step.box[place]
        rows.append(
            discovered.Range(
                capital(nouns.with_along(found.sweep.scenario, one)),
                one.role == DECISION,
                spans(kept, one),
                clauses.condition(kept, one) if mine else "not restricted",
                mine.reproduced if mine else np.nan,
            )
        )
    rows.sort(key=lambda row: (np.isnan(row.reproduced), -np.nan_to_num(row.reproduced)))
    subtitle = (
        f"Sought: {clauses.sought(found.question)}. Density "
        f"{percent(clauses.outcome_share(found.question, box.density).value)}, coverage "
        f"{percent(box.coverage.value)}."
    )
    verb = "The conditions found" if found.verdict == FOUND else "A box that does not hold"
    discovered.ranges(stem, rows, verb, subtitle, about)


def spans(kept, one):
    """Stretches of the points' order, from 0 to 1, that are kept."""
    edges = np.append(0.0, np.cumsum(np.bincount(one.codes, minlength=len(one.levels))))
    edges = edges / edges[-1]
    places = np.flatnonzero(kept)
    if one.ordered:
        return ((edges[places[0]], edges[places[-1] + 1]),)
    return tuple((edges[place], edges[place + 1]) for place in places)


def draw_map(stem, found, about):
    """The points over the two factors whose restriction does most."""
    box = found.boxes[0]
    most = sorted(box.restrictions, key=lambda one: one.density)
    places = [one.place for one in most[:2]]
    places += [place for place in range(len(found.factors)) if place not in places]
    across, up = places[:2]
    others = tuple(
        np.ones_like(kept) if place in (across, up) else kept
        for place, kept in enumerate(box.step.box)
    )
    beside = ~samples.inside(others, found.factors)
    share = "runs with the outcome" if found.question.is_share else "cases"
    first, second, shares, beside = together(found, across, up, beside)
    if found.question.is_share and not found.question.is_above:
        shares = 1.0 - shares
    shown = discovered.Map(
        axis(found, across, first), axis(found, up, second), shares, beside, f"{share} [%]"
    )
    small = " Small dots lie outside it for other reasons." if beside.any() else ""
    subtitle = f"A dot stands for all points at its place; the frame is the box.{small}"
    discovered.box_map(
        stem, shown, capital(f"Where {happens(found)}"), subtitle, about
    )  # fmt: skip


def together(found, across, up, beside):
    """Points at one place of a map as one: their levels, share of cases, and if all are beside.

    Those that the box leaves out for other reasons count where there is nothing else.
    """
    codes = np.stack([found.factors[place].codes for place in (across, up)], axis=1)
    places, which = np.unique(codes, axis=0, return_inverse=True)
    which = which.ravel()
    lonely = np.bincount(which, ~beside) == 0.0
    counted = np.where(beside & ~lonely[which], 0.0, 1.0)
    shares = np.bincount(which, found.shares * counted) / np.bincount(which, counted)
    return places[:, 0], places[:, 1], shares, lonely


def happens(found):
    """What is sought, short."""
    return clauses.sought(found.question)


def axis(found, place, codes):
    """A factor as an axis, with the places of dots on it."""
    one, kept = found.factors[place], found.boxes[0].step.box[place]
    _, unit = naming.about(found.sweep.scenario, one.key)
    levels = one.levels if one.ordered else tuple(map(str, one.levels))
    low, high = samples.ends(kept, one) if one.ordered else (0.0, 0.0)
    values = np.array(one.levels)[codes] if one.ordered else codes.astype(float)
    logarithmic = one.ordered and len(levels) > 12 and low > 0 and levels[0] > 0 and (
        levels[-1] / levels[0] > 5 and is_log(found, one.key)
    )  # fmt: skip
    return discovered.Axis(
        capital(nouns.with_along(found.sweep.scenario, one)), unit, values, levels, one.ordered,
        low, high, tuple(np.flatnonzero(kept).tolist()), logarithmic,
    )  # fmt: skip


def is_log(found, key):
    """True if the design draws a parameter evenly in its logarithm."""
    return any(one.is_log for one in found.sweep.plan.dimensions if key in one.keys)


def draw_tree(stem, found, about):
    """The tree, as questions."""
    of = "runs with the outcome" if found.question.is_share else "points that are cases"
    subtitle = f"Share of {of}; the size of the tree is chosen by cross-validation."
    drawn_trees.tree(stem, node(found, found.tree), capital(found.question.words), subtitle, about)


def node(found, one):
    """A node as it is drawn."""
    share = one.share
    if found.question.is_share and not found.question.is_above:
        share = 1.0 - share
    if one.is_leaf:
        points = percent(one.points / found.points)
        what = "of runs" if found.question.is_share else "cases"
        return drawn_trees.Drawn(f"{percent(share)} {what}; {points} of points", share)
    factor = found.factors[one.place]
    words = f"{naming.called(found.sweep.scenario, factor.key)} {asks(one, factor)}"
    return drawn_trees.Drawn(capital(words), share, node(found, one.left), node(found, one.right))


def asks(one, factor):
    """What a split asks of its factor, with yes to the left."""
    return clauses.condition(one.left_levels, factor)

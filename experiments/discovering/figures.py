"""The figures of what was found."""

import numpy as np

from experiments import console, provenance
from experiments.discovering import clauses, nouns
from experiments.discovering.findings import FOUND
from experiments.sweeping.factors import DECISION
from sim import naming
from sim.discovery import samples
from sim.plots import box_map, box_ranges, style, trade_off
from sim.plots import trees as drawn_trees
from sim.words import capital, percent

READABLE = 8  # leaves of a tree that is drawn


def draw(folder, found, made):
    """Draw all that there is to draw; returns the names of the figures, and what they show."""
    folder.mkdir()
    line, names = foot(found, made), {}
    for figure, shown, words in drawable(found):
        style.leave(figure, shown, folder / figure.NAME, line)
        names[figure.NAME] = words
    return names


def drawable(found):
    """The figures whose data exist: module, numbers, what it shows."""
    if len(found.way) > 1:
        yield trade_off, of_way(found), "Coverage and density on the way to the box"
    if found.boxes:
        yield box_ranges, of_ranges(found), "What the box keeps of each factor"
    if found.boxes and len(found.factors) > 1:
        yield box_map, of_map(found), "The box over the two factors that matter most"
    if not found.tree.is_leaf:
        root = node(found, found.tree)
        if drawn_trees.count(root) <= READABLE:
            yield drawn_trees, of_tree(found, root), "The tree"


def foot(found, made):
    """The line under each figure, and its settings."""
    sweep = found.sweep
    played = f"{console.count(found.points, 'point')} of {sweep.played}"
    what = f"{sweep.scenario.name}: {played}"
    return provenance.foot(what, made, sweep.seed, sweep.runs)


def of_way(found):
    """The trade-off of the first box."""
    cases = found.way[0].cases
    last = found.boxes[0].step if found.boxes else None
    chosen = next((place for place, one in enumerate(found.way) if one is last), -1)
    return trade_off.Numbers(
        np.array([one.cases / cases for one in found.way]),
        np.array([one.density for one in found.way]),
        np.array([samples.restricted(one.box).sum() for one in found.way]),
        chosen,
        found.question.density,
        clauses.sought(found.question),
    )


def of_ranges(found):
    """What the first box keeps."""
    box = found.boxes[0]
    restricted = {one.place: one for one in box.restrictions}
    rows = []
    for place, one in enumerate(found.factors):
        mine = restricted.get(place)
        kept = box.step.box[place]
        rows.append(
            box_ranges.Range(
                capital(nouns.with_along(found.sweep.scenario, one)),
                one.role == DECISION,
                spans(kept, one),
                clauses.condition(kept, one) if mine else "not restricted",
                mine.reproduced if mine else np.nan,
            )
        )
    rows.sort(key=lambda row: (np.isnan(row.reproduced), -np.nan_to_num(row.reproduced)))
    share = clauses.outcome_share(found.question, box.density).value
    density = clauses.apart(share, clauses.asked_share(found.question))
    reading = (
        f"Sought: {clauses.sought(found.question)}. Density {density}, coverage "
        f"{percent(box.coverage.value)}."
    )
    verb = "The conditions found" if found.verdict == FOUND else "A box that does not hold"
    return box_ranges.Numbers(rows, verb, reading)


def spans(kept, one):
    """Stretches of the points' order, from 0 to 1, that are kept."""
    edges = np.append(0.0, np.cumsum(np.bincount(one.codes, minlength=len(one.levels))))
    edges = edges / edges[-1]
    places = np.flatnonzero(kept)
    if one.ordered:
        return ((edges[places[0]], edges[places[-1] + 1]),)
    return tuple((edges[place], edges[place + 1]) for place in places)


def of_map(found):
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
    return box_map.Numbers(
        axis(found, across, first), axis(found, up, second), shares, beside, share,
        capital(f"Where {clauses.sought(found.question)}"),
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
    return box_map.Axis(
        capital(nouns.with_along(found.sweep.scenario, one)), unit, values, levels, one.ordered,
        low, high, tuple(np.flatnonzero(kept).tolist()), logarithmic,
    )  # fmt: skip


def is_log(found, key):
    """True if the design draws a parameter evenly in its logarithm."""
    return any(one.is_log for one in found.sweep.plan.dimensions if key in one.keys)


def of_tree(found, root):
    """The tree, as questions."""
    of = "runs with the outcome" if found.question.is_share else "points that are cases"
    return drawn_trees.Numbers(root, capital(found.question.words), of)


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

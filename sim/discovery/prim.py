"""Boxes by patient rule induction (PRIM).

[Friedman1999]_ cut a little off one side of a box at a time, the bit whose loss raises the share of
cases most (peeling), then try to put back what need not have gone (pasting), and look for further
boxes among the points that are left (covering). [Bryant2010]_ made it a way to find the conditions
that matter to a decision, and say of each box its coverage, density and restricted dimensions.

A bit of a number is a slice of a share ``alpha`` of the box; of a number with few levels it is a
level, of a name one name. As such bits are of unequal size, the one with the lowest density of its
own goes first, the criterion of [Friedman1999]_ for names, which [Kwakkel2016]_ call lenient; for
bits of one size it is the original one. Peeling goes on to the smallest box allowed, for where
points are few the last bit may be dense by luck.

Why not a library: ``ema_workbench`` (BSD) is well kept and brings pandas, seaborn, statsmodels and
scikit-learn along; its boxes are of points, and weights for runs, resampled luck and zipped factors
would have been built around it. On planted boxes its peeling and this one go the same way,
to within a bit (``docs/discover.md``).
"""

from typing import NamedTuple

import numpy as np

from sim.discovery import samples

LARGEST = 0.25  # of the box: a larger bit is not patient
DIMENSION = 0.9  # what is left of a box's worth for each dimension it restricts
WHOLE, PEEL, PASTE, DROP = "whole", "peel", "paste", "drop"


class Step(NamedTuple):
    """A box on the way, and what it holds."""

    box: tuple
    action: str
    factor: str  # that the last step changed
    cases: float
    runs: float
    weight: float  # points

    @property
    def density(self):
        """Share of the runs in the box that are cases; nan of none."""
        return self.cases / self.runs if self.runs else np.nan


class Patience(NamedTuple):
    """How much is cut at a time, and the smallest box that is looked at, as shares of points."""

    alpha: float = 0.05
    least: float = 0.05


def step(sample, box, action=WHOLE, factor=""):
    """A box with what it holds."""
    points = samples.inside(box, sample.factors)
    return Step(
        box, action, factor, float(sample.cases[points].sum()),
        float(sample.runs[points].sum()), float(sample.weight[points].sum()),
    )  # fmt: skip


def with_levels(box, place, kept):
    """A box with other levels of one factor."""
    return (*box[:place], kept, *box[place + 1 :])


def cut(kept, weights, most, way):
    """The levels left when the lowest (``way`` 1) or highest (-1) go; None if none would be left.

    As many go as hold ``most`` together, one at least.
    """
    kept, weights = kept[::way], weights[::way]
    filled = np.flatnonzero(kept & (weights > 0.0))
    below = np.cumsum(weights[filled])
    gone = max(1, int(np.searchsorted(below, most * (1.0 + 1e-12), side="right")))
    if gone >= len(filled):
        return None
    left = kept.copy()
    left[: filled[gone - 1] + 1] = False
    return left[::way]


def peels(sample, box, alpha, only=None):
    """Every box with one bit less: (place of the factor, levels left), of ``only`` some factors."""
    points = samples.inside(box, sample.factors)
    most = alpha * sample.runs[points].sum()
    for place in range(len(box)) if only is None else only:
        kept, one = box[place], sample.factors[place]
        weights = np.bincount(one.codes[points], sample.runs[points], minlength=len(one.levels))
        if one.ordered:
            ways = [cut(kept, weights, most, way) for way in (1, -1)]
        else:
            ways = [without(kept, level) for level in np.flatnonzero(kept & (weights > 0.0))]
        yield from ((place, way) for way in ways if way is not None and weights[way].sum() > 0.0)


def without(kept, level):
    """The levels but one."""
    left = kept.copy()
    left[level] = False
    return left


def peeled(sample, patience, largest=1.0, only=None):
    """The way from the whole to small dense boxes; a ``Step`` each.

    No bit is larger than a share ``largest`` of the box; ``only`` are places of factors to cut.
    """
    way = [step(sample, samples.whole(sample.factors))]
    least = patience.least * sample.weight.sum()
    while True:
        last, best, most = way[-1], None, -np.inf
        for place, kept in peels(sample, last.box, patience.alpha, only):
            new = with_levels(last.box, place, kept)
            found = step(sample, new, PEEL, sample.factors[place].key)
            gone = last.runs - found.runs
            if found.weight < least or not 0.0 < gone <= largest * last.runs or not found.runs:
                continue
            lack = last.density - (last.cases - found.cases) / gone
            if lack > most + 1e-12:
                best, most = found, lack
        if best is None:
            return way
        way.append(best)


def first_of(way, density):
    """The largest box on the way that is as dense as asked, or None."""
    return next((one for one in way if one.density >= density - 1e-12), None)


def pasted(sample, found, patience):
    """Boxes with bits put back, as long as the density does not fall; a ``Step`` each."""
    way = []
    while True:
        last = way[-1] if way else found
        grown = (
            step(sample, with_levels(last.box, place, kept), PASTE, sample.factors[place].key)
            for place, kept in pastes(sample, last, patience.alpha)
        )
        better = [one for one in grown if one.runs > last.runs and one.density >= last.density]
        if not better:
            return way
        way.append(max(better, key=lambda one: (one.density, one.runs)))


def pastes(sample, last, alpha):
    """Every box with one bit more: (place of the factor, levels kept)."""
    for place, (kept, one) in enumerate(zip(last.box, sample.factors, strict=True)):
        if kept.all():
            continue
        open_box = with_levels(last.box, place, np.ones_like(kept))
        points = samples.inside(open_box, sample.factors)
        weights = np.bincount(one.codes[points], sample.runs[points], minlength=len(one.levels))
        if not one.ordered:
            yield from (
                (place, kept | (np.arange(len(kept)) == at)) for at in np.flatnonzero(~kept)
            )
            continue
        for way in (1, -1):
            turned = grown_low(kept[::way], weights[::way], alpha * last.runs)
            if turned is not None:
                yield place, turned[::way]


def grown_low(kept, weights, least):
    """The levels with more at the low end, as few as hold ``least``; None if there are none."""
    first = int(np.flatnonzero(kept)[0])
    if first == 0:
        return None
    below = np.cumsum(weights[:first][::-1])
    more = min(first, int(np.searchsorted(below, least, side="left")) + 1)
    wider = kept.copy()
    wider[first - more : first] = True
    return wider


def relaxed(sample, found, density):
    """Boxes with restrictions dropped, as long as the density is as asked; a ``Step`` each."""
    way = []
    while True:
        last = way[-1] if way else found
        loose = [
            step(sample, with_levels(last.box, place, np.ones_like(kept)), DROP, one.key)
            for place, (kept, one) in enumerate(zip(last.box, sample.factors, strict=True))
            if not kept.all()
        ]
        enough = [one for one in loose if one.density >= density - 1e-12]
        if not enough:
            return way
        way.append(max(enough, key=lambda one: (one.cases, one.density)))


def search(sample, density, patience):
    """The largest box as dense as asked, None if there is none; and the way, a ``Step`` each.

    Greed is not always patient. Where a bit is half the box (a decision with two levels) one such
    cut may cost more cases than many small ones, so that two ways are gone, with and without such
    bits. And bits of many factors, each the best of its moment, may cost more than a few factors
    cut further, so that each way is gone again with the factors alone that matter most in its box.
    The box with most cases is taken, of which each dimension must be worth a tenth.
    """
    ways = []
    for largest in (1.0, LARGEST):
        box, way = on_way(sample, density, patience, largest)
        order = by_weight(sample, box or way[-1])
        fewer = (order[:count] for count in range(1, len(order)))
        ways.append((box, way))
        ways += [on_way(sample, density, patience, largest, only) for only in fewer]
    found = [way for way in ways if way[0] is not None]
    if found:
        return max(found, key=lambda way: worth(way[0]))
    return max(ways, key=lambda way: way[1][-1].density)


def by_weight(sample, found):
    """The factors that a box restricts, the one first without which it would be least dense."""
    without = {
        place: step(sample, with_levels(found.box, place, np.ones_like(kept))).density
        for place, kept in enumerate(found.box)
        if not kept.all()
    }
    return sorted(without, key=without.get)


def worth(found):
    """The cases of a box, less a tenth for each dimension that has to be said."""
    return found.cases * DIMENSION ** samples.restricted(found.box).sum()


def on_way(sample, density, patience, largest, only=None):
    """The box as dense as asked on one way, None if there is none; and the way."""
    way = peeled(sample, patience, largest, only)
    first = first_of(way, density)
    if first is None:
        return None, way
    more = pasted(sample, first, patience)
    more += relaxed(sample, more[-1] if more else first, density)
    return (more[-1] if more else first), way + more

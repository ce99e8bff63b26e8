"""An outcome at each level of what varied: means, and differences between levels."""

from typing import NamedTuple

import numpy as np

from experiments.sweeping.estimates import NONE, Estimate, half, halves, most_of_none, of_share
from sim import intervals, pairs


class Off(NamedTuple):
    """How far every level lies from one of them: arrays with a number for each level."""

    value: np.ndarray
    cells: np.ndarray  # pairs of points that are compared
    points: np.ndarray  # of the uncertainties
    runs: np.ndarray  # different run numbers
    apart: np.ndarray  # half of the interval over points; nan where they are no sample
    wide: np.ndarray  # half of the whole interval
    gained: np.ndarray  # runs of one pair of points in which it is true of the level alone
    lost: np.ndarray  # of the other alone; both nan unless it is one pair on the same runs


class Levels:
    """An outcome at each level of what varied: what is gathered for means and for differences.

    ``place`` is the level of each point, (choices, samples). Levels that are ``paired`` have as
    many points each, in the same order; a difference is taken over the pairs of which both have the
    outcome. Luck is therefore kept apart by which levels have it.
    """

    def __init__(self, found, place, count, paired):
        self.found, self.place, self.count, self.paired = found, place.ravel(), count, paired
        self.there = ~np.isnan(found.means.ravel())
        self.order = None
        self.pattern, self.has = np.zeros(place.size, dtype=int), np.ones((1, count), dtype=bool)
        if paired:
            self.order = np.argsort(self.place, kind="stable").reshape(count, -1)
            has, of = np.unique(self.there[self.order], axis=1, return_inverse=True)
            self.has, self.pattern[self.order] = has.T, of.ravel()
        shape = (len(self.has), count, int(found.played.max()))
        self.luck, self.seen = np.zeros(shape), np.zeros(shape, dtype=bool)

    def add(self, points, runs, off):
        """Take in some runs."""
        where = self.pattern[points], self.place[points], runs
        np.add.at(self.luck, where, off)
        self.seen[where] = True

    @property
    def known(self):
        """Whether each level has the outcome at some point."""
        return np.bincount(self.place[self.there], minlength=self.count) > 0

    @property
    def compared(self):
        """Number of pairs of levels that have the outcome."""
        known = int(self.known.sum())
        return known * (known - 1) // 2

    # -- means ------------------------------------------------------------------------------------

    def means(self):
        """An estimate for each level."""
        known = self.known
        luck, seen = self.luck.sum(axis=0), self.seen.any(axis=0)
        parts, there = self.over_points()
        return [
            self.mean(level, luck[level][seen[level]], parts[level][there[level]])
            if known[level]
            else NONE
            for level in range(self.count)
        ]

    def mean(self, level, luck, parts):
        """The estimate of a level, from what each run and each point of it adds."""
        own = (self.place == level) & self.there
        means, counts = self.found.means.ravel()[own], self.found.runs.ravel()[own]
        value, apart = float(means.mean()), np.nan
        wide = half(luck / len(means))
        if self.found.sampled:
            apart = half(parts)
            wide = float(np.hypot(apart, wide))
        low, high = value - wide, value + wide
        if self.found.is_share:
            low, high = of_share(value, wide, counts, len(luck))
        return Estimate(value, float(low), float(high), len(parts), len(luck), apart)

    def over_points(self):
        """How far each point of what is not known lies from its level's mean, over their number.

        Two arrays of shape (levels, points): that distance, and whether the level has the point.
        """
        sums, cells = self.sums()
        count = np.maximum(cells.sum(axis=1, keepdims=True), 1)
        return (sums - cells * sums.sum(axis=1, keepdims=True) / count) / count, cells > 0

    def sums(self):
        """Sums of means over choices, and numbers of them; shape (levels, points)."""
        samples = self.found.means.shape[1]
        at = (self.place * samples + np.arange(self.place.size) % samples)[self.there]
        weights, shape = self.found.means.ravel()[self.there], (self.count, samples)
        sums = np.bincount(at, weights, self.count * samples)
        return sums.reshape(shape), np.bincount(at, minlength=self.count * samples).reshape(shape)

    # -- differences ------------------------------------------------------------------------------

    def off(self, base, error=intervals.ERROR):
        """How far every level lies from one, pair by pair of points and run by run."""
        means = self.found.means.ravel()[self.order]
        terms = means - means[base]
        cells = (~np.isnan(terms)).sum(axis=1)
        luck, seen = self.luck_off(base, cells)
        runs = seen.sum(axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):
            value = np.nansum(terms, axis=1) / cells
        wide = halves(luck, seen, error)
        if self.found.is_share:
            none = ~luck.any(axis=1) & (runs > 1)
            wide = np.where(none, most_of_none(runs, error), wide)
        points, apart = self.apart(terms - value[:, None], cells, error)
        wide = np.hypot(apart, wide) if self.found.sampled else wide
        gained, lost = self.discordant(base, value, luck, runs)
        return Off(value, cells, points, runs, apart, wide, gained, lost)

    def luck_off(self, base, cells):
        """What luck adds to each level's difference from one, by run; and which runs are in it."""
        ours = self.has[:, base]
        both = self.has[ours]
        luck, seen = self.luck[ours], self.seen[ours]
        luck = np.einsum("pl,plr->lr", both, luck - luck[:, [base]])
        seen = (both[..., None] & (seen | seen[:, [base]])).any(axis=0)
        return luck / np.maximum(cells, 1)[:, None], seen

    def apart(self, terms, cells, error):
        """The points of what is not known that a difference is over, and half the interval."""
        samples = self.found.means.shape[1] if self.found.sampled else 1
        by_point = terms.reshape(self.count, -1, samples)
        there = (~np.isnan(by_point)).any(axis=1)
        if not self.found.sampled:
            return there.sum(axis=1), np.full(self.count, np.nan)
        parts = np.nansum(by_point, axis=1) / np.maximum(cells, 1)[:, None]
        return there.sum(axis=1), halves(parts, there, error)

    def discordant(self, base, value, luck, runs):
        """Runs gained and lost by level where it is one pair of points on the same runs, or nan."""
        gained, lost = np.full((2, self.count), np.nan)
        if not self.found.is_share or self.order.shape[1] > 1:
            return gained, lost
        seen = self.seen.any(axis=0)
        same = (seen == seen[base]).all(axis=1) & (runs > 1)
        differ = luck[same] * runs[same, None] + value[same, None]
        gained[same] = ((differ > 0.5) & seen[same]).sum(axis=1)
        lost[same] = ((differ < -0.5) & seen[same]).sum(axis=1)
        return gained, lost

    def clear(self, off, error):
        """Whether each level is clear of that which ``off`` is from, at some error."""
        discordant = off.gained + off.lost
        with np.errstate(invalid="ignore", divide="ignore"):
            score = np.abs(off.gained - off.lost) / np.sqrt(discordant)
        by_runs = score > intervals.normal(error)  # where the interval of ``sim.pairs`` excludes 0
        by_half = np.abs(off.value) > off.wide
        return np.where(np.isnan(discordant), by_half, by_runs) & (off.value != 0.0)

    def difference(self, off, level, error=intervals.ERROR):
        """The estimate of one level of an ``Off``."""
        if off.cells[level] == 0:
            return NONE
        value, wide, runs = float(off.value[level]), float(off.wide[level]), int(off.runs[level])
        low, high = value - wide, value + wide
        if not np.isnan(off.gained[level]):
            gained, lost = int(off.gained[level]), int(off.lost[level])
            low, high = pairs.tango(gained, lost, runs, intervals.normal(error))
        elif self.found.is_share:
            low, high = np.clip((low, high), -1.0, 1.0)
        points, apart = int(off.points[level]), float(off.apart[level])
        return Estimate(value, float(low), float(high), points, runs, apart)

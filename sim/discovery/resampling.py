"""How far a box depends on which points, and which luck, happened to be drawn.

Clusters of points and the luck of runs are drawn anew (``sim.bootstrap``), and [Bryant2010]_ look
for the box again in resampled data, and count how often each restriction comes back. How common the
outcome is over all moves with the luck drawn, and the density asked for is moved along, in log
odds. What was left out of a resample (points and luck) tells how dense its box is where it was not
looked for.
"""

from typing import NamedTuple

import numpy as np

from sim import bootstrap
from sim.discovery import prim, samples


class Span(NamedTuple):
    """A number with the ends of its 95 % interval."""

    value: float
    low: float
    high: float


class Resample(NamedTuple):
    """The box found in a resample, the densest one if none is dense enough.

    There is none, and its density nan, where nothing is restricted.
    """

    box: tuple | None
    outside: float  # its density in what was left out
    share: float  # of cases in all that was left out

    @property
    def holds(self):
        """True if there is a box, denser in what was left out than all of that is."""
        return self.box is not None and self.outside > self.share


def resampled(luck, observed):
    """How often each point counts, drawn by clusters, and how often each column of luck does."""
    clusters, runs = observed.clusters, observed.has.shape[1]
    drawn, often = bootstrap.crossed(luck, clusters, runs, draws=1)
    return drawn[observed.cluster, 0], often[:, 0]


def spans(observed, points, times, seed):
    """Density, coverage, mass, and how much denser than all, of a region, with their intervals.

    ``points`` is a mask.
    """
    luck = np.random.default_rng((seed, 1))
    rows, columns = observed.has.shape
    found = [measured(observed, points, np.ones(rows), np.ones(columns))]
    for _ in range(times):
        found.append(measured(observed, points, *resampled(luck, observed)))
    whole = np.array(found)
    with np.errstate(invalid="ignore"):
        return [
            Span(float(column[0]), *ends_of(column[1:][np.isfinite(column[1:])]))
            for column in whole.T
        ]


def ends_of(values):
    """The ends of the middle 95 %; nan of none."""
    return tuple(map(float, bootstrap.interval(values))) if len(values) else (np.nan, np.nan)


def measured(observed, points, weight, luck):
    """Density, coverage, mass and excess over all of a region in a resample."""
    cases, runs = observed.counted(luck)
    cases, runs = cases * weight, runs * weight
    with np.errstate(invalid="ignore", divide="ignore"):
        density = np.divide(cases[points].sum(), runs[points].sum())
        return (
            density,
            np.divide(cases[points].sum(), cases.sum()),
            np.divide(weight[points].sum(), weight.sum()),
            density - np.divide(cases.sum(), runs.sum()),
        )


def again(factors, observed, density, patience, times, seed, among=None):
    """The box looked for again in ``times`` resamples; a ``Resample`` each."""
    among = np.ones(observed.has.shape[0], dtype=bool) if among is None else among
    luck = np.random.default_rng((seed, 2))
    asked = density, overall(samples.sample(factors, observed, among))
    return [one_more(factors, observed, asked, patience, luck, among) for _ in range(times)]


def overall(sample):
    """The share of all runs of a sample that are cases."""
    return ratio(sample.cases, sample.runs)


def moved(density, before, after):
    """A density as far from one overall share as it was from another, in log odds."""
    if not (0.0 < before < 1.0 and 0.0 < after < 1.0 and 0.0 < density < 1.0):
        return density
    odds = density / (1.0 - density) * after / (1.0 - after) * (1.0 - before) / before
    return odds / (1.0 + odds)


def one_more(factors, observed, asked, patience, luck, among):
    """The box in one resample, and how it does in what was left out.

    ``asked`` is a density and the share of all that it was asked beside.
    """
    weight, often = resampled(luck, observed)
    weight, columns = weight * among, len(often)
    sample = samples.sample(factors, observed, weight, often)
    density = moved(*asked, overall(sample))
    found, way = prim.search(sample, density, patience)
    found = found or way[-1]
    rest = (often == 0.0) if columns > 1 and (often == 0.0).any() else np.ones(columns, dtype=bool)
    cases, runs = observed.counted(rest.astype(float))
    left = among & (weight == 0.0)
    share = ratio(cases[left], runs[left])
    if not samples.restricted(found.box).any():
        return Resample(None, np.nan, share)
    inside = left & samples.inside(found.box, factors)
    return Resample(found.box, ratio(cases[inside], runs[inside]), share)


def ratio(cases, runs):
    """The share of runs that are cases; nan of none."""
    return float(cases.sum() / runs.sum()) if runs.sum() else np.nan


def reproduced(resamples):
    """How often each factor is restricted, as a share of all resamples; (factors,)."""
    masks = [samples.restricted(one.box) for one in resamples if one.box is not None]
    return np.sum(masks, axis=0) / len(resamples) if masks else None


def limits(resamples, place, one):
    """Where the limits of an ordered factor stood: central 90 % of its low and of its high ones."""
    pairs = [
        samples.ends(found.box[place], one)
        for found in resamples
        if found.box is not None and not found.box[place].all()
    ]
    if not pairs:
        return None
    return [tuple(map(float, np.percentile(side, (5, 95)))) for side in zip(*pairs, strict=True)]


def held(resamples):
    """Share of the resamples whose box is denser where it was not looked for."""
    return float(np.mean([one.holds for one in resamples])) if resamples else np.nan


def lasting(resamples):
    """By how much the boxes found are denser than all, in what was left out, on average."""
    known = [one.outside - one.share for one in resamples if np.isfinite(one.outside - one.share)]
    return float(np.mean(known)) if known else 0.0


def outside(resamples):
    """Mean density, in what was left out, of the boxes found; nan if there are none."""
    known = [one.outside for one in resamples if np.isfinite(one.outside)]
    return float(np.mean(known)) if known else np.nan

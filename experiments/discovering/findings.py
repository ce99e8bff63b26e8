"""What is found in a sweep: boxes, what each decision leaves, and a tree."""

from typing import NamedTuple

import numpy as np

from experiments.discovering import sweeps
from experiments.sweeping.factors import DECISION, UNCERTAINTY
from sim.discovery import prim, resampling, samples, trees

SPANS = 400  # resamples of an interval
HOLDS = 0.9  # share of resamples in which a box must be denser than all that was left out
LASTS = 0.5  # share of what it stands out by that must be there in what was left out, on average
FEWEST = 40  # points of a policy that a box is looked for in
MOST_POLICIES = 40
POLICY_RESAMPLES = 20
NO_CASES, ALL_CASES, EVERYWHERE, NOWHERE, FAINT, FOUND = (
    "no cases", "all cases", "everywhere", "nowhere", "faint", "found"
)  # fmt: skip


class Restriction(NamedTuple):
    """One dimension of a box, and what it does."""

    place: int  # of the factor
    kept: np.ndarray
    reproduced: float  # share of resamples that restrict it too
    limits: list | None  # where they put its limits
    density: float  # of the box without it
    coverage: float


class Box(NamedTuple):
    """A box, and what is said of it; coverage is of all cases, mass of all points."""

    step: prim.Step
    density: resampling.Span
    coverage: resampling.Span
    mass: resampling.Span
    excess: resampling.Span  # its density less that of all points
    restrictions: tuple
    held: float  # share of resamples in which it is denser than all, where it was not looked for
    lasts: float  # share of what it stands out by that is there too
    outside: float  # mean density there
    points: np.ndarray

    @property
    def is_found(self):
        """True if it comes back where it was not looked for."""
        return self.held >= HOLDS and self.lasts >= LASTS


class Policy(NamedTuple):
    """One combination of decisions, and the uncertainties under which it does what is asked."""

    levels: tuple  # a place in the levels of each decision
    points: int
    overall: resampling.Span
    verdict: str
    box: Box | None


class Findings(NamedTuple):
    """Everything that is found."""

    sweep: object
    question: object
    factors: tuple
    observed: samples.Observed
    points: int
    failed: int  # points left out: they could not be played, or no run of theirs has the outcome
    overall: resampling.Span
    verdict: str
    way: list  # the trajectory of the first box
    boxes: tuple
    together: tuple  # density, coverage and mass of all boxes; empty for one
    policies: tuple
    uncertain: tuple  # the factors that boxes of policies are made of
    tree: trees.Node
    tree_lacks: str  # what it lacks for more than one leaf
    shares: np.ndarray  # of the runs of each point that are cases


def find(sweep, question, tick=lambda: None):
    """Look for everything; ``tick`` is told of each box and policy looked at.

    Refuses a sweep of which no run has the outcome.
    """
    every = sweeps.observed(sweep, question)
    known = every.known.any(axis=1)
    points = np.flatnonzero(known)
    if not len(points):
        raise sweeps.without(sweep, question.outcome)
    observed = every.at(points)
    factors = sweeps.factors(sweep, points.tolist())
    sample = samples.sample(factors, observed)
    overall = overall_of(observed, question)
    verdict, way, boxes = covered(sample, observed, question, tick)
    policies, uncertain = by_policy(factors, observed, question, tick)
    fitted = trees.fit(sample, observed.cluster, question.patience.least, question.seed)
    return Findings(
        sweep, question, factors, observed, len(points), int((~known).sum()), overall, verdict,
        way, boxes, union(observed, boxes, question), policies, uncertain, *fitted,
        sample.cases / sample.runs,
    )  # fmt: skip


def overall_of(observed, question):
    """The share of all runs that are cases."""
    whole = np.ones(observed.has.shape[0], dtype=bool)
    return resampling.spans(observed, whole, SPANS, question.seed)[0]


def covered(sample, observed, question, tick, resamples=None, most=None):
    """The verdict, the way to the first box, and the boxes, one after another (covering)."""
    cases, runs = sample.cases.sum(), sample.runs.sum()
    if not cases or cases == runs:
        way = [prim.step(sample, samples.whole(sample.factors))] if sample.factors else []
        return (ALL_CASES if cases else NO_CASES), way, ()
    if not sample.factors:
        return (EVERYWHERE if cases / runs >= question.density - 1e-12 else NOWHERE), [], ()
    left, boxes, first = np.ones(len(sample.runs), dtype=bool), [], None
    while len(boxes) < (most or question.boxes):
        found, way = prim.search(sample.without(~left), question.density, question.patience)
        first = way if first is None else first
        if found is None:
            return (FOUND if boxes else NOWHERE), first, tuple(boxes)
        if not samples.restricted(found.box).any():
            return (FOUND if boxes else EVERYWHERE), first, tuple(boxes)
        box = described(sample, observed, question, found, left, resamples)
        tick()
        if not box.is_found:
            return (FOUND if boxes else FAINT), first, tuple(boxes or [box])
        boxes.append(box)
        left = left & ~box.points
    return FOUND, first, tuple(boxes)


def described(sample, observed, question, found, left, resamples=None):
    """A box with its intervals, and what comes of it in resamples."""
    factors = sample.factors
    points = left & samples.inside(found.box, factors)
    again = resampling.again(
        factors, observed, question.density, question.patience,
        resamples or question.resamples, question.seed, left,
    )  # fmt: skip
    back = resampling.reproduced(again)
    rest = sample.without(~left)
    restrictions = [
        restriction(rest, sample, found, place, back, again)
        for place in np.flatnonzero(samples.restricted(found.box))
    ]
    spans = resampling.spans(observed, points, SPANS, question.seed)
    stands_out = found.density - resampling.overall(rest)
    lasts = resampling.lasting(again) / stands_out if stands_out > 0.0 else 0.0
    held, outside = resampling.held(again), resampling.outside(again)
    return Box(found, *spans, tuple(restrictions), held, lasts, outside, points)


def restriction(rest, sample, found, place, back, again):
    """One dimension of a box, and what the box would be without it."""
    kept, one = found.box[place], sample.factors[place]
    loose = prim.step(rest, prim.with_levels(found.box, place, np.ones_like(kept)))
    limits = resampling.limits(again, place, one) if one.ordered else None
    share = 0.0 if back is None else float(back[place])
    return Restriction(
        int(place), kept, share, limits, loose.density, loose.cases / sample.cases.sum()
    )


def union(observed, boxes, question):
    """Density, coverage and mass of all boxes together; empty for one or none."""
    if len(boxes) < 2:
        return ()
    points = np.any([one.points for one in boxes], axis=0)
    return tuple(resampling.spans(observed, points, SPANS, question.seed))


def by_policy(factors, observed, question, tick):
    """For each combination of decisions what it leaves to the uncertainties; and these factors."""
    decided = [one for one in factors if one.role == DECISION]
    uncertain = tuple(one for one in factors if one.role == UNCERTAINTY)
    if not decided or not uncertain:
        return (), uncertain
    codes = np.stack([one.codes for one in decided], axis=1)
    combinations, which = np.unique(codes, axis=0, return_inverse=True)
    if not 2 <= len(combinations) <= MOST_POLICIES:
        return (), uncertain
    found = []
    for place, levels in enumerate(combinations):
        points = np.flatnonzero(which.ravel() == place)
        found.append(policy(tuple(map(int, levels)), points, uncertain, observed, question))
        tick()
    return tuple(found), uncertain


def policy(levels, points, uncertain, observed, question):
    """One combination of decisions."""
    own = observed.at(points)
    overall = overall_of(own, question)
    if len(points) < FEWEST:
        return Policy(levels, len(points), overall, "", None)
    factors = tuple(one._replace(codes=one.codes[points]) for one in uncertain)
    sample = samples.sample(factors, own)
    verdict, _, boxes = covered(sample, own, question, lambda: None, POLICY_RESAMPLES, 1)
    return Policy(levels, len(points), overall, verdict, boxes[0] if boxes else None)

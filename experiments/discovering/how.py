"""How boxes are read and were found, in plain sentences that a page and a report share."""

from typing import NamedTuple

from experiments import console
from experiments.discovering import clauses, findings
from sim.words import percent

TERMS = ("Density", "coverage", "mass", "reproduced")  # that are explained, where first they stand
READ = """Density is the share of {cases} in a box, coverage the share of all of them that lie
there, mass the share of the points. The box is found by patient rule induction ([Friedman1999]_),
which cuts a little off one side at a time, the bit that is least dense itself ([Kwakkel2016]_), and
then puts back what need not have gone; [Bryant2010]_ use it to find the conditions that matter. Of
the boxes on the way the largest is taken that is as dense as asked."""
BY_RUN = """Each run is an observation, and the runs of a point a cluster, so that the density of a
box estimates the mean share in it. To call a point a case when its share of few runs passes a
threshold would count noise at the threshold as a condition. The threshold is asked of the box
instead."""
UNEQUAL = """ Points were played until their interval was narrow: each weighs the same, however many
runs it has."""
BY_POINT = """A point is a case if its mean passes the threshold, and a box is as dense as asked if
{density} of its points are cases. The means are of {runs}{near}."""
NEAR = """: at {near} of {known} the 95 % interval
holds the threshold, so that on which side they are is not known"""
SURE = """In brackets are 95 % intervals that draw points (all decisions of one draw of the
uncertainties together) and luck anew, independently of each other ([Owen2007]_), for all points saw
the same luck: with few runs of each point, those few are most of what is uncertain. They hold the
box fixed, and that it was looked for makes it look denser than it is; the density where it was not
looked for is therefore said beside it. How often a restriction is reproduced, and where its limits
stood in the central 90 %, come from {resamples} in which the box was looked for anew, asked to be
as far above the whole as here. A box is called found if in {holds} of these it is denser than the
rest of what was left out, with {lasts} on average of what it stands out by; there are no p-values,
for the number of runs is chosen."""
WHERE = """A box says where, and not why: the ranges and their distributions are assumptions of the
design, and density, coverage and mass are shares of that space. Factors that are no decision cannot
be chosen. The tree ([Breiman1984]_) cuts the same space into parts that do not overlap."""


class How(NamedTuple):
    """How it was done, a paragraph each; keys of sources stand in marks of citation."""

    read: str  # what the numbers are, and how a box is found
    counted: str  # runs or points
    sure: str  # intervals and resamples
    where: str  # what a box does not say


def told(question, played, is_unequal=False, near=None):
    """How it was done; ``near`` are points whose interval holds the threshold, and of how many."""
    cases = "runs that are as sought" if question.is_share else "points that are cases"
    sure = SURE.format(
        resamples=console.count(question.resamples, "resample"),
        holds=percent(findings.HOLDS),
        lasts=percent(findings.LASTS),
    )
    counted = observations(question, played, is_unequal, near)
    return How(*(" ".join(one.split()) for one in (READ.format(cases=cases), counted, sure, WHERE)))


def observations(question, played, is_unequal, near):
    """What was counted."""
    if question.is_share:
        return BY_RUN + (UNEQUAL if is_unequal else "")
    told = "" if near is None else NEAR.format(
        near=console.count(near[0], "point"), known=f"{near[1]:,}"
    )  # fmt: skip
    return BY_POINT.format(density=clauses.given_share(question.density), runs=played, near=told)

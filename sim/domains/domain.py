"""A bilateral domain: issues with named values, and what each value is worth to each of two sides.

Utilities add up over issues ([Keeney1976]_): what an outcome is worth to a side is its bias plus,
for each issue, the side's weight times its worth of the value that the outcome names.
"""

import math
from typing import NamedTuple

from agents.terms import MOST_DEALS, MOST_ISSUES, MOST_LEVELS
from sim.domains.files import refuse

HIGHEST = 0.99  # reservation value, as a share of the best outcome's worth; talks take no higher


class Issue(NamedTuple):
    """An issue: its name and its values, in order."""

    name: str
    values: tuple


class Profile(NamedTuple):
    """What a side wants.

    ``weights`` has a number for each issue, ``worths`` a tuple for each with a number for each
    value. ``reserved`` is what no agreement is worth, None where it is not said. ``discount`` is
    what is left of a worth after the whole time for talks, or after each round of them, by ``per``.
    """

    name: str
    weights: tuple
    worths: tuple
    reserved: float | None = None
    discount: float = 1.0
    per: str = "time"  # or "round"
    bias: float = 0.0


class Domain(NamedTuple):
    """Issues, and the profiles of two sides."""

    name: str
    issues: tuple
    profiles: tuple


def utility(profile, places):
    """What an outcome is worth to a side; ``places`` has the place of a value for each issue."""
    total = profile.bias
    for weight, worths, place in zip(profile.weights, profile.worths, places, strict=True):
        total += weight * worths[place]
    return total


def normal(profile):
    """The same wishes with worths in 0..1, the best of each issue 1, and weights that sum to 1.

    The order of outcomes and the ratios of differences stay. Where no worth is negative and there
    is no bias, utilities are only divided by the best of them; a negative worth is first lifted,
    with all of its issue, to 0.
    """
    weights, worths, lifted = [], [], profile.bias
    for weight, row in zip(profile.weights, profile.worths, strict=True):
        sign = -1.0 if weight < 0.0 else 1.0
        row = [sign * worth for worth in row]
        low = min(0.0, *row)
        lifted += abs(weight) * low
        row = [worth - low for worth in row] if low < 0.0 else row
        most = max(row)
        weights.append(abs(weight) * most)
        worths.append(tuple(worth / most if most > 0.0 else 0.0 for worth in row))
    total = math.fsum(weights)
    if total <= 0.0:
        return profile._replace(weights=tuple(weights), worths=tuple(worths), bias=0.0)
    reserved = profile.reserved
    return profile._replace(
        weights=tuple(weight / total for weight in weights),
        worths=tuple(worths),
        reserved=None if reserved is None else (reserved - lifted) / total,
        bias=0.0,
    )


def check_issues(issues, path):
    """Refuse, in a sentence, issues of which there are too many or too few, or whose values are."""
    if not 1 <= len(issues) <= MOST_ISSUES:
        raise refuse(path, f"has {len(issues)} issues; it takes 1 to {MOST_ISSUES}")
    for issue in issues:
        if not 2 <= len(issue.values) <= MOST_LEVELS:
            count = f"{len(issue.values)} value{'' if len(issue.values) == 1 else 's'}"
            problem = f"has an issue '{issue.name}' with {count}; it takes 2 to {MOST_LEVELS}"
            raise refuse(path, problem)
    outcomes = math.prod(len(issue.values) for issue in issues)
    if outcomes > MOST_DEALS:
        raise refuse(path, f"has {outcomes:,} outcomes; it takes {MOST_DEALS:,} at most")
    if len({issue.name for issue in issues}) < len(issues):
        raise refuse(path, "has two issues of one name")


def check_profile(profile, path):
    """Refuse a profile that wants nothing, or more than any outcome is worth; else return it."""
    found = normal(profile)
    if math.fsum(found.weights) <= 0.0:
        raise refuse(path, "is a profile to which all outcomes are alike")
    if found.reserved is not None and found.reserved > HIGHEST:
        raise refuse(
            path,
            f"has a reservation value of {profile.reserved:g}, which no outcome reaches, or hardly "
            f"one; it takes at most {HIGHEST} of the way to the best",
        )
    return profile

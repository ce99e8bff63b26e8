"""A domain as premises of a scenario, and a scenario's issues as a domain."""

import re

import numpy as np

from sim import deals
from sim.domains.domain import Domain, Issue, Profile, normal
from sim.reading import NOT_AN_ISSUE


def as_premises(domain, parties, share_a_day, rounds_a_day):
    """What a domain sets in a scenario: its issues by key, each party's traits, and names.

    The first profile is that of the first of ``parties``. Utilities are scaled as ``normal`` says.
    A reservation value becomes ``war_prospect``, the outside option of a party that has nothing
    else without a deal. A discount factor becomes the ``discount`` of a day, on which
    ``share_a_day`` of the time for talks goes by in ``rounds_a_day`` rounds.
    """
    profiles = [normal(profile) for profile in domain.profiles]
    issues, names = {}, {}
    for place, issue in enumerate(domain.issues):
        key = key_for(issue.name, issues)
        names |= {} if key == issue.name else {key: issue.name}
        issues[key] = {"levels": len(issue.values), "values": [str(one) for one in issue.values]}
        for party, profile in zip(parties, profiles, strict=True):
            issues[key][f"weight_{party}"] = profile.weights[place]
            issues[key][f"worths_{party}"] = list(profile.worths[place])
    traits = {}
    for party, profile in zip(parties, profiles, strict=True):
        traits[party] = {"bidding": "whole", "war_prospect": max(0.0, profile.reserved or 0.0)}
        if profile.discount < 1.0:
            a_day = share_a_day if profile.per == "time" else rounds_a_day
            traits[party]["discount"] = profile.discount**a_day
    return issues, traits, names


def key_for(name, taken):
    """A key for an issue: its name in small letters and underscores, unlike those taken."""
    key = re.sub(r"\W+", "_", name.lower(), flags=re.ASCII).strip("_")
    if not key or key[0].isdigit() or key in NOT_AN_ISSUE or key.startswith("utility_"):
        key = f"issue_{key}".rstrip("_")
    found, number = key, 2
    while found in taken:
        found, number = f"{key}_{number}", number + 1
    return found


def as_domain(scenario, reserved):
    """A scenario's issues as a domain; ``reserved`` is what each party has without a deal [0..1].

    Red lines are not carried over: such a domain has no place for them.
    """
    checked = scenario.premises
    issues = tuple(
        Issue(scenario.names.get(key, key), values_of(issue, scenario.measures[key]))
        for key, issue in checked.issues.items()
    )
    profiles = []
    for slot, key in enumerate(checked.parties):
        weights = np.array([getattr(issue, f"weight_{slot}") for issue in checked.issues.values()])
        worths = [deals.utilities(issue, slot).tolist() for issue in checked.issues.values()]
        shares = (weights / weights.sum()).tolist()
        rows = tuple(map(tuple, worths))
        profiles.append(Profile(key, tuple(shares), rows, float(reserved[slot])))
    return Domain(scenario.name, issues, tuple(profiles))


def values_of(issue, measure):
    """What the levels of an issue are called: its names for them, or its numbers in its unit."""
    if measure.values:
        return measure.values
    levels = np.linspace(measure.low, measure.high, issue.levels)
    return tuple(f"{level:.10g}" for level in levels)

"""Checks of the talks: what their issues must fit, and what a strategy or protocol can play.

``check_weights``, ``check_lists`` and ``check_deals`` look at the premises as they are given. For
``check_play`` every value counts that a premise has on some day of some run: as given, as changed
on a day, and at both ends of a range that it is drawn from.
"""

import math

from agents.terms import MOST_DEALS
from sim.checks import fields_by_name
from sim.refusals import PremiseError, dotted

MOST_LEVELS_WALKED = 1001  # of an issue whose levels are gone through one by one
KNOWING = ("equilibrium", "zeuthen")  # strategies that know both sides, and the ends they want
NO_TURNS = ("one_text", "sealed_demands", "bridging")  # protocols with no place for those


def check_weights(talks, issues, parties):
    """Each party must care about some issue, if there are talks or issues at all."""
    if talks.protocol == "no_talks" and not issues:
        return
    for slot, party in enumerate(parties):
        if sum(getattr(issue, f"weight_{slot}") for issue in issues.values()) <= 0.0:
            raise PremiseError("issues", f"the weights of {party} sum to 0; one must be above 0")


def check_lists(issues, parties):
    """A list has a worth for each level."""
    for key, issue in issues.items():
        for slot, party in enumerate(parties):
            given = len(getattr(issue, f"worths_{slot}"))
            if given not in (0, issue.levels):
                problem = f"{given} given; it takes one for each of the {issue.levels} levels"
                raise PremiseError(f"issues.{key}.worths_{party}", problem)


def check_deals(issues, parties):
    """Deals that are searched one by one are not too many."""
    deals = math.prod(issue.levels for issue in issues.values())
    if deals > MOST_DEALS and are_searched(issues, parties):
        problem = (
            f"they allow {deals:,} deals; with worths in lists, or bidding over the whole, they "
            f"may allow {MOST_DEALS:,} at most"
        )
        raise PremiseError("issues", problem)


def are_searched(issues, parties):
    """True if deals are searched one by one: an offer over the whole, or worths from a list."""
    return are_listed(issues) or any(party.bidding == "whole" for party in parties.values())


def are_listed(issues):
    """True if the worths of some issue's levels stand in a list."""
    return any(issue.worths_0 or issue.worths_1 for issue in issues.values())


class Values:
    """The values that premises have on some day of some run, by dotted name."""

    def __init__(self, checked, beside):
        self.checked, self.beside = checked, beside

    def of(self, section, name, field):
        """The values of one premise of a section, or of one thing in it."""
        group = getattr(self.checked, section)
        group = group[name] if name else group
        key = dotted(dotted(section, name) if name else section, field)
        named = fields_by_name(type(group), self.checked.parties)
        return [getattr(group, named[field]), *self.beside.get(key, ())]


def values_beside(spreads, changes):
    """The values that premises have beside those given, by dotted name."""
    found = {}
    for key, (_, low, high, _) in spreads.items():
        found.setdefault(key, []).extend((low, high))
    for _, key, value, _ in changes:
        found.setdefault(str(key), []).append(value)
    return found


def check_play(checked, beside):
    """Refuse a grid too fine to go through, and a strategy where it does not apply.

    ``beside`` are the values of ``values_beside``.
    """
    values = Values(checked, beside)
    protocols = values.of("talks", "", "protocol")
    check_grids(checked, values, protocols)
    for party in checked.parties:
        for strategy in values.of("parties", party, "strategy"):
            if strategy in KNOWING:
                check_knowing(f"parties.{party}.strategy", strategy, checked, values, protocols)
    if are_searched(checked.issues, checked.parties):
        check_levels_stay(beside)


def check_levels_stay(keys):
    """Where deals are searched, no number of levels is drawn for each run or changes on a day."""
    for key in keys:
        section, _, field = key.partition(".")
        if section == "issues" and field.endswith(".levels"):
            problem = (
                "it takes one value for all runs and days, as worths stand in lists or a party "
                "bids over the whole"
            )
            raise PremiseError(key, problem)


def check_grids(checked, values, protocols):
    """Where deals are gone through one by one there can be only so many levels."""
    because = walker(checked, values, protocols)
    if because is None:
        return
    for key in checked.issues:
        most = max(values.of("issues", key, "levels"))
        if most > MOST_LEVELS_WALKED:
            problem = f"{most:.0f} is not allowed; it takes at most {MOST_LEVELS_WALKED} levels"
            raise PremiseError(f"issues.{key}.levels", f"{problem} with {because}")


def walker(checked, values, protocols):
    """What goes through the deals one by one, in words; None if nothing does."""
    for protocol in ("sealed_demands", "bridging"):
        if protocol in protocols:
            return f"talks.protocol={protocol}"
    for key in checked.mediators:
        if max(values.of("mediators", key, "budget_bridging")) > 0:
            return f"mediators.{key}.budget_bridging above 0"
    for key in checked.parties:
        if "zeuthen" in values.of("parties", key, "strategy"):
            return f"parties.{key}.strategy=zeuthen"
    return None


def check_knowing(key, strategy, checked, values, protocols):
    """A strategy that knows both sides plays alternating offers about one issue, with no lists."""
    taken = next((name for name in protocols if name in NO_TURNS), None)
    if taken:
        problem = f"'{strategy}' is not allowed; it takes talks.protocol=alternating_offers"
        raise PremiseError(key, f"{problem}, not {taken}")
    if len(checked.issues) != 1:
        problem = f"'{strategy}' is not allowed; it takes one issue, not {len(checked.issues)}"
        raise PremiseError(key, problem)
    if strategy == "equilibrium":
        check_linear(key, checked, values)
    if are_listed(checked.issues):
        problem = f"'{strategy}' is not allowed where worths stand in lists; it takes curves"
        raise PremiseError(key, problem)


def check_linear(key, checked, values):
    """In equilibrium the issue is a pie: worth its share to one side, and the rest to the other."""
    (issue,) = checked.issues
    for party in checked.parties:
        field = f"curvature_{party}"
        for value in values.of("issues", issue, field):
            if value != 1.0:
                problem = "'equilibrium' is not allowed; it takes a linear issue"
                raise PremiseError(key, f"{problem} (issues.{issue}.{field} of 1, not {value:g})")
    ends = [values.of("issues", issue, f"wants_high_{party}") for party in checked.parties]
    if any(first == second for first in ends[0] for second in ends[1]):
        problem = "'equilibrium' is not allowed; it takes an issue of which the sides want opposite"
        raise PremiseError(key, f"{problem} ends (issues.{issue}.wants_high_...)")

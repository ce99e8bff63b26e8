"""The most even deal, for the debrief: what was on the table for a class to find.

The deal with the largest product of what each side gains over the least that it takes
([Nash1950]_), within both sides' red lines; the engine's mediators look for the same.
"""

from typing import NamedTuple

from agents import even_deals, offers, talking
from sim.classroom.knowing import stakes
from sim.refusals import PremiseError
from sim.talks_checks import MOST_LEVELS_WALKED


class Level(NamedTuple):
    """One issue of a deal, and what it brings each party, by slot."""

    key: str
    name: str
    value: str
    unit: str
    points: tuple


class Deal(NamedTuple):
    """A deal: its issues, and the points that it brings each party, by slot."""

    levels: tuple
    points: tuple


def even_deal(model, words):
    """The most even deal on the eve of the first day; None where no deal gains both sides."""
    slot = words.keys.index(min(words.keys))  # the same whoever sits where
    least = [talking.reserve(party) for party in model.parties]
    issues = model.issues
    if not issues:
        return None
    check_levels(words.scenario)
    score = even_deals.even_deal(issues, slot, 1 - slot, least[slot], least[1 - slot], 0.0, 0.0)
    if score < 0.0:
        return None
    found = tuple(
        level(words, key, measure, issue)
        for (key, measure), issue in zip(words.scenario.measures.items(), issues, strict=True)
    )
    total = tuple(stakes.in_points(offers.worth_of_offer(issues, each)) for each in range(2))
    return Deal(found, total)


def check_levels(scenario):
    """Refuse an issue of more levels than can be gone through one by one, as theory's have."""
    for key, issue in scenario.premises.issues.items():
        if issue.levels > MOST_LEVELS_WALKED:
            problem = f"{issue.levels} is not allowed here; it takes {MOST_LEVELS_WALKED} at most"
            raise PremiseError(f"issues.{key}.levels", f"{problem} where an even deal is sought")


def level(words, key, measure, issue):
    """One issue of the deal on the table."""
    points = tuple(stakes.level_points(issue, slot, issue.offer) for slot in range(2))
    value = stakes.value(measure, issue, issue.offer)
    return Level(key, words.issue(key), value, words.named(measure.unit), points)

"""What a result of theory reads from the premises: one by its name, or what follows from several.

Nothing here refuses anything; ``conditions`` does, before anything is read.
"""

import math

from agents.rules import spread
from sim import premises, rows

MOST = 0.99  # of an outside option or a floor that a side goes by at the table


def value(scenario, key):
    """The value of a premise by its dotted name; the middle of a range."""
    checked = scenario.premises
    _, field, _, _ = rows.locate(key, checked, scenario.shape)
    parts = key.split(".")
    group = getattr(checked, parts[0])
    if parts[0] not in premises.GROUPS:
        group = group[parts[1]]
    return getattr(group, field)


def drawn(scenario, key):
    """How a premise is drawn for each run, as ``draws.SPREAD`` has it; None if it is not."""
    _, _, place, _ = rows.locate(key, scenario.premises, scenario.shape)
    found = scenario.spreads[scenario.spreads["place"] == place]
    return found[0] if len(found) else None


def uniform(scenario, key):
    """Lowest and highest value of a premise, uniform or one number; None if drawn otherwise."""
    entry = drawn(scenario, key)
    if entry is None:
        return value(scenario, key), value(scenario, key)
    if entry["kind"] != spread.UNIFORM:
        return None
    return float(entry["low"]), float(entry["high"])


def steps(scenario):
    """Steps from one end of the one issue to the other."""
    (issue,) = scenario.premises.issues.values()
    return issue.levels - 1


def in_levels(share, count):
    """The lowest level, of ``count`` even steps from 0 to 1, that is worth at least a share."""
    return min(1.0, math.ceil(share * count - 1e-9) / count)


def patience(scenario):
    """The worth kept of what comes a round later, for each side [share]."""
    days = 1.0 / scenario.premises.talks.rounds_a_day
    return tuple(party.discount**days for party in scenario.premises.parties.values())


def outside(scenario):
    """What each side has without an agreement [points]."""
    return tuple(
        party.war_prospect + party.position - party.war_cost
        for party in scenario.premises.parties.values()
    )


def rounds_there_are(scenario):
    """Rounds of talks until the first phase or the scenario ends."""
    days = min(scenario.premises.first_phase.length, scenario.premises.calendar.horizon)
    return days * scenario.premises.talks.rounds_a_day

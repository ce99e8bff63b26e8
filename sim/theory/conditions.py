"""What a result of theory rests on: premises read from a scenario, and refused where it fails."""

import math

from agents.rules import spread
from sim import draws, layout, premises, rows
from sim.refusals import PremiseError, shown


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
    """Lowest and highest value of a premise that is uniform in a range, or one number."""
    entry = drawn(scenario, key)
    if entry is None:
        return value(scenario, key), value(scenario, key)
    if entry["kind"] != spread.UNIFORM:
        raise PremiseError(key, f"is drawn otherwise; {takes(scenario)} uniform: [low, high]")
    return float(entry["low"]), float(entry["high"])


def fixed(scenario, key):
    """The value of a premise that must not be drawn anew for each run."""
    if drawn(scenario, key) is not None:
        raise PremiseError(key, f"is drawn for each run; {takes(scenario)} one value")
    return value(scenario, key)


def takes(scenario):
    """The beginning of what a result takes."""
    return f"the result of theory={scenario.name} takes"


def require(scenario, **needed):
    """Refuse a premise that is not what a result rests on; ``__`` stands for the dots of a name.

    A premise that may be one of several is given as a set.
    """
    for name, wanted in needed.items():
        key = name.replace("__", ".")
        allowed = wanted if isinstance(wanted, set) else {wanted}
        found = fixed(scenario, key)
        if found not in allowed:
            words = " or ".join(shown(one) for one in sorted(allowed))
            raise PremiseError(key, f"{shown(found)} is not allowed; {takes(scenario)} {words}")


def in_levels(share, steps):
    """The lowest level, of ``steps`` even steps from 0 to 1, that is worth at least a share."""
    return min(1.0, math.ceil(share * steps - 1e-9) / steps)


def one_demand(scenario):
    """Refuse all but one demand by the first side, that screens, to be taken or left."""
    require(
        scenario,
        talks__protocol="alternating_offers",
        talks__rounds=1,
        talks__rounds_a_day=1,
        talks__first_mover="first",
        limbo__limbo=False,
        choice__resumable=False,
        parties__first__strategy="screening",
        parties__first__opening=1.0,
        parties__second__strategy="time_dependent",
        parties__first__majority=0.0,
        parties__second__majority=0.0,
    )
    nothing_dated(scenario)


def one_price(scenario):
    """The one issue of the talks: linear in both sides' eyes, which want opposite ends."""
    issues = scenario.premises.issues
    if len(issues) != 1:
        raise PremiseError("issues", f"{len(issues)} given; {takes(scenario)} one")
    (key,) = issues
    for party in scenario.premises.parties:
        require(scenario, **{f"issues__{key}__curvature_{party}": 1.0})
        require(scenario, **{f"issues__{key}__red_line_{party}": 0.0})
    first, second = (f"issues.{key}.wants_high_{party}" for party in scenario.premises.parties)
    if value(scenario, first) == value(scenario, second):
        raise PremiseError(second, f"as {first}; {takes(scenario)} opposite ends")
    return issues[key]


def nothing_dated(scenario):
    """Refuse premises that change on a day."""
    if scenario.changes:
        raise PremiseError("changes", f"are not allowed; {takes(scenario)} premises that stay")


def need(true, key, problem):
    """Refuse a scenario in which a condition does not hold."""
    if not true:
        raise PremiseError(key, problem)


def one_number_each(scenario, except_for=()):
    """Refuse premises that differ from run to run, or from day to day, but for those named."""
    allowed = {draws.address(key) for key in except_for}
    for entry in draws.entries(scenario):
        if entry.address not in allowed:
            field = layout.find(scenario.shape, entry.place)[2]
            raise PremiseError(field, "a range is not allowed; this result takes one number")
    for change in scenario.changes:
        raise PremiseError(
            "changes", f"one on day {change[0]} is not allowed; this result takes none"
        )


def nothing_else(scenario, *sections):
    """Refuse members of sections that the result knows nothing of."""
    for section in sections:
        for key in getattr(scenario.premises, section):
            raise PremiseError(f"{section}.{key}", "is not allowed; this result takes none")

"""What is asked of scenarios side by side: outcomes, days, and all that the numbers follow from."""

from experiments import arguments
from sim import outcomes
from sim.refusals import PremiseError, shown

LATER = (28, 56)  # days after phase 1 on which scenarios are compared unless others are asked for


def names(settings, entries):
    """The names of the outcomes to compare; each must be one of every scenario."""
    known = [outcomes.of_scenario(one.scenario) for one in entries]
    everywhere = [name for name in known[0] if all(name in one for one in known)]
    if settings.outcomes == "all":
        return everywhere
    if not settings.outcomes:
        usual = outcomes.headline(entries[0].scenario)
        return [name for name in usual if name in everywhere]
    found = asked_for("outcomes", arguments.names("outcomes", settings.outcomes))
    for one in found:
        for entry in entries:
            outcomes.check(one, entry.scenario)
    return list(dict.fromkeys(found))


def days(settings, scenario, since=1):
    """The days on which survival is compared, from the first day that may differ."""
    phase, horizon = scenario.premises.first_phase.length, scenario.premises.calendar.horizon
    if not settings.days:
        usual = (phase, *(phase + later for later in LATER), horizon)
        return sorted({day for day in usual if since <= day <= horizon})
    found = asked_for("days", arguments.listed("days", settings.days))
    for day in found:
        if not isinstance(day, int) or isinstance(day, bool) or not since <= day <= horizon:
            takes = f"it takes days from {since} to {horizon}, the horizon"
            raise PremiseError("days", f"{shown(day)} is not allowed; {takes}")
    return sorted(set(found))


def asked_for(key, found):
    """A list that was given; refuses one with nothing in it."""
    if not found:
        raise PremiseError(key, "an empty list is not allowed; leave it out for the usual ones")
    return found


def configuration(settings, question, days):
    """All that the numbers follow from, as plain data."""
    return {
        "runs": settings.runs,
        "seed": settings.seed,
        "outcomes": question.outcomes,
        "days": days,
        "scenarios": {one.name: one.premises for one in question.entries},
    }

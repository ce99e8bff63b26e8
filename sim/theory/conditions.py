"""Conditions under which a result of theory holds: whatever breaks one is refused."""

from sim import draws, layout
from sim.refusals import PremiseError


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

"""What the premises of the talks must fit: fine grids, and strategies that know both sides.

Every value that a premise has on some day of some run counts: as given, as changed on a day, and at
both ends of a range that it is drawn from.
"""

from sim.checks import fields_by_name
from sim.refusals import PremiseError, dotted

WALKED = 1001  # most levels of an issue where its deals are gone through one by one
WALKERS = ("one_text", "sealed_demands", "bridging")  # no place for strategies that know both sides
KNOWING = ("equilibrium", "zeuthen")  # strategies that know both sides


class Values:
    """The values that premises have on some day of some run, by dotted name."""

    def __init__(self, checked, spreads, changes):
        self.checked = checked
        self.more = {}
        for key, (_, low, high, _) in spreads.items():
            self.more.setdefault(key, []).extend((low, high))
        for _, key, value, _ in changes:
            self.more.setdefault(str(key), []).append(value)

    def of(self, section, name, field):
        """The values of one premise of a section, or of one thing in it."""
        group = getattr(self.checked, section)
        group = group[name] if name else group
        key = dotted(dotted(section, name) if name else section, field)
        named = fields_by_name(type(group), self.checked.parties)
        return [getattr(group, named[field]), *self.more.get(key, ())]


def check(checked, spreads, changes):
    """Refuse a grid too fine to go through, and a strategy where it does not apply."""
    values = Values(checked, spreads, changes)
    protocols = values.of("talks", "", "protocol")
    check_grids(checked, values, protocols)
    for party in checked.parties:
        for strategy in values.of("parties", party, "strategy"):
            if strategy in KNOWING:
                check_knowing(f"parties.{party}.strategy", strategy, checked, values, protocols)


def check_grids(checked, values, protocols):
    """Where deals are gone through one by one there can be only so many levels."""
    because = walker(checked, values, protocols)
    if because is None:
        return
    for key in checked.issues:
        most = max(values.of("issues", key, "levels"))
        if most > WALKED:
            problem = f"{most:.0f} is not allowed; it takes at most {WALKED} levels with {because}"
            raise PremiseError(f"issues.{key}.levels", problem)


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
    """A strategy that knows both sides plays alternating offers about one issue."""
    taken = next((name for name in protocols if name in WALKERS), None)
    if taken:
        problem = f"'{strategy}' is not allowed; it takes talks.protocol=alternating_offers"
        raise PremiseError(key, f"{problem}, not {taken}")
    if len(checked.issues) != 1:
        problem = f"'{strategy}' is not allowed; it takes one issue, not {len(checked.issues)}"
        raise PremiseError(key, problem)
    if strategy == "equilibrium":
        check_linear(key, checked, values)


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

"""Scenarios that are set side by side: named ones, and ones that differ from one in a few values.

An entry is the name of a scenario, or a mapping that says how it differs from one:

    {base: january_2025, name: less_trust, set: {parties.israel.trust: 0.2}}
    {base: january_2025, name: us_leaves, changes: [{day: 22, set: {mediators.us.skill: 0}}]}

What is given on the command line applies to every scenario, and before what an entry sets.
"""

import copy
import re
from typing import NamedTuple

from experiments import composing, configs, sentences
from experiments.settings import refuse_of_run
from sim import design, scenario
from sim.checks import as_mapping
from sim.refusals import PremiseError, nearest, shown, unknown

FIELDS = ("base", "name", "set", "changes")
NAME = re.compile(r"\w[\w-]*")


class Entry(NamedTuple):
    """A scenario of a comparison: what it is called, what it is made of, and what is played."""

    name: str
    scenario: scenario.Scenario
    premises: dict  # its configuration, as plain data
    composed: composing.Composed  # what it is a variant of, or itself


def read(entries, overrides):
    """The scenarios of a comparison, checked one by one and beside each other."""
    if not isinstance(entries, list) or len(entries) < 2:
        problem = f"{shown(entries)} is not allowed; it takes a list of two or more scenarios"
        raise PremiseError("scenarios", problem)
    for text in overrides:
        check_override(text)
    composed, found = {}, []
    for place, entry in enumerate(entries):
        found.append(of(entry, f"scenarios.{place}", overrides, composed))
    check_together(found)
    return found


def check_override(text):
    """Refuse what is no premise of a scenario: settings of other commands, choices of ours."""
    key, equals, _ = text.partition("=")
    key = key.lstrip("+~")
    if text.startswith("-") or not equals:
        raise PremiseError(text, "is not allowed; it takes KEY=VALUE")
    if key in ("scenario", "theory"):
        problem = "is not allowed here; scenarios=[...] names what is compared"
        raise PremiseError(key, problem)
    refuse_of_run(key)


def of(entry, place, overrides, composed):
    """One scenario of a comparison; ``composed`` keeps those that were composed already."""
    at = f"{place}.base"  # where the scenario is named
    if isinstance(entry, str):
        entry, at = {"base": entry, "name": entry}, place
    elif not isinstance(entry, dict):
        problem = f"{shown(entry)} is not allowed; it takes the name of a scenario, or base and set"
        raise PremiseError(place, problem)
    for key in entry:
        if key not in FIELDS:
            raise unknown(place, key, FIELDS)
    for key in ("base", "name"):
        if key not in entry:
            raise PremiseError(f"{place}.{key}", "is missing; a variant takes base, name and set")
    if not isinstance(entry["base"], str):
        problem = f"{shown(entry['base'])} is not allowed; it takes the name of a scenario"
        raise PremiseError(f"{place}.base", problem)
    names = configs.scenarios(*composing.folders_of(overrides))
    name = checked_name(entry["name"], entry["base"], place, names)
    if entry["base"] not in composed:
        composed[entry["base"]] = base(entry["base"], at, overrides)
    made = composed[entry["base"]]
    settings = as_mapping(entry.get("set"), f"{place}.set")
    if not settings and "changes" not in entry:
        return Entry(name, made.scenario._replace(name=name), made.premises, made)
    try:
        plain = changed(made, settings, entry.get("changes"))
        return Entry(name, scenario.from_config(plain, name), plain, made)
    except PremiseError as error:
        raise PremiseError(f"{place} ({name}): {error.key}", error.problem) from None


def checked_name(name, base_name, place, names):
    """A name for a scenario; refuses what could not name a row, or names another scenario."""
    if not isinstance(name, str) or not NAME.fullmatch(name):
        problem = f"{shown(name)} is not allowed; it takes letters, digits, _ and -"
        raise PremiseError(f"{place}.name", problem)
    if name != base_name and name in names:
        problem = f"'{name}' is not allowed; there is a scenario of that name"
        raise PremiseError(f"{place}.name", problem)
    return name


def base(name, place, overrides):
    """A scenario by its name, composed with what is given for all."""
    folders = composing.folders_of(overrides)
    names = configs.scenarios(*folders)
    if name not in names:
        more = "" if folders else f", or {sentences.OF_ONES_OWN}"
        hint = sentences.misplaced("scenario", name, folders) or nearest(name, names)
        problem = f"there is no such scenario{hint} (known: {', '.join(names)}{more})"
        raise PremiseError(place, f"{shown(name)}: {problem}")
    given = (f"scenario={name}", *overrides)
    try:
        found = composing.composed(*given)
        composing.refuse_design(found)
        return found
    except PremiseError as error:
        raise PremiseError(f"{name}: {error.key}", error.problem) from None
    except Exception as error:  # of Hydra, which has many
        raise sentences.Refused(f"{name}: {sentences.sentence(error, given)}") from None


def changed(made, settings, changes):
    """The plain configuration of a scenario with some values set, and dated changes added."""
    plain = copy.deepcopy(made.premises)
    for key, value in settings.items():
        check_key(made.scenario, key)
        *path, last = key.split(".")
        place = plain
        for part in path:
            place = place.setdefault(part, {})
        place[last] = value
    if changes is not None:
        if not isinstance(changes, list):
            problem = f"{shown(changes)} is not allowed; it takes a list of day and set"
            raise PremiseError("changes", problem)
        again = list(dated(changes))
        for _, key in again:
            check_key(made.scenario, key)
        plain["changes"] = [*without(plain.get("changes") or [], again), *changes]
    return plain


def dated(changes):
    """Day and parameter of each dated change."""
    for number, change in enumerate(changes):
        change = as_mapping(change, f"changes.{number}")
        for key in as_mapping(change.get("set"), f"changes.{number}.set"):
            yield change.get("day"), key


def without(own, again):
    """A scenario's own dated changes, less those that are made anew: who adds one means it."""
    for change in own:
        day, values = change["day"], change.get("set") or {}
        left = {key: value for key, value in values.items() if (day, key) not in again}
        if left:
            yield {"day": day, "set": left}


def check_key(found, key):
    """Refuse a name that is no parameter of a scenario; hints at the nearest that is."""
    try:
        design.parameter(found, str(key))
    except PremiseError as error:
        if "nearest" in error.problem or "did you mean" in error.problem:
            raise
        hint = nearest(key, [one.key for one in design.parameters(found)])
        raise PremiseError(str(key), f"there is no such parameter{hint}") from None


def check_together(entries):
    """Refuse scenarios that cannot be set side by side."""
    first = entries[0].scenario
    taken = set()
    for one in entries:
        if one.name in taken:
            raise PremiseError("scenarios", f"'{one.name}' is named twice; name it once")
        taken.add(one.name)
        ours, theirs = (list(each.premises.parties) for each in (first, one.scenario))
        if ours != theirs:
            problem = (
                f"{one.name} is between {' and '.join(theirs)}, and {entries[0].name} between "
                f"{' and '.join(ours)}; what is compared has the same parties in the same order"
            )
            raise PremiseError("scenarios", problem)
        days, other = (each.premises.calendar.horizon for each in (first, one.scenario))
        if days != other:
            problem = (
                f"{one.name} simulates {other} days, and {entries[0].name} {days}; what is "
                f"compared has the same horizon (calendar.horizon={min(days, other)} sets it for "
                "all)"
            )
            raise PremiseError("scenarios", problem)

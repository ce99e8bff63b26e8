"""A domain that the user brings (``domain=PATH``): its issues and profiles put into a scenario."""

import math

from sim import domains, words
from sim.checks import as_whole
from sim.domains.premises import as_premises
from sim.refusals import PremiseError

BASE = "bilateral"  # the scenario that it is played in unless another is named
AFTER = 10  # days simulated after the last round of talks


def with_base(overrides):
    """The overrides of a command, with the scenario for a domain where they name none."""
    keys = {text.lstrip("+").partition("=")[0] for text in overrides}
    if "domain" in keys and not keys & {"scenario", "theory"}:
        return [*overrides, f"scenario={BASE}"]
    return overrides


def placed(plain, path, sources, name):
    """A scenario's premises with those of the domain; what the command line says goes before."""
    if not path:
        return plain
    parties = list(plain.get("parties") or {})
    if len(parties) != 2:
        raise PremiseError("domain", f"a scenario of two parties is needed; '{name}' has another")
    domain = domains.read(path)
    rounds_a_day, rounds = pace(plain)
    issues, traits, names = as_premises(domain, parties, rounds_a_day / rounds, rounds_a_day)
    if name == BASE:
        names |= called(domain, parties, plain, sources)
    own = {
        "issues": issues,
        "parties": {
            party: {**(plain["parties"][party] or {}), **traits[party]} for party in parties
        },
        "names": {**(plain.get("names") or {}), **names},
        "title": title(domain),
    }
    if name == BASE:
        own |= room(plain, math.ceil(rounds / rounds_a_day))
    return with_command_line({**plain, **own}, plain, sources)


def title(domain):
    """A domain and its sides, as their files are called."""
    sides = words.listed(words.plain(profile.name) for profile in domain.profiles)
    return f"{words.plain(domain.name)}: {sides}"


def called(domain, parties, plain, sources):
    """The sides as their files are called, but for those that someone has named otherwise."""
    names = plain.get("names") or {}
    return {
        party: words.plain(profile.name)
        for party, profile in zip(parties, domain.profiles, strict=True)
        if names.get(party) == sources.in_files_but_names(f"names.{party}")
    }


def pace(plain):
    """Rounds a day and rounds in all; those of the schema where they are not said or are wrong."""
    talks = plain.get("talks") or {}
    found = [as_whole(talks.get(*one)) for one in (("rounds_a_day", 1), ("rounds", 40))]
    if all(type(number) is int and number > 0 for number in found):
        return found
    return [1, 40]  # they are refused in a moment


def room(plain, days):
    """Lengths of the talks and of the run that have room for all rounds."""
    talks = {**plain["phases"]["talks"], "length": days}
    calendar = {**plain["calendar"], "horizon": days + AFTER}
    return {"phases": {**plain["phases"], "talks": talks}, "calendar": calendar}


def with_command_line(own, plain, sources):
    """Premises in which each key given on the command line has the value given there."""
    for text in sources.overrides:
        key = text.lstrip("+~").partition("=")[0]
        path = key.split(".")
        section = path[0]
        if len(path) > 1 and section in own and section in plain:
            put(own, plain, path)
    return own


def put(own, plain, path):
    """Take the value of a dotted key over from one mapping to another."""
    for part in path[:-1]:
        if not isinstance(plain, dict) or part not in plain:
            return
        own[part] = dict(own.get(part) or {})
        own, plain = own[part], plain[part]
    if isinstance(plain, dict) and path[-1] in plain:
        own[path[-1]] = plain[path[-1]]

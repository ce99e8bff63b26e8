"""Scenarios with values drawn over the schema: single keys, pairs, many, every key at once.

Of the shipped scenarios, and of those that a lesson on theory plays. What is accepted is played by
the compiled engine, and all that the runs leave is looked at; of some the Mesa model plays a run as
well, which must be the same to the last bit.
"""

import copy
import math
from functools import cache
from typing import NamedTuple

from experiments import composing, configs
from sim import ensemble, scenario, talks_checks, theory
from sim.rows import LISTS
from sim.scenario import SECTIONS
from tests import playing
from tests.quality.fuzzing import edits, ranges, schema
from tests.quality.fuzzing.trying import ACCEPTED, BOTH, PLAYED, Fault

RUNS = 3
WORK = 3e7  # steps of the talks, about, that the runs of an input may take
WATCHED = 40  # of so many inputs one is played by both engines
SLOW = 2e5  # steps that the Mesa model may take for it
NAMES = (
    "a", "A_b-1", "1", "", " ", "a b", "a.b", "\u05e9\u05dc\u05d5\u05dd", "\x00", "null", "*",
    "day", "none", "x" * 300,
    "utility_x", "israel", "\ud800", 1, 1.5, None, True, (1, 2),
)  # fmt: skip
GOOD_NAMES = ("a", "A_b-1", "\u05e9\u05dc\u05d5\u05dd", "a b", "extra")


class Case(NamedTuple):
    """Plain data of a scenario, and whether both engines are to play it."""

    name: str
    plain: object
    both: bool


@cache
def bases():
    """The plain data that inputs are made from, by name."""
    names = [*configs.scenarios(), *(f"theory={name}" for name in theory.LESSONS)]
    chosen = [name if "=" in name else f"scenario={name}" for name in names]
    return {name: composing.composed(name).premises for name in chosen}


def made(rng, desk):
    """A scenario in which something is another: at best all within its range, at worst nothing."""
    name = rng.choice(list(bases()))
    plain = copy.deepcopy(bases()[name])
    parameters = schema.parameters(plain)
    how = rng.random()
    if how < 0.55:
        within(rng, plain, parameters)
    elif how < 0.75:
        within(rng, plain, parameters)
        restructure(rng, plain)
    elif how < 0.92:
        for one in some(rng, parameters, (1, 1, 1, 2, 3)):
            put(plain, one.path, schema.outside(rng, one))
    else:
        break_up(rng, plain)
    return Case(name, plain, rng.randrange(WATCHED) == 0)


def some(rng, parameters, counts):
    """A few of the parameters."""
    return rng.sample(parameters, min(len(parameters), rng.choice(counts)))


def within(rng, plain, parameters):
    """Give parameters values that each takes by itself; some as ranges, some on a day."""
    counts = (1, 2, 2, 5, 20, 100, len(parameters))
    varied = rng.random() < 0.2
    for one in some(rng, parameters, counts):
        value = schema.good(rng, one)
        if varied and schema.may_vary(one) and rng.random() < 0.3:
            value = schema.spread(rng, one)
        put(plain, one.path, value)
    if rng.random() < 0.7:
        mend(rng, plain)
    if rng.random() < 0.2:
        plain["changes"] = changes(rng, plain, parameters)


def mend(rng, plain):
    """Make values that are drawn one by one fit each other, as a user would, so that runs begin."""
    horizon = value_of(plain, ("calendar", "horizon"), 140)
    if not isinstance(plain.get("calendar"), dict) or not isinstance(horizon, int):
        return
    plain["calendar"]["first_day"] = 1
    for number, phase in enumerate(plain["phases"].values()):
        if number == 0 and isinstance(phase, dict):
            phase |= {"optional": False, "needs_agreement": False}
    for party in plain["parties"].values():
        for key in ("strategy", "stream", "bidding"):
            if rng.random() < 0.9 and party.get(key) in ("own", 0, 1, "whole"):
                party.pop(key, None)
        party.pop("other_least_low", None)
    for issue in (plain.get("issues") or {}).values():
        for key in [key for key in issue if key.startswith("worths_")]:
            issue.pop(key)
        for key in list(plain["parties"]):
            issue.setdefault(f"wants_high_{key}", True)
        if isinstance(issue.get("levels"), int):
            issue["levels"] = min(issue["levels"], rng.choice((11, 1001)))
        issue.pop("values", None)
    for item in (plain.get("obligations") or {}).values():
        item["phase"] = min(item.get("phase", 1), len(plain["phases"]))
        for key in ("done_before", "in_return_for", "stands_for", "unknown"):
            if not isinstance(item.get(key), str):
                item.pop(key, None)
    for section in ("obligations", "constituencies"):
        for item in (plain.get(section) or {}).values():
            if item.get("by") not in plain["parties"]:
                item["by"] = rng.choice(list(plain["parties"]))
            item.pop("gone_at_start", None)


def changes(rng, plain, parameters):
    """Values that some parameters take on a day."""
    able = [one for one in parameters if schema.may_change(one)]
    horizon = value_of(plain, ("calendar", "horizon"), 140)
    last = horizon if isinstance(horizon, int) else 1
    return [
        {
            "day": rng.choice((1, last, rng.randint(1, max(1, last)))),
            "set": {one.key: schema.good(rng, one) for one in some(rng, able, (1, 2, 5))},
        }
        for _ in range(rng.choice((1, 2, 6)))
    ]


def restructure(rng, plain):
    """Take out, copy, rename or empty things that a scenario has any number of."""
    for _ in range(rng.choice((1, 1, 2, 4))):
        section = rng.choice([*LISTS, "names", "record", "expected", "verification"])
        entries = plain.get(section)
        if not isinstance(entries, dict) or not entries:
            continue
        how, key = rng.randrange(5), rng.choice(list(entries))
        if how == 0:
            del entries[key]
        elif how == 1:
            entries[rng.choice(GOOD_NAMES)] = copy.deepcopy(entries[key])
        elif how == 2:
            plain[section] = dict(rng.sample(list(entries.items()), len(entries)))
        elif how == 3:
            plain[section] = rng.choice(({}, None))
        else:
            plain[section] = {
                (rng.choice(GOOD_NAMES) if one == key else one): value
                for one, value in entries.items()
            }


def break_up(rng, plain):
    """Put what is no premise anywhere: of another type, under another name, at any depth."""
    if rng.random() < 0.5:
        section = rng.choice(list(plain))
        plain |= {section: edits.of_data(rng, plain[section])}
        return
    for _ in range(rng.choice((1, 1, 2, 5))):
        place, path = plain, []
        while isinstance(place, dict) and place and rng.random() < (0.95 if not path else 0.6):
            path.append(rng.choice(list(place)))
            if not isinstance(place[path[-1]], dict | list):
                break
            place = place[path[-1]]
            if isinstance(place, list) and place:
                place[rng.randrange(len(place))] = rng.choice(schema.WRONG)
                path = []
                break
        value = rng.choice((*schema.WRONG, copy.copy(rng.choice(list(plain.values()) or [0]))))
        if rng.random() < 0.4:
            path = [*path[:-1], rng.choice((*NAMES, *SECTIONS))]
        if path:
            put(plain, path, value)


def put(plain, path, value):
    """Set a value in nested mappings; what stands in the way of one gives way."""
    for key in path[:-1]:
        if not isinstance(plain.get(key), dict):
            plain[key] = {}
        plain = plain[key]
    plain[path[-1]] = value


def value_of(plain, path, usual):
    """A value in nested mappings."""
    for key in path:
        plain = plain.get(key, {}) if isinstance(plain, dict) else {}
    return usual if plain == {} else plain


def tried(case):
    """Check the scenario; play it, and look at all that it leaves."""
    found = scenario.from_config(copy.deepcopy(case.plain), "fuzzed")
    if found.players:
        return ACCEPTED
    kept = played(found, RUNS, WORK)
    if kept is None:
        return ACCEPTED
    if case.both and alike(found):
        return BOTH
    return PLAYED


def played(found, runs, work):
    """Runs of a scenario, looked at; None where even a day of them is a long search."""
    last = last_day(found, runs, work)
    if last < found.premises.calendar.first_day:
        return None
    kept = next(ensemble.play(found, 7, runs, threads=1, last_day=last))
    ranges.records_of(found, kept)
    ranges.measured(found, kept)
    ranges.metrics_of(found, kept)
    return kept


def last_day(found, runs, work):
    """The last day that a few runs can be played to with so much work."""
    checked = found.premises
    first = checked.calendar.first_day
    return min(checked.calendar.horizon, first - 1 + int(work / (runs * steps(found))))


def steps(found):
    """Steps that a day of a run may take, about: obligations, offers, and deals looked at."""
    checked = found.premises
    issues = list(checked.issues.values())
    rounds = most(found, "talks", "rounds_a_day") + most(found, "mediators", "budget_bridging")
    walks = 1.0 + len(issues)
    if talks_checks.are_searched(checked.issues, checked.parties):
        walks += 4.0 * math.prod(issue.levels for issue in issues) * len(issues)
    else:
        values = [min(issue.levels, talks_checks.MOST_LEVELS_WALKED) for issue in issues]
        walks += 4.0 * len(issues) * sum(values)
    several = 1 + len(checked.mediators)
    return rounds * walks * several + 10.0 * (len(checked.obligations) + 1) ** 2


def most(found, section, field):
    """The most that a parameter may be: as given, as drawn, as changed on a day."""
    group = getattr(found.premises, section)
    things = group.values() if isinstance(group, dict) else [group]
    given = [getattr(one, field) for one in things]
    varied = [value for _, key, value, _ in found.changes if key.endswith(f".{field}")]
    spread = type(next(iter(things), None)) if things else None
    high = [20] if spread and len(found.spreads) else []
    return max([1, *given, *(one for one in varied if isinstance(one, int)), *high])


def alike(found):
    """Play the first run with the Mesa model as well: every bit is the same; False if too long."""
    last = last_day(found, 1, SLOW)
    if last < found.premises.calendar.first_day:
        return False
    ours = next(ensemble.play(found, 7, 1, threads=1, last_day=last))
    theirs = playing.Negotiation(found, 7, 0).play(last)
    try:
        playing.assert_same_run(ours, 0, theirs)
    except AssertionError as error:
        raise Fault(f"the engines differ: {' '.join(str(error).split())[:300]}") from None
    return True


def stored(case):
    """An input as it is kept in a file."""
    return f"# scenario.from_config(PLAIN), made from {case.name}\nPLAIN = {case.plain!r}\n"

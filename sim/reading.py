"""Reading a scenario's sections: plain data in, checked premises out."""

import datetime
from typing import Literal

from pydantic import ValidationError

from agents.premise import AT_THE_START, NEVER, Premise, name
from agents.traits import KINDS, PartyTraits
from sim import happened, premises, rows
from sim.checks import as_mapping, build
from sim.refusals import PremiseError, cut, named, nearest, shown, unknown
from sim.rows import LISTS
from sim.words import plain

# Outcomes that every result has, beside those about who resumes and about each good.
DIRECTIONS = ("up", "down", "same")


class Good(Premise):
    """Words about an obligation."""

    good: str = name("", "what is handed over, in the unit counted")
    category: str = name("", "which of them")
    source: str = name("assumption", "key of the source in references.bib")


class Measure(Premise):
    """Words about an issue."""

    unit: str = name("", "unit of the issue")
    low: float = name(0.0, "value at level 0")
    high: float = name(1.0, "value at level 1")
    values: tuple[str, ...] = name((), "what the levels are called, from the low end on")
    source: str = name("assumption", "key of the source in references.bib")


class Record(Premise):
    """What happened, to be shown beside what the runs do."""

    name: str = ""
    last_day: int = 0
    resumed_by: str = ""
    agreed_day: int = 0
    marks: list[list[int | str]] = []
    deliveries: dict[str, list[list[int]]] = {}
    crises: list[list[int]] = []
    happened: dict[str, dict] = {}  # outcome by outcome, to be compared with runs: sim/happened.py
    baselines: dict[str, dict] = {}  # what one would expect of them without the model


class Expected(Premise):
    """Which way an outcome of a variant is expected to go, and why; written before it is run."""

    direction: Literal[DIRECTIONS] = name("same", "which way the outcome is expected to go")
    because: str = name("", "why")


NOT_AN_ISSUE = frozenset("scenario point run seed day round proposer accepted protocol".split())
WORDS = {"obligations": Good, "issues": Measure}


def read_premises(config, spreads):
    """All premises by section, and the words about those that have some."""
    groups = {
        key: build(model, as_mapping(config.get(key), key), key, spreads)
        for key, model in premises.GROUPS.items()
    }
    verification = read_kinds(as_mapping(config.get("verification"), "verification"), spreads)
    parties = list(as_mapping(config.get("parties"), "parties"))
    if len(parties) != 2:
        raise PremiseError("parties", f"{len(parties)} given; it takes exactly two, by name")
    lists, words = {}, {}
    for section in LISTS:
        lists[section], words[section] = read_list(config, section, parties, spreads)
    lists["parties"] = with_streams(lists["parties"])
    return {**groups, "verification": verification, **lists}, words


def read_kinds(config, spreads):
    """Verification, one entry for each kind of promise."""
    for key in config:
        if key not in KINDS:
            raise unknown("verification", key, KINDS)
    found = {}
    for kind in KINDS:
        prefix = f"verification.{kind}"
        found[kind] = build(
            premises.KindOfPromise, as_mapping(config.get(kind), prefix), prefix, spreads
        )
    return found


def read_list(config, section, parties, spreads):
    """A mapping from names to groups of one kind: parties, mediators, obligations, ..."""
    found, words = {}, {}
    entries = as_mapping(config.get(section), section)
    for key, data in entries.items():
        if not isinstance(key, str):
            problem = f"{shown(key)} is not allowed as a name; it takes a text"
            raise PremiseError(section, problem)
        prefix = f"{section}.{key}"
        if data is None:
            raise PremiseError(prefix, "null is not allowed; it takes names with values")
        data = dict(as_mapping(data, prefix))
        if section in WORDS:
            own = {word: data.pop(word) for word in WORDS[section].model_fields if word in data}
            words[key] = build(WORDS[section], own, prefix, {})
        if section == "issues":
            check_issue(key, data, parties)
        if section in ("obligations", "constituencies"):
            data = with_owner(data, prefix, parties)
        if section == "obligations":
            data = with_places(data, prefix, list(entries))
        if section == "parties":
            data, words[key] = with_strategy(data, prefix)
        found[key] = build(LISTS[section], data, prefix, spreads, parties)
    return found, words


def check_issue(key, data, parties):
    """Refuse an issue whose name is a column of the offers, or that leaves open who wants what."""
    if key in NOT_AN_ISSUE or str(key).startswith("utility_"):
        raise PremiseError(f"issues.{key}", "is not allowed as a name; the table of offers has it")
    for party in parties:
        if f"wants_high_{party}" not in data and not data.get(f"worths_{party}"):
            place = f"issues.{key}.wants_high_{party}"
            raise PremiseError(place, "is missing; it takes true or false")


def with_streams(parties):
    """The parties, each with its slot for its stream of luck unless it names one."""
    return {
        key: traits
        if "stream" in traits.model_fields_set
        else traits.model_copy(update={"stream": slot})
        for slot, (key, traits) in enumerate(parties.items())
    }


def with_owner(data, prefix, parties):
    """A thing whose party is named, with the party's slot instead."""
    allowed = ", ".join(parties)
    if "by" not in data:
        raise PremiseError(f"{prefix}.by", f"is missing; it takes one of {allowed}")
    if data["by"] not in parties:
        hint = nearest(data["by"], parties)
        problem = f"{shown(data['by'])} is not allowed; it takes one of {allowed}{hint}"
        raise PremiseError(f"{prefix}.by", problem)
    return {**data, "by": parties.index(data["by"])}


def with_places(data, prefix, obligations):
    """An obligation whose counterparts are named, with their places instead."""
    own = obligations.index(prefix.split(".", 1)[1])
    before, others = obligations[:own], obligations[:own] + obligations[own + 1 :]
    places = (
        ("in_return_for", before, "an obligation that stands before it"),
        ("stands_for", others, "another obligation"),
    )
    for field, known, words in places:
        other = data.pop(field, None)
        if other is None:
            continue
        if other not in known:
            problem = (
                f"{shown(other)} is not allowed; it takes {words}"
                f"{nearest(other, known)} ({', '.join(known) or 'none'})"
            )
            raise PremiseError(f"{prefix}.{field}", problem)
        data[field] = obligations.index(other)
    return data


def with_strategy(data, prefix):
    """A party whose strategy may be one of the user's own, and where to find that, or None."""
    given = data.get("strategy")
    if given == "own":
        problem = "'own' is not allowed by itself; it takes {file: FILE.py, name: CLASS}"
        raise PremiseError(f"{prefix}.strategy", problem)
    if not isinstance(given, dict):
        return data, None
    if set(given) != {"file", "name"} or not all(isinstance(one, str) for one in given.values()):
        problem = f"{shown(given)} is not allowed; it takes {{file: FILE.py, name: CLASS}}"
        raise PremiseError(f"{prefix}.strategy", problem)
    return {**data, "strategy": "own"}, (given["file"], given["name"])


def read_title(value, name):
    """What a scenario calls itself; its file's name if nothing."""
    problem = f"{shown(value)} is not allowed; it takes a text"
    if isinstance(value, dict | list):
        raise PremiseError("title", problem)
    try:
        text = name if value is None else str(value).strip("\n")  # folded in YAML, it ends in one
    except ValueError:  # a number of thousands of digits
        raise PremiseError("title", problem) from None
    return of_one_line("title", text)


def of_one_line(key, text):
    """A text that can be read in a line; refuses one with nothing in it, or of several lines."""
    if not text.strip() or text.splitlines() != [text]:
        takes = "it takes a text of one line that is not blank"
        raise PremiseError(key, f"{cut(text)!r} is not allowed; {takes}")
    return text


def read_date(value, horizon):
    """The date of day 1, or None."""
    if value is None:
        return value
    try:
        start = datetime.date.fromisoformat(str(value))
    except ValueError:
        problem = f"{shown(value)} is not allowed; it takes a date such as 2025-01-19"
        raise PremiseError("start", problem) from None
    drawn = datetime.timedelta(days=horizon + 31)  # figures draw a little past the horizon
    latest = datetime.date.max - drawn
    if start > latest:
        takes = f"it takes a date up to {latest}, for the calendar ends on {datetime.date.max}"
        raise PremiseError("start", f"{shown(value)} is not allowed; {takes}")
    return start


def read_record(value):
    """The record, checked; plain data."""
    data = as_mapping(value, "record")
    try:
        Record.model_validate(data)
    except ValidationError as error:
        place = ".".join(named(part) for part in ("record", *error.errors()[0]["loc"]))
        raise PremiseError(place, f"is not allowed: {error.errors()[0]['msg'].lower()}") from None
    happened.read(data)
    return data


def read_expected(value, known):
    """What is expected of a variant, by outcome: a direction, and why."""
    found = {}
    for outcome, data in as_mapping(value, "expected").items():
        if outcome not in known:
            raise unknown("expected", outcome, known)
        place = f"expected.{outcome}"
        one = build(Expected, as_mapping(data, place), place, {})
        for field in Expected.model_fields:
            if field not in one.model_fields_set or not getattr(one, field).strip():
                raise PremiseError(f"{place}.{field}", "is missing; a direction needs its reason")
        found[outcome] = one
    return found


def read_names(value):
    """Display names, by key."""
    names = dict(as_mapping(value, "names"))
    for key, text in names.items():
        if not isinstance(text, str):
            problem = f"{shown(text)} is not allowed; it takes a text"
            raise PremiseError(f"names.{named(key)}", problem)
        of_one_line(f"names.{named(key)}", text)
    return names


def check_called(names, *sections):
    """Refuse a name that two actors have: nobody could tell which of them is meant."""
    taken = {}
    for key in dict.fromkeys(key for section in sections for key in section):
        called = names.get(key, plain(key))
        other = taken.setdefault(called.strip().casefold(), key)
        if other != key:
            problem = f"{other} and {key} are both called {shown(called)}; each takes its own name"
            raise PremiseError("names", problem)


def read_changes(config, checked, shape):
    """The dated changes: (day, parameter, value as given, value as stored)."""
    if not isinstance(config, list | None):
        raise PremiseError("changes", f"{shown(config)} is not allowed; it takes a list")
    found, taken = [], set()
    for number, change in enumerate(config or []):
        prefix = f"changes.{number}"
        change = as_mapping(change, prefix)
        for key in change:
            if key not in ("day", "set"):
                raise unknown(prefix, key, ("day", "set"))
        day = change.get("day")
        if not isinstance(day, int) or isinstance(day, bool) or day < 1:
            problem = f"{shown(day)} is not allowed; it takes a whole number of at least 1"
            raise PremiseError(f"{prefix}.day", problem)
        first, last = checked.calendar.first_day, checked.calendar.horizon
        if not first <= day <= last:
            days = f"it takes a day from {first} to {last}, the horizon"
            problem = f"{shown(day)} is not allowed; {days}"
            raise PremiseError(f"{prefix}.day", problem)
        for key, value in as_mapping(change.get("set"), f"{prefix}.set").items():
            stored = read_change(prefix, named(key), value, checked, shape)
            _, _, place, _ = rows.locate(str(key), checked, shape)
            if (day, place) in taken:
                problem = f"is set twice on day {day}; give it once"
                raise PremiseError(f"{prefix}.set.{key}", problem)
            taken.add((day, place))
            found.append((day, key, value, stored))
    return tuple(sorted(found, key=lambda change: change[0]))


def read_change(prefix, key, value, checked, shape):
    """The new value of a premise, as it is stored."""
    try:
        model, field, _, _ = rows.locate(str(key), checked, shape)
    except PremiseError as error:
        raise PremiseError(f"{prefix}.set.{error.key}", error.problem) from None
    when = model.model_fields[field].json_schema_extra["when"]
    if when in (AT_THE_START, NEVER):
        problem = "is not allowed in a change; this parameter cannot change during a run"
        raise PremiseError(f"{prefix}.set.{key}", problem)
    if isinstance(value, dict):
        problem = f"{shown(value)} is not allowed; a change takes one value"
        raise PremiseError(f"{prefix}.set.{key}", problem)
    if model is PartyTraits and field == "strategy" and value == "own":
        problem = (
            "'own' is not allowed in a change; a strategy of one's own is there from the start"
        )
        raise PremiseError(f"{prefix}.set.{key}", problem)
    place, _, last = str(key).rpartition(".")
    group = build(model, {last: value}, f"{prefix}.set.{place}", {}, tuple(checked.parties))
    return rows.stored(model, field, getattr(group, field))

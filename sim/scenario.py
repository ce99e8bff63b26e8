"""The premises of a run: frozen, typed, checked; made from plain data, and nothing else reads it.

``from_config`` takes the mapping that the YAML files add up to and returns a ``Scenario``: the
checked premises, their names, and the flat row that both engines play on. What is wrong is said in
one sentence by ``PremiseError``.
"""

import datetime
import difflib
import json
from typing import NamedTuple

import numpy as np
from pydantic import ValidationError

from agents.premise import Premise, name
from agents.rules import spread
from agents.terms import MOST_ISSUES, IssueTerms, ObligationTerms
from agents.traits import KINDS, MediatorTraits, PartyTraits
from sim import draws, layout, premises
from sim.changes import CHANGE

SPREADS = {"uniform": 2, "log_uniform": 2, "triangular": 3}  # distributions and their numbers


class PremiseError(ValueError):
    """A premise that cannot be; ``key`` is its dotted name, and the message says what is allowed."""

    def __init__(self, key, problem):
        self.key = key
        self.problem = problem
        super().__init__(f"{key}: {problem}")


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
    source: str = name("assumption", "key of the source in references.bib")


class Premises(NamedTuple):
    """Every premise of a scenario, by group; the mappings keep the order of the configuration."""

    calendar: premises.Calendar
    choice: premises.Choice
    delivery: premises.Delivery
    monitoring: premises.Monitoring
    tension: premises.Tension
    violence: premises.Violence
    shocks: premises.Shocks
    talks: premises.Talks
    limbo: premises.Limbo
    settlement: premises.Settlement
    verification: dict
    parties: dict
    mediators: dict
    phases: dict
    obligations: dict
    issues: dict


class Scenario(NamedTuple):
    """What the engines play: premises, words for them, and the flat row made of both."""

    name: str
    title: str
    start: datetime.date | None
    premises: Premises
    names: dict
    goods: dict
    measures: dict
    record: dict
    row: np.ndarray
    shape: layout.Shape
    spreads: np.ndarray
    dated: np.ndarray
    changes: tuple

    @property
    def parties(self):
        """The parties' display names, by slot."""
        return tuple(self.names.get(key, key.capitalize()) for key in self.premises.parties)

    @property
    def streams(self):
        """The slot of the party of each stream of luck."""
        streams = [party.stream for party in self.premises.parties.values()]
        return (0, 1) if streams == [0, 1] else (1, 0)


LISTS = {
    "parties": PartyTraits,
    "mediators": MediatorTraits,
    "phases": premises.Phase,
    "obligations": ObligationTerms,
    "issues": IssueTerms,
}
WORDS = {"obligations": Good, "issues": Measure}
SECTIONS = {"verification": "kinds"}
OTHER = ("title", "start", "names", "record", "changes", "scenario_name")


def nearest(word, known):
    """A hint at the known name nearest to a word, or an empty string."""
    close = difflib.get_close_matches(str(word), [str(name) for name in known], n=1, cutoff=0.5)
    return f"; did you mean '{close[0]}'?" if close else ""


def unknown(prefix, key, known):
    """The error for a name that does not exist."""
    listed = ", ".join(known)
    place = f"{prefix}.{key}" if prefix else str(key)
    return PremiseError(place, f"there is no such key{nearest(key, known)} (known: {listed})")


def as_mapping(value, key):
    """``value`` if it is a mapping, else an error."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise PremiseError(key, f"{value!r} is not allowed; it takes a mapping of names to values")
    return value


def allowed(field):
    """What a parameter takes, in words."""
    names = layout.choices(field.annotation)
    if names:
        return "one of " + ", ".join(names)
    if field.annotation is bool:
        return "true or false"
    if field.annotation is str:
        return "a text"
    low = high = ""
    for bound in field.metadata:
        low = f"{bound.ge:g}" if hasattr(bound, "ge") else low
        low = f"above {bound.gt:g}" if hasattr(bound, "gt") else low
        high = f"{bound.le:g}" if hasattr(bound, "le") else high
        high = f"below {bound.lt:g}" if hasattr(bound, "lt") else high
    kind = "a whole number" if field.annotation is int else "a number"
    extra = field.json_schema_extra or {}
    span = f" from {low} to {high}" if low and high else ""
    return f"{kind}{span} [{extra.get('unit', '')}]"


def refuse(key, value, field):
    """The error for a value that a parameter does not take."""
    shown = f"'{value}'" if isinstance(value, str) else json.dumps(value, default=str)
    return PremiseError(key, f"{shown} is not allowed; it takes {allowed(field)}")


def build(model, data, prefix, spreads):
    """One checked group of premises; premises that are ranges are taken out into ``spreads``."""
    fields = model.model_fields
    plain = {}
    for key, value in data.items():
        place = f"{prefix}.{key}"
        if key not in fields:
            raise unknown(prefix, key, fields)
        if isinstance(value, dict):
            value = read_spread(place, value, fields[key], model, spreads)
        plain[key] = float(value) if is_whole_for_float(value, fields[key]) else value
    try:
        return model(**plain)
    except ValidationError as error:
        key = error.errors()[0]["loc"][0]
        raise refuse(f"{prefix}.{key}", data[key], fields[key]) from None


def is_whole_for_float(value, field):
    """True for a whole number given where a number is wanted."""
    return field.annotation is float and isinstance(value, int) and not isinstance(value, bool)


def read_spread(key, value, field, model, spreads):
    """Note a premise that is drawn for each run; returns its middle value."""
    numeric = field.annotation in (int, float)
    kind, numbers = next(iter(value.items()), (None, None))
    well_formed = (
        numeric
        and len(value) == 1
        and kind in SPREADS
        and isinstance(numbers, list)
        and len(numbers) == SPREADS[kind]
        and all(isinstance(n, int | float) and not isinstance(n, bool) for n in numbers)
        and list(numbers) == sorted(numbers)
    )
    if not well_formed:
        text = "uniform: [low, high], log_uniform: [low, high] or triangular: [low, mode, high]"
        raise PremiseError(
            key,
            f"{json.dumps(value, default=str)} is not allowed; it takes {allowed(field)}"
            + (f", or a range to draw each run's value from ({text})" if numeric else ""),
        )
    if kind == "log_uniform" and numbers[0] <= 0:
        raise PremiseError(key, f"{numbers} is not allowed; log_uniform takes numbers above 0")
    for number in numbers:
        probe = {key.rsplit(".", 1)[1]: field.annotation(number)}
        try:
            model(**probe)
        except ValidationError:
            raise refuse(key, number, field) from None
    low, high = float(numbers[0]), float(numbers[-1])
    mode = float(numbers[1]) if kind == "triangular" else 0.5 * (low + high)
    spreads[key] = (("uniform", "log_uniform", "triangular").index(kind), low, high, mode)
    return field.annotation(mode)


def with_slots(data, parties):
    """Keys that end in a party's name, ending in its slot instead: ``leverage_israel`` -> ``_0``."""
    renamed = {}
    for key, value in data.items():
        for slot, party in enumerate(parties):
            if str(key).endswith(f"_{party}"):
                key = f"{str(key)[: -len(party)]}{slot}"
        renamed[key] = value
    return renamed


def with_names(text, parties):
    """The reverse of ``with_slots`` for a key in a message."""
    for slot, party in enumerate(parties):
        if text.endswith(f"_{slot}"):
            text = f"{text[:-1]}{party}"
    return text


def read_list(config, section, parties, spreads):
    """A mapping from names to groups of one kind: parties, mediators, obligations, ..."""
    model = LISTS[section]
    found, words = {}, {}
    entries = as_mapping(config.get(section), section)
    for key, data in entries.items():
        prefix = f"{section}.{key}"
        data = dict(as_mapping(data, prefix))
        if section in WORDS:
            own = {k: data.pop(k) for k in list(data) if k in WORDS[section].model_fields}
            words[key] = build(WORDS[section], own, prefix, {})
        if section == "obligations":
            data = with_places(data, prefix, list(entries), list(parties))
        try:
            found[key] = build(model, with_slots(data, parties), prefix, spreads)
        except PremiseError as error:
            raise PremiseError(with_names(error.key, parties), error.problem) from None
    return found, words


def with_places(data, prefix, obligations, parties):
    """An obligation whose debtor and counterpart are named, with their places instead."""
    if "by" not in data:
        raise PremiseError(f"{prefix}.by", f"is missing; it takes one of {', '.join(parties)}")
    if data["by"] not in parties:
        raise PremiseError(
            f"{prefix}.by", f"'{data['by']}' is not allowed; it takes one of {', '.join(parties)}"
        )
    data["by"] = parties.index(data["by"])
    other = data.pop("in_return_for", None)
    if other is not None:
        own = obligations.index(prefix.split(".", 1)[1])
        if other not in obligations[:own]:
            before = ", ".join(obligations[:own]) or "none"
            raise PremiseError(
                f"{prefix}.in_return_for",
                f"'{other}' is not allowed; it takes an obligation that stands before it{nearest(other, obligations[:own])} ({before})",
            )
        data["in_return_for"] = obligations.index(other)
    return data


def read_date(value):
    """The date of day 1, or None."""
    if value is None or isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(str(value))
    except ValueError:
        raise PremiseError(
            "start", f"'{value}' is not allowed; it takes a date such as 2025-01-19"
        ) from None


def from_config(config, scenario_name="scenario"):
    """A checked scenario from plain data (mappings, lists, numbers, text)."""
    known = [*premises.GROUPS, "verification", *LISTS, *OTHER]
    for key in config:
        if key not in known:
            raise unknown("", key, known)
    spreads = {}
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
    numbered = {
        key: traits if "stream" in as_mapping(config["parties"][key], key) else
        traits.model_copy(update={"stream": slot})
        for slot, (key, traits) in enumerate(lists["parties"].items())
    }
    lists["parties"] = numbered
    checked = Premises(**groups, verification=verification, **lists)
    check_whole(checked)
    shape = layout.Shape(
        len(checked.mediators), len(checked.obligations), len(checked.issues), len(checked.phases)
    )
    changes = read_changes(config, checked)
    return Scenario(
        name=scenario_name,
        title=str(config.get("title") or scenario_name),
        start=read_date(config.get("start")),
        premises=checked,
        names=dict(as_mapping(config.get("names"), "names")),
        goods=words["obligations"],
        measures=words["issues"],
        record=as_mapping(config.get("record"), "record"),
        row=fill(checked, shape),
        shape=shape,
        spreads=spread_table(spreads, checked, shape),
        dated=dated_table(changes, checked, shape),
        changes=changes,
    )


def read_kinds(config, spreads):
    """Verification, one entry for each kind of promise."""
    for key in config:
        if key not in KINDS:
            raise unknown("verification", key, KINDS)
    return {
        kind: build(
            premises.KindOfPromise,
            as_mapping(config.get(kind), f"verification.{kind}"),
            f"verification.{kind}",
            spreads,
        )
        for kind in KINDS
    }


def check_whole(checked):
    """What no single parameter can show: numbers that must fit each other."""
    streams = sorted(party.stream for party in checked.parties.values())
    if streams != [0, 1]:
        raise PremiseError("parties", f"streams {streams} are not allowed; they take 0 and 1")
    if not checked.phases:
        raise PremiseError("phases", "none given; it takes at least one")
    if len(checked.issues) > MOST_ISSUES:
        raise PremiseError(
            "issues", f"{len(checked.issues)} given; it takes at most {MOST_ISSUES}"
        )
    if len(checked.mediators) > 200:
        raise PremiseError("mediators", f"{len(checked.mediators)} given; it takes at most 200")
    talks = checked.talks.protocol != "no_talks"
    for slot in (0, 1):
        total = sum(getattr(issue, f"weight_{slot}") for issue in checked.issues.values())
        if total <= 0.0 and (talks or checked.issues):
            party = list(checked.parties)[slot]
            raise PremiseError("issues", f"the weights of {party} sum to 0; one must be above 0")
    for key, item in checked.obligations.items():
        if item.phase > len(checked.phases):
            raise PremiseError(
                f"obligations.{key}.phase",
                f"{item.phase} is not allowed; it takes a phase from 1 to {len(checked.phases)}",
            )


def stored(model, field_name, value):
    """A value as it stands in the row: names become their place in the list of names."""
    names = layout.choices(model.model_fields[field_name].annotation)
    return names.index(value) if names else value


def write(record, model_instance):
    """Write a group of premises into a record."""
    for key in type(model_instance).model_fields:
        record[key] = stored(type(model_instance), key, getattr(model_instance, key))


def fill(checked, shape):
    """The flat row of a scenario: premises set, state as before the first day."""
    row = np.zeros(shape.words())
    found = layout.views(row, shape)
    for key in premises.GROUPS:
        write(found["world"][0], getattr(checked, key))
    found["world"][0]["resumed_by"] = -1
    for section in LISTS:
        for place, entry in enumerate(getattr(checked, section).values()):
            write(found[section][place], entry)
    for place, entry in enumerate(checked.verification.values()):
        write(found["kinds"][place], entry)
    for section, field in (("mediators", "stream"), ("obligations", "index")):
        found[section][field] = np.arange(len(found[section]))
    row.setflags(write=False)
    return row


def locate(key, checked, shape):
    """Model, place in the row, and whether it is a whole number, of a parameter's dotted name."""
    parts = key.split(".")
    parties = list(checked.parties)
    if len(parts) == 2 and parts[0] in premises.GROUPS:
        model, section, index, field = premises.GROUPS[parts[0]], "world", 0, parts[1]
    elif len(parts) == 3 and parts[0] == "verification" and parts[1] in KINDS:
        model, section, field = premises.KindOfPromise, "kinds", parts[2]
        index = KINDS.index(parts[1])
    elif len(parts) == 3 and parts[0] in LISTS and parts[1] in getattr(checked, parts[0]):
        model, section = LISTS[parts[0]], parts[0]
        index = list(getattr(checked, section)).index(parts[1])
        field = next(iter(with_slots({parts[2]: None}, parties)))
    else:
        raise PremiseError(key, "there is no such parameter")
    if field not in model.model_fields:
        raise unknown(".".join(parts[:-1]), parts[-1], model.model_fields)
    place, whole = layout.place(shape, section, index, field)
    return model, field, place, whole


def spread_table(spreads, checked, shape):
    """The premises that are drawn for each run, as the engines read them."""
    table = np.zeros(len(spreads), dtype=draws.SPREAD)
    for entry, (key, (kind, low, high, mode)) in zip(table, spreads.items(), strict=True):
        _, _, place, whole = locate(with_slots_key(key, checked), checked, shape)
        entry["place"], entry["whole"] = place, whole
        entry["kind"], entry["low"], entry["high"], entry["mode"] = kind, low, high, mode
        entry["address"] = draws.address(key)
    return table


def with_slots_key(key, checked):
    """A dotted name whose last part carries a slot or a party's name; ``locate`` takes both."""
    return key if checked else key


def read_changes(config, checked):
    """The dated changes: (day, parameter, value as given, value as stored)."""
    found = []
    for number, change in enumerate(config.get("changes") or []):
        prefix = f"changes.{number}"
        change = as_mapping(change, prefix)
        for key in change:
            if key not in ("day", "set"):
                raise unknown(prefix, key, ("day", "set"))
        day = change.get("day")
        if not isinstance(day, int) or isinstance(day, bool) or day < 1:
            raise PremiseError(
                f"{prefix}.day", f"{day!r} is not allowed; it takes a whole number of at least 1"
            )
        for key, value in as_mapping(change.get("set"), f"{prefix}.set").items():
            shape = layout.Shape(*(len(getattr(checked, name)) for name in
                                   ("mediators", "obligations", "issues", "phases")))
            model, field, _, _ = locate(key, checked, shape)
            group = build(model, {field: value}, f"{prefix}.set.{key.rsplit('.', 1)[0]}", {})
            found.append((day, key, value, stored(model, field, getattr(group, field))))
    return tuple(sorted(found, key=lambda change: change[0]))


def dated_table(changes, checked, shape):
    """The dated changes as the engines read them."""
    table = np.zeros(len(changes), dtype=CHANGE)
    for number, (day, key, _, value) in enumerate(changes):
        _, _, place, whole = locate(key, checked, shape)
        bits = np.int64(value) if whole else np.float64(value).view(np.int64)
        table[number] = (day, place, bits, number)
    return table


assert len(SPREADS) == 3 and spread.TRIANGULAR == 2

"""Premises in the flat row: where each stands, what each run draws, what changes on a day."""

import numpy as np

from agents.terms import IssueTerms, ObligationTerms
from agents.traits import KINDS, ConstituencyTraits, MediatorTraits, PartyTraits
from sim import draws, layout, premises
from sim.changes import CHANGE
from sim.checks import fields_by_name
from sim.refusals import PremiseError, unknown

# Sections of a scenario that hold any number of things of one kind, by name.
LISTS = {
    "parties": PartyTraits,
    "mediators": MediatorTraits,
    "constituencies": ConstituencyTraits,
    "phases": premises.Phase,
    "obligations": ObligationTerms,
    "issues": IssueTerms,
}


def shape_of(checked):
    """How many there are of each thing."""
    return layout.Shape(*(len(getattr(checked, section)) for section in layout.Shape._fields))


def stored(model, field, value):
    """A value as it stands in the row: names become their place in the list of names."""
    names = layout.choices(model.model_fields[field].annotation)
    return names.index(value) if names else value


def write(record, group):
    """Write a group of premises into a record."""
    for field in type(group).model_fields:
        name, part = layout.spot(field)
        value = stored(type(group), field, getattr(group, field))
        if layout.is_list(type(group).model_fields[field].annotation):
            record[name][part][: len(value)] = value
        elif part is None:
            record[name] = value
        else:
            record[name][part] = value


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
    for place, entry in enumerate(checked.issues.values()):
        found["issues"][place]["listed"] = [len(entry.worths_0) > 0, len(entry.worths_1) > 0]
    numbered = (("mediators", "stream"), ("constituencies", "index"), ("obligations", "index"))
    for section, field in numbered:
        found[section][field] = np.arange(len(found[section]))
    row.setflags(write=False)
    return row


def locate(key, checked, shape):
    """Model, field, place in the row, and whether it is a whole number, of a dotted name."""
    parts = key.split(".")
    if len(parts) == 2 and parts[0] in premises.GROUPS:
        model, section, index = premises.GROUPS[parts[0]], "world", 0
    elif len(parts) == 3 and parts[0] == "verification" and parts[1] in KINDS:
        model, section, index = premises.KindOfPromise, "kinds", KINDS.index(parts[1])
    elif len(parts) == 3 and parts[0] in LISTS and parts[1] in getattr(checked, parts[0]):
        model, section = LISTS[parts[0]], parts[0]
        index = list(getattr(checked, section)).index(parts[1])
    else:
        raise PremiseError(key, "there is no such parameter")
    fields = fields_by_name(model, checked.parties)
    field = fields.get(parts[-1], parts[-1])
    if field not in model.model_fields:
        raise unknown(".".join(parts[:-1]), parts[-1], fields)
    place, whole = layout.place(shape, section, index, field)
    return model, field, place, whole


def named(place, checked, shape):
    """The dotted name of the premise at a place in the row: the reverse of ``locate``."""
    section, index, within, part, _ = layout.find(shape, place)
    if section == "world":
        groups = premises.GROUPS
    elif section == "kinds":
        groups = {f"verification.{KINDS[index]}": premises.KindOfPromise}
    else:
        groups = {f"{section}.{list(getattr(checked, section))[index]}": LISTS[section]}
    for prefix, model in groups.items():
        for name, field in fields_by_name(model, checked.parties).items():
            if layout.spot(field) == (within, part):
                return f"{prefix}.{name}"
    raise KeyError(place)


def matching(name, checked):
    """The parameters that a dotted name stands for; none where a scenario lacks what it is about.

    ``mediators.*.skill`` stands for the skill of each mediator.
    """
    section, _, rest = name.partition(".")
    if section not in (*LISTS, "verification"):
        return [name]
    one, _, field = rest.partition(".")
    known = getattr(checked, section)
    if one == "*":
        return [f"{section}.{key}.{field}" for key in known]
    return [name] if one in known else []


def spread_table(spreads, checked, shape):
    """The premises that are drawn for each run, as the engines read them."""
    table = np.zeros(len(spreads), dtype=draws.SPREAD)
    for entry, (key, (kind, low, high, mode)) in zip(table, spreads.items(), strict=True):
        _, _, place, whole = locate(key, checked, shape)
        entry["place"], entry["whole"] = place, whole
        entry["kind"], entry["low"], entry["high"], entry["mode"] = kind, low, high, mode
        entry["address"] = draws.address(key)
    return table


def dated_table(changes, checked, shape):
    """The dated changes as the engines read them."""
    table = np.zeros(len(changes), dtype=CHANGE)
    for number, (day, key, _, value) in enumerate(changes):
        _, _, place, whole = locate(key, checked, shape)
        bits = np.int64(value) if whole else np.float64(value).view(np.int64)
        table[number] = (day, place, bits, number)
    return table

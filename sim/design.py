"""Design points: a scenario with some of its parameters at other values, checked as if composed.

A point's values are written into a copy of the scenario's flat row, which costs microseconds where
composing the scenario anew costs a quarter of a second. What comes out is the scenario that the
same values in its files would have made; ``is_plain`` says which parameters can be set so.
"""

from typing import NamedTuple

import numpy as np
from pydantic import ValidationError

from agents.premise import NEVER
from sim import draws, layout, rows, scenario, talks_checks
from sim.checks import as_number, fields_by_name, is_number
from sim.refusals import refuse

# Sections whose premises outcomes are measured by: what is owed, and who owes it.
MEASURED_BY = ("obligations",)


class Parameter(NamedTuple):
    """A parameter of a scenario, by its dotted name."""

    key: str
    section: str
    name: str  # of the thing within its section; empty for a group
    model: type
    field: str
    place: int  # in the row
    whole: bool  # stored as a whole number

    @property
    def info(self):
        """The schema's entry: meaning, unit, bounds, source."""
        return self.model.model_fields[self.field]

    @property
    def unit(self):
        """The unit, or what takes its place."""
        return self.info.json_schema_extra["unit"]

    @property
    def is_numeric(self):
        """True for a number; False for a name or a truth value."""
        return self.info.annotation in (int, float)


def parameter(found, key):
    """The parameter of a scenario with a dotted name; refuses one that it does not have."""
    model, field, place, whole = rows.locate(key, found.premises, found.shape)
    section, *rest = key.split(".")
    return Parameter(key, section, ".".join(rest[:-1]), model, field, place, whole)


def is_plain(one):
    """True if a parameter can differ between points of one design that are played together.

    Lists and what is the same for all runs (how many days are simulated, say) cannot, nor what
    outcomes are measured by; a scenario is composed for each value of these.
    """
    once = one.info.json_schema_extra["when"] == NEVER
    return not (once or layout.is_list(one.info.annotation) or one.section in MEASURED_BY)


def value(found, one):
    """What a parameter stands at in a scenario: a number, a truth value or a name."""
    entries = getattr(found.premises, one.section)
    return getattr(entries[one.name] if one.name else entries, one.field)


def checked(one, given):
    """A value as a parameter takes it; refuses what it does not take."""
    given = as_number(given, one.info)
    if one.is_numeric and not is_number(given):
        raise refuse(one.key, given, one.info)
    try:
        return getattr(one.model(**{one.field: given}), one.field)
    except ValidationError:
        raise refuse(one.key, given, one.info) from None


class Design:
    """A scenario whose parameters with some names are set anew at each point.

    What was drawn for each run of them, alone or from a posterior, is no longer drawn. All points
    can be played in one go: only their rows differ.
    """

    def __init__(self, found, keys):
        self.parameters = [parameter(found, key) for key in keys]
        places = [one.place for one in self.parameters]
        spreads = found.spreads[~np.isin(found.spreads["place"], places)]
        joined = found.joint.joined[~np.isin(found.joint.joined["place"], places)]
        joint = draws.NO_JOINT if not len(joined) else found.joint._replace(joined=joined)
        self.scenario = found._replace(spreads=spreads, joint=joint)
        self.beside = talks_checks.values_beside(spreads_of(self.scenario), found.changes)
        self.values = {}  # checked already, by parameter and value

    def at(self, values):
        """The scenario at a point; ``values`` has one for each parameter, in their order.

        Raises ``PremiseError`` for a value that is not allowed, by itself or beside the others.
        """
        row, changes = self.scenario.row.copy(), {}
        whole = row.view(np.int64)
        for one, given in zip(self.parameters, values, strict=True):
            taken, stored = self.taken(one, given)
            changes.setdefault(one.section, {}).setdefault(one.name, {})[one.field] = taken
            (whole if one.whole else row)[one.place] = stored
        premises = changed(self.scenario.premises, changes)
        scenario.check_whole(premises, self.scenario.measures, self.scenario.premises)
        talks_checks.check_play(premises, self.beside)
        row.setflags(write=False)
        return self.scenario._replace(premises=premises, row=row)

    def taken(self, one, given):
        """A value as the premises hold it, and as the row does."""
        if isinstance(given, list | dict):  # which no parameter of a point takes
            raise refuse(one.key, given, one.info)
        known = (one.key, type(given), given)
        if known not in self.values:
            value = checked(one, given)
            self.values[known] = value, rows.stored(one.model, one.field, value)
        return self.values[known]


def spreads_of(found):
    """What is drawn for each run, as checks read it: (kind, low, high, mode) by dotted name."""
    known = {}
    for entry in found.spreads:
        name = rows.named(int(entry["place"]), found.premises, found.shape)
        numbers = (float(entry[end]) for end in ("low", "high", "mode"))
        known[name] = (int(entry["kind"]), *numbers)
    return known


def changed(premises, changes):
    """Premises with other values: by section, name in it (empty for a group) and field."""
    sections = {}
    for section, things in changes.items():
        entries = getattr(premises, section)
        if "" in things:
            sections[section] = entries.model_copy(update=things[""])
            continue
        sections[section] = dict(entries)
        for name, fields in things.items():
            sections[section][name] = entries[name].model_copy(update=fields)
    return premises._replace(**sections)


def parameters(found, is_wanted=lambda one: True):
    """Every parameter of a scenario, in the order of the configuration."""
    for section, entries in found.premises._asdict().items():
        groups = {section: entries} if not isinstance(entries, dict) else {
            f"{section}.{name}": group for name, group in entries.items()
        }  # fmt: skip
        for prefix, group in groups.items():
            for word in fields_by_name(type(group), found.premises.parties):
                one = parameter(found, f"{prefix}.{word}")
                if is_wanted(one):
                    yield one

"""Every number of a scenario, moved a little: which numbers there are, and the scenario as moved.

A move is up or down by a part of the number's own size. A share is moved by that part of itself
or of what it leaves to 1, whichever is less: what is kept from day to day (0.97) and what is lost
of it (0.03) are one number. A number at 0, or a share at 1, is moved by a tenth of that part of its
range, or by that part of one unit where the range says nothing of what is small. A whole number is
moved by one step at least, one that is drawn for each run with both ends of its range. A move stops
at the end of what the schema allows, and one that the scenario would refuse is left out.
"""

from typing import NamedTuple

import numpy as np

from sim import given, rows, scenario
from sim.checks import fields_by_name
from sim.premises import GROUPS, KindOfPromise
from sim.refusals import PremiseError
from sim.rows import LISTS

DOWN, UP = "down", "up"
WIDEST = 10.0  # ranges wider than this say nothing of what is a small step
ROUNDING = 12  # digits kept of a moved number, so that 0.3 less a tenth is 0.27


class Number(NamedTuple):
    """A number of a scenario; ``key`` is its dotted name, or ``changes.PLACE`` for a dated one."""

    key: str
    name: str  # as people read it
    field: object  # of the schema: meaning, unit, bounds, source


class Move(NamedTuple):
    """A number moved: from what to what; ``coarse`` if by more than the share asked for."""

    number: Number
    way: str
    before: tuple  # one value, or the ends of a range
    after: tuple
    coarse: bool


def numbers(played):
    """Every number of a scenario, in the order of the configuration; names and places left out."""
    checked = played.premises
    found = []
    for section, entries in checked._asdict().items():
        if section in GROUPS:
            groups = [(section, GROUPS[section])]
        elif section == "verification":
            groups = [(f"{section}.{kind}", KindOfPromise) for kind in entries]
        else:
            groups = [(f"{section}.{name}", LISTS[section]) for name in entries]
        for prefix, model in groups:
            for word, field in fields_by_name(model, checked.parties).items():
                if given.measures(model.model_fields[field]):
                    key = f"{prefix}.{word}"
                    found.append(Number(key, key, model.model_fields[field]))
    for place, (day, key, _, _) in enumerate(played.changes):
        model, field, _, _ = rows.locate(key, checked, played.shape)
        if given.measures(model.model_fields[field]):
            name = f"{key} from day {day}"
            found.append(Number(f"changes.{place}", name, model.model_fields[field]))
    return found


def limits(field):
    """The least and greatest value of a parameter, and whether each is allowed itself."""
    low, high, closed = -np.inf, np.inf, [True, True]
    for bound in field.metadata:
        if hasattr(bound, "ge"):
            low = float(bound.ge)
        elif hasattr(bound, "gt"):
            low, closed[0] = float(bound.gt), False
        elif hasattr(bound, "le"):
            high = float(bound.le)
        elif hasattr(bound, "lt"):
            high, closed[1] = float(bound.lt), False
    return low, high, closed


def step(size, field, by):
    """How far a number of that size is moved."""
    low, high, _ = limits(field)
    if field.annotation is int:
        return max(1.0, float(round(by * abs(size))))
    least = min(size, 1.0 - size) if (low, high) == (0.0, 1.0) else abs(size)
    if least > 0.0:
        return by * least
    return 0.1 * by * (high - low) if high - low <= WIDEST else by


def stopped(value, field):
    """A value at the end of what is allowed if it lies beyond; None where that end is open."""
    low, high, closed = limits(field)
    if value < low or (value == low and not closed[0]):
        return low if closed[0] else None
    if value > high or (value == high and not closed[1]):
        return high if closed[1] else None
    value = float(f"{value:.{ROUNDING}g}")
    return int(value) if field.annotation is int else value


def ends_of(played, number):
    """What a number stands at: its value, or the ends (and mode) of its range; and its place."""
    if number.key.startswith("changes."):
        place = int(number.key.partition(".")[2])
        return (played.changes[place][3],), place
    _, _, place, whole = rows.locate(number.key, played.premises, played.shape)
    for entry in played.spreads:
        if entry["place"] == place:
            return tuple(float(entry[end]) for end in ("low", "high", "mode")), place
    value = played.row.view(np.int64)[place] if whole else played.row[place]
    return (value.item(),), place


def moved(played, number, way, by):
    """A scenario with a number moved, and the move; None, and why not, where it cannot be."""
    before, place = ends_of(played, number)
    if number.key.startswith("changes."):
        section = "changes"
    else:
        section = "spreads" if len(before) > 1 else "row"
    size = 0.5 * (before[0] + before[1]) if section == "spreads" else before[0]
    distance = step(size, number.field, by) * (1.0 if way == UP else -1.0)
    after = tuple(stopped(value + distance, number.field) for value in before)
    if None in after or after == before:
        return None, "it stands at the end of what is allowed"
    try:
        found = AT[section](played, number, place, after)
        scenario.check_whole(found.premises, found.measures)
    except PremiseError as error:
        return None, str(error)
    coarse = bool(size) and abs(distance) > 1.5 * by * abs(size)
    return found, Move(number, way, before[:2], after[:2], coarse)


def with_value(played, number, place, after):
    """A scenario with a number at another value."""
    section, *name, word = number.key.split(".")
    entries = getattr(played.premises, section)
    group = entries[name[0]] if name else entries
    field = fields_by_name(type(group), played.premises.parties).get(word, word)
    changed = group.model_copy(update={field: after[0]})
    whole = {**entries, name[0]: changed} if name else changed
    row = played.row.copy()
    (row.view(np.int64) if number.field.annotation is int else row)[place] = after[0]
    row.setflags(write=False)
    return played._replace(premises=played.premises._replace(**{section: whole}), row=row)


def with_range(played, number, place, after):
    """A scenario with a number's range at another place."""
    spreads = played.spreads.copy()
    entry = spreads[np.flatnonzero(spreads["place"] == place)[0]]
    entry["low"], entry["high"], entry["mode"] = after
    return played._replace(spreads=spreads)


def with_change(played, number, place, after):
    """A scenario with a dated change to another value."""
    dated = played.dated.copy()
    bits = after[0] if number.field.annotation is int else np.float64(after[0]).view(np.int64)
    dated["bits"][place] = bits
    return played._replace(dated=dated)


AT = {"row": with_value, "spreads": with_range, "changes": with_change}

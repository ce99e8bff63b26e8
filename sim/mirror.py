"""The sides in each other's seats, and under each other's names: what must come out is the same.

A scenario is swapped by its plain configuration: the parties change seats, each with its own luck;
traits, obligations, issues and publics go by the party's name, so that all go along. If the rules
treat the two sides alike, every record of every run is the same to the last bit, each number that
there is for both in the other's seat. With the names exchanged instead, every number must stay.
"""

import numpy as np

from agents import notes
from sim import scenario
from sim.protocols import table

MOVERS = {"first": "second", "second": "first"}


def swapped(plain):
    """A configuration with its parties in each other's seats, each with its own stream of luck."""
    first, second = plain["parties"].items()
    streams = [(side[1] or {}).get("stream", slot) for slot, side in enumerate((first, second))]
    parties = {
        second[0]: {**(second[1] or {}), "stream": streams[1]},
        first[0]: {**(first[1] or {}), "stream": streams[0]},
    }
    talks = plain.get("talks") or {}
    mover = talks.get("first_mover", "drawn")
    changes = [
        {**change, "set": {key: other_mover(key, new) for key, new in change["set"].items()}}
        for change in plain.get("changes") or []
    ]
    talks = {**talks, "first_mover": MOVERS.get(mover, mover)}
    return {**plain, "parties": parties, "talks": talks, "changes": changes}


def other_mover(key, value):
    """The value of a dated change as it is from the other seats."""
    return MOVERS.get(value, value) if key == "talks.first_mover" else value


def renamed(plain):
    """A configuration in which each party bears the other's name, and nothing else differs.

    What happened and what was expected go, for they speak of parties by name.
    """
    first, second = plain["parties"]
    other = {first: second, second: first}
    found = {**plain, "record": None, "expected": None}
    found["parties"] = {other[key]: traits for key, traits in plain["parties"].items()}
    for section in ("issues", "mediators"):
        found[section] = {
            name: {with_other_name(key, other): value for key, value in entry.items()}
            for name, entry in (plain.get(section) or {}).items()
        }
    for section in ("obligations", "constituencies"):
        found[section] = {
            name: {**entry, "by": other[entry["by"]]}
            for name, entry in (plain.get(section) or {}).items()
        }
    found["changes"] = [
        {**change, "set": {dotted(key, other): value for key, value in change["set"].items()}}
        for change in plain.get("changes") or []
    ]
    return found


def with_other_name(key, other):
    """A key that ends in a party's name, such as ``leverage_israel``, or any other."""
    for name in other:
        if key.endswith(f"_{name}"):
            return key[: -len(name)] + other[name]
    return key


def dotted(key, other):
    """The dotted name of a premise, with the other party's name in it."""
    section, *rest = key.split(".")
    if section == "parties":
        rest[0] = other[rest[0]]
    elif section in ("issues", "mediators"):
        rest[-1] = with_other_name(rest[-1], other)
    return ".".join((section, *rest))


def under_other_names(plain, original):
    """The scenario of ``renamed``; the luck of each range goes along with its number.

    That luck has its address in the number's name, which is a label like any other.
    """
    found = scenario.from_config(renamed(plain), original.name)
    spreads = found.spreads.copy()
    by_place = {entry["place"]: entry["address"] for entry in original.spreads}
    for entry in spreads:
        entry["address"] = by_place.get(entry["place"], entry["address"])
    return found._replace(spreads=spreads)


def unlike(ours, theirs, seats_swapped):
    """The columns in which two blocks of the same runs differ, as ``days.belief``; none if alike.

    With ``seats_swapped`` what there is for each party is read from the other's seat.
    """
    found = []
    for section in ("runs", "days", "items"):
        one, other = getattr(ours, section), getattr(theirs, section)
        for name in one.dtype.names:
            there = other[name]
            if seats_swapped and one.dtype[name].shape:
                there = there[..., ::-1]
            if not same(one[name], there):
                found.append(f"{section}.{name}")
    offers, logs = theirs.offers, theirs.log
    if seats_swapped:
        seats = [*range(offers.shape[2])]
        seats[table.UTILITY_0], seats[table.UTILITY_1] = table.UTILITY_1, table.UTILITY_0
        offers = offers[..., seats]
        logs = [log_from_the_other_side(log) for log in logs]
    if not same(ours.offers, offers):
        found.append("offers")
    if ours.log.shape != theirs.log.shape or not all(
        same(in_order(one), in_order(other)) for one, other in zip(ours.log, logs, strict=True)
    ):
        found.append("events")
    return found


def same(one, other):
    """True for arrays that are equal to the last bit."""
    return (
        one.dtype == other.dtype
        and one.shape == other.shape
        and np.ascontiguousarray(one).tobytes() == np.ascontiguousarray(other).tobytes()
    )


def log_from_the_other_side(log):
    """A log with the reasons that there are for each seat in each other's place."""
    turned = log.copy()
    for code, kind in enumerate(notes.EVENTS):
        fields = kind.reasons._fields
        rows = log[:, notes.KIND] == code
        for field in fields:
            other = facing(field, fields)
            if other is not None:
                there = notes.place_of(kind.reasons, other)
                turned[rows, notes.place_of(kind.reasons, field)] = log[rows, there]
    return turned


def facing(field, fields):
    """The reason that says of the party in the other seat what this one says."""
    if fields == notes.Use._fields and field in ("first", "second"):
        return "second" if field == "first" else "first"
    name, _, slot = field.rpartition("_")
    return f"{name}_{1 - int(slot)}" if name and slot in ("0", "1") else None


def in_order(log):
    """The events of a run in an order that does not depend on who sits where."""
    return log[np.lexsort(log.T[::-1])]

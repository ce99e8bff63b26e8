"""The flat row: every premise and every state of a run as one row of eight-byte numbers.

A scenario is one row; the ensemble copies it, plays on the copy, and any day's row can be stored
and played on from. Each kind of thing (world, parties, mediators, ...) is a structured array over a
stretch of the row, so that the same words are a field with a name and a place in the row.
"""

import typing
from typing import NamedTuple

import numpy as np

from agents.terms import MOST_LEVELS, IssueState, IssueTerms, ObligationState, ObligationTerms
from agents.traits import (
    INSTRUMENTS,
    KINDS,
    ConstituencyState,
    ConstituencyTraits,
    MediatorState,
    MediatorTraits,
    PartyState,
    PartyTraits,
)
from sim import premises

SLOTS = ("0", "1")


class Table(NamedTuple):
    """All that a day of the ensemble is played on: arrays of records."""

    parties: object
    mediators: object
    constituencies: object
    obligations: object
    issues: object
    kinds: object
    phases: object
    whole: object  # the flat row, seen as whole numbers
    dated: object  # dated changes of premises
    log: object
    offers: object


def choices(annotation):
    """The names a parameter may take, or None if it is a number."""
    return typing.get_args(annotation) if typing.get_origin(annotation) is typing.Literal else None


def is_list(annotation):
    """True if a parameter is a list of shares."""
    return typing.get_origin(annotation) is tuple


def column(name, kind, length=0):
    """A field of a record: floats are stored as floats, all else as whole numbers."""
    stored = "f8" if kind is float else "i8"
    return (name, stored, (length,)) if length else (name, stored)


def spot(field):
    """Where a premise stands in its record: the name of a field, and its place there or None.

    Premises that are one for each party (``leverage_0``, ``leverage_1``) or one for each
    instrument (``price_shuttle``, ...) are one field of the record, with a place for each.
    """
    name, _, last = field.rpartition("_")
    for members in (SLOTS, INSTRUMENTS):
        if name and last in members:
            return name, members.index(last)
    return field, None


def length_of(field):
    """How many places a premise's field of the record has; 0 for a single number."""
    last = field.rpartition("_")[2]
    return next((len(members) for members in (SLOTS, INSTRUMENTS) if last in members), 0)


def record(models, state=()):
    """The record type of premises followed by state; a name that comes twice is refused."""
    fields, given = {}, set()
    for model in models:
        for premise, field in model.model_fields.items():
            if premise in given:
                raise ValueError(f"{premise}: two premises of one record have this name")
            given.add(premise)
            name, place = spot(premise)
            length = 0 if place is None else length_of(premise)
            fields[name] = column(name, field.annotation, length)
            if is_list(field.annotation):
                fields[name] = (name, "f8", (length, MOST_LEVELS))
    stated = [column(*entry[:3]) for entry in state]  # then unit and meaning
    for name, *_ in stated:
        if name in fields:
            raise ValueError(f"{name}: a premise and a state of one record have this name")
        fields[name] = None
    return np.dtype([*(entry for entry in fields.values() if entry), *stated], align=True)


# Every kind of thing in a row, with its record type, in the order of the row.
RECORDS = {
    "world": record(premises.GROUPS.values(), premises.STATE),
    "parties": record([PartyTraits], PartyState.fields),
    "mediators": record([MediatorTraits], MediatorState.fields),
    "constituencies": record([ConstituencyTraits], ConstituencyState.fields),
    "obligations": record([ObligationTerms], ObligationState.fields),
    "issues": record([IssueTerms], IssueState.fields),
    "kinds": record([premises.KindOfPromise]),
    "phases": record([premises.Phase]),
}


class Shape(NamedTuple):
    """How many there are of each thing that a scenario may have any number of."""

    mediators: int
    constituencies: int
    obligations: int
    issues: int
    phases: int

    def sections(self):
        """Each kind of thing with its record type and number, in the order of the row."""
        fixed = {"world": 1, "parties": 2, "kinds": len(KINDS)}
        counts = {**fixed, **self._asdict()}
        return tuple((name, dtype, counts[name]) for name, dtype in RECORDS.items())

    def words(self):
        """Length of the row."""
        return sum(dtype.itemsize // 8 * count for _, dtype, count in self.sections())


def views(row, shape):
    """The sections of a row (float64, one-dimensional, contiguous) as arrays of records.

    The arrays share the row's memory: what is written to one is in the other.
    """
    found = {}
    start = 0
    for name, dtype, count in shape.sections():
        stop = start + dtype.itemsize // 8 * count
        found[name] = row[start:stop].view(dtype)
        start = stop
    return found


def stride(stored):
    """Words from one place of a field to the next; 1 but for lists."""
    return stored.itemsize // 8 // stored.shape[0] if stored.shape else 1


def place(shape, section, index, field):
    """Place in the row of one premise of one thing, and whether it is a whole number."""
    start = 0
    within, part = spot(field)
    for name, dtype, count in shape.sections():
        if name == section:
            stored, offset = dtype.fields[within][:2]
            word = (dtype.itemsize * index + offset) // 8 + (part or 0) * stride(stored)
            return start + word, stored.base.kind == "i"
        start += dtype.itemsize // 8 * count
    raise KeyError(section)


def find(shape, wanted):
    """The reverse of ``place``: section, index, field, place in the field, whole or not."""
    start = 0
    for name, dtype, count in shape.sections():
        stop = start + dtype.itemsize // 8 * count
        if wanted < stop:
            index, offset = divmod((wanted - start) * 8, dtype.itemsize)
            for field, (stored, begins, *_) in dtype.fields.items():
                if begins <= offset < begins + stored.itemsize:
                    part = (offset - begins) // 8 // stride(stored) if stored.shape else None
                    return name, index, field, part, stored.base.kind == "i"
        start = stop
    raise IndexError(wanted)

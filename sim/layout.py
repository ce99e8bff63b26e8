"""The flat row: every premise and every state of a run as one row of eight-byte numbers.

A scenario is one row; the ensemble copies it, plays on the copy, and any day's row can be stored
and played on from. Each kind of thing (world, parties, mediators, ...) is a structured array over a
stretch of the row, so that the same words are a field with a name and a place in the row.
"""

import typing
from typing import NamedTuple

import numpy as np

from agents.terms import IssueState, IssueTerms, ObligationState, ObligationTerms
from agents.traits import MediatorState, MediatorTraits, PartyState, PartyTraits
from sim import premises


class Table(NamedTuple):
    """All that a day of the ensemble is played on: arrays of records."""

    parties: object
    mediators: object
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


def column(name, kind, length=0):
    """A field of a record: floats are stored as floats, all else as whole numbers."""
    stored = "f8" if kind is float else "i8"
    return (name, stored, (length,)) if length else (name, stored)


def record(models, state=()):
    """The record type of premises followed by state."""
    fields = [
        column(name, field.annotation)
        for model in models
        for name, field in model.model_fields.items()
    ]
    return np.dtype(fields + [column(*entry) for entry in state], align=True)


WORLD = record(premises.GROUPS.values(), premises.STATE)
PARTY = record([PartyTraits], PartyState.fields)
MEDIATOR = record([MediatorTraits], MediatorState.fields)
OBLIGATION = record([ObligationTerms], ObligationState.fields)
ISSUE = record([IssueTerms], IssueState.fields)
KIND = record([premises.KindOfPromise])
PHASE = record([premises.Phase])


class Shape(NamedTuple):
    """How many there are of each thing."""

    mediators: int
    obligations: int
    issues: int
    phases: int

    def sections(self):
        """Each kind of thing with its record type and number, in the order of the row."""
        from agents.traits import KINDS

        return (
            ("world", WORLD, 1),
            ("parties", PARTY, 2),
            ("mediators", MEDIATOR, self.mediators),
            ("obligations", OBLIGATION, self.obligations),
            ("issues", ISSUE, self.issues),
            ("kinds", KIND, len(KINDS)),
            ("phases", PHASE, self.phases),
        )

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


def place(shape, section, index, field):
    """Place in the row of one field of one thing, and whether it holds a whole number."""
    start = 0
    for name, dtype, count in shape.sections():
        if name == section:
            stored, offset = dtype.fields[field][:2]
            return start + (dtype.itemsize * index + offset) // 8, stored.base.kind == "i"
        start += dtype.itemsize // 8 * count
    raise KeyError(section)


def find(shape, wanted):
    """The reverse of ``place``: section, index, field and whether it holds a whole number."""
    start = 0
    for name, dtype, count in shape.sections():
        stop = start + dtype.itemsize // 8 * count
        if wanted < stop:
            index, offset = divmod((wanted - start) * 8, dtype.itemsize)
            for field, (stored, begins, *_) in dtype.fields.items():
                if begins == offset:
                    return name, index, field, stored.base.kind == "i"
        start = stop
    raise IndexError(wanted)

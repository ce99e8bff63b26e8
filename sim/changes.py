"""Dated changes: any premise may take another value on a day of the scenario."""

import numpy as np

from agents import notes

CHANGE = np.dtype([("day", "i8"), ("place", "i8"), ("bits", "i8"), ("number", "i8")])


def apply(whole, dated, world, log):
    """Write the values of the changes dated today into the flat row, seen as whole numbers.

    True if there were any.
    """
    found = False
    for change in dated:
        if change.day == world.day:
            whole[change.place] = change.bits
            notes.note(log, world, notes.CHANGE, 0, change.number, notes.Single(0.0))
            found = True
    return found

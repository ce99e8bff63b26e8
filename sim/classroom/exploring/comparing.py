"""Two worlds on the same luck: what differs between them, and in which runs that tells.

The second world is the first with some values moved.
"""

from sim import design, naming, words
from sim.classroom.exploring import counts, worlds


def differences(library, first, second):
    """What differs: (key, name in words, value in the first world, value in the second)."""
    base = library.scenario(first.scenario)
    here, there = dict(first.changes), dict(second.changes)
    found = []
    for key in sorted({*here, *there}):
        values = [stands(base, key, changes) for changes in (here, there)]
        if values[0] != values[1]:
            found.append([key, words.capital(naming.called(base, key)), *values])
    return found


def stands(base, key, changes):
    """What a parameter stands at in a world, in words; with what it is drawn from."""
    if key in changes:
        return worlds.written(changes[key])
    if key in design.spreads_of(base):
        _, low, high, _ = design.spreads_of(base)[key]
        return f"drawn, {low:g} to {high:g}"
    return worlds.written(design.value(base, design.parameter(base, key)))


def said(first, second):
    """How many runs of two worlds end otherwise, run by run on the same luck."""
    return f"On the same luck, run by run. {counts.compared(first, second, 'world B')}"

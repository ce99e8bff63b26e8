"""The smallest things that can be decided about, for tests whose numbers are worked by hand.

What whole runs show of these is little: a run in which one number is off looks like another run.
"""

import numpy as np
import pytest
from playing import stub

from agents import notes
from agents.terms import PENDING
from agents.traits import INSTRUMENTS


def near(number):
    """A number to the digits that arithmetic by hand has."""
    return pytest.approx(number, abs=1e-12)


def party(stream=0, **fields):
    """A party with nothing but what is given."""
    return stub("parties", {"stream": stream}, fields)


def item(**fields):
    """An obligation that is due and stands alone."""
    return stub("obligations", {"status": PENDING, "in_return_for": -1, "stands_for": -1}, fields)


def world(**fields):
    """The tenth day of a truce that nobody has left."""
    return stub("world", {"day": 10, "now": 11, "key": 3, "resumed_by": -1}, fields)


def a_log():
    """A log with room for some events, as an array."""
    return np.zeros((20, len(notes.COLUMNS)))


def an_issue(**fields):
    """An issue of eleven levels of which the sides want opposite ends."""
    usual = {
        "levels": 11, "share": [0.5, 0.5], "weight": [1.0, 1.0], "wants_high": [1, 0],
        "curvature": [1.0, 1.0], "last": [-1.0, -1.0],
    }  # fmt: skip
    return stub("issues", usual, fields)


def a_mediator(**fields):
    """A mediator wholly attentive that has used up nothing."""
    usual = {"current_attention": 1.0, "value": 1.0, "mediates": 1, "spell": 0}
    made = stub("mediators", usual, {})
    made.left = [5] * len(INSTRUMENTS)
    for name, value in fields.items():
        assert hasattr(made, name)
        setattr(made, name, value)
    return made


def told(log, at):
    """The kinds of event in such a log, in order."""
    return log[: at.noted, notes.KIND].tolist()

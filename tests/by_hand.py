"""The smallest things that can be decided about, for tests whose numbers are worked by hand."""

import numpy as np
import pytest
from playing import stub

from agents import notes
from agents.terms import PENDING


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

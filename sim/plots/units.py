"""In what a figure tells what something is worth to a side."""

from typing import NamedTuple


class Unit(NamedTuple):
    """A way to count what something is worth."""

    full: float  # what the best deal of a side counts
    noun: str
    scale: str  # its ends, for an axis

    def text(self, worth):
        """A worth from 0 to 1 in this unit."""
        return f"{self.full * worth:.{2 if self.full == 1.0 else 0}f}"


UTILITY = Unit(1.0, "utility", "0 to 1")
POINTS = Unit(100.0, "points", "out of 100")

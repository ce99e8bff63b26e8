"""How numbers are written in the cells of a report's tables, and an outcome that leads."""

import math

from experiments.reporting import worded
from sim.report.document import Column, Scaled

MAIN = ("standing_at_horizon", "agreement", "talks")  # the first of these leads, if it is there


def foremost(names):
    """The outcome that leads among some, by name; None where none of the usual is there."""
    return next((name for name in MAIN if name in names), None)


percent = Scaled(100.0, "{:.1f}".format)  # a share, in per cent
points = Scaled(100.0, worded.signed)  # a difference of shares, in points of a hundred runs


def mean(value):
    """A mean over runs."""
    return f"{value:,.0f}" if abs(value) >= 9999.5 else f"{value:#,.4g}".rstrip(".")


def known(*numbers):
    """Numbers as cells: None where there is none."""
    return tuple(None if math.isnan(one) else one for one in numbers)


def span(head, written=percent):
    """The columns of a number and of the ends of its interval."""
    return tuple(Column(name, written, True) for name in (head, "from", "to"))

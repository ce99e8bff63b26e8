"""How numbers are written in the cells of a report's tables, and an outcome that leads."""

import math

from sim.report.document import Column, Scaled

LARGE = 999.5  # numbers from here on are whole, for they have more than three figures
MAIN = ("standing_at_horizon", "agreement", "talks")  # the first of these leads, if it is there


def foremost(names):
    """The outcome that leads among some, by name; None where none of the usual is there."""
    return next((name for name in MAIN if name in names), None)


def sided(value, digits=1, plus="+"):
    """A number with its sign, and a digit or two more where it would read as nothing and is not."""
    more = (digits, digits + 1, digits + 2)
    texts = [f"{value:{plus}.{each}f}" for each in more]
    return next((text for text in texts if float(text) != 0.0), f"{0.0:.{digits}f}")


percent = Scaled(100.0, "{:.1f}".format)  # a share, in per cent
points = Scaled(100.0, sided)  # a difference of shares, in points of a hundred runs


def mean(value):
    """A mean over runs."""
    return f"{value:,.0f}" if abs(value) >= 9999.5 else f"{value:#,.4g}".rstrip(".")


def known(*numbers):
    """Numbers as cells: None where there is none."""
    return tuple(None if math.isnan(one) else one for one in numbers)


def span(head, written=percent):
    """The columns of a number and of the ends of its interval."""
    return tuple(Column(name, written, True) for name in (head, "from", "to"))


def figures(value):
    """A number with three figures, its last ones too where they are noughts: ``10.0``."""
    if value == 0.0 or abs(value) >= LARGE:
        return f"{value:,.0f}"
    return f"{value:#.3g}".removesuffix(".")


def signed_figures(value):
    """The same with its sign."""
    return f"+{figures(value)}" if value > 0.0 else figures(value)


def correlation(value):
    """A correlation, with its sign."""
    return sided(value, 2)

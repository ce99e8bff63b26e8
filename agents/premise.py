"""What a premise of a run is: a number with a meaning, a unit, a range and a source.

Every parameter is declared once, by one of the functions below. The checks, the parameter table
and the state that the engines play on are all made from these declarations.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Share = Annotated[float, Field(ge=0.0, le=1.0)]  # an entry of a list of shares

ASSUMPTION = "assumption"
AT_THE_START, NEVER = "at the start", "never"  # when a parameter may change, if not on any day


class Premise(BaseModel):
    """A group of parameters: frozen, typed, ranges checked, unknown names refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


def number(default, meaning, unit, source=ASSUMPTION, confidence="low", when="any day", **bounds):
    """A parameter; ``bounds`` are pydantic's ``ge``, ``gt``, ``le``, ``lt``.

    ``when`` says when it may take another value: on any day; at the start of a run only, where it
    may also be drawn anew for each run; or never, for it shapes the records.
    """
    extra = {"unit": unit, "source": source, "confidence": confidence, "when": when}
    return Field(default, description=meaning, json_schema_extra=extra, **bounds)


def share(default, meaning, **rest):
    """A share, 0 to 1."""
    return number(default, meaning, "share", ge=0.0, le=1.0, **rest)


def points(default, meaning, low=0.0, high=2.0, **rest):
    """An amount of worth; one point is the worth of the best deal the talks could bring."""
    return number(default, meaning, "points", ge=low, le=high, **rest)


def days(default, meaning, low=0, high=3650, **rest):
    """A whole number of days."""
    return number(default, meaning, "days", ge=low, le=high, **rest)


def shares(meaning, most, **rest):
    """A list of shares, none unless given; annotated ``tuple[Share, ...]``."""
    return number((), meaning, "shares", when=NEVER, max_length=most, **rest)


def name(default, meaning, **rest):
    """A word chosen from a list, or free text."""
    return number(default, meaning, "name", **rest)

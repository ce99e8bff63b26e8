"""What a room plays, the stages that it goes through, and how an action is refused."""

import secrets
from typing import NamedTuple

from sim.refusals import PremiseError

LOBBY, PLAYING, DEBRIEF = "lobby", "playing", "debrief"
LONGEST_NAME = 24
LONGEST_MESSAGE = 280
MOST_SAID = 20  # messages of a seat on a day of the game
MOST_PEOPLE = 200
MOST_TABLES = 30
SLOWEST = 3600  # seconds


class Refused(PremiseError):
    """An action that cannot be done, with the sentence that says why."""


class Setting(NamedTuple):
    """What a room plays."""

    scenario: str = "january_2025"
    names: str = "real"  # or fictional
    seed: int = 1
    tables: int = 1
    same_luck: bool = True  # all tables meet the same luck
    seconds: int = 90  # to answer; 0 for as long as it takes
    day_seconds: int = 3  # between two days


def any_seed():
    """A seed that nobody can look up what comes with."""
    return secrets.randbelow(2**31 - 1) + 1


def checked(setting, given):
    """A setting with other values; refuses what it does not take."""
    for key, value in given.items():
        if key not in Setting._fields or key in ("seconds", "day_seconds"):
            raise Refused(key, "there is no such setting")
        wanted = type(getattr(setting, key))
        if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
            raise Refused(key, f"{value!r} is not allowed; it takes a {wanted.__name__}")
    found = setting._replace(**given)
    if not 1 <= found.tables <= MOST_TABLES:
        raise Refused("tables", f"{found.tables} is not allowed; it takes 1 to {MOST_TABLES}")
    if found.names not in ("real", "fictional"):
        raise Refused("names", f"{found.names!r} is not allowed; it takes real or fictional")
    if not 0 <= found.seed < 2**53:
        raise Refused("seed", f"{found.seed} is not allowed; it takes 0 to {2**53 - 1}")
    return found

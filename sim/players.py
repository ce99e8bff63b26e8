"""Strategies of the user's own: classes in files that a scenario names, one object for each run.

A class has a method ``target(party, elapsed, reserve)`` that returns the utility to ask for, as the
strategies in ``agents/strategies`` do; ``docs/own_strategy.py`` is an example. What is wrong with
one is said in a sentence that names the file, whether it shows on loading or in the talks.
"""

import hashlib
import math
import numbers
import os
import sys
import traceback
import types
from pathlib import Path

from sim.refusals import LONGEST_SHOWN, PremiseError, nearest, shown

TAKES = "it takes a class with a method target(party, elapsed, reserve)"

OWN_CODE, REFUSED = "TRUCE_OWN_CODE", "refused"  # in the environment: no file is run


class Player:
    """A user's strategy at a party's place; what it returns is a number, or an error says why."""

    def __init__(self, strategy, key, file):
        self.strategy = strategy
        self.key = key
        self.file = file

    def target(self, party, elapsed, reserve):
        """Utility the strategy asks for; any finite number."""
        try:
            found = self.strategy.target(party, elapsed, reserve)
        except (Exception, SystemExit) as error:
            raise self.wrong(f"raised {told(error, self.file)}", party, elapsed) from error
        if isinstance(found, bool) or not isinstance(found, numbers.Real):
            raise self.wrong(f"returned {brief(found)}", party, elapsed)
        if not math.isfinite(found):
            raise self.wrong(f"returned {found}", party, elapsed)
        return float(found)

    def wrong(self, what, party, elapsed):
        """The error for a target that is none."""
        name = type(self.strategy).__name__
        when = f"on day {party.model.world.day}, with {elapsed:.3g} of the time gone"
        return PremiseError(
            self.key,
            f"{name}.target in '{self.file}' {what} ({when}); it takes a number from 0 to 1",
        )


def brief(value):
    """Any value, as a sentence shows it."""
    text = repr(value)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 3] + "..."


def key_of(party):
    """The dotted name of a party's strategy."""
    return f"parties.{party}.strategy"


def made(scenario, party):
    """A new object of the strategy that a party's scenario names, or None if it names none.

    The file is run anew each time, so that a run knows nothing of the runs before it.
    """
    if party not in scenario.players:
        return None
    file, name = scenario.players[party]
    key = key_of(party)
    found = vars(loaded(key, file))
    classes = [one for one, value in found.items() if isinstance(value, type)]
    if name not in classes:
        known = f"its classes: {', '.join(classes) or 'none'}"
        hint = nearest(name, classes)
        problem = f"{shown(name)} is not allowed; '{file}' has no such class{hint} ({known})"
        raise PremiseError(f"{key}.name", problem)
    if not callable(getattr(found[name], "target", None)):
        problem = f"{shown(name)} is not allowed; the class in '{file}' has no method target"
        raise PremiseError(f"{key}.name", f"{problem}; {TAKES}")
    try:
        return Player(found[name](), key, file)
    except (Exception, SystemExit) as error:
        problem = f"{shown(name)} is not allowed; {name}() raised {told(error, file)}"
        takes = "it takes a class whose objects are made with no arguments"
        raise PremiseError(f"{key}.name", f"{problem}; {takes}") from error


def loaded(key, file):
    """The module in a file, run anew; paths are from the current folder."""
    text = contents(key, file)
    if os.environ.get(OWN_CODE) == REFUSED:
        problem = f"{shown(file)} is a program, and is not run here unless that is asked for"
        raise PremiseError(f"{key}.file", f"{problem}; read it, then give code=true")
    module = types.ModuleType(f"own_strategy_{digest(text)}")
    module.__file__ = file
    sys.modules[module.__name__] = module  # where dataclasses and the like look for it
    try:
        exec(compile(text, file, "exec"), vars(module))
    except (Exception, SystemExit) as error:
        problem = f"'{file}' cannot be imported: {told(error, file)}"
        raise PremiseError(f"{key}.file", f"{problem}; it takes a Python file that can") from error
    return module


def contents(key, file):
    """The bytes of a strategy's file."""
    try:
        return Path(file).expanduser().read_bytes()
    except (OSError, ValueError) as error:
        reason = "there is no such file" if isinstance(error, FileNotFoundError) else str(error)
        problem = f"{shown(file)} is not allowed; {reason} (looked in {Path.cwd()})"
        raise PremiseError(f"{key}.file", f"{problem}; it takes a Python file") from None


def digest(text):
    """Sixteen characters that stand for the bytes of a file."""
    return hashlib.sha256(text).hexdigest()[:16]


def told(error, file):
    """An error of the user's, in words: what, why, and on which line of the file."""
    if isinstance(error, SyntaxError):
        return f"{type(error).__name__} on line {error.lineno} ({error.msg})"
    lines = [
        frame.lineno
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == file
    ]
    where = f" on line {lines[-1]}" if lines else ""
    why = " ".join(str(error).split())
    return f"{type(error).__name__}{where}" + (f" ({why})" if why else "")


def check(scenario):
    """Load every strategy that a scenario names, so that what is wrong is said before the runs."""
    for party in scenario.players:
        made(scenario, party)


def texts(scenario):
    """The bytes of the file of each strategy that a scenario names, by party."""
    return {party: contents(key_of(party), file) for party, (file, _) in scenario.players.items()}


def hashes(scenario):
    """What stands for each of these files where results are compared, by party."""
    return {party: digest(text) for party, text in texts(scenario).items()}

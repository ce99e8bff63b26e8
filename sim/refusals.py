"""Refusing a premise in one sentence: the key, the value, what is allowed, the nearest valid name.

Whoever read the files adds which of them it was.
"""

import difflib
import json

from sim import layout

LONGEST_SHOWN = 60  # characters of a wrong value that a sentence repeats
LONGEST_KEY = 300  # and of the name of what is wrong
LONGEST_PROBLEM = 1600  # and of all that is said of it, such as every key there is


class PremiseError(ValueError):
    """A premise that cannot be: its dotted name, and in words what is wrong and what is allowed."""

    def __init__(self, key, problem):
        self.key = key
        self.problem = problem
        super().__init__(f"{cut(named(key), LONGEST_KEY)}: {cut(problem, LONGEST_PROBLEM)}")


def shown(value):
    """A value as a sentence shows it."""
    try:
        text = f"'{value}'" if isinstance(value, str) else json.dumps(value, default=str)
    except ValueError:  # a whole number of thousands of digits
        return "this number"
    return cut(text)


def cut(text, most=LONGEST_SHOWN):
    """A text, as much of it as a sentence shows."""
    return text if len(text) <= most else text[: most - 3] + "..."


def named(key):
    """A key as a sentence names it; in YAML a number may be one, of thousands of digits."""
    try:
        return str(key)
    except ValueError:
        return "this number"


def nearest(word, known):
    """A hint at the known name nearest to a word, or an empty string."""
    close = difflib.get_close_matches(named(word), [str(name) for name in known], n=1, cutoff=0.5)
    return f"; did you mean '{close[0]}'?" if close else ""


def dotted(prefix, key):
    """A key within a section, or at the top."""
    return f"{prefix}.{named(key)}" if prefix else named(key)


def unknown(prefix, key, known):
    """The error for a name that does not exist."""
    listed = ", ".join(str(name) for name in known)
    problem = f"there is no such key{nearest(key, known)} (known: {listed})"
    return PremiseError(dotted(prefix, cut(named(key))), problem)


def allowed(field):
    """What a parameter takes, in words."""
    names = layout.choices(field.annotation)
    if names:
        return "one of " + ", ".join(names)
    if field.annotation is bool:
        return "true or false"
    if field.annotation is str:
        return "a text"
    if layout.is_list(field.annotation):
        return f"a list of up to {most(field)} numbers from 0 to 1"
    low, high = bounds(field)
    kind = "a whole number" if field.annotation is int else "a number"
    span = f" from {low} to {high}" if low and high else ""
    unit = (field.json_schema_extra or {}).get("unit")
    return f"{kind}{span}" + (f" [{unit}]" if unit else "")


def bounds(field):
    """The least and the greatest a number may be, in words; empty where there is none."""
    low = high = ""
    for bound in field.metadata:
        if hasattr(bound, "ge"):
            low = written(bound.ge)
        elif hasattr(bound, "gt"):
            low = f"above {written(bound.gt)}"
        elif hasattr(bound, "le"):
            high = written(bound.le)
        elif hasattr(bound, "lt"):
            high = f"below {written(bound.lt)}"
    return low, high


def most(field):
    """The most entries that a list may have."""
    return next(bound.max_length for bound in field.metadata if hasattr(bound, "max_length"))


def written(number):
    """A bound as it is written."""
    return str(number) if isinstance(number, int) else f"{number:g}"


def refuse(key, value, field):
    """The error for a value that a parameter does not take."""
    choices = layout.choices(field.annotation)
    hint = nearest(value, choices) if choices and isinstance(value, str) else ""
    return PremiseError(key, f"{shown(value)} is not allowed; it takes {allowed(field)}{hint}")

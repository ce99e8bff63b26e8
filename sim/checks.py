"""Building one group of premises: each value checked, ranges noted, wrong values refused."""

import functools
import math
from numbers import Integral, Real
from types import MappingProxyType

from pydantic import ValidationError

from agents.premise import NEVER
from agents.rules import spread
from sim.layout import is_list
from sim.refusals import PremiseError, dotted, refuse, shown, unknown

# Distributions a premise may be drawn from, with the numbers each takes.
SPREADS = {
    "uniform": (spread.UNIFORM, 2),
    "log_uniform": (spread.LOG_UNIFORM, 2),
    "triangular": (spread.TRIANGULAR, 3),
}
SPREADS_IN_WORDS = "uniform: [low, high], log_uniform: [low, high] or triangular: [low, mode, high]"


def as_mapping(value, key):
    """``value`` if it is a mapping, an empty one for nothing, else an error."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise PremiseError(key, f"{shown(value)} is not allowed; it takes names with values")
    return value


def as_float(value):
    """A whole number as a float; anything else as it is."""
    if isinstance(value, int) and not isinstance(value, bool):
        try:
            return float(value)
        except OverflowError:
            return math.inf  # which no parameter takes
    return value


def as_whole(value):
    """A whole number that is written as ``1e5`` or 2.0, as ``int``; anything else as it is."""
    is_float = isinstance(value, Real) and not isinstance(value, Integral)
    if is_float and math.isfinite(value) and value == int(value):
        return int(value)
    return value


def as_number(value, field):
    """A value as its parameter takes it, for people write 1 and mean 1.0, and 1e5 for 100000."""
    if field.annotation is float:
        return as_float(value)
    if field.annotation is int:
        return as_whole(value)
    if is_list(field.annotation) and isinstance(value, list):
        return tuple(as_float(entry) for entry in value)
    return value


def build(model, data, prefix, spreads, parties=()):
    """One checked group of premises; premises that are ranges are taken out into ``spreads``.

    Keys may end in a party's name where the model's end in its slot.
    """
    fields = fields_by_name(model, parties)
    given, plain = {}, {}
    for key, value in data.items():
        field = fields.get(key, key)
        if field not in model.model_fields:
            raise unknown(prefix, key, fields)
        given[field] = value
        if isinstance(value, dict):
            place = dotted(prefix, with_names(field, parties))
            value = read_spread(place, value, field, model, spreads)
        plain[field] = as_number(value, model.model_fields[field])
    try:
        return model(**plain)
    except ValidationError as error:
        field = error.errors()[0]["loc"][0]
        key = dotted(prefix, with_names(field, parties))
        raise refuse(key, given[field], model.model_fields[field]) from None


def with_names(field, parties):
    """A field that ends in a party's slot, ending in its name instead: ``leverage_0``."""
    for slot, party in enumerate(parties):
        if field.endswith(f"_{slot}"):
            return f"{field[:-1]}{party}"
    return field


def fields_by_name(model, parties):
    """The fields of a model by the names that a scenario gives them; not to be changed."""
    return names_of_fields(model, tuple(parties))


@functools.cache
def names_of_fields(model, parties):
    """The same; asked for at every point of a design."""
    return MappingProxyType({with_names(field, parties): field for field in model.model_fields})


def is_number(value):
    """True for a finite number; truth values are none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(as_float(value))


def is_spread(value):
    """True for a well-formed distribution: its name, and its numbers in order."""
    if len(value) != 1:
        return False
    kind, numbers = next(iter(value.items()))
    return (
        kind in SPREADS
        and isinstance(numbers, list)
        and len(numbers) == SPREADS[kind][1]
        and all(is_number(number) for number in numbers)
        and numbers == sorted(numbers)
    )


def disorder(value):
    """A hint at a distribution that is wrong in the order of its numbers alone, or nothing."""
    kind, numbers = next(iter(value.items())) if isinstance(value, dict) and value else ("", None)
    if not isinstance(numbers, list) or not all(map(is_number, numbers)):
        return ""
    if not is_spread({**value, kind: sorted(numbers)}):
        return ""
    return "; low is above high" if len(numbers) == 2 else "; the numbers do not rise"


def whole_number(key, value, low, high):
    """A whole number that no model declares, as ``int``; refuses what is none, or out of range."""
    value = as_whole(value)
    if isinstance(value, bool) or not isinstance(value, Integral) or not low <= value <= high:
        takes = f"it takes a whole number from {low} to {high}"
        raise PremiseError(key, f"{shown(value)} is not allowed; {takes}")
    return int(value)


def read_spread(key, value, field_name, model, spreads):
    """Note a premise that is drawn for each run; returns its middle value."""
    field = model.model_fields[field_name]
    numeric = field.annotation in (int, float)
    if not numeric:
        raise refuse(key, value, field)
    if field.json_schema_extra["when"] == NEVER:
        raise PremiseError(key, f"{shown(value)} is not allowed; it takes one value for all runs")
    if not is_spread(value):
        ranges = f", or a range to draw each run's value from ({SPREADS_IN_WORDS})"
        raise PremiseError(key, refuse(key, value, field).problem + ranges + disorder(value))
    kind, numbers = next(iter(value.items()))
    if kind == "log_uniform" and numbers[0] <= 0:
        raise PremiseError(key, f"{shown(value)} is not allowed; log_uniform takes numbers above 0")
    for number in numbers:
        try:
            model(**{field_name: as_number(number, field)})
        except ValidationError:
            raise refuse(key, number, field) from None
    low, high = float(numbers[0]), float(numbers[-1])
    mode = float(numbers[1]) if kind == "triangular" else 0.5 * (low + high)
    spreads[key] = (SPREADS[kind][0], low, high, mode)
    return field.annotation(mode)

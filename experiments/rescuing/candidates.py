"""Single changes that might have saved runs: reading a list of them, and playing each."""

from typing import NamedTuple

import numpy as np

from experiments.comparing import variants
from sim import design, draws, ensemble, incidence, records
from sim.checks import as_mapping, is_number
from sim.refusals import PremiseError, bounds, shown, unknown

TOP = ("title", "changes")
FIELDS = ("parameter", "values", "from")


class Change(NamedTuple):
    """One parameter at another value from a day on."""

    parameter: str
    value: object
    was: object
    day: int
    size: float  # share of the range that the parameter may take; 1 for another name
    scenario: object

    @property
    def words(self):
        """The change in words."""
        return f"{self.parameter} {self.was} to {self.value} from day {self.day}"


class Stands(NamedTuple):
    """What a parameter stands at on some day."""

    was: object  # the value, or the range in words where it is drawn for each run
    middle: object  # what the size of a change is measured from


class Tried(NamedTuple):
    """What a change does, run by run; boolean arrays of shape (runs,)."""

    change: Change
    saved: np.ndarray  # runs that fell and stand with it
    lost: np.ndarray  # runs that stood and fall with it


def read(data, made):
    """The changes that a file declares for a scenario, smallest first; of equals, the later."""
    entries = data.get("changes")
    if not isinstance(entries, list) or not entries:
        problem = f"{shown(entries)} is not allowed; it takes a list of parameter, values and from"
        raise PremiseError("changes", problem)
    found = []
    for place, entry in enumerate(entries):
        found += of_entry(f"changes.{place}", entry, made)
    refuse_twice(found)
    return sorted(found, key=lambda one: (one.size, -one.day, one.parameter))


def of_entry(place, entry, made):
    """The changes of one entry: every value from every day."""
    entry = as_mapping(entry, place)
    for key in entry:
        if key not in FIELDS:
            raise unknown(place, key, FIELDS)
    for key in ("parameter", "values"):
        if key not in entry:
            raise PremiseError(f"{place}.{key}", "is missing; a change takes parameter and values")
    key = str(entry["parameter"])
    variants.check_key(made.scenario, key)
    first = made.scenario.premises.calendar.first_day
    values = listed(entry["values"], f"{place}.values")
    days = listed(entry.get("from", first), f"{place}.from")
    return [
        of(place, key, value, day, made)
        for value in values
        for day in days
        if value != stands(made.scenario, key, day).was
    ]


def listed(value, place):
    """A list, or a single thing as one; refuses one with nothing in it, or a thing twice."""
    found = value if isinstance(value, list) else [value]
    if not found:
        raise PremiseError(place, "an empty list is not allowed; it takes one or more")
    for one in found:
        if found.count(one) > 1:
            raise PremiseError(place, f"{shown(one)} is there twice; give it once")
    return found


def refuse_twice(changes):
    """Refuse a change that two entries declare."""
    every = [(one.parameter, one.value, one.day) for one in changes]
    for one, key in zip(changes, every, strict=True):
        if every.count(key) > 1:
            raise PremiseError("changes", f"{one.words} is there twice; give it once")


def stands(scenario, key, day):
    """What a parameter stands at on a day, the scenario's own changes up to it applied."""
    dated = [value for when, own, value, _ in scenario.changes if own == key and when <= day]
    if dated:
        return Stands(dated[-1], dated[-1])
    middle = design.value(scenario, design.parameter(scenario, key))
    spread = design.spreads_of(scenario).get(key)
    if spread is None:
        return Stands(middle, middle)
    _, low, high, _ = spread
    return Stands(f"({low:g} to {high:g}, drawn)", middle)


def of(place, key, value, day, made):
    """One change, its scenario checked as if a file had dated it."""
    entry = {"base": made.scenario.name, "name": "changed"}
    entry["changes"] = [{"day": day, "set": {key: value}}]
    try:
        scenario = variants.of(entry, "scenario", (), {made.scenario.name: made}).scenario
    except PremiseError as error:
        raise PremiseError(f"{place} ({key})", error.problem) from None
    before = stands(made.scenario, key, day)
    far = size(design.parameter(made.scenario, key), before.middle, value)
    return Change(key, value, before.was, day, far, scenario)


def size(one, before, value):
    """How far a value is from what it was, in shares of the range that its parameter may take.

    Where the range has no end, in shares of what it was.
    """
    if not one.is_numeric or not is_number(value):
        return 1.0
    low, high = bounds(one.info)
    low, high = (end.replace("above ", "").replace("below ", "") for end in (low, high))
    span = float(high) - float(low) if low and high else abs(before) or 1.0
    return abs(value - before) / span


def fell(scenario, seed, runs):
    """Which runs return to fighting, and the records of all."""
    keys = draws.run_keys(seed, runs.start, len(runs))
    starts = np.zeros(len(runs), dtype=np.int64)
    keep = records.RUNS_ONLY
    kept = ensemble.play_runs(scenario, scenario.row[None], keys, keep, starts=starts)
    return incidence.fallen(kept.runs), kept.runs


def tried(changes, fallen, seed, runs, threads, tick=lambda: None):
    """What each change does to the same runs, in their order whatever the number of threads."""

    def one(change):
        falls, _ = fell(change.scenario, seed, runs)
        return Tried(change, fallen & ~falls, ~fallen & falls)

    for found in ensemble.in_order(one, changes, threads):
        tick()
        yield found


def smallest(found, run):
    """The first, and so the smallest, change that saves a run; ``None`` where none does."""
    return next((one.change for one in found if one.saved[run]), None)

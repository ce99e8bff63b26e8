"""What happened, outcome by outcome, as a record states it to be compared with runs.

A record's ``happened`` maps a name to an outcome: what is measured, of what, over which days, the
value that came about, and where that is known from. Its ``baselines`` are what a reader would
expect without the model. Nothing here enters a run.
"""

import re
from typing import Literal, NamedTuple

from pydantic import ValidationError

from agents.premise import Premise
from sim import patterns
from sim.checks import as_mapping
from sim.refusals import PremiseError, named, nearest, shown, unknown

USES = {
    "retrospective": "looked at when the model was built, and fitted to nowhere",
    "in_sample": "among what calibration looks at",
    "given": "given to the model as an input",
}


class Pattern(NamedTuple):
    """A pattern that the record shows, in short and in full."""

    short: str
    title: str


PATTERNS = {
    1: Pattern(
        "deliveries",
        "all 33 of phase 1 (25 living hostages, 8 remains or missing) delivered by day 42 despite "
        "friction",
    ),
    2: Pattern("prisoners", "prisoners in exact ratio to hostages, by the terms of the schedule"),
    3: Pattern("crises", "several crises in 42 days, most settled in one to four days"),
    4: Pattern("delays", "threats rarely delay a delivery; holds last hours to days"),
    5: Pattern("timetable", "the timetable drifts one way: talks due on day 16 begin weeks late"),
    6: Pattern("compliance by item", "compliance differs by item: exchanges, corridors, shelter"),
    7: Pattern("side trades", "side trades speed up releases"),
    8: Pattern("violence", "violence falls by an order of magnitude and is not zero"),
    9: Pattern(
        "limbo and collapse",
        "limbo: days between expiry and collapse, with pressure rising",
    ),
    10: Pattern(
        "a shock from outside",
        "a proposal from outside changes positions without stopping exchanges",
    ),
    11: Pattern("durations", "over truce designs, truces last hours to days or months"),
}
OF_RUNS = re.compile(r"%|\b(the|most|few|many|no) runs\b", re.IGNORECASE)


class Happened(Premise):
    """One outcome: what came about, and what of a run it is compared with."""

    label: str  # in words, as a figure shows it
    pattern: int  # of PATTERNS
    measure: Literal[tuple(patterns.MEASURES)]
    of: list[str] = []  # goods, obligations or a party, as the measure takes them
    within: list[float] = []  # least and most, for a measure that asks whether a number lies so
    first_day: int = 1  # first day of the runs it is compared with
    since: int = 1  # days that are counted, from here
    until: int  # to here; a day after it counts as later
    value: bool | int | float
    use: Literal[tuple(USES)] = "retrospective"
    base_rate: str = ""  # a baseline, by name
    constant_hazard: str = ""
    source: list[str]
    note: str = ""
    lesson: str = ""  # what the model lacks, if runs and record differ; whole sentences

    @property
    def kind(self):
        """Whether it is a truth, a number or a day."""
        return patterns.kind(self.measure)


class Durations(Premise):
    """Durations of other ceasefires: their quartiles, in days."""

    kind: Literal["durations"]
    quartiles: list[float]
    survived: int  # days that this truce had lasted when it was judged
    of: int  # ceasefires
    source: list[str]
    note: str = ""


class Hazard(Premise):
    """A constant rate: events over days, as known by the day it was judged."""

    kind: Literal["hazard"]
    events: float
    days: float
    known_by: int  # last day counted; the rate runs from the next
    source: list[str]
    note: str = ""


class Share(Premise):
    """Promises of a kind that had been kept, of those that had fallen due."""

    kind: Literal["share"]
    kept: int
    of: int
    source: list[str]
    note: str = ""


BASELINES = {"durations": Durations, "hazard": Hazard, "share": Share}


def read(record):
    """The outcomes of a record by name, checked; the record is plain data."""
    known = read_baselines(record)
    found = {}
    for name, data in as_mapping(record.get("happened"), "record.happened").items():
        place = f"record.happened.{name}"
        one = found[name] = checked(Happened, as_mapping(data, place), place)
        check_days(one, place)
        check_lesson(one, place)
        for field in ("base_rate", "constant_hazard"):
            wanted = getattr(one, field)
            if wanted and wanted not in known:
                raise unknown(place, wanted, known)
    return found


def read_baselines(record):
    """The baselines of a record by name, checked."""
    found = {}
    for name, data in as_mapping(record.get("baselines"), "record.baselines").items():
        place = f"record.baselines.{name}"
        data = as_mapping(data, place)
        kind = data.get("kind")
        if not isinstance(kind, str) or kind not in BASELINES:
            problem = f"{shown(kind)} is not allowed; it takes one of {', '.join(BASELINES)}"
            raise PremiseError(f"{place}.kind", problem + nearest(kind, BASELINES))
        found[name] = checked(BASELINES[kind], data, place)
    return found


def checked(model, data, place):
    """One entry; every one names its source."""
    try:
        one = model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(named(part) for part in (place, first["loc"][0]))
        if first["type"] == "extra_forbidden":
            raise unknown(place, first["loc"][0], model.model_fields) from None
        raise PremiseError(key, f"is not allowed: {first['msg'].lower()}") from None
    if not one.source:
        raise PremiseError(f"{place}.source", "is missing; what happened needs its source")
    return one


def check_days(one, place):
    """Days in order, a pattern there is, and a value of the kind that the measure has."""
    if not 1 <= one.first_day <= one.until or not 1 <= one.since <= one.until:
        problem = f"{one.until} is not allowed; it takes a day from {max(one.first_day, one.since)}"
        raise PremiseError(f"{place}.until", problem)
    if one.pattern not in PATTERNS:
        problem = f"{one.pattern} is not allowed; it takes a pattern from 1 to {max(PATTERNS)}"
        raise PremiseError(f"{place}.pattern", problem)
    kind = patterns.kind(one.measure)
    if isinstance(one.value, bool) != (kind == patterns.YES_NO):
        wants = "true or false" if kind == patterns.YES_NO else "a number"
        problem = f"{shown(one.value)} is not allowed; '{one.measure}' takes {wants}"
        raise PremiseError(f"{place}.value", problem)
    if (len(one.within) == 2) != patterns.MEASURES[one.measure].within:
        problem = "takes the least and the most, for a measure that asks for them alone"
        raise PremiseError(f"{place}.within", problem)


def check_lesson(one, place):
    """A lesson is about how the model is built: it must stay true whatever the next runs show."""
    if one.lesson and not one.lesson.endswith("."):
        raise PremiseError(f"{place}.lesson", "is no whole sentence; it takes what the model lacks")
    if OF_RUNS.search(one.lesson):
        problem = "speaks of runs, which change; it takes what the model lacks, whatever they show"
        raise PremiseError(f"{place}.lesson", problem)

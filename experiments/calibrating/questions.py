"""Reading a calibration: which parameters are fitted, to which data of which scenarios."""

import math
from typing import NamedTuple

from experiments import composing, configs, declared, sentences
from experiments.settings import Settings
from experiments.where import short
from sim import observed, rows
from sim.calibration import CENSORED, DATED, OBSERVABLE, Datum, Prior, Truce
from sim.checks import as_mapping, is_number, read_spread
from sim.refusals import PremiseError, nearest, refuse, shown, unknown

GROUP = "calibration"
TOP = ("title", "parameters", "scenarios")
OF_A_TRUCE = ("observed_by", "overrides", "observed", "lacks", "events")
OF_AN_EVENT = ("event", "day", "after", "number", "of")


class Calibration(NamedTuple):
    """What is fitted to what; ``plain`` is the file, and what the scenarios in it add up to."""

    name: str
    file: str  # as a command names it: one of ours by its name, any other with its ending
    title: str
    priors: tuple
    truces: tuple
    plain: dict


def read(name):
    """The calibration in a file, checked."""
    data, path = declared.read(name, GROUP, TOP)
    try:
        file = path.stem if path.parent == configs.CONFIGS / GROUP else path.name
        return checked(path.stem, file, data)
    except PremiseError as error:
        raise sentences.Refused(f"{short(path)}: {error}") from None


def checked(name, file, data):
    """A calibration from plain data."""
    given = as_mapping(data.get("scenarios"), "scenarios")
    if not given:
        raise PremiseError("scenarios", "none given; it takes at least one, with its data")
    composed = {key: composed_of(key, as_mapping(given[key], f"scenarios.{key}")) for key in given}
    truces = tuple(
        read_truce(f"scenarios.{key}", as_mapping(given[key], key), composed[key].scenario)
        for key in given
    )
    priors = read_priors(data.get("parameters"), [truce.scenario for truce in truces])
    premises = {key: without_record(one.premises) for key, one in composed.items()}
    title = str(data.get("title") or name)
    return Calibration(
        name, file, title, priors, truces, {"calibration": data, "premises": premises}
    )


def without_record(premises):
    """What runs are made of: not what happened, of which a calibration sees its own data alone."""
    return {key: value for key, value in premises.items() if key not in ("record", "expected")}


def composed_of(key, data):
    """A scenario by its name, with the overrides that are given with its data."""
    known = configs.scenarios()
    if key not in known:
        problem = f"there is no such scenario{nearest(key, known)} (known: {', '.join(known)})"
        raise PremiseError(f"scenarios.{key}", problem)
    overrides = data.get("overrides") or []
    if not isinstance(overrides, list) or not all(isinstance(one, str) for one in overrides):
        problem = f"{shown(overrides)} is not allowed; it takes a list of key=value"
        raise PremiseError(f"scenarios.{key}.overrides", problem)
    for text in overrides:
        first = text.lstrip("+~").partition("=")[0]
        if first == "scenario" or first in Settings.model_fields:
            problem = f"{shown(text)} is not allowed; it takes what belongs to a scenario"
            raise PremiseError(f"scenarios.{key}.overrides", problem)
    try:
        return composing.composed(f"scenario={key}", *overrides)
    except PremiseError:
        raise
    except Exception as error:  # of Hydra, which has many
        problem = sentences.sentence(error, overrides)
        raise PremiseError(f"scenarios.{key}.overrides", problem) from None


def read_truce(place, data, scenario):
    """A scenario and what was seen of it."""
    for key in data:
        if key not in OF_A_TRUCE:
            raise unknown(place, key, OF_A_TRUCE)
    last, horizon = data.get("observed_by"), scenario.premises.calendar.horizon
    first = scenario.premises.calendar.first_day
    if not is_whole(last) or not first <= last <= horizon:
        problem = f"{shown(last)} is not allowed; it takes a day from {first} to {horizon}"
        raise PremiseError(f"{place}.observed_by", problem)
    amounts = as_mapping(data.get("observed"), f"{place}.observed")
    for key, text in as_mapping(data.get("lacks"), f"{place}.lacks").items():
        if key not in amounts:
            raise unknown(f"{place}.lacks", key, amounts)
        if not isinstance(text, str) or not text.strip().endswith("."):
            problem = f"{shown(text)} is not allowed; it takes a sentence"
            raise PremiseError(f"{place}.lacks.{key}", problem)
    events = data.get("events") or []
    if not isinstance(events, list):
        raise PremiseError(f"{place}.events", f"{shown(events)} is not allowed; it takes a list")
    found = [read_amount(f"{place}.observed", key, amounts[key], scenario) for key in amounts]
    found += [
        read_event(f"{place}.events.{number}", event, scenario, last)
        for number, event in enumerate(events)
    ]
    if not found:
        raise PremiseError(place, "has no data; it takes observed, events or both")
    return Truce(scenario, last, tuple(found))


def is_whole(value):
    """True for a whole number; truth values are none."""
    return isinstance(value, int) and not isinstance(value, bool)


def read_amount(place, name, value, scenario):
    """An observable: an amount and its error."""
    goods = dict.fromkeys(words.good for words in scenario.goods.values() if words.good)
    known = (*observed.OBSERVABLES, *goods)
    if name not in known:
        raise unknown(place, name, known)
    amount, error = pair(f"{place}.{name}", value, "value")
    owed = sum(
        item.amount
        for key, item in scenario.premises.obligations.items()
        if scenario.goods[key].good == name
    )
    most = owed if name in goods else math.inf
    if not 0.0 <= amount <= most:
        takes = f"from 0 to {most:g}, all that is owed" if name in goods else "from 0"
        problem = f"{shown(value)} is not allowed; it takes [value, standard error], a value"
        raise PremiseError(f"{place}.{name}", f"{problem} {takes}")
    return Datum(OBSERVABLE, name, amount, error)


def pair(place, value, noun):
    """A value and its error, of which neither may be missing."""
    good = isinstance(value, list) and len(value) == 2 and all(is_number(one) for one in value)
    if not good or value[1] < 0:
        problem = f"{shown(value)} is not allowed; it takes [{noun}, standard error]"
        raise PremiseError(place, problem)
    return float(value[0]), float(value[1])


def read_event(place, data, scenario, last):
    """An event: dated, or censored."""
    data = as_mapping(data, place)
    for key in data:
        if key not in OF_AN_EVENT:
            raise unknown(place, key, OF_AN_EVENT)
    name = data.get("event")
    if not isinstance(name, str) or name not in observed.EVENTS:
        known = ", ".join(observed.EVENTS)
        hint = nearest(name, observed.EVENTS)
        problem = f"{shown(name)} is not allowed; it takes one of {known}{hint}"
        raise PremiseError(f"{place}.event", problem)
    which = read_which(place, name, data, scenario)
    if ("day" in data) == ("after" in data):
        problem = "takes either day: [day, standard error] or after: the last day without it"
        raise PremiseError(place, problem)
    if "day" in data:
        day, error = pair(f"{place}.day", data["day"], "day")
        check_day(f"{place}.day", day, last)
        return Datum(DATED, name, day, error, which)
    check_day(f"{place}.after", data["after"], last)
    return Datum(CENSORED, name, float(data["after"]), 0.0, which)


def check_day(place, day, last):
    """Refuse a day that the data cannot have."""
    if not is_number(day) or not 0 < day <= last:
        problem = f"{shown(day)} is not allowed; it takes a day from 1 to {last}, observed_by"
        raise PremiseError(place, problem)


def read_which(place, name, data, scenario):
    """Which crisis, settlement or phase (a number), or which obligation (a name)."""
    wanted = "number" if name in observed.NUMBERED else "of" if name == "delivery" else None
    for key in ("number", "of"):
        if key in data and key != wanted:
            raise PremiseError(f"{place}.{key}", f"is not allowed; event {name} takes none")
    if wanted == "number":
        number = data.get("number", 1)
        if not is_whole(number) or number < 1:
            problem = f"{shown(number)} is not allowed; it takes a whole number of at least 1"
            raise PremiseError(f"{place}.number", problem)
        return number
    if wanted == "of":
        known = list(scenario.premises.obligations)
        if data.get("of") not in known:
            hint = nearest(data.get("of"), known)
            problem = f"{shown(data.get('of'))} is not allowed; it takes an obligation{hint}"
            raise PremiseError(f"{place}.of", f"{problem} ({', '.join(known)})")
        return data["of"]
    return None


def read_priors(data, scenarios):
    """The parameters to fit, each of which must be in one scenario at least."""
    given = as_mapping(data, "parameters")
    if not given:
        raise PremiseError("parameters", "none given; it takes names with ranges")
    priors = tuple(read_prior(str(key), given[key], scenarios) for key in given)
    for scenario in scenarios:
        taken = {}
        for prior in priors:
            for key in rows.matching(prior.name, scenario.premises):
                if key in taken:
                    problem = f"{key} is fitted already, as '{taken[key]}'"
                    raise PremiseError(f"parameters.{prior.name}", problem)
                taken[key] = prior.name
    return priors


def read_prior(name, value, scenarios):
    """What is held of a parameter beforehand, checked against each scenario that has it."""
    keys = [(key, one) for one in scenarios for key in rows.matching(name, one.premises)]
    if not keys:
        section, _, rest = name.partition(".")
        known = {entry: None for one in scenarios for entry in getattr(one.premises, section)}
        hint = nearest(rest.partition(".")[0], known)
        problem = f"no scenario here has it{hint} ({section}: {', '.join(known) or 'none'})"
        raise PremiseError(f"parameters.{name}", problem)
    for key, scenario in keys:
        try:
            model, field, _, _ = rows.locate(key, scenario.premises, scenario.shape)
        except PremiseError as error:
            raise PremiseError(f"parameters.{name}", error.problem) from None
        spreads = {}
        info = model.model_fields[field]
        if not isinstance(value, dict):
            problem = "; to fit it, give a range: uniform: [low, high]"
            raise PremiseError(f"parameters.{name}", refuse(name, value, info).problem + problem)
        read_spread(f"parameters.{name}", value, field, model, spreads)
    (kind, low, high, mode) = spreads[f"parameters.{name}"]
    if low == high:
        problem = f"{shown(value)} is not allowed; it takes a range whose ends differ"
        raise PremiseError(f"parameters.{name}", problem)
    unit = info.json_schema_extra["unit"]
    whole = info.annotation is int
    return Prior(name, kind, low, high, mode, whole, info.description, unit)

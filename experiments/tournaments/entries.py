"""Reading a tournament: which strategies meet, and under which conditions."""

from typing import NamedTuple

from agents.traits import STRATEGIES, PartyTraits
from experiments import arguments, composing, configs, declared, lessons, sentences
from experiments.calibrating import questions
from experiments.comparing import variants
from experiments.tournaments.tables import ALL
from experiments.where import short
from sim import scenario
from sim.checks import as_mapping
from sim.refusals import PremiseError, nearest, shown, unknown

USUAL = "bargaining"
TOP = ("title", "scenarios")
OF_A_GROUND = ("scenario", "title", "set")
COMPILED = tuple(name for name in STRATEGIES if name != "own")


class Entrant(NamedTuple):
    """A strategy that takes part: traits that go with it, or a file of the user's own."""

    name: str
    traits: dict  # of agents.traits.PartyTraits; "strategy" is one of them
    is_own: bool = False

    @property
    def file(self):
        """The file of a strategy of the user's own."""
        return self.traits["strategy"]["file"]


class Ground(NamedTuple):
    """A scenario that pairings are played in; ``premises`` is its plain configuration."""

    name: str
    title: str
    scenario: scenario.Scenario
    premises: dict


# -- who ------------------------------------------------------------------------------------------


def entrants(text):
    """The strategies in a list on the command line; every compiled one if it is empty."""
    if not text:
        return [Entrant(name, {"strategy": name}) for name in COMPILED]
    found = [entrant(given) for given in arguments.listed("strategies", text)]
    if not found:
        takes = "it takes one or more strategies, as in [time_dependent,trade_off]"
        raise PremiseError("strategies", f"an empty list is not allowed; {takes}")
    refuse_twice("strategies", [one.name for one in found])
    return found


def entrant(given):
    """A strategy by its name, with traits of its own, or in a file of the user's own."""
    if not isinstance(given, dict):
        return Entrant(strategy(given), {"strategy": given})
    if "file" in given:
        if set(given) != {"file", "name"} or not all(isinstance(v, str) for v in given.values()):
            problem = f"{shown(given)} is not allowed; it takes {{file: FILE.py, name: CLASS}}"
            raise PremiseError("strategies", problem)
        return Entrant(given["name"], {"strategy": given}, is_own=True)
    traits = {"strategy": "", **given}
    name = str(traits.pop("name", "") or strategy(traits["strategy"]))
    strategy(traits["strategy"])
    for key in traits:
        if key not in PartyTraits.model_fields:
            raise unknown(f"strategies.{name}", key, PartyTraits.model_fields)
    return Entrant(name, traits)


def strategy(name):
    """The name of a compiled strategy; refuses any other."""
    if name in COMPILED:
        return name
    if name == "own":
        problem = "'own' is not allowed by itself; it takes {file: FILE.py, name: CLASS}"
        raise PremiseError("strategies", problem)
    known = f"it takes one or more of {', '.join(COMPILED)}, or {{file: FILE.py, name: CLASS}}"
    problem = f"{shown(name)} is not allowed; {known}{nearest(name, COMPILED)}"
    raise PremiseError("strategies", problem)


def refuse_twice(key, names):
    """Refuse a name that stands in a list twice."""
    for name in names:
        if names.count(name) > 1:
            problem = f"{shown(name)} is there twice; each takes a name of its own"
            raise PremiseError(key, problem)


# -- where ----------------------------------------------------------------------------------------


def grounds(tournament, text, overrides=()):
    """The conditions of a tournament, or those that are named; any scenario may be."""
    known = read(tournament)
    every = configs.scenarios(*composing.folders_of(overrides))
    names = arguments.names("scenarios", text) if text else list(known)
    if not names:
        takes = "it takes one or more scenarios, as in [one_issue,bilateral]"
        raise PremiseError("scenarios", f"an empty list is not allowed; {takes}")
    refuse_twice("scenarios", names)
    for name in names:
        if name not in known and name not in every:
            takes = f"it takes one or more of {', '.join(dict.fromkeys((*known, *every)))}"
            hint = nearest(name, (*known, *every))
            raise PremiseError("scenarios", f"{shown(name)} is not allowed; {takes}{hint}")
        check_name(name)
    return [ground(name, known.get(name) or {"scenario": name}, overrides) for name in names]


def check_name(name):
    """Refuse what could not name a file, or stands for all scenarios together."""
    if not isinstance(name, str) or not variants.NAME.fullmatch(name):
        problem = f"{shown(name)} is not allowed; it takes letters, digits, _ and -"
        raise PremiseError("scenarios", problem)
    if name == ALL:
        problem = f"'{ALL}' is not allowed; it stands for all scenarios together"
        raise PremiseError("scenarios", problem)


def called(tournament):
    """What the file of a tournament calls it; empty where it does not."""
    return declared.title(declared.read(tournament, "tournament", TOP)[0])


def read(tournament):
    """The conditions in the file of a tournament, by name: one of ours by its name, or a path."""
    data, path = declared.read(tournament, "tournament", TOP)
    try:
        found = as_mapping(data.get("scenarios"), "scenarios")
        if not found:
            raise PremiseError("scenarios", "none given; it takes at least one")
        for name, given in found.items():
            check_name(name)
            for key in as_mapping(given, f"scenarios.{name}"):
                if key not in OF_A_GROUND:
                    raise unknown(f"scenarios.{name}", key, OF_A_GROUND)
        return found
    except PremiseError as error:
        raise sentences.Refused(f"{short(path)}: {error}") from None


def ground(name, given, overrides=()):
    """A scenario with what differs from it."""
    composed = variants.base(given.get("scenario") or name, f"scenarios.{name}", overrides)
    title = given.get("title")
    differs = as_mapping(given.get("set"), f"scenarios.{name}.set")
    try:
        premises = lessons.changed(composed, differs | ({"title": title} if title else {}))
        premises = questions.without_record(premises)
        found = scenario.from_config(premises, name)
    except PremiseError as error:
        raise PremiseError(f"scenarios.{name}.set", str(error)) from None
    if found.players:
        problem = "it names a strategy of the user's own; name that among the strategies"
        raise PremiseError(f"scenarios.{name}", problem)
    return Ground(name, found.title, found, premises)

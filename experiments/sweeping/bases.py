"""The scenarios that the points of a design are set in, each composed once.

Most parameters are set in a scenario's row, point by point (``sim.design``). What cannot be (a
choice of files, a list, the days simulated, a range) is composed by Hydra, once for each
combination of values.
"""

import json
from typing import NamedTuple

from hydra.core.hydra_config import HydraConfig
from hydra.errors import HydraException
from omegaconf.errors import OmegaConfBaseException

from experiments import command_line, composing, configs, provenance, sentences
from experiments.sweeping.factors import is_choice_of_files
from experiments.where import COMMAND_LINE, Sources
from sim import design, outcomes, players, records
from sim.refusals import PremiseError

USUALLY_MEASURED = (
    "standing_after_phase_1", "talks", "agreement", "standing_at_horizon", "truce_days_to_horizon",
    "day_fighting_resumed", "first_day_of_talks", "crises_a_run", "deaths",
)  # fmt: skip  # unless a design names outcomes


class Base(NamedTuple):
    """A scenario, and how points are set in it."""

    design: design.Design
    measured: dict  # outcomes by name
    keep: records.Keep

    def at(self, values):
        """The scenario at a point; ``values`` has one for each parameter of the design, by key."""
        return self.design.at([values[one.key] for one in self.design.parameters])


class Bases:
    """The bases of a plan, made when they are asked for.

    Points that leave a parameter alone (cases may) have a base in which it stands, or is drawn, as
    in the scenario.
    """

    def __init__(self, composed, plan):
        self.composed, self.first, self.plan = composed, composed.scenario, plan
        self.plain = tuple(key for key in plan.keys if self.is_plain(key))
        self.structural = tuple(key for key in plan.keys if key not in self.plain)
        refuse_dated(self.first, self.plain)
        self.names = plan.outcomes or (*USUALLY_MEASURED, *resumed(self.first))
        known = outcomes.of_scenario(self.first)
        for name in self.names:
            outcomes.check(name, self.first, "design.outcomes")
        self.kinds = {name: known[name].kind for name in self.names}
        self.scenarios, self.made = {}, {}

    def is_plain(self, key):
        """True if a key can be set in the rows of points that are played together."""
        try:
            one = design.parameter(self.first, key)
        except PremiseError as error:
            if is_choice_of_files(key) or key in configs.SHORT or key == configs.CHANGES:
                return False
            raise PremiseError(f"design: {key}", error.problem) from None
        values = self.plan.levels(key)
        return design.is_plain(one) and not any(isinstance(value, list | dict) for value in values)

    def parted(self, values):
        """The values of a point that need a base of their own, and the others."""
        structural = {key: values[key] for key in self.structural if key in values}
        return structural, {key: values[key] for key in self.plain if key in values}

    def of(self, structural, keys):
        """The base for some values, in which parameters with some keys are set.

        Raises ``PremiseError`` or ``Refused`` if it cannot be.
        """
        key = (json.dumps(structural, sort_keys=True), tuple(keys))
        if key not in self.made:
            self.made[key] = self.base(self.played(structural).scenario, keys)
        return self.made[key]

    def played(self, structural):
        """What is composed for some values, once; raises what it raised again."""
        if not structural:
            return self.composed
        key = json.dumps(structural, sort_keys=True)
        if key not in self.scenarios:
            try:
                self.scenarios[key] = composed_with(self.composed, structural)
            except (PremiseError, sentences.Refused) as error:
                self.scenarios[key] = error
        if isinstance(self.scenarios[key], Exception):
            raise self.scenarios[key]
        return self.scenarios[key]

    def base(self, found, keys):
        """A base, from its scenario."""
        known = outcomes.of_scenario(found)
        for name in self.plan.outcomes:
            outcomes.check(name, found, "design.outcomes")
        if self.plan.precise:
            outcomes.check(self.plan.precise.outcome, found, "design.precise.outcome")
        refuse_dated(found, keys)
        measured = {name: known[name] for name in self.names if name in known}
        return Base(design.Design(found, keys), measured, outcomes.keep_for(measured, found))

    def marks(self):
        """What the scenarios that are composed for points follow from, whatever they are called."""
        found = []
        for structural in self.plan.different(self.structural):
            try:
                one = self.played(structural)
                found.append([provenance.configuration(one), players.hashes(one.scenario)])
            except (PremiseError, sentences.Refused) as error:
                found.append(str(error))
        return found


def refuse_dated(found, keys):
    """Refuse to set at a point what the scenario itself changes on a day."""
    for day, key, *_ in found.changes:
        if key in keys:
            problem = f"changes on day {day} of {found.name}, so that a value would hold until then"
            raise PremiseError(f"design: {key}", problem)


def resumed(scenario):
    """Outcomes that say who resumes fighting; a truce may run out without a side deciding so."""
    sides = (*scenario.premises.parties, "both", "nobody")
    return tuple(f"resumed_by_{side}" for side in sides)


def composed_with(composed, changes):
    """What the same command composes with some more overrides."""
    own = [text for text in composed.sources.overrides if not is_of_design(text)]
    chosen = {key for key in changes if is_choice_of_files(key)}
    own = [text for text in own if text.lstrip("+~").partition("=")[0] not in chosen]
    more = [f"{key}={written(value)}" for key, value in changes.items()]
    try:
        config = composing.compose_once([*own, *command_line.parted(more)[0]])
        return composing.read(config, Sources(HydraConfig.get()))
    except PremiseError as error:
        raise PremiseError(error.key, f"{error.problem} (with {', '.join(more)})") from None
    except (HydraException, OmegaConfBaseException) as error:
        raise sentences.Refused(sentences.sentence(error, more)) from None


def is_of_design(text):
    """True for an override that is about the design alone; a sweep's file may say more."""
    return text.lstrip("+~").partition("=")[0].partition(".")[0] == configs.DESIGN


def written(value):
    """A value as Hydra's command line takes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{" + ",".join(f"{key}:{written(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(written(one) for one in value) + "]"
    if isinstance(value, str) and not value.replace("_", "").replace("/", "").isalnum():
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
    return str(value)


def refused(error):
    """Why a point cannot be played, as a table says it."""
    return " ".join(str(error).split()).removeprefix(f"{COMMAND_LINE}: ")

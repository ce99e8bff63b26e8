"""From overrides to a checked scenario and settings. Hydra composes; what it gives is checked.

Two habits of Hydra do not fit parameters and are bent: before it composes by ``command_line``,
which lets keys be set that no file names, and after it by ``merged``, where a distribution is one
value.
"""

import contextlib
import re
from pathlib import Path
from typing import NamedTuple

from hydra import compose, initialize_config_dir
from hydra.core.hydra_config import HydraConfig
from omegaconf import open_dict

from experiments import config_files, merged, named_for, own_domain, settings, where
from experiments.command_line import (
    OWN_FOLDER,
    parted,
    refuse_cut_short,
    refuse_empty,
    refuse_repeated,
    refuse_second_folder,
    refuse_several,
)
from experiments.configs import CHANGES, CONFIGS, DESIGN, KEYS, SHORT, no_such
from experiments.where import Sources
from sim import plain_text, players, posteriors, rows, scenario, theory
from sim.refusals import PremiseError, shown

# How verbs that compose by themselves hand Hydra a folder of the user's own.
SEARCH = re.compile(r'hydra\.searchpath=\["file://(.*)"\]')


class Composed(NamedTuple):
    """What is to be played, and how."""

    settings: settings.Settings
    scenario: scenario.Scenario
    premises: dict  # the scenario's part of the configuration, as plain data
    theory: str  # the result of theory that is played; empty for a scenario
    sources: Sources  # where each value was set
    posterior: posteriors.Posterior | None = None  # that parameters are drawn from
    design: dict | None = None  # of which points a sweep is made, as plain data
    sweep: str = ""  # the file of the design, by its name


def own_folder(arguments):
    """Arguments less ``--config-dir FOLDER``, after that folder as an override of Hydra's."""
    refuse_cut_short(arguments, OWN_FOLDER)
    refuse_second_folder(arguments)
    rest, folders, waits = [], [], ""
    for text in arguments:
        flag, equals, value = text.partition("=")
        if waits:
            folders.append(text)
            waits = ""
        elif flag in OWN_FOLDER and equals:
            folders.append(value)
        elif text in OWN_FOLDER:
            waits = text
        else:
            rest.append(text)
    if waits:
        raise PremiseError(waits, "it takes a folder")
    for folder in folders:
        if not Path(folder).is_dir():
            raise PremiseError("--config-dir", f"there is no such folder as {shown(folder)}")
    return [*(f'hydra.searchpath=["file://{Path(one).resolve()}"]' for one in folders), *rest]


def folders_of(overrides):
    """The folders of the user's own among overrides."""
    found = map(SEARCH.fullmatch, overrides)
    return [Path(one[1]) for one in found if one]


def compose_once(overrides):
    """The composed configuration, for a caller inside ``initialize_config_dir``."""
    config = compose("config", overrides=overrides, return_hydra_config=True)
    HydraConfig.instance().set_config(config)
    with open_dict(config):
        del config["hydra"]
    return config


@contextlib.contextmanager
def in_configs():
    """The context in which Hydra composes from ``configs/``."""
    config_files.look()
    with initialize_config_dir(str(CONFIGS), version_base="1.3", job_name="run"):
        where.note_files()
        yield


def composed(*overrides):
    """What a command with these overrides would play, for a caller that is no command."""
    with in_configs():
        return composed_here(*overrides)


def composed_here(*overrides):
    """The same, for a caller inside ``in_configs`` that composes more than once."""
    return read(compose_once(parted(overrides)[0]), Sources(HydraConfig.get()))


def read(config, sources):
    """Checked settings and scenario; raises ``PremiseError`` with a dotted key."""
    refuse_repeated(sources.overrides)
    refuse_several(sources.overrides)
    refuse_empty(sources.overrides)
    plain = merged.resolved(config)
    for group in ("scenario", "theory", "experiment", "sweep"):
        if group in plain:
            problem = (
                "the file's first line is not '# @package _global_', so what it says would be lost"
            )
            raise PremiseError(group, problem)
    for key in plain:
        if key not in KEYS:
            raise PremiseError(str(key), no_such(str(key)))
    plain_text.check_all(plain)
    swept = plain.pop(DESIGN, None)
    beside = {key: plain.pop(key) for key in settings.Settings.model_fields if key in plain}
    chosen = theory_chosen(sources)
    name = chosen or str(sources.hydra.runtime.choices.get("scenario") or "scenario")
    name = name.replace("/", "-")
    if chosen and not any(sources.on_command_line("title")):  # other names are no other lesson
        plain["title"] = sources.in_files_but_names("title")
    checked = explaining(settings.read(beside), sources)
    extra = {"design": swept, "sweep": sources.hydra.runtime.choices.get("sweep") or ""}
    if not plain.get("parties"):
        raise PremiseError("scenario", f"'{name}' names no parties, so there is nothing to play")
    plain = own_domain.placed(plain, checked.domain, sources, name)
    merged.refuse_new_names(plain, sources)
    named_for.refuse(plain, sources, name)
    plain = merged.whole_spreads(plain, "", sources)
    found = scenario.from_config(plain, name)
    if checked.engine == "ensemble":
        found.check_compiles()
    players.check(found)
    if not checked.posterior:
        return Composed(checked, found, plain, chosen, sources, **extra)
    if chosen:
        raise PremiseError("posterior", f"theory={chosen} takes none; its numbers are given")
    held = posteriors.read(checked.posterior)
    found = posteriors.drawn(found, held)
    refuse_given_twice(held, found, sources)
    return Composed(checked, found, plain, chosen, sources, held, **extra)


def theory_chosen(sources):
    """The preset of a result of theory that is played, which brings a scenario of its own."""
    name = sources.hydra.runtime.choices.get("theory")
    if not name:
        return ""
    given = [text for text in sources.overrides if text.lstrip("+").startswith("scenario=")]
    if given:
        problem = f"'{name}' brings a scenario of its own; leave out {given[0]}"
        raise PremiseError("theory", problem)
    if name not in theory.LESSONS:
        known = ", ".join(theory.LESSONS)
        problem = f"there is no answer of theory for '{name}' (known: {known})"
        raise PremiseError("theory", problem)
    return name


def explaining(checked, sources):
    """Settings that tell a run where the command line says which, and not whether to."""
    if any(sources.on_command_line("story")) and not any(sources.on_command_line("explain")):
        return checked.model_copy(update={"explain": True})
    return checked


def refuse_given_twice(held, found, sources):
    """Refuse a parameter on the command line that the posterior would draw all the same."""
    for name in held.names:
        for key in rows.matching(name, found.premises):
            for _ in sources.on_command_line(key):
                problem = "is given, and drawn from the posterior as well; leave one of them out"
                raise PremiseError(key, problem)


def refuse_set_and_varied(keys, sources):
    """Refuse a parameter on the command line that a design sets at every point all the same."""
    for key in keys:
        if "." not in key and key not in SHORT and key != CHANGES:  # a choice of files
            continue
        for _ in sources.on_command_line(SHORT.get(key, key)):
            problem = "is given, and varies in the design as well; leave one of them out"
            raise PremiseError(key, problem)


def refuse_design(composed):
    """Refuse a design where nothing is swept, and it would do nothing."""
    if composed.design is not None:
        raise PremiseError("design", "is not allowed here; experiments.sweep plays it")

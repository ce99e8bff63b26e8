"""From a command line to a checked scenario and settings. Hydra composes; what it gives is checked.

Two habits of Hydra do not fit parameters and are bent here, before and after it composes:

- it refuses to set a key that no file names. Most parameters have defaults in the schema and stand
  in no file, so overrides of parameters are marked ``++``, and the schema says what exists;
- it merges mappings. A distribution (``{uniform: [0.2, 0.4]}``) is one value: whoever names a
  premise last gives it whole.
"""

import contextlib
import re
from pathlib import Path
from typing import NamedTuple

from hydra import compose, initialize_config_dir
from hydra.core.hydra_config import HydraConfig
from omegaconf import OmegaConf, open_dict
from omegaconf.errors import OmegaConfBaseException

from experiments import config_files, own_domain, settings, where
from experiments.arguments import dashed, given_twice, setting
from experiments.where import ABSENT, Sources
from sim import players, posteriors, rows, scenario, theory
from sim.checks import SPREADS
from sim.refusals import PremiseError, nearest, shown
from sim.rows import LISTS

ROOT = Path(__file__).resolve().parent.parent
CONFIGS = ROOT / "configs"

CHANGES = "changes"  # of a scenario, on days: a list, composed as choices of files are
DESIGN = "design"  # the section that says which points a sweep is made of

# Folders of configs/ that no scenario is made of.
OF_OTHER_VERBS = {"calibration", "compare", "rescue", "tournament"}

# Hydra's flags that are followed by a value.
TAKE_VALUES = (
    "--cfg", "-c", "--package", "-p", "--config-path", "-cp", "--config-name", "-cn",
    "--config-dir", "-cd", "--experimental-rerun", "--info", "-i",
)  # fmt: skip

SHORT = {"protocol": "talks.protocol"}  # keys that may be given by a shorter name

# A folder of the user's own; verbs that compose by themselves hand it to Hydra as SEARCH.
OWN_FOLDER = ("--config-dir", "-cd")
SEARCH = re.compile(r'hydra\.searchpath=\["file://(.*)"\]')

KEY = re.compile(r"(\w[\w-]*)((?:\.[\w-]+)*)=")


def groups():
    """The groups of files to choose from, such as ``parties/israel``."""
    found = {path.parent.relative_to(CONFIGS).as_posix() for path in CONFIGS.glob("*/**/*.yaml")}
    return sorted(found - OF_OTHER_VERBS)


def names():
    """Every name that may stand first in an override."""
    first = [group.partition("/")[0] for group in groups()]
    return list(
        dict.fromkeys((*settings.Settings.model_fields, *first, *scenario.SECTIONS, DESIGN))
    )


def scenarios(*folders):
    """The names of all scenarios, those in folders of the user's own among them."""
    places = [folder / "scenario" for folder in (CONFIGS, *folders)]
    return sorted({path.stem for place in places for path in place.glob("*.yaml")})


def own_folder(arguments):
    """Arguments less ``--config-dir FOLDER``, after that folder as an override of Hydra's."""
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
    return [*(f'hydra.searchpath=["file://{Path(one).resolve()}"]' for one in folders[-1:]), *rest]


def folders_of(overrides):
    """The folders of the user's own among overrides."""
    found = map(SEARCH.fullmatch, overrides)
    return [Path(one[1]) for one in found if one]


def no_such(key, hints=()):
    """What is wrong with a key at the top, or a group of files, that does not exist."""
    what, known = ("group of files", groups()) if "/" in key else ("key", names())
    hint = f"; did you mean '{hints[0]}'?" if hints else nearest(key, known)
    return f"there is no such {what}{hint} (known: {', '.join(known)})"


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


def parted(arguments):
    """A command line as overrides, those of parameters marked, and Hydra's own flags.

    Older Pythons read overrides on one side of the flags only, so they are put together.
    """
    overrides, flags, takes_value = [], [], False
    for text in arguments:
        if text.startswith("-") or takes_value:
            flags.append(text)
            takes_value = text in TAKE_VALUES
        else:
            key, equals, value = text.partition("=")
            text = f"{SHORT.get(key, key)}{equals}{value}"
            overrides.append(f"++{text}" if is_parameter(text) else text)
    return own_domain.with_base(overrides), flags


def refuse_dashed(flags):
    """Refuse settings that are written as flags; Hydra has some of its own, and may cut them."""
    for text in flags:
        flag, equals, value = text.partition("=")
        is_hydras = any(one.startswith(flag) for one in TAKE_VALUES)
        is_meant = (flag.startswith("--") and equals) or setting(flag) in names()
        if flag.startswith("-") and is_meant and not is_hydras:
            raise dashed(flag, value)


def is_parameter(text):
    """True for an override of a setting or premise, as against a choice of files."""
    found = KEY.match(text)
    if not found or found[1] == "hydra":
        return False
    if found[2]:
        return True
    known = (*settings.Settings.model_fields, *scenario.SECTIONS, DESIGN)
    return found[1] in known and not (CONFIGS / found[1]).is_dir()


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
    plain = resolved(config)
    for group in ("scenario", "theory", "experiment", "sweep"):
        if group in plain:
            problem = (
                "the file's first line is not '# @package _global_', so what it says would be lost"
            )
            raise PremiseError(group, problem)
    for key in plain:
        known = (*settings.Settings.model_fields, *scenario.SECTIONS, DESIGN)
        if key not in known:
            raise PremiseError(str(key), no_such(str(key)))
    swept = plain.pop(DESIGN, None)
    beside = {key: plain.pop(key) for key in settings.Settings.model_fields if key in plain}
    chosen = theory_chosen(sources)
    name = chosen or str(sources.hydra.runtime.choices.get("scenario") or "scenario")
    name = name.replace("/", "-")
    if chosen and not any(sources.on_command_line("title")):  # other names are no other lesson
        plain["title"] = sources.in_files_but_names("title")
    checked = told(settings.read(beside), sources)
    extra = {"design": swept, "sweep": sources.hydra.runtime.choices.get("sweep") or ""}
    if not plain.get("parties"):
        raise PremiseError("scenario", f"'{name}' names no parties, so there is nothing to play")
    plain = own_domain.placed(plain, checked.domain, sources, name)
    refuse_new_names(plain, sources)
    plain = whole_spreads(plain, "", sources)
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


def refuse_repeated(overrides):
    """Refuse an override that is given twice: Hydra would take the last, and say nothing."""
    seen = set()
    for text in overrides:
        key, equals, _ = text.lstrip("+").partition("=")
        if equals and key in seen:
            raise given_twice(key)
        seen.add(key)


def refuse_several(overrides):
    """Refuse a list where a file is chosen: Hydra would merge all that it names."""
    for text in overrides:
        key, _, value = text.lstrip("+").partition("=")
        if value.startswith("[") and key in groups():
            raise PremiseError(key, f"{shown(value)} is not allowed; it takes one name")


def refuse_empty(overrides):
    """Refuse an empty mapping that adds no name: merged into what files say, it does nothing.

    Of an empty design its verbs say what it lacks.
    """
    for text in overrides:
        given, _, value = text.partition("=")
        key = given.lstrip("+")
        adds = key == DESIGN or (re.match(r"\+[^+]", given) and "." in key)
        if re.fullmatch(r"\{\s*\}", value.strip()) and not adds:
            takes = f"it would change nothing, and ~{key} leaves out what files say"
            raise PremiseError(key, f"{value} is not allowed; {takes}")


def told(checked, sources):
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


def resolved(config):
    """The configuration as plain data, nothing left to fill in."""
    try:
        return OmegaConf.to_container(config, resolve=True, throw_on_missing=True)
    except OmegaConfBaseException as error:
        lines = str(error).splitlines()
        key = next((line.split(": ")[1] for line in lines if "full_key: " in line), "a key")
        raise PremiseError(key, f"it has no value ({lines[0]})") from None


def refuse_new_names(plain, sources):
    """Refuse an override of a mediator, obligation, ... that no file names: a slip of the pen.

    ``+mediators.un.credit=0.1`` adds one on purpose.
    """
    given = [text.partition("=")[0] for text in sources.overrides]
    added = {".".join(key[1:].split(".")[:2]) for key in given if re.match(r"\+[^+]", key)}
    for key in dict.fromkeys(key[2:] for key in given if key.startswith("++")):
        section, _, rest = key.partition(".")
        name = f"{section}.{rest.partition('.')[0]}"
        if section not in LISTS or not rest or name in added:
            continue
        entries = plain.get(section) or {}
        own = entries.get(name.partition(".")[2])
        if not only_from(own, name, given) or any(sources.in_files(name)):
            continue
        known = [one for one in entries if not only_from(entries[one], f"{section}.{one}", given)]
        word = name.partition(".")[2]
        if not known:
            raise PremiseError(name, f"there is no such name; the scenario has no {section}")
        raise PremiseError(
            name,
            f"there is no such name{nearest(word, known)} (known: {', '.join(known)}); "
            f"+{key}=... adds one",
        )


def only_from(entry, name, given):
    """True if every key of an entry is among the overrides given, so that no file need name it."""
    return not isinstance(entry, dict) or all(
        any(text.lstrip("+") in (f"{name}.{key}", name) for text in given) for key in entry
    )


def whole_spreads(data, prefix, sources):
    """The configuration with each merged distribution replaced by the one named last."""
    if not isinstance(data, dict):
        return data
    if len(data) > 1 and any(key in SPREADS and isinstance(data[key], list) for key in data):
        last = sources.last_value(prefix)
        return data if last is ABSENT else last
    return {
        key: whole_spreads(value, f"{prefix}.{key}" if prefix else str(key), sources)
        for key, value in data.items()
    }

"""What Hydra or YAML refuses, in one sentence: the place, the key, the value, what is allowed."""

import contextlib
import re
import shlex
from pathlib import Path

import yaml
from hydra.errors import (
    ConfigCompositionException,
    HydraException,
    MissingConfigException,
    OverrideParseException,
    SearchPathException,
)
from omegaconf.errors import OmegaConfBaseException
from yaml import MarkedYAMLError

from experiments import arguments
from experiments.config_files import Unreadable
from experiments.configs import CONFIGS, groups, no_such
from experiments.where import COMMAND_LINE, short
from sim import safe_yaml
from sim.plain_yaml import LOADER
from sim.refusals import PremiseError, nearest, shown

# Extras of pyproject.toml that bring files of Hydra's own groups.
EXTRAS = {"hydra/launcher": ("joblib", "submitit", "ray"), "hydra/sweeper": ("optuna",)}
OF_ONES_OWN = "one of a folder of your own by --config-dir FOLDER"


class Refused(Exception):
    """What was asked for cannot be; the message is one sentence that says why."""


class Failed(Exception):
    """What was asked for was done in part; the message is one sentence that says of what."""


def of_file(error):
    """A YAML file that cannot be read, or holds a key twice; the error knows the line."""
    mark = error.problem_mark
    if isinstance(error, safe_yaml.Unfit):
        return f"{short(mark.name)}, line {mark.line + 1}: {error.problem}"
    twice = re.match(r"found duplicate key (.*)", error.problem or "")
    if twice:
        problem = f"the key {shown(twice[1])} is given twice; give it once"
    else:
        problem = f"this is not YAML: {' '.join(filter(None, (error.context, error.problem)))}"
    return f"{short(mark.name)}, line {mark.line + 1}: {problem}"


def of_missing(error, overrides):
    """A file of a group that does not exist."""
    wanted = error.missing_cfg_file or re.sub(r".*'(.*)'.*", r"\1", first_line(error))
    group, _, choice = str(wanted).rpartition("/")
    place, key = COMMAND_LINE, group
    folders = [Path(one) for one in re.findall(r"path=file://(.*)", str(error))]
    for override in overrides:
        name, _, value = override.lstrip("+~").partition("=")
        if f"{name.partition('@')[0]}/{value}" == wanted:  # the value may have slashes of its own
            key, group, choice = name, name.partition("@")[0], value
            break
    else:
        parent = re.match(r"In '(.*?)'", str(error))
        place, key = who_says(parent and parent[1], group, choice, overrides, folders)
    ours = sorted(path.stem for path in (CONFIGS / group).glob("*.yaml"))
    options = ours if "/" in choice else error.options or ours
    own = [one for one in folders if one != CONFIGS]
    if options:
        hint = extra(group, choice) or own_file(group, choice) or misplaced(group, choice, own)
        more = "" if hint or own or group.startswith("hydra") else f", or {OF_ONES_OWN}"
        hint = hint or nearest(choice, options)
        allowed = f"it takes one of {', '.join(options)}{more}{hint}"
    else:
        allowed = f"there is no such group of files (known: {', '.join(groups())})"
    return f"{place}: {key or '--config-name'}: {shown(choice)} is not allowed; {allowed}"


def extra(group, choice):
    """How to get a launcher or a sweeper of Hydra's that is not installed; or nothing."""
    for name in EXTRAS.get(group, ()):
        if choice.partition("_")[0] == name:
            return f"; pip install -e '.[{name}]' adds {choice}"
    return ""


def own_file(group, choice):
    """How a file of the user's own is chosen, where a path is given; or nothing."""
    path = Path(choice)
    if path.suffix not in (".yaml", ".yml") and len(path.parts) == 1:
        return ""
    file, parts = path.with_name(f"{path.stem}.yaml"), Path(group).parts
    if file.is_file() and file.parent.parts[-len(parts) :] == parts:
        above = shlex.quote(short(file.parents[len(parts)]))
        return f"; {short(file)} is chosen by --config-dir {above} {group}={path.stem}"
    chosen = f"{group}={path.stem} --config-dir FOLDER"
    return f"; {chosen} chooses FOLDER/{group}/{path.stem}.yaml"


def misplaced(group, choice, folders):
    """How a file in a folder of the user's own is found that is not where it is looked for."""
    parts, name = Path(group).parts, f"{choice}.yaml"
    for folder in folders:
        places = (folder / name, folder / group / f"{choice}.yml", folder / f"{choice}.yml")
        path = next((one for one in places if one.is_file()), None)
        if path is None:
            continue
        if path == folder / name and folder.parts[-len(parts) :] == parts:
            above = shlex.quote(short(folder.parents[len(parts) - 1]))
            return f"; {short(path)} is found by the folder above: --config-dir {above}"
        return f"; {short(path)} is found if it lies at {short(folder / group / name)}"
    return ""


def who_says(parent, group, choice, overrides, folders):
    """(place, key) of a choice that no override makes as a whole: which file makes it.

    ``parent`` is where Hydra met the group, which a file that was chosen may have overridden.
    """
    pairs = [text.lstrip("+~").partition("=")[::2] for text in overrides]
    names = [f"{name.partition('@')[0]}/{value}" for name, value in pairs]
    for file in (parent, *names):
        path = file and path_of(file, folders)
        if path and names_choice(path, choice):
            return short(path), group
    given = [name for name, _ in pairs if name.partition("@")[0] == group]
    if given or not parent:
        return COMMAND_LINE, given[0] if given else group
    path = path_of(parent, folders)
    return short(path) if path else parent, group


def path_of(name, folders):
    """The file of a configuration, by its name in the folders that were searched; or None."""
    paths = (folder / f"{name}.yaml" for folder in folders)
    return next((path for path in paths if path.is_file()), None)


def names_choice(path, choice):
    """True if the list of defaults of a file names a choice."""
    found = yaml.load(path.read_text(encoding="utf-8"), LOADER)  # Hydra has read it by now
    defaults = str(found.get("defaults")) if isinstance(found, dict) else ""
    return bool(re.search(rf"(?<![\w-]){re.escape(choice)}(?![\w-])", defaults))


def of_override(error):
    """An override that cannot be parsed."""
    text = str(error.override or "").lstrip("+")
    reason = next(
        (line for line in str(error).splitlines() if not line.startswith(("Error", "See"))), ""
    )
    hint = ""
    if "=" not in text:
        hint = "; an override is written key=value"
    elif arguments.is_open(text) and " " not in text:
        hint = f"; {arguments.WHOLE}"
    elif text.count("=") > 1 or "~" in text or " " in text:
        key, _, value = text.partition("=")
        hint = "; quote the value: " + shlex.quote(f"{key}='{value}'")
    elif reason:
        hint = f" ({reason.strip()})"
    return f"{COMMAND_LINE}: {shown(text)} cannot be read{hint}"


def of_composition(error, overrides):
    """Overrides that Hydra can read and cannot apply."""
    text = first_line(error).replace("'++", "'").replace("override ++", "override ")
    sweep = re.match(r"(?:Ambiguous value for argument|Sweep parameters) '(.*?)'", text)
    if sweep:
        return (
            f"{COMMAND_LINE}: {shown(sweep[1])} gives several values; "
            "add -m to play each, or write a list as key=[a,b]"
        )
    missing = re.match(r"Could not (?:override|delete from config\.) '(.*?)'", text)
    if missing and missing[1] in groups():
        takes = f"this scenario takes no file of it; single values are set as {missing[1]}.NAME"
        return f"{COMMAND_LINE}: {missing[1]}: {takes}"
    if missing:
        hints = re.findall(r"Did you mean to override (\S+)\?", str(error))
        return f"{COMMAND_LINE}: {missing[1]}: {no_such(missing[1], hints)}"
    cause = error.__cause__
    if cause is None:
        return f"the configuration cannot be composed: {text}"
    return of_another(cause, overrides)


def first_line(error):
    """The first line of an error's message."""
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


def sentence(error, overrides=()):
    """The sentence for an error of composition."""
    if isinstance(error, PremiseError):  # of what is no override, which nothing was composed of
        return f"{COMMAND_LINE}: {error}"
    if isinstance(error, Unreadable):
        return str(error)
    if isinstance(error, MarkedYAMLError):
        return of_file(error)
    if isinstance(error, MissingConfigException):
        return of_missing(error, overrides)
    if isinstance(error, OverrideParseException):
        return of_override(error)
    if isinstance(error, SearchPathException):
        return f"{COMMAND_LINE}: {first_line(error)}"
    if isinstance(error, ConfigCompositionException):
        return of_composition(error, overrides)
    if "Config group override" in str(error):
        return f"{COMMAND_LINE}: a choice of files takes a name (such as scenario={example()})"
    if "Exceeds the limit" in str(error):  # of digits, which Python sets
        long = max(overrides, key=len, default="").lstrip("+")
        return f"{COMMAND_LINE}: {long.partition('=')[0]}: the number has too many digits"
    return of_another(error, overrides)


@contextlib.contextmanager
def in_one_sentence(overrides):
    """Composing what overrides say, for a caller that is no command: refused in one sentence."""
    try:
        yield
    except PremiseError:
        raise
    except Exception as error:  # of Hydra, which has many
        raise Refused(sentence(error, overrides)) from None


def of_another(error, overrides):
    """Anything else: a value that cannot be filled in, a folder that cannot be made, ..."""
    if isinstance(error, OSError) and error.filename:  # of the folder of hydra.sweep.dir
        return f"{short(error.filename)}: {error.strerror.lower()}"
    key = re.search(r"full_key: (\S+)", str(error))
    elsewhere = next((text.lstrip("+") for text in overrides if "${" in text), "")
    if elsewhere and isinstance(error, AssertionError):  # Hydra's, of what it makes of such a name
        name, _, value = elsewhere.partition("=")
        return f"{COMMAND_LINE}: {name}: {shown(value)} is not allowed; it takes a name"
    if not key:
        is_hydras = isinstance(error, HydraException | OmegaConfBaseException | ValueError)
        where = "" if is_hydras else "; TRUCE_TRACEBACK=1 shows where"  # nobody foresaw it
        return f"the configuration cannot be composed: {first_line(error)}{where}"
    own = any(text.lstrip("+").startswith(f"{key[1]}=") for text in overrides)
    place = COMMAND_LINE if own else "the configuration"
    return f"{place}: {key[1]}: it has no value ({first_line(error)})"


@contextlib.contextmanager
def on_command_line(keys):
    """Say of a verb's own settings that they stand on the command line, unknown to Hydra."""
    try:
        yield
    except PremiseError as error:
        if error.key.partition(".")[0] not in keys:
            raise
        raise Refused(f"{COMMAND_LINE}: {error}") from error


def example():
    """A scenario that exists."""
    return next((path.stem for path in sorted((CONFIGS / "scenario").glob("*.yaml"))), "NAME")

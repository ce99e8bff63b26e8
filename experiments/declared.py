"""Files that declare what a verb does: one of ours by its name, or a user's own by its path."""

from pathlib import Path

from omegaconf import OmegaConf
from omegaconf.errors import OmegaConfBaseException
from yaml import MarkedYAMLError, YAMLError

from experiments import configs, sentences
from experiments.where import short
from sim import safe_yaml
from sim.checks import as_mapping
from sim.refusals import PremiseError, nearest, shown, unknown

UNREADABLE = (YAMLError, OmegaConfBaseException, OSError, RecursionError, ValueError)


def path_of(name, group):
    """The file of a name in a group of ``configs``, or at a path; ``group`` is the key as well."""
    ours = configs.CONFIGS / group
    for path in (ours / f"{name}.yaml", Path(name).expanduser()):
        if path.is_file():
            return path
    known = sorted(one.stem for one in ours.glob("*.yaml"))
    takes = f"it takes a YAML file, or one of {', '.join(known)}"
    if not name:
        raise PremiseError(group, f"is not given; {takes}")
    if path.suffix or path.parent != Path():
        hint = nearest(path.stem, known)
        raise PremiseError(group, f"there is no such file as {shown(name)}; {takes}{hint}")
    raise PremiseError(group, f"{shown(name)} is not allowed; {takes}{nearest(name, known)}")


def contents(path):
    """A YAML file as plain data."""
    try:
        with path.open(encoding="utf-8") as stream:
            safe_yaml.check(stream, twice=True)
        return OmegaConf.to_container(OmegaConf.load(path), resolve=True)
    except MarkedYAMLError as error:
        if error.problem_mark is None:
            raise sentences.Refused(f"{short(path)}: {error.problem}") from None
        raise sentences.Refused(sentences.of_file(error)) from None
    except safe_yaml.MISFITS:
        problem = "it has a value that does not fit the tag before it"
        raise sentences.Refused(f"{short(path)}: {problem}") from None
    except UNREADABLE as error:
        raise sentences.Refused(f"{short(path)}: {sentences.first_line(error)}") from None


def title(data):
    """What such a file calls itself; empty where it does not."""
    return str(data.get("title") or "")


def read(name, group, takes):
    """What such a file declares, and the file; ``takes`` are the keys that it may have."""
    path = path_of(name, group)
    try:
        data = as_mapping(contents(path), "the file")
        for key in data:
            if key not in takes:
                raise unknown("", key, takes)
    except PremiseError as error:
        raise sentences.Refused(f"{short(path)}: {error}") from None
    return data, path

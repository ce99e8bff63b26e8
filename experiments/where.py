"""Where a key of the composed configuration was set: which file, or the command line.

Hydra does not note where a value came from. It does give the list of files in the order in which
they were merged, each with the place it was merged at: the last file that names a key set it.
"""

from functools import cached_property
from pathlib import Path

import yaml
from hydra._internal.config_loader_impl import ConfigLoaderImpl
from hydra.core.global_hydra import GlobalHydra
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.types import RunMode
from omegaconf import OmegaConf

from sim import given
from sim.plain_yaml import LOADER

COMMAND_LINE = "the command line"
ABSENT, IN_PART = object(), object()  # not set; only something below it is set


class Noting(ConfigLoaderImpl):
    """Hydra's loader, which remembers the files of its last composition."""

    merged = None

    def _compose_config_from_defaults_list(self, defaults, repo):
        self.merged = tuple(defaults)
        return super()._compose_config_from_defaults_list(defaults, repo)


def note_files():
    """Let the Hydra that is set up remember what it composes; finding out anew takes 0.2 s."""
    hydra = GlobalHydra.instance().hydra
    hydra.config_loader = Noting(hydra.config_loader.config_search_path)


class Sources:
    """The command line and the files of one composition; ``hydra`` is its Hydra node."""

    def __init__(self, hydra):
        self.hydra = hydra
        self.loader = GlobalHydra.instance().config_loader()  # that of this composition
        self.merged = getattr(self.loader, "merged", None)  # none under Hydra's own main
        self.overrides = texts(hydra.overrides.task)

    @cached_property
    def folders(self):
        """The folders in which files are looked for, the first first."""
        sources = self.hydra.runtime.config_sources
        return [Path(entry.path) for entry in sources if entry.schema == "file"]

    def entries(self):
        """The files that were merged, as Hydra lists them."""
        if self.merged is not None:
            return self.merged
        overrides = [*texts(self.hydra.overrides.hydra), *self.overrides]
        name = self.hydra.job.config_name
        return self.loader.compute_defaults_list(name, overrides, RunMode.RUN).defaults

    @cached_property
    def parts(self):
        """(path, place in the configuration) of each file, last merged first."""
        files = []
        for entry in reversed(self.entries()):
            for folder in self.folders:
                path = folder / f"{entry.config_path}.yaml"
                if path.is_file():
                    files.append((path, "" if entry.package == "_global_" else entry.package or ""))
                    break
        return files

    @cached_property
    def files(self):
        """(path, contents placed where Hydra placed them), last merged first."""
        return [(path, placed(read(path), place)) for path, place in self.parts]

    @cached_property
    def values(self):
        """The premises that the files give, each with the words beside it, by dotted name."""
        return given.read(reversed(self.parts))

    def in_files(self, key):
        """(file, value) for each file that sets a key, last merged first."""
        for path, contents in self.files:
            value = under(contents, key)
            if value is not ABSENT:
                yield short(path), value

    def in_files_but_names(self, key):
        """What the last file that sets a key gives it, those aside that hide names; or ABSENT."""
        values = (value for path, value in self.in_files(key) if Path(path).parent.name != "names")
        return next(values, ABSENT)

    def on_command_line(self, key):
        """(the command line, value) for each override of a key or of part of it, last first."""
        parser = OverridesParser.create()
        for text in reversed(self.overrides):
            override = parser.parse_override(text)
            name = override.key_or_group
            is_choice = override.get_key_element().lstrip("+~") in self.hydra.runtime.choices
            if is_choice and not isinstance(override.value(), dict):
                continue  # a file's name: its values stand in the file
            if name.startswith(f"{key}."):
                yield COMMAND_LINE, IN_PART
            elif name == key:
                yield COMMAND_LINE, override.value()
            elif key.startswith(f"{name}."):
                value = under(override.value(), key[len(name) + 1 :])
                if value is not ABSENT:
                    yield COMMAND_LINE, value

    def last_value(self, key):
        """The value that the last place to name a whole key gives it."""
        for finder in (self.on_command_line, self.in_files):
            for _, value in finder(key):
                return ABSENT if value is IN_PART else value
        return ABSENT

    def place(self, key):
        """The place that set a key, or the nearest key above it, in words."""
        parts = key.partition(":")[0].split(".")  # a design's error names what varies after it
        for length in range(len(parts), 0, -1):
            part = ".".join(parts[:length])
            for finder in (self.on_command_line, self.in_files):
                for place, _ in finder(part):
                    return place
            if any(text.lstrip("+~").partition("=")[0] == part for text in self.overrides):
                return COMMAND_LINE  # the choice of a file is what is wrong, and none in it
        return "the configuration"


def texts(node):
    """The texts of a list in the configuration, as they were written: not filled in."""
    return list(OmegaConf.to_container(node, resolve=False))


def read(path):
    """The contents of a YAML file as plain data, its list of defaults left out."""
    contents = yaml.load(path.read_text(encoding="utf-8"), LOADER)
    if not isinstance(contents, dict):  # a list, which Hydra takes for nothing
        return {}
    return {key: contents[key] for key in contents if key != "defaults"}


def placed(contents, package):
    """Contents under the mapping that Hydra merges them into."""
    for part in reversed([part for part in (package or "").split(".") if part != "_global_"]):
        contents = {part: contents} if part else contents
    return contents


def under(contents, key):
    """The value of a dotted key, or ``ABSENT``; entries of lists go by number."""
    for part in key.split("."):
        if isinstance(contents, list) and part.isdigit() and int(part) < len(contents):
            contents = contents[int(part)]
        elif isinstance(contents, dict) and part in contents:
            contents = contents[part]
        else:
            return ABSENT
    return contents


def place_in(folders, path):
    """A path as it stands in the first of some folders that it lies in: the same on any machine."""
    for folder in folders:
        if path.is_relative_to(folder):
            return path.relative_to(folder).as_posix()
    return path.name


def short(path):
    """A path as it is shorter to read: from the current folder if it lies below."""
    try:
        return str(Path(path).resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)

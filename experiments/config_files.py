"""Files of the user's own, looked at before Hydra reads them; each refused by its name.

Hydra takes for ever to read a file of aliases of aliases, takes ``010`` for 8, and does not say
which file it was that it could not read.
"""

from pathlib import Path

from hydra._internal.core_plugins.file_config_source import FileConfigSource
from hydra._internal.sources_registry import SourcesRegistry
from hydra.core.plugins import Plugins
from hydra.plugins.config_source import ConfigLoadError
from yaml import MarkedYAMLError

from experiments.configs import CONFIGS
from experiments.where import short
from sim import safe_yaml


class Unreadable(Exception):
    """A file that Hydra cannot read; the message is one sentence that says which, and why."""


class Looking(FileConfigSource):
    """Hydra's reader of a folder, which looks first."""

    def load_config(self, config_path):
        """A file's contents, as Hydra takes them."""
        path = Path(self.path, self._normalize_file_name(config_path)).resolve()
        try:
            if path.is_file() and not path.is_relative_to(CONFIGS):
                with path.open(encoding="utf-8") as stream:
                    safe_yaml.check(stream, twice=True)
            return super().load_config(config_path)
        except ConfigLoadError:  # there is no such file
            raise
        except MarkedYAMLError as error:
            if error.problem_mark is not None:
                raise
            raise Unreadable(f"{short(path)}: {error.problem}") from error
        except Exception as error:
            lines = str(error).strip().splitlines() or [type(error).__name__]
            raise Unreadable(f"{short(path)}: this cannot be read: {lines[0]}") from error


def look():
    """Have Hydra look at files first, from now on."""
    Plugins.instance()  # which registers Hydra's own reader
    SourcesRegistry.instance().types[Looking.scheme()] = Looking

"""What a folder or a figure says of how it was made."""

from pathlib import Path
from typing import NamedTuple

from experiments import provenance
from experiments.reproducing import allowed
from sim import marked
from sim.refusals import PremiseError, shown

KEY = "experiments.reproduce"
TAKES = "it takes a folder of results, a report, or a figure (SVG or PNG) that this program drew"


class Recorded(NamedTuple):
    """A result as its own files describe it; what strangers wrote there is theirs to answer for."""

    path: Path
    command: list  # as it is played, checked
    about: dict  # the entries of provenance.json, or the settings that a figure carries

    @property
    def is_figure(self):
        """True for a figure, False for a folder."""
        return self.path.is_file()

    @property
    def verb(self):
        """The verb that made it."""
        return self.command[0].rpartition(".")[2]


def read(path):
    """What is recorded at a path; refuses what cannot be played again."""
    path = Path(path).expanduser()
    if not path.exists():
        raise PremiseError(KEY, f"there is no such file or folder as {shown(str(path))}; {TAKES}")
    try:
        about = of_figure(path) if path.is_file() else of_folder(path)
    except RecursionError:
        raise PremiseError(KEY, f"'{path}' is nested too deeply to be read; {TAKES}") from None
    command = about.get("command")
    if command is None:
        problem = f"'{path}' has no command: it was asked for in Python (experiments.frames)"
        raise PremiseError(KEY, f"{problem}, so that there is none to play again")
    return Recorded(path, allowed.checked(command), about)


def of_folder(path):
    """The record of a folder."""
    found = provenance.read(path)
    if found is None:
        problem = f"'{path}' has no {provenance.FILE} that can be read"
        raise PremiseError(KEY, f"{problem}, so that nothing says how it was made; {TAKES}")
    return found


def of_figure(path):
    """The settings of a figure; refuses one that does not say by their hash what it shows."""
    found = marked.settings_of(path)
    if not isinstance(found.get("numbers"), str):
        raise PremiseError("figure", f"'{path}' does not say which numbers it shows; {TAKES}")
    return found

"""The command that makes a result again: as it was given, less what changes no number."""

import re
import shlex

from experiments import command_line, where
from experiments.settings import OUTSIDE
from sim.refusals import PremiseError

# A posterior and a domain count by what is in them: the command needs the place, no hash does.
LEFT_OUT = tuple(key for key in OUTSIDE if key not in ("posterior", "domain"))
# Of the settings that verbs other than experiments.run declare: what changes no number of a result.
CHANGE_NO_NUMBER = ("threads", "out", "plots", "page", "dry_run")
PARTS = ("design.part", "design.parts")  # who played which points of a sweep


def key(text):
    """What an argument sets."""
    return text.lstrip("+").partition("=")[0]


def of_given(verb, given, outside=CHANGE_NO_NUMBER):
    """The command of a verb, as a list of texts, from its arguments; ``outside`` are left out."""
    return [f"experiments.{verb}", *(text for text in given if key(text) not in outside)]


def changing_no_number(settings):
    """What a verb was told that changes no number of its result, by key."""
    return {key: value for key, value in settings if key in CHANGE_NO_NUMBER}


def of_composed(verb, composed, own=()):
    """The same from what Hydra composed, after a verb's ``own`` arguments.

    Each job of a multirun has its own. The engine stays where the other could not play it.
    """
    outside = {*LEFT_OUT, *PARTS}
    try:
        composed.scenario.check_compiles()
    except PremiseError:
        outside.discard("engine")
    given = map(unmarked, composed.sources.overrides)
    return of_given(verb, [*own, *flags(composed.sources), *given], outside)


def flags(sources):
    """Folders and the file that Hydra was told to read."""
    for source in sources.hydra.runtime.config_sources:
        if source.provider == "command-line":
            yield from ("--config-dir", where.short(source.path))
    if sources.hydra.job.config_name not in (None, "config"):
        yield from ("--config-name", sources.hydra.job.config_name)


def unmarked(override):
    """An override as a user types it."""
    text = override.removeprefix("++")
    return text if command_line.is_parameter(text) else override


def shell(command):
    """A command as a shell takes it."""
    return shlex.join(["python", "-m", *command])


def lines(command, width=76):
    """The same cut into lines that a shell puts together again, none much longer than ``width``.

    An argument that is longer than a line is cut within its quotes; what follows begins its line.
    """
    found, line = [], ""
    for text in ("python", "-m", *command):
        for place, piece in enumerate(pieces(text, width)):
            glue = " " if line and not place else ""
            if line and (place or len(line) + len(glue) + len(piece) > width):
                found.append(f"{line}{glue}\\")
                line, glue = "", ""
            line += glue + piece
    return (*found, line)


def pieces(text, width):
    """An argument quoted for a shell, in pieces of which none is much longer than a line."""
    quoted = shlex.quote(text)
    if len(quoted) <= width:
        return [quoted]
    most = width - 4  # quotes and the backslash
    cut = (
        rf"(?s).{{1,{most}}}\Z|.{{1,{most}}}(?<=[,\s])|.{{1,{most}}}"  # after a comma, if it can be
    )
    found = re.findall(cut, text)
    return [shlex.quote(piece) if "'" in piece else f"'{piece}'" for piece in found]

"""The command that makes a result again: as it was given, less what changes no number."""

import shlex

from experiments import composing, where
from experiments.settings import OUTSIDE
from sim.refusals import PremiseError

# A posterior and a domain count by what is in them: the command needs the place, no hash does.
LEFT_OUT = tuple(key for key in OUTSIDE if key not in ("posterior", "domain"))
PARTS = ("design.part", "design.parts")  # who played which points of a sweep


def key(text):
    """What an argument sets."""
    return text.lstrip("+").partition("=")[0]


def of_given(verb, given, outside):
    """The command of a verb, as a list of texts, from its arguments; ``outside`` are left out."""
    return [f"experiments.{verb}", *(text for text in given if key(text) not in outside)]


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
    return text if composing.is_parameter(text) else override


def shell(command):
    """A command as a shell takes it."""
    return shlex.join(["python", "-m", *command])

"""Which recorded commands are played: they come in files, and files come from anywhere.

A command is a verb of a closed list and arguments that say what is played. What would write
elsewhere, or tell Hydra how to work (it can be told to load anything), is refused. No shell reads
a command, and what cannot be printed is not in it.
"""

import re
import shlex

from experiments import configs
from sim import plain_text
from sim.refusals import PremiseError, cut, shown

HYDRA = ("audit", "run", "sensitivity", "sweep")  # Hydra reads their ``out``
DRAWING = ("branch", "compare", "run", "sweep", "tournament")  # ``plots`` changes nothing else
VERBS = (*HYDRA, "backtest", "branch", "calibrate", "compare", "discover", "rescue", "tournament")

ELSEWHERE = ("out", "page", "dry_run")  # where to, and whether at all
FLAGS = ("--config-dir", "-cd", "--config-name", "-cn")  # each followed by what it names
NAME = r"[A-Za-z_][\w.@:/-]*"
ARGUMENT = re.compile(rf"\+{{0,2}}({NAME})=|~({NAME})(?:=|$)")
LESSON = re.compile(r"only=\[(\w+)\]")
FILES = ("calibration", "compare", "domain", "headlines", "posterior", "rescue", "tournament")


def checked(command):
    """A recorded command as it is played; refuses any that may do more than play."""
    if not command or not is_texts(command):
        raise refused(command, "it takes a list of texts")
    if any(map(plain_text.problem, command)):
        raise refused(command, "it has characters that cannot be printed")
    command = of_run(command)
    if verb_of(command) not in VERBS or command[0] != f"experiments.{verb_of(command)}":
        raise refused(command, f"it takes one of {', '.join(VERBS)}")
    for text in parted(command)[0]:
        check(text, command)
    return command


def is_texts(command):
    """True for a list of texts."""
    return isinstance(command, list) and all(isinstance(text, str) for text in command)


def verb_of(command):
    """The verb of a command."""
    return command[0].rpartition(".")[2]


def of_run(command):
    """The command; that of a lesson on theory as the run it is made of, which writes no page."""
    lesson = LESSON.fullmatch(command[1]) if len(command) == 2 else None
    if command[0] == "experiments.theory" and lesson:
        return ["experiments.run", f"theory={lesson[1]}"]
    return command


def parted(command):
    """What the arguments of a command set, the configurations that flags name, a sweep's folder."""
    rest, named, waits = [], [], False
    for text in command[1:]:
        flag, equals, value = text.partition("=")
        if waits and not text.startswith("-"):
            named.append(text)
            waits = False
        elif flag in FLAGS and equals:
            named.append(value)
        elif text in FLAGS:
            waits = True
        else:
            rest.append(text)
    folders = []
    if command[0] == "experiments.discover" and not named:
        folders = [text for text in rest[:1] if "=" not in text and text[:1] not in "-~"]
    return rest[len(folders) :], named, folders


def check(text, command):
    """Refuse an argument that does more than say what is played."""
    found = ARGUMENT.match(text)
    if not found:
        raise refused(command, f"{plain_text.in_a_line(shown(text))} is no KEY=VALUE")
    parts = re.split(r"[.@:/]", found[1] or found[2])
    if "hydra" in parts:
        raise refused(
            command,
            f"{plain_text.in_a_line(shown(text))} says how Hydra works, and not what is played",
        )
    if parts[0] in ELSEWHERE:
        raise refused(
            command,
            f"{plain_text.in_a_line(shown(text))} says where to write, and not what is played",
        )


def refused(command, why):
    """The refusal of a command."""
    text = shlex.join(command) if is_texts(command) else str(command)
    return PremiseError(
        "command", f"'{cut(plain_text.in_a_line(text))}' is recorded, and not played: {why}"
    )


def own_files(command):
    """Files and folders of the user's own that a command names openly."""
    rest, named, folders = parted(command)
    for text in rest:
        key, _, value = text.lstrip("+").partition("=")
        if key in FILES and not (configs.CONFIGS / key / f"{value}.yaml").is_file():
            folders.append(value)
    return named + folders

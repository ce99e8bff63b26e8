"""Playing a recorded command, in a process of its own, into a folder of ours.

Paths in a command are as they were when it was given: from the current folder. Nothing but the
folder is written, and that goes unless it is asked for.
"""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

from experiments import commands, provenance, results, sentences
from experiments.reproducing import allowed
from experiments.reproducing.recorded import KEY
from sim import plain_text, players
from sim.checkout import ROOT
from sim.refusals import PremiseError

RESULT, SWEEP = "again", "sweep-again"  # what is played, and the sweep that discovery plays first


def play(screen, recorded, desk, chosen):
    """Play what is recorded; the folder with its result, in ``desk`` unless ``out`` is given."""
    refuse_configurations(recorded, chosen.code)
    out = free(recorded, chosen.out) if chosen.out else None
    screen.print(f"Playing again: {commands.shell(recorded.command)}", soft_wrap=True)
    files = allowed.own_files(recorded.command)
    if files:
        screen.print(f"It reads files of your own: {', '.join(files)}", soft_wrap=True)
    if out is None:
        return carried_out(recorded, desk / RESULT, desk, chosen)
    with results.fresh(out) as hidden:
        made = carried_out(recorded, hidden / RESULT, desk, chosen)
        for path in made.iterdir():
            path.rename(hidden / path.name)
        made.rmdir()
    return out


def refuse_configurations(recorded, code):
    """Refuse folders of configuration, unless code may run: Hydra loads what they tell it to."""
    named = allowed.parted(recorded.command)[1]
    if named and not code:
        problem = f"'{recorded.path}' was made with a configuration of its user's, '{named[0]}'"
        raise PremiseError(KEY, f"{problem}, which may bring code; read it, then give code=true")


def free(recorded, out):
    """The folder to keep the result in: a new or an empty one, outside what is given."""
    folder = Path(out).expanduser()
    try:
        is_free = not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
    except (OSError, ValueError) as error:
        raise results.unwritable(folder, error) from None
    if not is_free:
        problem = f"'{folder}' holds something and is left as it is; it takes a new or empty folder"
        raise PremiseError("out", problem)
    if recorded.path.resolve() in (folder.resolve(), *folder.resolve().parents):
        problem = f"'{folder}' lies in what is given, to which nothing is added"
        raise PremiseError("out", f"{problem}; it takes another folder")
    results.check_writable(folder)
    return folder


def carried_out(recorded, folder, desk, chosen):
    """Play into a folder and return it; refused or failed as the command says in its own words."""
    given = [*recorded.command, *more(recorded, folder, desk, chosen)]
    done = process([sys.executable, "-P", "-m", *given], surroundings(chosen.code))
    if provenance.read(folder) is not None:  # even where points of a sweep could not be played
        return folder
    said = done.stderr.strip().splitlines() or [f"it ended with status {done.returncode}"]
    sentence = f"the recorded command could not be played again: {said[-1]}{since(recorded)}"
    raise (sentences.Refused if done.returncode == 2 else sentences.Failed)(sentence)


def since(recorded):
    """That the program has changed since, as far as it has."""
    if recorded.about.get("code_hash") == provenance.code_hash():
        return ""
    return " (the result was made by another version of the code)"


def more(recorded, folder, desk, chosen):
    """The arguments that say where to, how fast, and whether figures are drawn."""
    verb = recorded.verb
    given = [f"out={quoted(folder) if verb in allowed.HYDRA else folder}"]
    if may_leave_out(recorded):
        given.append(f"plots={str(recorded.is_figure or chosen.plots).lower()}")
    if verb != "discover":
        return [*given, f"threads={chosen.threads}"]
    _, _, folders = allowed.parted(recorded.command)
    if folders:  # nothing is played
        return given
    # discovery has an ``out`` of its own, and Hydra one for the sweep that is played first
    return [*given, f"threads={chosen.threads}", f"++out={quoted(desk / sweep_name(recorded))}"]


def may_leave_out(recorded):
    """True if a result can be played without its figures."""
    return recorded.verb in allowed.DRAWING


def sweep_name(recorded):
    """The name of the sweep that discovery played first, which its page repeats."""
    sweep = recorded.about.get("sweep")
    name = Path(str(sweep.get("folder", ""))).name if isinstance(sweep, dict) else ""
    is_plain = plain_text.in_a_line(name) == name
    return name if name.startswith("sweep-") and is_plain else SWEEP


def quoted(path):
    """A path as Hydra reads it on the command line."""
    text = str(path).replace("'", "\\'")
    return f"'{text}'"


def surroundings(code):
    """The environment of the command: it imports this checkout, and own code only if allowed."""
    paths = filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))
    found = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    return found if code else {**found, players.OWN_CODE: players.REFUSED}


def process(command, environment):
    """Run a command to its end; an interrupt ends it first, and waits until it has cleared up."""
    with subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    ) as running:
        try:
            _, said = running.communicate()
        except BaseException:
            with contextlib.suppress(ProcessLookupError):
                running.terminate()
            running.communicate()
            raise
    return subprocess.CompletedProcess(command, running.returncode, stderr=said)

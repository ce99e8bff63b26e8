"""By which sweep a folder is being filled, as a file in it says until the result is whole."""

import json

from experiments import commands
from sim import whole_files

UNFINISHED = "unfinished.json"
COMMAND = "command"  # that fills the folder; of one that was asked for in Python there is none


def note(folder, identity, command):
    """Write which sweep fills a folder, and with which command."""
    noted = {**identity, COMMAND: command}
    whole_files.put(folder / UNFINISHED, (json.dumps(noted, indent=2) + "\n").encode())


def begun_by(folder):
    """The identity of the sweep that a folder is being filled by; None where no file says so.

    Of a file that is no sweep's, what it says: it is nobody's identity.
    """
    found = noted(folder)
    if not isinstance(found, dict):
        return found
    return {key: value for key, value in found.items() if key != COMMAND}


def noted(folder):
    """All that the file says; None where there is none."""
    try:
        return json.loads((folder / UNFINISHED).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None


def unfinished(folder):
    """What a folder is that is being filled, in words, with the command that goes on with it."""
    goes_on = "is not finished: the command that fills it goes on with it"
    found = noted(folder)
    command = found.get(COMMAND) if isinstance(found, dict) else None
    if not command or not isinstance(command, list):
        return goes_on
    if not all(isinstance(text, str) for text in command):
        return goes_on
    return f"{goes_on}: {commands.shell([*command, f'out={folder}'])}"

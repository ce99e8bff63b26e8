"""What a command has finished so far, told where nobody is left to read what it prints."""

from sim.words import listed

FOLDERS = []  # of this command, in the order in which it left or found them


def note(folder):
    """Note a folder that holds what it is to hold."""
    if folder not in FOLDERS:
        FOLDERS.append(folder)


def told():
    """The folders that are finished, in words."""
    if not FOLDERS:
        return "no result was finished by then"
    return f"finished by then: {listed(map(str, FOLDERS))}"

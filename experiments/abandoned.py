"""Hidden folders that commands left which were killed: told from those of commands that run.

Who writes a hidden folder holds the system's own lock on it, which goes with the process, however
that ends. A folder that nobody holds is abandoned.
"""

import contextlib
import os
import re
import shutil
import time

try:
    import fcntl
except ImportError:  # where there is none, nothing is known to be abandoned
    fcntl = None

MARK = r"(?:old\.)?[0-9a-f]{8}"
YOUNG = 2.0  # seconds in which a folder may have been made and not be held yet


@contextlib.contextmanager
def held(folder):
    """Hold a hidden folder for as long as it is written, wherever it is renamed to."""
    place = None
    with contextlib.suppress(OSError):
        place = lock(folder)
    try:
        yield
    finally:
        if place is not None:
            os.close(place)


def lock(folder):
    """A lock on a folder, as a number to close; refused (``OSError``) if it is somebody else's."""
    if fcntl is None:
        raise OSError("there are no locks")
    place = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(place)
        raise
    return place


def clear(folder):
    """Remove the hidden folders of a folder that nobody writes any more."""
    name = re.compile(rf"\.{re.escape(folder.name)}\.{MARK}")
    with contextlib.suppress(OSError):
        for path in folder.parent.glob(".*"):
            if name.fullmatch(path.name) and path.is_dir() and not path.is_symlink():
                remove(path)


def remove(path):
    """Remove a hidden folder, unless it is held or was made this moment."""
    with contextlib.suppress(OSError):
        if time.time() - path.stat().st_mtime > YOUNG:
            place = lock(path)
            try:
                shutil.rmtree(path, ignore_errors=True)
            finally:
                os.close(place)

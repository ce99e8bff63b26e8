"""The folder that a command leaves: whole, or not at all.

Files are written into a hidden folder beside the target, which takes the target's name when all is
written, and goes on any error or interrupt. Nothing that is there already is ever touched, but that
missing figures and stories are added to a result of the very same command.
"""

import contextlib
import errno
import os
import secrets
import shutil
import tempfile
from pathlib import Path

from experiments import abandoned, finished, provenance
from experiments.sentences import Failed, Refused
from sim.refusals import PremiseError

FULL = (errno.ENOSPC, errno.EDQUOT)


class Taken(Refused):
    """A folder that another command made while this one played."""


def target(out, name, identity):
    """The folder that the results go to: the one asked for, or one named after what they are."""
    if out:
        return Path(out).expanduser()
    return Path("results", f"{name}-{provenance.short_name(identity)}")


def is_finished(folder, identity):
    """True if a folder holds the whole result of the very same command; refuses other contents."""
    try:
        if not os.path.lexists(folder):
            return False
        if folder.is_dir() and not any(folder.iterdir()):
            return False
    except (OSError, ValueError) as error:
        raise unwritable(folder, error) from None
    found = provenance.read(folder)
    if holds(found, identity):
        return True
    problem = f"'{folder}' {other(folder, found, identity)} and is left as it is"
    raise PremiseError("out", f"{problem}; it takes a new or empty folder")


def holds(found, identity):
    """True if a record is that of the very same command."""
    return found is not None and all(found.get(key) == identity[key] for key in identity)


def other(folder, found, identity):
    """What there is in place of a result of the very same command."""
    if not folder.is_dir():
        return "is a file"
    if found is None:
        return "holds something else"
    if found.get("config_hash") == identity["config_hash"]:
        return "holds this result from another version of the code"
    told = [*verb(found), f"{found.get('scenario')}", f"seed {found.get('seed')}"]
    return f"holds another result ({', '.join(told)})"


def verb(found):
    """The verb that a record says left a result; none where it does not say."""
    command = found.get("command")
    return [str(one) for one in command[:1]] if isinstance(command, list) else []


def unwritable(folder, error):
    """The refusal for a folder that cannot be made."""
    reason = (getattr(error, "strerror", None) or str(error)).lower()
    problem = f"'{folder}' cannot be written ({reason}); it takes a folder that can be made"
    return PremiseError("out", problem)


def made(folder):
    """A folder that is there from now on; refuses one that cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from None
    return folder


def check_open(folder):
    """Refuse a folder that is there and takes no new file; leaves nothing behind."""
    try:
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        raise unwritable(folder, error) from None


@contextlib.contextmanager
def renewed(folder):
    """A hidden folder to write into, which takes the place of ``folder`` if all goes well."""
    with hidden_beside(folder, replace) as hidden:
        yield hidden


@contextlib.contextmanager
def fresh(folder):
    """A hidden folder to write into, which becomes ``folder`` if all goes well."""
    with hidden_beside(folder, put) as hidden:
        yield hidden


@contextlib.contextmanager
def hidden_beside(folder, place):
    """A hidden folder beside another; ``place(hidden, folder)`` gives it that name in the end.

    What commands that were killed left beside it goes then.
    """
    try:
        real = real_place(folder)
        made = make_parents(real.parent)
        hidden = real.parent / f".{real.name}.{secrets.token_hex(4)}"
        hidden.mkdir()
    except (OSError, ValueError) as error:
        raise unwritable(folder, error) from None
    try:
        with abandoned.held(hidden), room_in(folder):
            yield hidden
            place(hidden, real)
        finished.note(folder)
        abandoned.clear(real)
    except BaseException:
        shutil.rmtree(hidden, ignore_errors=True)
        for parent in made:
            with contextlib.suppress(OSError):  # not empty: someone else uses it by now
                parent.rmdir()
        raise


@contextlib.contextmanager
def room_in(folder, so="nothing unfinished was kept"):
    """Say that there is no room for a folder; what wrote into it may not know where it wrote."""
    try:
        yield
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise Failed(f"{folder}: there is no room left on the disk, so {so}") from error


def real_place(folder):
    """Where a folder lies, all links followed; a link that leads back to itself leads nowhere."""
    real = Path(os.path.realpath(folder))
    if real.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return real


def make_parents(folder):
    """Make a folder and those above it; returns the ones made, innermost first."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    made = []
    try:
        for entry in reversed(missing):
            entry.mkdir(exist_ok=True)
            made.insert(0, entry)
    except OSError:
        for entry in made:
            entry.rmdir()
        raise
    return made


def replace(hidden, folder):
    """Give the hidden folder its name in place of an older folder, which goes."""
    if not folder.is_dir() or not any(folder.iterdir()):
        put(hidden, folder)
        return
    old = folder.with_name(f".{folder.name}.old.{secrets.token_hex(4)}")
    folder.rename(old)
    hidden.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def put(hidden, folder):
    """Give the hidden folder its name; an empty folder of that name gives way."""
    try:
        if folder.is_dir():
            folder.rmdir()
        hidden.rename(folder)
    except OSError as error:
        if folder.exists():
            problem = f"{folder}: something was put there meanwhile, so nothing was kept"
            raise Taken(problem) from error
        raise


def check_writable(folder):
    """Refuse a folder that cannot be made; leaves nothing behind."""

    class Done(Exception):
        pass

    with contextlib.suppress(Done), fresh(folder):
        raise Done


@contextlib.contextmanager
def adding(folder, name):
    """A hidden place inside a finished result, which becomes its ``name`` if all goes well.

    The record tells of it first: what is recorded and not there is made again by the same command,
    and what is there would be left as it is, recorded or not.
    """
    hidden = folder / f".{name}.{secrets.token_hex(4)}"
    try:
        with room_in(folder / name):
            yield hidden
            provenance.add(folder, name, hidden)
            os.replace(hidden, folder / name)
    finally:
        if hidden.is_dir():
            shutil.rmtree(hidden, ignore_errors=True)
        else:
            hidden.unlink(missing_ok=True)

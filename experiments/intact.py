"""Which files a result or a report holds, as its command left them: a hash of each, kept beside."""

import hashlib
import os
import re
from pathlib import Path, PurePosixPath

from experiments.sentences import Refused
from sim import plain_text

HASH = re.compile(r"[0-9a-f]{64}")


def digest(path):
    """The hash of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def hashes(folder, skip=()):
    """A hash of each file in a folder, by its path there; what ``skip`` names is left out.

    Hidden files are what a command had under way, or a system put there.
    """
    return {
        name: digest(folder / name)
        for name in names(folder)
        if is_plain(folder / name)
        and is_within(name)
        and not any(part.startswith(".") for part in name.split("/"))
        and name.partition("/")[0] not in skip
    }


def is_plain(path):
    """True for a file that is no link."""
    return path.is_file() and not path.is_symlink()


def names(folder):
    """Every entry of a folder that holds no other: files, links, empty folders, by their paths.

    No link is followed; that of a folder ends in a slash if there is nothing in it.
    """
    found = []
    for place, within, files in os.walk(folder):
        here = Path(place).relative_to(folder)
        links = [name for name in within if os.path.islink(os.path.join(place, name))]
        found += [(here / name).as_posix() for name in (*files, *links)]
        if not (within or files) and here.parts:
            found.append(f"{here.as_posix()}/")
    return sorted(found)


def is_listing(found):
    """True for hashes by path, as a record keeps them: none of a path that leads elsewhere."""
    return isinstance(found, dict) and all(
        is_within(name) and isinstance(one, str) and HASH.fullmatch(one) is not None
        for name, one in found.items()
    )


def is_within(name):
    """True for the path of a file in a folder, as it is written there."""
    path = PurePosixPath(name)
    plain = not path.is_absolute() and ".." not in path.parts and plain_text.in_a_line(name) == name
    return plain and path.as_posix() == name and path.parts != ()


def changed(folder, listed):
    """The listed files that are not as they were left: the name of each, and what became of it."""
    for name, one in listed.items():
        path = folder / name
        if not path.is_file():
            yield name, "is gone"
        elif digest(path) != one:
            yield name, "was changed since it was left"


def refuse_changed(folder, listed):
    """Refuse a folder in which a listed file is not as its command left it."""
    found = next(changed(folder, listed), None)
    if found:
        does = "put it back as the command left it, or play the result again into another folder"
        raise Refused(f"{folder / found[0]} {found[1]}; {does}")

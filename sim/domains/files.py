"""Files of domains that others made: found, and read with a limit on their size."""

from pathlib import Path

from sim.refusals import PremiseError, nearest

LARGEST = 5_000_000  # bytes of a file
MOST_FILES = 200  # in a folder that is looked through
GREATEST = 1e9  # number that a file may give: what is added and multiplied stays far from no end


def refuse(path, problem):
    """The error for a file or folder that cannot be read as a domain."""
    return PremiseError("domain", f"'{path}' {problem}")


def at_most(value):
    """What a sentence adds about a number that is too great; nothing for what is none."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return f" from {-GREATEST:g} to {GREATEST:g}" if is_number and value == value else ""


def refuse_unknown(given, known, place, path):
    """Refuse, in a sentence, a name that stands in a place of a file and means nothing there."""
    for name in given:
        if name not in known:
            problem = f"has '{name}' in {place}, where there is no such name{nearest(name, known)}"
            raise refuse(path, f"{problem} (known: {', '.join(map(str, known)) or 'none'})")


def sorted_files(path):
    """The folder to look through, as its files in order, and the file chosen in it, or None."""
    try:
        given = Path(path).expanduser()
        if given.is_file():
            return files_in(given.parent), given
        if given.is_dir():
            return files_in(given), None
    except (OSError, ValueError) as error:
        raise refuse(path, f"cannot be read ({error})") from None
    raise refuse(path, f"is not there (looked in {Path.cwd()}); it takes a folder or a file")


def files_in(folder):
    """The files of a folder, in order; hidden ones left out."""
    found = sorted(one for one in folder.iterdir() if one.is_file() and one.name[0] != ".")
    if len(found) > MOST_FILES:
        raise refuse(folder, f"holds {len(found)} files; it takes a folder of {MOST_FILES} at most")
    return found


def text_of(path):
    """The text of a file in UTF-8."""
    try:
        if path.stat().st_size > LARGEST:
            raise refuse(path, f"is larger than {LARGEST:,} bytes, the most that is read")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise refuse(path, "is not a text in UTF-8") from None
    except OSError as error:
        raise refuse(path, f"cannot be read ({error.strerror})") from None

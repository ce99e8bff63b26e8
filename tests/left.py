"""What commands have left in folders."""

from pathlib import Path

from experiments import provenance


def only_result():
    """The one result under ``results``."""
    (found,) = Path("results").iterdir()
    return found


def contents(folder):
    """The bytes of every file of a folder, by its path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(Path(folder).rglob("*"))
        if path.is_file()
    }


def but_times(folder):
    """The bytes of every file of a result but its record, which holds times."""
    found = contents(folder)
    found.pop(provenance.FILE, None)
    return found

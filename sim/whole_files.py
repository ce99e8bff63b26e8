"""Files that are there whole or not at all, whatever befalls who writes them."""

import contextlib
import os
import secrets


def put(path, contents):
    """Write a file whole."""
    with whole(path) as hidden:
        hidden.write_bytes(contents)


@contextlib.contextmanager
def whole(path, lasting=False):
    """A hidden file beside another, which takes its place if all goes well.

    One that is ``lasting`` is on the disk before it does, so that a power cut leaves no half of it.
    """
    hidden = path.parent / f".{path.name}.{secrets.token_hex(4)}"
    try:
        yield hidden
        if lasting:
            with hidden.open("r+b") as file:
                os.fsync(file.fileno())
        os.replace(hidden, path)
    except OSError as error:
        if error.filename in (None, str(hidden)):  # a full disk is noticed where no name is known
            error.filename = str(path)
        raise
    finally:
        hidden.unlink(missing_ok=True)

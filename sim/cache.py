"""Where compiled code is kept: a folder named by everything it was made from.

The compiler's own cache looks only at the file of the kernel, and would serve an old answer after
an edit to a rule. So the folder's name is a hash of every source and library version.
"""

import hashlib
import os
import platform
import sys
from pathlib import Path

import llvmlite
import numba
import numpy

from sim.checkout import ROOT


def fingerprint(sources):
    """A hash of source files and of what compiles them."""
    versions = (sys.version, numba.__version__, llvmlite.__version__, numpy.__version__)
    digest = hashlib.sha256(repr((versions, platform.machine())).encode())
    for source in sorted(sources):
        digest.update(Path(source).name.encode())
        digest.update(Path(source).read_bytes())
    return digest.hexdigest()[:16]


def folder(sources):
    """The folder for code compiled from ``sources``; None where no place can be written to.

    In the checkout (or where ``TRUCE_CACHE`` says), or else in the user's own cache.
    """
    name = fingerprint(sources)
    home = Path(os.environ.get("TRUCE_CACHE") or ROOT / ".cache")
    for place in (home, Path.home() / ".cache" / "truce-sim"):
        try:
            (place / name).mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(place / name, os.W_OK):
            return str(place / name)
    return None

"""Where compiled code is kept: a folder named by everything it was made from.

The compiler's own cache looks only at the file of the kernel, and would serve an old answer after
an edit to a rule. So the folder's name is a hash of every source and library version.
"""

import hashlib
import os
import platform
import sys
import tempfile
from pathlib import Path

import llvmlite
import numba
import numpy

ROOT = Path(__file__).resolve().parent.parent


def fingerprint():
    """A hash of all sources of ``agents`` and ``sim`` and of what compiles them."""
    digest = hashlib.sha256()
    versions = (sys.version, numba.__version__, llvmlite.__version__, numpy.__version__)
    digest.update(repr((versions, platform.machine())).encode())
    for folder in ("agents", "sim"):
        for source in sorted((ROOT / folder).rglob("*.py")):
            digest.update(source.relative_to(ROOT).as_posix().encode())
            digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def folder():
    """The folder for this version of the code; in the checkout, or else among temporary files."""
    name = fingerprint()
    home = Path(os.environ.get("TRUCE_CACHE") or ROOT / ".cache")
    for place in (home, Path(tempfile.gettempdir()) / "truce-sim-cache"):
        try:
            (place / name).mkdir(parents=True, exist_ok=True)
            return str(place / name)
        except OSError:
            continue
    return ""

"""By which sweep a folder is being filled, as a file in it says until the result is whole."""

import json

UNFINISHED = "unfinished.json"


def begun_by(folder):
    """The identity of the sweep that a folder is being filled by, or None."""
    try:
        return json.loads((folder / UNFINISHED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None

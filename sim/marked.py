"""The settings that a figure was made with, read back from its file: an SVG or a PNG."""

import json
from pathlib import Path

from sim import fields
from sim.refusals import PremiseError


def settings_of(path):
    """The settings that a figure carries, by name; refuses a file that has none."""
    path = Path(path)
    try:
        contents = path.read_bytes()
    except OSError as error:
        raise PremiseError("figure", f"'{path}' cannot be read ({error.strerror})") from None
    found = fields.of_png(contents) if contents.startswith(fields.PNG) else fields.of_svg(contents)
    try:
        settings = json.loads(found or "")
    except ValueError:
        settings = None
    if not isinstance(settings, dict):
        takes = "it takes an SVG or a PNG that this program drew"
        raise PremiseError("figure", f"'{path}' carries no settings; {takes}")
    return settings

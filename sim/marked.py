"""The settings that a figure was made with, read back from its file: an SVG or a PNG.

They lie in it as JSON, under the name of a field that both kinds of file have.
"""

import json
import struct
from pathlib import Path
from xml.etree import ElementTree

from sim.refusals import PremiseError

FIELD = "Source"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
PNG = b"\x89PNG\r\n\x1a\n"


def text(settings):
    """Settings as a figure carries them."""
    return json.dumps(settings, separators=(",", ":"))


def settings_of(path):
    """The settings that a figure carries, by name; refuses a file that has none."""
    path = Path(path)
    try:
        contents = path.read_bytes()
    except OSError as error:
        raise PremiseError("figure", f"'{path}' cannot be read ({error.strerror})") from None
    found = of_png(contents) if contents.startswith(PNG) else of_svg(contents)
    try:
        settings = json.loads(found or "")
    except ValueError:
        settings = None
    if not isinstance(settings, dict):
        takes = "it takes an SVG or a PNG that this program drew"
        raise PremiseError("figure", f"'{path}' carries no settings; {takes}")
    return settings


def of_svg(contents, field=FIELD):
    """A field of an SVG; None where there is none, or the file is no SVG."""
    try:
        found = ElementTree.fromstring(contents).find(f".//{DUBLIN_CORE}{field.lower()}")
    except ElementTree.ParseError:
        return None
    return None if found is None else found.text


def of_png(contents):
    """The field of a PNG, from its first chunk of text under that name; None where there is none.

    A chunk is its length, its kind, its contents and a checksum.
    """
    place = len(PNG)
    while place + 8 <= len(contents):
        length, kind = struct.unpack_from(">I4s", contents, place)
        name, _, value = contents[place + 8 : place + 8 + length].partition(b"\0")
        if kind == b"tEXt" and name == FIELD.encode():
            return value.decode("latin-1")
        place += length + 12
    return None

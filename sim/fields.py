"""What a figure's file says of itself: a field of text in an SVG or a PNG.

The settings that a figure was made with lie in it as JSON, under a name that both kinds have.
"""

import json
import struct
from xml.etree import ElementTree

SETTINGS = "Source"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
PNG = b"\x89PNG\r\n\x1a\n"


def text(settings):
    """Settings as a figure carries them."""
    return json.dumps(settings, separators=(",", ":"))


def of_svg(contents, field=SETTINGS):
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
        if kind == b"tEXt" and name == SETTINGS.encode():
            return value.decode("latin-1")
        place += length + 12
    return None

"""A figure as files: SVG as it was drawn, PDF with its lines, PNG for where only pixels will do.

All three have one size on paper and say what they show and under which settings it was made.
"""

import io
import re
from xml.etree import ElementTree

from PIL import Image, PngImagePlugin

from sim import fields
from sim.report import plain, typesetting

DPI = 300
POINTS = {"pt": 1.0, "": 0.75, "px": 0.75, "in": 72.0, "cm": 72.0 / 2.54, "mm": 72.0 / 25.4}


def files(figure, about):
    """The bytes of the figure's files by the ends of their names; ``about`` are the settings."""
    data = {
        "svg": figure.svg.decode("utf-8"),
        "size": size(figure.svg),
        "title": plain.bare(figure.title),
        "alt": figure.alt,
        "about": [f"{name}: {value}" for name, value in about.items()],
    }
    drawn = typesetting.compiled("figure.typ", "png", data, ppi=DPI)
    return {
        "svg": figure.svg,
        "pdf": typesetting.compiled("figure.typ", "pdf", data, pdf_standards=typesetting.STANDARD),
        "png": described(drawn, data["title"], figure, about),
    }


def size(svg):
    """Width and height of a picture on paper, in points."""
    root = ElementTree.fromstring(svg)
    sides = [length(root.get(side)) for side in ("width", "height")]
    if None in sides:  # as large as its own measure, in pixels
        sides = [float(each) * POINTS["px"] for each in root.get("viewBox").split()[2:]]
    return sides


def length(text):
    """A length of SVG in points; none where it is a share of something or left out."""
    found = re.fullmatch(r"\s*([\d.]+(?:[eE][-+]?\d+)?)\s*([a-z]*)\s*", text or "")
    return float(found[1]) * POINTS[found[2]] if found and found[2] in POINTS else None


def described(png, title, figure, about):
    """A PNG file that says what it shows, its settings and how many dots make an inch.

    What the drawing was made with goes over from the SVG, so that it is read back from both.
    """
    told = PngImagePlugin.PngInfo()
    made = fields.of_svg(figure.svg)
    if made:
        told.add_text(fields.SETTINGS, made)
    for name, value in {"Title": title, "Description": figure.alt, **about}.items():
        told.add_itxt(str(name), str(value))
    held = io.BytesIO()
    with Image.open(io.BytesIO(png)) as drawn:
        drawn.convert("RGB").save(held, "PNG", pnginfo=told, dpi=(DPI, DPI))
    return held.getvalue()

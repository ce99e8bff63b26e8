"""Typst, with fonts that come with Python packages and none of the machine's.

Templates are fixed; what a document says is handed over as data, so that no text is read as markup.
"""

import functools
import importlib.util
import json
from pathlib import Path

import typst

HERE = Path(__file__).parent
STANDARD = "ua-1"  # PDF/UA: what a screen reader needs is there, or nothing is written


AGE = 11  # documents after which typst lets go of what it worked out for one


@functools.cache
def fonts():
    """Typst's own fonts, and the DejaVu fonts that come with matplotlib, which is not imported."""
    drawing = Path(importlib.util.find_spec("matplotlib").origin).parent
    folder = drawing / "mpl-data" / "fonts" / "ttf"
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])


def inputs(**data):
    """Data for a template, each a text in JSON."""
    return {name: json.dumps(value, ensure_ascii=False) for name, value in data.items()}


def compiled(template, kind, data, **options):
    """A template filled with data, as the bytes of a PDF or a PNG file."""
    return typst.compile(
        (HERE / template).read_bytes(),
        root=str(HERE),
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs=inputs(**data),
        format=kind,
        **options,
    )


def forget():
    """Have typst let go of what it worked out so far, some 10 MB a document; takes 15 ms."""
    for _ in range(AGE):
        typst.compile(b"x", font_paths=fonts(), ignore_system_fonts=True, format="pdf")

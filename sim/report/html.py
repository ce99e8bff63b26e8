"""A document as one page for a browser that asks for no other file and runs no script."""

import base64
import re
from pathlib import Path

import jinja2

from sim.report import plain

FEW = 2  # sections of another page that are found without links
HERE = Path(__file__).parent
PAGES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(HERE),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    undefined=jinja2.StrictUndefined,
)


def pieces(text):
    """A text cut where a line may break: in a long name after its marks, and in a hash."""
    return re.split(r"(?<=\w[_./=])(?=[^\W\d_])|(?<=[0-9a-f]{16})(?=[0-9a-f]{16})", text)


PAGES.filters["pieces"] = pieces


def page(document):
    """The page, as text; the same document, the same page."""
    return PAGES.get_template("page.html.jinja").render(
        document=plain.plain(document),
        style=(HERE / "page.css").read_text(encoding="utf-8"),
        foot=in_css(plain.bare(document.foot)),
    )


def fragment(section, name):
    """A section as a part of another page; ``name`` keeps its places apart from those there."""
    shown = plain.section(section, name, plain.counters(f"{name}-"))
    return PAGES.get_template("blocks.html.jinja").module.block(shown, 2)


def within(document, name, level, source):
    """All sections of a document as a part of another page of this program, after links to them.

    Of one section and what is told before it there are no links. ``name`` keeps its places apart
    from those there; ``source`` is where that page finds the picture of a figure, by its name.
    """
    counts = plain.counters(f"{name}-")
    found = PAGES.get_template("blocks.html.jinja").make_module(
        {"address": lambda _, picture: source(picture)}
    )
    shown = [
        plain.section(each, f"{name}-{place}", counts)
        for place, each in enumerate(document.sections, 1)
    ]
    parts = [found.block(each, level) for each in shown]
    if document.contents and len(shown) > FEW:
        parts.insert(0, found.contents(shown, document.contents, level, f"{name}-contents"))
    return "".join(parts)


def address(svg, name=""):
    """An address that is the picture itself, whatever its name."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


PAGES.globals["address"] = address


def in_css(text):
    """A text within the quotes of a style sheet: all but plain letters by their number."""
    return "".join(
        letter if letter.isascii() and letter.isalnum() else f"\\{ord(letter):x} "
        for letter in text
    )

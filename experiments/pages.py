"""Pages of Markdown: their lines, figures and links."""

import os
import re
import textwrap
from pathlib import Path

from experiments import finished
from sim import bibliography, whole_files
from sim.refusals import PremiseError

CITATION = re.compile(r"\[(\w+)\]_")


def folder_of(path, key="out"):
    """Refuse, before anything is played, a page that cannot be written, or a file that is none."""
    if path.suffix != ".md":
        raise PremiseError(key, f"'{path}' is not allowed; it takes a page, NAME.md")
    if path.is_dir() or not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
        problem = f"'{path}' cannot be written; it takes a file in a folder that is there"
        raise PremiseError(key, problem)


def publish(folder, page, name):
    """Copy the page of a result to another place, its figures into ``figures/`` beside it."""
    figures = sorted((folder / "figures").glob("*.png"))
    if figures:
        (page.parent / "figures").mkdir(exist_ok=True)
    for path in figures:
        whole_files.put(page.parent / "figures" / path.name, path.read_bytes())
    write(page, (folder / name).read_text(encoding="utf-8"))


def write(path, text):
    """Write a page whole: the old one stays until the new one is there.

    Beside the page of references what it cites is linked to that.
    """
    if (path.parent / bibliography.PAGE).is_file():
        text = bibliography.linked(text, bibliography.entries())
    whole_files.put(path, uncited(text).encode())
    finished.note(path.parent)
    print(f"Written: {Path(path)}")


def uncited(text):
    """A text with the marks of citations taken off their keys."""
    return CITATION.sub(r"\1", text)


def wrapped(text):
    """Markdown with its paragraphs in lines of at most a hundred characters."""
    blocks = [block.strip("\n") for block in text.split("\n\n") if block.strip()]
    filled = [
        block
        if block.startswith(("|", "#", "!"))
        else textwrap.fill(" ".join(block.split()), 100, break_on_hyphens=False)
        for block in blocks
    ]
    return "\n\n".join(filled) + "\n"


def picture(name, text):
    """A figure on the page."""
    return f"![{text}](figures/{name}.png)"

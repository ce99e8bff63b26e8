"""The sources that the values of a result rest on, or that stand beside them."""

import re
from typing import NamedTuple

from agents.premise import ASSUMPTION
from experiments import grounds
from sim import bibliography, given
from sim.report import document

RECORD = re.compile(r"(J25[TE]|N23E)\d+")  # keys of entries of the record
MARKS = re.compile(r"\*+|[<>]")  # of Markdown


class Cited(NamedTuple):
    """A source, and for how many parameters it counts."""

    key: str
    confidence: str  # that the record gives it; empty where it gives none
    stated: int  # numbers of files that rest on it
    usual: int  # defaults that have their form or sign from it
    beside: int  # values that it stands beside, and does not give


def sources(rows, known):
    """The sources of some rows, in the order of the bibliography.

    A parameter that several scenarios have counts once.
    """
    found = {}
    for row in rows:
        if row.source not in ("", ASSUMPTION):
            place = "usual" if row.given_by == grounds.BY_DEFAULT else "stated"
            entry = found.setdefault(row.source, {})
            entry.setdefault(place, set()).add(row.key)
            if place == "stated":
                entry["confidence"] = row.confidence
        for key in given.keys_in(row.note, known):
            if key != row.source:
                found.setdefault(key, {}).setdefault("beside", set()).add(row.key)
    order = [*(key for key in known if key in found), *(key for key in found if key not in known)]
    return [of(key, found[key], known) for key in order]


def defaults(rows):
    """How many defaults of some rows have a source, and how many of them are numbers."""
    usual = {row.key: row.is_number for row in rows if row.given_by == grounds.BY_DEFAULT
             and row.source not in ("", ASSUMPTION)}  # fmt: skip
    return len(usual), sum(usual.values())


def of_results(results):
    """The keys of all sources that the premises of some results name."""
    rows = [row for one in results for row in grounds.read(one.folder)]
    return {one.key for one in sources(rows, bibliography.entries())}


def of(key, entry, known):
    """A source from the parameters that were gathered for it."""
    confidence = entry.get("confidence", bibliography.confidence(key, known))
    counts = (len(entry.get(place, ())) for place in ("stated", "usual", "beside"))
    return Cited(key, confidence, *counts)


def named(blocks, known):
    """The keys of sources that some blocks of a document name, in the order of the bibliography."""
    found = {key for text in document.texts(blocks) for key in given.keys_in(text, known)}
    return [key for key in known if key in found]


def reference(key, known):
    """A source in full, as plain text."""
    if key not in known:
        return f"`{key}`: it is not in the bibliography of this version."
    return f"`{key}`: {MARKS.sub('', bibliography.reference(known[key]))}"

"""Loaded words in the files of a project: which, where, what to say instead and why.

The list is ``configs/wording.yaml``. Most of it is taken from a glossary that journalists of both
sides wrote ([IPI2013]_), from a news agency's guide ([AP2023]_) and a broadcaster's guidance
([BBC2019]_); the rest is the project's own.
"""

import re
from pathlib import Path
from typing import NamedTuple

import yaml

from experiments.where import short
from sim.checkout import ROOT
from sim.refusals import PremiseError, shown, unknown

FILE = ROOT / "configs" / "wording.yaml"
OWN = ("configs/**/*.yaml", "docs/**/*.md", "*.md", "agents/**/*.py", "sim/**/*.py",
       "experiments/**/*.py", "docs/*.py", "CITATION.cff", "sim/references.bib")  # fmt: skip
KEYS = ("term", "say", "why", "source", "quoted")
ALLOWED = ("file", "text", "why")
QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"|„[^“]*“|«[^»]*»")


class Word(NamedTuple):
    """A term to avoid: a compiled expression, and what to say instead and why."""

    term: re.Pattern
    say: str
    why: str
    source: str
    quoted: bool


class List(NamedTuple):
    """The words, and lines that are let stand: (end of a path, text)."""

    words: tuple
    allowed: tuple


class Use(NamedTuple):
    """A word that was found."""

    file: str
    line: int
    found: str
    say: str
    why: str
    source: str
    text: str


def read(path=FILE):
    """The list in a file, checked."""
    try:
        contents = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = getattr(error, "strerror", None) or "it is not YAML"
        raise PremiseError("wording", f"'{path}' cannot be read ({reason.lower()})") from None
    if not isinstance(contents, dict) or set(contents) - {"words", "allowed"}:
        raise PremiseError("wording", f"'{path}' is not allowed; it takes words and allowed")
    words = [word(one, place) for place, one in enumerate(contents.get("words") or [])]
    allowed = []
    for place, one in enumerate(contents.get("allowed") or []):
        if not isinstance(one, dict) or set(one) != set(ALLOWED) or not all(one.values()):
            problem = f"{shown(one)} is not allowed; it takes {', '.join(ALLOWED)}"
            raise PremiseError(f"wording.allowed.{place}", problem)
        allowed.append((one["file"], one["text"]))
    return List(tuple(words), tuple(allowed))


def word(given, place):
    """One entry of the list, checked."""
    key = f"wording.words.{place}"
    if not isinstance(given, dict):
        raise PremiseError(key, f"{shown(given)} is not allowed; it takes {', '.join(KEYS)}")
    for name in given:
        if name not in KEYS:
            raise unknown(key, name, KEYS)
    for name in KEYS[:4]:
        if not isinstance(given.get(name), str) or not given[name].strip():
            raise PremiseError(f"{key}.{name}", "is missing; it takes a text")
    try:
        term = re.compile(rf"(?<![\w-])(?:{given['term']})(?![\w-])", re.IGNORECASE)
    except re.error as error:
        problem = f"{shown(given['term'])} is not a regular expression ({error})"
        raise PremiseError(f"{key}.term", problem) from None
    return Word(term, given["say"], given["why"], given["source"], bool(given.get("quoted")))


def own_files():
    """The project's own files, in order; the list itself is left out."""
    found = {path for pattern in OWN for path in ROOT.glob(pattern) if path.is_file()}
    return sorted(found - {FILE, *ROOT.glob("docs/audit.md")})


def files_in(folder):
    """The scenario files in a folder of a user's own."""
    return sorted(path for path in Path(folder).rglob("*.yaml") if path.is_file())


def in_files(paths, wording):
    """Every loaded word in some files."""
    found = []
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue  # what cannot be read as text says nothing
        inside = path.is_relative_to(ROOT)
        name = path.relative_to(ROOT).as_posix() if inside else short(path)
        found += in_text(text, name, path.suffix, wording)
    return found


def in_text(text, name, kind, wording):
    """Every loaded word in a text."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        for one in wording.words:
            for match in one.term.finditer(line):
                if one.quoted and in_quotation(line, match, kind):
                    continue
                if any(name.endswith(end) and part in line for end, part in wording.allowed):
                    continue
                found.append(
                    Use(name, number, match[0], one.say, one.why, one.source, line.strip())
                )
    return found


def in_quotation(line, match, kind):
    """True between quotation marks that are meant as such.

    Straight marks end values in YAML and texts in Python; there they count in comments alone.
    """
    start = 0 if kind not in (".yaml", ".py", ".cff") else line.find("#")
    for quotation in QUOTATION.finditer(line):
        straight = quotation[0].startswith('"')
        if straight and (start < 0 or quotation.start() < start):
            continue
        if quotation.start() < match.start() and match.end() < quotation.end():
            return True
    return False


def in_names(premises, wording):
    """Every loaded word in the title and names of a scenario, wherever they were given."""
    texts = [str(premises.get("title") or ""), *map(str, (premises.get("names") or {}).values())]
    return in_text("\n".join(texts), "the scenario as composed", ".txt", wording)

"""Everything that is cited is listed, and everything listed is cited."""

import re

from sim.cache import ROOT

CITED_IN_TEXT = re.compile(r"\[(\w+)\]_")
CITED_IN_CONFIGS = re.compile(r"\b(J25[TE]\d{2,3}|N23E\d{2,3}|[A-Z][a-z]+(?:19|20)\d\d)\b")
SHORT = re.compile(r"J25E\d{3}((?:, \d{3})+)")  # J25E006, 015, 021
IN_SCHEMA = re.compile(r"source=\"(\w+)\"")


def cited():
    """Keys cited in docstrings, in the schema, in templates and in configuration files."""
    found = set()
    for folder in ("agents", "sim", "experiments"):
        for path in (ROOT / folder).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            found |= set(CITED_IN_TEXT.findall(text)) | set(IN_SCHEMA.findall(text))
    for path in (ROOT / "sim").rglob("*.md"):
        found |= set(CITED_IN_TEXT.findall(path.read_text(encoding="utf-8")))
    for path in (ROOT / "configs").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        found |= set(CITED_IN_CONFIGS.findall(text))
        for rest in SHORT.findall(text):
            found |= {f"J25E{number}" for number in re.findall(r"\d{3}", rest)}
    return found - {"assumption"}


def listed():
    """Keys of the bibliography."""
    text = (ROOT / "sim" / "references.bib").read_text(encoding="utf-8")
    return re.findall(r"^@\w+\{(\w+),", text, flags=re.MULTILINE)


def test_no_source_is_missing_and_none_is_decoration():
    assert cited() == set(listed())


def test_no_key_is_listed_twice():
    assert len(listed()) == len(set(listed()))


def test_each_source_of_an_obligation_or_issue_is_listed(january):
    words = [*january.goods.values(), *january.measures.values()]
    assert {entry.source for entry in words} <= {*listed(), "assumption"}

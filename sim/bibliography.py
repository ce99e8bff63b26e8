"""The bibliography: what a key stands for, links to it, and the page that lists all of them.

python -m sim.bibliography > docs/references.md
"""

import re
import unicodedata

from sim.checkout import ROOT

FILE = ROOT / "sim" / "references.bib"
PAGE = "references.md"

ENTRY = re.compile(r"^@(\w+)\{(\w+),\n(.*?)^\}", re.MULTILINE | re.DOTALL)
FIELD = re.compile(r"^\s*(\w+) = \{(.*)\},?$", re.MULTILINE)
ACCENTED = re.compile(r"\\([`'^\"~=.]|[cvkHu](?=[\s{]))\s*\{?(\w)\}?")
ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "H": "\u030b", "v": "\u030c", "c": "\u0327", "k": "\u0328",
}  # fmt: skip
LETTERS = {r"\o": "ø", r"\O": "Ø", r"\l": "ł", r"\ss": "ß", r"\ae": "æ", r"\aa": "å"}
KINDS = (  # of sources, in the order of the page: heading, and what keys begin with
    ("Terms of the ceasefire of January 2025", r"J25T\d+"),
    ("Events of the ceasefire of January 2025", r"J25E\d+"),
    ("The truce of November 2023, day by day", r"N23E\d+"),
    ("Literature, reports and data", r"\w+"),
)
HEAD = """# References

Made from `sim/references.bib` by `python -m sim.bibliography > docs/references.md`; a test fails
when it is stale. Everything that docstrings, parameters and configuration files cite, by key. Terms
and events carry the confidence that the record gives them, and what is disputed about them.
"""


def entries():
    """The bibliography: by key, the fields of each entry as plain text."""
    text = FILE.read_text(encoding="utf-8")
    return {
        key: {name: plain(value) for name, value in FIELD.findall(body)}
        for _, key, body in ENTRY.findall(text)
    }


def plain(text):
    """A field without its marks: accents, dashes and braces."""
    text = ACCENTED.sub(lambda found: found[2] + ACCENTS[found[1]], text)
    for mark, letter in LETTERS.items():
        text = re.sub(re.escape(mark) + r"(?![a-zA-Z])\s*", letter, text)
    text = text.replace("--", "–").replace(r"\_", "_").replace(r"\&", "&").replace(r"\%", "%")
    return unicodedata.normalize("NFC", text.replace("{", "").replace("}", ""))


def people(text):
    """Authors or editors, family names first and joined by ``and``, as they sign."""
    names = [" ".join(reversed(name.split(", "))) for name in text.split(" and ")]
    return ", ".join(names[:-1]) + f" and {names[-1]}" if len(names) > 1 else names[0]


def reference(entry):
    """One entry as a reference, in Markdown."""
    parts = []
    if "author" in entry or "editor" in entry:
        who = people(entry.get("author") or entry["editor"])
        parts.append(f"{who}{'' if 'author' in entry else ' (eds.)'} ({entry['year']})")
        parts.append(f"*{entry['title']}*")
    else:
        parts.append(f"**{entry['title']}**")
    if "journal" in entry:
        number = f"({entry['number']})" if "number" in entry else ""
        pages = f", {entry['pages']}" if "pages" in entry else ""
        parts.append(f"{entry['journal']} {entry.get('volume', '')}{number}{pages}")
    elif "booktitle" in entry:
        pages = f", {entry['pages']}" if "pages" in entry else ""
        parts.append(f"In: {entry['booktitle']}{pages}")
    for name in ("publisher", "note"):
        if name in entry:
            parts.append(entry[name][:1].upper() + entry[name][1:])
    for name in ("howpublished", "url", "doi"):
        if name in entry:
            address = entry[name] if name != "doi" else f"https://doi.org/{entry[name]}"
            parts.append(f"<{address}>" if address.startswith("http") else address)
    return ". ".join(part.rstrip(".") for part in parts) + "."


def confidence(key, known):
    """The confidence that the record gives a source; an empty string where it gives none."""
    found = re.search(r"Confidence: (\w+)", known.get(key, {}).get("note", ""))
    return found[1] if found else ""


def link(key):
    """A key as a link to its place on the page."""
    return f"[{key}]({PAGE}#{key.lower()})"


def linked(text, known):
    """A text with its citations as links, in the manner of docstrings or by bare key."""
    text = re.sub(r"\[(\w+)\]_", r"\1", text)
    return re.sub(r"\b[A-Z]\w+\d\b", lambda found: in_place(found[0], known), text)


def in_place(word, known):
    """A word as a link if it is a key."""
    return link(word) if word in known else word


def cited(text, known):
    """Keys that a page links to."""
    places = set(re.findall(rf"{re.escape(PAGE)}#(\w+)\)", text))
    return {key for key in known if key.lower() in places}


def page():
    """The page, as Markdown."""
    known = entries()
    left = dict(known)
    sections = []
    for heading, pattern in KINDS:
        keys = [key for key in left if re.fullmatch(pattern, key)]
        lines = [f'- <a id="{key.lower()}"></a>`{key}` {reference(left.pop(key))}' for key in keys]
        sections.append("\n".join([f"## {heading}\n", *lines]))
    return "\n\n".join([HEAD.rstrip(), sections[-1], *sections[:-1]]) + "\n"


if __name__ == "__main__":
    print(page(), end="")

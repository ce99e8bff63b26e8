"""The numbers that a scenario's files give, each with the words that stand beside it in the file.

A number counts as resting on a source if it is a date, an amount or the length of a phase, and its
file names a source for it. Most are stated there; others are counted from what it says (what is
left of a total, 1 for what is done as a whole), or taken from what happened. All other numbers are
judgements: assumptions, which a source beside them may inform and cannot give. What names a place
in a list is no number.
"""

import re
from pathlib import Path
from typing import NamedTuple

import yaml

from agents.premise import ASSUMPTION
from sim import bibliography, premises
from sim.checkout import ROOT
from sim.checks import SPREADS
from sim.plain_yaml import LOADER
from sim.reading import WORDS
from sim.rows import LISTS
from sim.words import percent

CONFIGS = ROOT / "configs"
SECTIONS = (*premises.GROUPS, "verification", *LISTS)
STATED = {  # what may rest on a source, by section
    "obligations": ("day", "amount", "done_before"),
    "phases": ("length",),
    "calendar": ("first_day",),
}
DAYS_ASSUMED = re.compile(
    r"\bdays\b[^.;]*\bare\s+assumptions\b"
)  # said over a group of obligations
PLACES = ("party", "stream", "obligation", "phase")  # units of numbers that name a place, or whom
MERGE = "<<"  # what takes over the values of another mapping
COMMENT = re.compile(r"\s*#+ ?(.*)")


class Value(NamedTuple):
    """One value of a file."""

    key: str  # dotted name
    value: object
    words: str  # the comment beside it; empty if there is none
    group: str  # the comment over it and its neighbours
    file: Path
    line: int  # from 1
    cited: tuple  # keys of the sources that the words name
    source: str  # key of the source it rests on, or "assumption"

    @property
    def is_number(self):
        """True for a number, or a range of numbers, that measures something."""
        numeric = isinstance(self.value, int | float | dict) and not isinstance(self.value, bool)
        return numeric and not is_place(self.key)


class Share(NamedTuple):
    """How many numbers there are, and how many of them rest on assumption."""

    assumed: int
    of: int

    def __str__(self):
        return f"{self.assumed} of {self.of} ({percent(self.assumed / max(1, self.of))})"


def files(name):
    """(file, place in the configuration) of the parts of a scenario, in the order of merging.

    For a scenario that lists its parts itself, each by folder and name, and is no variant.
    """
    own = CONFIGS / "scenario" / f"{name}.yaml"
    for part in yaml.load(own.read_text(encoding="utf-8"), LOADER)["defaults"]:
        if part == "_self_":
            yield own, ""
        else:
            (folder, choice), *_ = part.items()
            folder = folder.strip("/")
            yield CONFIGS / folder / f"{choice}.yaml", folder.replace("/", ".")


def read(parts):
    """The values that files give to premises, by dotted name; the last file to name one gives it.

    ``parts`` are pairs of a file and its place in the configuration, in the order of merging.
    """
    found = {}
    known = bibliography.entries()
    for file, place in parts:
        for value in values(file, place, known):
            found.pop(value.key, None)  # so that order follows the last file as well
            found[value.key] = value
    return {key: found[key] for key in sorted(found, key=by_section)}


def by_section(key):
    """Keys in the order of the sections of a scenario; a stable sort keeps the rest."""
    return SECTIONS.index(key.partition(".")[0])


def values(file, place, known):
    """The values of one file that are premises."""
    text = file.read_text(encoding="utf-8-sig")  # libyaml counts no byte order mark
    loader = LOADER(text)
    root = loader.get_single_node()
    if not isinstance(root, yaml.MappingNode):
        return
    notes = comments(text)
    for key, node, words in leaves(root, place, notes):
        if is_premise(key):
            value = loader.construct_object(node, deep=True)
            line = node.start_mark.line
            group, cited = over(notes, line), keys_in(words, known)
            named = entry_source(root, key, place)
            source = source_of(key, group, keys_in(named, known) if named else cited)
            yield Value(key, value, words, group, file, line + 1, cited, source)


def is_premise(key):
    """True for a dotted name of a premise, as against words, the record or a title."""
    section, field = key.partition(".")[0], key.rpartition(".")[2]
    return section in SECTIONS and field not in getattr(WORDS.get(section), "model_fields", ())


def measures(field):
    """True for a parameter that measures something: no name, no switch, no place in a list."""
    return field.annotation in (int, float) and field.json_schema_extra["unit"] not in PLACES


def is_place(key):
    """True for a dotted name of a premise that names a place in a list."""
    section, _, rest = key.partition(".")
    model = premises.GROUPS.get(section) or LISTS.get(section, premises.KindOfPromise)
    field = model.model_fields.get(rest.rpartition(".")[2])  # None if it ends in a party's name
    return field is not None and field.json_schema_extra["unit"] in PLACES


def comments(text):
    """By line, from 0: the comment on it, and whether there is nothing else on it."""
    found = {}
    ends = {}
    for token in yaml.scan(text, Loader=LOADER):
        if token.end_mark.index > token.start_mark.index:
            ends[token.end_mark.line] = token.end_mark.column
    for number, line in enumerate(text.splitlines()):
        comment = COMMENT.fullmatch(line[ends.get(number, 0) :])
        if comment:
            found[number] = (comment[1].strip(), number not in ends)
    return found


def leaves(node, place, notes, begins=0):
    """(dotted name, node, comment beside it) of each value under a mapping.

    ``begins`` is the line on which the mapping's own name stands: all values of an entry in braces
    share the comments on its lines. What is merged (``<<``) comes first, for a mapping's own values
    count for more.
    """
    for other in merged(node):
        yield from leaves(other, place, notes, other.start_mark.line)
    for name, value in node.value:
        if name.value == MERGE:
            continue
        key, line = f"{place}.{name.value}".strip("."), name.start_mark.line
        if isinstance(value, yaml.MappingNode) and not is_range(value):
            yield from leaves(value, key, notes, line)
        elif node.flow_style:
            yield key, value, beside(begins, node.end_mark.line, notes)
        else:
            yield key, value, beside(line, value.end_mark.line, notes)


def merged(node):
    """The mappings that a mapping merges, those that count for less first."""
    for name, value in node.value:
        if name.value == MERGE:
            yield from reversed(value.value) if isinstance(value, yaml.SequenceNode) else [value]


def member(node, name):
    """What a mapping has under a name, its own before what it merges; or None."""
    found = next((value for own, value in node.value if own.value == name), None)
    for other in reversed(list(merged(node))):
        found = found or member(other, name)
    return found


def is_range(node):
    """True for a value that is drawn anew for each run."""
    return any(name.value in SPREADS for name, _ in node.value)


def head(file):
    """The words at the top of a file, as one paragraph; Hydra's own line left out."""
    lines = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        if "@package" not in line:
            lines.append(line.lstrip("# "))
    return " ".join(" ".join(lines).split())


def beside(first, last, notes):
    """The comments that stand beside something on these lines."""
    lines = [notes[line] for line in range(first, last + 1) if line in notes]
    return " ".join(text for text, alone in lines if not alone)


def over(notes, line):
    """The comment that stands over a line, by itself, nearest above it."""
    while line >= 0 and not notes.get(line, ("", False))[1]:
        line -= 1
    block = []
    while notes.get(line, ("", False))[1]:
        block.insert(0, notes[line][0])
        line -= 1
    return "\n".join(block)


def entry_source(root, key, place):
    """What the entry that a value stands in names as its ``source``, or None."""
    node = root
    for part in key[len(place) :].strip(".").split(".")[:-1]:
        node = member(node, part)
    source = member(node, "source")
    return None if source is None else source.value


def keys_in(words, known):
    """The keys of sources in a text, in order."""
    return tuple(word for word in re.findall(r"\b\w+\b", words) if word in known)


def source_of(key, group, keys):
    """The source that a value rests on, or the word assumption; ``keys`` are those beside it."""
    field = key.rpartition(".")[2]
    if field not in STATED.get(key.partition(".")[0], ()):
        return ASSUMPTION
    if field == "day" and DAYS_ASSUMED.search(group):
        return ASSUMPTION
    return keys[0] if keys else ASSUMPTION


def share(found):
    """How many of the numbers that files give rest on assumption."""
    numbers = [value for value in found.values() if value.is_number]
    return Share(sum(value.source == ASSUMPTION for value in numbers), len(numbers))

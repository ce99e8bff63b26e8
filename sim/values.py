"""The values that the files of a scenario give, as tables: a part of the page of parameters."""

from agents.premise import ASSUMPTION
from sim import bibliography, given
from sim.markdown import table
from sim.rows import LISTS

WORLD = "world"
ALL_ASSUMED = "Every number here is an assumption."
SOME_STATED = (
    "Days, amounts and lengths rest on the source named, [counted from it or taken from what "
    "happened](#what-rests-on-assumption) where it does not state them; every other number is an "
    "assumption."
)
ROWS = ("phases", "obligations", "issues")  # shown a row an entry
IN_ORDER = ("by", "kind", "phase", "day", "amount", "worth", "cost")  # columns that come first


def sections(found, known):
    """The sections that the files set, in order; those of the world together, first."""
    there = [section for section in LISTS if any(key.startswith(f"{section}.") for key in found)]
    for section in (WORLD, *there):
        yield values_of(section, found, known)


def values_of(section, found, known):
    """The values of one section."""
    fits = [value for value in found.values() if section_name(value.key) == section]
    places = dict.fromkeys(value.file.relative_to(given.CONFIGS.parent) for value in fits)
    where = ", ".join(f"[{path}](../{path})" for path in map(str, places))
    about = bibliography.linked(heads_of(fits), known)
    form = listed if section == WORLD else side_by_side if section in ROWS else compared
    body = form(fits, known)
    return f"### `{section}`\n\nFrom {where}.\n\n{about}\n\n{body}\n"


def section_name(key):
    """The section of values that a key is shown in."""
    first = key.partition(".")[0]
    return first if first in LISTS else WORLD


def heads_of(fits):
    """The words at the top of each file, as one paragraph a file."""
    found = dict.fromkeys(value.file for value in fits)
    return "\n\n".join(given.head(file) for file in found)


def listed(fits, known):
    """Values a row each, with the words beside them."""
    heads = ("parameter", "value", "rests on", "words beside it")
    lines = [
        (
            f"`{value.key}`",
            shown(value.value),
            basis(value, known),
            bibliography.linked(value.words, known),
        )
        for value in fits
    ]
    return table(heads, lines)


def compared(fits, known):
    """A row a parameter, a column for each thing that has it, then the words beside the values."""
    own = {tuple(value.key.split(".")[1:]): value for value in fits}
    names = list(dict.fromkeys(name for name, _ in own))
    fields = list(dict.fromkeys(field for _, field in own))
    about = {name: words_of_all(own, name) for name in names}
    lines = []
    for field in fields:
        cells = [shown_with_source(own.get((name, field)), known) for name in names]
        words = {
            name: own[name, field].words
            for name in names
            if (name, field) in own and not about[name]
        }
        lines.append((f"`{field}`", *cells, bibliography.linked(joined(words), known)))
    parts = [ALL_ASSUMED if all_assumed(fits) else "Numbers with no source are assumptions."]
    notes = [
        f"- `{name}`: {bibliography.linked(about[name], known)}" for name in names if about[name]
    ]
    if notes:
        parts.append("\n".join(notes))
    heads = ["parameter", *(f"`{name}`" for name in names), "words beside it"]
    if not any(line[-1] for line in lines):
        heads, lines = heads[:-1], [line[:-1] for line in lines]
    return "\n\n".join([*parts, table(heads, lines)])


def all_assumed(fits):
    """True if no number among the values rests on a source."""
    return all(value.source == ASSUMPTION for value in fits)


def words_of_all(own, name):
    """The words that stand beside all values of one thing, as they do where it stands in braces."""
    values = [value for (owner, _), value in own.items() if owner == name]
    words = {value.words for value in values}
    return words.pop() if len(words) == 1 and len(values) > 1 else ""


def shown_with_source(value, known):
    """A value in its cell; the source it rests on, if there is one, beside it."""
    if value is None:
        return ""
    source = "" if value.source == ASSUMPTION else f" {basis(value, known)}"
    return f"{shown(value.value)}{source}"


def joined(words):
    """Words beside several values: once where they are the same, else each with its name."""
    said = {name: text for name, text in words.items() if text}
    if len(set(said.values())) == 1 and len(said) == len(words):
        return next(iter(said.values()))
    return "; ".join(f"{name}: {text}" for name, text in said.items())


def basis(value, known):
    """What a value rests on: a source and its confidence, or assumption; names are neither."""
    if not value.is_number:
        return ""
    if value.source == ASSUMPTION:
        return ASSUMPTION
    level = bibliography.confidence(value.source, known)
    return bibliography.link(value.source) + (f" ({level})" if level else "")


def side_by_side(fits, known):
    """A row an entry, a column a parameter; in groups under the words that stand over them."""
    parts = [ALL_ASSUMED if all_assumed(fits) else SOME_STATED]
    entries = {}
    for value in fits:
        entries.setdefault(value.key.split(".")[1], []).append(value)
    groups = {}
    for name, values in entries.items():
        groups.setdefault(values[0].group, {})[name] = values
    for group, members in groups.items():
        if len(groups) > 1:
            parts.append(bibliography.linked(" ".join(group.split()), known))
        parts.append(matrix(members, known))
    return "\n\n".join(parts)


def matrix(members, known):
    """A table of entries; what a source states, and the words beside an entry, come last."""
    fields = {value.key.split(".")[2]: None for values in members.values() for value in values}
    first = [field for field in IN_ORDER if field in fields]
    fields = [*first, *(field for field in fields if field not in first)]
    lines = []
    for name, values in members.items():
        own = {value.key.split(".")[2]: value for value in values}
        stated = dict.fromkeys(basis(value, known) for value in values)
        sources = [text for text in stated if text not in ("", ASSUMPTION)]
        words = dict.fromkeys(value.words for value in values if value.words)
        lines.append(
            (
                f"`{name}`",
                *(shown(own[field].value) if field in own else "" for field in fields),
                ", ".join(sources) or ASSUMPTION,
                bibliography.linked("; ".join(words), known),
            )
        )
    heads = ["name", *(field.replace("_", " ") for field in fields), "source", "words beside it"]
    empty = (heads.index("source"), ASSUMPTION), (heads.index("words beside it"), "")
    left_out = {place for place, text in empty if all(line[place] == text for line in lines)}
    heads, *lines = (
        [text for place, text in enumerate(line) if place not in left_out]
        for line in (heads, *lines)
    )
    return table(heads, lines)


def shown(value):
    """A value as the files write it, a range in words."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return ", ".join(str(entry) for entry in value) or "none"
    if isinstance(value, dict):
        kind, numbers = next(iter(value.items()))
        return f"{' to '.join(str(number) for number in numbers)} ({kind.replace('_', ' ')})"
    return str(value)

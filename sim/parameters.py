"""The table of all parameters, made from the schema and from the files of the main scenario.

python -m sim.parameters > docs/parameters.md
"""

from agents.premise import ASSUMPTION
from sim import bibliography, given, premises
from sim.layout import choices, is_list
from sim.markdown import anchor, docstring, table
from sim.refusals import bounds, most
from sim.rows import LISTS

MAIN = "january_2025"  # the scenario whose values stand beside the defaults

SECTIONS = {
    **premises.GROUPS,
    "verification.KIND": premises.KindOfPromise,
    **{f"{section}.NAME": model for section, model in LISTS.items()},
}
WORLD = "world"
ALL_ASSUMED = "Every number here is an assumption."
SOME_STATED = (
    "Days, amounts and lengths rest on the source named; every other number is an assumption."
)
ROWS = ("phases", "obligations", "issues")  # shown a row an entry
IN_ORDER = ("by", "kind", "phase", "day", "amount", "worth", "cost")  # columns that come first

HEAD = f"""# Parameters

Made from the schema, and from the files of the scenario `{MAIN}`, by
`python -m sim.parameters > docs/parameters.md`; a test fails when it is stale.

Every parameter may be set in a scenario file or on the command line (`violence.background=0.3`).
Those that may change on *any day* may be given another value on a day (`changes:`; what counts when
a phase begins, such as its length, counts from the next one to begin). Numbers, but for those that
*never* change, may be drawn anew for each run (`{{uniform: [0.2, 0.4]}}`, also `log_uniform` and
`triangular`). A key that ends in `_PARTY` carries a party's name, as in
`mediators.us.leverage_israel`.
"""

SHARES = f"""## What rests on assumption

{{defaults}} defaults rest on assumption; the others have the form or the sign of a number from the
source named, and mostly not the number itself. Of the numbers that the files of `{MAIN}` give,
{{numbers}} rest on assumption. The others are dates, amounts and lengths that a source states
outright; its confidence is the one that the record gives it ([references](references.md)). A source
named beside an assumption says why the number is where it is, or on which side of another; it does
not give the number.
"""


def rows():
    """One row a parameter: key, meaning, unit, allowed, changes, default, source, confidence."""
    for section in SECTIONS:
        yield from rows_of(section)


def rows_of(section):
    """The rows of one section."""
    for key, field in SECTIONS[section].model_fields.items():
        extra = field.json_schema_extra
        if key.endswith("_1"):
            continue
        yield (
            f"{section}.{general(key)}",
            field.description,
            "yes or no" if field.annotation is bool else extra["unit"],
            allowed(field),
            extra["when"],
            shown(field.default),
            extra["source"],
            extra["confidence"],
        )


def general(key):
    """The key of a parameter that is one for each party, with any party's name."""
    return f"{key[:-1]}PARTY" if key.endswith(("_0", "_1")) else key


def allowed(field):
    """The values a parameter takes, briefly."""
    names = choices(field.annotation)
    if names:
        return ", ".join(names)
    if is_list(field.annotation):
        return f"up to {most(field)} numbers, 0 to 1"
    if field.annotation is bool:
        return "true, false"
    low, high = bounds(field)
    return f"{low} to {high}" if high else f"{low} or more"


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


def assumed():
    """How many of the defaults rest on assumption."""
    found = [row[6] for row in rows()]
    return given.Share(found.count(ASSUMPTION), len(found))


def page():
    """The page, as Markdown."""
    known = bibliography.entries()
    found = given.read(given.files(MAIN))
    headings = [f"`{section}`" for section in SECTIONS]
    values = f"Values of `{MAIN}`"
    contents = [f"[{heading}](#{anchor(heading)})" for heading in headings]
    parts = [
        HEAD,
        SHARES.format(defaults=assumed(), numbers=given.share(found)),
        f"Sections: {', '.join(contents)}; [{values[0].lower()}{values[1:]}](#{anchor(values)}).\n",
        *(section_of(section, found, known) for section in SECTIONS),
        f"## {values}\n\nWhat its files set, with the words that stand beside each number there. "
        "All else has its default.\n",
        *(values_of(section, found, known) for section in value_sections(found)),
    ]
    return "\n".join(parts).rstrip() + "\n"


def section_of(section, found, known):
    """One section of the schema: its meaning, and a row a parameter."""
    heads = ("parameter", "meaning", "unit", "allowed", "default", MAIN)
    heads += ("may change", "source", "confidence")
    lines = [
        (
            f"`{key.rpartition('.')[2]}`",
            meaning,
            unit,
            may_be,
            default,
            in_main(key, found),
            when,
            bibliography.in_place(source, known),
            confidence,
        )
        for key, meaning, unit, may_be, when, default, source, confidence in rows_of(section)
    ]
    about = bibliography.linked(docstring(SECTIONS[section].__doc__), known)
    return f"## `{section}`\n\n{about}\n\n{table(heads, lines)}\n"


def in_main(key, found):
    """The values of a parameter in the main scenario; empty where all have the default."""
    section, _, field = key.rpartition(".")
    if section in premises.GROUPS:
        return shown(found[key].value) if key in found else ""
    section = section.partition(".")[0]
    if section in ("parties", "verification"):
        return ", ".join(
            f"{value.key.split('.')[1]} {shown(value.value)}"
            for value in found.values()
            if value.key.startswith(f"{section}.") and value.key.split(".")[2] == field
        )
    stem = field.removesuffix("PARTY")
    fits = [key.split(".") for key in found if key.startswith(f"{section}.")]
    if any(last == field or (stem != field and last.startswith(stem)) for *_, last in fits):
        return f"[by name](#{anchor(section)})"
    return ""


def value_sections(found):
    """The sections that the files set, in order; those of the world together, first."""
    there = [section for section in LISTS if any(key.startswith(f"{section}.") for key in found)]
    return [WORLD, *there]


def values_of(section, found, known):
    """The values of one section of the main scenario."""
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


if __name__ == "__main__":
    print(page(), end="")

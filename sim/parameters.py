"""The table of all parameters, made from the schema and from the files of the main scenario.

python -m sim.parameters > docs/parameters.md
"""

from typing import NamedTuple

from agents.premise import ASSUMPTION
from sim import bibliography, given, premises, values
from sim.layout import choices, is_list
from sim.markdown import anchor, docstring, table
from sim.refusals import bounds, most
from sim.rows import LISTS
from sim.values import shown

MAIN = "january_2025"  # the scenario whose values stand beside the defaults

SECTIONS = {
    **premises.GROUPS,
    "verification.KIND": premises.KindOfPromise,
    **{f"{section}.NAME": model for section, model in LISTS.items()},
}

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
{{numbers}} rest on assumption. The others are dates, amounts and lengths of phases for which the
files name a source. Not all of these stand in the source as they are: some are counted from what
it says (what is left of a total; 1 for what is done as a whole), some are taken from what happened,
and some from an earlier draft or a timetable; its confidence is the one that the record gives it,
and what was found is said there ([references](references.md)). A source
named beside an assumption says why the number is where it is, or on which side of another; it does
not give the number. What names a place in a list, such as an obligation's phase, is no number here.

By the same rule [the audit](audit.md) counts more: beside the numbers that files give, each that no
file sets, once for each party, mediator or obligation that has it. Defaults are counted here once a
parameter, words and switches among them.
"""


class Row(NamedTuple):
    """A parameter of the schema, in words."""

    key: str
    meaning: str
    unit: str
    allowed: str
    changes: str  # when it may take another value
    default: str
    source: str
    confidence: str


def rows():
    """One row a parameter."""
    for section in SECTIONS:
        yield from rows_of(section)


def rows_of(section):
    """The rows of one section."""
    for key, field in SECTIONS[section].model_fields.items():
        extra = field.json_schema_extra
        if key.endswith("_1"):
            continue
        yield Row(
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


def assumed():
    """How many of the defaults rest on assumption."""
    found = [row.source for row in rows()]
    return given.Share(found.count(ASSUMPTION), len(found))


def page():
    """The page, as Markdown."""
    known = bibliography.entries()
    found = given.read(given.files(MAIN))
    sections = [f"`{section}`" for section in SECTIONS]
    heading = f"Values of `{MAIN}`"
    contents = [f"[{section}](#{anchor(section)})" for section in sections]
    parts = [
        HEAD,
        SHARES.format(defaults=assumed(), numbers=given.share(found)),
        f"Sections: {', '.join(contents)}; [values of `{MAIN}`](#{anchor(heading)}).\n",
        *(section_of(section, found, known) for section in SECTIONS),
        f"## {heading}\n\nWhat its files set, with the words that stand beside each number there. "
        "All else has its default.\n",
        *values.sections(found, known),
    ]
    return "\n".join(parts).rstrip() + "\n"


def section_of(section, found, known):
    """One section of the schema: its meaning, and a row a parameter."""
    heads = ("parameter", "meaning", "unit", "allowed", "default", MAIN)
    heads += ("may change", "source", "confidence")
    lines = [
        (
            f"`{row.key.rpartition('.')[2]}`",
            row.meaning,
            row.unit,
            row.allowed,
            row.default,
            in_main(row.key, found),
            row.changes,
            bibliography.in_place(row.source, known),
            row.confidence,
        )
        for row in rows_of(section)
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


if __name__ == "__main__":
    print(page(), end="")

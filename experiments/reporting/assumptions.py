"""What a result rests on: its assumptions and sources, from the table that its folder keeps."""

import collections

import yaml

from experiments import grounds
from experiments.reporting import cited, counted
from sim import bibliography, safe_yaml, values, words
from sim.report.document import Column, Items, Paragraph, Table

NOT_ALL_STATED = (
    "Not all of these stand in the source as they are: some are counted from what it says (what is "
    "left of a total; 1 for what is done as a whole), some are taken from what happened, and some "
    "from an earlier draft or a timetable. The source in full, and the words beside the number, "
    "say what was found."
)
MEANING = (
    "A number counts as resting on a source if it is a date, an amount or the length of a phase, "
    f"and its file names a source for it. {NOT_ALL_STATED} All others are judgements, most of them "
    "in units of the model's own: a source named beside one can inform it, and does not give it. "
    "What names a place in a list is no number here."
)
UNKNOWN = (
    "This report cannot show what the numbers of the result rest on: {why}. Either a version made "
    f"the result that did not keep it, or `{grounds.FILE}` is gone from it or was emptied; the "
    "command that made it writes it anew."
)
HIDDEN = "The names are invented in this result, so that its sources are not given in full here."
CONFIDENCE = (
    "Confidence is the rating (high, medium or low) that those who gathered the record of terms "
    "and events gave to an entry as it stands there: to what was found for it, and not to the use "
    "that the model makes of it. Where an entry tells what a side says, it is about that this was "
    "said. Literature and reports have no rating."
)


def blocks(result):
    """The share that rests on assumption, then all premises with sources and confidence."""
    found = by_scenario(grounds.read(result.folder))
    if not found:
        yield from unknown(result)
        return
    base, *others = found
    yield from shares(result, base, found[base], bool(others))
    if others:
        yield of_scenarios(result, found)
    yield of_sections(result, base, found[base])
    yield of_premises(result, base, found[base])
    if others:
        yield from differences(result, found)


def sources(results):
    """The sources that all results name, each once."""
    rows = dict.fromkeys(row for one in results for row in grounds.read(one.folder))
    if rows:
        yield from of_sources(list(rows))
    else:
        yield Paragraph("The folders of the results hold no sources of their premises.")


def of_defaults(rows):
    """What the counted defaults are, so that they can be laid beside the shares told before."""
    every, numbers = cited.defaults(rows)
    return (
        f"Defaults are counted once for each party, mediator or obligation that has one: "
        f"{words.count(every, 'default')} with a source, {words.count(numbers, 'number')} among "
        "them, the others names and switches. The schema has each once."
    )


def hides_names(result):
    """True for a result whose names are invented."""
    return any(row.names != grounds.REAL for row in grounds.read(result.folder))


def by_scenario(rows):
    """Rows of each scenario, in order."""
    found = collections.defaultdict(list)
    for row in rows:
        found[row.scenario].append(row)
    return found


def unknown(result):
    """What can be said of a result that keeps no sources."""
    is_there = grounds.is_kept(result.folder)
    why = f"`{grounds.FILE}` {'holds no row' if is_there else 'is not in its folder'}"
    yield Paragraph(UNKNOWN.format(why=why))
    kept = counted.of_provenance(result.provenance)
    if kept is not None:
        yield Paragraph(counted.lead(*kept, "that the scenario's files give"), strong=True)
        yield Paragraph(MEANING)


def shares(result, base, rows, is_one_of_several):
    """How many numbers rest on assumption, and what that means."""
    counts, kept = counted.counts(rows), counted.of_provenance(result.provenance)
    which = f"the files of `{base}`" if is_one_of_several else "the scenario's files"
    of_schema = None if kept is None else kept[1]
    yield Paragraph(counted.lead(counts.files, of_schema, f"that {which} give"), strong=True)
    yield Paragraph(MEANING)
    told = list(counted.beside(counts))
    if told:
        yield Paragraph(" ".join(told))


# -- counts as tables ------------------------------------------------------------------------------


def of_scenarios(result, found):
    """The share of each scenario."""
    counts = {name: counted.counts(rows) for name, rows in found.items()}
    rows = tuple(
        (
            name, one.files.of, one.files.of - one.files.assumed, one.files.assumed,
            sum(one.otherwise.values()), one.dated, one.defaults.of,
        )
        for name, one in counts.items()
    )  # fmt: skip
    heads = (
        "Numbers of files", "With a source", "Assumed", "Values set otherwise", "On a day",
        "Numbers left at the default",
    )  # fmt: skip
    return Table(
        result.named("assumptions_by_scenario"),
        "What the numbers of each scenario rest on",
        (Column("Scenario", code), *map(number, heads)),
        rows,
        "Set otherwise: on the command line, by a variant or a design, drawn from a posterior. On "
        "a day: values that change during a run.",
    )


def of_sections(result, base, rows):
    """The share of each section of a scenario."""
    sections = collections.defaultdict(list)
    for row in rows:
        if row.is_number and row.from_day is None:
            sections[row.key.partition(".")[0]].append(row)
    return Table(
        result.named("assumptions_by_section"),
        f"What the numbers of `{base}` rest on, by section",
        (
            Column("Section", code), number("Numbers of files"), number("With a source"),
            number("Assumed"), number("Set otherwise"), number("Left at the default"),
        ),
        tuple((name, *of_section(rows)) for name, rows in sections.items()),
    )  # fmt: skip


def of_section(rows):
    """The numbers of a section: of files, of sources, assumed, set otherwise, defaults."""
    files, defaults = counted.counts(rows)[:2]
    others = len(rows) - files.of - defaults.of
    return files.of, files.of - files.assumed, files.assumed, others, defaults.of


# -- sources ---------------------------------------------------------------------------------------


def of_sources(rows):
    """The sources as a table, then in full."""
    known = bibliography.entries()
    found = cited.sources(rows, known)
    if not found:
        yield Paragraph("No source is named by any of the premises.")
        return
    yield Table(
        "sources",
        "The sources of premises, and how many values each is named for",
        (
            Column("Source", code), Column("Confidence"), number("Numbers that rest on it"),
            number("Defaults of its form"), number("Named beside assumptions"),
        ),
        tuple((one.key, one.confidence or None, *one[2:]) for one in found),
        f"{CONFIDENCE} {of_defaults(rows)}",
    )  # fmt: skip
    if any(row.names != grounds.REAL for row in rows):
        yield Paragraph(HIDDEN)
    else:
        yield Paragraph("In full:")
        yield Items(tuple(cited.reference(one.key, known) for one in found))


# -- all premises ----------------------------------------------------------------------------------


def of_premises(result, base, rows):
    """Every value of a scenario, and what it rests on."""
    is_dated = any(row.from_day is not None for row in rows)
    return Table(
        result.named("premises"),
        f"All {len(rows):,} values of `{base}`, and what each rests on",
        *filled(columns(is_dated), [cells(row, is_dated) for row in rows]),
        "A name or a switch that a file gives rests on neither source nor assumption.",
    )


def differences(result, found):
    """The values of other scenarios that are not as in the base, and those they lack."""
    base, *others = found
    usual = {(row.key, row.from_day): row for row in found[base]}
    rows = [
        row
        for name in others
        for row in found[name]
        if not is_same(row, usual.get((row.key, row.from_day)))
    ]
    if rows:
        is_dated = any(row.from_day is not None for row in rows)
        yield Table(
            result.named("premises_that_differ"),
            f"Values of the other scenarios that are not as in `{base}`",
            *filled(
                (Column("Scenario", code), *columns(is_dated), Column(f"In `{base}`", shown)),
                [(row.scenario, *cells(row, is_dated), in_base(row, usual)) for row in rows],
            ),
        )
    told = tuple(lacking(base, name, found) for name in others)
    if any(told):
        yield Items(tuple(filter(None, told)))


def is_same(row, other):
    """True if a value and what it rests on are those of another scenario."""
    return other is not None and row._replace(scenario=other.scenario) == other


def in_base(row, usual):
    """The value that the base has in place of another scenario's."""
    found = usual.get((row.key, row.from_day))
    return None if found is None else found.value


def lacking(base, name, found):
    """A sentence on the values of the base that a scenario has no place for; or an empty text."""
    own = {row.key for row in found[name]}
    keys = dict.fromkeys(row.key for row in found[base] if row.key not in own)
    sections = dict.fromkeys(f"`{key.partition('.')[0]}`" for key in keys)
    many = words.count(len(keys), "value")
    return f"`{name}` is without {many} of `{base}`, in {words.listed(sections)}." if keys else ""


def columns(is_dated):
    """The columns of a table of premises."""
    dated = (number("From day"),) if is_dated else ()
    heads = ("Unit", "Meaning", "Source", "Confidence", "Words beside it", "Set in")
    return (Column("Premise", code), *dated, Column("Value", shown), *map(Column, heads))


def filled(columns, rows):
    """Columns and rows without the columns in which no row has anything."""
    kept = [place for place in range(len(columns)) if any(row[place] is not None for row in rows)]
    return tuple(columns[place] for place in kept), tuple(
        tuple(row[place] for place in kept) for row in rows
    )


def cells(row, is_dated):
    """The cells of a value; an empty one is None."""
    dated = (row.from_day,) if is_dated else ()
    texts = (
        row.unit,
        row.meaning,
        row.source,
        row.confidence,
        row.note,
        row.set_in or row.given_by,
    )
    return (row.key, *dated, row.value or None, *(text or None for text in texts))


def number(head):
    """A column of whole numbers."""
    return Column(head, lambda value: f"{value:,}", True)


def code(text):
    """A name as code."""
    return f"`{text}`"


def shown(text):
    """A value as readers see it: a range in words."""
    if not text.startswith(("{", "[")):
        return text
    try:
        return values.shown(safe_yaml.load(text, twice=False))
    except yaml.YAMLError:  # a text of somebody's own
        return text

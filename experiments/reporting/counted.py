"""How many numbers rest on assumption, in sentences."""

import collections
from typing import NamedTuple

from agents.premise import ASSUMPTION
from experiments import grounds
from sim import words
from sim.given import Share

SET = {  # what set a value that no file of the scenario gives, in words
    grounds.BY_COMMAND_LINE: "set on the command line",
    grounds.BY_VARIANT: "set by the variant",
    grounds.BY_DESIGN: "varied by the design",
    grounds.BY_DOMAIN: "given by a domain of the user's own",
}
FORM = "the form or the sign of a number from a source, mostly not the number itself"


class Counts(NamedTuple):
    """What the values of a scenario rest on, counted."""

    files: Share  # of the numbers that its files give
    defaults: Share  # of the numbers that nothing sets, each for each thing that has it
    otherwise: dict  # values by what set them, if it was neither
    dated: int  # values that change on a day


def counts(rows):
    """The counts of some rows of a scenario."""
    held = [row for row in rows if row.from_day is None]
    given_by = collections.Counter(row.given_by for row in held)
    return Counts(
        share(row for row in held if row.is_of_file),
        share(row for row in held if row.is_number and row.given_by == grounds.BY_DEFAULT),
        {what: given_by[what] for what in (*SET, grounds.BY_POSTERIOR) if what in given_by},
        len(rows) - len(held),
    )


def share(rows):
    """How many of some numbers rest on assumption."""
    sources = [row.source for row in rows]
    return Share(sources.count(ASSUMPTION), len(sources))


def assumed(one, which):
    """How many numbers rest on assumption, as a sentence without its stop."""
    if one.of == 0:
        return f"There are no numbers {which}"
    if one.of == 1:
        return f"The one number {which} rests on {'assumption' if one.assumed else 'a source'}"
    if one.assumed == one.of:
        return f"All {one.of:,} numbers {which} rest on assumption"
    if one.assumed == 0:
        return f"None of the {one.of:,} numbers {which} rests on assumption"
    part = f"{one.assumed:,} ({words.percent(one.assumed / one.of)})"
    verb = words.verb(one.assumed, "rests", "rest")
    return f"Of the {one.of:,} numbers {which}, {part} {verb} on assumption"


def of_the_schema(files, defaults):
    """How many of the defaults do so as well, as the end of a sentence on the files."""
    part = {0: f"none of {defaults.of:,}", defaults.of: f"all {defaults.of:,}"}.get(
        defaults.assumed, f"{defaults.assumed:,} of {defaults.of:,}"
    )
    is_one = defaults.assumed <= 1
    if files.assumed and defaults.assumed:
        return f", as {'does' if is_one else 'do'} {part} defaults of the schema"
    return f"; {part} defaults of the schema {'rests' if is_one else 'rest'} on assumption"


def lead(files, defaults, which):
    """The share that rests on assumption, in one sentence; ``defaults`` may be None."""
    end = of_the_schema(files, defaults) if defaults and defaults.of else ""
    return f"{assumed(files, which)}{end}."


def beside(found):
    """What is not counted among the numbers of files, sentence by sentence."""
    parts = [(many, SET[what]) for what, many in found.otherwise.items() if what in SET]
    if parts:
        (many, how), *more = parts
        told = [f"{words.count(many, 'value')} {words.verb(many)} {how}"]
        told += [f"{many:,} {words.verb(many)} {how}" for many, how in more]
        is_one = sum(many for many, _ in parts) == 1
        whose = "an assumption of whoever gave it" if is_one else "assumptions of whoever gave them"
        yield f"Beside these, {words.listed(told)}: {whose}."
    drawn = found.otherwise.get(grounds.BY_POSTERIOR, 0)
    if drawn:
        yield (
            f"{words.count(drawn, 'number')} {words.verb(drawn)} drawn from a posterior, which was "
            "fitted under the other assumptions."
        )
    if found.dated:
        verb, them = ("changes", "it") if found.dated == 1 else ("change", "them")
        yield f"{words.count(found.dated, 'value')} {verb} on a day; no source states {them}."
    if found.defaults.of:
        yield of_defaults(found.defaults)


def of_defaults(one):
    """What the numbers that nothing sets rest on: their defaults."""
    sourced = one.of - one.assumed
    keep = "keeps its default" if one.of == 1 else "keep their default"
    if sourced == 0:
        what = "an assumption" if one.of == 1 else "all of them assumptions"
    elif sourced == one.of:
        what = f"{'it has' if one.of == 1 else 'all of them have'} {FORM}"
    else:
        others = "the other is an assumption" if one.assumed == 1 else "the others are assumptions"
        what = f"{sourced:,} of them {words.verb(sourced, 'has', 'have')} {FORM}, and {others}"
    more = f"{'One more number' if one.of == 1 else f'Another {one.of:,} numbers'} {keep}"
    return f"{more}, counted once for each party, mediator or obligation that has one: {what}."


def of_provenance(provenance):
    """The shares that the record of a result counts, of files and of the schema; or None."""
    kept = provenance.get("assumed") or {}
    try:
        return tuple(
            Share(int(kept[what]["assumed"]), int(kept[what]["of"]))
            for what in ("numbers_in_files", "defaults")
        )
    except (KeyError, TypeError, ValueError):
        return None

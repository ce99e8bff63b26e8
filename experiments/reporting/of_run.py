"""What a report says of the runs of one scenario: counts of runs, with the record beside them."""

import math

from experiments import commands, lessons
from experiments.reporting import columns, expiry, formats, impossible, worded
from experiments.reporting.comparison import differing
from experiments.reporting.opened import readable
from experiments.running import agreed, numbers, summary
from sim import design, flows, outcomes, words
from sim.refusals import PremiseError
from sim.report.document import Column, Items, Paragraph, Table

SUMMARY = "summary.csv"
HOW_MUCH = ("scenario", "theory", "runs", "seed", "keep", "names", "engine", "domain", "posterior")
SHARES = ("standing_at_horizon", "standing_after_phase_1", "talks", "agreement")
LEVELS = (
    "Only one scenario was played, so that there are levels here and no differences. A level hangs "
    "on every assumption. What a change makes of it, on the same luck, is said by "
    "`experiments.compare`."
)
NO_LUCK = (
    "All runs came out the same in every number here: luck had no part in them, so that shares "
    "have no interval, and more runs would show nothing more."
)
INPUTS = (
    "What is due, and how many prisoners are to be freed for whom, is put into the scenario from "
    "what was agreed and from what happened; whether and when it comes is the model's."
)
EDGE = (
    "A truce that ends on the first day after a phase has outlasted it. The figure of where the "
    f"runs go counts it otherwise: {flows.EDGE}."
)
NOT_KNOWN, NOT_JUDGED = "not known", "not judged"  # of the record
ONE = "A single run shows what can happen under these assumptions, and nothing of how often."


def title(result):
    """What the report is called."""
    return result.scenario.title


def question(result):
    """What is asked."""
    days = words.count(result.scenario.premises.calendar.horizon, "day")
    each = "of" if result.runs == 1 else "each of"
    yield Paragraph(
        f"What becomes of the scenario `{result.scenario.name}` ({result.scenario.title}) under "
        f"its assumptions? {worded.played(result.runs)}, {each} {days} at most."
    )


def scenarios(result):
    """The scenario, and what the command changed in it."""
    name = f"`{result.scenario.name}`"
    given = [text for text in result.provenance["command"][1:] if not says_how_much(text)]
    if given:
        yield Paragraph(f"{name} was played with these changes:")
        yield Items(tuple(f"`{text}`{meaning(result, text)}" for text in given))
    else:
        yield Paragraph(f"{name} was played as its files have it; the command changed nothing.")
    if result.provenance.get("posterior"):
        yield Paragraph("Some parameters were drawn from a posterior, anew for each run.")
    dated = result.config.get("changes")
    if dated:
        yield Paragraph("Dated changes, which happen in every run:")
        yield Items(tuple(f"{words.capital(differing.one(entry))}." for entry in dated))


def meaning(result, text):
    """What an argument sets, in words; nothing for what is no parameter."""
    try:
        info = design.parameter(result.scenario, commands.key(text)).info
    except PremiseError:
        return ""
    unit = info.json_schema_extra["unit"]
    return f": {info.description}{f' [{unit}]' if unit else ''}."


def says_how_much(text):
    """True for an argument that says what is chosen or how much is played, and changes nothing."""
    return text.lstrip("+").partition("=")[0] in HOW_MUCH


# -- what came of it -------------------------------------------------------------------------------


def headline(result):
    """Counts with their intervals, in words and as tables, with the record beside them."""
    scenario = result.scenario
    found = summarised(result.folder / SUMMARY)
    yield from of_theory(result)
    names = SHARES if scenario.premises.obligations else ("agreement",)
    is_without = impossible.without_talks(result.premises) and not found["agreement"].count
    names = [one for one in names if not (is_without and impossible.is_of_talks(one))]
    for place, name in enumerate(one for one in names if one in found):
        told = worded.always if is_alike(result, found) else worded.share
        yield Paragraph(told(result.words(name), found[name]), strong=place == 0)
    if "standing_after_phase_1" in names:
        yield Paragraph(EDGE)
    if is_without:
        yield Paragraph(impossible.WITHOUT_TALKS.format(where=f"`{scenario.name}`"))
    yield from middle(result, found)
    yield from ran_out(result, found)
    yield Paragraph(said_of_levels(result, found))
    yield counts(result, found)
    yield from amounts(result, found)


def said_of_levels(result, found):
    """What levels like these can show."""
    if result.runs == 1:
        return ONE
    return f"{NO_LUCK} {LEVELS}" if is_alike(result, found) else LEVELS


def is_alike(result, found):
    """True if several runs came out the same in every number of the summary."""
    shares = [one for one in found.values() if one.unit == outcomes.SHARE]
    others = [one for one in found.values() if one.unit not in ("runs", outcomes.SHARE) and one.of]
    same = all(one.count in (0, one.of) for one in shares)
    return result.runs > 1 and same and all(one.low == one.high for one in others)


def ran_out(result, found):
    """In how many runs the truce ran out with no side deciding so, and at what limit."""
    nobody = found.get("resumed_by_nobody")
    if nobody is None or not nobody.count:
        return
    fell = found["standing_at_horizon"].of - found["standing_at_horizon"].count
    yield Paragraph(
        f"Fighting resumes in {words.of_runs(fell, nobody.of)}. In {nobody.count:,} of these no "
        f"side decided on it: the truce ran out {expiry.limit(result, result.name)}."
    )


def summarised(path):
    """The numbers of the summary, by name."""
    with readable(path):
        columns.rows(path)
        found = numbers.read(path)
        if "agreement" not in found:
            raise ValueError("it is no summary of runs")
        for name, one in found.items():
            if one.unit == outcomes.SHARE and not is_sound(one):
                raise ValueError(f"the numbers of {name} do not fit each other")
        return found


def is_sound(one):
    """True if a share is that of its runs, within its interval."""
    return abs(one.value * one.of - one.count) < 1e-6 * one.of and one.low <= one.value <= one.high


def middle(result, found):
    """The median run; where there is nothing to carry out, what was agreed on."""
    scenario = result.scenario
    if scenario.premises.obligations:
        yield Items(tuple(summary.medians(scenario, found)))
        return
    with readable(result.folder):
        told = [line.strip() for line in agreed.most_often(result.folder, scenario)]
    if told:
        yield Paragraph("What was agreed on, most often first:")
        yield Items(tuple(words.capital(line) for line in told))
    if found["rounds_to_an_agreement"].of:
        yield Items(tuple(summary.agreements(scenario, found)))


def of_theory(result):
    """What a result of theory says, beside what was played; nothing for a scenario."""
    path = result.folder / lessons.FILE
    if not path.is_file():
        return
    with readable(path):
        rows = tuple(lessons.cells(one) for one in lessons.read(path))
    heads = ("What", "Theory", "Simulated", "Agree", "Theory may lie within")
    caption = "What theory says, beside what was played"
    yield Table(result.named("theory"), caption, tuple(map(Column, heads)), rows)


def counts(result, found):
    """All shares of runs, section by section as the summary has them."""
    scenario = result.scenario
    happened = summary.record_of(scenario)
    has_ends = not is_alike(result, found)
    rows = []
    for heading, entries in summary.sections(scenario, found):
        for name, text in entries:
            one = found[name]
            ends = (one.low, one.high) if one.of > 1 and has_ends else (None, None)
            cell = happened.get(name) or unknown(name, scenario)
            rows.append((heading, text, one.count, one.of, one.value, *ends, cell))
    columns = [
        Column("About"), Column("What"), Column("Runs", "{:,}".format, True),
        Column("Of", "{:,}".format, True),
        *(Column(head, formats.percent, True) for head in ("Share [%]", "from", "to")),
        Column("The record"),
    ]  # fmt: skip
    note = "From and to: 95 % interval of the share over luck." if has_ends else NO_LUCK
    if happened:
        note += (
            " The record: what happened, as far as the files have it; one course of events, no "
            f"share. Which cause it was is left to readers. {INPUTS}"
        )
    else:
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    caption = f"In how many runs of `{scenario.name}`"
    return Table(result.named("counts"), caption, tuple(columns), tuple(rows), note)


def unknown(name, scenario):
    """What stands where the record has no word for a number: which cause it was is a judgement."""
    if not name.startswith("ended_by_"):
        return NOT_KNOWN
    stood = name.removeprefix("ended_by_") in words.STANDING
    return "no" if stood and summary.fell(scenario) else NOT_JUDGED


def amounts(result, found):
    """Days, crises and worths: the median run and where the central runs lie."""
    rows = []
    for name, one in found.items():
        if one.of and one.unit not in ("runs", "share of runs") and not math.isnan(one.value):
            ends = (one.low, one.high) if one.of > 1 else (None, None)
            what = words.capital(result.words(name))
            rows.append((what, one.unit, one.value, *ends, one.of))
    if rows:
        columns = (
            Column("What"), Column("Unit"),
            *(Column(head, worded.plain, True) for head in ("Median run", "from", "to")),
            Column("Runs", "{:,}".format, True),
        )  # fmt: skip
        yield Table(
            result.named("amounts"), "The median run, and the span of nine in ten runs", columns,
            tuple(rows), "Runs: those that have the number. From and to: central 90 % of them.",
        )  # fmt: skip


# -- how far it can be trusted ---------------------------------------------------------------------


def changes(result):
    """What would change the conclusion."""
    if result.runs > 1 and not is_alike(result, summarised(result.folder / SUMMARY)):
        yield Paragraph(
            "More runs make the intervals of the shares narrower (four times as many, half as "
            "wide), and do nothing about the assumptions. Which assumptions matter is said by "
            "`experiments.sensitivity`, at what values a conclusion turns by `experiments.sweep` "
            "and `experiments.discover`."
        )


def limits(result):
    """What to bear in mind of counts like these."""
    if summary.record_of(result.scenario):
        yield (
            "The record beside the counts is one course of events. That most runs, or few, go as "
            "it went neither proves nor disproves the model; whoever built it knew the record."
        )
    if result.runs == 1:
        yield ONE

"""What a report says of truces of the record that were played again, beside what happened."""

from experiments.backtesting import said, told
from experiments.reporting.record import cases, coverage, covered, judged, misses
from experiments.reporting.record.covered import entries
from sim import happened, words
from sim.report.document import Items, Paragraph, Section
from sim.scores import CENTRAL

NO_VALIDATION = (
    "Nothing here is a validation. Where runs and record agree, the model allows what happened; "
    "that does not show that it happened for the model's reasons, nor that the model would hold "
    "for another truce."
)
NOT_KEPT = (
    "This result was left by a version that kept no configuration of its cases: which later events "
    "a case was given, notes on outcomes, and what the record says of how the model is built stand "
    "in its `backtest.md`."
)


def title(result):
    """What the report is called."""
    return "The model beside what happened"


def question(result):
    """What is asked, and what kind of answer there can be."""
    many, truces = len(entries(result)), cases.truces(result)
    of = f" of {words.count(truces, 'truce')}" if truces else ""
    played = f"{words.count(many, 'case')}{of} {words.verb(many, 'was', 'were')} played"
    yield Paragraph(
        f"Do runs of the model hold what happened? {played}, {words.count(result.runs)} of "
        "each, and laid beside the record, outcome by outcome."
    )
    if truces and truces < many:
        yield Paragraph(
            "Cases of one truce are no further truces: they differ in the day from which they are "
            "played, and in what is known of later ones."
        )
    yield Paragraph(f"{cases.never(result)} {NO_VALIDATION}", strong=True)


def scenarios(result):
    """The cases: what was played, what of later was given, what was known that nobody knew then."""
    played = entries(result)
    yield cases.table(result, played)
    yield Items(tuple(f"{cases.CALLED[use]}: {happened.USES[use]}." for use in cases.USES))
    told_of = tuple(cases.given(result))
    if told_of:
        yield Items(told_of)
    if not result.config:
        yield Paragraph(NOT_KEPT)
    numbers = sorted({entry.one.pattern for own in played.values() for entry in own})
    yield Paragraph("The patterns that were looked for:")
    yield Items(tuple(cases.pattern(number) for number in numbers))
    if cases.FIRST in played:
        heading = f"What `{cases.FIRST}` knows that nobody knew when it begins"
        yield Section(heading, tuple(cases.knew(result)))


def headline(result):
    """How many outcomes of each case the runs hold, and which not; all tables."""
    found, scored = entries(result), covered.scores(result)
    first = next(iter(found))
    lead = f"`{first}`{cases.called(result, first)}: {coverage.counted(found[first])}"
    yield Paragraph(lead, strong=True)
    yield from misses.lean(found[first])
    yield Paragraph(coverage.HARDLY)
    yield Paragraph(cases.bare(said.COVERED))
    yield from judged.told(result, scored)
    base = {}
    for case, own in found.items():
        before = base.get(own[0].scenario)
        base.setdefault(own[0].scenario, own)
        blocks = tuple(coverage.of_case(result, own, scored, before))
        yield Section(f"`{case}`{cases.called(result, case)}", blocks)


def sensitivity(result):
    """What the later events that a case is given change in what is covered."""
    gathered = {}
    for case, own in entries(result).items():
        gathered.setdefault(own[0].scenario, {})[case] = {entry.name: entry for entry in own}
    for same in gathered.values():
        base, *others = same
        for other in others:
            yield Paragraph(beside(base, other, same[base], same[other]))
    yield Paragraph(
        "No assumption was varied: how far coverage hangs on single assumptions is not shown."
    )


def beside(base, other, first, second):
    """Which outcomes are covered in one of two cases of a scenario, and not in the other."""
    gained, lost = [], []
    for name in (name for name in first if name in second and first[name].is_scored):
        if first[name].covered != second[name].covered:
            (gained if second[name].covered else lost).append(first[name].one.label)
    lead = f"With the later events of `{other}`, beside `{base}` on the same luck:"
    if not gained and not lost:
        return f"{lead} the same outcomes are covered."
    parts = [f"covered as well: {'; '.join(gained)}"] if gained else []
    parts += [f"no longer covered: {'; '.join(lost)}"] if lost else []
    return f"{lead} {'. '.join(map(words.capital, parts))}."


def changes(result):
    """What the misses say, and how little it takes for a yes or no to be covered."""
    found = entries(result)
    everything = [entry for own in found.values() for entry in own if entry.is_scored]
    yield Paragraph(said.EDGE)
    yield from misses.lists(result, everything)
    yield from misses.few(result, everything)
    yield Paragraph(told.wide(next(iter(found.values()))))


def limits(result):
    """What to bear in mind of runs beside a record."""
    yield cases.never(result)
    yield (
        "Outcomes of one truce hang together: how many of them are covered is no rate that can be "
        f"set beside the {CENTRAL.removeprefix('central ')}, and two truces are two cases."
    )
    yield (
        "What happened is what reports say; counts of one side, and counts that differ, are among "
        "it. Notes and sources say where."
    )
    yield said.NOT_MEASURED
    yield (
        "Paired differences between cases, and how long truces last over designs, are told in the "
        "result's `backtest.md`; no table of it holds them, and so they are not in this report."
    )

"""What a report says of truces of the record that were played again, beside what happened."""

import re

from experiments import pages
from experiments.backtesting import said, told
from experiments.reporting import cited
from experiments.reporting.comparison import differing
from experiments.reporting.record import covered, judged
from experiments.reporting.record.covered import entries
from sim import bibliography, happened, patterns, words
from sim.report.document import Column, Items, Paragraph, Section, Table
from sim.scores import CENTRAL, LEVELS

KNOWN = "known_on_day_16"  # the case that much of what is said is about
USES = ("retrospective", "in_sample", "given")
CALLED = {"retrospective": "Retrospective", "in_sample": "In-sample", "given": "Given"}
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
KEY = re.compile(r"\b[A-Z]\w+\d\b")  # of a source, if the bibliography has it


# -- what was played, and what was known -----------------------------------------------------------


def title(result):
    """What the report is called."""
    return "The model beside what happened"


def question(result):
    """What is asked, and what kind of answer there can be."""
    found = entries(result)
    yield Paragraph(
        f"Do runs of the model hold what happened? {words.count(len(found), 'case')} of truces in "
        f"the record {was(len(found))} played, {words.count(result.runs)} of each, and laid beside "
        "the record, outcome by outcome."
    )
    yield Paragraph(f"{never(result)} {NO_VALIDATION}", strong=True)


def was(many):
    """The verb for so many."""
    return "was" if many == 1 else "were"


def never(result):
    """What retrospective and in-sample mean here."""
    found = days(result)
    if found is None:
        return (
            f"Days called retrospective are never out of sample: {said.FITTED}. Days called "
            "in-sample are days that calibration looked at."
        )
    first, last = found
    return (
        f"Days {first} to {last} of January 2025 are called retrospective, never out of sample: "
        f"{said.FITTED}. November 2023 and days 1 to {first - 1} of January 2025 are in-sample: "
        "calibration looked at them."
    )


def days(result):
    """The first day that is scored and the last of the record; None where no file holds them."""
    held = result.config.get("scenarios", {}).get(KNOWN)
    if not held:
        return None
    return held["calendar"]["first_day"], held["record"]["last_day"]


def scenarios(result):
    """The cases: what was played, what of later was given, what was known that nobody knew then."""
    played = entries(result)
    yield cases(result, played)
    yield Items(tuple(f"{CALLED[use]}: {happened.USES[use]}." for use in USES))
    told_of = tuple(given(result))
    if told_of:
        yield Items(told_of)
    if not result.config:
        yield Paragraph(NOT_KEPT)
    numbers = sorted({entry.one.pattern for own in played.values() for entry in own})
    yield Paragraph("The patterns that were looked for:")
    yield Items(tuple(pattern(number) for number in numbers))
    if KNOWN in played:
        yield Section(f"What `{KNOWN}` knows that nobody knew on day 16", tuple(knew(result)))


def pattern(number):
    """A pattern of the record by its number, in short and in full."""
    one = happened.PATTERNS[number]
    return f"No. {number}, {one.short}: {one.title}."


def cases(result, found):
    """A row a case."""
    known = result.config.get("cases", {})
    uses = tuple(Column(CALLED[use], str, True) for use in USES)
    heads = [Column("Case"), Column("Scenario"), Column("Outcomes", str, True), *uses]
    if known:
        heads.append(Column("Its scores are"))
    rows = []
    for name, own in found.items():
        counts = (sum(entry.one.use == use for entry in own) for use in USES)
        more = (known[name]["scores"],) if known else ()
        rows.append((f"`{name}`", f"`{own[0].scenario}`", len(own), *counts, *more))
    caption = "The cases that were played, and their outcomes by what was done with them"
    return Table(result.named("cases"), caption, tuple(heads), tuple(rows))


def given(result):
    """The dated changes that cases have as inputs, for each case that has some."""
    for case, held in result.config.get("scenarios", {}).items():
        dated = [differing.one(change) for change in held.get("changes") or ()]
        if dated:
            yield f"`{case}` is given what came later: {'; '.join(dated)}."


def knew(result):
    """What the first case knows that was learnt later."""
    yield Paragraph(
        "It is played without the dated changes of days 17 and 18. What came by day 16 is given, "
        "and with it the days on which the next exchanges were due. Some things in it were learnt "
        "later, and are left in because nothing better was known:"
    )
    yield Items(tuple(f"{words.capital(bare(text))}." for text in said.LEARNT_LATER))
    yield Paragraph(said.BY_PEOPLE)


def bare(text):
    """A text of a page without the marks of Markdown and of citations."""
    return pages.uncited(text).replace("*", "")


# -- what came of it -------------------------------------------------------------------------------


def headline(result):
    """In how many outcomes of each case the runs hold what happened, and which not; all tables."""
    found, scored = entries(result), covered.scores(result)
    first = next(iter(found))
    yield Paragraph(f"`{first}`{called(result, first)}: {counted(found[first])}", strong=True)
    yield Paragraph(bare(said.COVERED))
    yield from judged.told(result, scored)
    seen = set()
    for case, own in found.items():
        is_first = own[0].scenario not in seen
        seen.add(own[0].scenario)
        blocks = tuple(of_case(result, own, scored, is_first))
        yield Section(f"`{case}`{called(result, case)}", blocks)


def called(result, case):
    """What the scores of a case are, after its name."""
    known = result.config.get("cases", {}).get(case)
    return f" ({known['scores']})" if known else ""


def of_case(result, own, scored, is_first):
    """A case: in sentences, beside the record, and its scores; notes once for a scenario."""
    yield Paragraph(words.capital(counted(own)))
    if all(entry.one.use == "in_sample" for entry in own if entry.is_scored):
        yield Paragraph(said.ALIKE)
    missed = [entry for entry in own if entry.is_scored and not entry.covered]
    if missed:
        yield Paragraph(f"Outside the {CENTRAL} of runs:")
        yield Items(tuple(f"{words.capital(one.one.label)}: {way(one)}." for one in missed))
    yield from judged.nearer(own, scored)
    yield table(result, own)
    notes = tuple(f"{words.capital(one.one.label)}: {one.one.note}." for one in own if one.one.note)
    if notes and is_first:
        yield Items(notes)
    yield from judged.tables(result, own, scored)


def counted(own):
    """In how many outcomes of a case what happened lies among the runs; how easily it does."""
    scored = [entry for entry in own if entry.is_scored]
    if not scored:
        return "all of its outcomes were given to the model, and none is scored."
    inside = [entry for entry in scored if entry.covered]
    left = len(own) - len(scored)
    given = f" ({words.count(left, 'more outcome')} given to the model, and not scored)"
    return (
        f"what happened lies inside the {CENTRAL} of runs in {share(len(inside), len(scored))}"
        f"{given if left else ''}. {easily(inside)}"
    ).strip()


def share(part, whole):
    """``29 of 31 scored outcomes``."""
    if whole == 1:
        return "the one scored outcome" if part else "none of one scored outcome"
    many = f"{whole:,} scored outcomes"
    return {whole: f"all of {many}", 0: f"none of {many}"}.get(part, f"{part:,} of {many}")


def easily(inside):
    """How many covered outcomes could hardly have been missed."""
    either = sum(entry.is_either for entry in inside)
    wide = sum(entry.one.kind == patterns.DAY and entry.width > told.MONTH for entry in inside)
    parts = []
    if either:
        parts.append(
            f"{either:,} {'is a yes or no' if either == 1 else 'are yes or no'}, and the runs hold "
            "both, so that any answer would have been covered"
        )
    if wide:
        parts.append(
            f"{wide:,} {'is a day' if wide == 1 else 'are days'} that the runs spread over more "
            "than a month"
        )
    return f"Of the covered ones, {'; '.join(parts)}." if parts else ""


def way(entry):
    """What happened beside the runs, and on which side of them it lies."""
    came = told.happened_words(entry)
    if not entry.runs:
        return f"{came}; no run has it"
    if entry.one.kind == patterns.YES_NO:
        return f"{came}, as in {words.of_runs(entry.alike, entry.runs)}"
    runs = f"{came}; median of runs {told.middle(entry)}, {CENTRAL} {told.spanned(entry)}"
    if entry.covered:
        return runs
    return f"{runs}, so that it lies {'above' if entry.one.value > entry.high else 'below'}"


def table(result, own):
    """The outcomes of a case beside the runs."""
    heads = ("No.", "Outcome", "What happened", "Median of runs", words.capital(CENTRAL),
             "Width", "Covered", "Source")  # fmt: skip
    right = ("No.", "What happened", "Median of runs", words.capital(CENTRAL), "Width")
    columns = tuple(Column(head, str, head in right) for head in heads)
    return Table(
        result.named(f"coverage_{own[0].case}"),
        f"`{own[0].case}`: what happened beside the runs",
        columns,
        tuple(cells(entry, result.runs) for entry in own),
        "Either: a yes or no of which the runs hold both, so that it is covered in any case. "
        "Given: an input of the model, and not scored. No.: the pattern's.",
    )


def cells(entry, played):
    """The cells of an outcome; it says how many of the runs have it, if not all do."""
    marks = [] if entry.is_scored else ["given"]
    marks += [f"of {words.count(entry.runs)}"] if entry.runs < played else []
    label = f"{entry.one.label} ({'; '.join(marks)})" if marks else entry.one.label
    runs = (
        (told.middle(entry), told.spanned(entry), told.width(entry) or None)
        if entry.runs
        else (None, None, None)
    )
    cover = "yes" if entry.covered else "no"
    sources = ", ".join(entry.one.source)
    return (entry.one.pattern, label, told.happened_words(entry), *runs, cover, sources)


# -- how far it can be trusted ---------------------------------------------------------------------


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
    outside = [entry for entry in everything if not entry.covered]
    otherwise = [entry for entry in everything if entry.covered and told.rarely(entry)]
    for lead, some in (
        (f"Outside the {CENTRAL} of runs:", outside),
        ("Covered, but most runs did otherwise:", otherwise),
    ):
        yield Paragraph(lead if some else f"{lead} none.")
        if some:
            yield Items(tuple(lessons(result, some)))
    yield from few(result, everything)
    yield Paragraph(told.wide(next(iter(found.values()))))


def lessons(result, some):
    """What a miss tells, once for all cases of a scenario."""
    gathered = {}
    for entry in some:
        gathered.setdefault((entry.scenario, entry.name), []).append(entry)
    for first, *others in gathered.values():
        also = f", and in {words.listed(f'`{one.case}`' for one in others)}" if others else ""
        said_of_it = f" {told.lesson(first)}" if result.config else ""
        label = words.capital(first.one.label)
        yield f"{label} (`{first.case}`{also}): {way(first)}.{said_of_it}"


def few(result, everything):
    """How many runs cover a yes or no, and which one had the fewest."""
    held = [one for one in everything if one.one.kind == patterns.YES_NO and one.covered]
    if not held:
        return
    least = min(held, key=lambda one: one.alike / one.runs)
    yield Paragraph(
        f"A yes or no is covered as soon as about {100 * LEVELS[0]:.0f} % of runs did the same: "
        f"of {words.count(result.runs)}, {LEVELS[0] * result.runs:,.0f}. Fewest did as it "
        f"happened in: {least.one.label} (`{least.case}`), "
        f"{words.of_runs(least.alike, least.runs)}."
    )


def limits(result):
    """What to bear in mind of runs beside a record."""
    yield never(result)
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


# -- sources ---------------------------------------------------------------------------------------


def sources(result, listed=()):
    """The sources of what happened and of how it is scored, in full, but for those ``listed``."""
    known = bibliography.entries()
    keys = {key for text in texts(result) for key in KEY.findall(text) if key in known}
    keys |= {key for own in entries(result).values() for one in own for key in one.one.source}
    order = {key: place for place, key in enumerate(known)}
    left = sorted(keys - set(listed), key=lambda key: (order.get(key, len(order)), key))
    if left:
        yield Paragraph(
            "What happened, and how runs are scored, rests on these sources"
            f"{' beside those above' if keys & set(listed) else ''}. The record of terms and "
            "events gives each of its entries a confidence, and says what is disputed; literature "
            "has none."
        )
        yield Items(tuple(cited.reference(key, known) for key in left))


def texts(result):
    """All that is said here and may name sources."""
    yield from said.LEARNT_LATER
    yield said.SCORED
    for own in entries(result).values():
        for entry in own:
            yield entry.one.note
            yield entry.one.lesson
    yield from judged.about(result)

"""In how many outcomes of a case the runs hold what happened, and how easily they do."""

from experiments.backtesting import said, told
from experiments.reporting.record import judged
from sim import patterns, words
from sim.report.document import Column, Items, Paragraph, Table
from sim.scores import CENTRAL

HARDLY = (
    "Could hardly have been missed: a yes or no of which the runs hold both, so that any answer "
    "would have been covered; and days, and lengths in days, that the runs spread over more than "
    f"{told.MONTH} days or over more than half of the days that are counted. What other numbers "
    "could have been has no limit, and no such rule: the width stands beside each."
)


def of_case(result, own, scored, base):
    """A case: in sentences, beside the record, and its scores.

    Of a scenario that was played before as ``base``, only what is another is told again.
    """
    yield Paragraph(words.capital(counted(own)))
    if all(entry.one.use == "in_sample" for entry in own if entry.is_scored):
        yield Paragraph(said.ALIKE)
    missed = [entry for entry in own if entry.is_scored and not entry.covered]
    if missed:
        yield Paragraph(f"Outside the {CENTRAL} of runs:")
        yield Items(tuple(f"{words.capital(one.one.label)}: {way(one)}." for one in missed))
    if base:
        yield from beside_base(result, own, base)
        return
    yield from judged.nearer(own, scored)
    yield table(result, own)
    notes = tuple(f"{words.capital(one.one.label)}: {one.one.note}." for one in own if one.one.note)
    if notes:
        yield Items(notes)
    yield from judged.tables(result, own, scored)


def beside_base(result, own, base):
    """The outcomes of a case that the runs have otherwise than in another of the same scenario."""
    usual = {entry.name: told_of(entry) for entry in base}
    other = [entry for entry in own if told_of(entry) != usual.get(entry.name)]
    named = f"`{base[0].case}`"
    if other:
        yield table(result, other, f", where the runs are other than in {named}")
    left = len(own) - len(other)
    if left:
        outcomes = words.count(left, "outcome")
        yield Paragraph(
            f"In {outcomes} the runs lie as in {named}: the same median and span, or the same "
            "answer in most runs."
        )
    yield Paragraph("Scores of this case are in the result's `scores.csv`.")


def told_of(entry):
    """What is told of how the runs lie: of a yes or no the answer in most, and whether in all."""
    is_truth = entry.one.kind == patterns.YES_NO
    median = told.rarely(entry) if is_truth else told.middle(entry)
    return entry.covered, told.spanned(entry), median, entry.runs > 0


def counted(own):
    """How many outcomes of a case could hardly have been missed, and how many others are held."""
    scored = [entry for entry in own if entry.is_scored]
    if not scored:
        return "all of its outcomes were given to the model, and none is scored."
    left = len(own) - len(scored)
    given = f" ({words.count(left, 'more outcome')} given to the model, and not scored)"
    easy = [entry for entry in scored if entry.is_easy]
    others = [entry for entry in scored if not entry.is_easy]
    inside = share(sum(entry.covered for entry in others), len(others), bool(easy))
    held = f"what happened lies inside the {CENTRAL} of runs in {inside}{given if left else ''}."
    if not easy:
        return held
    if not others:
        return f"{hardly(easy, len(scored))}{given if left else ''}."
    return f"{hardly(easy, len(scored))}. Of the other {len(others):,}, {held}"


def hardly(easy, whole):
    """How many outcomes could hardly have been missed, and why."""
    either = sum(entry.is_either for entry in easy)
    wide = len(easy) - either
    why = []
    if either:
        verb = words.verb(either, "is a yes or no", "are yes or no")
        why.append(f"{either:,} {verb} of which the runs hold both")
    if wide:
        why.append(
            f"{wide:,} {words.verb(wide, 'is a day or a length', 'are days or lengths')} "
            "with a wide span"
        )
    part = share(len(easy), whole)
    return f"{part} could hardly have been missed ({words.listed(why)})"


def share(part, whole, are_others=False):
    """``29 of 31 scored outcomes``; of those that are left, ``12``."""
    if are_others:
        return {whole: "all" if whole > 1 else "it", 0: "none"}.get(part, f"{part:,}")
    if whole == 1:
        return "the one scored outcome" if part else "none of one scored outcome"
    many = f"{whole:,} scored outcomes"
    return {whole: f"all of {many}", 0: f"none of {many}"}.get(part, f"{part:,} of {many}")


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


def table(result, own, more=""):
    """The outcomes of a case beside the runs; ``more`` says which, if they are not all."""
    heads = ("No.", "Outcome", "What happened", "Median of runs", words.capital(CENTRAL),
             "Width", "Covered", "Source")  # fmt: skip
    right = ("No.", "What happened", "Median of runs", words.capital(CENTRAL), "Width")
    columns = tuple(Column(head, str, head in right) for head in heads)
    return Table(
        result.named(f"coverage_{own[0].case}"),
        f"`{own[0].case}`: what happened beside the runs{more}",
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

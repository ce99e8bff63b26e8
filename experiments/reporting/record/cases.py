"""The cases of a backtest: what was played, and what was known on which day."""

from experiments import pages
from experiments.backtesting import said
from experiments.backtesting.cases import RETROSPECTIVE
from experiments.reporting.comparison import differing
from sim import happened, words
from sim.report.document import Column, Items, Paragraph, Table

FIRST = RETROSPECTIVE  # the case that much of what is said is about
USES = ("retrospective", "in_sample", "given")
CALLED = {"retrospective": "Retrospective", "in_sample": "In-sample", "given": "Given"}


def truces(result):
    """How many truces the cases are of, by the day each began; 0 where no file holds it."""
    held = result.config.get("scenarios", {}).values()
    return len({one.get("start") for one in held})


def days(result):
    """The first day that is scored and the last of the record; None where no file holds them."""
    held = result.config.get("scenarios", {}).get(FIRST)
    if not held:
        return None
    return held["calendar"]["first_day"], held["record"]["last_day"]


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


def pattern(number):
    """A pattern of the record by its number, in short and in full."""
    one = happened.PATTERNS[number]
    return f"No. {number}, {one.short}: {one.title}."


def table(result, found):
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


def called(result, case):
    """What the scores of a case are, after its name."""
    known = result.config.get("cases", {}).get(case)
    return f" ({known['scores']})" if known else ""


def knew(result):
    """What the first case knows that was learnt later; its day where a file holds it."""
    found = days(result)
    known = "the last day before it begins" if found is None else f"day {found[0] - 1}"
    yield Paragraph(bare(f"{said.NOT_GIVEN} {said.KNEW.format(known=known)}"))
    yield Items(tuple(f"{words.capital(bare(text))}." for text in said.LEARNT_LATER))
    yield Paragraph(said.BY_PEOPLE)


def bare(text):
    """A text of a page without the marks of Markdown and of citations."""
    return pages.uncited(text).replace("*", "")

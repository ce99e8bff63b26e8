"""What a report says of a discovery: conditions that lead to an outcome, or the value sought."""

from experiments import pages
from experiments.discovering import clauses, how
from experiments.reporting import varying
from experiments.reporting.conditions import boxes, searched
from experiments.reporting.conditions import tables as box_tables
from experiments.reporting.of_sweep import entry, sampled
from experiments.reporting.sweeps import swept
from sim import words
from sim.report.document import Items, Paragraph

READ = (
    "A box is a set of conditions on factors. Its density is the share of {cases} among what lies "
    "in it, its coverage the share of all of them that lie in it, its mass the share of the points "
    "in it. The box told is the largest found that is as dense as was asked for."
)


def title(result):
    """What the report is called."""
    if searched.is_search(result):
        return searched.title(result)
    return f"Which conditions lead to it: {boxes.question(result).words}"


def question(result):
    """What is sought."""
    if searched.is_search(result):
        yield from searched.question(result)
        return
    counts = result.provenance["counts"]
    asked = boxes.question(result)
    left = counts.get("left_out", 0)
    more = (
        f" {words.count(left, 'point')} more could not be played, or had no run with this outcome, "
        f"and {'is' if left == 1 else 'are'} left out." if left else ""
    )  # fmt: skip
    yield Paragraph(
        f"Where is it so that {clauses.sought(asked)}? {words.count(counts['points'], 'point')} of "
        f"a sweep of `{result.provenance['scenario']}` were looked at, {words.count(result.runs)} "
        f"of each, all on the same luck.{more}"
    )


def scenarios(result):
    """What varied between the points that were looked at."""
    if searched.is_search(result):
        yield from searched.scenarios(result)
    elif result.scenario is None:
        yield Paragraph(
            "What varied, and over which ranges, is not kept in this result, for an older version "
            "made it; factors go by their keys. A report of its sweep beside it shows both."
        )
    else:
        of = swept.plan(result)
        yield varying.table(result, [entry(result, one) for one in of.dimensions])
        yield Paragraph(
            f"{sampled(of)} All other premises are those of `{result.scenario.name}` at every "
            "point."
        )


# -- what came of it -------------------------------------------------------------------------------


def headline(result):
    """The conditions with their numbers, or that none were found; decisions; the tree."""
    if searched.is_search(result):
        yield from searched.headline(result)
        return
    asked = boxes.question(result)
    yield Paragraph(READ.format(cases=cases(asked)))
    yield from verdict(result)
    yield from over_all(result, asked)
    found = boxes.boxes(result)
    if found:
        yield box_tables.restrictions(result, found)
        yield box_tables.numbers(result, found)
        yield from further(result, found)
    by_policy = box_tables.policies(result)
    if by_policy is not None:
        yield by_policy
    if result.rows("tree.csv"):
        yield box_tables.tree(result)


def cases(asked):
    """What is counted."""
    if not asked.is_share:
        return f"points at which {clauses.happens(asked)}"
    if asked.is_above:
        return f"runs in which {asked.words}"
    return f"runs in which it is not so that {asked.words}"


def verdict(result):
    """What was found, as the command said it: the box first, set off."""
    sought, *rest = searched.said(result)
    first = [text for text in rest if "(density)" in text][:1] or rest[:1]
    yield Paragraph(sought, strong=not first)
    if first:
        yield Paragraph(first[0], strong=True)
    others = [text for text in rest if text not in first]
    if others:
        yield Paragraph(" ".join(others))


def over_all(result, asked):
    """How common it is over all points, with its interval."""
    for row in box_tables.overall(result):
        if row["policy"] == "":
            share = clauses.outcome_share(asked, box_tables.span(row))
            told = clauses.span(share, clauses.asked_share(asked))
            of = f"{clauses.happens(asked)} in {told} of runs" if asked.is_share else (
                f"at {told} of them {clauses.happens(asked)}"
            )  # fmt: skip
            yield Paragraph(f"Over all {words.count(int(row['points']), 'point')}, {of}.")


def further(result, found):
    """Boxes after the first, in sentences."""
    if len(found) > 1:
        yield Paragraph(
            "Further boxes, each looked for among the points that the boxes before leave:"
        )
        yield Items(tuple(boxes.sentence(result, box) for box in found[1:]))


# -- how far it can be trusted ---------------------------------------------------------------------


def sensitivity(result):
    """How the box hangs on the share that was asked for."""
    if searched.is_search(result):
        yield from searched.sensitivity(result)
        return
    table = box_tables.trade_off(result)
    if table is None:
        yield Paragraph("There is no row of boxes to choose from, so that no choice is shown.")
        return
    yield Paragraph(
        "The share asked for is a choice: a denser box covers less. What other choices would have "
        "told:"
    )
    yield table
    yield from method(result)[:-1]


def method(result):
    """How boxes are found and what their numbers are."""
    text = pages.uncited(how.told(boxes.question(result), words.count(result.runs)))
    plain = text.replace("**", "").replace("*", "")
    return [Paragraph(" ".join(paragraph.split())) for paragraph in plain.split("\n\n")]


def changes(result):
    """How the conditions move in resamples, and what each is worth."""
    if searched.is_search(result):
        yield from searched.changes(result)
        return
    found = boxes.boxes(result)
    if not found:
        yield Paragraph("No box was found, so that there are no conditions that could move.")
        return
    box, asked = found[0], boxes.question(result)
    many = words.count(result.config["resamples"], "resample")
    yield Paragraph(
        f"The first box was looked for again in {many}: points and luck drawn anew. Other points "
        "and other luck would have put its conditions elsewhere:"
    )
    yield Items(tuple(moved(result, asked, row) for row in box.rows))


def moved(result, asked, row):
    """What resamples make of a condition."""
    share = words.percent(float(row["reproduced"]))
    lead = f"{words.capital(boxes.noun(result, row['parameter']))} {boxes.condition(result, row)}: "
    limits = boxes.limits(result, row)
    where = f", its limit between {limits} in the middle 90 % of these" if limits else ""
    where = where.replace(" between ", " from ", 1)
    loose = words.percent(box_tables.flipped(asked, float(row["density_without"])))
    coverage = words.percent(float(row["coverage_without"]))
    seldom = " In fewer than half: read that as noise." if float(row["reproduced"]) < 0.5 else ""
    return (
        f"{lead}asked in {share} of resamples{where}. Without it the density is {loose}, the "
        f"coverage {coverage}.{seldom}"
    )


def limits(result):
    """What to bear in mind of conditions like these."""
    if searched.is_search(result):
        yield from searched.limits(result)
        return
    yield method(result)[-1].text
    yield (
        "The intervals of a box take the box as given: that it was looked for among many makes it "
        "look denser than it is, and how dense it is where it was not looked for stands beside it."
    )

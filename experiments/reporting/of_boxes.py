"""What a report says of conditions that were looked for in a sweep."""

from experiments import pages
from experiments.discovering import clauses, findings, how, verdicts
from experiments.reporting import varying
from experiments.reporting.conditions import boxes
from experiments.reporting.conditions import tables as box_tables
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
    return f"Which conditions lead to it: {boxes.question(result).words}"


def question(result):
    """What is sought."""
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
    if result.scenario is None:
        yield Paragraph(
            "What varied, and over which ranges, is not kept in this result, for an older version "
            "made it; factors go by their keys. A report of its sweep beside it shows both."
        )
    else:
        yield varying.table(result, varying.of_plan(result))
        how_many = varying.sampled(
            swept.plan(result), result.provenance["counts"].get("left_out", 0)
        )
        yield Paragraph(
            f"{how_many} All other premises are those of `{result.scenario.name}` at every point."
        )


# -- what came of it -------------------------------------------------------------------------------


def headline(result):
    """The conditions with their numbers, or that none were found; decisions; the tree."""
    asked = boxes.question(result)
    yield Paragraph(READ.format(cases=cases(asked)))
    yield from verdict(result, asked)
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


def verdict(result, asked):
    """What was found: the box first, set off."""
    sought, first, *rest = said(result, asked)
    yield Paragraph(sought)
    yield Paragraph(first, strong=True)
    if rest:
        yield Paragraph(" ".join(rest))


def said(result, asked):
    """What was sought, and what was found or why nothing was, in sentences."""
    yield verdicts.sought(asked)
    found, one = boxes.verdict(result), next(iter(boxes.boxes(result)), None)
    if found == findings.NOWHERE:
        yield verdicts.nowhere(asked, boxes.way(result))
    elif found == findings.FAINT:
        yield verdicts.faint(one)
    elif found == findings.FOUND:
        yield boxes.sentence(result, one)
        yield clauses.compared(asked, one)
        yield from clauses.doubted(boxes.seldom(result, one))
        yield clauses.roles_of(boxes.restricted(result, one))
        yield verdicts.lasting(asked, one)
    else:
        yield verdicts.without_box(asked, found)


def over_all(result, asked):
    """How common it is over all points, with its interval."""
    for row in boxes.overall(result):
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
        asked = boxes.question(result)
        yield Items(tuple(
            f"{boxes.sentence(result, box)} {verdicts.elsewhere(asked, box)}" for box in found[1:]
        ))  # fmt: skip


# -- how far it can be trusted ---------------------------------------------------------------------


def sensitivity(result):
    """How the box hangs on the share that was asked for."""
    table = box_tables.trade_off(result)
    if table is None:
        yield Paragraph("There is no row of boxes to choose from, so that no choice is shown.")
        return
    yield Paragraph(
        "The share asked for is a choice: a denser box covers less. What other choices would have "
        "told:"
    )
    yield table
    told = method(result)
    yield from map(Paragraph, (told.read, told.counted, told.sure))


def method(result):
    """How boxes are found and what their numbers are, by part; keys of sources without marks."""
    told = how.told(boxes.question(result), words.count(result.runs))
    return how.How(*map(pages.uncited, told))


def changes(result):
    """How the conditions move in resamples, and what each is worth."""
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
    where = f", its limit from {limits} in the middle 90 % of these" if limits else ""
    loose = words.percent(box_tables.flipped(asked, float(row["density_without"])))
    coverage = words.percent(float(row["coverage_without"]))
    is_seldom = clauses.is_seldom(float(row["reproduced"]))
    seldom = " In fewer than half: read that as noise." if is_seldom else ""
    return (
        f"{lead}asked in {share} of resamples{where}. Without it the density is {loose}, the "
        f"coverage {coverage}.{seldom}"
    )


def limits(result):
    """What to bear in mind of conditions like these."""
    yield method(result).where
    yield (
        "The intervals of a box take the box as given: that it was looked for among many makes it "
        "look denser than it is, and how dense it is where it was not looked for stands beside it."
    )

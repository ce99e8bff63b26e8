"""What a report says of a sweep: what decisions change, over what is not known."""

from experiments.reporting import failing, formats, varying
from experiments.reporting.sweeps import swept, trends, turns
from experiments.reporting.sweeps.tables import differences, levels
from experiments.sweeping import summary, told, varied
from experiments.sweeping.factors import DECISION, UNCERTAINTY
from sim import naming, words
from sim.report.document import Items, Paragraph, Section

TOGETHER = (
    "Of many differences one is large by luck alone. The interval of a largest difference is "
    "therefore wide enough to hold for all differences between two levels that were looked at for "
    "the outcome (as many as the sentence says), together, in 95 of 100 such sweeps."
)


# -- the question and what was varied --------------------------------------------------------------


def title(result):
    """What the report is called."""
    plan = swept.plan(result)
    looked = plan.of_role(DECISION) or plan.of_role(UNCERTAINTY)
    named = words.listed(called(result, one) for one in looked)
    return f"{words.capital(named)}: a sweep of {result.scenario.name}"


def called(result, dimension):
    """What varies, as a noun."""
    return "cases" if dimension.is_cases else naming.together(result.scenario, dimension.keys)


def question(result):
    """What is asked."""
    plan, runs = swept.plan(result), result.runs
    decided, unsure = (
        words.listed(varied.over(one, result.scenario) for one in plan.of_role(role))
        for role in (DECISION, UNCERTAINTY)
    )
    if decided and unsure:
        asked = f"What changes with {decided}, over what is not known: {unsure}?"
    else:
        asked = f"What changes with {decided or unsure}?"
    least = " or more" if plan.precise else ""
    yield Paragraph(
        f"{asked} {words.count(plan.size, 'point')} {'was' if plan.size == 1 else 'were'} set, "
        f"{words.count(runs)}{least} of each{but(result)}, all on the same luck, so that what "
        "differs between two runs of one number is what was set."
    )


def but(result):
    """Which points were not played, as a piece of a sentence."""
    failed = result.provenance.get("failures") or 0
    return f" but of {words.count(failed, 'point')} that could not be played" if failed else ""


def scenarios(result):
    """What was varied, and over which values."""
    plan, failed = swept.plan(result), result.provenance.get("failures") or 0
    yield varying.table(result, varying.of_plan(result))
    for one in plan.dimensions:
        if one.is_cases:
            yield Paragraph("What each case sets:")
            yield Items(tuple(map(case, one.names, one.rows)))
    yield Paragraph(
        f"{varying.sampled(plan, failed)} All other premises are those of "
        f"`{result.scenario.name}` at every point."
    )


def case(name, row):
    """What a case sets."""
    set_to = ", ".join(f"`{key}` to {varying.shown(value)}" for key, value in row.items())
    return f"{name}: {set_to or 'nothing'}."


# -- what came of it -------------------------------------------------------------------------------


def headline(result):
    """The largest differences with their intervals; every difference and level as tables."""
    yield from failing.blocks(result)
    found = swept.found(result)
    if not found:
        yield Paragraph("No run has a number of any outcome that was asked for.")
        return
    main = formats.foremost(found) or next(iter(found))
    for name in (main, *(name for name in found if name != main)):
        yield Section(words.capital(found[name].measured.outcome.words), of_outcome(found[name]))
    if any(one.compared > 1 for one in found.values()):
        yield Paragraph(TOGETHER)
    yield from missing(result, found)
    yield from differences(result, found)
    yield from levels(result, found, DECISION)


def of_outcome(one):
    """An outcome in sentences: the largest difference, and that along each other decision."""
    blocks, best = [Paragraph(lead(one), strong=True)], told.foremost(one)
    looked = one.decided or one.unsure
    rest = []
    for shown in looked:
        each = told.said(one.measured, shown)
        if not shown.differs and len(looked) > 1:
            rest.append(f"No run differs between levels of {shown.of.noun}.")
        elif shown.differs and each is not None and not (each.is_clear and each == best):
            rest.append(other(one, each))
    if rest:
        blocks.append(Items(tuple(rest)))
    return tuple(blocks)


def lead(one):
    """The largest difference that is clear of luck; or the mean, and that there is none."""
    best = told.foremost(one)
    if best is not None and best.is_clear:
        return f"{told.headline(one)}{summary.interval(one)}."
    measured, unit = one.measured, told.scale(one.measured)[1]
    mean = f"{told.name(measured)}: {summary.cell(measured, one.overall)} {unit} on average"
    return f"{mean}; {told.nothing(one)}."


def other(one, each):
    """The largest difference along what varied, and whether it is clear of luck."""
    kind = "" if each.is_clear else "Not clear of luck: "
    return f"{kind}{each.text} ({off(one.measured, each)})."


def off(measured, each):
    """A difference with the interval that it is, or is not, clear by."""
    if each.estimate.low != each.estimate.low:
        return "no interval, for nothing was drawn twice"
    return told.difference(measured, each.estimate)


def missing(result, found):
    """Outcomes that no run has."""
    names = [name for name in swept.outcomes(result) if name not in found]
    if names:
        yield Paragraph(f"No run has a number of: {words.listed(map(result.words, names))}.")


def sensitivity(result):
    """What the outcomes come to by level of what is not known, and along what was drawn."""
    found = swept.found(result)
    if not found or not any(one.unsure for one in found.values()):
        yield Paragraph(
            "Nothing that is not known was varied beside what was decided: how far these numbers "
            "hang on other assumptions is not shown."
        )
        return
    yield from trends.blocks(result, found)
    if any(one.decided for one in found.values()):
        yield Paragraph(
            "The largest difference between two levels of what is not known, over all decisions:"
        )
        largest = [(one, told.largest(one.measured, one.unsure)) for one in found.values()]
        yield Items(tuple(along(one, each) for one, each in largest if each is not None))
    yield from levels(result, found, UNCERTAINTY)


def along(one, each):
    """The largest difference along what is not known, in a sentence."""
    name = told.name(one.measured)
    if not each.is_clear:
        drawn = " and of which points were drawn" if one.measured.sampled else ""
        return f"{name}: no two levels differ clear of luck{drawn}."
    how = "on the same luck" if each.paired else "between points drawn, on the luck of these runs"
    return f"{name}: {each.text} ({off(one.measured, each)}, {how})."


# -- how far it can be trusted ---------------------------------------------------------------------


def changes(result):
    """Whether a difference of decisions turns where what is not known is otherwise."""
    yield from turns.blocks(result, swept.found(result))


def limits(result):
    """What to bear in mind of numbers like these."""
    plan, found = swept.plan(result), swept.found(result)
    if plan.is_sampled and len(plan.samples) > 1:
        yield (
            f"Intervals cover two things: which {words.count(len(plan.samples), 'point')} of what "
            "is not known were drawn, and the luck of the runs. The ranges that they were drawn "
            "from are assumptions: over other ranges a mean over points is another."
        )
    elif plan.of_role(UNCERTAINTY):
        yield (
            "What is not known was set on a grid: a mean over its points weighs each the same, "
            "which is no statement of how likely it is. Intervals cover the luck of the runs alone."
        )
    yield (
        "Differences in the tables are from the first level of each decision, averaged over all "
        "else that varied; the intervals of the tables are each for itself, and about 1 in 20 "
        "would miss by luck alone."
    )
    if result.runs > 1:
        least = " or more" if plan.precise else ""
        yield (
            f"Every level comes from the same {words.count(result.runs)}{least} of luck, which "
            "moves all levels up or down together: a difference is known better than a level."
        )
    left = {one.of.words for each in found.values() for one in each.shown
            if len(one.levels) < one.of.count}  # fmt: skip
    if left:
        yield f"Tables show some levels of: {words.listed(sorted(left))}; `points.csv` has all."
    many = result.provenance["counts"].get("not_precise")
    if many:
        name, width, most = plan.precise
        yield (
            f"At {many:,} of {words.count(plan.size, 'point')} the 95 % interval of "
            f"{result.words(name)} is wider than {width:g} even after {words.count(most)}."
        )
    if result.runs == 1:
        yield "One run of each point shows what can happen, and not how often."

"""What a report says of a sensitivity analysis: which factors move an outcome, if that is sure."""

from functools import partial

from experiments import pages
from experiments.reporting import failing, formats, varying
from experiments.reporting.sensitivities import indices
from experiments.reporting.sensitivities import settings as settings_told
from experiments.reporting.sensitivities.ranking import beside, sentence
from experiments.reporting.sensitivities.tables import table, together
from experiments.sensitivities import asking, said
from experiments.sensitivities.asking import MORRIS, SOBOL, TORNADO
from sim import naming, words
from sim.report.document import Items, Paragraph, Section

MEANT = {
    SOBOL: "The expected outcome at a point of the design is what its runs come to on average, "
    "luck evened out. A total index is the share of the variance of this expectation, over all "
    "values of all factors, that a factor has a part in, alone or with others; a first-order "
    "index is the share that it accounts for alone. Both lie between 0 and 1; an estimate may "
    "fall a little outside.",
    MORRIS: "A factor is moved over a part of its range from many points, and the change of the "
    "expected outcome, luck evened out, is scaled to the whole range. mu* is the mean size of "
    "these changes, mu their mean with its sign, sigma how much they differ from point to "
    "point, which they do where factors act together or along a curve.",
    TORNADO: "Each factor is set away from the base case alone, to each end of its range or to "
    "each of its names, and played on the luck of the base case run by run. A factor's size is the "
    "largest of its differences; it is told with its sign, its setting and the interval of this "
    "difference.",
}
RANKED = (
    "Ranks are those that a factor may have as far as luck lets it be told: two factors are told "
    "apart if the interval of their difference leaves out zero, and this holds for all pairs of "
    "factors together at 95 %. `1–4` reads: among the first four, and where is not known."
)


# -- the question and what was varied --------------------------------------------------------------


def title(result):
    """What the report is called."""
    return (
        f"What moves the outcomes of {result.scenario.name}: {said.CALLED[indices.method(result)]}"
    )


def question(result):
    """What is asked."""
    counts, runs = result.provenance["counts"], result.runs
    design = result.config["design"]
    many = words.count(len(factors(result)), "factor")
    points = counts["points"]
    yield Paragraph(
        f"Which of {many} move the outcomes of `{result.scenario.name}`, how far, and which of "
        "them cannot be told apart? "
        f"{points_of(result, points)} were played, {words.count(runs)} of each "
        f"({words.count(points * runs)} in all), {ON[design['luck']]}."
    )


def points_of(result, points):
    """How many points were played, and what they are."""
    many = words.count(points, "point")
    if indices.method(result) == TORNADO:
        return f"{many} (the base case, and each setting of one factor)"
    return many


ON = {
    asking.COMMON: "all on the same luck",
    asking.INDEPENDENT: "each point on luck of its own",
}


def factors(result):
    """The factors, decisions first."""
    return asking.read_factors(result.config["design"], result.scenario)


def scenarios(result):
    """The factors, and over which values each is varied."""
    found, chosen = factors(result), {}
    if indices.method(result) == TORNADO:
        for choice in asking.one_at_a_time(found, result.scenario)[1:]:
            for key, value in choice.items():
                chosen.setdefault(key, []).append(value)
    entries = [varying.of_factor(result, one, chosen.get(one.key, ())) for one in found]
    yield varying.table(result, entries)
    yield Paragraph(f"All other premises are those of `{result.scenario.name}` at every point.")


# -- what came of it -------------------------------------------------------------------------------


def headline(result):
    """Which factors come first for each outcome, and which are not told apart from no effect."""
    yield from failing.blocks(result)
    found = indices.found(result)
    if not found:
        yield Paragraph("Indices need every point of the design, so that there are none.")
        return
    yield Paragraph(MEANT[indices.method(result)])
    main = next((one for name in formats.MAIN for one in found if one.name == name), found[0])
    yield Paragraph(f"{sentence(result, main)} {beside(result, main)}".strip(), strong=True)
    rest = tuple(sentence(result, one) for one in found if one is not main)
    if rest:
        yield Items(rest)
    yield Paragraph(f"{RANKED} The tables are under Sensitivity.")
    yield from left_out(result, found)


def left_out(result, found):
    """Outcomes of which nothing can be told."""
    names = [name for name in indices.asked(result) if name not in {one.name for one in found}]
    if names:
        named = words.listed(result.words(name) for name in names)
        yield Paragraph(
            f"Left out: {named}. Some runs have no such number, and an expected outcome must exist "
            "at every point."
        )


# -- the tables ------------------------------------------------------------------------------------


def sensitivity(result):
    """Every index or difference with its interval, a table an outcome; and how they were made."""
    found = [one for one in indices.found(result) if one.rows]
    for one in found:
        title = words.capital(one.words)
        blocks = [*doubted(result, one), table(result, one)]
        if indices.has_pairs(result):
            blocks += together(result, one)
        yield Section(title, tuple(blocks))
    if found:
        yield from how(result)


def doubted(result, one):
    """A warning of indices that cannot be, or are hardly narrowed down."""
    doubts = " ".join(said.doubts(one.rows, partial(named, result))) if one.luck else ""
    if doubts:
        yield Paragraph(
            f"Too few points or runs for this outcome. {doubts} Play more points or runs.",
            strong=True,
        )


def named(result, key):
    """A factor, or two that act together, as a sentence has them."""
    parts = key.split(" x ")
    return " with ".join(
        f"{naming.article(one)}{naming.called(result.scenario, one)}" for one in parts
    )


def how(result):
    """How the numbers were made."""
    text = said.how(indices.method(result), indices.is_common(result))
    for paragraph in pages.uncited(text).split("\n\n"):
        yield Paragraph(" ".join(paragraph.split()))


# -- how far it can be trusted ---------------------------------------------------------------------


def changes(result):
    """What would change the conclusion: single settings, directions, or the share of luck."""
    found = [one for one in indices.found(result) if one.rows or one.luck]
    if found:
        yield from CHANGES[indices.method(result)](result, found)


CHANGES = {
    TORNADO: settings_told.clear,
    MORRIS: settings_told.directions,
    SOBOL: settings_told.of_luck,
}


def limits(result):
    """What to bear in mind of numbers like these."""
    method = indices.method(result)
    yield (
        "The order of factors is one over the values that were given to each (see the table of "
        "what was varied); over other values it can be another. A factor that was not varied is "
        "not in it at all."
    )
    if method == TORNADO:
        yield (
            "Factors were set one at a time, away from one base case: what two of them do "
            "together, and what one does away from that base case, is not shown. A factor's size "
            "is the largest of several differences, and is put a little too high for that."
        )
    else:
        yield (
            "An index is about all values together: a factor with a small one may still matter "
            "much in a corner of the ranges."
        )
    if method == SOBOL and not indices.has_pairs(result):
        yield "Which pairs of factors act together was not looked at (`second_order=true` does)."
    if not indices.is_common(result):
        yield "Every point had luck of its own: intervals hold the noise of both that are compared."
    many = sum(len(one.effects or one.rows) for one in indices.found(result))
    if many > 1:
        yield (
            f"The tables of sensitivity have {words.count(many, 'interval')} of 95 %, each for "
            f"itself; about {0.05 * many:.0f} of so many would miss by luck alone. What is said of "
            "ranks holds for all factors of an outcome together."
        )

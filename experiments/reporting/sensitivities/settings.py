"""What would change an outcome, as far as an analysis of its factors tells, in sentences."""

from experiments.reporting import formats, worded
from experiments.reporting.sensitivities.numbers import called, noun, setting
from experiments.sensitivities import asking, joint, said
from sim import naming, words
from sim.checks import is_number
from sim.report.document import Column, Items, Paragraph, Table
from sim.sensitivity import sobol

MOST = 5  # settings, or factors, that are told of an outcome


# -- of a tornado ----------------------------------------------------------------------------------


def clear(result, found):
    """Which single settings move an outcome clearly, and to where, the largest first."""
    many = max(len(one.effects) for one in found)
    yield Paragraph(
        "Single changes of one factor that move an outcome clear of luck, the largest first, "
        f"{MOST} of each outcome at most. A change is called clear if an interval leaves out zero "
        f"that is wide enough to hold for all {words.count(many, 'setting')} of an outcome "
        "together, in 95 of 100 such analyses; the intervals shown are those of the tables above, "
        "each for itself."
    )
    moving = {one.name: joint.moving(one) for one in found}
    rows = tuple(row for one in found for row in rows_of(result, one, moving[one.name][:MOST]))
    if rows:
        yield Table(
            result.named("single_changes"), "Single changes that move an outcome clear of luck",
            CHANGES, rows, "From and to: the ends of the interval of the difference. Points: of a "
            "hundred runs.",
        )  # fmt: skip
    yield Items(tuple(how_many(one, moving[one.name]) for one in found))


def how_many(one, moving):
    """How many settings move an outcome, of all."""
    whole = words.count(len(one.effects), "setting")
    lead = words.capital(one.words)
    return f"{lead}: {len(moving)} of {whole} move it." if moving else f"{lead}: none of {whole}."


def rows_of(result, one, moving):
    """The rows of an outcome."""
    scale, unit = (100.0, "points") if one.is_share else (1.0, one.unit)
    for effect in moving:
        found = effect.difference
        ends = (scale * each for each in (found.value, found.low, found.high))
        levels = (scale * each for each in (found.first, found.second))
        name = naming.with_unit(words.capital(one.words), unit)
        yield name, called(result, effect), setting(effect), *ends, *levels


CHANGES = (
    Column("Outcome"), Column("Factor"), Column("Set to"),
    *(Column(head, formats.signed_figures, True) for head in ("Difference", "from", "to")),
    *(Column(head, formats.figures, True) for head in ("Base case", "With it")),
)  # fmt: skip


# -- of Morris's effects ---------------------------------------------------------------------------


def directions(result, found):
    """Which way the outcome goes as a number rises over its range, the largest first."""
    many = sum(len(numbers_of(result, one)) for one in found)
    yield Paragraph(
        "Which way an outcome goes on average as a factor that is a number rises over its whole "
        f"range (mu, where its interval leaves out zero), the largest first, {MOST} of each "
        f"outcome at most. Each interval is for itself: of {words.count(many, 'interval')} about "
        f"{0.05 * many:.0f} would leave out zero by luck alone. What is said of ranks, and of "
        "which factors are told apart from no effect, holds for all factors of an outcome "
        "together, and is stricter: of a factor that is not told apart there, a direction here may "
        "be luck."
    )
    sure = {one.name: directed(result, one) for one in found}
    rows = tuple(row for one in found for row in going(result, one, sure[one.name][:MOST]))
    if rows:
        ends = (Column(head, formats.signed_figures, True) for head in ("Change", "from", "to"))
        heads = (Column("Outcome"), Column("Factor that rises"), *ends)
        caption = "Directions whose interval leaves out zero, each by itself"
        note = "Points: of a hundred runs."
        yield Table(result.named("directions"), caption, heads, rows, note)
    yield Items(tuple(how_many_go(result, one, sure[one.name]) for one in found))


def numbers_of(result, one):
    """The mean effects of an outcome's factors that are numbers."""
    rising = {each.key for each in asking.read_factors(result.config["design"], result.scenario)
              if not each.levels or all(map(is_number, each.levels))}  # fmt: skip
    return [row for row in one.rows if row.index == "mu" and row.factor in rising]


def directed(result, one):
    """The factors of an outcome whose interval leaves out zero by itself."""
    sure = [row for row in numbers_of(result, one) if worded.is_clear(row.low, row.high)]
    return sorted(sure, key=lambda row: -abs(row.value))


def going(result, one, rows):
    """The rows of an outcome."""
    scale, unit = (100.0, "points") if one.is_share else (1.0, one.unit)
    for row in rows:
        ends = (scale * each for each in (row.value, row.low, row.high))
        yield naming.with_unit(words.capital(one.words), unit), called(result, row), *ends


def how_many_go(result, one, sure):
    """How many factors of an outcome have a direction, of all that are numbers."""
    whole = words.count(len(numbers_of(result, one)), "such factor")
    verb = "has an interval that leaves" if len(sure) < 2 else "have an interval that leaves"
    named = f"{len(sure) or 'none'} of {whole} {verb} out zero"
    return f"{words.capital(one.words)}: {named}."


# -- of Sobol's indices ----------------------------------------------------------------------------


def of_luck(result, found):
    """How much of single runs is luck, and how much would be known if a factor were."""
    yield Paragraph(
        "No factor changes what luck decides. Of how much single runs differ over the whole design "
        "(their variance), this share is luck; the indices divide the rest."
    )
    rows = tuple(
        (words.capital(one.words), one.luck.share, one.luck.low, one.luck.high)
        for one in found
        if one.luck.share == one.luck.share
    )
    columns = (Column("Outcome"), *formats.span("Luck [%]"))
    caption = "How much of the variance of single runs is luck, with 95 % intervals"
    yield Table(result.named("luck"), caption, columns, rows)
    known = [text for one in found for text in if_known(result, one)]
    if known:
        yield Paragraph(
            "If one factor were known exactly, the variance of the expected outcome would shrink "
            "on average by its first-order index. The largest of each outcome, which is put "
            "a little too high for being the largest:"
        )
        yield Items(tuple(known))


def if_known(result, one):
    """What knowing the factor with the largest first-order index would tell, if that is clear."""
    own = [row for row in one.rows if row.index == sobol.FIRST]
    best = max(own, key=lambda row: row.value, default=None)
    if best is None:
        return
    lead, ends = words.capital(one.words), worded.interval(best.low, best.high)
    if best.low > 0.0:
        few = "; too few points or runs to narrow it down" if said.is_doubted(best) else ""
        yield f"{lead}: {words.percent(best.value)} with {noun(result, best)} ({ends}{few})."
    else:
        yield f"{lead}: for no factor is it surely above 0."

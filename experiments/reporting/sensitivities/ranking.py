"""The order of factors in a sentence an outcome, as far as luck lets it be told."""

from experiments.console import number
from experiments.reporting.sensitivities import indices
from experiments.sensitivities.asking import MORRIS, SOBOL, TORNADO
from experiments.sensitivities.finding import unclear
from sim import naming, words

NAMED = 4  # factors that may come first, and those without an effect, that are named
CALLED = {SOBOL: "total index", MORRIS: "mu*", TORNADO: "largest difference"}


def sentence(result, one):
    """What comes first of an outcome, and how many factors are not seen to do anything."""
    lead = f"{words.capital(one.words)}"
    if not one.rows:
        return f"{lead}: {still(one)}"
    ranked = indices.ranked(result, one)
    none = set(unclear(one, ranked))
    if len(none) == len(ranked):
        return f"{lead}: none of {words.count(len(ranked), 'factor')} is told apart from no effect."
    return f"{lead}: {first(result, one, ranked)} {effectless(result, ranked, none)}"


def still(one):
    """Why there is no index of an outcome."""
    if one.luck.share != one.luck.share:
        return "it is the same in every run, and nothing moves it."
    return "the factors together are not seen to move it; luck alone could be all of it."


def first(result, one, ranked):
    """The factor that comes first, or those of which one does."""
    leading = [row for row in ranked if row.rank_from == 1]
    if len(leading) == 1:
        return f"{factor(result, leading[0])} comes first ({value(result, one, leading[0])})."
    if len(leading) > NAMED:
        return (
            f"which of {len(leading)} factors comes first cannot be told; the largest number is "
            f"that of {factor(result, ranked[0])} ({value(result, one, ranked[0])})."
        )
    named = [f"{factor(result, leading[0])} ({value(result, one, leading[0])})"]
    named += [f"{factor(result, row)} ({short(result, one, row)})" for row in leading[1:]]
    return f"{', '.join(named[:-1])} or {named[-1]} comes first; these runs cannot tell which."


def factor(result, row):
    """A factor as a sentence has it."""
    return f"{naming.article(row.factor)}{naming.called(result.scenario, row.factor)}"


def value(result, one, row):
    """The number that a factor is ranked by, with what it is, its unit and its interval."""
    method = indices.method(result)
    unit = scaled(one, method)[1]
    middle, low, high = written(result, one, row)
    return f"{row.role}; {CALLED[method]} {middle}{unit}, 95 % interval {low} to {high}"


def short(result, one, row):
    """The same without what it is."""
    middle, low, high = written(result, one, row)
    return f"{row.role}; {middle}, {low} to {high}"


def written(result, one, row):
    """A number and the ends of its interval, as they are shown."""
    scale = scaled(one, indices.method(result))[0]
    return [number(scale * each) for each in (row.value, row.low, row.high)]


def scaled(one, method):
    """What numbers of an outcome are multiplied by to be shown, and their unit then."""
    if method == SOBOL:
        return 1.0, ""
    return (100.0, " points of a hundred runs") if one.is_share else (1.0, f" {one.unit}")


def effectless(result, ranked, none):
    """How many factors are not told apart from no effect, with their names if they are few."""
    whole = f"{len(none)} of {words.count(len(ranked), 'factor')}"
    if not none:
        return f"Each of the {words.count(len(ranked), 'factor')} is told apart from no effect."
    verb = "is" if len(none) == 1 else "are"
    named = [factor(result, row) for row in ranked if row.factor in none]
    who = f" ({words.listed(named)})" if len(none) <= NAMED else ""
    return f"{whole}{who} {verb} not told apart from no effect at all."

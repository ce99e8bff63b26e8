"""The order of factors in a sentence an outcome, as far as luck lets it be told."""

from experiments.reporting import worded
from experiments.reporting.sensitivities import indices, numbers
from experiments.reporting.sensitivities.numbers import noun
from experiments.sensitivities.asking import MORRIS, SOBOL, TORNADO
from experiments.sensitivities.finding import idle, unclear
from sim import words

NAMED = 4  # factors that may come first, and those without an effect, that are named
CALLED = {SOBOL: "total index", MORRIS: "mu*"}
ALONE = "One factor at a time, from this base: what factors do together is not seen here."


def sentence(result, one):
    """What comes first of an outcome, and how many factors are not seen to do anything."""
    lead = f"{words.capital(one.words)}"
    if not one.rows:
        return f"{lead}: {still(one)}"
    ranked = indices.ranked(result, one)
    none = set(unclear(one, ranked))
    if len(none) == len(ranked):
        many = words.count(len(ranked), "factor")
        return f"{lead}: none of {many} is told apart from no effect{unmoved(result, one, ranked)}."
    return f"{lead}: {first(result, one, ranked)} {effectless(result, one, ranked, none)}"


def still(one):
    """Why there is no index of an outcome."""
    if one.luck.share != one.luck.share:
        return "it is the same in every run, and nothing moves it."
    return "the factors together are not seen to move it; luck alone could be all of it."


def beside(result, one):
    """What must be known beside the order of factors: what it leaves out, or how much is luck."""
    if indices.method(result) == TORNADO:
        return ALONE
    if one.luck is None or one.luck.share != one.luck.share:
        return ""
    share, ends = words.percent(one.luck.share), worded.interval(one.luck.low, one.luck.high)
    return (
        f"Luck is {share} of how much single runs differ in this ({ends}), whatever the factors; "
        "the indices divide the rest."
    )


def first(result, one, ranked):
    """The factor that comes first, or those of which one does."""
    leading = [row for row in ranked if row.rank_from == 1]
    if len(leading) == 1:
        return f"{noun(result, leading[0])} comes first ({value(result, one, leading[0])})."
    if len(leading) > NAMED:
        return (
            f"which of {len(leading)} factors comes first cannot be told; the largest number is "
            f"that of {noun(result, ranked[0])} ({value(result, one, ranked[0])})."
        )
    named = [f"{noun(result, leading[0])} ({value(result, one, leading[0])})"]
    named += [f"{noun(result, row)} ({short(result, one, row)})" for row in leading[1:]]
    return f"{', '.join(named[:-1])} or {named[-1]} comes first; these runs cannot tell which."


def value(result, one, row):
    """The number that a factor is ranked by, with what it is, its unit and its interval."""
    method = indices.method(result)
    unit = numbers.scaled(one, method)[1]
    middle, low, high = numbers.told(one, method, row)
    of = f"{middle} {unit}".strip()
    return f"{row.role}; {what(one, method, row)} {of}, 95 % interval {low} to {high}"


def short(result, one, row):
    """The same without its unit."""
    method = indices.method(result)
    middle, low, high = numbers.told(one, method, row)
    lead = f"{what(one, method, row)} " if method == TORNADO else ""
    return f"{row.role}; {lead}{middle}, {low} to {high}"


def what(one, method, row):
    """What the number of a factor is: an index, or a difference at a setting."""
    if method == TORNADO:
        return f"at {numbers.setting(numbers.largest(one, row.factor))}:"
    return CALLED[method]


def effectless(result, one, ranked, none):
    """How many factors are not told apart from no effect, with their names if they are few."""
    whole = f"{len(none)} of {words.count(len(ranked), 'factor')}"
    if not none:
        return f"Each of the {words.count(len(ranked), 'factor')} is told apart from no effect."
    verb = "is" if len(none) == 1 else "are"
    named = [noun(result, row) for row in ranked if row.factor in none]
    who = f" ({words.listed(named)})" if len(none) <= NAMED else ""
    more = unmoved(result, one, ranked)
    return f"{whole}{who} {verb} not told apart from no effect at all{more}."


def unmoved(result, one, ranked):
    """Which factors of a tornado changed nothing in any run, which is more than not telling."""
    rows = [row for row in ranked if row.factor in idle(one)]
    if not rows:
        return ""
    if len(rows) > NAMED:
        return f"; {len(rows)} of these changed it in no run"
    return f"; {words.listed(noun(result, row) for row in rows)} changed it in no run"

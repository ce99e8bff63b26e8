"""What was varied in a result, as a table: what each factor is, and over which values."""

from typing import NamedTuple

from experiments.reporting.sweeps import swept
from experiments.sensitivities import varied as in_words
from experiments.sweeping import bases, varied
from experiments.sweeping.factors import UNCERTAINTY
from sim import naming, values, words
from sim.checks import is_spread
from sim.report.document import Column, Table

ROLES = (
    "Decision: what somebody could choose. Uncertainty: what nobody knows. Which is which is the "
    "word of whoever made the design, as the ranges are: another design may call a decision what "
    "is an uncertainty here. In the scenario: what it stands at, or is drawn from anew in each "
    "run, wherever the design does not set it."
)


class Varied(NamedTuple):
    """A factor, or several that go together, in words."""

    keys: tuple
    words: str
    role: str
    meaning: str  # with its unit; empty for a choice of files
    over: str
    base: str | None  # in the scenario itself


def table(result, entries, note=ROLES):
    """The table of what was varied; a column that is empty throughout is left out."""
    rows = [
        (f"{words.capital(one.words)}: {words.listed(f'`{key}`' for key in one.keys)}", one.role,
         one.meaning or None, one.over, one.base)
        for one in entries
    ]  # fmt: skip
    heads = ("Factor", "Role", "What it is [unit]", "Values", "In the scenario")
    kept = [place for place in range(len(heads)) if any(row[place] for row in rows)]
    columns = tuple(Column(heads[place]) for place in kept)
    shown = tuple(tuple(row[place] for place in kept) for row in rows)
    caption = "What was varied, and over which values"
    return Table(result.named("varied"), caption, columns, shown, note)


def usual(result, key):
    """What a parameter stands at in the scenario, or what it is drawn from; None if not known."""
    held = result.played
    for name in key.split("."):
        held = held.get(name) if isinstance(held, dict) else None
    if held is None:
        return in_words.base(result.scenario, key)
    is_section = isinstance(held, dict) and not is_spread(held)  # of a choice of files
    return None if is_section else values.shown(held)


# -- factors of an analysis, and dimensions of a sweep ---------------------------------------------


def of_factor(result, factor, chosen=()):
    """A factor of an analysis; ``chosen`` are the values of it that a tornado plays."""
    over = in_words.over(factor, chosen)
    return of_key(result, factor.key, factor.role, over, usual(result, factor.key))


def of_key(result, key, role, over, base):
    """A parameter alone."""
    called = naming.called(result.scenario, key)
    return Varied((key,), called, role, in_words.meaning(result.scenario, key), over, base)


def of_plan(result):
    """All that varied in a sweep."""
    return [of_dimension(result, one) for one in swept.plan(result).dimensions]


def of_dimension(result, one):
    """A dimension of a sweep: cases, one parameter, or several that go together."""
    if one.is_cases:
        return Varied(one.keys, "cases", one.role, "", words.listed(one.names), None)
    if len(one.keys) == 1:
        (key,) = one.keys
        return of_key(result, key, one.role, levels(result, one, key), usual(result, key))
    meaning = naming.with_unit(*varied.shared(result.scenario, one.keys))
    base = [usual(result, key) for key in one.keys]
    together = naming.together(result.scenario, one.keys)
    over = ", ".join(side_by_side(map(shown, row.values())) for row in one.rows)
    known = side_by_side(base) if all(base) else None
    return Varied(one.keys, together, one.role, meaning, over, known)


def levels(result, one, key):
    """The levels of a parameter, or the distribution that it was drawn from, in words."""
    drawn = swept.distributions(result).get(key)
    if drawn and not one.rows:
        return in_words.spread(drawn)
    return ", ".join(shown(row[key]) for row in one.rows)


def side_by_side(texts):
    """The values that go together, in words; one for all where they are the same."""
    return " / ".join(dict.fromkeys(texts))


def shown(value):
    """A value as it was given; a list or a range as the command line takes it."""
    if isinstance(value, list | dict):
        return bases.written(value)
    return in_words.value(value)


def sampled(plan, failed=0):
    """How the points of what is not known were chosen; ``failed`` points were not played."""
    if not plan.of_role(UNCERTAINTY):
        return "Nothing was taken as not known."
    many = words.count(len(plan.samples), "point")
    if plan.is_sampled:
        how = f"What is not known was drawn at {many} ({words.plain(plan.plain['sample'])})"
    else:
        how = f"What is not known was set at {many}, all combinations of its values"
    if not swept.decided(plan):
        return f"{how}."
    verb = "set" if failed else "played"
    less = (
        f", and {words.count(failed, 'point')} {words.verb(failed)} in none of the numbers"
        if failed
        else ""
    )
    return f"{how}; every combination of decisions was {verb} at each{less}."

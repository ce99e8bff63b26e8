"""What was varied in a result, as a table: what each factor is, and over which values."""

from typing import NamedTuple

from experiments.sensitivities import varied
from sim import naming, values, words
from sim.checks import is_spread
from sim.report.document import Column, Table

ROLES = (
    "Decision: what somebody could choose. Uncertainty: what nobody knows. Which is which was said "
    "by whoever made the design, and the ranges are theirs. In the scenario: what it stands at, "
    "or is drawn from anew in each run, wherever the design does not set it."
)


class Varied(NamedTuple):
    """A factor, or several that go together, in words."""

    keys: tuple
    words: str
    role: str
    meaning: str  # with its unit; empty for a choice of files
    over: str
    base: str | None  # in the scenario itself


def of_factor(result, factor, chosen=()):
    """A factor of an analysis; ``chosen`` are the values of it that a tornado plays."""
    called = naming.called(result.scenario, factor.key)
    meaning, over = varied.meaning(result.scenario, factor.key), varied.over(factor, chosen)
    return Varied((factor.key,), called, factor.role, meaning, over, usual(result, factor.key))


def usual(result, key):
    """What a parameter stands at in the scenario, or what it is drawn from; None if not known."""
    held = result.played
    for name in key.split("."):
        held = held.get(name) if isinstance(held, dict) else None
    if held is None:
        return varied.base(result.scenario, key)
    is_section = isinstance(held, dict) and not is_spread(held)  # of a choice of files
    return None if is_section else values.shown(held)


def table(result, entries, caption="What was varied, and over which values"):
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
    return Table(result.named("varied"), caption, columns, shown, ROLES)

"""Boxes of a discovery, read back from its tables: what was asked, where they lie, how dense."""

from functools import lru_cache
from types import SimpleNamespace
from typing import NamedTuple

import numpy as np

from experiments.csv_files import number
from experiments.discovering import asked, clauses, findings, nouns, sweeps
from experiments.reporting.sweeps import swept
from sim import outcomes, words
from sim.discovery.resampling import Span

KEPT = ("threshold", "side", "density", "boxes", "alpha", "mass", "resamples")
NEAR = 1e-9  # numbers of a table and of a design that are the same


class Box(NamedTuple):
    """A box, with the rows of the table that are about it."""

    policy: str
    place: int
    rows: list

    def span(self, name):
        """A number of the box with its interval."""
        return Span(*(self.number(f"{name}{end}") for end in ("", "_low", "_high")))

    def number(self, name):
        """A number of the box."""
        return number(self.rows[0][name])

    @property
    def is_found(self):
        """True if it comes back where it was not looked for."""
        return self.number("held") >= findings.HOLDS and self.number("lasts") >= findings.LASTS


def boxes(result, policy=""):
    """The boxes over all points, or that of a policy."""
    gathered = {}
    for row in result.rows("boxes.csv"):
        gathered.setdefault((row["policy"], int(row["box"])), []).append(row)
    return [Box(*key, rows) for key, rows in gathered.items() if key[0] == policy]


def question(result):
    """What was looked for."""
    one = outcome(result)
    kept = {key: result.config[key] for key in KEPT if key in result.config}
    if one.kind == outcomes.YES_NO:
        kept.pop("density", None)
    settings = asked.Settings(outcome=result.config["outcome"], **kept)
    return asked.question(settings, one, result.seed)


def outcome(result):
    """The outcome; of a result that keeps no scenario as far as its name tells."""
    name = result.config["outcome"]
    known = result.outcomes.get(name)
    if known is not None:
        return known
    is_amount = name.startswith("worth_of_agreement_to_")
    kind, unit = (outcomes.AMOUNT, "points") if is_amount else (outcomes.YES_NO, outcomes.SHARE)
    return outcomes.Outcome(None, kind, unit, words.plain(name))


@lru_cache(maxsize=8)
def factors(result):
    """What varied, by key; nothing where the folder does not keep the sweep's design."""
    if result.scenario is None:
        return {}
    of = swept.plan(result)
    found = sweeps.factors(SimpleNamespace(plan=of), range(of.size))
    return {one.key: one for one in found}


# -- conditions in words ---------------------------------------------------------------------------


def called(result, key):
    """A factor as a noun; its key where the scenario is not kept."""
    one = factors(result).get(key)
    return f"`{key}`" if one is None else nouns.with_along(result.scenario, one)


def noun(result, key):
    """A factor as a sentence has it."""
    one = factors(result).get(key)
    return f"`{key}`" if one is None else nouns.noun(result.scenario, one)


def condition(result, row):
    """What a box asks of a factor."""
    one = factors(result).get(row["parameter"])
    if one is not None:
        return clauses.condition(kept(row, one), one)
    if row["names"]:
        return f"is {' or '.join(row['names'].split(' | '))}"
    low, high = (clauses.number(number(row[end])) for end in ("low", "high"))
    return f"is {low}" if low == high else f"lies between {low} and {high}"


def kept(row, one):
    """Which levels of a factor a box keeps; a mask."""
    if not one.ordered:
        names = row["names"].split(" | ")
        return np.array([str(level) in names for level in one.levels])
    levels = np.array(one.levels)
    low, high = number(row["low"]), number(row["high"])
    near = NEAR * max(1.0, abs(low), abs(high))
    return (levels >= low - near) & (levels <= high + near)


def where(result, box):
    """All that a box asks, joined."""
    return words.listed(
        f"{noun(result, row['parameter'])} {condition(result, row)}" for row in box.rows
    )


def sentence(result, box):
    """A box in a sentence, with density, coverage and mass."""
    numbers = SimpleNamespace(
        density=box.span("density"), coverage=box.span("coverage"),
        mass=Span(box.number("mass"), np.nan, np.nan),
    )  # fmt: skip
    return clauses.said(where(result, box), question(result), numbers)


def limits(result, row):
    """Where resamples put the limits of a restriction, of those that it has; empty for names."""
    one = factors(result).get(row["parameter"])
    is_cut = [True, True]
    if one is not None:
        if not one.ordered:
            return ""
        mask = kept(row, one)
        is_cut = [not mask[0], not mask[-1]]
    texts = [
        f"{clauses.number(number(row[f'{end}_5']))} to {clauses.number(number(row[f'{end}_95']))}"
        for end, cut in zip(("low", "high"), is_cut, strict=True)
        if cut and row[f"{end}_5"] and number(row[f"{end}_5"]) == number(row[f"{end}_5"])
    ]
    return " and ".join(texts)


def parts(policy):
    """The decisions of a policy and their values, by key; as the table writes them."""
    pairs = [text.partition("=") for text in policy.split(", ")]
    if not all(equals for _, equals, _ in pairs):
        return {"policy": policy}
    return {key: value for key, _, value in pairs}

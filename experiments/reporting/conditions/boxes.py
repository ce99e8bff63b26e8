"""Boxes of a discovery, read back from its tables: what was asked, where they lie, how dense."""

from types import SimpleNamespace
from typing import NamedTuple

import numpy as np

from experiments.csv_files import number
from experiments.discovering import asked, clauses, findings, nouns, sweeps
from experiments.reporting.remembered import with_result
from experiments.reporting.sweeps import swept
from sim import outcomes, words
from sim.discovery.resampling import Span

KEPT = ("threshold", "side", "density", "boxes", "alpha", "mass", "resamples")
NEAR = 1e-9  # numbers of a table and of a design that are the same


class Box(NamedTuple):
    """A box with its numbers, and the rows of the table that are about it, one a restriction."""

    policy: str
    place: int
    rows: list
    density: Span
    coverage: Span
    mass: Span
    excess: Span  # its density less that of all points
    held: float
    lasts: float
    outside: float  # mean density where it was not looked for


def box(policy, place, rows):
    """A box from its rows, which all have its numbers."""
    first = rows[0]
    spans = (
        Span(*(number(first[f"{name}{end}"]) for end in ("", "_low", "_high")))
        for name in ("density", "coverage")
    )
    mass = Span(number(first["mass"]), np.nan, np.nan)
    excess = Span(*(number(first[f"excess{end}"]) for end in ("", "_low", "_high")))
    rest = (number(first[name]) for name in ("held", "lasts", "density_outside"))
    return Box(policy, place, rows, *spans, mass, excess, *rest)


def boxes(result, policy=""):
    """The boxes over all points, or that of a policy."""
    gathered = {}
    for row in result.rows("boxes.csv"):
        gathered.setdefault((row["policy"], int(row["box"])), []).append(row)
    return [box(*key, rows) for key, rows in gathered.items() if key[0] == policy]


def question(result):
    """What was looked for."""
    one = outcome(result)
    kept = {key: result.config[key] for key in KEPT if key in result.config}
    if one.kind == outcomes.YES_NO:
        kept.pop("density", None)
    settings = asked.Settings(outcome=result.config["outcome"], **kept)
    return asked.question(settings, one, result.seed)


def outcome(result):
    """The outcome that was looked at."""
    name = result.config["outcome"]
    return result.outcomes.get(name) or of_name(name)


def of_name(name):
    """An outcome of a result that keeps no scenario: as in one with whom, or what, it ends in."""
    parts = name.split("_")
    ends = ["_".join(parts[place:]) for place in range(len(parts))]
    known = outcomes.known(ends, ()).get(name)
    return known or outcomes.Outcome(None, outcomes.YES_NO, outcomes.SHARE, words.plain(name))


def verdict(result):
    """What was found; of an older result, which does not say, what its box tells."""
    for row in overall(result):
        if row["policy"] == "":
            return row["verdict"]
    first = next(iter(boxes(result)), None)
    if first is None:
        return unboxed(question(result), way(result))
    is_found = first.held >= findings.HOLDS and first.lasts >= findings.LASTS
    return findings.FOUND if is_found else findings.FAINT


def unboxed(asked, way_):
    """Why there is no box, from how dense the whole is, which the way begins with."""
    whole = way_[0][0] if way_ else 0.0
    if way_ and whole in (0.0, 1.0):
        return findings.ALL_CASES if whole else findings.NO_CASES
    return findings.EVERYWHERE if whole >= asked.density - NEAR else findings.NOWHERE


def overall(result):
    """How common cases are over all points and by policy; nothing of an older result."""
    is_there = (result.folder / "policies.csv").is_file()
    return result.rows("policies.csv") if is_there else []


def way(result):
    """Density and conditions of each box on the way to the first one."""
    return [(number(row["density"]), row["conditions"]) for row in result.rows("trajectory.csv")]


@with_result
def factors(result):
    """What varied, by key; nothing where the folder does not keep the sweep's design."""
    if result.scenario is None:
        return {}
    plan = swept.plan(result)
    found = sweeps.factors(SimpleNamespace(plan=plan), range(plan.size))
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
    return clauses.said(where(result, box), question(result), box)


def restricted(result, box):
    """The factors that a box asks something of, as nouns, each with its role."""
    return [(noun(result, row["parameter"]), row["role"]) for row in box.rows]


def seldom(result, box):
    """Those of which fewer than half of the resamples ask something, as nouns."""
    return [
        noun(result, row["parameter"])
        for row in box.rows
        if clauses.is_seldom(number(row["reproduced"]))
    ]


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

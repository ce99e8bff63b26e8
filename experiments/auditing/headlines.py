"""Headline results as statements that runs keep or break: shares, who more often, directions.

What they are is declared in ``configs/headlines.yaml`` and in the ``expected`` of variants. A
statement is judged by the 95 % interval of what it is about (a share, [Wilson1927]_; a paired
difference of shares, [Tango1998]_, or of means): it is kept while the interval lies on its side,
turned once the interval lies on the other, and unclear in between.
"""

import functools
import math
from typing import NamedTuple

import numpy as np
import yaml

from sim import intervals, outcomes, pairs, safe_yaml, words
from sim.checkout import ROOT
from sim.refusals import PremiseError, shown, unknown

FILE = ROOT / "configs" / "headlines.yaml"
KEPT, UNCLEAR, TURNED = "kept", "unclear", "turned"
LINES = ("above", "below", "line")


class Statement(NamedTuple):
    """One headline result; ``other`` is a line, an outcome, or None for a variant's difference."""

    outcome: str
    scenario: str  # the variant that is set beside the scenario, or an empty text
    other: object
    above: bool | None  # which side of the line; None as it comes out
    text: str
    expected: str = ""  # the direction that the variant's file expects
    is_amount: bool = False  # about a number, and not about a share of runs


class Estimate(NamedTuple):
    """What some runs say of a share or a difference, with its 95 % interval."""

    value: float
    low: float
    high: float


def declared(scenario, path):
    """Variants and statements declared for a scenario; those of ``any`` if it is not named."""
    try:
        contents = safe_yaml.load(path.read_text(encoding="utf-8"), twice=False)
    except safe_yaml.Unfit as error:
        raise PremiseError("headlines", f"'{path}' cannot be read ({error.problem})") from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = getattr(error, "strerror", None) or "it is not YAML"
        problem = f"'{path}' cannot be read ({str(reason).lower()})"
        raise PremiseError("headlines", problem) from None
    if not isinstance(contents, dict) or "any" not in contents:
        raise PremiseError("headlines", f"'{path}' has no entry 'any'; it takes one by scenario")
    name = scenario.name if scenario.name in contents else "any"
    entry = contents[name]
    key = f"headlines.{name}"
    if not isinstance(entry, dict) or set(entry) - {"variants", "statements"}:
        raise PremiseError(key, f"{shown(entry)} is not allowed; it takes variants and statements")
    known = outcomes.of_scenario(scenario)
    statements = [
        statement(one, f"{key}.statements.{place}", scenario, known)
        for place, one in enumerate(listed(entry, "statements", key))
    ]
    variants = listed(entry, "variants", key)
    for place, one in enumerate(variants):
        if not isinstance(one, str):
            problem = f"{shown(one)} is not allowed; it takes the name of a scenario"
            raise PremiseError(f"{key}.variants.{place}", problem)
    return variants, statements


def listed(entry, name, key):
    """A list of an entry; an empty one where there is none."""
    found = entry.get(name)
    if not isinstance(found, list | None):
        raise PremiseError(f"{key}.{name}", f"{shown(found)} is not allowed; it takes a list")
    return found or []


def statement(given, key, scenario, known):
    """A statement about a scenario by itself, checked."""
    if not isinstance(given, dict) or "outcome" not in given or len(given) != 2:
        problem = f"{shown(given)} is not allowed; it takes outcome and one of {', '.join(LINES)}"
        raise PremiseError(key, problem)
    outcome = given["outcome"]
    (side,) = set(given) - {"outcome"}
    if side not in LINES:
        raise unknown(key, side, ("outcome", *LINES))
    other = given[side]
    for name in (outcome, *([other] if isinstance(other, str) else [])):
        if not isinstance(name, str) or name not in known or known[name].kind != outcomes.YES_NO:
            shares = [one for one in known if known[one].kind == outcomes.YES_NO]
            raise unknown(f"{key}.outcome", name, shares)
    numeric = isinstance(other, int | float) and not isinstance(other, bool)
    if not isinstance(other, str) and not (numeric and 0.0 < other < 1.0):
        problem = f"{shown(other)} is not allowed; it takes a share between 0 and 1 or an outcome"
        raise PremiseError(f"{key}.{side}", problem)
    above = None if side == "line" else side == "above"
    return Statement(outcome, "", other, above, "")


def about_variant(variant):
    """The statements that a variant's expectations make, as they come out."""
    known = outcomes.of_scenario(variant)
    return [
        Statement(
            name, variant.name, None, None, "", one.direction,
            known[name].kind != outcomes.YES_NO,
        )
        for name, one in variant.expected.items()
    ]  # fmt: skip


def sided(one, estimate, scenario):
    """A statement with its side and words, as the runs with nothing moved have it."""
    above = estimate.value > border(one) if one.above is None else one.above
    return one._replace(above=above, text=worded(one, above, scenario))


def border(one):
    """The value between the two sides of a statement."""
    return one.other if isinstance(one.other, float) else 0.0


def worded(one, above, scenario):
    """A statement in words."""
    outcome = named(one.outcome, scenario)
    more = "more" if above else "fewer"
    went = "up" if above else "down"
    surprise = f" (expected: {one.expected})" if one.expected not in ("", went) else ""
    if one.is_amount:
        return f"{one.scenario}: {outcome}: {'higher' if above else 'lower'}{surprise}"
    if one.scenario:
        return f"{one.scenario}: {outcome} in {more} runs{surprise}"
    if isinstance(one.other, str):
        other = named(one.other, scenario).removesuffix(" resumes fighting")
        return f"{outcome} in {more} runs than {other}"
    return f"{outcome} in {more} than {words.percent(one.other)} of runs"


def named(outcome, scenario):
    """An outcome in words."""
    return outcomes.of_scenario(scenario)[outcome].words


def wanted(statements):
    """The outcomes that statements ask for."""
    found = {}
    for one in statements:
        found[one.outcome] = None
        if isinstance(one.other, str):
            found[one.other] = None
    return list(found)


def measured(names, kept, scenario):
    """Outcomes of a scenario, run by run."""
    return {name: outcomes.of(kept, scenario, name) for name in names}


@functools.lru_cache(maxsize=1 << 16)
def share(count, total):
    """A share of runs with its interval."""
    return Estimate(count / total, *intervals.wilson(count, total))


def difference(first, second):
    """The second minus the first, paired, with its interval."""
    found = pairs.difference(first, second)
    return Estimate(found.value, found.low, found.high)


def of(one, played, base):
    """What runs say of a statement; ``played`` holds outcomes by scenario, ``base`` names one."""
    own = played[base][one.outcome]
    if one.scenario:
        return difference(own, played[one.scenario][one.outcome])
    if isinstance(one.other, str):
        return difference(played[base][one.other], own)
    return share(int(np.count_nonzero(own)), len(own))


def verdict(one, estimate):
    """Whether a statement is kept, unclear or turned."""
    line = border(one)
    low, high = estimate.low - line, estimate.high - line
    if math.isnan(estimate.value):
        return UNCLEAR
    if not one.above:
        low, high = -high, -low
    return KEPT if low > 0.0 else TURNED if high < 0.0 else UNCLEAR


def in_points(estimate):
    """A shift of a share with its interval, in points of a hundred runs."""
    low, middle, high = (100 * part for part in (estimate.low, estimate.value, estimate.high))
    return f"{middle:+.0f} ({low:+.0f} to {high:+.0f})"


def said(values):
    """A value or the ends of a range, as text."""
    return " to ".join(f"{value:g}" for value in values)

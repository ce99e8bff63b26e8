"""Parameters as sliders, with what each means and rests on.

Unit, range and source are those of the schema; how far a slider goes may be narrower, for a number
beside it takes whatever is allowed. Which are offered, and in which words, says ``offered``.
"""

import math
from functools import cache
from typing import NamedTuple

from agents.premise import ASSUMPTION
from sim import bibliography, design, naming, words
from sim.checks import SPREADS
from sim.classroom.exploring import offered, worlds
from sim.layout import choices
from sim.refusals import allowed

SPANS = {  # how far a slider goes, where the schema allows more than it can show
    "war_cost": (0.0, 0.5), "haste": (0.05, 3.0), "leverage": (0.0, 1.0), "rounds": (1, 120),
    "guarantee": (-0.5, 1.0), "payment": (0.0, 1.0), "background": (0.0, 3.0),
    "shock_rate": (0.0, 0.2), "war_prospect": (0.0, 1.0), "deadline_days": (1, 60),
    "branching": (0.0, 0.95),
}  # fmt: skip
STEPS = {"shock_rate": 0.002}
STEP = 0.01
WIDEST = 10.0  # of a parameter with no greatest value


class Slider(NamedTuple):
    """One slider, or choice, and all that stands beside it."""

    key: str
    of: str  # whose it is, where its twin is another's; else what it is
    kind: str  # range, choice or switch
    low: float | None
    high: float | None
    step: float | None
    whole: bool
    usual: str  # what it stands at, as a text
    drawn: str  # from what it is drawn anew for each run; empty where it is not
    names: tuple  # the values of a choice
    note: str  # what its file says beside it


class Knob(NamedTuple):
    """What is offered together: a slider alone, or one for each side."""

    title: str
    meaning: str
    unit: str
    allowed: str
    source: str
    sliders: tuple


class Group(NamedTuple):
    """Knobs under one heading."""

    title: str
    knobs: tuple


def groups(scenario, notes):
    """The sliders of a scenario, in groups; what it does not have is left out.

    ``notes`` has the words that its files have beside values, by key.
    """
    titles, who = dict(offered.GROUPS), offered.mediator(scenario)
    if who:
        titles["mediator"] = f"A mediator: {naming.name_of(scenario, who)}"
    return tuple(
        Group(titles[name], tuple(knob(scenario, each, notes) for each in found))
        for name, found in offered.keys_of(scenario).items()
        if found
    )


def knob(scenario, keys, notes):
    """The sliders of some keys of one kind, and what they are about."""
    one = design.parameter(scenario, keys[0])
    field = keys[0].rpartition(".")[2]
    sides = scenario.premises.parties
    stem = field.rpartition("_")[0] if field.rpartition("_")[2] in sides else field
    title = offered.title_of(scenario, keys, stem)
    owners = scenario.parties if len(keys) > 1 else (title,)
    return Knob(
        title,
        offered.meaning_of(keys[0], stem) or one.info.description,
        one.unit,
        allowed(one.info),
        source(one),
        tuple(
            slider(scenario, key, of, notes.get(key, ""))
            for key, of in zip(keys, owners, strict=True)
        ),
    )


def source(one):
    """What the number that it stands at unless set rests on, in words."""
    key = one.info.json_schema_extra["source"]
    if key == ASSUMPTION:
        return "an assumption"
    entry = sources().get(key)
    return f"in its form, {key}" + (f" ({entry.get('title', '')})" if entry else "")


@cache
def sources():
    """The bibliography, read once."""
    return bibliography.entries()


def slider(scenario, key, of, note):
    """The slider of a parameter as a scenario has it."""
    one = worlds.movable(scenario, key)
    stands = design.value(scenario, one)
    names = choices(one.info.annotation)
    kind = "choice" if names else "range" if one.is_numeric else "switch"
    low, high = span(one, stands) if kind == "range" else (None, None)
    whole = one.info.annotation is int
    field = of_either(one.field)
    step = None if kind != "range" else 1 if whole else STEPS.get(field, STEP)
    return Slider(
        key, of, kind, low, high, step, whole, worlds.written(stands), drawn(scenario, key),
        tuple(names or ()), note,
    )  # fmt: skip


def span(one, stands):
    """How far a slider goes: as far as is allowed or can be shown, and as far as it stands."""
    field = of_either(one.field)
    low, high = ends(one.info)
    if field in SPANS:
        low, high = SPANS[field]
    elif one.info.annotation is float and high - low > WIDEST:
        high = max(WIDEST, 2.0 * abs(stands))
    elif high - low > 100 * WIDEST:
        high = max(10 * WIDEST, 2 * abs(stands))
    return min(low, stands), max(high, stands)


def of_either(field):
    """The name of a field without the side that it is about."""
    return field.rpartition("_")[0] if field.endswith(("_0", "_1")) else field


def ends(field):
    """The least and the greatest value of a number; what is open above is as wide as can be."""
    low, high = 0.0, math.inf
    for bound in field.metadata:
        low = getattr(bound, "ge", getattr(bound, "gt", low))
        high = getattr(bound, "le", getattr(bound, "lt", high))
    return low, high


def drawn(scenario, key):
    """From what a parameter is drawn anew for each run, in words."""
    found = design.spreads_of(scenario).get(key)
    if found is None:
        return ""
    code, low, high, _ = found
    name = next(name for name, (kind, _) in SPREADS.items() if kind == code)
    return f"{low:g} to {high:g} ({words.plain(name)})"


def every(scenario):
    """(key, name in words) of every parameter that can be moved."""
    return [
        (one.key, naming.called(scenario, one.key))
        for one in design.parameters(scenario, design.is_plain)
    ]


def alone(scenario, key, notes):
    """A parameter that was asked for by its name: with its twin where the other side has one."""
    worlds.movable(scenario, key)
    return knob(scenario, offered.twins(scenario, key), notes)


def more(scenario, there, keys, notes):
    """Knobs of some keys, where the groups that are there do not have them."""
    found, seen = [], {one.key for group in there for each in group.knobs for one in each.sliders}
    for key in sorted(keys):
        if key not in seen:
            found.append(alone(scenario, key, notes))
            seen |= {one.key for one in found[-1].sliders}
    return found

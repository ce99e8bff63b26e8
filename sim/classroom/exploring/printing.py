"""Figures for print of what is shown: the same bytes each time, and what was played beneath."""

from typing import NamedTuple

from sim import arrow, fields, incidence, naming, tables, words
from sim.classroom.exploring import bands, watching, worlds
from sim.classroom.exploring.commands import LETTERS
from sim.plots import phases, style, survival, survival_by_scenario, timeline, trust
from sim.refusals import PremiseError, shown

KINDS = {  # of figures: what a browser is told they are
    "png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf",
}  # fmt: skip
NO_TIME = {"Creator": None, "Producer": None, "CreationDate": None}  # in a PDF
FIGURES = ("survival", "phases", "trust", "run")


class Wanted(NamedTuple):
    """A figure that is asked for."""

    name: str
    kind: str


def wanted(name, kind):
    """A figure by its name and kind; refuses one that there is not."""
    for key, given, known in (("figure", name, FIGURES), ("figure", kind, KINDS)):
        if given not in known:
            takes = f"it takes one of {', '.join(known)}"
            raise PremiseError(key, f"{shown(given)} is not allowed; {takes}")
    return Wanted(name, kind)


def figure(asked_for, state, scenarios):
    """A figure as bytes; ``scenarios`` are those of the worlds, by letter.

    Survival shows both worlds, the other figures the last one.
    """
    letter, scenario = list(scenarios.items())[-1]
    module, shown, lead = drawn(asked_for.name, state, scenarios, letter)
    foot = f"{beneath(state, scenarios)}"
    made = style.drawn(module, shown, foot, lead)
    title, about = module.title(shown), module.describe(shown)
    if asked_for.kind == "pdf":
        return style.saved(made, "pdf", {"Title": title, "Subject": about, **NO_TIME})
    carried = {"scenario": scenario.name, "seed": state.asked.seed, "runs": state.asked.runs}
    carried["moved"] = {one: dict(world.changes) for one, world in state.worlds.items()}
    described = {"Title": title, "Description": about, fields.SETTINGS: fields.text(carried)}
    return style.saved(made, asked_for.kind, described | style.PLAIN[asked_for.kind])


def drawn(name, state, scenarios, letter):
    """The module that draws a figure, its numbers, and what it says first."""
    asked, scenario = state.asked, scenarios[letter]
    lead = f"{scenario.title}{f', {LETTERS[letter]}' if state.second else ''}."
    if name == "run":
        found = timeline.numbers(scenario, watching.played(scenario, asked.seed, asked.run))
        return timeline, found._replace(number=asked.run, runs=max(asked.runs, asked.run)), lead
    many = {one: bands.play(each, asked.seed, asked.runs) for one, each in scenarios.items()}
    if name == "survival" and state.second:
        curves = [incidence.survival(one.kept.runs, one.horizon) for one in many.values()]
        names = tuple(map(LETTERS.get, many))
        numbers = survival_by_scenario.Numbers(curves, names, asked.runs, scenario.start)
        return survival_by_scenario, numbers, f"{scenario.title}."
    module = {"survival": survival, "phases": phases, "trust": trust}[name]
    return module, module.numbers(scenario, tables_of(many[letter])), lead


def tables_of(many):
    """The tables of many runs."""
    names = tables.Names(many.scenario)
    return {
        "runs": arrow.columns(tables.runs_table(names, many.kept, 0, many.seed)),
        "days": arrow.columns(tables.days_table(names, many.kept, 0, many.seed)),
    }


def beneath(state, scenarios):
    """The line under a figure: what was played."""
    asked, parts = state.asked, []
    for letter, world in state.worlds.items():
        moved = [
            f"{naming.called(scenarios[letter], key)} {worlds.written(value)}"
            for key, value in world.changes
        ]
        which = words.capital(LETTERS[letter]) if state.second else "Moved by hand"
        parts.append(f"{which}: {words.listed(moved) or 'as its file has it'}.")
    called = scenarios["a"].called
    played = f"Scenario {called}, {words.count(asked.runs)}, seed {asked.seed}."
    return " ".join([played, *parts])

"""What is shown, to take along: tables, figures, a scenario's file, the command for the same."""

import re
import shlex
from typing import NamedTuple

import yaml

from sim import csv_text, fields, incidence, naming, story, tables, words
from sim.classroom.exploring import bands, watching, worlds
from sim.plots import phases, style, survival, survival_by_scenario, timeline, trust
from sim.refusals import PremiseError, shown

KINDS = {  # of figures: what a browser is told they are
    "png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf",
}  # fmt: skip
NO_TIME = {"Creator": None, "Producer": None, "CreationDate": None}  # in a PDF
FIGURES = ("survival", "phases", "trust", "run")
LETTERS = {"a": "world A", "b": "world B"}
FILE = "my_world"  # what a scenario's file is called until its owner calls it otherwise


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


# -- tables ---------------------------------------------------------------------------------------


def days_csv(played):
    """The days of a run of each world as a table; ``played`` maps letters to tables."""
    heads, rows = None, []
    for letter, found in played.items():
        days = found["days"]
        names = [name for name in days if name != "point"]
        heads = heads or ("world", *names)
        columns = (days[name] for name in names)
        rows += [(letter.upper(), *map(plain, row)) for row in zip(*columns, strict=True)]
    return csv_text.text(heads, rows)


def plain(value):
    """A number as Python has it; a text as it stands."""
    return value.item() if hasattr(value, "item") else value


def runs_csv(told):
    """Many runs by day as a table; ``told`` maps letters to what ``bands`` tells."""
    heads, rows = None, []
    for letter, found in told.items():
        columns = dict(by_day(found))
        heads = heads or ("world", "day", *columns)
        rows += [
            (letter.upper(), day, *(column[day] for column in columns.values()))
            for day in range(found["horizon"] + 1)
        ]
    return csv_text.text(heads, rows)


def by_day(found):
    """(head, values from day 0) of each column of many runs; of bands there are none on day 0."""
    yield "runs standing", found["standing"]
    yield "standing [share of runs]", found["share"]
    yield "95 % interval: low", found["low"]
    yield "high", found["high"]
    pairs = [("tension", found["tension"])]
    for name, title in (("belief", "trust"), ("margin", "staying less leaving [points]")):
        for party, one in zip(found["parties"], found[name], strict=True):
            pairs.append((f"{title}, {party}", one))
    for title, one in pairs:
        for edge, text in (("low", "10 % of runs under"), ("middle", "median"), ("high", "90 %")):
            yield f"{title}: {text}", [None, *one[edge]]


def story_text(scenario, found, number):
    """The story of a run."""
    lines = story.tell(scenario, found["events"], found["days"], number - 1, found["offers"])
    return "\n".join(lines) + "\n"


# -- a scenario's file, and commands --------------------------------------------------------------


def scenario_yaml(scenario, world, asked):
    """A world as the file of a scenario, with how to play it."""
    name = FILE if world.changes else world.scenario
    command = ["experiments.run", "--config-dir", "FOLDER", f"scenario={name}"]
    head = [
        "# @package _global_",
        f"# {world.scenario} with {words.count(len(world.changes), 'value')} moved by hand; these "
        "are assumptions of whoever moved them.",
        f"# Save it as FOLDER/scenario/{name}.yaml and play it:",
        f"#   {shell([*command, *settings(asked)])}",
    ]
    title = f"{scenario.title}, {words.count(len(world.changes), 'value')} moved"
    body = {"defaults": [world.scenario, "_self_"], "title": title, **nested(world.changes)}
    return "\n".join(head) + "\n" + yaml.safe_dump(body, sort_keys=False, allow_unicode=True)


def nested(changes):
    """Values by dotted key as mappings within mappings."""
    found = {}
    for key, value in changes:
        *parts, field = key.split(".")
        place = found
        for part in parts:
            place = place.setdefault(part, {})
        place[field] = value
    return found


def settings(asked):
    """What a command says of runs and luck."""
    return [f"runs={asked.runs}", f"seed={asked.seed}"]


def shell(command):
    """A command as a shell takes it."""
    return shlex.join(["python", "-m", *command])


def commands(state):
    """(what it plays, command) of each command that plays what is shown."""
    asked = state.asked
    for letter, world in state.worlds.items():
        which = f" of {LETTERS[letter]}" if state.second else ""
        given = [f"scenario={world.scenario}", *overrides(world)]
        yield f"The runs{which}", shell(["experiments.run", *given, *settings(asked)])
        one = [f"runs={asked.run}", f"seed={asked.seed}", "plots=false", f"story={asked.run}"]
        yield f"Run {asked.run:,}{which} as a story", shell(["experiments.run", *given, *one])
    if state.second:
        entries = [entry(letter, world) for letter, world in state.worlds.items()]
        text = f"scenarios=[{', '.join(entries)}]"
        yield (
            "Both worlds beside each other",
            shell(["experiments.compare", text, *settings(asked)]),
        )


def overrides(world):
    """What a world moves, as a command line has it."""
    return [f"{key}={worlds.written(value)}" for key, value in world.changes]


def entry(letter, world):
    """A world as an entry of a comparison."""
    name = LETTERS[letter].replace(" ", "_").lower()
    moved = ", ".join(f"{key}: {worlds.written(value)}" for key, value in world.changes)
    rest = f", set: {{{moved}}}" if moved else ""
    return f"{{base: {world.scenario}, name: {name}{rest}}}"


def name_of_file(state, what, ending):
    """A name for a file of what is shown."""
    asked = state.asked
    stem = f"{state.first.scenario}_seed{asked.seed}"
    if what == "run":
        stem += f"_run{asked.run}"
    moved = "_moved" if any(world.changes for world in state.worlds.values()) else ""
    return re.sub(r"[^\w.-]", "_", f"{stem}_{what}{moved}.{ending}")


# -- figures --------------------------------------------------------------------------------------


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
        "runs": tables.columns(tables.runs_table(names, many.kept, 0, many.seed)),
        "days": tables.columns(tables.days_table(names, many.kept, 0, many.seed)),
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
    played = f"Scenario {state.first.scenario}, {words.count(asked.runs)}, seed {asked.seed}."
    return " ".join([played, *parts])

"""Playing what is shown without the page: a scenario's file, commands, and names for files."""

import re
import shlex

from sim import safe_yaml, words
from sim.classroom.exploring import worlds

LETTERS = {"a": "world A", "b": "world B"}
FILE = "my_world"  # what a scenario's file is called until its owner calls it otherwise


def scenario_yaml(scenario, world, asked):
    """A world as the file of a scenario, with how to play it."""
    command = ["experiments.run", "--config-dir", "FOLDER", f"scenario={FILE}"]
    head = [
        "# @package _global_",
        f"# {world.scenario} with {words.count(len(world.changes), 'value')} moved by hand; these "
        "are assumptions of whoever moved them.",
        f"# Save it as FOLDER/scenario/{FILE}.yaml and play it:",
        f"#   {shell([*command, *settings(asked)])}",
    ]
    title = f"{scenario.title}, {words.count(len(world.changes), 'value')} moved"
    body = {"defaults": [world.scenario, "_self_"], "title": title, **nested(world.changes)}
    return "\n".join(head) + "\n" + safe_yaml.dump(body)


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

"""The tables of the protocol: state variables, luck, events and what is recorded."""

import ast

from agents import luck, notes
from sim import phases, records
from sim.markdown import summary, table
from sim.odd import code


def states(entity, modules):
    """The state variables of an entity: type, unit, meaning, and which functions change each."""
    writers = {}
    for module in modules:
        for function in code.functions(module):
            for owner, name in code.changes(function.node):
                if owner == entity:
                    writers.setdefault(name, []).append(f"`{function.short}`")
    rows = [
        (
            f"`{name}`",
            kind_of(kind, length),
            unit,
            meaning,
            ", ".join(writers.get(name, ["set before the first day"])),
        )
        for name, kind, length, unit, meaning in code.STATES[entity]
    ]
    return table(("variable", "type", "unit", "meaning", "changed by"), rows)


def kind_of(kind, length):
    """The type of a state variable in words."""
    word = "number" if kind is float else "whole number"
    return f"{length} {word}s" if length else word


def chance(modules):
    """Every purpose of luck, by number, with the address of its draws and who draws them."""
    drawn = {}
    for module in modules:
        for function in code.functions(module):
            for base, name, call in code.calls(function.node):
                if (base, name) == ("luck", "uniform"):
                    drawn.setdefault(call.args[1].attr, []).append((function, call))
    rows = []
    for purpose, number in purposes():
        for function, call in drawn[purpose]:
            actor, item, attempt, day = (address(one) for one in call.args[2:])
            what = f"`{function.short}`: {summary(function.doc)}"
            rows.append((number, f"`{purpose}`", what, actor, item, attempt, day))
    return table(("number", "purpose", "drawn by", "actor", "item", "attempt", "day"), rows)


def purposes():
    """The purposes of luck and their numbers, as they are declared."""
    for node in code.tree("agents.luck").body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            name = node.targets[0].id
            if name != "NOBODY":
                yield name, getattr(luck, name)


def address(node):
    """One part of an address as the code has it; empty where it is not used."""
    text = ast.unparse(node)
    return {"0": "", "luck.NOBODY": "nobody"}.get(text, f"`{text}`")


def events(modules):
    """The kinds of event, who writes each, whose it is, what it is about, and its reasons."""
    writers = {}
    for module in modules:
        for function in code.functions(module):
            for name in code.named(function.node, "notes"):
                writers.setdefault(name.lower(), []).append(f"`{function.short}`")
    rows = [
        (
            f"`{kind.name}`",
            summary(kind.reasons.__doc__).partition("; see")[0].rstrip("."),
            ", ".join(writers[kind.name]),
            kind.actor or "none",
            kind.about,
            ", ".join(kind.reasons._fields),
        )
        for kind in notes.EVENTS
    ]
    heads = ("event", "what it carries", "written by", "actor", "about", "its numbers")
    return table(heads, rows)


def columns():
    """The columns of the tables that a run leaves."""
    kinds = (("a day", records.DAY), ("a run", records.RUN), ("an obligation", records.ITEM))
    rows = [(f"of {what}", ", ".join(f"`{name}`" for name in dtype.names)) for what, dtype in kinds]
    return table(("a row", "columns (those of a party are two)"), rows)


def causes():
    """The causes of an end in the order in which one is named."""
    return ", ".join(f"`{cause}`" for cause in phases.CAUSES[phases.OUTSIDE_SHOCK :])

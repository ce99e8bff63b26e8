"""The submodels in full: every behaviour and every rule, with signature, formula and source.

python -m sim.odd.submodels > docs/odd_submodels.md
"""

from pathlib import Path

from sim import bibliography
from sim.checkout import ROOT
from sim.markdown import docstring
from sim.odd import code, tables

TEMPLATE = Path(__file__).with_name("submodels.md")


def within(package):
    """The modules of a package, by name."""
    files = sorted(code.path(package).parent.glob("*.py"))
    return [f"{package}.{file.stem}" for file in files if file.stem != "__init__"]


# The behaviours by the step of the day they belong to; each is a module that both engines play.
STEPS = {
    "events": ("sim.changes", "sim.events"),
    "mediators": ("agents.mediating", "agents.instruments", "agents.speaking"),
    "talks": (
        "sim.protocols",
        *within("sim.protocols"),
        "agents.informing",
        "agents.talking",
        "agents.offers",
        "agents.even_deals",
        "agents.rounding",
        "agents.levels",
        "agents.searching",
        "agents.strategies",
        *within("agents.strategies"),
        "agents.trading",
    ),
    "ratification": ("agents.ratifying",),
    "obligations": ("sim.obligations", "agents.delivering", "agents.handing_over"),
    "verification": ("agents.verifying",),
    "incidents": ("agents.enduring",),
    "responses": ("agents.responding",),
    "publics": ("agents.swaying",),
    "beliefs": ("agents.believing", "agents.foreseeing"),
    "phase": ("sim.phases", "agents.extending"),
    "record": ("agents.notes",),
    "persons": ("agents.asking",),
}
DAY, LUCK, DRAWS, RECORD = "sim.day", "agents.luck", "sim.draws", "agents.notes"
RULES = "agents.rules"


def behaviours():
    """The modules of behaviours, in the order of the day."""
    return [module for modules in STEPS.values() for module in modules]


def everything():
    """Every module of the model's text, the day included."""
    return [DAY, *behaviours(), LUCK, DRAWS, *within(RULES)]


def page():
    """The page, as Markdown."""
    known = bibliography.entries()
    parts = {step: "\n\n".join(map(behaviour, modules)) for step, modules in STEPS.items()}
    parts["rules"] = "\n\n".join(rule(module) for module in within(RULES))
    parts["luck"] = "\n\n".join(rule(module) for module in (LUCK, DRAWS))
    parts["causes"] = tables.causes()
    return bibliography.linked(filled(TEMPLATE, parts), known)


def filled(template, parts):
    """A template with the parts in place of their names; every name and every part is used."""
    text = template.read_text(encoding="utf-8")
    for name, part in parts.items():
        mark = f"{{{{{name}}}}}"
        if mark not in text:
            raise ValueError(f"{template.name}: {mark} is missing")
        text = text.replace(mark, part)
    left = text.partition("{{")[2].partition("}}")[0]
    if left:
        raise ValueError(f"{template.name}: there is nothing to put in place of '{left}'")
    return text


def headed(module):
    """The heading of a module, its docstring, and what it fixes in numbers."""
    place = code.path(module).relative_to(ROOT).as_posix()
    lines = [f"#### `{module}`", f"[{place}](../{place}). {docstring(code.doc(module))}"]
    fixed = "" if module == RECORD else code.constants(module)  # the protocol lists the events
    return [*lines, *([fenced(fixed)] if fixed else [])]


def fenced(text):
    """A piece of code."""
    return f"```python\n{text}\n```"


def behaviour(module):
    """A module of behaviours: each function with what it says of itself, uses and changes."""
    lines = headed(module)
    for function in code.functions(module):
        notes = used(function)
        said = docstring(function.doc).replace("\n\n", "\n\n  ")
        lines.append(f"- `{function.signature}` — {said}" + (f"\n\n  *{notes}*" if notes else ""))
    return "\n\n".join(lines)


def used(function):
    """The rules a behaviour uses, the luck it draws, and the state it changes, in words."""
    modules = code.imported(function.module)
    applied, drawn = {}, {}
    for base, name, call in code.calls(function.node):
        if modules.get(base, "").startswith("agents.rules."):
            applied[f"`{base}.{name}`"] = None
        if (base, name) == ("luck", "uniform"):
            drawn[f"`{call.args[1].attr}`"] = None
    changed = [f"`{owner}.{name}`" for owner, name in code.changes(function.node)]
    said = (("Rules", applied), ("luck", drawn), ("changes", changed))
    text = "; ".join(f"{what}: {', '.join(names)}" for what, names in said if names)
    return text[:1].upper() + text[1:]


def rule(module):
    """A module of rules: each with its signature, what it says of itself, and its formula."""
    lines = headed(module)
    for function in code.functions(module):
        lines += [f"**`{function.signature}`**", docstring(function.doc), formula(function)]
    return "\n\n".join(lines)


def formula(function):
    """A function's body as it stands in the program."""
    return fenced("\n".join(line.removeprefix("    ") for line in function.body.splitlines()))


if __name__ == "__main__":
    print(page(), end="")

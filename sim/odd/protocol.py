"""The protocol: seven elements, of which the seventh is told in full on a page of its own."""

from pathlib import Path

from sim import bibliography, given, parameters
from sim.markdown import summary, table
from sim.odd import code, schedule, submodels, tables

TEMPLATE = Path(__file__).with_name("protocol.md")
DETAILS = "odd_submodels.md"


def page():
    """The page, as Markdown."""
    known = bibliography.entries()
    modules = submodels.everything()
    parts = {f"state of {entity}": tables.states(entity, modules) for entity in code.STATES}
    parts |= {
        "eve": schedule.outline("begin"),
        "day": schedule.outline("play", told=("take_stock", "weigh")),
        "luck": tables.chance(modules),
        "events": tables.events(modules),
        "columns": tables.columns(),
        "causes": tables.causes(),
        "parts": listed(),
        "defaults": str(parameters.assumed()),
        "numbers": str(given.share(given.read(given.files(parameters.MAIN)))),
        "files": files(),
    }
    text = bibliography.linked(submodels.filled(TEMPLATE, parts), known)
    cited = [key for key in known if key in bibliography.cited(text, known)]
    lines = [f"- `{key}` {bibliography.reference(known[key])}" for key in cited]
    return text + "\n## References\n\n" + "\n".join(lines) + "\n"


def listed():
    """Every submodel by step, what it does, and where it is told in full."""
    rows = [
        (step, f"[`{module}`]({DETAILS}#{place(module)})", summary(code.doc(module)))
        for step, modules in (
            *submodels.STEPS.items(),
            ("rules", submodels.within(submodels.RULES)),
        )
        for module in modules
    ]
    return table(("step", "submodel", "what it is"), rows)


def place(module):
    """The place of a submodel on its page."""
    return module.replace(".", "")


def files():
    """The files that the main scenario is made of."""
    found = [file.relative_to(given.CONFIGS.parent) for file, _ in given.files(parameters.MAIN)]
    return "\n".join(f"- [{file}](../{file})" for file in map(str, found))

"""The document of a report: which sections there are, in which order, and who tells each."""

import importlib

from experiments import provenance
from experiments.reporting import assumptions, drawn, limits, made, method
from sim import words
from sim.report.document import Document, Paragraph, Section

TOLD = (  # by the module of a kind: the name of its function, and the heading
    ("question", "The question"),
    ("scenarios", "The scenarios"),
    ("assumptions", "What it rests on: assumptions, sources, confidence"),
    ("headline", "What came of it"),
    ("figures", "Figures"),
    ("sensitivity", "Sensitivity"),
    ("changes", "What would change the conclusion"),
)
NOT_VARIED = (
    "Nothing was varied here: how far these numbers hang on single assumptions is not shown. "
    "Results of `experiments.sensitivity` or `experiments.sweep` in the same report would show it."
)
NOT_GAUGED = "What would change the conclusion was not looked for."


def document(results, title="", question=""):
    """The whole report of some results."""
    modules = {one.kind: importlib.import_module(f"{__package__}.of_{one.kind}") for one in results}
    sections = [
        section(heading, list(told(name, results, modules, question))) for name, heading in TOLD
    ]
    sections += [
        section("Limits", limits.blocks(dict.fromkeys(limited(results, modules)))),
        section("Method", methods(results)),
        section("Sources", assumptions.sources(results)),
        section("Provenance", made.origin(results)),
        section("To reproduce", made.again(results)),
    ]
    first = results[0]
    return Document(
        title or titled(results, modules),
        subtitle(results),
        tuple(sections),
        f"Runs of a model, not a forecast. {mark(first)}",
        about(results),
    )


def section(heading, blocks):
    """A section of what some blocks say."""
    return Section(heading, tuple(blocks))


def titled(results, modules):
    """What the report is called, if the user does not say it."""
    return "; ".join(dict.fromkeys(modules[one.kind].title(one) for one in results))


def subtitle(results):
    """What was played, in a line."""
    kinds = words.listed(dict.fromkeys(one.kind for one in results))
    return f"Report on results of {kinds}: statements about a model under stated assumptions"


def mark(result):
    """What a result is known by."""
    return f"Configuration {result.provenance['config_hash'][:8]}, seed {result.seed}."


def about(results):
    """The settings, for the metadata of files."""
    return {
        "program": provenance.PROGRAM,
        "version": provenance.version(),
        "config_hash": ", ".join(one.provenance["config_hash"] for one in results),
        "code_hash": ", ".join(dict.fromkeys(one.provenance["code_hash"] for one in results)),
        "seed": ", ".join(dict.fromkeys(str(one.seed) for one in results)),
    }


def told(name, results, modules, question):
    """The blocks of one section: of the only result, or under a heading for each that has some."""
    if name == "question" and question:
        yield Paragraph(question, strong=True)
    told = [(one, list(blocks(name, one, modules[one.kind]))) for one in results]
    told = [(one, own) for one, own in told if own]
    if not told:
        yield from absent(name)
    elif len(results) == 1:
        yield from told[0][1]
    else:
        yield from (Section(f"{one.place}: {one.kind}", tuple(own)) for one, own in told)


def blocks(name, result, module):
    """What a result says in a section."""
    if name == "figures":
        return drawn.figures(result)
    if name == "assumptions":
        return assumptions.blocks(result)
    tells = getattr(module, name, None)
    return () if tells is None else tells(result)


def absent(name):
    """What stands in a section about which no result says anything."""
    sentence = {"sensitivity": NOT_VARIED, "changes": NOT_GAUGED}.get(name)
    if sentence:
        yield Paragraph(sentence)


def limited(results, modules):
    """The limits that the results' kinds tell of, each once."""
    for one in results:
        yield from getattr(modules[one.kind], "limits", lambda _: ())(one)


def methods(results):
    """How the model works, once for each scenario that it is told of."""
    told = {}
    for one in results:
        told.setdefault(tuple(method.blocks(one)), one)
    for own in told:
        yield from own

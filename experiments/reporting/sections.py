"""The document of a report: which sections there are, in which order, and who tells each."""

import importlib
import importlib.util

from experiments import grounds, provenance
from experiments.reporting import (
    alike,
    assumptions,
    cited,
    drawn,
    limits,
    made,
    method,
    together,
    unforeseen,
)  # fmt: skip
from experiments.reporting.opened import TAKES
from sim import bibliography, words
from sim.refusals import PremiseError
from sim.report.document import Document, Items, Paragraph, Section, letters

TOLD = (  # by the module of a kind: the name of its function, and the heading
    ("question", "The question"),
    ("headline", "What came of it"),
    ("scenarios", "The scenarios"),
    ("figures", "Figures"),
    ("sensitivity", "Sensitivity"),
    ("changes", "What would change the conclusion"),
    ("assumptions", "What it rests on: assumptions, sources, confidence"),
)
NOT_VARIED = (
    "Nothing was varied here: how far these numbers hang on single assumptions is not shown. "
    "Results of `experiments.sensitivity` or `experiments.sweep` in the same report would show it."
)
OTHERS = (
    "Cited in this report for its methods, for what happened, or for a result of theory, and named "
    "by no premise:"
)
LONGEST_TITLE = 100  # letters; results with longer ones are counted
NOT_GAUGED = "What would change the conclusion was not looked for."


def document(results, title="", question="", author=""):
    """The whole report of some results."""
    modules = {one.kind: module(one) for one in results}
    *findings, premises = (
        section(heading, list(told(name, results, modules, question))) for name, heading in TOLD
    )
    sections = [
        *findings,
        section("Limits", limits.blocks(dict.fromkeys(limited(results, modules)), results)),
        section("Method", method.blocks(results)),
        premises,  # long: what came of it and how it was counted stand before all assumptions
        section("Provenance", made.origin(results)),
        section("To reproduce", made.again(results)),
    ]
    sections.insert(-2, section("Sources", sources(results, sections)))
    return Document(
        letters(title) or titled(results, modules),
        f"{letters(author)}. {subtitle(results)}" if author else subtitle(results),
        tuple(sections),
        f"Runs of a model, not a forecast. {mark(results)}",
        about(results) | ({"author": author} if author else {}),
    )


def section(heading, blocks):
    """A section of what some blocks say."""
    return Section(heading, tuple(blocks))


def module(result):
    """Who tells of results of a kind; refuses a kind of which nothing is told."""
    name = f"{__package__}.of_{result.kind}"
    if importlib.util.find_spec(name) is None:
        problem = f"'{result.folder}' is a result of {result.kind}, of which no report tells"
        raise PremiseError("results", f"{problem}; {TAKES}")
    return importlib.import_module(name)


def titled(results, modules):
    """What the report is called, if the user does not say it."""
    titles = list(dict.fromkeys(modules[one.kind].title(one) for one in results))
    told = "; ".join(titles)
    if len(told) <= LONGEST_TITLE or len(titles) == 1:
        return told
    return f"{titles[0]}; and {words.count(len(results) - 1, 'more result')}"


def subtitle(results):
    """What was played, in a line."""
    kinds = words.listed(dict.fromkeys(one.kind for one in results))
    return f"Report on results of {kinds}: statements about a model under stated assumptions"


def mark(results):
    """What results are known by."""
    marks = list(dict.fromkeys(one.provenance["config_hash"][:8] for one in results))
    seeds = words.listed(dict.fromkeys(str(one.seed) for one in results))
    many = "" if len(marks) == 1 else "s"
    return f"Configuration{many} {', '.join(marks)}, seed {seeds}."


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
    if len(results) == 1:
        yield from blocks(name, results[0], modules[results[0].kind]) or absent(name)
        return
    if name == "question":
        yield Items(
            tuple(f"{alike.named(one)}: {modules[one.kind].title(one)}." for one in results)
        )
    found = list(once(name, results, modules))
    if name == "changes":
        found.insert(0, ("The results together", list(together.blocks(results))))
    if not any(own for _, own in found):
        yield from absent(name)
    yield from (Section(heading, tuple(own)) for heading, own in found if own)


def once(name, results, modules):
    """The heading and the blocks of each result; what stands under an earlier one is not repeated.

    Results of the same premises keep the same table of what these rest on, which is long.
    """
    seen = {}
    for one in results:
        own = blocks(name, one, modules[one.kind])
        table = one.folder / grounds.FILE
        mark = table.read_bytes() if name == "assumptions" and table.is_file() else tuple(own)
        first = seen.setdefault(mark, one)
        if own and first is not one:
            own = [Paragraph(f"As under {alike.lower(alike.named(first))}, in every word.")]
        yield alike.named(one), own


def blocks(name, result, module):
    """What a result says in a section, as a list."""
    teller = {"figures": drawn.figures, "assumptions": assumptions.blocks}.get(name)
    with unforeseen.named(result.folder, f"what stands under '{dict(TOLD)[name]}'"):
        return list(of_kind(module, name, result) if teller is None else teller(result))


def of_kind(module, name, result):
    """What the module of a kind tells by a name; nothing where it has none of it."""
    return getattr(module, name, lambda _: ())(result)


def absent(name):
    """What stands in a section about which no result says anything."""
    sentence = {"sensitivity": NOT_VARIED, "changes": NOT_GAUGED}.get(name)
    if sentence:
        yield Paragraph(sentence)


def limited(results, modules):
    """The limits that the results' kinds tell of, each once."""
    for one in results:
        yield from of_kind(modules[one.kind], "limits", one)


def sources(results, told):
    """The sources of premises, then all others that the sections ``told`` name, in full."""
    yield from assumptions.sources(results)
    known, listed = bibliography.entries(), cited.of_results(results)
    others = [key for key in cited.named(told, known) if key not in listed]
    if any(map(assumptions.hides_names, results)):
        others = [key for key in others if not cited.RECORD.fullmatch(key)]
    if others:
        yield Paragraph(OTHERS)
        yield Items(tuple(cited.reference(key, known) for key in others))

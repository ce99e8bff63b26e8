"""Where a result comes from, and how to make it again."""

from experiments import commands, provenance
from experiments.reporting import alike
from sim import words
from sim.report.document import Code, Column, Paragraph, Table

COUNTED = {  # what a result has so many of: one, and several; what else it counts is not told
    "scenarios": ("scenario", "scenarios"),
    "cases": ("case", "cases"),
    "points": ("point", "points"),
    "values": ("value", "values"),
    "runs": ("run", "runs"),
    "days": ("day", "days"),
    "events": ("event", "events"),
    "obligations": ("entry of an obligation", "entries of obligations"),
    "offers": ("offer", "offers"),
    "left_out": ("point left out", "points left out"),
    "not_precise": ("point less precise than asked", "points less precise than asked"),
}
SHORT = 12  # digits of a commit beside others; whole in the lines that make a result again
OWN = ("--config-dir", "--config-name", "-cd", "-cn")  # flags that name files of a user's own


def origin(results):
    """The provenance of all results: what they share, and what each has of its own."""
    told = [facts(one) for one in results]
    rows = [(key, *(one.get(key) for one in told)) for key in told[0]]
    if len(results) == 1:
        yield table("provenance", "Where the numbers come from", ("Result",), rows)
    else:
        heads = (f"Result {one.place}" for one in results)
        own = [row for row in rows if len(set(row[1:])) > 1]
        shared = [row[:2] for row in rows if len(set(row[1:])) == 1]
        yield table("provenance", "Where the numbers come from: each result", heads, own)
        yield table("provenance_shared", "What all results share", ("All results",), shared)
    yield from alike.made(results)
    yield Paragraph(
        "The hash of the configuration stands for all that the numbers follow from, that of the "
        "code for every source of the program: the same two hashes and the same libraries give the "
        "same numbers. Hashes, seed and version are in each figure's file too."
    )


def table(name, caption, heads, rows):
    """A table of things known."""
    columns = (Column("What"), *(Column(head) for head in heads))
    return Table(name, caption, columns, tuple(rows))


def facts(result):
    """What is known of how a result was made, in words, by what it is."""
    known = result.provenance
    libraries = ", ".join(
        f"{name} {version}" for name, version in (known.get("libraries") or {}).items() if version
    )
    counts = ", ".join(
        words.count(known["counts"][what], *called)
        for what, called in COUNTED.items()
        if known["counts"].get(what)
    )
    return {
        "Kind": result.kind,
        "Played": counts,
        "Failures": f"{known.get('failures', 0):,}",
        "Seed": str(known["seed"]),
        "Configuration (hash)": known["config_hash"],
        "Program": f"{provenance.PROGRAM} {known['version']}",
        "Code (hash)": known["code_hash"],
        "Code (git commit)": committed(result),
        "Python": known.get("python"),
        "Libraries": libraries,
        "Platform": known.get("platform"),
        "Made on": (known.get("begun") or "").partition("T")[0] or None,
    }


def committed(result):
    """The commit of the code, and whether that was as it is there.

    Of one result among several its first digits, for a column of many is narrow.
    """
    commit = result.provenance.get("commit")
    if not commit:
        return "not known"
    more = {True: ", with changes that are not in it", False: ""}.get(
        result.provenance.get("uncommitted"), "; whether the code was as it is there is not known"
    )
    return f"{commit[:SHORT] if result.place else commit}{more}"


def again(results):
    """The lines that make each result again, and the one that compares them with this report."""
    yield Paragraph("To make the numbers again, with the program installed (`make run`):")
    for one in results:
        last = [check(results)] if one is results[-1] else []
        yield Code((*lines(one), *last))
    yield Paragraph(
        "The last line, in which REPORT is the folder that this page lies in, plays all of it once "
        "more by itself and says whether the tables come out the same. It takes an SVG or a PNG of "
        "a figure as well."
    )
    if any(map(needs_files, results)):
        yield Paragraph(
            "A command names files of its user's own, which have to be there. With `code=true` "
            "they are read: they may hold any program, and are to be looked at first."
        )


def lines(result):
    """The code and the command; above them what git does not have."""
    commit, code = result.provenance.get("commit"), result.provenance["code_hash"]
    if commit and result.provenance.get("uncommitted"):
        yield f"# made by code {code}, which differs from this commit: numbers may differ as well"
    elif commit and result.provenance.get("uncommitted") is None:
        yield f"# made by code {code}; whether this commit has it was not recorded"
    yield f"git checkout {commit}" if commit else f"# code {code}"
    folder = f"again-{result.place}" if result.place else "again"
    yield from commands.lines([*result.provenance["command"], f"out={folder}"])


def check(results):
    """The line that compares."""
    code = ["code=true"] if any(map(needs_files, results)) else []
    return commands.shell(["experiments.reproduce", "REPORT", *code])


def needs_files(result):
    """True for a result that was made with a strategy or a configuration of its user's own."""
    flagged = any(text.startswith(OWN) for text in result.provenance["command"])
    return flagged or bool(result.provenance.get("strategies"))

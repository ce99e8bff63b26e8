"""The commands that a lesson quotes, played, and what came of them as a table.

A page says what it wants in a comment, and what stands between that and the next is made anew::

    <!-- played: python -m experiments.compare 'scenarios=[a,b]' | talks, agreement -->
    <!-- end of played -->

Behind the bar are the outcomes to show; none for all that the command leaves. A command may be
``experiments.run`` of a scenario or of a theory, or ``experiments.compare``.
"""

import contextlib
import functools
import importlib
import io
import re
import shlex
import tempfile
from pathlib import Path

from experiments import _command, composing, csv_files, sentences, truces
from sim import markdown, outcomes, words
from sim.story.words import Words
from sim.words import number

BLOCK = re.compile(
    r"<!-- played: (?P<command>[^|]*?)(?: \| (?P<shown>[^|]*?))? -->\n.*?<!-- end of played -->",
    re.DOTALL,
)
DOORS = {"run": _command.start, "compare": _command.plainly}
USUAL = ("plots=false", "threads=1")


def filled(text):
    """A page with each of its blocks made anew."""
    return BLOCK.sub(made, text)


def commands(text):
    """The commands of a page, each as it stands there."""
    return [found["command"] for found in BLOCK.finditer(text)]


def made(found):
    """One block: its marks as they are, the command, and a table of what came."""
    command, shown = found["command"], found["shown"]
    mark = found[0].partition("\n")[0]
    table = played(command, [one.strip() for one in (shown or "").split(",") if one.strip()])
    return f"{mark}\n\n```\n{command}\n```\n\n{table}\n\n<!-- end of played -->"


def played(command, shown):
    """The table of what a command leaves."""
    verb, given = parted(command)
    with tempfile.TemporaryDirectory() as desk:
        out = Path(desk) / "result"
        quiet = io.StringIO()
        with contextlib.redirect_stdout(quiet), contextlib.redirect_stderr(quiet):
            main = importlib.import_module(f"experiments.{verb}").main
            status = DOORS[verb](main, [*given, f"out={out}", *USUAL])
        if status:
            raise sentences.Failed(f"{command}: {quiet.getvalue().strip().splitlines()[-1]}")
        return table(out, shown)


def parted(command):
    """The verb of a command and its arguments."""
    python, flag, module, *given = shlex.split(command)
    verb = module.removeprefix("experiments.")
    if (python, flag) != ("python", "-m") or verb not in DOORS:
        raise sentences.Refused(f"{command}: is not played; it takes {', '.join(DOORS)}")
    return verb, given


def table(folder, shown):
    """What is in a result, as a table."""
    if (folder / "theory.csv").is_file():
        return of_theory(folder)
    if (folder / "comparison.csv").is_file():
        return of_comparison(folder, shown)
    return of_runs(folder, shown)


def wanted(rows, key, shown):
    """The rows that are asked for, in the order asked; all of them if nothing is."""
    if not shown:
        return rows
    known = {row[key] for row in rows}
    for one in shown:
        if one not in known:
            raise sentences.Refused(f"{one}: is not shown; it takes {', '.join(sorted(known))}")
    return [row for one in shown for row in rows if row[key] == one]


def of_theory(folder):
    """Theory's answers beside those of the runs."""
    rows = [
        (row["what"], cell(row["theory"]), cell(row["simulated"]))
        for row in csv_files.read(folder / "theory.csv")
    ]
    return markdown.table(("", "theory", "runs"), rows, "lrr")


def of_runs(folder, shown):
    """Counts of runs, and means or medians of what is no count."""
    rows = [
        (in_words(row["variable"]), counted(row["value"], row["of"], row["unit"]))
        for row in wanted(csv_files.read(folder / "summary.csv"), "variable", shown)
    ]
    return markdown.table(("", "runs"), rows, "lr")


def of_comparison(folder, shown):
    """Each outcome of a variant beside the base, with the difference and its interval."""
    rows = []
    for row in wanted(csv_files.read(folder / "comparison.csv"), "outcome", shown):
        many, unit = row["runs"], row["unit"]
        scale = int(many) if unit == outcomes.SHARE else 1
        parts = [scale * csv_files.number(row[key]) for key in ("difference", "low", "high")]
        more, low, high = (signed(part, scale > 1) for part in parts)
        first, second = (counted(row[key], many, unit) for key in ("first", "second"))
        rows.append(
            (
                Words(main_scenario()).plain(row["scenario"]),
                in_words(row["outcome"]),
                first,
                second,
                f"{more} ({low} to {high})",
            )
        )
    heads = ("beside the base", "", "base", "this one", "difference, with its 95 % interval")
    return markdown.table(heads, rows, "llrrr")


@functools.cache
def main_scenario():
    """The scenario whose words are used: the main one."""
    return composing.composed(f"scenario={truces.MAIN}").scenario


def in_words(name):
    """An outcome of the main scenario in words; its name where it has none there."""
    known = outcomes.of_scenario(main_scenario())
    return known[name].words if name in known else words.plain(name)


def counted(value, many, unit):
    """A share as a count of runs, anything else with its unit."""
    found = csv_files.number(value)
    if unit == outcomes.SHARE:
        return f"{round(found * int(many)):,} of {int(many):,}"
    return "none" if found != found else f"{number(found)} {unit}"


def signed(value, whole):
    """A difference, with its sign."""
    text = f"{value:+,.0f}" if whole else f"{value:+.2f}"
    return text.replace("-", "−")


def cell(text):
    """A number of theory, in at most four decimals."""
    return f"{csv_files.number(text):.4f}".rstrip("0").rstrip(".")

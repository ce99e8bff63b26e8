"""What a package has to run, told by the files themselves: ``python -m experiments`` prints it."""

import ast
import re
import shlex
import sys
import textwrap
from pathlib import Path

from experiments import console
from sim.checkout import ROOT
from sim.refusals import nearest, shown

REFUSED = 2
RUN = '\nif __name__ == "__main__":\n'  # in every file that is one to run


def main(file, arguments):
    """Print what stands beside a ``__main__.py``, or refuse arguments; returns the exit status."""
    folder = Path(file).resolve().parent
    package = ".".join(folder.relative_to(ROOT).parts)
    found = dict(sentences(folder))
    name = next((text for text in arguments if text in found), next(iter(found)))
    how = f"python -m {package}.{name} --help"
    if arguments not in ([], ["--help"], ["-h"]):
        rest = shlex.join(text for text in arguments if text != name)
        written = f"python -m {package}.{name} {rest}".rstrip()
        problem = f"a name follows a dot, not a space: {written}"
        if not any(text in found for text in arguments):
            known = f"(known: {', '.join(found)})"
            problem = f"there is no {shown(arguments[0])}{nearest(arguments[0], found)} {known}"
        print(f"python -m {package}: {problem}", file=sys.stderr)
        return REFUSED
    for line in lines(found, console.out().width):
        print(line)
    print(f"\nMore of each: {how}")
    return 0


def sentences(folder):
    """(name, first sentence of its docstring) of each file in a folder that is one to run."""
    for path in sorted(folder.glob("*.py")):
        text = path.read_text(encoding="utf-8")
        if RUN in text:
            told = ast.get_docstring(ast.parse(text))
            yield path.stem, " ".join(re.match(r".*?[.?](?=\s|$)", told, re.DOTALL)[0].split())


def lines(found, width):
    """The list, names in a column, no line wider than a screen."""
    column = max(map(len, found)) + 2
    for name, told in found.items():
        yield from textwrap.wrap(
            told, width, initial_indent=f"{name:<{column}}", subsequent_indent=" " * column
        )

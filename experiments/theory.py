"""The numbers and figures of the lessons on theory, made anew.

    python -m experiments.theory                   # all of them
    python -m experiments.theory only=[rubinstein]

Plays each preset of ``configs/theory`` as it stands and writes its figure and the block of numbers
in its page, ``docs/theory/NAME.md``; the words of a page are nobody's but its author's.
"""

import sys

from experiments import _command, composing, lessons, pages
from sim import theory
from sim.plots import style
from sim.refusals import PremiseError, nearest

FOLDER = composing.ROOT / "docs" / "theory"
BEGIN, END = "<!-- numbers: python -m experiments.theory -->", "<!-- end of numbers -->"


def main(arguments):
    """Play the presets and write what is made of them."""
    for name in chosen(arguments):
        composed = composing.composed(f"theory={name}")
        kept = lessons.played(composed)
        foot = f"theory={name}, seed {composed.settings.seed}"
        figure, title, alt = lessons.page(composed, kept, foot)
        (FOLDER / "figures").mkdir(exist_ok=True)
        style.write(figure, FOLDER / "figures" / name, title, alt, kinds=("png",))
        path = FOLDER / f"{name}.md"
        found = lessons.answers(composed, kept)
        pages.write(path, filled(path.read_text(encoding="utf-8"), name, title, found))


def chosen(arguments):
    """The names of the presets asked for; all of them if none is."""
    if not arguments:
        return list(theory.LESSONS)
    (text, *more) = arguments
    key, _, value = text.partition("=")
    if more or key != "only" or not value:
        raise PremiseError(text, "is not allowed; it takes only=[NAME,...] or nothing")
    names = [part.strip() for part in value.strip("[]").split(",") if part.strip()]
    for name in names:
        if name not in theory.LESSONS:
            known = ", ".join(theory.LESSONS)
            hint = nearest(name, theory.LESSONS)
            raise PremiseError("only", f"there is no preset '{name}'{hint} (known: {known})")
    return names


def filled(text, name, title, found):
    """A page with its block of numbers and its figure made anew."""
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n{block(name, title, found)}\n{END}{after}"


def block(name, title, found):
    """The numbers of a preset as it stands, and its figure."""
    lines = ["", "| | theory | simulated | theory may lie within |", "| --- | ---: | ---: | ---: |"]
    for one in found:
        what, by_theory, simulated, _, within = lessons.cells(one)
        lines.append(f"| {what} | {by_theory} | {simulated} | {within} |")
    lines += ["", f"![{title}](figures/{name}.png)", ""]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(_command.plainly(main, sys.argv[1:]))

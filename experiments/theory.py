"""The numbers and figures of the lessons on theory, made anew.

    python -m experiments.theory                   # all of them
    python -m experiments.theory only=[rubinstein]

Plays each preset of ``configs/theory`` as it stands and writes its figure and the block of numbers
in its page, ``docs/theory/NAME.md``; the words of a page are nobody's but its author's.
"""

import sys

from agents.premise import Premise, name
from experiments import (
    _command,
    arguments,
    commands,
    composing,
    console,
    lessons,
    pages,
    provenance,
    where,
)
from sim import markdown, theory, words
from sim.checkout import ROOT
from sim.plots import theory as figure
from sim.refusals import PremiseError, nearest

FOLDER = ROOT / "docs" / "theory"
BEGIN, END = "<!-- numbers: python -m experiments.theory -->", "<!-- end of numbers -->"


class Settings(Premise):
    """Settings of ``experiments.theory``."""

    only: str = name("", "names of presets, as in [rubinstein]; empty for all of them")
    dry_run: bool = name(False, "say what would be played and written, and stop")


def main(given):
    """Play the presets and write what is made of them."""
    settings = arguments.read(Settings, given)
    presets = chosen(settings.only)
    screen = console.out()
    many = console.count(len(presets), "preset")
    screen.print(f"{many}, with the settings of the file: {words.listed(presets)}.")
    console.say(screen, f"Pages and figures go to {where.short(FOLDER)}")
    if settings.dry_run:
        return
    for preset in presets:
        composed = composing.composed(f"theory={preset}")
        kept = lessons.played(composed)
        shown = lessons.shown(composed, kept)
        command = commands.of_given("theory", [f"only=[{preset}]"], ())
        made = provenance.Made(provenance.identity(composed), command)
        (FOLDER / "figures").mkdir(exist_ok=True)
        lessons.leave_figure(composed, shown, FOLDER / "figures", made, kinds=("png",))
        path = FOLDER / f"{preset}.md"
        found = lessons.answers(composed, kept)
        pages.write(
            path, filled(path.read_text(encoding="utf-8"), preset, figure.title(shown), found)
        )


def chosen(only):
    """The names of the presets asked for; all of them if none is."""
    names = arguments.names("only", only) or list(theory.LESSONS)
    for one in names:
        if one not in theory.LESSONS:
            known = ", ".join(theory.LESSONS)
            hint = nearest(one, theory.LESSONS)
            raise PremiseError("only", f"there is no preset '{one}'{hint} (known: {known})")
    return names


def filled(text, preset, title, found):
    """A page with its block of numbers and its figure made anew."""
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n{block(preset, title, found)}\n{END}{after}"


def block(preset, title, found):
    """The numbers of a preset as it stands, and its figure."""
    rows = [
        (what, by_theory, simulated, within)
        for what, by_theory, simulated, _, within in map(lessons.cells, found)
    ]
    heads = ("", "theory", "simulated", "theory may lie within")
    return f"\n{markdown.table(heads, rows, 'lrrr')}\n\n![{title}](figures/{preset}.png)\n"


if __name__ == "__main__":
    sys.exit(_command.plainly(main, sys.argv[1:]))

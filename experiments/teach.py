"""The pages of the teaching pack that are made from the program, made anew.

    python -m experiments.teach out=for_my_class       # all that a class needs, to print
    python -m experiments.teach out=for_my_class scenario=november_2023 names=fictional
    python -m experiments.teach out=for_my_class whole=true    # and everything in one file
    python -m experiments.teach out=for_my_class seats=[israel,hamas,qatar] both_sides=true
    python -m experiments.teach                        # the pages of docs/teaching, made anew
    python -m experiments.teach only=[roles]           # role sheets alone

With ``out`` a folder is filled for a class, and no page of the pack is touched: role sheets of any
scenario, or with invented names, as Markdown, as one page for a browser (``role_sheets.html``) and
as one print (``role_sheets.pdf``), each role on paper of its own, all roles
or those in ``seats``; papers for students; and under ``instructor`` papers for the teacher, slides,
and a deal that was there.

Without it the role sheets in ``docs/teaching`` are written, each command that a page there quotes
is played and what came put under it, and the prints go to ``results/teaching``.
"""

import sys
from pathlib import Path

from agents.premise import Premise, name
from experiments import _command, arguments, composing, finished, pages, results, sentences, truces
from experiments.settings import refuse_of_run
from experiments.teaching import played, prints, roles
from sim import whole_files
from sim.checkout import ROOT
from sim.refusals import PremiseError

FOLDER = ROOT / "docs" / "teaching"
PRINTS = Path("results") / "teaching"
PARTS = ("roles", "lessons", "prints")
KEY = "a_deal.md"  # for the instructor alone
STOPPED = "interrupted: files said to be written stay, and nothing unfinished was kept"


class Settings(Premise):
    """Settings of ``experiments.teach``."""

    only: str = name("", "parts, as in [roles]; empty for roles, lessons and prints")
    out: str = name("", "folder to fill for a class of your own; not given: docs/teaching")
    seats: str = name("", "roles to print, as in [israel,hamas,qatar]; empty for all")
    both_sides: bool = name(False, "whether blank backs keep roles apart in print on both sides")
    whole: bool = name(False, "whether everything is printed as one file too")


def main(given):
    """Make what is asked for; one who stops it is told what stays."""
    try:
        make(given)
    except KeyboardInterrupt as stop:
        raise type(stop)(STOPPED) from None


def make(given):
    """Fill a folder for a class, or make the pages of the pack anew."""
    own, overrides = arguments.own_and_rest(composing.own_folder(given), Settings)
    settings = arguments.checked(Settings, own)
    parts = arguments.names("only", settings.only) or list(PARTS)
    for part in parts:
        if part not in PARTS:
            raise PremiseError("only", f"'{part}' is not allowed; it takes {', '.join(PARTS)}")
    if settings.out and settings.only:
        raise PremiseError("only", "is given with out=FOLDER, which is filled with all there is")
    chosen = arguments.names("seats", settings.seats)
    if settings.out:
        fill(Path(settings.out), overrides, settings, chosen)
        return
    if chosen:
        raise PremiseError("seats", "is given without out=FOLDER, where sheets of yours go")
    if overrides:
        raise PremiseError(overrides[0], "is given without out=FOLDER, where sheets of yours go")
    if "roles" in parts:
        write_roles(FOLDER / "roles", FOLDER / "answers", composed([]))
    if "lessons" in parts:
        for path in quoting():
            pages.write(path, played.filled(path.read_text(encoding="utf-8")))
    if "prints" in parts:
        write_prints(PRINTS, composed([]), [], settings)


def composed(overrides):
    """The scenario that overrides say; what cannot be read is refused in one sentence."""
    with sentences.in_one_sentence(overrides):
        found = composing.composed(*overrides)
        composing.refuse_design(found)
        return found.scenario


def fill(folder, overrides, settings, chosen):
    """Fill a folder for a class: role sheets as Markdown, and everything to print."""
    for key in (text.partition("=")[0].lstrip("+~") for text in overrides):
        if key != "domain":  # which is a part of the scenario
            refuse_of_run(key)
    scenario = composed(overrides)
    write_roles(folder, folder / prints.TEACHER, scenario, chosen)
    write_prints(folder, scenario, overrides, settings, chosen)


def write_prints(folder, scenario, overrides, settings, chosen=()):
    """Write what is printed for a class into a folder."""
    is_main = set(overrides) <= {f"scenario={truces.MAIN}"}
    made = prints.files(FOLDER, scenario, is_main, settings.whole, chosen, settings.both_sides)
    for place, held in made.items():
        results.made((folder / place).parent)
        whole_files.put(folder / place, held)
        finished.note(folder)
        print(f"Written: {folder / place}")


def write_roles(folder, answers, scenario, chosen=()):
    """Write the role sheets of a scenario into a folder, and a deal that was there for answers."""
    texts = {folder / file: text for file, text in roles.pages(scenario, chosen).items()}
    texts[answers / KEY] = roles.key(scenario)
    for path, text in texts.items():
        results.made(path.parent)
        pages.write(path, text)


def quoting():
    """The pages that quote what a command leaves."""
    found = sorted(FOLDER.rglob("*.md"))
    return [path for path in found if played.commands(path.read_text(encoding="utf-8"))]


if __name__ == "__main__":
    sys.exit(_command.plainly(main, sys.argv[1:]))

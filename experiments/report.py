"""Turn results into a report: a page, a print, and each table and figure as files of their own.

    python -m experiments.report results/january_2025-HASH
    python -m experiments.report results/compare-HASH results/sensitivity-HASH title='Guarantees'
    python -m experiments.report FOLDER question='Does a guarantee keep the truce?' author='A. Name'

FOLDER is a finished result of run, sweep, compare, sensitivity, discover or backtest. Nothing is
played and nothing drawn: all that the report says is read from the folders, so that the same
folders give the same bytes. It goes into FOLDER/report, or results/report-HASH for several, and
takes the place of an older report there.
"""

import sys
from pathlib import Path
from typing import Literal

from agents.premise import Premise, name
from experiments import _command, arguments, console
from experiments.reporting import kept, opened, sections, unforeseen
from sim import plain_text
from sim.refusals import PremiseError, unknown
from sim.report import files

PAPERS = {"a4": "a4", "letter": "us-letter"}


class Settings(Premise):
    """Settings of ``experiments.report``."""

    out: str = name("", "folder for the report; not given: FOLDER/report, or one named by a hash")
    title: str = name("", "what it is called; empty for a title made from the results")
    question: str = name("", "the question that it answers, in your words")
    author: str = name("", "who puts their name under it")
    paper: Literal["a4", "letter"] = name("a4", "size of the print: a4 or letter")


def main(given):
    """Read the results, write the report, say where it is."""
    own, folders = arguments.own_and_rest(given, Settings)
    for text in folders:
        key, equals, _ = text.partition("=")
        if text.startswith("-") or (equals and not Path(text).exists()):
            raise unknown("", key, Settings.model_fields)
    if not folders:
        raise PremiseError("results", f"no folder is given; {opened.TAKES}")
    chosen = arguments.checked(Settings, own)
    for key in kept.WORDS:
        plain_text.check(key, getattr(chosen, key))
    found = opened.results(folders)
    with unforeseen.named(" and ".join(folders), "the report"):
        made = sections.document(found, *(getattr(chosen, key) for key in kept.WORDS))
        folder = kept.target(chosen.out, found)
        asked = {key: getattr(chosen, key) for key in (*kept.WORDS, "paper")}
        kept.write(folder, made, PAPERS[chosen.paper], found, asked)
    show(console.out(), folder, found)


def show(screen, folder, found):
    """Say what was made, and where it is."""
    many = console.count(len(found), "result")
    screen.print(f"A report of {many}; nothing was played.")
    screen.print(f"Page: {folder / files.PAGE}", soft_wrap=True)
    screen.print(f"Print: {folder / files.PRINT}", soft_wrap=True)
    screen.print(f"Files: {folder}", soft_wrap=True)


if __name__ == "__main__":
    sys.exit(_command.plainly(main, sys.argv[1:]))

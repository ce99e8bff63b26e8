"""Play the command again that made a result, and say whether the numbers are the same.

    python -m experiments.reproduce results/january_2025-0123456789
    python -m experiments.reproduce endings.svg                  # a figure alone, mailed or renamed
    python -m experiments.reproduce FOLDER plots=true out=FOLDER # its figures as well; kept there
    python -m experiments.reproduce FOLDER/report                # a report: its tables

The command is that of the folder's provenance.json, or the one that the figure carries. Tables are
compared number by number, pages and summaries word by word, configurations key by key; times and
machines may differ. What is given is never written to, and what is played goes afterwards unless
out= keeps it. Paths in a command are taken from the current folder, as they were when it was
given.

A file may come from anyone. Only the verbs that leave results are played, in a process of their
own, without a shell; a command that would write elsewhere or tell Hydra how to work is refused. A
strategy of one's own is a program, and a folder of configurations may bring one: they are read only
with code=true. The hash in provenance.json says that such a file is the one that was used, and not
that it is harmless.

The exit status is 0 if all is the same, 1 if it is not or the command failed, and 2 if there is
nothing to play again, or it is refused.
"""

import sys
import tempfile
from pathlib import Path

from agents.premise import Premise, name, number
from experiments import _command, arguments, console, sentences
from experiments.reproducing import again, judging, recorded, reports, told
from experiments.settings import cores
from sim.refusals import PremiseError, unknown


class Settings(Premise):
    """Settings of ``experiments.reproduce``."""

    out: str = name("", "folder to keep what is played; not given: nothing is kept")
    threads: int = number(1, "threads of the ensemble", "threads", ge=1, le=1024)
    plots: bool = name(False, "of a folder, draw the figures again and compare their numbers")
    code: bool = name(False, "let strategies and configurations of one's own be read and run")


def main(given):
    """Play a result again and compare; what differs makes the command fail."""
    own, rest = arguments.own_and_rest(given, Settings)
    chosen = arguments.checked(Settings, own, threads=cores())
    for text in rest:
        if text.startswith("-") or ("=" in text and not Path(text).exists()):
            raise unknown("", text.partition("=")[0], Settings.model_fields)
    if len(rest) != 1:
        problem = f"one result is played again, not {len(rest)}"
        raise PremiseError(recorded.KEY, f"{problem}; {recorded.TAKES}")
    screen = console.out()
    with tempfile.TemporaryDirectory(prefix="truce-") as desk:
        if reports.is_report(rest[0]):
            found, judgement = reports.played(screen, rest[0], Path(desk), chosen)
        else:
            one = recorded.read(rest[0])
            folder = again.play(screen, one, Path(desk), chosen)
            found, judgement = [one], judged(one, folder, chosen)
    for note in dict.fromkeys([*(told.of_code(one.about) for one in found), *judgement.notes]):
        if note:
            screen.print(note, soft_wrap=True)
    if chosen.out:
        screen.print(f"Kept: {folder}", soft_wrap=True)
    if judgement.differences:
        raise sentences.Failed(f"{told.not_same(judgement)} {told.made(found[0].about)}")
    screen.print(told.same(found[0].about, judgement), soft_wrap=True)


def judged(found, folder, chosen):
    """The judgement on what is recorded and what was played."""
    if found.is_figure:
        return judging.figure(found, folder)
    return judging.folders(found.path, folder, chosen.plots or not again.may_leave_out(found))


if __name__ == "__main__":
    sys.exit(_command.plainly(main, sys.argv[1:]))

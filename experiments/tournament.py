"""Strategies against each other: every pairing, in both seats, over scenarios, on the same luck.

    python -m experiments.tournament
    python -m experiments.tournament strategies=[time_dependent,trade_off,learning] runs=500
    python -m experiments.tournament scenarios=[one_issue,phase_two_talks] seed=2
    python -m experiments.tournament 'strategies=[hard_line,{strategy: time_dependent, haste: 3, name: conceder}]'
    python -m experiments.tournament 'strategies=[learning,{file: docs/own_strategy.py, name: NeverLessThanOffered}]'

Without ``strategies`` all compiled ones meet that a scenario can play. Scenarios are those of a file
in ``configs/tournament``, or any of ``configs/scenario``. docs/tournament.md says what is scored.
"""  # noqa: E501

import sys

from agents.premise import Premise, name, number
from experiments import _command, commands, composing, console, once, provenance, results, sentences
from experiments.arguments import read
from experiments.settings import cores
from experiments.tournaments import entries, tables, told, work


class Settings(Premise):
    """Settings of ``experiments.tournament``."""

    tournament: str = name(entries.USUAL, "a YAML file, or the name of one of configs/tournament")
    strategies: str = name("", "who takes part; empty for every compiled strategy")
    scenarios: str = name("", "where they meet; empty for all that the tournament's file names")
    runs: int = number(200, "runs of each pairing in each scenario", "runs", ge=1, le=10**5)
    own_runs: int = number(
        20, "the same for a strategy of the user's own, which the Mesa engine plays", "runs",
        ge=1, le=10**5,
    )  # fmt: skip
    seed: int = number(1, "all luck follows from it", "seed", ge=0, le=2**63 - 1)
    threads: int = number(1, "threads of the ensemble", "threads", ge=1, le=1024)
    out: str = name("", "folder for the results; not given: one named by tournament and hash")
    plots: bool = name(True, "draw the figures")
    dry_run: bool = name(False, "say what would be played and how long it would take, and stop")


def main(arguments):
    """Hold a tournament, or find the work done, and say how it ended."""
    given = composing.own_folder(arguments)
    overrides = [text for text in given if composing.folders_of([text])]
    rest = [text for text in given if text not in overrides]
    settings = read(Settings, rest, threads=cores())
    tournament = work.asked(settings, overrides)
    command = commands.of_given("tournament", arguments)
    made = provenance.Made(tournament.identity, command)
    folder = results.target(settings.out, "tournament", made.identity)
    screen = console.out()
    is_left = once.leave(
        screen, folder, made,
        announce=lambda: work.announce(screen, tournament, folder),
        write=lambda hidden: work.work(tournament, made, hidden),
        complete=lambda: work.complete(tournament, made, folder),
        dry_run=settings.dry_run,
    )  # fmt: skip
    if not is_left:
        return
    scores, _, failures = tables.read_all(folder)
    title = "" if settings.scenarios else entries.called(settings.tournament)
    told.show(screen, scores, folder, title)
    if failures:
        raise sentences.Failed(told.failed(failures, folder))


if __name__ == "__main__":
    sys.exit(_command.plainly(main, sys.argv[1:]))

r"""Find which conditions lead to an outcome, or the value of a parameter from which it comes.

    python -m experiments.discover results/sweep-NAME-HASH outcome=agreement threshold=0.6
    python -m experiments.discover sweep=guarantee_and_doubt outcome=talks threshold=0.7
    python -m experiments.discover results/sweep-NAME-HASH outcome=deaths threshold=120 side=below
    python -m experiments.discover find=mediators.us.guarantee_hamas outcome=talks share=0.6 \
        between=[0,0.4] runs=2000

The first three look for boxes and a tree: in a finished sweep, or in one that is played first and
goes on where it stopped. The last searches one value, ``sweep=NAME`` having the uncertainties of a
design averaged over. Both leave a page in plain words, tables and figures.
"""

import functools
import sys

from experiments import _command, commands, sentences
from experiments.discovering import asked, looking, searching, sweeps
from experiments.sweeping import whole, work
from sim import outcomes
from sim.refusals import PremiseError


def start(given):
    """Enter the verb; returns the exit status."""
    return _command.entered(enter, given)


def enter(given):
    """The way in, the verb's own settings read; nothing where help was all that was asked for."""
    if _command.helped(given):
        print(_command.help_of(sys.modules[__name__], asked.Settings))
        return None
    settings, folder, rest = asked.parted(given)
    if folder is None:
        verb = functools.partial(main, settings, given)
        verb.__module__ = __name__
        return functools.partial(_command.start, verb, rest)
    if rest:
        key = rest[0].partition("=")[0]
        takes = f"beside a sweep's folder it takes {', '.join(asked.Settings.model_fields)}"
        raise PremiseError(key, f"is not taken here; {takes}")
    if settings.find:
        raise PremiseError("find", "is not taken beside a sweep's folder")
    look = functools.partial(look_in, settings, folder)
    return functools.partial(_command.plainly, look, given)


def look_in(settings, folder, given):
    """Look in a finished sweep."""
    looking.main(settings, sweeps.read(folder), given)


def main(settings, given, composed):
    """Search one value, or look in a sweep that is played first."""
    with sentences.on_command_line(asked.keys(given)):
        (searching.main if settings.find else play_first)(settings, given, composed)


def play_first(settings, given, composed):
    """Play the sweep, or what is missing of it, and look in that."""
    work.check_plots(composed)
    own = composed.settings.model_copy(update={"dry_run": settings.dry_run})
    composed = composed._replace(settings=own)
    one = outcomes.check(settings.outcome, composed.scenario, "outcome")
    asked.question(settings, one, composed.settings.seed)
    sweeps.check_measured(composed, settings.outcome)
    folder = whole.played(composed)
    command = commands.of_composed("discover", composed, asked.own(given))
    if folder is not None:
        found = sweeps.read(folder)
        if found.failed < found.plan.size:
            looking.main(settings, found, given, command)
        whole.check(folder)


if __name__ == "__main__":
    sys.exit(start(sys.argv[1:]))

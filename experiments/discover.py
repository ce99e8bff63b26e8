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
import shlex
import sys

from experiments import _command, console, once, pages, provenance, results, sweep
from experiments.discovering import asked, findings, searching, sweeps
from experiments.sweeping import work as work_of_sweeps
from sim import outcomes
from sim.refusals import PremiseError

PAGE = "discover.md"


def start(given):
    """Enter the verb; returns the exit status."""
    if _command.helped(given):
        print(_command.help_of(sys.modules[__name__], asked.Settings))
        return 0
    try:
        settings, folder, rest = asked.parted(given)
        if folder is not None and rest:
            key = rest[0].partition("=")[0]
            takes = f"beside a sweep's folder it takes {', '.join(asked.Settings.model_fields)}"
            raise PremiseError(key, f"is not taken here; {takes}")
    except PremiseError as error:
        _command.say(f"the command line: {error}")
        return _command.REFUSED
    if folder is not None:
        if settings.find:
            _command.say("the command line: find: is not taken beside a sweep's folder")
            return _command.REFUSED
        return _command.plainly(lambda _: look(settings, sweeps.read(folder), given), given)
    verb = functools.partial(searching.main if settings.find else play_first, settings, given)
    verb.__module__ = __name__
    return _command.start(verb, rest)


def play_first(settings, given, composed):
    """Play the sweep, or what is missing of it, and look in that."""
    work_of_sweeps.check_plots(composed)
    own = composed.settings.model_copy(update={"dry_run": settings.dry_run})
    composed = composed._replace(settings=own)
    one = outcomes.check(settings.outcome, composed.scenario, "outcome")
    asked.question(settings, one, composed.settings.seed)
    sweeps.check_measured(composed, settings.outcome)
    folder = sweep.played(composed)
    if folder is not None:
        look(settings, sweeps.read(folder), given)
        sweep.check(folder)


def look(settings, found, given):
    """Look for boxes in a finished sweep, unless that is done already."""
    question = asked.question(settings, sweeps.outcome(found, settings.outcome), found.seed)
    screen = console.out()
    kept = settings.model_dump(exclude={*asked.OUTSIDE, *asked.OF_SEARCH, "find"})
    identity = provenance.marks([kept, found.identity])
    target = results.target(settings.out, f"discover-{settings.outcome}", identity)
    is_left = once.leave(
        screen, target, identity,
        announce=lambda: announce(screen, found),
        write=lambda hidden: work(found, question, kept, command_of(given), hidden),
        dry_run=settings.dry_run,
        done="done",
    )  # fmt: skip
    if is_left:
        show(screen, target)


def announce(screen, found):
    """Say what will be looked at."""
    points = console.count(found.plan.size, "point")
    screen.print(f"{points} of {console.count(found.runs, 'run')}, {found.folder}")


def command_of(given):
    """The command as it was given, less what changes nothing."""
    texts = [text for text in given if text.partition("=")[0] not in asked.OUTSIDE]
    return " ".join(["python -m experiments.discover", *map(shlex.quote, texts)])


def work(sweep_, question, kept, command, folder):
    """Look for everything and write it; returns what provenance says of it."""
    from experiments.discovering import figures, page, tables

    with console.progress() as bar:
        task = bar.add_task("boxes", total=None)
        found = findings.find(sweep_, question, lambda: bar.advance(task))
    tables.write(folder, found)
    drawn = figures.draw(folder / "figures", found)
    text = page.page(found, command, drawn)
    pages.put(folder / PAGE, pages.uncited(text).encode())
    provenance.write_config(folder, {**kept, "sweep": sweep_.identity})
    return {
        "scenario": sweep_.scenario.name,
        "sweep": {"folder": str(sweep_.folder), **sweep_.identity},
        "seed": sweep_.seed,
        "counts": {"points": found.points, "runs": sweep_.runs, "left_out": found.failed},
        "failures": 0,
    }


def show(screen, folder):
    """Print what was found: the conditions, as the page has them."""
    text = (folder / PAGE).read_text(encoding="utf-8")
    told = text.split("\n## ")[1].partition("\n\n")[2].partition("\n\n|")[0].partition("\n\n!")[0]
    screen.print()
    screen.print(" ".join(told.replace("**", "").split()))
    screen.print(f"\nTold at length in {PAGE}. A statement about a model, not a forecast.")
    screen.print(f"Files: {folder}", soft_wrap=True)


if __name__ == "__main__":
    sys.exit(start(sys.argv[1:]))

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
import json
import sys
import time

import yaml

from experiments import _command, arguments, console, pages, provenance, results, sweep
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
        found = sweeps.read(folder)
        if found.failed < found.plan.size:
            look(settings, found, given)
        sweep.check(folder)


def look(settings, found, given):
    """Look for boxes in a finished sweep, unless that is done already."""
    question = asked.question(settings, sweeps.outcome(found, settings.outcome), found.seed)
    screen = console.out()
    kept = settings.model_dump(exclude={*asked.OUTSIDE, *asked.OF_SEARCH, "find"})
    identity = provenance.marks(json.dumps([kept, found.identity]))
    target = results.target(settings.out, f"discover-{settings.outcome}", identity)
    finished = results.is_finished(target, identity)
    if finished:
        screen.print(f"Already done: {target} holds the result of this command", soft_wrap=True)
    else:
        results.check_writable(target)
        points = console.count(found.plan.size, "point")
        screen.print(f"{points} of {found.played}, {found.folder}")
        screen.print(f"Results go to {target}", soft_wrap=True)
    if settings.dry_run:
        return
    if not finished:
        work(found, question, kept, identity, target, command_of(given))
    show(screen, target)


def command_of(given):
    """The command as it was given, less what changes nothing."""
    return arguments.command("discover", given, asked.OUTSIDE)


def work(sweep_, question, kept, identity, target, command):
    """Look for everything and write it, then give the folder its name."""
    from experiments.discovering import figures, page, tables

    begun, clock = time.time(), time.perf_counter()
    with results.fresh(target) as hidden:
        with console.progress() as bar:
            task = bar.add_task("boxes", total=None)
            found = findings.find(sweep_, question, lambda: bar.advance(task))
        tables.write(hidden, found)
        drawn = figures.draw(hidden / "figures", found)
        text = page.page(found, command, drawn)
        pages.put(hidden / PAGE, pages.uncited(text).encode())
        pages.put(hidden / "config.yaml", plain({**kept, "sweep": sweep_.identity}))
        counts = {"points": found.points, "runs": sweep_.runs, "left_out": found.failed}
        provenance.write(hidden, {
            **identity,
            "commit": provenance.commit(),
            "scenario": sweep_.scenario.name,
            "sweep": {"folder": str(sweep_.folder), **sweep_.identity},
            "seed": sweep_.seed,
            "counts": counts,
            "failures": 0,
            **provenance.surroundings(begun, time.perf_counter() - clock),
        })  # fmt: skip


def plain(entries):
    """Settings as YAML, in bytes."""
    return yaml.safe_dump(entries, sort_keys=False, allow_unicode=True, width=100).encode()


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

"""Which factors move an outcome, how sure that is, and which cannot be told apart.

    python -m experiments.sensitivity sweep=what_matters runs=64                # Sobol's indices
    python -m experiments.sensitivity method=morris sweep=what_matters runs=64
    python -m experiments.sensitivity method=tornado sweep=what_matters runs=1000
    python -m experiments.sensitivity sweep=what_matters points=512 luck=independent dry_run=true

Factors are the decisions and uncertainties of the design. ``points`` are rows of Sobol's design (a
power of two) or trajectories of Morris's, ``second_order=true`` adds pairs of factors,
``luck=independent`` gives each point luck of its own. What is played is kept in shards: the same
command, stopped at any moment, goes on where it was and ends with the same bytes.
"""

import functools
import sys

from experiments import _command, commands, console, pages, provenance, results, summaries
from experiments.sensitivities import asking, figures, finding, page, tables, told
from experiments.sweeping import folder, whole, work
from sim import whole_files, words
from sim.refusals import PremiseError

PAGE = "sensitivity.md"
OUTSIDE = ("out", "threads", "dry_run")  # what changes nothing in the page

HELP_OF_ITS_OWN = True  # Hydra would print that of experiments.run


def start(given):
    """Enter the verb; returns the exit status."""
    verb = functools.partial(main, commands.of_given("sensitivity", given, OUTSIDE))
    verb.__module__ = __name__
    return _command.start(verb, asking.overrides(given))


def main(command, composed):
    """Play what is missing of a design, and say which factors matter."""
    screen = console.out()
    if composed.theory:
        raise PremiseError("theory", f"'{composed.theory}' is not varied; experiments.run plays it")
    work.check_plots(composed)
    asked = asking.read(composed.design or {}, composed.scenario)
    asking.check_runs(composed.settings.runs)
    job = work.job_of(composed, asked.plan)._replace(own_luck=not asked.is_common)
    about = composed.sweep or composed.scenario.name
    name = f"sensitivity-{asked.method}-{about}"
    target = results.target(composed.settings.out, name, job.identity)
    made = provenance.Made(job.identity, commands.of_composed("sensitivity", composed))

    def more(place, failures):
        """Add what is found; where a point failed there is no whole design, and nothing is."""
        if not failures:
            leave(composed, asked, place, made, commands.shell(command))

    drawn = len(asked.plan.outcomes)
    if work.resume(screen, composed, job, target, made.command, more, drawn):
        finish(screen, target)
    return float("nan")


def leave(composed, asked, target, made, command):
    """Write tables, figures and page."""
    settings = composed.settings
    found = finding.find(asked, target, composed.scenario, settings.runs)
    tables.write(target, found)
    points = console.count(asked.plan.size, "point")
    played = f"{points} of {console.count(settings.runs, 'run')} on {asked.luck} luck"
    what = f"{composed.scenario.name}: {played}"
    foot = provenance.foot(what, made, settings.seed, settings.runs)
    drawn = figures.draw(target, asked, composed.scenario, found, foot)
    text = page.page(composed, asked, found, drawn, command)
    whole_files.put(target / PAGE, pages.uncited(text).encode())
    summaries.write(target, told.lines(asked, found))


def finish(screen, target):
    """Say what was found and where it lies; with points that could not be played, why not."""
    folder.clear(target)
    if (target / summaries.FILE).exists():
        summaries.show(screen, target)
    else:
        screen.print(f"Files: {target}", soft_wrap=True)
    whole.check(target, "; indices need every point")
    console.say(screen, f"In plain words: {target / PAGE} ({words.NOT_A_FORECAST})")


if __name__ == "__main__":
    sys.exit(start(sys.argv[1:]))

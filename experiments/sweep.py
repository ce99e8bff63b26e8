"""Play many points of a design: parameters over values, ranges, lists and cases.

    python -m experiments.sweep sweep=guarantee_by_patience runs=1000
    python -m experiments.sweep sweep=guarantee_by_patience dry_run=true
    python -m experiments.sweep 'design.decisions={choice.scale: [0.02, 0.05]}' runs=200
    python -m experiments.sweep sweep=NAME --config-dir FOLDER      # a design of your own

All points see the same luck. What is played is kept in shards: the same command, stopped at any
moment, goes on where it was and ends with the same bytes. A point that cannot be played becomes a
row with its reason, and the exit status is 1. Figures are drawn of the finished tables.
"""

import sys

from experiments import _command, console, provenance, results, sentences
from experiments.sweeping import folder, plan, tables, work
from sim.refusals import PremiseError

HELP_OF_ITS_OWN = True  # Hydra would print that of experiments.run


def main(composed):
    """Play what is missing of a sweep, and make it one result; returns nothing to optimise."""
    target = played(composed)
    if target is not None:
        check(target)
    return float("nan")


def played(composed):
    """The folder of a sweep, what was missing of it played; None if it is not whole yet."""
    screen = console.out()
    if not composed.design:
        raise PremiseError("design", "nothing is swept; give sweep=NAME or design.decisions")
    if composed.theory:
        raise PremiseError("theory", f"'{composed.theory}' is not swept; experiments.run plays it")
    job = work.job_of(composed, plan.read(composed.design))
    target = results.target(
        composed.settings.out, f"sweep-{composed.sweep or composed.scenario.name}", job.identity
    )
    state = folder.state(target, job.identity)
    if state == folder.DONE:
        screen.print(f"Already played: {target} holds the result of this command", soft_wrap=True)
        return None if composed.settings.dry_run else finished(screen, composed, job, target)
    part, parts = plan.parts(composed.design)
    left = folder.missing(job, target)
    wanted = left if part is None else [one for one in left if one % parts == part]
    work.announce(screen, composed, job, target, wanted)
    if composed.settings.dry_run:
        return None
    work.carry_out(composed, job, target, wanted)
    if provenance.read(target) is None:
        screen.print(f"Part {part} of {parts} is played; others are not yet: {target}")
        return None
    return finished(screen, composed, job, target)


def finished(screen, composed, job, target):
    """Say what came of a folder that is whole, rid of what only work under way needs."""
    from experiments.sweeping import figures, findings, summary

    folder.clear(target)
    say_not_precise(screen, job, target)
    came = findings.every(job, target, (*summary.names(job), *findings.wanted(job)))
    summary.show(screen, job, came)
    figures.complete(screen, composed, job, target, came)
    screen.print(f"Files: {target}", soft_wrap=True)
    return target


def say_not_precise(screen, job, target):
    """Say at how many points runs were not enough, if each was to have as many as it needs."""
    many = provenance.read(target)["counts"].get("not_precise")
    if many:
        name, width, most = job.plan.precise
        screen.print(
            f"At {many:,} of {console.count(job.plan.size, 'point')} the 95 % interval of {name} "
            f"is wider than {width:g} even after {console.count(most, 'run')}."
        )


def check(target):
    """A sweep with points that could not be played ends in failure, and says of how many."""
    counts, failures = (provenance.read(target)[key] for key in ("counts", "failures"))
    if failures:
        failed = console.count(failures, "point")
        why = f"{target / tables.FAILURES} says why"
        raise sentences.Failed(f"{failed} of {counts['points']:,} could not be played; {why}")


if __name__ == "__main__":
    sys.exit(_command.start(main))

"""A sweep that is whole: what was missing of it played, what came said, figures drawn."""

from experiments import commands, configs, console, provenance, results, sentences
from experiments.sweeping import folder, reading, tables, work
from experiments.sweeping.factors import DECISION
from sim.refusals import PremiseError


def ours():
    """The designs that are there to be played, by name."""
    return ", ".join(sorted(path.stem for path in (configs.CONFIGS / "sweep").glob("*.yaml")))


def played(composed):
    """The folder of a sweep, what was missing of it played; None if it is not whole yet."""
    screen = console.out()
    if not composed.design:
        problem = f"nothing is swept; give sweep=NAME ({ours()}) or design.decisions"
        raise PremiseError("design", problem)
    work.refuse_theory(composed)
    job = work.job_of(composed, reading.read(composed.design, composed.scenario))
    name = f"sweep-{composed.sweep or composed.scenario.name}"
    target = results.target(composed.settings.out, name, job.identity)
    command = commands.of_composed("sweep", composed)
    if not work.resume(screen, composed, job, target, command, figures=figures_of(job)):
        return None
    if provenance.read(target) is None:
        part, parts = reading.parts(composed.design)
        console.say(screen, f"Part {part} of {parts} is played; others are not yet: {target}")
        return None
    show(screen, composed, job, target)
    return target


def figures_of(job):
    """How many figures are drawn, about: two of an outcome where several decisions make a map."""
    from experiments.sweeping import findings

    kinds = 2 if len(list(job.plan.of_role(DECISION))) > 1 else 1
    return kinds * len(findings.wanted(job))


def show(screen, composed, job, target):
    """Say what came, and draw the figures that are missing."""
    from experiments.sweeping import figures, findings, summary

    folder.clear(target)  # of what only work under way needs
    say_not_precise(screen, job, target)
    work.say_horizons(screen, job)
    came = findings.every(job, target, (*summary.names(job), *findings.wanted(job)))
    summary.show(screen, job, came)
    figures.complete(screen, composed, job, target, came)
    screen.print(f"Files: {target}", soft_wrap=True)


def say_not_precise(screen, job, target):
    """Say at how many points runs were not enough, if each was to have as many as it needs."""
    many = provenance.read(target)["counts"].get("not_precise")
    if many:
        name, width, most = job.plan.precise
        screen.print(
            f"At {many:,} of {console.count(job.plan.size, 'point')} the 95 % interval of {name} "
            f"is wider than {width:g} even after {console.count(most, 'run')}."
        )


def check(target, so=""):
    """Points that could not be played make the command fail, and it says of how many.

    ``so`` is what follows from that.
    """
    counts, failures = (provenance.read(target)[key] for key in ("counts", "failures"))
    if failures:
        failed = console.count(failures, "point")
        why = f"{target / tables.FAILURES} says why{so}"
        raise sentences.Failed(f"{failed} of {counts['points']:,} could not be played; {why}")

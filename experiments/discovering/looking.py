"""Looking for boxes in a finished sweep, as a command does it."""

import time

import numpy as np

from experiments import commands, console, grounds, once, pages, provenance, results, summaries
from experiments.discovering import asked, findings, sweeps, told
from experiments.sweeping.factors import DECISION
from sim import whole_files
from sim.discovery import resampling

SAMPLE = 3  # searches that the pace is measured on
FIGURES = 4  # that are drawn, at most


def main(settings, sweep, given, command=None):
    """Look for boxes in a finished sweep, unless that is done already.

    ``command`` makes the same again, where that is not what was ``given``.
    """
    question = asked.question(settings, sweeps.outcome(sweep, settings.outcome), sweep.seed)
    kept = settings.model_dump(exclude={*asked.OUTSIDE, *asked.OF_SEARCH, "find"})
    as_given = asked.command(given)
    made = provenance.Made(provenance.marks([kept, sweep.identity]), command or as_given)
    target = results.target(settings.out, f"discover-{settings.outcome}", made.identity)
    screen = console.out()
    is_left = once.leave(
        screen, target, made,
        announce=lambda: announce(screen, sweep, question),
        write=lambda hidden: work(sweep, question, kept, made, commands.shell(as_given), hidden),
        dry_run=settings.dry_run,
        done="done",
    )  # fmt: skip
    if is_left:
        summaries.show(screen, target)


def announce(screen, sweep, question):
    """Say what will be looked at, and how long it will take."""
    points = console.count(sweep.plan.size, "point")
    screen.print(f"{points} of {sweep.played}, {sweep.folder}")
    resamples = console.count(question.resamples, "resample")
    screen.print(
        f"Up to {boxes(question.boxes)}, each looked for again in {resamples}: "
        f"{console.waiting(most_seconds(sweep, question), FIGURES)}, or less where there are "
        "fewer."
    )


def boxes(many):
    """So many boxes."""
    return "1 box" if many == 1 else f"{many} boxes"


def most_seconds(sweep, question):
    """How long the searches take if there are as many as there may be, measured on a few."""
    every = sweeps.observed(sweep, question)
    points = np.flatnonzero(every.known.any(axis=1))
    if not len(points):
        raise sweeps.without(sweep, question.outcome)
    factors = sweeps.factors(sweep, points.tolist())
    if not factors:
        return 0.0
    begun = time.perf_counter()
    resampling.again(
        factors, every.at(points), question.density, question.patience, SAMPLE, question.seed
    )
    return (time.perf_counter() - begun) / SAMPLE * searches(question, factors)


def searches(question, factors):
    """How many searches there are at most: for each box and each policy's, and in resamples."""
    decided = [one.codes for one in factors if one.role == DECISION]
    policies = len(np.unique(decided, axis=1).T) if decided else 0
    if policies > findings.MOST_POLICIES:
        policies = 0  # they are not looked at
    return question.boxes * (1 + question.resamples) + policies * (1 + findings.POLICY_RESAMPLES)


def work(sweep, question, kept, made, command, folder):
    """Look for everything and write it; returns what provenance says of it."""
    from experiments.discovering import figures, page, tables

    with console.progress() as bar:
        task = bar.add_task("boxes", total=None)
        found = findings.find(sweep, question, lambda: bar.advance(task))
    tables.write(folder, found)
    drawn = figures.draw(folder / "figures", found, made)
    whole_files.put(folder / told.PAGE, pages.uncited(page.page(found, command, drawn)).encode())
    told.write(folder, page.verdict(found))
    of_sweep = {**sweep.identity, "configuration": sweep.configuration}
    provenance.write_config(folder, {**kept, "sweep": of_sweep})
    grounds.copy(sweep.folder, folder)
    return {
        "scenario": sweep.scenario.name,
        "sweep": {"folder": str(sweep.folder), **sweep.identity},
        "seed": sweep.seed,
        "counts": {"points": found.points, "runs": sweep.runs, "left_out": found.failed},
        "failures": 0,
    }

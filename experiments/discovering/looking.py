"""Looking for boxes in a finished sweep, as a command does it."""

from experiments import console, once, pages, provenance, results, summaries
from experiments.discovering import asked, findings, sweeps, told


def main(settings, sweep, given):
    """Look for boxes in a finished sweep, unless that is done already."""
    question = asked.question(settings, sweeps.outcome(sweep, settings.outcome), sweep.seed)
    kept = settings.model_dump(exclude={*asked.OUTSIDE, *asked.OF_SEARCH, "find"})
    identity = provenance.marks([kept, sweep.identity])
    target = results.target(settings.out, f"discover-{settings.outcome}", identity)
    screen = console.out()
    is_left = once.leave(
        screen, target, identity,
        announce=lambda: announce(screen, sweep),
        write=lambda hidden: work(sweep, question, kept, asked.command(given), hidden),
        dry_run=settings.dry_run,
        done="done",
    )  # fmt: skip
    if is_left:
        summaries.show(screen, target)


def announce(screen, sweep):
    """Say what will be looked at."""
    points = console.count(sweep.plan.size, "point")
    screen.print(f"{points} of {sweep.played}, {sweep.folder}")


def work(sweep, question, kept, command, folder):
    """Look for everything and write it; returns what provenance says of it."""
    from experiments.discovering import figures, page, tables

    with console.progress() as bar:
        task = bar.add_task("boxes", total=None)
        found = findings.find(sweep, question, lambda: bar.advance(task))
    tables.write(folder, found)
    drawn = figures.draw(folder / "figures", found)
    pages.put(folder / told.PAGE, pages.uncited(page.page(found, command, drawn)).encode())
    told.write(folder, page.verdict(found))
    provenance.write_config(folder, {**kept, "sweep": sweep.identity})
    return {
        "scenario": sweep.scenario.name,
        "sweep": {"folder": str(sweep.folder), **sweep.identity},
        "seed": sweep.seed,
        "counts": {"points": found.points, "runs": sweep.runs, "left_out": found.failed},
        "failures": 0,
    }

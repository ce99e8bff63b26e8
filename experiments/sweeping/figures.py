"""The figures of a sweep, drawn of its tables: main_effects, a heat map, cases."""

from experiments import commands, console, provenance, results
from experiments.sweeping import (
    findings,
    pictured_cases,
    pictured_effects,
    pictured_heat,
    varied,
)
from sim.plots import cases, heat, main_effects, style
from sim.words import NOT_A_FORECAST

FOLDER = "figures"


def complete(screen, composed, job, folder, came):
    """Add the figures to a finished sweep, unless they are there or not wanted.

    ``came`` holds what came of outcomes by name.
    """
    if not composed.settings.plots or (folder / FOLDER).exists():
        return
    asked = findings.wanted(job)
    for name in asked:
        if name not in came:
            screen.print(f"No figures of {name}: no run has any.")
    wanted = drawable([came[name] for name in asked if name in came])
    if not wanted:
        return
    text = foot(composed, job, folder)
    try:
        with results.adding(folder, FOLDER) as hidden, console.progress() as bar:
            hidden.mkdir()
            task = bar.add_task("figures", total=len(wanted))
            for figure, shown, name in wanted:
                style.leave(figure, shown, hidden / f"{figure.NAME}_{name}", text)
                bar.advance(task)
    except OSError:
        if not (folder / FOLDER).exists():  # else another part of the sweep has drawn them
            raise


def foot(composed, job, folder):
    """The line under each figure, and its settings: what was played."""
    record = provenance.read(folder)
    command = record["command"] or commands.of_composed("sweep", composed)
    made = provenance.Made(job.identity, command)
    runs = console.count(job.runs, "run") + (" or more" if job.plan.precise else "")
    lost = record["failures"]
    left = f"Left out: {console.count(lost, 'point')} that could not be played." if lost else ""
    played = f"{console.count(job.plan.size, 'point')} of {runs}"
    return provenance.foot(
        f"Scenario {composed.scenario.called}, {played}", made, job.seed, job.runs,
        more=left, caveat=f"Runs of a model {NOT_A_FORECAST}.",
    )  # fmt: skip


def drawable(found):
    """The figures whose data exist: module, numbers, name of the outcome."""
    wanted = []
    for one in found:
        name, decided = one.measured.name, [each.of for each in one.decided]
        if any(each.of.key != varied.CASE for each in one.shown):
            wanted.append((main_effects, pictured_effects.numbers(one), name))
        if len(decided) >= 2:
            span = pictured_heat.shares_span(found, decided[:2])
            wanted.append((heat, pictured_heat.numbers(one, decided[:2], span), name))
        if any(each.key == varied.CASE for each in decided):
            wanted.append((cases, pictured_cases.numbers(one), name))
    return wanted

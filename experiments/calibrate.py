"""Calibrate: fit chosen parameters to what was seen of truces, and leave draws of the posterior.

    python -m experiments.calibrate
    python -m experiments.calibrate calibration=my_data.yaml simulations=50000 seed=2
    python -m experiments.run posterior=results/my_data-0123456789

A calibration is a YAML file: the parameters with their ranges, and dated or censored events and
amounts of one or more scenarios; ``configs/calibration/two_truces.yaml`` is the one to copy. Runs
stop at the last day of the data.
"""

import sys
import time
from pathlib import Path

from rich.table import Table

from agents.premise import Premise, name, number
from experiments import _command, commands, console, csv_files, once, pages, provenance, results
from experiments.arguments import read
from experiments.calibrating import page as calibration_page
from experiments.calibrating import questions
from experiments.settings import cores
from sim import fitting, posteriors, whole_files
from sim.calibration import CENSORED, DATED

OUTSIDE = {"calibration", *commands.CHANGE_NO_NUMBER}  # the file counts by what is in it
PAGE = "calibration.md"
SAMPLE = 1024  # runs of each truce that the pace is measured on
LEARNING = 30e-6  # seconds a simulation that the regressions take, about
TRYING = 8.0  # seconds for the trials and the figures, about


class Settings(Premise):
    """Settings of ``experiments.calibrate``."""

    calibration: str = name("two_truces", "a YAML file, or the name of one of configs/calibration")
    simulations: int = number(200_000, "points drawn from the prior", "runs", ge=2000, le=10**8)
    accept: float = number(0.05, "share of them that is kept", "share", ge=0.001, le=0.5)
    draws: int = number(2000, "draws of the posterior that are written", "draws", ge=100, le=10**6)
    seed: int = number(1, "all luck follows from it", "seed", ge=0, le=2**63 - 1)
    threads: int = number(1, "threads of the ensemble", "threads", ge=1, le=1024)
    out: str = name("", "folder for the results; not given: one named by calibration and hash")
    page: str = name("", "a page to write as well, its figures beside it; empty for none")
    dry_run: bool = name(False, "say what would be played, and stop")


def main(arguments):
    """Calibrate, or find the work done, and write what was asked for."""
    settings = read(Settings, arguments, threads=cores())
    calibration = questions.read(settings.calibration)
    command = commands.of_given("calibrate", arguments)
    made = provenance.Made(identity_of(calibration, settings), command)
    folder = results.target(settings.out, calibration.name, made.identity)
    if settings.page:
        pages.folder_of(Path(settings.page), "page")
    screen = console.out()
    is_left = once.leave(
        screen, folder, made,
        announce=lambda: announce(screen, calibration, settings),
        write=lambda hidden: work(calibration, settings, made, hidden),
        dry_run=settings.dry_run,
        done="done",
    )  # fmt: skip
    if not is_left:
        return
    if settings.page:
        pages.publish(folder, Path(settings.page), PAGE)
    show(screen, folder)


def show(screen, folder):
    """Print what became of each parameter."""
    screen.print()
    screen.print(summary(folder))
    screen.print("A statement about a model, not a forecast.")
    screen.print(f"Told at length in {folder / PAGE}", soft_wrap=True)
    screen.print(f"Files: {folder}", soft_wrap=True)


def summary(folder):
    """What became of each parameter, as a table for the screen."""
    shown = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("parameter", "mean", "90 % before", "90 % after", "sd ratio"):
        shown.add_column(heading, justify="left" if heading == "parameter" else "right")
    for one in csv_files.read(folder / "posterior.csv"):
        mean, ratio = float(one["posterior_mean"]), float(one["sd_ratio"])
        spans = [
            f"{float(one[f'{when}_low']):.3g} to {float(one[f'{when}_high']):.3g}"
            for when in ("prior", "posterior")
        ]
        shown.add_row(one["parameter"], f"{mean:.3g}", *spans, f"{ratio:.2f}")
    return shown


def identity_of(calibration, settings):
    """What makes two calibrations the same."""
    kept = settings.model_dump(exclude=OUTSIDE)
    return provenance.marks([calibration.name, calibration.file, kept, calibration.plain])


def plan_of(settings):
    """The settings that a fit takes."""
    return fitting.Plan(*(getattr(settings, field) for field in fitting.Plan._fields))


def announce(screen, calibration, settings):
    """Say what will be played, and how long it will take."""
    from experiments import engines

    engines.say_building(screen)
    runs = (settings.simulations + settings.draws) * len(calibration.truces)
    seconds = pace(calibration, settings) * runs + LEARNING * settings.simulations + TRYING
    screen.print(
        f"{console.count(len(calibration.priors), 'parameter')}, "
        f"{console.count(len(calibration.truces), 'truce')}, {console.count(runs, 'run')}, seed "
        f"{settings.seed}, {console.count(settings.threads, 'thread')}: "
        f"{console.waiting(seconds)}."
    )


def pace(calibration, settings):
    """Seconds a run, measured on a few of each truce; the engine is built if need be."""
    small = plan_of(settings)._replace(simulations=SAMPLE)
    names = [prior.name for prior in calibration.priors]
    quantiles = fitting.luck(small, fitting.QUANTILES).uniform(0.1, 0.9, (SAMPLE, len(names)))
    points = fitting.values(calibration.priors, quantiles)
    for count in (1, SAMPLE):  # first to load what is compiled
        begun = time.perf_counter()
        fitting.played(calibration.truces, names, points[:count], small, 0, lambda count: None)
    return (time.perf_counter() - begun) / (SAMPLE * len(calibration.truces))


def work(calibration, settings, made, folder):
    """Fit, and write all there is; returns what provenance says of it."""
    plan = plan_of(settings)
    runs = (plan.simulations + plan.draws) * len(calibration.truces)
    with console.progress() as bar:
        task = bar.add_task("runs", total=runs)
        tick = lambda count: bar.advance(task, count)  # noqa: E731
        found = fitting.fit(calibration.priors, calibration.truces, plan, tick)
    write(folder, calibration, found, settings, made)
    return {
        "calibration": calibration.name,
        "seed": settings.seed,
        "counts": {"runs": runs, "kept": found.kept, "draws": plan.draws},
        "failures": 0,
        "played": {"calibration": settings.calibration, **commands.changing_no_number(settings)},
    }


def write(folder, calibration, found, settings, made):
    """Write a fit: draws, tables, figures, page and what it was made from."""
    names = [prior.name for prior in calibration.priors]
    (folder / posteriors.FILE).write_bytes(posteriors.contents(names, found.posterior))
    calibration_page.write_tables(folder, calibration, found)
    command = command_of(calibration, settings)
    text = calibration_page.page(calibration, found, plan_of(settings), command)
    whole_files.put(folder / PAGE, pages.uncited(text).encode())
    kept = {**settings.model_dump(exclude=OUTSIDE), **calibration.plain}
    provenance.write_config(folder, kept)
    draw(folder / "figures", calibration, found, settings, made)


def command_of(calibration, settings):
    """The command that makes the same again."""
    usual = Settings()
    kept = {"calibration": calibration.file, **settings.model_dump(exclude=OUTSIDE)}
    given = [f"{key}={value}" for key, value in kept.items() if value != getattr(usual, key)]
    return commands.shell(commands.of_given("calibrate", given, ()))


def draw(folder, calibration, found, settings, made):
    """Draw the figures."""
    from agents.rules import spread
    from sim.plots import calibrated_data, calibrated_parameters, style

    folder.mkdir()
    many = console.count(settings.simulations, "simulation")
    foot = provenance.foot(many, made, settings.seed, settings.simulations)
    found_of = [
        calibrated_parameters.Parameter(
            prior.name, prior.unit, prior.low, prior.high,
            prior.kind == spread.LOG_UNIFORM, found.prior[:, place], found.posterior[:, place],
        )
        for place, prior in enumerate(calibration.priors)
    ]  # fmt: skip
    title = calibration.title[:1].upper() + calibration.title[1:]
    shown = calibrated_parameters.Numbers(found_of, title)
    style.leave(calibrated_parameters, shown, folder / calibrated_parameters.NAME, foot)
    every = list(calibration_page.shown(calibration, found))
    for truce in calibration.truces:
        rows = [row(*entry) for entry in every if entry[0] is truce]
        about = f"{truce.scenario.title}, to day {truce.last_day}"
        stem = folder / f"{calibrated_data.NAME}_{truce.scenario.name}"
        style.leave(calibrated_data, calibrated_data.Numbers(rows, about), stem, foot)


def row(truce, datum, before, after):
    """A datum as the figure takes it."""
    from sim.plots import calibrated_data

    called = calibration_page.called(datum)
    if datum.kind == CENSORED:
        return calibrated_data.Agreement(called, before.share, after.share)
    last = truce.last_day if datum.kind == DATED else 0
    return calibrated_data.Shown(called, datum.value, datum.error, before[:3], after[:3], last)


if __name__ == "__main__":
    sys.exit(_command.plainly(main, sys.argv[1:]))

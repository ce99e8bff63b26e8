"""Try to break the results of a scenario: swap the sides, move every number, read every word.

    python -m experiments.audit                                   # the main scenario
    python -m experiments.audit scenario=firm_guarantee runs=200  # another; any parameter as in run
    python -m experiments.audit by=0.2 'variants=[no_mediators]'  # larger moves, other variants
    python -m experiments.audit dry_run=true                      # how much, how long, where to
    python -m experiments.audit --config-dir my_configs scenario=mine
    python -m experiments.audit page=docs/audit.md                # the page in docs/

It leaves ``audit.md``, ``perturbations.csv``, ``judgements.csv``, ``wording.csv`` and two figures
in a folder of its own. A fragile result is a finding and no error: the exit status is 0.
"""

import functools
import sys
import time
from pathlib import Path

from agents.premise import Premise, name, number
from experiments import (
    _command,
    arguments,
    commands,
    console,
    engines,
    once,
    pages,
    provenance,
    results,
    sentences,
)
from experiments.auditing import even, fairness, nudged_runs, tables, wording
from experiments.auditing import findings as audit_findings
from experiments.auditing import page as audit_page
from experiments.auditing import scope as audit_scope
from sim import whole_files
from sim.refusals import PremiseError

RUNS = 100  # unless asked for otherwise
SAMPLE = 20  # runs of each scenario that the pace is measured on
TAKEN = "runs, seed, threads, out, plots, dry_run"  # of the settings of a run
NOT_TAKEN = ("engine", "keep", "explain", "story", "posterior", "domain")
OUTSIDE = ("out=", "threads=", "dry_run=")  # what changes nothing in the result
PAGE = "audit.md"


class Settings(Premise):
    """Settings of the audit's own, beside those of a run."""

    by: float = number(0.1, "share of its size by which a number is moved", "share", gt=0.0, le=1.0)
    variants: str = name("", "scenarios beside it, as in [no_mediators], or all; or those declared")
    headlines: str = name("", "a file that declares results; empty for configs/headlines.yaml")
    page: str = name("", "a page to write as well, its figures beside it; empty for none")


def parted(given):
    """The audit's own settings, and the rest of the command line."""
    for text in given:
        key = text.partition("=")[0]
        if key in NOT_TAKEN:
            takes = f"{TAKEN}, {', '.join(Settings.model_fields)}"
            raise PremiseError(key, f"is not taken here; beside a scenario it takes {takes}")
    own, rest = arguments.own_and_rest(given, Settings)
    settings = arguments.checked(Settings, own)
    if settings.page:
        pages.folder_of(Path(settings.page).expanduser(), "page")
    if not any(text.startswith("runs=") for text in rest):
        rest.insert(0, f"runs={RUNS}")
    return settings, rest


def main(settings, command, composed):
    """Audit what was composed, unless it is done already."""
    screen = console.out()
    with sentences.on_command_line(Settings.model_fields):
        scope = audit_scope.gather(settings, command, composed)
    made = provenance.Made(identified(scope), commands.of_given("audit", command, ()))
    folder = results.target(composed.settings.out, f"audit-{scope.ground.base}", made.identity)
    moves = functools.cache(lambda: points(scope))
    is_left = once.leave(
        screen, folder, made,
        announce=lambda: announce(screen, scope, *moves()),
        write=lambda hidden: carry_out(scope, made, hidden, *moves()),
        dry_run=composed.settings.dry_run,
        done="audited",
    )  # fmt: skip
    if not is_left:
        return
    show(screen, folder)
    if settings.page:
        pages.publish(folder, Path(settings.page).expanduser(), PAGE)


def identified(scope):
    """What makes two audits the same: what is played, moved, declared and read."""
    parts = {
        "audit": provenance.configuration(scope.composed),
        "beside": scope.plain,
        "by": scope.settings.by,
        "given": scope.command,
        "plots": scope.composed.settings.plots,
        "statements": [str(one) for one in scope.ground.statements],
        "words": wording.FILE.read_text(encoding="utf-8"),
        "read": [provenance.digest(path.read_bytes().decode("utf-8", "replace"))
                 for path in scope.files],
    }  # fmt: skip
    return provenance.marks(parts)


def points(scope):
    """Every move, and why some are not made."""
    todo, left = nudged_runs.points(scope.ground.scenarios, scope.settings.by)
    return todo + even.points(scope), left


def announce(screen, scope, todo, left):
    """Say how many moves will be played, and how long they will take."""
    ground, settings = scope.ground, scope.composed.settings
    engines.say_building(screen)
    played = sum(len(point.scenarios) for point in todo) * ground.runs
    seconds = played * pace(ground) / settings.threads
    screen.print(
        f"{console.count(len(todo), 'move')}, {console.count(ground.runs, 'run')} of "
        f"{console.count(len(ground.scenarios), 'scenario')} at each: "
        f"{console.count(played, 'run')}, seed {ground.seed}, on "
        f"{console.count(settings.threads, 'thread')}: "
        f"{console.waiting(seconds)}."
    )
    for reason in scope.skipped:
        screen.print(f"Left out: {reason}")


def pace(ground):
    """Seconds a run, measured on a few of each scenario; the engine is built if need be."""
    few = ground._replace(runs=min(SAMPLE, ground.runs))
    nudged_runs.plainly(few)  # to load what is compiled
    begun = time.perf_counter()
    nudged_runs.plainly(few)
    return (time.perf_counter() - begun) / few.runs / len(ground.scenarios)


def carry_out(scope, made, folder, todo, left):
    """Play, read and write everything; returns what provenance says of it."""
    composed = scope.composed
    with console.progress() as bar:
        task = bar.add_task("moves", total=len(todo))
        done = findings(scope, todo, left, lambda: bar.advance(task))
    tables.write(folder, done)
    figures = tables.draw(folder, done, made) if composed.settings.plots else []
    whole_files.put(folder / PAGE, pages.uncited(audit_page.page(done, figures)).encode())
    provenance.write_config(folder, provenance.configuration(composed))
    return provenance.about(composed, {"moves": len(todo)})


def findings(scope, todo, left, tick):
    """Play and read everything."""
    composed, ground = scope.composed, scope.ground
    threads = composed.settings.threads
    fair = fairness.checks(composed.premises, composed.scenario, ground.seed, ground.runs, threads)
    plain = nudged_runs.plainly(ground)
    sided, estimates, verdicts = nudged_runs.judged(ground, plain)
    ground = ground._replace(statements=sided)
    moves = nudged_runs.every(ground, todo, plain, threads, tick)
    uses = wording.in_files(scope.files, scope.wording)
    uses += wording.in_names(composed.premises, scope.wording)
    scope = scope._replace(ground=ground)
    return audit_findings.Done(scope, fair, plain, estimates, verdicts, moves, left, uses)


def show(screen, folder):
    """Print what was found: the first lines of the page."""
    text = (folder / PAGE).read_text(encoding="utf-8")
    screen.print()
    screen.print(text.partition("\n## ")[0].strip(), soft_wrap=True)
    screen.print()
    screen.print(f"Files: {folder}", soft_wrap=True)


def start(given):
    """Enter the audit; returns the exit status."""
    return _command.entered(enter, given)


def enter(given):
    """The way in, the audit's own settings read; nothing where help was all that was asked for."""
    if _command.helped(given):
        print(_command.help_of(sys.modules[__name__]))
        print(f"\nOf the settings of experiments.run it takes {TAKEN}; runs={RUNS} unless given.")
        return None
    settings, rest = parted(given)
    command = tuple(text for text in given if not text.startswith(OUTSIDE))
    verb = functools.partial(main, settings, command)
    verb.__module__ = __name__
    return functools.partial(_command.start, verb, rest)


if __name__ == "__main__":
    sys.exit(start(sys.argv[1:]))

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
import json
import shutil
import sys
import time
from pathlib import Path
from typing import NamedTuple

import yaml
from hydra.core.hydra_config import HydraConfig
from hydra.errors import HydraException

from experiments import (
    _command,
    audit_page,
    audit_tables,
    composing,
    console,
    engines,
    fairness,
    headlines,
    judgements,
    nudged_runs,
    pages,
    provenance,
    results,
    wording,
)
from experiments.where import Sources
from sim.refusals import PremiseError, shown
from sim.scenario import from_config

RUNS = 100  # unless asked for otherwise
SAMPLE = 20  # moves played to measure the pace
OWN = ("by", "variants", "headlines", "page")
NOT_TAKEN = ("engine", "keep", "explain", "story")
FINISHED = "audit.md"


class Asked(NamedTuple):
    """Settings of the audit's own, beside those of a run."""

    by: float = 0.1  # the share of its size by which a number is moved
    variants: object = None  # names, or "all"; None for those declared
    headlines: Path = headlines.FILE
    page: Path | None = None
    given: tuple = ()  # the command line, as far as the result depends on it


def parted(arguments):
    """The audit's own settings, and the rest of the command line."""
    own, rest = {}, []
    for text in arguments:
        key, equals, value = text.partition("=")
        if equals and key in OWN:
            try:
                own[key] = yaml.safe_load(value)
            except yaml.YAMLError:
                raise PremiseError(key, f"'{value}' cannot be read") from None
        elif equals and key in NOT_TAKEN:
            problem = f"is not taken here; beside a scenario it takes runs, seed, threads, out, plots, dry_run, {', '.join(OWN)}"  # noqa: E501
            raise PremiseError(key, problem)
        else:
            rest.append(text)
    if not any(text.startswith("runs=") for text in rest):
        rest.insert(0, f"runs={RUNS}")
    outside = tuple(f"{key}=" for key in ("out", "threads", "dry_run"))
    given = tuple(text for text in arguments if not text.startswith(outside))
    return asked(own)._replace(given=given), rest


def asked(own):
    """The audit's own settings, checked."""
    found = Asked(**own)
    by = found.by
    if isinstance(by, bool) or not isinstance(by, int | float) or not 0.0 < by <= 1.0:
        raise PremiseError("by", f"{shown(by)} is not allowed; it takes a share above 0, up to 1")
    names = found.variants
    listed = isinstance(names, list) and all(isinstance(one, str) for one in names)
    if not (names is None or names == "all" or listed):
        problem = f"{shown(names)} is not allowed; it takes a list of scenarios, or all"
        raise PremiseError("variants", problem)
    for key in ("headlines", "page"):
        if key in own and (not isinstance(own[key], str) or not own[key]):
            raise PremiseError(key, f"{shown(own[key])} is not allowed; it takes a file")
    page = Path(found.page).expanduser() if found.page else None
    if page is not None:
        pages.folder_of(page)
    declared = Path(found.headlines).expanduser()
    return found._replace(by=float(by), headlines=declared, page=page)


class Audited(NamedTuple):
    """All that is to be audited, composed and checked."""

    asked: Asked
    composed: composing.Composed
    plain: dict  # the configuration of each scenario played, by name; the audited one first
    ground: nudged_runs.Ground
    finder: judgements.Finder
    wording: wording.List
    files: list  # in which words are looked for
    skipped: list  # why variants that are declared are left out, in sentences


def main(own, composed):
    """Audit what was composed, unless it is done already."""
    screen = console.out()
    audited = gather(own, composed)
    identity = identified(audited)
    folder = target(audited, identity)
    finished = results.is_finished(folder, identity)
    if finished:
        screen.print(f"Already audited: {folder} holds the result of this command", soft_wrap=True)
    else:
        results.check_writable(folder)
        todo, left = planned(screen, audited, folder)
    if composed.settings.dry_run:
        return
    if not finished:
        carry_out(audited, identity, folder, todo, left)
    show(screen, folder)
    if own.page is not None:
        publish(folder, own.page)


def gather(own, composed):
    """Compose the variants, and read what is declared about all of them."""
    sources = Sources(HydraConfig.get())
    finder = judgements.Finder(sources)
    scenario = composed.scenario
    scenario.check_compiles()
    variants, statements = headlines.declared(scenario, own.headlines)
    folders = [Path(one.path) for one in sources.hydra.runtime.config_sources
               if one.schema == "file"]  # fmt: skip
    finder.sources.files  # noqa: B018, read before another composition takes its place
    if own.variants is not None:
        variants = every_variant(scenario.name, folders) if own.variants == "all" else own.variants
    scenarios, plain = {scenario.name: scenario}, {scenario.name: composed.premises}
    skipped = []
    for name in variants:
        if name in scenarios:
            problem = (
                f"'{name}' is not allowed; it takes other scenarios than the one audited, once"
            )
            raise PremiseError("variants", problem)
        try:
            beside = compose_beside(name, sources)
        except PremiseError as error:  # a variant may lack what an override sets
            if own.variants is not None or isinstance(error.__cause__, HydraException):
                raise
            skipped.append(error.problem)
            continue
        scenarios[name], plain[name] = beside.scenario, beside.premises
        statements += headlines.about_variant(beside.scenario)
    settings = composed.settings
    ground = nudged_runs.Ground(scenarios, statements, settings.seed, settings.runs)
    files = wording.own_files()
    for place in folders:
        if not place.resolve().is_relative_to(composing.CONFIGS):
            files += wording.files_in(place)
    return Audited(own, composed, plain, ground, finder, wording.read(), files, skipped)


def every_variant(base, folders):
    """The scenarios whose files name another as the one they start from."""
    found = []
    for folder in folders:
        for path in sorted((folder / "scenario").glob("*.yaml")):
            contents = yaml.safe_load(path.read_text(encoding="utf-8"))
            defaults = contents.get("defaults") or [] if isinstance(contents, dict) else []
            if base in [one.rpartition("/")[2] for one in defaults if isinstance(one, str)]:
                found.append(path.stem)
    return found


def compose_beside(name, sources):
    """Another scenario with the same overrides."""
    given = [one for one in sources.overrides if not one.startswith("scenario=")]
    try:
        config = composing.compose_once([*given, f"scenario={name}"])
        return composing.read(config, Sources(HydraConfig.get()))
    except PremiseError as error:
        problem = f"'{name}' cannot be played beside it: {error}"
        raise PremiseError("variants", problem) from error
    except HydraException as error:
        known = sorted(path.stem for path in (composing.CONFIGS / "scenario").glob("*.yaml"))
        problem = f"{shown(name)} is not allowed; it takes names of {', '.join(known)}"
        raise PremiseError("variants", problem) from error


def identified(audited):
    """What makes two audits the same: what is played, moved, declared and read."""
    own = audited.asked
    parts = {
        "audit": provenance.configuration(audited.composed),
        "beside": audited.plain,
        "by": own.by,
        "given": own.given,
        "plots": audited.composed.settings.plots,
        "statements": [str(one) for one in audited.ground.statements],
        "words": wording.FILE.read_text(encoding="utf-8"),
        "read": [provenance.digest(path.read_bytes().decode("utf-8", "replace"))
                 for path in audited.files],
    }  # fmt: skip
    text = json.dumps(parts, default=str)
    return {"config_hash": provenance.digest(text), "code_hash": provenance.code_hash()}


def target(audited, identity):
    """The folder that the audit goes to."""
    given = audited.composed.settings.out
    name = f"audit-{audited.ground.base}-{provenance.short_name(identity)}"
    return Path(given).expanduser() if given else Path("results", name)


def planned(screen, audited, folder):
    """Every move, and why some are not made; says how many, how long and where to."""
    ground, settings = audited.ground, audited.composed.settings
    todo, left = nudged_runs.points(ground.scenarios, audited.asked.by)
    todo += audit_tables.evened(audited, from_config)
    if not engines.is_built():
        wait = console.duration(engines.COMPILING)
        screen.print(f"The compiled engine is built once for this version of the code ({wait}).")
    few = ground._replace(runs=min(SAMPLE, ground.runs))
    plain = nudged_runs.plainly(few)  # builds or loads what is compiled
    begun = time.perf_counter()
    nudged_runs.plainly(few)
    a_run = (time.perf_counter() - begun) / few.runs / len(ground.scenarios)
    played = sum(len(point.scenarios) for point in todo) * ground.runs
    seconds = played * a_run / settings.threads
    del plain
    screen.print(
        f"{console.count(len(todo), 'move')}, {console.count(ground.runs, 'run')} of "
        f"{console.count(len(ground.scenarios), 'scenario')} at each: {played:,} runs, seed "
        f"{ground.seed}, on {console.count(settings.threads, 'thread')}: "
        f"{console.duration(seconds)}."
    )
    for reason in audited.skipped:
        screen.print(f"Left out: {reason}")
    screen.print(f"Results go to {folder}", soft_wrap=True)
    return todo, left


def carry_out(audited, identity, folder, todo, left):
    """Play, read and write everything, then give the folder its name."""
    composed, ground = audited.composed, audited.ground
    settings = composed.settings
    begun, clock = time.time(), time.perf_counter()
    with results.fresh(folder) as hidden, console.progress() as bar:
        task = bar.add_task("moves", total=len(todo))
        scenario = composed.scenario
        fair = fairness.checks(
            composed.premises, scenario, ground.seed, ground.runs, settings.threads
        )
        plain = nudged_runs.plainly(ground)
        sided, found, verdicts = nudged_runs.judged(ground, plain)
        ground = ground._replace(statements=sided)
        moves = nudged_runs.every(ground, todo, plain, settings.threads, lambda: bar.advance(task))
        uses = wording.in_files(audited.files, audited.wording)
        uses += wording.in_names(composed.premises, audited.wording)
        done = audit_tables.Done(
            audited._replace(ground=ground), fair, plain, found, verdicts, moves, left, uses
        )
        audit_tables.write(hidden, done)
        figures = audit_tables.draw(hidden, done) if settings.plots else []
        (hidden / FINISHED).write_text(audit_page.page(done, figures), encoding="utf-8")
        provenance.write_config(hidden / "config.yaml", composed)
        seconds = time.perf_counter() - clock
        record = provenance.record(composed, identity, begun, seconds, {"moves": len(todo)})
        provenance.write(hidden, record)


def show(screen, folder):
    """Print what was found: the first lines of the page."""
    text = (folder / FINISHED).read_text(encoding="utf-8")
    screen.print()
    screen.print(text.partition("\n## ")[0].strip(), soft_wrap=True)
    screen.print()
    screen.print(f"Files: {folder}", soft_wrap=True)


def publish(folder, page):
    """Write the page of a finished audit elsewhere, its figures beside it."""
    figures = folder / "figures"
    if figures.is_dir():
        (page.parent / "figures").mkdir(exist_ok=True)
        for path in sorted(figures.glob("*.png")):
            shutil.copyfile(path, page.parent / "figures" / path.name)
    pages.write(page, (folder / FINISHED).read_text(encoding="utf-8"))


def start(arguments):
    """Enter the audit; returns the exit status."""
    try:
        own, rest = parted(arguments)
    except PremiseError as error:
        _command.say(f"the command line: {error}")
        return _command.REFUSED
    verb = functools.partial(main, own)
    verb.__module__ = __name__
    return _command.start(verb, rest)


if __name__ == "__main__":
    sys.exit(start(sys.argv[1:]))

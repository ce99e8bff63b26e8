"""Playing a design as a command does: the plan said first, the work resumed, the result whole."""

import contextlib
import json
import time
from typing import NamedTuple

from experiments import composing, console, finished, grounds, once, provenance, results, sentences
from experiments.settings import refuse_of_run
from experiments.sweeping import bases, folder, playing, reading, shards, tables, varied
from experiments.sweeping.factors import DECISION, UNCERTAINTY
from sim.outcomes import YES_NO
from sim.refusals import PremiseError
from sim.words import listed, verb

HORIZON = "calendar.horizon"
LOOKED = 2000  # points of which it is said beforehand that they cannot be played
TRIAL = {"ensemble": 1000, "mesa": 10}  # runs that the pace is measured on
STAYS = "it stays as it is; the same command goes on once there is some"  # without room
OF_RUN = ("keep", "explain", "story", "objective")  # settings that experiments.run alone reads


def job_of(composed, found):
    """What is to be played of a plan, checked as far as it can be before playing."""
    refuse_theory(composed)
    check_given(composed)
    composing.refuse_set_and_varied(found.always, composed.sources)
    settings = composed.settings
    made = bases.Bases(composed, found)
    if found.precise and found.precise.most < settings.runs:
        problem = f"{found.precise.most} is not allowed; it takes at least runs, {settings.runs}"
        raise PremiseError("design.precise.most", problem)
    if found.precise and found.precise.outcome not in made.names:
        takes = f"it takes one of {', '.join(made.names)}"
        problem = f"'{found.precise.outcome}' is not allowed; {takes}"
        raise PremiseError("design.precise.outcome", problem)
    if found.precise and found.precise.width >= 1.0 and is_share(found.precise.outcome, made):
        problem = f"{found.precise.width:g} is not allowed; of a share of runs it takes one below 1"
        raise PremiseError("design.precise.width", problem)
    keep = settings.model_copy(update={"keep": "runs"})  # whatever it says, runs are what is kept
    identity = provenance.identity(composed._replace(settings=keep))
    text = json.dumps([identity["config_hash"], found.plain, made.marks()], default=str)
    identity = {**identity, "config_hash": provenance.digest(text)}
    return playing.Job(
        found, made, identity, settings.seed, settings.runs, settings.engine, settings.threads
    )


def is_share(name, made):
    """True if an outcome of a run is true or false, so that points have a share of runs."""
    return made.kinds[name] == YES_NO


def refuse_theory(composed):
    """Refuse a result of theory, whose answer is for its own numbers."""
    if composed.theory:
        raise PremiseError("theory", f"'{composed.theory}' is not swept; experiments.run plays it")


def check_given(composed):
    """Refuse settings on the command line that would do nothing; files may set them for others."""
    for key in OF_RUN:
        for _ in composed.sources.on_command_line(key):
            refuse_of_run(key)


def check_plots(composed):
    """Refuse a page without the figures that it is about."""
    if not composed.settings.plots:
        raise PremiseError("plots", "false is not allowed here; the page shows its figures")


def announce(screen, composed, job, target, wanted, figures):
    """Say what will be played, how long it will take, and where the results go.

    ``figures`` is how many are drawn, about.
    Returns why no point can be played, as far as a look at some shows; an empty text if some can.
    """
    from experiments import engines

    engines.say_building(screen, composed.settings.engine)
    say_varied(screen, job)
    say_horizons(screen, job)
    points = sum(len(job.stretch(shard)) for shard in wanted)
    playable, refused = looked_at(screen, job)
    if points < job.plan.size:
        out = job.plan.size - points
        part, _ = reading.parts(composed.design or {})
        why = "played already" if part is None else "left to others or played already"
        many = console.count(out, "point")
        screen.print(f"{many} of {job.plan.size:,} {verb(out)} {why}.")
    pace = trial(job._replace(plan=job.plan.only(playable))) if playable else None
    say_work(screen, job, points, pace, figures if composed.settings.plots else 0)
    if pace is not None:
        once.say_room(screen, target, pace.bytes * points * job.runs)
    once.say_where(screen, target)
    return "" if playable else refused


def say_varied(screen, job):
    """Say what varies, and over how many levels."""
    for role, how in ((DECISION, "Decided"), (UNCERTAINTY, "Not known")):
        found = [varied.over(one, job.bases.first) for one in job.plan.of_role(role)]
        if found:
            screen.print(f"{how}: {listed(found)}.")


def say_horizons(screen, job):
    """Say that points simulate different numbers of days, which what is counted depends on."""
    found = set()
    for structural in job.plan.different(job.bases.structural):
        with contextlib.suppress(PremiseError, sentences.Refused):  # said of its points
            found.add(job.bases.played(structural).scenario.premises.calendar.horizon)
    if len(found) > 1:
        days = listed([f"{one}" for one in sorted(found)])
        same = "" if HORIZON in job.plan.keys else f"; {HORIZON}={min(found)} sets one for all"
        screen.print(
            f"Points simulate different numbers of days ({days}): days of truce, and all else that "
            f"is counted up to the horizon, differ for that alone{same}."
        )


def say_work(screen, job, points, pace, figures):
    """Say how much is played, and what that takes where it is known."""
    most = job.plan.precise.most if job.plan.precise else job.runs
    runs = points * job.runs
    enough = f" or more, up to {most:,} each" if most > job.runs else ""
    takes = ""
    if pace is not None:
        told = console.waiting(pace.seconds * runs / job.threads, figures)
        takes = f": {told}; {console.size(pace.bytes * runs)}"
    screen.print(
        f"{console.count(points, 'point')} of {console.count(job.runs, 'run')}{enough}: "
        f"{console.count(runs, 'run')}, seed {job.seed}, {job.engine} engine on "
        f"{console.count(job.threads, 'thread')}{takes}."
    )


def looked_at(screen, job):
    """Say, before anything is played, which points cannot be, as far as a look at some shows.

    Returns the first points that can be, enough for a trial, and why others cannot. Where none of
    all can be, nothing would be left to play, and the design is refused.
    """
    looked, playable, reasons = min(job.plan.size, LOOKED), [], []
    for point in range(looked):
        structural, plain = job.bases.parted(job.plan.at(point))
        try:
            job.bases.of(structural, tuple(plain)).at(plain)
        except (PremiseError, sentences.Refused) as error:
            reasons.append(bases.refused(error))
        else:
            playable.append(point)
    if len(reasons) == job.plan.size:
        raise PremiseError("design", f"none of its points can be played: {reasons[0]}")
    many = console.count(looked, "point")
    whole = many if looked == job.plan.size else f"the first {many}"
    if reasons:
        screen.print(f"{len(reasons):,} of {whole} cannot be played: {reasons[0]}")
    most = max(1, TRIAL[job.engine] // job.runs)
    return playable[:most], f"none of {whole} can be played" if reasons else ""


class Pace(NamedTuple):
    """What a run of a sweep costs, measured on a few."""

    seconds: float  # on one thread
    bytes: float  # on disk


def trial(job):
    """The pace of a few points, played and written nowhere."""
    first = job._replace(runs=min(job.runs, TRIAL[job.engine]), threads=1)
    one = first._replace(plan=first.plan.only([0]), runs=1)
    playing.play(one, 0)  # builds what is compiled
    begun = time.perf_counter()
    table = shards.table(first, playing.play(first, 0))
    seconds = time.perf_counter() - begun
    rows = max(1, table.num_rows)
    return Pace(seconds / rows, max(0, shards.size(table) - shards.size(table[:0])) / rows)


def resume(screen, composed, job, target, command, more=None, figures=0):
    """Play what is missing of a design, said first; True unless it was a dry run.

    ``command`` makes the result again; ``more(target, failures)`` adds what else a result holds to
    the tables of the runs; ``figures`` is how many are drawn, about.
    """
    dry_run = composed.settings.dry_run
    if folder.state(target, job.identity) == folder.DONE:
        once.say_done(screen, target)
        return not dry_run
    part, parts = reading.parts(composed.design or {})
    left = folder.missing(job, target)
    wanted = left if part is None else [one for one in left if one % parts == part]
    refused = announce(screen, composed, job, target, wanted, figures)
    if dry_run and refused:
        raise sentences.Failed(refused)
    if not dry_run:
        with results.room_in(target, STAYS):
            carry_out(composed, job, target, wanted, command, more)
        if provenance.read(target) is not None:
            finished.note(target)
    return not dry_run


def carry_out(composed, job, target, wanted, command=None, more=None):
    """Play shards, and put all together once none is missing; ``more`` as in ``resume``."""
    begun, clock = time.time(), time.perf_counter()
    folder.begin(target, job.identity, command)
    try:
        with console.progress() as bar:
            total = sum(len(job.stretch(shard)) for shard in wanted) * job.runs
            task = bar.add_task("runs", total=total)
            folder.fill(job, target, wanted, lambda runs: bar.advance(task, runs))
    except KeyboardInterrupt as stop:
        left = sum(len(job.stretch(shard)) for shard in folder.missing(job, target))
        kept = job.plan.size - left
        many = console.count(kept, "point")
        done = f"{many} of {job.plan.size:,} {verb(kept)} kept in {target}"
        raise type(stop)(f"interrupted: {done}; the same command goes on") from None
    if provenance.read(target) is None and folder.missing(job, target):
        return
    with folder.merging(target) as is_left:
        if is_left:
            failures = tables.write(target, job, folder.in_order(job, target))
            if more is not None:
                more(target, failures)
            seconds = time.perf_counter() - clock
            made = provenance.Made(job.identity, command)
            leave(composed, job, target, failures, made, begun, seconds)


def leave(composed, job, target, failures, made, begun, seconds):
    """Write what else a result holds, then that it is whole."""
    provenance.write_composed(target, composed, {"design": job.plan.plain})
    grounds.write(target, grounds.of(composed, varied=grounds.varied(job.plan)))
    counts = {"points": job.plan.size, "shards": job.shards}
    if job.plan.precise:
        counts["not_precise"] = tables.not_precise(target, job)
    known = {**provenance.about(composed, counts), "failures": len(failures)}
    provenance.write(target, provenance.record(made, known, begun, seconds), folder.UNDER_WAY)
    folder.clear(target)

"""The part of a run that shows a result of theory: its answers beside those of the runs."""

import copy
import shutil

import numpy as np
from rich.table import Table

from experiments import console, csv_files, provenance, results
from sim import records, scenario, theory
from sim.refusals import PremiseError
from sim.theory import reading
from sim.theory.answer import Answer

FILE = "theory.csv"
LEVELS = ("runs", "days", "all")  # of ``keep``, rising


def check(composed):
    """Refuse premises on which the result does not rest, and keeping less than its answers need."""
    lesson = theory.LESSONS[composed.theory]
    lesson.check(composed.scenario)
    fewest = getattr(lesson, "LEAST_RUNS", 1)
    if composed.settings.runs < fewest:
        problem = f"{composed.settings.runs} is not allowed; theory={composed.theory} takes"
        raise PremiseError("runs", f"{problem} at least {fewest}, for it is an average over runs")
    least = lesson.KEEP
    if LEVELS.index(composed.settings.keep) < LEVELS.index(least):
        allowed = " or ".join(LEVELS[LEVELS.index(least) :])
        problem = f"'{composed.settings.keep}' is not allowed; theory={composed.theory} takes"
        raise PremiseError("keep", f"{problem} {allowed}")


def collected(stream, blocks):
    """Hand a stream of blocks on, and keep what goes by."""
    for first, kept in stream:
        blocks.append(kept)
        yield first, kept


def answers(composed, kept):
    """Theory's answers beside those of the runs."""
    return theory.LESSONS[composed.theory].answers(composed.scenario, kept)


def changed(composed, changes):
    """The plain configuration with some premises changed, by their dotted names."""
    plain = copy.deepcopy(composed.premises)
    for key, value in changes.items():
        *path, last = str(key).split(".")
        place = plain
        for part in path:
            place = place.setdefault(part, {})
            if not isinstance(place, dict):
                raise PremiseError(str(key), "there is no such parameter")
        place[last] = value
    return plain


def points(composed, kept, tick=lambda done, total: None):
    """What the figure shows: (place, main answer), as the preset's parameter varies."""
    from experiments import engines

    lesson = theory.LESSONS[composed.theory]
    if hasattr(lesson, "points"):
        return tuple(lesson.points(composed.scenario, kept))
    settings = composed.settings.model_copy(
        update={"runs": lesson.RUNS, "keep": lesson.KEEP, "engine": "ensemble"}
    )
    found = []
    for done, value in enumerate(lesson.VALUES, start=1):
        value = value.item() if isinstance(value, np.generic) else value
        plain = changed(composed, {lesson.PARAMETER: value})
        other = scenario.from_config(plain, composed.scenario.name)
        blocks = [block for _, block in engines.blocks(other, settings, lesson.RUNS)]
        found.append((value, lesson.answers(other, records.joined(blocks))[0]))
        tick(done, len(lesson.VALUES))
    return tuple(found)


def played_point(composed, kept):
    """Where on the figure the played runs stand, their main answer and how many they are.

    Nothing where the figure varies no parameter, or where the parameter is drawn for each run.
    """
    lesson = theory.LESSONS[composed.theory]
    if hasattr(lesson, "points") or reading.drawn(composed.scenario, lesson.PARAMETER) is not None:
        return ()
    place = float(reading.value(composed.scenario, lesson.PARAMETER))
    return place, answers(composed, kept)[0], composed.settings.runs


def leave(composed, folder, kept, made):
    """Write the answers into a result, and the figure if it is wanted."""
    write(folder / FILE, answers(composed, kept))
    if composed.settings.plots:
        draw(composed, folder, kept, made)


def complete(composed, folder, made):
    """Add the figure to a finished result, if it is wanted and missing."""
    if composed.settings.plots and not (folder / "figures").exists():
        kept = played(composed)
        with results.adding(folder, "figures") as hidden:
            room = hidden.with_name(hidden.name + ".room")
            room.mkdir()
            try:
                draw(composed, room, kept, made)
                (room / "figures").rename(hidden)
            finally:
                shutil.rmtree(room, ignore_errors=True)


def played(composed):
    """All runs of a preset, as one block."""
    from experiments import engines

    stream = engines.blocks(composed.scenario, composed.settings, composed.settings.runs)
    return records.joined([block for _, block in stream])


def draw(composed, folder, kept, made):
    """Draw the figure into ``folder/figures``."""
    (folder / "figures").mkdir()
    with console.progress() as bar:
        task = bar.add_task("figure", total=None)
        found = shown(
            composed, kept, lambda done, total: bar.update(task, completed=done, total=total)
        )
    leave_figure(composed, found, folder / "figures", made)


def leave_figure(composed, found, folder, made, **kinds):
    """Write the figure into a folder: theory as dashes, runs as dots."""
    from sim import plots
    from sim.plots import style
    from sim.plots import theory as figure

    settings = composed.settings
    what = f"theory={composed.theory}"
    foot = provenance.foot(what, made, settings.seed, settings.runs, caveat="")
    first = plots.lead(composed.scenario)
    style.leave(figure, found, folder / composed.theory, foot, first, **kinds)


def shown(composed, kept, tick=lambda done, total: None):
    """What the figure shows."""
    from sim.plots import theory as figure

    lesson = theory.LESSONS[composed.theory]
    found = points(composed, kept, tick)
    varied = not hasattr(lesson, "points")
    runs = lesson.RUNS if varied else composed.settings.runs
    played = played_point(composed, kept)
    return figure.Numbers(composed.theory, lesson.LABELS, found, runs, varied, played)


def write(path, found):
    """Write the answers, one a line."""
    rows = ((*one, str(one.agrees)) for one in found)
    csv_files.write(path, (*Answer._fields, "agrees"), rows)


def read(path):
    """The answers in a file."""
    return [
        Answer(
            row["what"],
            row["unit"],
            *(csv_files.number(row[key]) for key in ("theory", "simulated", "low", "high")),
            row["allowed"],
        )
        for row in csv_files.read(path)
    ]


def show(screen, composed, found, folder):
    """Print theory's answers beside the simulated ones."""
    shown = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("", "theory", "simulated", "agree", "theory may lie within"):
        shown.add_column(heading, justify="left" if heading in ("", "agree") else "right")
    for one in found:
        shown.add_row(*cells(one))
    screen.print()
    screen.print(composed.scenario.title, style="bold")
    screen.print(shown)
    screen.print(f"The lesson: docs/theory/{composed.theory}.md")
    screen.print(f"Files: {folder}", soft_wrap=True)


def cells(one):
    """A line of the table of answers."""
    ends = dict.fromkeys(f"{end:.6g}" for end in (one.low, one.high))
    within = f"{' to '.join(ends)} ({one.allowed})"
    return (
        one.what,
        f"{one.theory:.6g}",
        f"{one.simulated:.6g}",
        "yes" if one.agrees else "no",
        within,
    )

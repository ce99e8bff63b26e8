"""The rows of the tables: what each change does, and how each run that fell is saved."""

from experiments import csv_files
from experiments.rescuing import candidates
from sim import intervals, pairs, phases

CHANGES = (
    "rank", "parameter", "was", "value", "from_day", "size", "saved", "fell", "share_saved", "low",
    "high", "lost", "stood", "difference", "difference_low", "difference_high", "runs",
)  # fmt: skip
RUNS = ("scenario", "point", "run", "seed", "last_day", "cause", "saved_by", "change")


def write(folder, question, found):
    """Write both tables."""
    csv_files.write(folder / "changes.csv", CHANGES, changes(found))
    csv_files.write(folder / "runs.csv", RUNS, runs(question, found))


def changes(found):
    """A row a change, smallest first: runs saved of those that fell, lost of those that stood."""
    fell, total = int(found.fallen.sum()), len(found.fallen)
    for rank, one in enumerate(found.tried, start=1):
        change, saved, lost = one.change, int(one.saved.sum()), int(one.lost.sum())
        share = saved / fell if fell else float("nan")
        yield (
            rank, change.parameter, str(change.was), str(change.value), change.day, change.size,
            saved, fell, share, *intervals.wilson(saved, fell), lost, total - fell,
            (saved - lost) / total, *pairs.tango(saved, lost, total), total,
        )  # fmt: skip


def runs(question, found):
    """A row a run that fell: how, and the smallest change that saves it."""
    ranks = {id(one.change): rank for rank, one in enumerate(found.tried, start=1)}
    for place in found.fallen.nonzero()[0]:
        change = candidates.smallest(found.tried, place)
        saved_by = (ranks[id(change)], change.words) if change else ("", "")
        end = found.ends[place]
        keys = (question.scenario.name, 0, question.runs[place], question.seed)
        yield *keys, end["last_day"], phases.CAUSES[end["cause"]], *saved_by

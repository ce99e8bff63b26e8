"""The rows of a backtest's CSV files: an outcome of a case each, and a score each."""

from experiments import csv_files
from sim import csv_text, patterns

COVERAGE = (
    "case", "scenario", "seed", "pattern", "outcome", "label", "kind", "since", "until", "happened",
    "runs", "share", "low", "median", "high", "width", "covered", "use", "source",
)  # fmt: skip
SCORES = (
    "case", "scenario", "seed", "outcome", "kind", "by", "baseline", "score", "value", "difference",
)  # fmt: skip


def write(folder, found):
    """Write both files."""
    csv_files.write(folder / "coverage.csv", COVERAGE, coverage(found))
    csv_files.write(folder / "scores.csv", SCORES, scores(found))


def coverage(found):
    """A line an outcome of each case."""
    for name, entries in found.coverage.items():
        played = found.cases[name]
        for entry in entries:
            one = entry.one
            yield (
                name, played.scenario.name, found.seed, one.pattern, entry.name, one.label,
                patterns.kind(one.measure), one.since, one.until, truth(one.value), entry.runs,
                entry.share, entry.low, entry.median, entry.high, entry.width,
                truth(entry.covered), one.use, " ".join(one.source),
            )  # fmt: skip


def truth(value):
    """A truth as yes or no, and any other value as it is."""
    return ("yes" if value else "no") if isinstance(value, csv_text.TRUTH) else value


def scores(found):
    """A line a score."""
    for name, entries in found.scores.items():
        for entry in entries:
            yield (
                name, found.cases[name].scenario.name, found.seed, entry.name, entry.kind,
                entry.by, entry.baseline, entry.score, entry.value, entry.difference,
            )  # fmt: skip

"""What was found, as CSV files: a row an index, a row an effect, a row an outcome."""

from experiments import csv_files

INDICES, EFFECTS, LUCK = "indices.csv", "effects.csv", "luck.csv"
OF_INDICES = (
    "outcome", "factor", "role", "index", "value", "low", "high", "group", "rank_from", "rank_to",
)  # fmt: skip
OF_EFFECTS = (
    "outcome", "factor", "role", "setting", "base", "set", "difference", "low", "high", "gained",
    "lost", "correlation", "runs",
)  # fmt: skip
OF_LUCK = ("outcome", "mean", "luck_share", "low", "high", "factors_are_seen")


def write(folder, whole):
    """Write what there is of the three."""
    csv_files.write(folder / INDICES, OF_INDICES, rounded(indices(whole)))
    if any(one.effects for one in whole.outcomes):
        csv_files.write(folder / EFFECTS, OF_EFFECTS, rounded(effects(whole)))
    if any(one.luck for one in whole.outcomes):
        csv_files.write(folder / LUCK, OF_LUCK, rounded(luck(whole)))


def rounded(rows):
    """Rows with ten figures of each number, for the last ones differ between machines."""
    for row in rows:
        yield [
            f"{value:.10g}" if isinstance(value, float) and value == value else value
            for value in row
        ]


def indices(whole):
    """A row an index of a factor."""
    for one in whole.outcomes:
        for row in one.rows:
            yield (one.name, *row[:6], *(number or "" for number in row[6:9]))


def effects(whole):
    """A row a setting of a factor."""
    for one in whole.outcomes:
        for effect in one.effects:
            found = effect.difference
            numbers = (found.first, found.second, found.value, found.low, found.high)
            counts = (found.gained, found.lost) if one.is_share else ("", "")
            yield (
                one.name, effect.factor, effect.role, effect.setting,
                *(float(number) for number in numbers), *counts, float(found.correlation),
                found.runs,
            )  # fmt: skip


def luck(whole):
    """A row an outcome: how much of single runs is luck."""
    for one in whole.outcomes:
        yield (one.name, one.luck.mean, one.luck.share, one.luck.low, one.luck.high, one.luck.seen)

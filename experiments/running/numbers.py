"""The numbers of a result: one line each in ``summary.csv``, and what the summary words."""

from experiments import csv_files
from sim import outcomes
from sim.metrics import Number
from sim.refusals import PremiseError, nearest, shown

# What the headline is made of; the other columns of a million runs need not be in memory.
COLUMNS = ["run", "stage", "cause", "last_day", "ratified_day", "talks_day", "crises",
           "crisis_days", "resumed_by", "phase_1_days"]  # fmt: skip
ITEM_COLUMNS = ["run", "obligation", "status", "done"]
FIELDS = ("scenario", "point", "seed", "variable", "unit", "value", "low", "high", "span",
          "count", "of")  # fmt: skip


NOT_SUMMED_UP = ("truce_days_to_horizon", "deaths")  # outcomes that a summary leaves out


def check(name, scenario):
    """Refuse an objective that is no number of a summary of this scenario."""
    known = [one for one in outcomes.of_scenario(scenario) if one not in NOT_SUMMED_UP]
    if name not in known:
        problem = f"{shown(name)} is not allowed; it takes one of {', '.join(known)}"
        raise PremiseError("objective", problem + nearest(name, known))


def headline(folder, scenario):
    """Numbers by name, as ``sim.metrics`` makes them, from the files of a result."""
    from experiments.running import reading
    from sim import metrics

    worths = [f"deal_worth_{party}" for party in scenario.premises.parties]
    runs = reading.read(folder, "runs", [*COLUMNS, "rounds", *worths])
    found = metrics.headline({"runs": runs}, scenario)
    found |= in_full(folder, scenario)
    for entry in metrics.cause_counts({"runs": runs}):
        found[f"ended_by_{entry.cause}"] = Number(
            entry.share, "share of runs", entry.low, entry.high, "95 % interval",
            entry.count, len(runs["run"]),
        )  # fmt: skip
    return found


def in_full(folder, scenario):
    """Runs in which all of a good came in phase 1; counted block by block, for items are many."""
    from experiments.running import reading
    from sim import intervals, metrics

    if not reading.has(folder, "obligations"):
        return {}
    counts, total = {}, 0
    runs = reading.blocks(folder, "runs", ["run", "phase_1_days"])
    items = reading.blocks(folder, "obligations", ITEM_COLUMNS)
    for block in zip(runs, items, strict=True):
        tables = dict(zip(("runs", "obligations"), block, strict=True))
        total += len(tables["runs"]["run"])
        for name, number in metrics.in_full(tables, scenario).items():
            counts[name] = counts.get(name, 0) + number.count
    return {
        name: Number(
            count / total, "share of runs", *intervals.wilson(count, total), "95 % interval",
            count, total,
        )
        for name, count in counts.items()
    }  # fmt: skip


def write(path, composed, found):
    """Write the numbers in long form."""
    keys = (composed.scenario.name, 0, composed.settings.seed)
    csv_files.write(path, FIELDS, ((*keys, name, *row(one)) for name, one in found.items()))


def row(number):
    """The cells of a number from its unit on."""
    values = map(float, (number.value, number.low, number.high))
    count = number.count if number.unit == "share of runs" else ""
    return number.unit, *values, number.span, count, number.of


def read(path):
    """The numbers in a file, by name."""
    return {
        row["variable"]: Number(
            *(csv_files.number(row["value"]), row["unit"]),
            *(csv_files.number(row[end]) for end in ("low", "high")),
            *(row["span"], int(row["count"] or 0), int(row["of"])),
        )
        for row in csv_files.read(path)
    }

"""Calibration, a first pass: five parameters, two truces, and how far each moved from its range.

    python -m experiments.calibrate points=2000 runs=40 seed=1

draws points from the ranges below, plays November 2023 and days 1 to 16 of January 2025 at each,
and weighs each point by how well its runs agree with the record (a synthetic likelihood,
[Wood2010]_). It writes ``docs/calibration.md``: prior and posterior of each parameter, and whether
the record lies inside the central 90 % of the runs of the scenarios as they stand in ``configs/``.
What happened after day 16 is not looked at.
"""

import sys
from pathlib import Path

import numpy as np

from experiments import _command, composing, pages
from sim import draws, ensemble, observed, records, rows

TRUCES = ("january_2025", "november_2023")
SHOWN = {
    "violence.background": "incidents a day from no cause modelled",
    "violence.branching": "incidents that each incident brings",
    "choice.scale": "play in decisions to deliver [points]",
    "mediators.*.skill": "settlements that a day of shuttling brings about",
    "obligations.tents.cost": "cost to Israel of letting tents in [points]",
}
RANGES = {
    "violence.background": (0.05, 1.5),
    "violence.branching": (0.0, 0.6),
    "choice.scale": (0.005, 0.08),
    "mediators.*.skill": (0.05, 0.8),
    "obligations.tents.cost": (0.0, 0.12),
}
KEEP = records.Keep(days=False, items=True, log=False, offers=False)
HEAD = """# Calibration, a first pass

Made by `python -m experiments.calibrate points={points} runs={runs} seed={seed}`; do not edit.

{points:,} points were drawn evenly from the ranges of five parameters, and {runs} runs of each
truce played at each: November 2023 to its end, January 2025 to day 16, what was known on the day
the article was written. A point counts by how well its runs agree with the record (a synthetic
likelihood: normal, with the mean and spread of its runs and the uncertainty of the record). All
else stands as in `configs/`. What was observed is taken as independent, which counts some of it
twice (hostages and prisoners, crises and their days). Two truces are little: the table shows how
much, or how little, they say.
"""


def keys(name, scenario):
    """The parameters that a key of ``RANGES`` stands for in a scenario."""
    if "*" in name:
        known = scenario.premises.mediators
        return [name.replace("*", one) for one in known if known[one].mediates]
    section, _, rest = name.partition(".")
    if section == "obligations" and rest.partition(".")[0] not in scenario.premises.obligations:
        return []
    return [name]


def rows_at(scenario, points):
    """The scenario's row with the parameters of each point; shape (points, words)."""
    found = np.repeat(scenario.row[None], len(points), axis=0)
    for column, name in enumerate(RANGES):
        for key in keys(name, scenario):
            _, _, place, _ = rows.locate(key, scenario.premises, scenario.shape)
            found[:, place] = points[:, column]
    return found


def play(scenario, starts, seed, runs):
    """Each observable of each run at each point: name -> (points, runs)."""
    last_day = scenario.record["observed_by"]
    found = {name: np.zeros((len(starts), runs)) for name in scenario.record["observed"]}
    for run in range(runs):
        luck = np.repeat(draws.run_keys(seed, run, 1), len(starts))
        kept = ensemble.play_runs(scenario, starts, luck, KEEP, last_day)
        for name, values in found.items():
            values[:, run] = observed.of(name, kept, scenario, last_day)
    return found


def log_likelihood(scenario, found):
    """How well the runs of each point agree with the record; shape (points,)."""
    total = 0.0
    for name, (value, known) in scenario.record["observed"].items():
        mean, spread = found[name].mean(axis=1), found[name].std(axis=1)
        width = np.sqrt(spread * spread + known * known)
        total = total - 0.5 * ((mean - value) / width) ** 2 - np.log(width)
    return total


def posterior(points, weights):
    """A line for each parameter: prior and posterior mean and spread, and how far it moved."""
    yield "| parameter | meaning | range | prior mean | posterior mean | posterior sd / prior sd |"
    yield "| --- | --- | ---: | ---: | ---: | ---: |"
    for column, (name, (low, high)) in enumerate(RANGES.items()):
        values = points[:, column]
        mean = np.sum(weights * values)
        spread = np.sqrt(np.sum(weights * (values - mean) ** 2))
        narrowed = spread / ((high - low) / np.sqrt(12.0))
        yield (
            f"| `{name}` | {SHOWN[name]} | {low:g} to {high:g} | {(low + high) / 2:.3g} "
            f"| {mean:.3g} | {narrowed:.2f} |"
        )


def coverage(scenario, seed, runs):
    """A line for each observable: the record beside the central 90 % of the scenario's runs."""
    found = play(scenario, scenario.row[None], seed, runs)
    yield f"\n### `{scenario.name}`, to day {scenario.record['observed_by']}\n"
    yield "| observable | record | median of runs | central 90 % | covered | width |"
    yield "| --- | ---: | ---: | ---: | :-: | ---: |"
    for name, (value, _) in scenario.record["observed"].items():
        low, middle, high = np.quantile(found[name][0], (0.05, 0.5, 0.95))
        covered = "yes" if low <= value <= high else "no"
        yield (
            f"| {name.replace('_', ' ')} | {value:g} | {middle:g} | {low:g} to {high:g} "
            f"| {covered} | {high - low:g} |"
        )


def page(points, runs, seed):
    """The page, as Markdown."""
    scenarios = [composing.composed(f"scenario={name}").scenario for name in TRUCES]
    spans = np.array(list(RANGES.values()))
    drawn = np.random.default_rng(seed).uniform(spans[:, 0], spans[:, 1], (points, len(spans)))
    total = np.zeros(points)
    for scenario in scenarios:
        total += log_likelihood(scenario, play(scenario, rows_at(scenario, drawn), seed, runs))
    weights = np.exp(total - total.max())
    weights /= weights.sum()
    lines = [HEAD.format(points=points, runs=runs, seed=seed), *posterior(drawn, weights)]
    lines.append(f"\nEffective number of points: {1.0 / np.sum(weights**2):.0f} of {points:,}.")
    lines.append("\n## Is the record covered by the scenarios as they stand?")
    for scenario in scenarios:
        lines += coverage(scenario, seed, 1000)
    lines.append("\nCovered by a wide band is not covered well: the width stands beside it.")
    return "\n".join(lines) + "\n"


def main(arguments):
    """Calibrate and write the page."""
    usual = {"points": 2000, "runs": 40, "seed": 1, "out": "docs/calibration.md"}
    chosen, points = pages.asked(arguments, **usual)
    out = Path(chosen.out)
    pages.folder_of(out)
    pages.write(out, page(points, chosen.runs, chosen.seed))


if __name__ == "__main__":
    sys.exit(_command.plainly(main, sys.argv[1:]))

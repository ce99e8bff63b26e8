"""Folders as commands leave them, small and made by hand, for tests of reports."""

import copy
import functools
import json

import yaml

from experiments import composing, csv_files
from experiments.backtesting import rows as backtest_rows
from experiments.reporting.opened import Result

DIFFERENCES = (
    "scenario", "base", "outcome", "unit", "first", "second", "difference", "low", "high",
    "gained", "lost", "correlation", "variance_ratio", "runs",
)  # fmt: skip
EFFECTS = (
    "outcome", "factor", "role", "setting", "base", "set", "difference", "low", "high", "gained",
    "lost", "correlation", "runs",
)  # fmt: skip
MEANS = {"truce_days_to_horizon": "days", "deaths": "deaths"}  # units of what is no share


@functools.cache
def premises():
    """The premises of the main scenario as it ships; to be copied before anything is changed."""
    return composing.composed("scenario=january_2025").premises


def provenance(folder, command, **changes):
    """What is known of a result, with some of it changed."""
    folder.mkdir(exist_ok=True)
    known = {
        "config_hash": "c" * 16, "code_hash": "a" * 16, "commit": "b" * 40, "version": "0.1.0",
        "command": [f"experiments.{command}"], "scenario": "january_2025", "seed": 1,
        "counts": {"runs": 1000}, "failures": 0, "python": "3.11.7", "libraries": {"numpy": "2.4"},
        "platform": "Linux", "begun": "2026-11-28T09:50:20+00:00",
    }  # fmt: skip
    text = json.dumps({**known, "config_hash": f"{command:c<16}", **changes})
    (folder / "provenance.json").write_text(text, encoding="utf-8")


def config(folder, found):
    """The configuration of a result."""
    quick = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text = yaml.dump(json.loads(json.dumps(found)), Dumper=quick, sort_keys=False)
    (folder / "config.yaml").write_text(text, encoding="utf-8")


def outcome(case="known_on_day_16", name="crises", **changes):
    """A row of a backtest: an outcome that is covered, unless the changes say otherwise."""
    usual = {
        "case": case, "scenario": "phase_two_talks", "seed": 1, "pattern": 3, "outcome": name,
        "label": name.replace("_", " "), "kind": "number", "since": 17, "until": 84, "happened": 3,
        "runs": 1000, "share": "", "low": 0.0, "median": 3.0, "high": 6.0, "width": 6.0,
        "covered": "yes", "use": "retrospective", "source": "J25E036 J25E047",
    }  # fmt: skip
    return {**usual, **changes}


def truth(name, happened, share, **changes):
    """A row of a yes or no; the central part of runs follows from the share."""
    low, high = float(share > 0.95), float(share > 0.05)
    covered = "yes" if low <= (happened == "yes") <= high else "no"
    numbers = {"share": share, "low": low, "median": round(share), "high": high}
    fields = {"kind": "yes or no", "happened": happened, "width": high - low, "covered": covered}
    return outcome(name=name, **fields, **numbers, **changes)


def backtest(folder, outcomes, scores=(), found=None, **changes):
    """A backtest of some outcomes; without ``found`` it keeps no configuration."""
    known = {"scenario": "backtest", "counts": {"runs": 1000, "cases": 5}, **changes}
    provenance(folder, "backtest", **known)
    lines = ([one[head] for head in backtest_rows.COVERAGE] for one in outcomes)
    csv_files.write(folder / "coverage.csv", backtest_rows.COVERAGE, lines)
    csv_files.write(folder / "scores.csv", backtest_rows.SCORES, scores)
    if found is not None:
        config(folder, found)
    return Result(folder)


def compare(folder, differences, scenarios=None, runs=1000, **changes):
    """A comparison of some differences: (scenario, outcome, difference, low, high)."""
    provenance(folder, "compare", **changes)
    if scenarios is None:
        names = dict.fromkeys(name for name, *_ in differences)
        others = {name: with_trust(0.01 * place) for place, name in enumerate(names)}
        scenarios = {"january_2025": premises(), **others}
    config(folder, {"runs": runs, "seed": changes.get("seed", 1), "scenarios": scenarios})
    lines = [
        (name, "january_2025", what, MEANS.get(what, "share of runs"), 0.5, 0.5 + value, value,
         low, high, *moved(value, runs), "", "", runs)
        for name, what, value, low, high in differences
    ]  # fmt: skip
    csv_files.write(folder / "comparison.csv", DIFFERENCES, lines)
    csv_files.write(folder / "parting.csv", ("scenario", "level", "day", "base_event", "event"), ())
    csv_files.write(folder / "parted_by.csv", ("scenario", "level", "events", "runs", "share"), ())
    return folder


def with_trust(value):
    """The premises with other trust of a side, for scenarios must differ in something."""
    changed = copy.deepcopy(premises())
    changed["parties"]["israel"]["trust"] = value
    return changed


def moved(value, runs):
    """Runs gained and lost that make a difference of shares."""
    off = round(value * runs)
    return max(off, 0), max(-off, 0)


def tornado(folder, effects, held=None, runs=1000, **changes):
    """A tornado of some effects: (outcome, factor, setting, difference, low, high)."""
    counts = {"runs": runs, "points": len(effects) + 1}
    provenance(folder, "sensitivity", **{"counts": counts, **changes})
    kept = {"scenario": "january_2025", "runs": runs, "seed": changes.get("seed", 1)}
    design = {"design": {"method": "tornado", "luck": "common"}}
    config(folder, {**kept, **(premises() if held is None else held), **design})
    lines = [
        (what, factor, "uncertainty", setting, 0.5, 0.5 + value, value, low, high, "", "", "", runs)
        for what, factor, setting, value, low, high in effects
    ]
    csv_files.write(folder / "effects.csv", EFFECTS, lines)
    return folder

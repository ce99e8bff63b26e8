"""The command that a result records makes the same result again."""

import json
import shlex
from pathlib import Path

import pytest
from playing import entered

from experiments import _command, calibrate, commands, frames, provenance, run
from experiments.provenance import FILE
from sim import marked
from sim.cache import ROOT
from sim.plots import style

OWN = """# @package _global_
# A truce of mine.
defaults: [november_2023, _self_]
title: A truce of mine
"""
SPLIT = ("design.decisions={mediators.us.skill: [0.1, 0.4]}", "design.outcomes=[talks]")
GIVEN = {  # what is given, and what of it is recorded
    "run": ["protocol=one_text", "+mediators.un.credit=0.1", "runs=3", "engine=mesa", "threads=2",
            "parties.israel.trust={uniform:[0.2, 0.4]}", "objective=talks"],
    "sweep": [*SPLIT, "runs=3", "scenario=phase_two_talks", "threads=1"],
    "sensitivity": ["method=tornado", "sweep=what_matters", "runs=16", "threads=1"],
    "compare": ["scenarios=[january_2025, firm_guarantee]", "runs=3", "mediators.us.skill=0.3",
                "plots=false"],
    "branch": ["run=1", "day=5", "set={mediators.us.leverage_israel: 0}", "runs=2", "threads=1"],
    "rescue": ["rescue=us_and_trust", "runs=2", "seed=3", "threads=1"],
    "tournament": ["strategies=[trade_off,time_dependent]", "scenarios=[one_issue]", "runs=2",
                   "plots=false"],
    "backtest": ["runs=3", "threads=1"],
    "discover": ["find=mediators.us.guarantee_hamas", "outcome=talks", "between=[0,0.4]", "grid=3",
                 "runs=20", "threads=1", "protocol=one_text"],
    "audit": ["scenario=november_2023", "runs=2", "plots=false", "threads=1"],
}  # fmt: skip
LEAVE = style.leave
LONG = ("audit", "backtest")
OUTSIDE = ("engine=", "threads=", "out=", "objective=")


@pytest.fixture(autouse=True)
def nothing_is_drawn(elsewhere, monkeypatch):
    """In the empty folder to work in."""
    monkeypatch.setattr(style, "leave", lambda *_, **__: [])


def record(folder):
    """What a result says of itself."""
    return json.loads(Path(folder, FILE).read_text(encoding="utf-8"))


def made(*command):
    """The record of a result that a command leaves."""
    assert entered([*command, "out=first"]) == 0
    return record("first")


def again(found):
    """The configuration's hash of the result that a recorded command leaves."""
    assert entered([*found["command"], "out=again"]) == 0
    return record("again")["config_hash"]


@pytest.mark.parametrize(
    "verb", [pytest.param(one, marks=pytest.mark.slow) if one in LONG else one for one in GIVEN]
)
def test_a_recorded_command_makes_the_same_result(verb):
    found = made(f"experiments.{verb}", *GIVEN[verb])

    assert found["command"][0] == f"experiments.{verb}"
    assert not any(text.lstrip("+").startswith(OUTSIDE) for text in found["command"])
    assert not any(text.startswith("++") for text in found["command"])
    assert again(found) == found["config_hash"]


def test_the_arguments_are_as_they_were_given():
    found = made(
        "experiments.run", "protocol=one_text", "runs=3", "plots=false", "+names.january_2025=A"
    )

    assert found["command"] == [
        "experiments.run", "talks.protocol=one_text", "runs=3", "+names.january_2025=A"
    ]  # fmt: skip
    assert found["version"] == provenance.version() == "0.1.0"


def test_a_calibration_keeps_its_file_and_a_run_its_posterior():
    assert _command.plainly(calibrate.main, ["simulations=2000", "draws=100", "out=fitted"]) == 0

    assert record("fitted")["command"] == ["experiments.calibrate", "simulations=2000", "draws=100"]
    assert commands.of_given("calibrate", ["calibration=mine.yaml"])[1:] == [
        "calibration=mine.yaml"
    ]
    found = made("experiments.run", "posterior=fitted", "runs=3", "plots=false")
    assert found["command"] == ["experiments.run", "posterior=fitted", "runs=3"]


def test_a_folder_of_ones_own_files_is_kept():
    path = Path("my configs/scenario/mine.yaml")
    path.parent.mkdir(parents=True)
    path.write_text(OWN, encoding="utf-8")

    found = made("experiments.run", "scenario=mine", "runs=3", "--config-dir", "my configs")

    first = ["experiments.run", "--config-dir", "my configs", "scenario=mine", "runs=3"]
    assert found["command"] == first
    assert again(found) == found["config_hash"]
    shell = shlex.split(commands.shell(found["command"]))
    assert shell == ["python", "-m", *first]


def test_each_job_of_many_has_a_command_of_its_own():
    assert _command.start(run.main, ["-m", "seed=1,2", "runs=3", "plots=false"]) == 0

    found = [record(folder) for folder in Path("results").glob("january*")]
    assert sorted(one["command"] for one in found) == [
        ["experiments.run", f"seed={seed}", "runs=3"] for seed in (1, 2)
    ]


def test_whoever_played_which_part_of_a_sweep_the_command_is_that_of_the_whole():
    for part in (0, 1):
        parts = [f"design.part={part}", "design.parts=2"]
        assert entered(["experiments.sweep", *SPLIT, "runs=3", *parts, "out=whole"]) == 0

    assert record("whole")["command"] == ["experiments.sweep", *SPLIT, "runs=3"]


def test_the_engine_stays_where_only_one_can_play():
    own = f"{{file: {ROOT}/docs/own_strategy.py, name: NeverLessThanOffered}}"

    found = made("experiments.run", f"parties.hamas.strategy={own}", "runs=2", "engine=mesa")

    assert found["command"][-1] == "engine=mesa"
    assert again(found) == found["config_hash"]


def test_what_was_asked_for_in_python_has_no_command():
    frames.sweep({"decisions": {"mediators.us.skill": [0.1, 0.4]}}, count=3, out="swept")

    assert record("swept")["command"] is None


def test_figures_carry_the_command_of_their_result_whatever_the_engine(monkeypatch):
    monkeypatch.setattr(style, "leave", LEAVE)
    wanted = ["experiments.run", "runs=3", "keep=runs"]

    for out, *rest in (("one", "engine=mesa"), ("other", "threads=3", "plots=true")):
        assert entered([*wanted, *rest, f"out={out}"]) == 0

    one, other = (sorted(Path(out, "figures").iterdir()) for out in ("one", "other"))
    assert [path.name for path in one] == [
        f"{name}.{kind}"
        for name in ("endings", "incidence", "survival")
        for kind in ("csv", "png", "svg")
    ]
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]
    settings, found = marked.settings_of(one[1]), record("one")
    assert settings["command"] == found["command"] == wanted
    assert [settings[key] for key in ("config_hash", "code_hash", "version", "seed", "runs")] == [
        found["config_hash"], found["code_hash"], "0.1.0", 1, 3
    ]  # fmt: skip
    assert settings["verb"] == "run"

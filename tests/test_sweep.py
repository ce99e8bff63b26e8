"""Sweeps: which points there are, that each is the run of its own, and that nothing is lost."""

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from left import only_result
from omegaconf import OmegaConf
from playing import configured, entered, planned, play_all, unless_given

from experiments import (
    _command,
    command_line,
    compare,
    composing,
    configs,
    discover,
    provenance,
    sensitivity,
    sweep,
    tournament,
)
from experiments.sensitivities import asking
from experiments.sweeping import bases, factors, folder, playing, reading, shards, tables, work
from sim import outcomes, sampling
from sim.cache import ROOT
from sim.refusals import PremiseError

pytestmark = pytest.mark.usefixtures("elsewhere")

quick = settings(deadline=None, max_examples=40)

SMALL = {
    "decisions": {"mediators.us.guarantee_hamas": [0.0, 0.15]},
    "uncertainties": {
        "parties.hamas.trust": {"uniform": [0.2, 0.5]},
        "talks.rounds": {"uniform": [10, 60]},
    },
    "sample": "latin_hypercube",
    "points": 3,
}


def override(design):
    """A design as the command line takes it."""
    return f"design={bases.written(design)}"


def swept(*arguments, design=SMALL, runs=30):
    """Run the command; returns its exit status."""
    usual = [override(design), f"runs={runs}", "plots=false", "threads=1"]
    given = unless_given(usual, arguments)
    return _command.start(sweep.main, given)


def points_of(where):
    return pq.read_table(where / tables.POINTS).to_pylist()


def files(where):
    """The bytes of a result's files, but for the one that holds times."""
    kept = (path for path in sorted(Path(where).rglob("*")) if path.is_file())
    return {path.name: path.read_bytes() for path in kept if path.name != provenance.FILE}


def job(design=SMALL, runs=30, *arguments):
    """What a command would play."""
    with composing.in_configs():
        composed = composing.composed_here(
            override(design), f"runs={runs}", "threads=1", *arguments
        )
        return composed, work.job_of(composed, reading.read(composed.design, composed.scenario))


# -- which points there are -----------------------------------------------------------------------


def test_all_combinations_of_decisions_stand_at_every_point_of_the_uncertainties():
    found = planned(
        {
            "decisions": {"a.b": [1, 2], "c.d": ["x", "y"]},
            "uncertainties": {"e.f": [0.1, 0.2]},
        }
    )

    assert found.size == 8
    assert [found.at(point) for point in range(3)] == [
        {"a.b": 1, "c.d": "x", "e.f": 0.1},
        {"a.b": 1, "c.d": "x", "e.f": 0.2},
        {"a.b": 1, "c.d": "y", "e.f": 0.1},
    ]
    assert found.keys == ("a.b", "c.d", "e.f")
    assert [one.role for one in found.dimensions] == ["decision", "decision", "uncertainty"]


def test_zipped_lists_go_together_and_cases_stand_as_they_are():
    found = planned(
        {
            "cases": [{"name": "one", "set": {"a.b": 1}}, {"name": "two", "set": {}}],
            "zipped": [{"c.d": [1, 2, 3], "e.f": [4, 5, 6]}],
        }
    )

    assert found.size == 6
    assert [found.name(point) for point in range(6)] == ["one"] * 3 + ["two"] * 3
    assert found.at(2) == {"a.b": 1, "c.d": 3, "e.f": 6}
    assert found.at(3) == {"c.d": 1, "e.f": 4}


def test_a_range_in_a_grid_is_taken_from_end_to_end():
    found = planned(
        {"uncertainties": {"a.b": {"uniform": [0, 1]}, "c.d": {"log_uniform": [1, 100]}},
         "levels": 3}
    )  # fmt: skip

    assert found.size == 9
    assert [found.at(point)["a.b"] for point in (0, 3, 6)] == [0.0, 0.5, 1.0]
    assert [found.at(point)["c.d"] for point in (0, 1, 2)] == pytest.approx([1, 10, 100])


@quick
@given(st.integers(2, 64), st.integers(1, 4), st.integers(0, 2**40))
def test_a_latin_hypercube_has_one_point_in_each_slice(points, factors, seed):
    found = sampling.unit("latin_hypercube", points, factors, seed)

    assert found.shape == (points, factors)
    slices = np.sort((found * points).astype(int), axis=0)
    assert (slices == np.arange(points)[:, None]).all()


@quick
@given(st.integers(1, 7), st.integers(1, 4), st.integers(0, 2**40))
def test_sobols_points_fill_every_half_alike(power, factors, seed):
    found = sampling.unit("sobol", 1 << power, factors, seed)

    assert ((found < 0.5).sum(axis=0) == 1 << power - 1).all()


def test_a_sample_does_not_depend_on_the_seed_of_the_runs():
    found = planned({**SMALL, "sample_seed": 5})

    assert found.at(0) != planned(SMALL).at(0)
    assert composing.composed(override(SMALL), "seed=9").design == SMALL


SCALES = {"choice.scale": [0.02, 0.05]}
REFUSED = [
    ({}, "design: nothing is swept"),
    ({"outcomes": ["agreement"]}, "design: nothing varies"),
    ({"decisons": {}}, "design.decisons: there is no such key; did you mean 'decisions'?"),
    ({"decisions": {"choice.scale": 3}}, "design.decisions.choice.scale: 3 is not allowed"),
    ({"decisions": {"choice.scale": []}}, "takes one value at least"),
    ({"uncertainties": {"choice.scale": {"uniform": [2, 1]}}}, "it takes a list of values, or"),
    ({"decisions": {"choice.scal": [1]}}, "design: choice.scal: there is no such key; did you"),
    ({**SMALL, "sample": "sobl"}, "design.sample: 'sobl' is not allowed"),
    ({**SMALL, "sample": ""}, "design.sample: '' is not allowed"),
    ({**SMALL, "sample": False}, "design.sample: false is not allowed"),
    ({**SMALL, "sample": "sobol", "points": 12}, "a power of two, such as 8 or 16"),
    ({**SMALL, "points": 2.5}, "design.points: 2.5 is not allowed"),
    (
        {**SMALL, "sample": "factorial"},
        "design.points: 3 is not allowed; a grid (sample: factorial)",
    ),
    ({"decisions": {"choice.scale": [1]}, "sample": "sobol"}, "not allowed without uncertainties"),
    ({**SMALL, "outcomes": ["agreemen"]}, "design.outcomes.agreemen: there is no such key; did"),
    ({**SMALL, "outcomes": "agreement"}, "it takes a list of outcomes"),
    ({**SMALL, "precise": {"outcome": "peace", "width": 0.1}}, "design.precise.outcome: 'peace'"),
    ({**SMALL, "precise": {"outcome": "talks", "width": 0}}, "design.precise.width: 0 is not"),
    ({**SMALL, "cases": [{"name": "a"}, {"name": "a"}]}, "design.cases.1.name: 'a' is not"),
    ({**SMALL, "zipped": [{"a.b": [1], "c.d": [1, 2]}]}, "it takes lists of one length"),
    ({**SMALL, "cases": [{"name": "a", "set": {"talks.rounds": 3}}]}, "is set by design.cases"),
    ({**SMALL, "parts": 2, "part": 2}, "design.part: 2 is not allowed"),
    ({"decisions": {"choice.scale": [float("nan"), 0.1]}}, "choice.scale: NaN is not allowed"),
    ({"decisions": {"choice.scale": [".nan", 0.1]}}, "choice.scale: '.nan' is not allowed"),
    ({"cases": [{"name": "a", "set": {"choice.scale": "-.Inf"}}]}, "'-.Inf' is not allowed"),
    ({"zipped": [{"choice.scale": [0.1, ".inf"]}]}, "choice.scale: '.inf' is not allowed"),
    ({"decisions": {"choice.scale": {"uniform": [0.1, ".inf"]}}}, "it takes a list of values, or"),
    ({"decisions": {"choice.scale": [0.02, 0.02]}}, "choice.scale: 0.02 is given twice; it takes"),
    ({"decisions": {"talks.rounds": [20, 30, 20.0]}}, "talks.rounds: 20.0 is given twice"),
    ({"zipped": [{"a.b": [1, 2, 1], "c.d": [3, 3, 3]}]}, "zipped.0: [1, 3] is given twice"),
    ({"decisions": {"choice.scale": {"uniform": [0.5, 0.1]}}}, "; low is above high"),
    (
        {"decisions": {"parties": [1, 2]}},
        "design.decisions.parties: 1 is not allowed; it takes nam",
    ),
    ({"decisions": {"theory": ["nash"]}}, "design.decisions.theory: is not swept"),
    ({"decisions": {"talks.rounds": ["ten", 20]}}, "talks.rounds: 'ten' is not allowed; it takes"),
    ({"decisions": {"choice.scale": [10**400]}}, "design.decisions.choice.scale"),
    ({"decisions": {"talks.rounds": [True]}}, "talks.rounds: true is not allowed; it takes a who"),
    ({"decisions": {"talks.protocol": [1]}}, "talks.protocol: 1 is not allowed; it takes one of"),
    ({"zipped": [{"talks.rounds": ["ten"]}]}, "design.zipped.0.talks.rounds: 'ten' is not allowed"),
    (
        {"cases": [{"name": "a", "set": {"talks.rounds": "ten"}}]},
        "0.set.talks.rounds: 'ten' is not",
    ),
    ({"decisions": {"talks.rounds": [-1]}}, "design: none of its points can be played: talks.rou"),
    ({"decisions": SCALES, "sample_seed": 3}, "design.sample_seed: 3 is not allowed; a grid"),
    ({"decisions": SCALES, "levels": 3}, "design.levels: 3 is not allowed; it goes with a range"),
    ({**SMALL, "levels": 3}, "design.levels: 3 is not allowed; it goes with a range"),
    ({**SMALL, "parts": 2}, "design.parts: 2 is not allowed by itself; design.part says which"),
    (
        {**SMALL, "precise": {"outcome": "talks", "width": 1}},
        "of a share of runs it takes one below 1",
    ),
]


@pytest.mark.parametrize(("design", "said"), REFUSED)
def test_a_design_that_cannot_be_is_refused_in_one_sentence(design, said, capsys):
    assert swept(design=design) == 2

    words = capsys.readouterr().err
    assert said in words
    assert words.count("\n") == 1
    assert not Path("results").exists()


def test_a_sweep_of_nothing_and_a_run_of_a_design_are_refused(capsys):
    assert _command.start(sweep.main, ["runs=3"]) == 2
    said = capsys.readouterr().err
    assert "nothing is swept" in said
    assert all(path.stem in said for path in (configs.CONFIGS / "sweep").iterdir())

    from experiments import run

    assert _command.start(run.main, [override(SMALL), "runs=3"]) == 2
    assert "experiments.sweep plays it" in capsys.readouterr().err


def test_a_value_may_stand_twice_where_it_is_drawn_the_more_often_for_it():
    listed = {"talks.protocol": ["one_text", "one_text", "no_talks"]}
    found = planned({"uncertainties": listed, "sample": "latin_hypercube", "points": 30})

    assert found.samples.columns["talks.protocol"].count("one_text") == 20


def test_lists_that_go_together_may_hold_a_value_twice():
    assert planned({"zipped": [{"a.b": [1, 1], "c.d": [2, 3]}]}).size == 2


# -- what is played -------------------------------------------------------------------------------


def test_each_point_is_what_a_run_with_its_values_gives():
    """Whatever was set in the row, or composed; whole numbers to the nearest."""
    design = {**SMALL, "decisions": {"scenario": ["january_2025", "phase_two_talks"],
                                     "obligations.tents.day": [3]}}  # fmt: skip
    assert swept(design=design) == 0

    rows = points_of(only_result())
    assert len(rows) == 6
    for row in rows:
        chosen = {key: row[key] for key in ("scenario", "parties.hamas.trust")}
        given = [f"{key}={value}" for key, value in chosen.items()]
        given += [f"talks.rounds={int(row['talks.rounds'] + 0.5)}", "obligations.tents.day=3"]
        alone = composing.composed(*given).scenario
        kept = play_all(alone, 30)
        for name in ("agreement", "truce_days_to_horizon", "first_day_of_talks"):
            found = outcomes.of(kept, alone, name)
            known = found if found.dtype == bool else found[~np.isnan(found)]
            assert row[f"{name}_of"] == len(known)
            assert row[name] == (pytest.approx(known.mean()) if len(known) else None)


def test_both_engines_and_any_number_of_threads_give_the_same_files(monkeypatch):
    monkeypatch.setattr(playing, "RUNS", 8)
    assert swept("out=one", runs=4) == 0
    assert swept("out=two", "engine=mesa", runs=4) == 0
    assert swept("out=three", "threads=2", runs=4) == 0

    assert files("one") == files("two") == files("three")


def test_points_that_cannot_be_played_are_rows_with_the_reason(capsys):
    design = {"decisions": {"choice.scale": [0.05, -1.0], "parties.israel.strategy": [
        "trade_off", "zeuthen"]}}  # fmt: skip
    assert swept(design=design) == 1

    assert "3 points of 4 could not be played" in capsys.readouterr().err
    rows = points_of(only_result())
    assert [bool(row["failure"]) for row in rows] == [False, True, True, True]
    assert "it takes one issue" in rows[1]["failure"]
    assert rows[2]["agreement"] is None
    assert rows[2]["runs"] == 0
    lines = (only_result() / tables.FAILURES).read_text().splitlines()
    assert len(lines) == 4
    assert json.loads((only_result() / provenance.FILE).read_text())["failures"] == 3
    assert swept(design=design) == 1, "found again, it has still failed"


@pytest.mark.parametrize("given", ["choice.scale=0.5", "choice={scale: 0.5}"])
def test_a_parameter_that_is_given_and_varies_is_refused(given, capsys):
    assert swept(given, design={"decisions": SCALES}) == 2
    search = ["find=choice.scale", "outcome=talks", "share=0.5", "between=[0.1,0.4]"]
    assert discover.start([*search, given]) == 2

    said = "the command line: choice.scale: is given, and varies in the design as well"
    assert capsys.readouterr().err.count(said) == 2


def test_a_value_that_some_cases_leave_alone_may_be_given():
    cases = [{"name": "as given", "set": {}}, {"name": "more", "set": {"choice.scale": 0.06}}]
    with composing.in_configs():
        composed = composing.composed_here("choice.scale=0.03")
        found = work.job_of(composed, reading.read({"cases": cases}, composed.scenario))

    values = [found.bases.of({}, tuple(found.plan.at(point))) for point in (0, 1)]
    assert values[0].at({}).premises.choice.scale == 0.03
    assert values[1].at({"choice.scale": 0.06}).premises.choice.scale == 0.06


def test_a_range_or_files_by_name_may_be_a_level():
    design = {"decisions": {"choice.scale": [{"uniform": [0.1, 0.2]}, 0.3], "mediators": ["none"]}}

    assert planned(design).size == 2


def test_runs_stop_once_the_interval_is_narrow():
    design = {
        "decisions": {"parties.israel.expected_deal": [0.0, 0.9]},
        "precise": {"outcome": "agreement", "width": 0.13, "most": 400},
    }
    assert swept(design=design, runs=50) == 0

    rows = points_of(only_result())
    for row in rows:
        assert row["runs"] % 50 == 0
        width = row["agreement_high"] - row["agreement_low"]
        assert width <= 0.13 or row["runs"] == 400
        assert row["agreement_of"] == row["runs"]
    below = [row for row in rows if row["runs"] < 400]
    runs = pq.read_table(only_result() / tables.RUNS).to_pandas()
    for row in below:  # not a block sooner, by all the runs until then
        own = runs[runs["point"] == row["point"]]["agreement"].to_numpy()[:-50]
        assert len(own) == 0 or playing.width(own) > 0.13
    again = {**design, "precise": {**design["precise"], "width": 1e-9, "most": 120}}
    assert swept("out=most", design=again, runs=50) == 0
    assert [row["runs"] for row in points_of(Path("most"))] == [120, 120]


def test_a_table_holds_the_runs_of_the_points():
    assert swept() == 0

    runs = pq.read_table(only_result() / tables.RUNS)
    assert runs.column_names[:4] == ["scenario", "point", "run", "seed"]
    assert runs["point"].to_pylist() == [point for point in range(6) for _ in range(30)]
    assert runs["run"].to_pylist() == list(range(30)) * 6
    for row in points_of(only_result()):
        own = runs["agreement"].to_numpy()[runs["point"].to_numpy() == row["point"]]
        assert row["agreement"] == pytest.approx(own.mean())


def test_shares_and_means_by_hand():
    edges = np.array([0, 2, 5])

    value, low, high, of = tables.shares(np.array([1.0, 0.0, 1.0, 1.0, np.nan, np.nan]), edges)
    assert value[:2].tolist() == [0.5, 1.0]
    assert of.tolist() == [2, 2, 0]
    assert np.isnan([value[2], low[2], high[2]]).all()
    assert high[1] == 1.0

    value, low, high, of = tables.means(np.array([1.0, 3.0, 5.0, np.nan, 5.0, 2.0]), edges)
    assert value.tolist() == [2.0, 5.0, 2.0]
    half = 12.706204736174698 * np.sqrt(2.0) / np.sqrt(2.0)  # Student's, of two runs
    assert (low[0], high[0]) == pytest.approx((2.0 - half, 2.0 + half))
    assert (low[1], high[1]) == (5.0, 5.0)
    assert np.isnan(low[2]), "one run says nothing of the spread"


# -- nothing is lost ------------------------------------------------------------------------------


def stopping_after(monkeypatch, count):
    """Stop the work, as Ctrl-C does, in the middle of one of its shards."""
    real, seen = playing.play, []

    def play(own, shard, tick):
        if len(seen) == count:
            raise KeyboardInterrupt
        seen.append(shard)
        return real(own, shard, tick)

    monkeypatch.setattr(playing, "play", play)
    monkeypatch.setattr(work, "trial", lambda job: work.Pace(1e-4, 1.0))
    return seen


def test_an_interrupted_sweep_goes_on_and_ends_with_the_same_bytes(monkeypatch, capsys):
    monkeypatch.setattr(playing, "RUNS", 30)
    assert swept("out=whole") == 0
    with monkeypatch.context() as stopped:
        stopping_after(stopped, 2)
        assert swept("out=parts") == _command.INTERRUPTED
    assert "2 points of 6 are kept in parts; the same command goes on" in capsys.readouterr().err
    with monkeypatch.context() as noted:
        seen = stopping_after(noted, 99)
        assert swept("out=parts") == 0

    assert seen == [2, 3, 4, 5], "nothing is played twice"
    assert files("whole") == files("parts")
    assert sorted(path.name for path in Path("parts").iterdir()) == sorted(
        ["config.yaml", "failures.csv", "points.csv", "points.parquet", "premises.csv",
         "provenance.json", "runs.parquet"]
    )  # fmt: skip


def test_a_sweep_stopped_while_it_is_put_together_loses_nothing(monkeypatch):
    monkeypatch.setattr(playing, "RUNS", 30)
    assert swept("out=whole") == 0
    with monkeypatch.context() as stopped:
        stopped.setattr(provenance, "write_config", lambda *_: (_ for _ in ()).throw(OSError("no")))
        assert swept("out=parts") == 1
    assert len(list(Path("parts", folder.SHARDS).iterdir())) == 6
    (Path("parts") / folder.LOCK).touch()  # as one that was killed leaves it

    assert swept("out=parts") == 0
    assert files("whole") == files("parts")


def test_another_sweep_is_not_put_into_a_folder_that_is_being_filled(monkeypatch, capsys):
    with monkeypatch.context() as stopped:
        stopping_after(stopped, 0)
        swept("out=here")

    assert swept("out=here", "seed=2") == 2
    assert "is left as it is" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["report", "discover"])
def test_a_sweep_that_is_not_finished_is_told_with_the_command_that_goes_on_with_it(
    verb, monkeypatch, capsys
):
    monkeypatch.setattr(playing, "RUNS", 30)
    with monkeypatch.context() as stopped:
        stopping_after(stopped, 2)
        swept("out=here")
    capsys.readouterr()
    asked = {"report": [], "discover": ["outcome=agreement"]}[verb]

    assert entered([f"experiments.{verb}", "here", *asked]) == 2

    said = capsys.readouterr().err
    command = said.partition("goes on with it: python -m ")[2].partition("; it takes")[0]
    assert shlex.split(command)[-1] == "out=here"
    assert entered([*shlex.split(command), "plots=false", "threads=1"]) == 0
    assert provenance.read(Path("here")) is not None


def test_a_folder_begun_by_another_version_of_the_code_is_told_as_that(monkeypatch, capsys):
    with monkeypatch.context() as stopped:
        stopping_after(stopped, 0)
        swept("out=here")
    capsys.readouterr()
    monkeypatch.setattr(provenance, "code_hash", lambda: "0123456789abcdef")

    assert swept("out=here") == 2
    assert "by this command from another version of the code and is left" in capsys.readouterr().err


def test_parts_of_a_sweep_make_the_same_result_in_any_order(monkeypatch):
    monkeypatch.setattr(playing, "RUNS", 30)
    assert swept("out=whole") == 0
    for part in (2, 0, 1):
        assert not (Path("parts") / provenance.FILE).exists()
        design = {**SMALL, "parts": 3, "part": part}
        assert swept("out=parts", design=design) == 0

    assert files("whole") == files("parts")


def test_points_that_are_not_played_are_left_to_others_only_where_a_part_is(monkeypatch, capsys):
    monkeypatch.setattr(playing, "RUNS", 30)
    third = {**SMALL, "parts": 3, "part": 0}
    assert swept("out=here", design=third) == 0
    assert "4 points of 6 are left to others or played already." in capsys.readouterr().out

    assert swept("out=here") == 0
    assert "2 points of 6 are played already." in capsys.readouterr().out

    monkeypatch.setattr(playing, "RUNS", 1)
    assert swept("out=there", design={**SMALL, "parts": 6, "part": 0}) == 0
    assert swept("out=there") == 0
    assert "1 point of 6 is played already." in capsys.readouterr().out


def test_hydra_plays_the_parts_with_a_launcher_of_its_own():
    given = [override({**SMALL, "parts": 2}), "design.part=0,1", "runs=30", "plots=false"]
    assert _command.start(sweep.main, ["-m", *given, "out=parts"]) == 0
    assert swept("out=whole") == 0

    assert files("whole") == files("parts")


def test_an_experiment_goes_through_its_values_by_hydras_own_multirun():
    from experiments import run

    assert _command.start(run.main, ["-m", "experiment=patience", "runs=2", "threads=1"]) == 0

    found = [path / "config.yaml" for path in Path("results").iterdir() if path.is_dir()]
    kept = {yaml.safe_load(path.read_text())["parties"]["hamas"]["discount"] for path in found}
    assert kept == {0.95, 0.97, 0.99, 1.0}


def test_a_dry_run_says_what_would_be_played_and_leaves_nothing(capsys):
    assert swept("dry_run=true") == 0

    said = capsys.readouterr().out.replace("\n", " ")
    assert "6 points of 30 runs: 180 runs" in said
    assert "Decided: United States guarantee to Hamas (2 levels)." in said
    assert "Not known: Hamas's trust (a range) and talks rounds (a range)." in said
    assert not Path("results").exists()


def test_the_time_of_a_sweep_is_taken_where_it_can_be_played(monkeypatch, capsys):
    tried, real = [], work.trial
    monkeypatch.setattr(work, "trial", lambda own: tried.append(own) or real(own))
    design = {"decisions": {"choice.scale": [-1.0, 0.02, 0.05]}}

    assert swept("dry_run=true", design=design) == 0

    (own,) = tried
    assert [own.plan.at(point) for point in range(own.plan.size)] == [
        {"choice.scale": 0.02}, {"choice.scale": 0.05},
    ]  # fmt: skip
    assert "1 of 3 points cannot be played" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("looked", "status", "said"),
    [
        (2, 2, "design: none of its points can be played: choice.scale: -1.0 is not allowed"),
        (1, 1, "none of the first 1 point can be played"),  # there may be others further on
    ],
)
def test_a_dry_run_of_what_cannot_be_played_fails_and_says_so(
    looked, status, said, capsys, monkeypatch
):
    monkeypatch.setattr(work, "LOOKED", looked)
    design = {"decisions": {"choice.scale": [-1.0, -2.0]}}
    assert swept("dry_run=true", design=design) == status

    captured = capsys.readouterr()
    assert said in captured.err
    assert "second" not in captured.out
    assert not Path("results").exists()


def test_scenarios_of_different_lengths_are_said_before_and_after(capsys):
    design = {"decisions": {"scenario": ["january_2025", "november_2023"]}}
    assert swept(design=design, runs=10) == 0

    said = " ".join(capsys.readouterr().out.split())
    horizons = [composing.composed(f"scenario={name}").scenario.premises.calendar.horizon
                for name in design["decisions"]["scenario"]]  # fmt: skip
    told = "Points simulate different numbers of days ({} and {})".format(*sorted(horizons))
    assert said.count(told) == 2
    assert f"calendar.horizon={min(horizons)} sets one for all" in said

    assert swept("calendar.horizon=40", design=design, runs=10) == 0
    assert "different numbers of days" not in capsys.readouterr().out


# -- what others would have seen otherwise ---------------------------------------------------------


def own_scenario(scale):
    """A scenario in a folder of the user's own, and a command that sweeps over it."""
    Path("mine", "scenario").mkdir(parents=True, exist_ok=True)
    text = (
        "# @package _global_\ndefaults: [january_2025, _self_]\n" + f"choice: {{scale: {scale}}}\n"
    )
    Path("mine", "scenario", "other.yaml").write_text(text, encoding="utf-8")
    design = {"decisions": {"scenario": ["january_2025", "other"]}}
    given = [override(design), "runs=60", "plots=false", "threads=1", "--config-dir", "mine"]
    return _command.start(sweep.main, given)


def test_what_a_chosen_file_says_counts_and_not_its_name():
    assert own_scenario(0.01) == 0
    first = points_of(only_result())
    assert own_scenario(0.3) == 0

    folders = sorted(Path("results").iterdir(), key=lambda path: path.stat().st_mtime)
    assert len(folders) == 2
    assert points_of(folders[1])[0]["crises_a_run"] == first[0]["crises_a_run"]
    assert points_of(folders[1])[1]["crises_a_run"] != first[1]["crises_a_run"]


def test_two_commands_in_one_folder_leave_one_whole_result():
    given = [override({**SMALL, "points": 10}), "runs=400", "plots=false", "threads=1"]
    command = [sys.executable, "-m", "experiments.sweep", *given]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = [
        subprocess.Popen([*command, "out=both"], env=surroundings, stdout=subprocess.DEVNULL)
        for _ in range(2)
    ]
    assert [one.wait() for one in started] == [0, 0]
    subprocess.run([*command, "out=one"], env=surroundings, check=True, capture_output=True)

    assert files("both") == files("one")


def test_a_part_that_is_killed_while_all_is_put_together_does_not_wedge_the_others(monkeypatch):
    monkeypatch.setattr(playing, "RUNS", 30)
    assert swept("out=whole") == 0
    with monkeypatch.context() as stopped:
        stopped.setattr(tables, "write", lambda *_: (_ for _ in ()).throw(OSError("killed")))
        for part in (0, 1):
            swept("out=parts", design={**SMALL, "parts": 2, "part": part})
    assert not (Path("parts") / provenance.FILE).exists()

    assert swept("out=parts", design={**SMALL, "parts": 2, "part": 0}) == 0
    assert files("whole") == files("parts")


@pytest.mark.parametrize("harm", ["empty", "cut", "other", "flipped"])
def test_a_shard_that_is_not_whole_is_played_again(harm, monkeypatch, capsys):
    monkeypatch.setattr(playing, "RUNS", 30)
    assert swept("out=whole") == 0
    with monkeypatch.context() as stopped:
        stopped.setattr(tables, "write", lambda *_: (_ for _ in ()).throw(OSError("killed")))
        swept("out=harmed")
    first, second, *_ = sorted(Path("harmed", folder.SHARDS).iterdir())
    held = second.read_bytes()
    harmed = {
        "empty": b"", "cut": held[: len(held) // 2], "other": first.read_bytes(),
        "flipped": held[:60] + bytes(255 - one for one in held[60:64]) + held[64:],
    }[harm]  # fmt: skip
    second.write_bytes(harmed)

    status = swept("out=harmed")
    if harm == "flipped":  # seen when it is read
        assert status == 1
        assert "could not be read and is gone" in capsys.readouterr().err
        status = swept("out=harmed")
    assert status == 0
    assert files("whole") == files("harmed")


def test_a_folder_of_a_command_killed_at_once_is_filled():
    Path("here").mkdir()
    Path("here", f".{folder.UNFINISHED}.abcd").touch()

    assert swept("out=here") == 0
    assert not [path for path in Path("here").iterdir() if path.name.startswith(".")]


def test_a_case_that_leaves_a_range_alone_draws_it_as_the_scenario_does():
    drawn = "parties.israel.trust={uniform: [0, 1]}"
    design = {"cases": [{"name": "as it stands", "set": {}},
                        {"name": "set", "set": {"parties.israel.trust": 0.3}}]}  # fmt: skip
    assert swept(drawn, design=design, runs=100) == 0

    rows = points_of(only_result())
    for row, set_to in zip(rows, (drawn, "parties.israel.trust=0.3"), strict=True):
        alone = composing.composed(set_to).scenario
        found = outcomes.of(play_all(alone, 100), alone, "agreement")
        assert row["agreement"] == found.mean()
    assert rows[0]["parties.israel.trust"] is None


def test_what_the_scenario_changes_on_a_day_is_not_set_at_points(capsys):
    dated = "changes=[{day: 5, set: {choice.scale: 0.06}}]"
    assert swept(dated, design={"decisions": {"choice.scale": [0.01, 0.02]}}) == 2
    assert "choice.scale: changes on day 5 of january_2025" in capsys.readouterr().err


def test_a_case_may_change_something_on_a_day():
    change = [{"day": 5, "set": {"choice.scale": 0.06}}]
    design = {"cases": [{"name": "as it is", "set": {}},
                        {"name": "from day 5", "set": {"changes": change}}]}  # fmt: skip
    assert swept(design=design, runs=100) == 0

    rows = points_of(only_result())
    dated = "changes=[{day: 5, set: {choice.scale: 0.06}}]"
    for row, texts in zip(rows, ((), (dated,)), strict=True):
        alone = composing.composed(*texts).scenario
        days = outcomes.of(play_all(alone, 100), alone, "truce_days_to_horizon")
        assert row["truce_days_to_horizon"] == pytest.approx(days.mean())
    assert rows[0]["truce_days_to_horizon"] != rows[1]["truce_days_to_horizon"]


def test_a_whole_number_of_a_range_is_played_once_at_each_level():
    design = {"decisions": {"talks.rounds": {"uniform": [20, 21]}}, "levels": 4}
    assert swept(design=design) == 0

    assert [row["talks.rounds"] for row in points_of(only_result())] == [20, 21]


@quick
@given(st.integers(1, 50), st.integers(1, 30), st.integers(1, 40))
def test_a_grid_of_whole_numbers_has_no_level_twice(low, span, levels):
    given = {"uniform": [low, low + span]}
    found = factors.read({"talks.rounds": given}, "decision", "design.decisions", configured())

    (grid,) = [one.grid(levels) for one in found]

    assert len(grid) == len(set(grid)) <= levels
    assert levels == 1 or (grid[0], grid[-1]) == (low, low + span)


def test_an_outcome_that_a_scenario_lacks_makes_its_points_fail():
    design = {
        "decisions": {"scenario": ["january_2025", "bilateral"]},
        "precise": {"outcome": "resumed_by_israel", "width": 0.1, "most": 60},
    }
    assert swept(design=design) == 1

    first, second = points_of(only_result())
    assert first["runs"] == 60
    assert "design.precise.outcome" in second["failure"]


@pytest.mark.parametrize(("outcome", "width"), [("talks", 0.24), ("deaths", 28.5)])
def test_points_at_which_most_runs_are_not_enough_are_counted_and_said(outcome, width, capsys):
    precise = {"outcome": outcome, "width": width, "most": 60}
    assert swept("out=here", design={**SMALL, "precise": precise}) == 0

    runs = pq.read_table(Path("here", tables.RUNS)).to_pandas().groupby("point")[outcome]
    wide = sum(playing.width(own.to_numpy()) > width for _, own in runs)
    said = " ".join(capsys.readouterr().out.split())

    assert 0 < wide < 6
    assert json.loads(Path("here", provenance.FILE).read_text())["counts"]["not_precise"] == wide
    assert f"At {wide} of 6 points the 95 % interval of {outcome} is wider than {width:g}" in said


def test_a_mean_of_runs_all_alike_has_no_interval_that_would_be_enough():
    precise = {"outcome": "first_day_of_talks", "width": 0.5, "most": 40}
    design = {"decisions": {"choice.scale": [0.02, 0.05]}, "precise": precise}
    assert swept("out=here", "calendar.horizon=5", design=design) == 0

    assert json.loads(Path("here", provenance.FILE).read_text())["counts"]["not_precise"] == 2


def test_few_runs_that_are_all_alike_are_not_enough():
    assert playing.width(np.full(200, 4.0)) == np.inf
    assert playing.width(np.arange(29.0)) == np.inf
    assert playing.width(np.arange(30.0)) < np.inf


def test_what_cannot_be_played_is_said_beforehand(capsys):
    design = {"decisions": {"choice.scale": [0.01, 0.02, 7.0]}}
    assert swept("dry_run=true", design=design) == 0

    said = " ".join(capsys.readouterr().out.split())
    assert "1 of 3 points cannot be played: choice.scale: 7.0 is not allowed" in said


def test_most_runs_are_no_fewer_than_the_first_ones(capsys):
    design = {**SMALL, "precise": {"outcome": "talks", "width": 0.1, "most": 20}}
    assert swept(design=design, runs=50) == 2
    assert "it takes at least runs, 50" in capsys.readouterr().err


def test_a_dry_run_of_a_finished_sweep_changes_nothing_in_it():
    assert swept("out=here") == 0
    before = files("here")

    given = [override(SMALL), "runs=30", "threads=1", "out=here", "dry_run=true"]
    assert _command.start(sweep.main, given) == 0

    assert files("here") == before


@pytest.mark.parametrize("step", ["write_csv", "close", "name"])
def test_a_disk_that_fills_up_while_tables_are_written_leaves_what_was_played_alone(
    step, monkeypatch
):
    def is_full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(tables.Streams, step, is_full)
        assert swept("out=here") == 1
    left = {path.relative_to("here").parts[0] for path in Path("here").rglob("*")}
    monkeypatch.setattr(shards, "write", None)  # nothing is played again and kept

    assert left == set(folder.UNDER_WAY)
    assert swept("out=here") == 0


SEARCH = ("outcome=talks", "find=choice.scale", "between=[0.02,0.05]", "dry_run=true")


@pytest.mark.parametrize("setting", ["keep=runs", "explain=true", "story=2", "objective=agreement"])
def test_a_setting_that_only_the_run_command_reads_is_refused_by_the_others(setting, capsys):
    design = override({**SMALL, "points": 4})
    commands = [
        _command.start(sweep.main, [design, setting]),
        sensitivity.start(["sweep=what_matters", setting]),
        discover.start([design, setting, "outcome=talks"]),
        discover.start([*SEARCH, setting]),
    ]

    key = setting.partition("=")[0]
    said = f"the command line: {key}: is a setting of experiments.run, and is not taken here"
    assert commands == [2] * 4
    assert capsys.readouterr().err.splitlines() == [said] * 4
    assert not Path("results").exists()


def test_what_a_file_sets_for_the_run_command_is_no_part_of_a_sweep():
    Path("mine", "sweep").mkdir(parents=True)
    text = "# @package _global_\ndesign: {decisions: {choice.scale: [0.02, 0.05]}}\n"
    given = ["sweep=own", "runs=10", "plots=false", "--config-dir", "mine", "out=here"]
    for more in ("objective: agreement\nkeep: runs\n", "objective: talks\nkeep: days\n"):
        Path("mine", "sweep", "own.yaml").write_text(text + more, encoding="utf-8")

        assert _command.start(sweep.main, given) == 0


@pytest.mark.parametrize("verb", [sweep, sensitivity, discover, compare, tournament])
def test_every_verb_says_what_it_does_and_takes(verb, capsys):
    module = verb.__name__.rpartition(".")[2]
    status = subprocess.run(
        [sys.executable, "-m", f"experiments.{module}", "--help"],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip

    assert status.returncode == 0
    assert status.stdout.startswith(verb.__doc__.strip().splitlines()[0])
    assert status.stderr == ""


def test_a_page_without_the_figures_it_is_about_is_refused(capsys):
    given = [override(SMALL), "plots=false", "points=16", "method=morris"]
    assert sensitivity.start(given) == 2
    assert "the page shows its figures" in capsys.readouterr().err


def test_a_design_of_ones_own_is_found_in_a_folder_of_ones_own():
    Path("mine", "sweep").mkdir(parents=True)
    text = "# @package _global_\ndesign: {decisions: {choice.scale: [0.02, 0.05]}}\nruns: 10\n"
    Path("mine", "sweep", "own.yaml").write_text(text, encoding="utf-8")

    found = _command.start(sweep.main, ["sweep=own", "plots=false", "--config-dir", "mine"])

    assert found == 0
    assert only_result().name.startswith("sweep-own-")
    assert len(points_of(only_result())) == 2


def test_what_a_design_file_says_of_the_scenario_holds_for_points_that_are_composed():
    Path("mine", "sweep").mkdir(parents=True)
    text = (
        "# @package _global_\ndefaults: [{override /scenario: november_2023}, _self_]\n"
        "choice: {scale: 0.06}\ndesign: {decisions: {calendar.horizon: [30, 40]}}\n"
    )
    Path("mine", "sweep", "own.yaml").write_text(text, encoding="utf-8")
    given = ["sweep=own", "runs=10", "plots=false", "--config-dir", "mine"]

    assert _command.start(sweep.main, given) == 0

    rows = points_of(only_result())
    assert {row["scenario"] for row in rows} == {"november_2023"}
    alone = composing.composed("scenario=november_2023", "choice.scale=0.06", "calendar.horizon=40")
    kept = play_all(alone.scenario, 10)
    days = outcomes.of(kept, alone.scenario, "truce_days_to_horizon")
    assert rows[1]["truce_days_to_horizon"] == pytest.approx(days.mean())


def test_a_design_file_without_its_first_line_is_refused(capsys):
    Path("mine", "sweep").mkdir(parents=True)
    text = "design: {decisions: {choice.scale: [0.02, 0.05]}}\n"
    Path("mine", "sweep", "own.yaml").write_text(text, encoding="utf-8")

    assert _command.start(sweep.main, ["sweep=own", "--config-dir", "mine"]) == 2

    assert "first line is not '# @package _global_'" in capsys.readouterr().err


def test_the_designs_that_ship_can_be_read():
    for path in sorted((configs.CONFIGS / "sweep").glob("*.yaml")):
        composed = composing.composed(f"sweep={path.stem}")
        if "experiments.sensitivity" in path.read_text(encoding="utf-8"):
            found = work.job_of(composed, asking.read(composed.design, composed.scenario).plan)
        else:
            found = work.job_of(composed, reading.read(composed.design, composed.scenario))
        for point in range(0, found.plan.size, max(1, found.plan.size // 7)):
            structural, plain = found.bases.parted(found.plan.at(point))
            found.bases.of(structural, tuple(plain)).at(plain)


@pytest.mark.slow
def test_a_sweep_that_is_killed_at_any_moment_is_the_same_in_the_end():
    """``kill -9``: no clearing up of any kind."""
    design = {**SMALL, "points": 20}
    given = [override(design), "runs=500", "plots=false", "threads=1"]
    command = [sys.executable, "-m", "experiments.sweep", *given]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    luck = np.random.default_rng(4)
    for _ in range(4):
        started = subprocess.Popen(
            [*command, "out=killed"], env=surroundings, stdout=subprocess.DEVNULL
        )
        time.sleep(luck.uniform(1.0, 6.0))
        started.send_signal(signal.SIGKILL)
        started.wait()
    for out in ("killed", "whole"):
        subprocess.run([*command, f"out={out}"], env=surroundings, check=True, capture_output=True)

    assert files("killed") == files("whole")


def test_a_shard_is_named_by_all_that_its_numbers_follow_from():
    _, usual = job()
    names = {shards.path(usual, Path("x"), 0).name}
    for design, *rest in ((SMALL, 31), (SMALL, 30, "seed=2"), ({**SMALL, "points": 4},)):
        _, other = job(design, *rest) if rest else job(design)
        names.add(shards.path(other, Path("x"), 0).name)

    assert len(names) == 4


def test_a_base_that_cannot_be_is_composed_once(monkeypatch):
    asked = []
    real = bases.composed_with
    monkeypatch.setattr(bases, "composed_with", lambda *args: asked.append(args) or real(*args))
    design = {"decisions": {"scenario": ["nope"], "choice.scale": [0.01, 0.02, 0.03]}}

    assert swept(design=design) == 2

    assert len(asked) == 1


def test_a_value_is_written_as_hydra_reads_it():
    for value in (True, 3, 0.25, "one_text", "a b's", [1, "x"], {"uniform": [0.1, 0.2]}):
        composed = command_line.parted([f"design.decisions.x={bases.written(value)}"])[0]
        with composing.in_configs():
            config = composing.compose_once(composed)
        assert OmegaConf.to_container(config)["design"]["decisions"]["x"] == value


def test_a_name_beside_a_premise_is_refused_by_the_plan():
    with pytest.raises(PremiseError, match="it takes numbers, names or truths"):
        planned({"decisions": {"a.b": [None]}})

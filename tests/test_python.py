"""The program from Python: frames in and out, and Mesa's own batch runner."""

import contextlib
import functools
import io
import json
from pathlib import Path

import mesa
import numpy as np
import pandas as pd
import pytest
from playing import configured, play_all

from experiments import _command, frames, run, sentences
from experiments.batch import Truce
from experiments.sweeping import playing
from sim import outcomes
from sim.cache import ROOT
from sim.refusals import PremiseError

pytestmark = pytest.mark.usefixtures("elsewhere")

POINTS = pd.DataFrame({"choice.scale": [0.03, 0.06, -1.0], "talks.protocol": ["one_text"] * 3})


def test_runs_are_those_of_the_commands():
    found = frames.runs("scenario=january_2025", "choice.scale=0.06", count=40, seed=3)

    scenario = configured("choice.scale=0.06")
    kept = play_all(scenario, 40, seed=3)
    for name in ("agreement", "deaths", "first_day_of_talks"):
        np.testing.assert_array_equal(found[name], outcomes.of(kept, scenario, name))
    assert found["run"].tolist() == list(range(40))


def test_some_outcomes_may_be_asked_for():
    found = frames.runs(count=3, wanted=["talks"])

    assert list(found.columns) == ["scenario", "run", "seed", "talks"]
    with pytest.raises(PremiseError, match="did you mean 'talks'"):
        frames.runs(count=3, wanted=["talkss"])


@pytest.mark.parametrize("count", [0, -3, True, 2.5, None, "x", 2**70])
def test_a_number_of_runs_that_is_none_is_refused(count):
    for played in (frames.runs, functools.partial(frames.sweep, POINTS)):
        with pytest.raises(PremiseError, match=r"count: .* it takes a whole number from 1"):
            played(count=count)


@pytest.mark.parametrize("seed", [-1, True, 1.5, None, "x", 2**70, float("nan")])
def test_a_seed_that_is_none_is_refused(seed):
    for played in (frames.runs, functools.partial(frames.sweep, POINTS)):
        with pytest.raises(PremiseError, match=r"seed: .* it takes a whole number from 0"):
            played(count=2, seed=seed)


IGNORED = [
    ("runs=3", "runs: is not taken here; the argument count=... says how many"),
    ("++seed=1", "seed: is not taken here; the argument seed=... does"),
    ("out=there", "out: is not taken here; the argument out=... of frames.sweep names a folder"),
    ("design.points=3", "design.points: is not taken here; frames.sweep takes the design"),
    ("dry_run=true", "dry_run: is a setting of commands, and is not taken here"),
    ("plots=false", "plots: is a setting of commands, and is not taken here"),
    (["scenario=january_2025"], r"overrides: .* is not allowed; each is a text of its own"),
]


@pytest.mark.parametrize(("text", "said"), IGNORED, ids=lambda v: str(v)[:20])
def test_an_override_that_would_be_ignored_is_refused(text, said):
    for played in (frames.runs, functools.partial(frames.sweep, POINTS)):
        with pytest.raises(PremiseError, match=said):
            played(text, count=2)


def test_what_a_call_from_python_cannot_do_is_refused():
    with pytest.raises(PremiseError, match="engine: is a setting of commands"):
        frames.runs("engine=mesa", count=2)
    with pytest.raises(PremiseError, match="theory: 'nash' is not swept"):
        frames.sweep(POINTS, "theory=nash", count=2)
    twice = pd.DataFrame([[0.1, 0.2]], columns=["choice.scale", "choice.scale"])
    with pytest.raises(PremiseError, match=r"the column 'choice.scale' is there twice"):
        frames.sweep(twice, count=2)
    part = {"decisions": {"choice.scale": [0.1]}, "parts": 2, "part": 1}
    with pytest.raises(PremiseError, match=r"design.parts: is not taken here"):
        frames.sweep(part, count=2)
    words = pd.DataFrame({"talks.rounds": [10, "ten"]})
    with pytest.raises(PremiseError, match=r"talks.rounds: 'ten' is not allowed"):
        frames.sweep(words, count=2)


def test_what_cannot_be_composed_is_refused_in_one_sentence_from_python_too():
    for played in (frames.runs, lambda given: frames.sweep(POINTS, given, count=2)):
        with pytest.raises(sentences.Refused, match="did you mean 'january_2025'") as error:
            played("scenario=january_202")
        assert "\n" not in str(error.value)


def test_a_frame_of_points_is_swept_and_its_refused_rows_say_why():
    points, runs = frames.sweep(POINTS, count=20)

    assert points["runs"].tolist() == [20, 20, 0]
    assert points["choice.scale"].tolist() == [0.03, 0.06, -1.0]
    assert "it takes a number from 0" in points["failure"][2]
    mean = runs.groupby("point")["agreement"].mean()
    assert mean[0] == pytest.approx(points["agreement"][0])


def test_kept_and_not_kept_a_sweep_is_the_same(monkeypatch):
    monkeypatch.setattr(playing, "RUNS", 20)
    alone = frames.sweep(POINTS, count=20)
    kept = frames.sweep(POINTS, count=20, out="here")
    again = frames.sweep(POINTS, count=20, out="here")

    for one, other, third in zip(alone, kept, again, strict=True):
        pd.testing.assert_frame_equal(one, other, check_dtype=False)
        pd.testing.assert_frame_equal(other, third)
    with pytest.raises(PremiseError, match="is left as it is"):
        frames.sweep(POINTS, count=21, out="here")


def test_a_frame_of_nothing_is_refused():
    with pytest.raises(PremiseError, match="no points are given"):
        frames.sweep(pd.DataFrame(), count=2)


def test_mesas_batch_runner_plays_the_same_runs():
    rows = pd.DataFrame(
        mesa.batch_run(
            Truce,
            {"scenario": "january_2025", "run": range(3), "mediators.us.skill": [0.1, 0.4]},
            number_processes=1,
            display_progress=False,
        )
    )

    assert len(rows) == 6
    for skill in (0.1, 0.4):
        scenario = configured(f"mediators.us.skill={skill}")
        kept = play_all(scenario, 3)
        own = rows[rows["mediators.us.skill"] == skill].sort_values("run")
        assert own["day"].tolist() == kept.runs["last_day"].tolist()
        assert own["agreement"].tolist() == outcomes.of(kept, scenario, "agreement").tolist()
        assert own["deaths"].tolist() == outcomes.of(kept, scenario, "deaths").tolist()


def test_mesas_collector_has_a_row_a_day():
    rows = pd.DataFrame(
        mesa.batch_run(
            Truce, {"run": 1}, data_collection_period=1, number_processes=1, display_progress=False
        )
    )

    assert rows["day"].tolist() == list(range(1, len(rows) + 1))
    assert (rows["run"] == 1).all()
    assert (rows["seed"] == 1).all()
    assert rows["agreement"][:-1].isna().all()
    assert rows["agreement"].iloc[-1] in (True, False)


def test_a_wrong_parameter_of_a_batch_is_refused():
    with pytest.raises(PremiseError, match="there is no such"):
        Truce("january_2025", run=0, **{"mediators.us.skil": 0.3})


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"run": -1}, "run: -1 is not allowed; it takes a whole number from 0 to"),
        ({"run": 1.5}, "run: 1.5 is not allowed; it takes a whole number from 0 to"),
        ({"run": "x"}, "run: 'x' is not allowed; it takes a whole number from 0 to"),
        ({"run": 0, "seed": -2}, "seed: -2 is not allowed; it takes a whole number from 0 to"),
        ({"run": 0, "seed": 2**70}, "it takes a whole number from 0 to"),
        ({"run": 0, "scenario": "january_202"}, "did you mean 'january_2025'"),
        ({"run": 0, "scenario": ["a"]}, r'scenario: \["a"\] is not allowed; it takes one of'),
        ({"run": 0, "choice.scale": [0.1]}, r"choice.scale: \[0.1\] is not allowed"),
    ],
)
def test_a_run_of_a_batch_that_cannot_be_is_refused(given, said):
    with pytest.raises(PremiseError, match=said):
        Truce(**given)


@pytest.mark.filterwarnings("ignore:The `iterations` keyword:DeprecationWarning")
def test_a_batch_without_the_number_of_the_run_is_refused():
    with pytest.raises(PremiseError, match="run: is not given; it takes the number of the run"):
        mesa.batch_run(Truce, {"scenario": "january_2025"}, iterations=3, display_progress=False)


@pytest.mark.filterwarnings("ignore:The `iterations` keyword:DeprecationWarning")
def test_iterations_of_a_batch_can_be_seen_to_be_copies():
    rows = mesa.batch_run(
        Truce, {"run": range(2)}, iterations=2, number_processes=1, display_progress=False
    )

    assert sorted((row["run"], row["seed"]) for row in rows) == [(0, 1), (0, 1), (1, 1), (1, 1)]


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "notebooks").glob("*.ipynb")), ids=str)
def test_a_notebook_runs_from_top_to_bottom(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    scope = {"display": lambda shown: None, "__name__": "__main__"}
    with contextlib.chdir(path.parent), contextlib.redirect_stdout(io.StringIO()):
        for cell in cells:
            if cell["cell_type"] == "code":
                exec(compile("".join(cell["source"]), str(path), "exec"), scope)


def test_there_are_notebooks():
    assert list((ROOT / "docs" / "notebooks").glob("*.ipynb"))


def test_a_run_hands_its_objective_to_an_optimiser(capsys):
    given = ["runs=20", "plots=false", "keep=runs", "objective=agreement"]
    handed = []
    _command.start(lambda composed: handed.append(run.main(composed)), given)

    found = frames.runs(count=20, wanted=["agreement"])
    assert handed == [pytest.approx(found["agreement"].mean())]
    assert _command.start(run.main, [*given[:3], "objective=agreemnt"]) == 2
    assert "did you mean 'agreement'" in capsys.readouterr().err
    assert len(list(Path("results").iterdir())) == 1

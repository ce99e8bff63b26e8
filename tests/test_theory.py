"""Every result of theory: the preset's answers agree, whatever engine and whatever it varies."""

import numpy as np
import pytest
from playing import assert_same_run, watch

from experiments import composing, lessons, theory
from sim import theory as results
from sim.plots import theory as figure
from sim.refusals import PremiseError
from sim.theory import answer

ROOT = composing.ROOT
NAMES = list(results.LESSONS)


def played(*overrides):
    """A preset with some overrides, and its answers."""
    composed = composing.composed(*overrides)
    return lessons.answers(composed, lessons.played(composed))


@pytest.mark.parametrize("name", NAMES)
def test_theory_agrees_with_the_preset_as_it_stands(name):
    for one in played(f"theory={name}"):
        assert one.agrees, one
        assert one.low <= one.simulated <= one.high


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_theory_agrees_wherever_the_figure_looks(name):
    composed = composing.composed(f"theory={name}")
    found = lessons.points(composed, lessons.played(composed))

    wrong = [(place, one) for place, one in found if not one.agrees]
    luckless = {one.allowed for _, one in found if "interval" in one.allowed}
    assert len(wrong) <= (1 if luckless else 0), wrong  # one of so many 99 % intervals may miss
    assert len({one.theory for _, one in found}) > 1, "the figure shows nothing"


@pytest.mark.parametrize("name", NAMES)
def test_both_engines_play_the_preset_alike(name):
    composed = composing.composed(f"theory={name}", "runs=3", "keep=all")
    kept = lessons.played(composed)

    for run in range(3):
        assert_same_run(kept, run, watch(composed.scenario, composed.settings.seed, run))


@pytest.mark.parametrize("name", NAMES)
def test_the_lesson_has_its_page_with_theorys_numbers_and_its_figure(name):
    text = (theory.FOLDER / f"{name}.md").read_text(encoding="utf-8")
    block = text.split(theory.BEGIN)[1].split(theory.END)[0]

    for one in played(f"theory={name}"):
        assert f"| {one.what} | {one.theory:.6g} | {one.simulated:.6g} |" in block
    assert f"figures/{name}.png" in block
    assert (theory.FOLDER / "figures" / f"{name}.png").is_file()
    assert f"theory={name}" in text.replace(block, "")


def test_every_preset_has_an_answer_and_every_answer_a_preset():
    assert sorted(path.stem for path in (ROOT / "configs/theory").glob("*.yaml")) == sorted(NAMES)


def test_a_preset_and_a_scenario_together_are_refused():
    with pytest.raises(PremiseError, match="brings a scenario of its own"):
        composing.composed("theory=self_exciting", "scenario=november_2023")


def test_keeping_less_than_the_answers_need_is_refused():
    composed = composing.composed("theory=self_exciting", "keep=runs")
    with pytest.raises(PremiseError, match="takes days or all"):
        lessons.check(composed)


def test_a_share_that_is_wrong_by_more_than_luck_does_not_agree():
    true = np.arange(20_000) % 100 < 30
    assert answer.share("share", 0.30, true).agrees
    assert not answer.share("share", 0.32, true).agrees


def test_a_mean_that_is_wrong_by_more_than_luck_does_not_agree():
    values = np.random.default_rng(1).normal(5.0, 1.0, 10_000)
    assert answer.mean("mean", "days", 5.0, values).agrees
    assert not answer.mean("mean", "days", 5.1, values).agrees


def test_the_figure_says_how_often_theory_agrees():
    right = answer.exact("share", "share", 0.5, 0.5, 1e-9, "rounding")
    wrong = answer.exact("share", "share", 0.5, 0.6, 1e-9, "rounding")
    shown = figure.Numbers("name", ("x", "y"), ((0.0, right), (1.0, wrong)))

    assert figure.finding(shown) == "Theory agrees with the runs at 1 of 2 points."
    assert "at 1 theory 0.5, runs 0.6" in figure.describe(shown)

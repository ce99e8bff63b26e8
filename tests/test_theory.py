"""Every result of theory: the preset's answers agree, whatever engine and whatever it varies."""

import numpy as np
import pytest
from matplotlib.figure import Figure
from playing import assert_same_run, play_all, preset, refused, watch

from experiments import composing, lessons, theory
from sim import rows
from sim import theory as results
from sim.checkout import ROOT
from sim.plots import theory as figure
from sim.refusals import PremiseError
from sim.theory import answer

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
    luck = any("interval" in one.allowed for _, one in found)
    assert len(wrong) <= (1 if luck else 0), wrong  # one of so many 99 % intervals may miss
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


@pytest.mark.parametrize("name", NAMES)
def test_the_lesson_takes_its_preset_and_refuses_premises_that_vary(name):
    wide = {"uniform": [0.0, 0.1]}
    later = [{"day": 2, "set": {"violence.harm": 0.1}}]

    assert results.LESSONS[name].check(preset(name)) is None
    for changes, key in (
        ({"violence.harm": wide}, "violence.harm"),
        ({"changes": later}, "changes"),
    ):
        error = refused(name, changes)
        assert error.key == key
        assert f"theory={name} takes" in error.problem


@pytest.mark.parametrize(
    ("changes", "key", "said"),
    [
        ({"violence.tension_link": 30.0}, "violence.tension_link", "takes 0.0"),
        ({"violence.branching": {"uniform": [0.2, 0.8]}}, "violence.branching", "one number"),
        ({"shocks.shock_rate": 0.1}, "shocks.shock_rate", "takes 0.0"),
        ({"talks.protocol": "one_text"}, "talks.protocol", "takes 'no_talks'"),
        ({"mediators.envoy.skill": 0.5}, "mediators.envoy", "takes no mediators"),
        ({"choice.resumable": True}, "choice.resumable", "takes false"),
        ({"calendar.horizon": 401}, "calendar.horizon", "must not run out"),
        ({"calendar.horizon": 72}, "calendar.horizon", "takes at least 73"),
        ({"violence.background": 41.0}, "violence.background", "at most 100 incidents"),
    ],
)
def test_a_self_exciting_process_is_refused_where_more_than_incidents_count(changes, key, said):
    error = refused("self_exciting", changes)

    assert error.key == key
    assert said in error.problem


def test_where_the_start_is_just_forgotten_theory_agrees():
    """The least horizon that is taken, and the process that takes longest to settle of three."""
    for branching, background in ((0.6, 0.5), (0.0, 5.0), (0.9, 0.2)):
        changes = {"violence.branching": branching, "violence.background": background}
        least = results.self_exciting.days_needed(preset("self_exciting", changes))
        scenario = preset("self_exciting", {**changes, "calendar.horizon": least})
        (one,) = results.self_exciting.answers(scenario, play_all(scenario, 1000))
        assert one.agrees, one


def test_each_premise_that_is_drawn_is_found_by_its_name():
    """One of the world, of a party, of an issue for a party, of a mediator, of a kind."""
    keys = (
        "talks.breakdown", "parties.second.hope", "issues.pie.red_line_second",
        "mediators.envoy.budget_pressure", "mediators.envoy.skill", "verification.aid.miss",
        "phases.deal.needs_delivered",
    )  # fmt: skip
    scenario = preset("self_exciting", {"mediators.envoy": {}})
    for key in keys:
        place = rows.locate(key, scenario.premises, scenario.shape)[2]
        assert rows.named(place, scenario.premises, scenario.shape) == key


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
    shown = figure.Numbers("name", ("x", "y"), ((0.0, right), (1.0, wrong)), 200)

    said = "Theory agrees with the runs at 1 of 2 points, each of 200 runs"
    assert figure.finding(shown) == f"{said}."
    assert "at 1 theory 0.5, runs 0.6" in figure.describe(shown)
    shown = shown._replace(played=(0.4, right, 1000))
    assert figure.finding(shown) == f"{said}; what was played is at 0.4, 1,000 runs."
    assert "What was played, at 0.4: theory 0.5" in figure.describe(shown)


def test_no_line_joins_the_points_of_a_figure():
    """Between two of them theory may jump, as it does for a floor that leaves no agreement."""
    right = answer.exact("share", "share", 0.5, 0.5)
    shown = figure.Numbers("name", ("x", "y"), ((0.0, right), (1.0, right)), 2)
    page = Figure()

    figure.draw(page, shown)

    (axes,) = page.axes
    assert {line.get_linestyle() for line in axes.lines if line.get_marker() != ""} == {"None"}


@pytest.mark.parametrize(
    ("overrides", "place"),
    [
        (["theory=two_level", "constituencies.assembly.least=0.31"], 0.31),
        (["theory=nash"], 0.01),
        (["theory=trust_posterior"], None),
    ],
)
def test_a_figure_marks_what_was_played(overrides, place):
    composed = composing.composed(*overrides, "runs=4")
    found = lessons.played_point(composed, lessons.played(composed))

    assert (found[0] if found else None) == place
    if found:
        assert found[1] == lessons.answers(composed, lessons.played(composed))[0]
        assert found[2] == 4

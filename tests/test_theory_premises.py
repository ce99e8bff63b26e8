"""Theory answers for the premises it rests on and refuses all others, too few runs among them."""

import numpy as np
import pytest
from playing import lesson, play, preset, refused

from experiments import lessons
from sim import theory
from sim.refusals import PremiseError

# Premises that change what the engine does, and of which no formula knows.
UNKNOWN = [
    ("fearon", "parties.second.position", 0.3),
    ("fearon", "parties.second.weariness", 0.3),
    ("fearon", "parties.first.signature", 0.2),
    ("kydd", "parties.first.weariness", 0.2),
    ("double_auction", "parties.first.signature", 0.2),
    ("double_auction", "parties.first.position", 0.2),
    ("powell", "shocks.shock_rate", 1.0),
    ("gradual_exchange", "shocks.shock_rate", 1.0),
    ("gradual_exchange", "verification.aid.miss", 1.0),
    ("noisy_reciprocity", "shocks.shock_rate", 0.5),
    ("noisy_reciprocity", "obligations.first_01.salience", 0.001),
]


@pytest.mark.parametrize(("name", "key", "value"), UNKNOWN)
def test_a_premise_that_no_formula_knows_is_refused(name, key, value):
    assert refused(name, {key: value}).key == key


def test_an_answer_too_faint_to_count_is_refused():
    error = refused("noisy_reciprocity", {"parties.first.retaliation": 0.01})

    assert "a breach must be answered" in error.problem


@pytest.mark.parametrize("name", ["nash", "rubinstein", "concession", "two_level", "zeuthen"])
@pytest.mark.parametrize("prospect", [-0.8, 1.5])
def test_an_outside_option_that_a_side_would_not_go_by_is_refused(name, prospect):
    """Theory says what it is worth; at the table the engine stops at 0 and at 0.99."""
    error = refused(name, {"parties.second.war_cost": 0.0, "parties.second.war_prospect": prospect})

    assert error.key == "parties.second.war_prospect"
    assert "from 0 to 0.99" in error.problem


def test_an_assembly_of_no_weight_binds_nobody():
    found = preset("two_level", {"constituencies.assembly.weight": 0.0})

    answers = theory.LESSONS["two_level"].answers(found, play(found, runs=2))

    assert answers[0].theory == pytest.approx(0.55, abs=0.001)
    assert all(one.agrees for one in answers)


@pytest.mark.parametrize("name", ["double_auction", "self_exciting", "constant_hazard"])
def test_averages_over_too_few_runs_are_refused_before_they_are_played(name):
    composed = lesson(name)
    fewest = theory.LESSONS[name].LEAST_RUNS

    def with_runs(runs):
        return composed._replace(settings=composed.settings.model_copy(update={"runs": runs}))

    with pytest.raises(PremiseError, match=f"at least {fewest}"):
        lessons.check(with_runs(fewest - 1))
    lessons.check(with_runs(fewest))
    found = composed.scenario
    for one in theory.LESSONS[name].answers(found, play(found, runs=fewest)):
        assert np.isfinite([one.low, one.simulated, one.high]).all()


def test_the_threshold_of_powell_where_the_rising_side_proposes_moves_with_all_that_is_p2():
    """By hand: D fights if 0.8 x 1.9 - 0.1 = 1.42 is more than 0.99 + 0.9 (0.9 - p2)."""
    for chance, fights in ((0.42, False), (0.425, True)):
        changes = {
            "talks.first_mover": "second",
            "parties.second.war_prospect": chance,
            "parties.first.weakened": 0.52 + chance,
            "parties.second.exposure": chance - 0.38,
        }
        found = preset("powell", changes)
        kept = play(found, runs=2)
        assert all(one.agrees for one in theory.LESSONS["powell"].answers(found, kept))
        assert bool((kept.runs["last_day"] == 1).all()) == fights

"""Outcomes run by run: what each is about, and that nothing is measured of what was not kept."""

from types import SimpleNamespace

import numpy as np
import pytest
from playing import configured, play

from experiments import composing, engines
from experiments.running import numbers
from sim import measures, noted, observed, outcomes, pairs, phases, records
from sim.refusals import PremiseError

RUNS = 64


@pytest.fixture(scope="module")
def january():
    return configured()


@pytest.fixture(scope="module")
def kept(january):
    return play(january, 3, RUNS)


def test_every_outcome_is_an_array_over_runs_of_its_kind(january, kept):
    for name, one in outcomes.of_scenario(january).items():
        found = outcomes.of(kept, january, name)
        assert found.shape == (RUNS,), name
        assert (found.dtype == bool) == (one.kind == outcomes.YES_NO), name
        assert not np.isinf(found).any(), name
        assert one.words
        assert one.unit


@pytest.mark.parametrize("name", ["january_2025", "bilateral"])
def test_the_numbers_of_a_summary_are_those_of_the_outcomes(name, tmp_path):
    """Shares are means, and medians those of the runs that have the outcome."""
    composed = composing.composed(f"scenario={name}", "runs=64", "plots=false")
    engines.write(
        tmp_path, composed.scenario, composed.settings,
        engines.blocks(composed.scenario, composed.settings, 64),
    )  # fmt: skip
    kept = play(composed.scenario, 1, 64)

    numbers.write(tmp_path / "summary.csv", composed, numbers.headline(tmp_path, composed.scenario))

    found = numbers.read(tmp_path / "summary.csv")
    known = outcomes.of_scenario(composed.scenario)
    both = [name for name in known if name in found]
    unseen = {name for name in known if name.startswith("ended_by_")} | set(numbers.NOT_SUMMED_UP)
    assert set(known) - set(both) <= unseen
    for name in both:
        each = outcomes.of(kept, composed.scenario, name)
        if each.dtype == bool:
            expected, of = each.mean(), len(each)
        else:
            had = each[~np.isnan(each)]
            expected = np.quantile(had, 0.5, method="inverted_cdf") if len(had) else np.nan
            of = len(had)
        assert found[name].value == pytest.approx(expected, nan_ok=True), name
        assert found[name].of == of, name
    for name in set(known) - set(both) - set(numbers.NOT_SUMMED_UP):
        assert not outcomes.of(kept, composed.scenario, name).any(), name


def test_every_way_of_resuming_and_every_good_is_an_outcome():
    found = list(outcomes.known(("a", "b"), ("hostages",)))

    assert [name for name in found if name not in outcomes.ALWAYS] == [
        "resumed_by_a", "worth_of_agreement_to_a", "resumed_by_b", "worth_of_agreement_to_b",
        "resumed_by_both", "resumed_by_nobody",
        *(f"ended_by_{cause}" for cause in phases.CAUSES),
        "all_hostages_by_end_of_phase_1",
    ]  # fmt: skip


def test_a_day_that_never_comes_is_no_number():
    runs = np.zeros(2, records.RUN)
    runs["stage"], runs["last_day"] = [phases.FIGHTING, phases.TRUCE], [9, 30]
    kept = SimpleNamespace(runs=runs)

    resumed = outcomes.ALWAYS["day_fighting_resumed"].each(kept, None)
    np.testing.assert_array_equal(resumed, [9.0, np.nan])
    standing = outcomes.ALWAYS["standing_at_horizon"].each(kept, None)
    assert standing.dtype == bool


def test_runs_end_in_one_way_each(january, kept):
    ways = [name for name in outcomes.of_scenario(january) if name.startswith("ended_by_")]

    assert (sum(outcomes.of(kept, january, name).astype(int) for name in ways) == 1).all()


@pytest.mark.parametrize("scenario", ["january_2025", "no_mediators"])
def test_who_resumed_fighting_adds_up_to_the_runs_in_which_it_resumed(scenario):
    """A side, both on one day, or nobody: where mediators lack, many a truce just runs out."""
    played = composing.composed(f"scenario={scenario}").scenario
    kept = play(played, 3, 4 * RUNS)
    who = [name for name in outcomes.of_scenario(played) if name.startswith("resumed_by_")]

    each = sum(outcomes.of(kept, played, name).astype(int) for name in who)

    assert (each == ~outcomes.of(kept, played, "standing_at_horizon")).all()
    nobody = outcomes.of(kept, played, "resumed_by_nobody")
    assert nobody.sum() > (RUNS if scenario == "no_mediators" else 0)


def test_only_runs_with_an_agreement_have_its_worth_and_rounds(january, kept):
    agreed = outcomes.of(kept, january, "agreement")

    assert 0 < agreed.sum() < RUNS
    for name in ("rounds_to_an_agreement", "worth_of_agreement_to_hamas"):
        assert (np.isnan(outcomes.of(kept, january, name)) == ~agreed).all()


def test_a_phase_whose_length_is_drawn_is_judged_by_the_length_of_the_run():
    drawn = configured("phases.phase_1.length={uniform: [20, 60]}")

    kept = play(drawn, 1, 200)

    length = kept.runs["phase_1_days"]
    assert length.min() < 25
    assert length.max() > 55
    found = outcomes.of(kept, drawn, "standing_after_phase_1")
    fell = ~outcomes.of(kept, drawn, "standing_at_horizon")
    assert (found == ~(fell & (kept.runs["last_day"] <= length))).all()
    late = fell & (kept.runs["last_day"] <= 40) & (kept.runs["last_day"] > length)
    assert late.any(), "some runs outlast a short phase and fall before day 40"
    assert found[late].all()


def test_what_was_not_kept_is_not_measured(january):
    """Of arrays of no length every measure would say that nothing happened."""
    kept = play(january, 3, 8, keep=records.RUNS_ONLY)

    for measure in (measures.limbo, measures.deaths, noted.crises, noted.traded):
        with pytest.raises(ValueError, match="were not kept"):
            measure(kept, january, measures.Asked())
    with pytest.raises(ValueError, match="were not kept"):
        observed.day_of(kept, january, "crisis", 1)
    with pytest.raises(IndexError):
        outcomes.of(kept, january, "all_hostages_by_end_of_phase_1")


def test_what_is_to_be_kept_follows_from_what_is_asked(january):
    few = ["agreement", "resumed_by_israel", "deaths"]
    assert outcomes.keep_for(few, january) == records.RUNS_ONLY

    keep = outcomes.keep_for([*few, "all_hostages_by_end_of_phase_1"], january)
    kept = play(january, 3, 8, keep=keep)
    for name in outcomes.of_scenario(january):
        outcomes.of(kept, january, name)


def test_a_name_that_is_no_outcome_is_refused(january):
    with pytest.raises(PremiseError, match="did you mean 'agreement'"):
        outcomes.check("agreemen", january)


def test_blocks_joined_are_the_runs_one_after_another(january):
    whole = play(january, 3, 12)
    parts = [play(january, 3, 5), play(january, 3, 7, first=5)]

    found = records.joined(parts)

    assert found.runs.tobytes() == whole.runs.tobytes()
    assert found.days.tobytes() == whole.days.tobytes()
    rows = min(found.log.shape[1], whole.log.shape[1])
    np.testing.assert_array_equal(found.log[:, :rows], whole.log[:, :rows])


def test_a_difference_has_a_direction_only_where_its_interval_has():
    up = pairs.means([1.0, 2.0, 3.0, 4.0], [2.0, 3.1, 4.0, 5.1])
    assert up.low > 0.0

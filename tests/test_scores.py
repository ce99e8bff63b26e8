"""Scores against closed forms, against SciPy, and against what they claim of themselves."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sim import scores

values = st.lists(st.floats(-100, 100), min_size=2, max_size=30)
number = st.floats(-100, 100)


@pytest.mark.parametrize(
    ("count", "runs", "expected"), [(0, 9, 0.05), (9, 9, 0.95), (1, 3, 0.375), (0, 0, 0.5)]
)
def test_a_chance_is_never_0_or_1(count, runs, expected):
    assert scores.chance(count, runs) == expected


def test_brier_by_hand():
    assert scores.brier(0.25, True) == 0.5625
    assert scores.brier(0.25, False) == 0.0625


def test_the_log_score_by_hand():
    assert scores.log_score(0.25, True) == pytest.approx(math.log(4.0))
    assert scores.log_score(0.25, False) == pytest.approx(-math.log(0.75))


@pytest.mark.parametrize("score", [scores.brier, scores.log_score])
def test_nobody_gains_by_stating_another_chance(score):
    """Whatever is true, the expected score is least where what is stated is true."""
    stated = np.linspace(0.01, 0.99, 99)
    for true in (0.1, 0.35, 0.8):
        expected = [true * score(one, True) + (1.0 - true) * score(one, False) for one in stated]
        assert stated[np.argmin(expected)] == pytest.approx(true)


def test_crps_by_hand():
    """Two runs, 0 and 2: |x - 1| is 1 on average, half the mean difference of all pairs 1/2."""
    assert scores.crps([0.0, 2.0], 1.0) == 0.5
    assert scores.fair_crps([0.0, 2.0], 1.0) == 0.0
    assert scores.crps([3.0], 1.0) == 2.0


def test_crps_of_many_quantiles_of_a_normal_is_its_closed_form():
    """[Gneiting2007]: sd (z (2 F(z) - 1) + 2 f(z) - 1 / sqrt(pi)), for z = (y - mean) / sd."""
    normal = stats.norm(3.0, 2.0)
    places = normal.ppf((np.arange(4000) + 0.5) / 4000)
    for happened in (-1.0, 3.0, 4.5):
        z = (happened - 3.0) / 2.0
        closed = 2.0 * (
            z * (2.0 * stats.norm.cdf(z) - 1.0) + 2.0 * stats.norm.pdf(z) - 1.0 / math.sqrt(math.pi)
        )
        assert scores.crps(places, happened) == pytest.approx(closed, abs=1e-3)


@given(values, number)
def test_crps_is_half_the_square_of_scipys_energy_distance(ensemble, happened):
    expected = stats.energy_distance(ensemble, [happened]) ** 2 / 2.0

    assert scores.crps(ensemble, happened) == pytest.approx(expected, abs=1e-6)


@given(values)
def test_the_spread_is_the_sum_over_all_pairs(ensemble):
    plain = sum(abs(one - other) for one in ensemble for other in ensemble)

    assert scores.spread(ensemble) == pytest.approx(plain, abs=1e-6)


def test_the_fair_score_of_few_runs_is_on_average_that_of_the_distribution():
    """Five runs of a uniform, scored against 0.3; its score is y^2 - y + 1/3, so 0.1233.

    The mean of the plain score is above it by a sixth over five (the mean difference over 2 n).
    """
    draws = np.random.default_rng(1).random((40_000, 5))
    exact = 0.3**2 - 0.3 + 1.0 / 3.0

    fair = np.array([scores.fair_crps(one, 0.3) for one in draws])
    plain = np.array([scores.crps(one, 0.3) for one in draws])

    error = fair.std() / math.sqrt(len(fair))
    assert abs(fair.mean() - exact) < 4.0 * error
    assert plain.mean() - exact == pytest.approx(1.0 / 30.0, abs=4.0 * error)
    assert plain.mean() - exact > 10.0 * error


def test_what_comes_later_counts_alike():
    days = np.array([40.0, 84.0, 85.0, 120.0, np.inf])

    assert scores.capped(days, 84).tolist() == [40, 84, 85, 85, 85]


def test_the_capped_score_is_the_integral_up_to_the_last_day():
    """CRPS is the integral of (F - step)^2; capped, of its part below the cap."""
    runs, happened, last = np.array([3.0, 10.0, 14.0, 30.0]), 12.0, 20.0
    grid = np.arange(0.0, last + 1.0, 0.001)
    steps = (runs[:, None] <= grid).mean(axis=0) - (happened <= grid)

    assert scores.crps(scores.capped(runs, last), happened) == pytest.approx(
        np.sum(steps**2) * 0.001, abs=1e-2
    )


@pytest.mark.parametrize("law", [stats.norm(0, 1), stats.poisson(1.5), stats.bernoulli(0.1)])
def test_the_pit_is_uniform_where_the_record_is_one_of_the_runs(law):
    """Ten runs and the record of one law, often equal: tested by Kolmogorov and Smirnov."""
    luck = np.random.default_rng(2)
    runs = law.rvs((5000, 11), random_state=luck)
    places = [scores.pit(one[:10], one[10], draw) for one, draw in zip(runs, luck.random(5000))]

    assert stats.kstest(places, "uniform").pvalue > 0.01


def test_the_pit_is_not_uniform_where_runs_are_too_narrow():
    luck = np.random.default_rng(3)
    runs, happened = luck.normal(0, 0.4, (2000, 10)), luck.normal(0, 1, 2000)
    places = [scores.pit(one, y, 0.5) for one, y in zip(runs, happened)]

    assert stats.kstest(places, "uniform").pvalue < 1e-6


def test_the_pit_by_hand():
    """Four runs, two of them equal to the record: between 1/5 and 4/5, as the draw says."""
    assert scores.pit([1, 2, 2, 5], 2, 0.0) == 0.2
    assert scores.pit([1, 2, 2, 5], 2, 0.5) == pytest.approx(0.5)
    assert scores.pit([1, 2, 2, 5], 9, 0.0) == 0.8


def test_the_central_runs_are_values_that_some_run_had():
    assert scores.central(np.arange(1, 101)) == (5.0, 50.0, 95.0)
    assert scores.central([0.0, 1.0]) == (0.0, 0.0, 1.0)


def test_bands_are_the_central_runs_of_each_column():
    columns = np.column_stack([np.arange(1, 101), np.arange(101, 201)])

    np.testing.assert_array_equal(scores.bands(columns), [[5, 105], [50, 150], [95, 195]])
    assert scores.CENTRAL == "central 90 %"

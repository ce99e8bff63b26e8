"""Intervals of shares and means: by hand, as SciPy has them, and what holds of any numbers."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from sim import intervals, pairs

T_THREE = 3.182446  # Student's t at 97.5 %, three degrees of freedom, from a table
counted = st.integers(1, 10**6).flatmap(
    lambda total: st.tuples(st.integers(0, total), st.just(total))
)


# -- shares ---------------------------------------------------------------------------------------


def test_a_wilson_interval_by_hand():
    """1 of 4 at z = 1.96: (.25 + .48 -+ .98 sqrt(.1875 + .24)/...) as Wilson's formula has it."""
    z = stats.norm.ppf(0.975)
    centre = (1 + z * z / 2) / (4 + z * z)
    half = z / (4 + z * z) * np.sqrt(1 * 3 / 4 + z * z / 4)

    np.testing.assert_allclose(intervals.wilson(1, 4), (centre - half, centre + half))


@pytest.mark.parametrize(("count", "total"), [(0, 7), (1, 7), (7, 7), (333, 1000), (999, 1000)])
@pytest.mark.parametrize("level", [0.95, 0.99])
def test_the_interval_of_a_share_is_scipys_wilson_interval(count, total, level):
    found = intervals.wilson(count, total, intervals.normal(1.0 - level))

    theirs = stats.binomtest(count, total).proportion_ci(level, method="wilson")
    assert found == pytest.approx((theirs.low, theirs.high), abs=1e-12)


def test_no_runs_say_nothing():
    assert np.isnan(intervals.wilson(0, 0)).all()


@settings(deadline=None)
@given(counted)
def test_a_wilson_interval_lies_within_0_and_1_holds_the_share_and_has_a_width(one):
    count, total = one

    low, high = intervals.wilson(count, total)

    assert 0.0 <= low < high <= 1.0
    assert low <= count / total + 1e-12
    assert high >= count / total - 1e-12


@settings(deadline=None)
@given(counted)
def test_the_interval_of_what_is_not_so_is_the_mirror_of_that_of_what_is(one):
    count, total = one

    low, high = intervals.wilson(count, total)

    assert intervals.wilson(total - count, total) == pytest.approx((1 - high, 1 - low), abs=1e-12)


@settings(deadline=None)
@given(st.lists(counted, min_size=1, max_size=10))
def test_many_shares_have_the_intervals_that_each_has_by_itself(some):
    counts, totals = np.array(some).T

    low, high = intervals.wilsons(counts, totals)

    assert list(zip(low, high, strict=True)) == [intervals.wilson(*one) for one in some]


@pytest.mark.parametrize("total", [1, 2, 3, 50, 1000, 10**6])
def test_none_of_some_runs_is_bounded_by_the_ends_of_the_intervals_in_tables(total):
    """That of the share, and that of the difference of two scenarios with no run gained or lost."""
    most = intervals.most_of_none(total)

    assert most == pytest.approx(intervals.wilson(0, total)[1], rel=1e-12)
    assert most == pytest.approx(pairs.tango(0, 0, total)[1], rel=1e-6)


# -- means ----------------------------------------------------------------------------------------


def test_half_the_interval_of_a_mean_by_hand():
    """1, 2, 3, 4: variance 5/3, so t x sqrt(5/12)."""
    half = intervals.half_of_mean(math.sqrt(5.0 / 3.0), 4)

    assert half == pytest.approx(T_THREE * math.sqrt(5.0 / 12.0), rel=1e-6)


@pytest.mark.parametrize("count", [2, 3, 20, 5000])
@pytest.mark.parametrize("level", [0.95, 0.99])
def test_the_interval_of_a_mean_is_scipys_of_student(count, level):
    values = np.random.default_rng(count).normal(3.0, 2.0, count)

    half = intervals.half_of_mean(values.std(ddof=1), count, 1.0 - level)

    theirs = stats.t.interval(level, count - 1, values.mean(), stats.sem(values))
    assert (values.mean() - half, values.mean() + half) == pytest.approx(theirs, abs=1e-12)


def test_few_numbers_have_an_interval_that_holds_their_mean_as_often_as_it_says():
    """Of three numbers the normal interval holds it in 81 of 100 draws."""
    drawn = np.random.default_rng(1).normal(size=(20_000, 3))

    half = intervals.half_of_mean(drawn.std(axis=1, ddof=1), 3)

    assert (np.abs(drawn.mean(axis=1)) <= half).mean() == pytest.approx(0.95, abs=0.005)


def test_many_means_have_the_intervals_that_each_has_by_itself():
    spreads, counts = np.array([1.0, 2.0, 3.0]), np.array([2, 30, 400])

    halves = intervals.half_of_mean(spreads, counts)

    each = [intervals.half_of_mean(*one) for one in zip(spreads, counts, strict=True)]
    assert halves.tolist() == each


def test_fewer_than_two_numbers_have_no_interval():
    assert np.isnan(intervals.student(np.array([0, 1]))).all()


def test_over_many_numbers_students_interval_is_the_normal_one():
    assert intervals.student(10**9) == pytest.approx(intervals.QUANTILE, rel=1e-8)
    assert (np.diff(intervals.student(np.arange(2, 1000))) < 0.0).all()


@pytest.mark.parametrize("error", [0.05, 0.01, 0.05 / 36])
def test_the_quantile_of_an_error_is_scipys(error):
    assert intervals.normal(error) == pytest.approx(stats.norm.ppf(1.0 - error / 2.0), rel=1e-9)
    assert intervals.student(7, error) == pytest.approx(stats.t.ppf(1.0 - error / 2.0, 6), rel=1e-9)
    assert intervals.normal(intervals.ERROR) == pytest.approx(intervals.QUANTILE, rel=1e-15)

"""Points and luck drawn anew: what a draw may be, and the interval that draws make."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from sim import bootstrap
from sim.discovery import resampling, samples


@settings(deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 30), st.integers(1, 30))
def test_as_many_are_drawn_as_there_are(seed, clusters, seeds):
    luck = np.random.default_rng(seed)

    drawn, often = bootstrap.crossed(luck, clusters, seeds, 7)

    assert (drawn.shape, often.shape) == ((clusters, 7), (seeds, 7))
    assert drawn.sum(axis=0).tolist() == [clusters] * 7
    assert often.sum(axis=0).tolist() == [seeds] * 7


def test_how_often_one_is_drawn_is_binomial():
    found = bootstrap.counts(np.random.default_rng(1), 4, 20_000)

    shares = [(found == times).mean() for times in range(5)]
    np.testing.assert_allclose(shares, stats.binom.pmf(range(5), 4, 0.25), atol=0.005)


def test_clusters_and_luck_are_drawn_independently_of_each_other():
    drawn, often = bootstrap.crossed(np.random.default_rng(1), 5, 5, 20_000)

    beside = np.corrcoef(drawn, often)[:5, 5:]
    assert np.abs(beside).max() < 0.03


def test_points_of_a_cluster_are_drawn_together_and_runs_apart_from_them():
    has = np.zeros((6, 4))
    observed = samples.Observed(has, has + 1.0, np.array([0, 1, 2, 0, 1, 2]))

    points, runs = resampling.resampled(np.random.default_rng(3), observed)

    assert points[:3].tolist() == points[3:].tolist()
    assert (points.sum(), runs.sum()) == (6.0, 4.0)
    assert len(set(points)) > 1


def test_an_interval_is_the_central_part_of_the_draws_that_have_a_number():
    draws = np.append(np.arange(1001.0), np.nan)

    low, high = bootstrap.interval(np.array([draws, -draws]))

    np.testing.assert_allclose((low, high), ([25.0, -975.0], [975.0, -25.0]))

"""Worked by hand: what comparisons and sweeps make of a few numbers."""

from types import SimpleNamespace

import numpy as np
import pytest
from by_hand import near

from experiments.comparing import tables
from experiments.sweeping import contrasts, turning
from sim import intervals, parting


def parted(*days):
    """Runs that part by the same two events on such days."""
    return [SimpleNamespace(day=day, manner="a / b") for day in days]


@pytest.mark.parametrize(("days", "median"), [((1, 2, 9), 2), ((1, 2, 4, 9), 3), ((7,), 7)])
def test_runs_part_on_the_median_day_of_those_that_do(days, median):
    (found,) = tables.parted_by(parted(*days, parting.NOT_PARTED))

    assert found == ("a / b", len(days), median)


def test_what_parts_most_runs_comes_first():
    rare, frequent = SimpleNamespace(day=1, manner="rare"), parted(4, 4)

    assert [one.runs for one in tables.parted_by([rare, *frequent])] == [2, 1]


def test_where_points_of_a_level_are_alike_those_of_all_levels_stand_in():
    """Points of 0, 2 and 4 about a mean of 2: 8 by 2 + 1 degrees of freedom; the other has two."""
    parts = np.array([[-2.0, 0.0, 2.0], [0.0, 0.0, 0.0]]) / 3.0
    there = np.array([[True, True, True], [True, True, False]])
    levels = SimpleNamespace(over_points=lambda: (parts, there))

    own, pooled = contrasts.halves_of(levels, 0.05)

    assert own == near(intervals.student(3, 0.05) * np.sqrt(4.0 / 3.0))
    assert pooled == near(intervals.student(2, 0.05) * np.sqrt(8.0 / 3.0 / 2.0))


def test_a_point_at_which_a_difference_is_clear_has_an_interval_beside_nothing():
    """Runs at 1 and -1 about a mean: it is clear from where half the interval ends."""
    about = np.tile([1.0, -1.0], 15)
    spread = about.std(ddof=1)
    half = float(intervals.half_of_mean(np.array([spread]), np.array([30]), 0.05)[0])
    for mean, clear in ((half * 1.001, 1), (half * 0.999, 0)):
        found = turning.counted((about + mean)[None, None], 1.0)
        assert found == (clear, 0, 1 - clear)


def test_nothing_is_said_of_turns_where_points_have_too_few_runs():
    few = SimpleNamespace(played=np.array([intervals.FEWEST - 1, 5]))

    assert turning.turns(None, SimpleNamespace(size=2), few, None) is None

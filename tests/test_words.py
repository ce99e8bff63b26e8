"""Shares in words: one rule, wherever they stand."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.discovering import clauses
from experiments.sweeping import summary, told
from experiments.sweeping.estimates import Estimate
from sim import outcomes, words
from sim.classroom.exploring import counts
from sim.discovery.resampling import Span
from sim.plots import heat

SHARES = SimpleNamespace(
    is_share=True, outcome=SimpleNamespace(kind=outcomes.YES_NO, words="an agreement", unit="")
)


def test_no_share_reads_as_none_or_all_unless_it_is():
    shares = [words.percent(share) for share in (0.0, 1e-4, 0.013, 0.25, 0.9999, 1.0)]

    assert shares == ["0 %", "under 0.1 %", "1.3 %", "25 %", "over 99.9 %", "100 %"]


def test_half_a_per_cent_is_rounded_up_whether_the_whole_is_even_or_not():
    assert [words.percent(share) for share in (0.365, 0.375, 0.465)] == ["37 %", "38 %", "47 %"]


def test_half_a_decimal_is_rounded_up_likewise():
    """0.0225, 0.0625 and 0.3625 are halves; 1 - 0.0005 is one as well but for its last bit."""
    assert [words.percents(share) for share in (0.0225, 0.0625)] == ["2.3", "6.3"]
    assert [words.percents(share, 1) for share in (0.3625, 0.3615)] == ["36.3", "36.2"]
    assert words.percents(1.0 - 0.0005) == "over 99.9"


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (0.0, 0.0127, "0 to 1.3 %"),
        (0.0, 0.0004, "0 to under 0.1 %"),
        (0.002, 0.35, "0.2 to 35 %"),
        (0.12, 0.15, "12 to 15 %"),
        (0.121, 0.129, "12.1 to 12.9 %"),
        (0.62, 0.997, "62 to 99.7 %"),
        (0.5, 0.5, "50.0 %"),
    ],
)
def test_the_ends_of_an_interval_are_told_by_the_same_rule(low, high, text):
    assert words.percent_range(low, high) == text


@given(st.floats(0.0, 1.0), st.integers(0, 2))
def test_only_none_and_all_read_as_such(share, decimals):
    text = words.percents(share, decimals)

    assert (text.strip("0.") == "") == (share == 0.0)
    assert text.startswith("100") == (share == 1.0)


@pytest.mark.parametrize(
    ("first", "last", "texts"),
    [
        (0.364, 0.476, ("36.4", "47.6")),  # 11.2 apart, but 36 and 48 are 12
        (0.365, 0.475, ("37", "48")),
        (0.366, 0.369, ("36.6", "36.9")),
        (0.004, 0.47, ("0.4", "47")),
        (0.47, 0.47, ("47", "47")),
        (0.0, 1.0, ("0", "100")),
    ],
)
def test_two_shares_are_as_far_apart_in_words_as_their_difference(first, last, texts):
    assert words.percents_apart(first, last) == texts


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_two_shares_that_differ_by_a_point_never_read_alike(first, last):
    one, other = words.percents_apart(first, last)

    assert one != other or abs(first - last) < 0.01


@pytest.mark.parametrize("share", [0.0, 0.0004, 0.004, 0.075, 0.365, 0.745, 0.996, 0.9997, 1.0])
def test_a_sweep_and_a_discovery_tell_the_same_share_alike(share):
    low, high = max(share - 0.03, 0.0), min(share + 0.03, 1.0)
    estimate = Estimate(share, low, high, 1, 1000)

    mean = told.between(SHARES, share, share)
    cell = summary.cell(SHARES, estimate)
    drawn = heat.number(100.0 * share, SimpleNamespace(half=50.0))

    assert mean == f"{words.percent(share)} of runs"
    assert drawn.replace("<", "under ").replace(">", "over ") == words.percents(share)
    assert f"{cell.removesuffix(')')} %)".replace(" (", " % (") == clauses.span(
        Span(share, low, high)
    )


def test_the_interval_of_none_of_many_runs_does_not_read_as_nothing():
    """The end of the interval of Wilson for none of 1,000 is 0.4 %."""
    assert counts.share(np.zeros(1000, dtype=bool)) == ("0 of 1,000", "0 to 0.4 %")

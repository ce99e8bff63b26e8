"""Sentences about counts and differences: their grammar, and that the numbers in them are right."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.reporting import cells, worded
from experiments.reporting.comparison.differences import Row, sentence, short
from sim import intervals, pairs
from sim.metrics import Number
from sim.outcomes import SHARE

WHAT = "the truce stands at the end"


def number(count, of):
    """A share of runs as a summary has it."""
    low, high = intervals.wilson(count, of) if of else (math.nan, math.nan)
    return Number(count / of if of else math.nan, SHARE, low, high, "95 % interval", count, of)


@pytest.mark.parametrize(
    ("count", "of", "told"),
    [
        (0, 0, "The truce stands at the end: there is no run to count."),
        (0, 1, "In the one run that was played it is not so that the truce stands at the end."),
        (1, 1, "In the one run that was played it is so that the truce stands at the end."),
        (0, 1000, "In none of 1,000 runs the truce stands at the end "
                  "(at most about 0.4 %, 95 % interval)."),
        (1000, 1000, "In all of 1,000 runs the truce stands at the end "
                     "(at least about 99.6 %, 95 % interval)."),
        (412, 1000, "In 412 of 1,000 runs (41.2 %, 95 % interval 38.2 to 44.3 %) "
                    "the truce stands at the end."),
        (1, 2, "In 1 of 2 runs (50.0 %, 95 % interval 9.5 to 91 %) the truce stands at the end."),
    ],
)  # fmt: skip
def test_a_share_is_told_in_runs_with_its_interval(count, of, told):
    assert worded.share(WHAT, number(count, of)) == told


@given(st.integers(2, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_counts_in_a_sentence_are_those_of_the_number(given):
    count, of = given
    told = worded.share(WHAT, number(count, of))
    found = [int(text.replace(",", "")) for text in re.findall(r"(\d[\d,]*)(?= of | runs)", told)]

    if 0 < count < of:
        assert found == [count, of]
    else:
        assert found == [of]
        assert ("none" in told) == (count == 0)


def row(first, second, gained, lost, runs, **changes):
    """A difference of shares as a comparison has it."""
    low, high = pairs.tango(gained, lost, runs)
    made = Row(
        "other", "base", "standing_at_horizon", SHARE, WHAT, first, second, second - first, low,
        high, gained, lost, math.nan, runs,
    )  # fmt: skip
    return made._replace(**changes)


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        (row(0.29, 0.561, 281, 10, 1000),
         "With `other` the truce stands at the end in 271 more of 1,000 runs than with `base` "
         "(+27.1 points, 95 % interval +24.3 to +30.1): 561 against 290; 281 only with it, 10 only "
         "without it."),
        (row(0.5, 0.5, 3, 3, 100),
         "With `other` the truce stands at the end in as many of 100 runs as with `base` "
         "(0.0 points, 95 % interval -5.9 to +5.9): 50 against 50; 3 only with it, 3 only "
         "without it."),
        (row(0.29, 0.29, 0, 0, 100),
         "With `other` the truce stands at the end in the very same 29 of 100 runs, as with `base` "
         "(0.0 points, 95 % interval -3.7 to +3.7)."),
        (row(0.0, 0.0, 0, 0, 100),
         "With `other` the truce stands at the end in none of 100 runs, as with `base` "
         "(0.0 points, 95 % interval -3.7 to +3.7)."),
        (row(1.0, 1.0, 0, 0, 100),
         "With `other` the truce stands at the end in all of 100 runs, as with `base` "
         "(0.0 points, 95 % interval -3.7 to +3.7)."),
        (row(0.02, 0.0, 0, 2, 100),
         "With `other` the truce stands at the end in 2 fewer of 100 runs than with `base` "
         "(-2.0 points, 95 % interval -7.0 to +1.8): none against 2; 0 only with it, 2 only "
         "without it."),
        (row(0.0, 1.0, 1, 0, 1),
         "With `other` the truce stands at the end in 1 more of 1 run than with `base` "
         "(+100.0 points, 95 % interval -58.7 to +100.0): 1 against none; 1 only with it, "
         "0 only without it."),
    ],
)  # fmt: skip
def test_a_difference_of_shares_comes_before_the_levels_it_lies_between(shown, told):
    assert sentence(shown) == told


def test_a_difference_of_means_comes_before_the_levels():
    shown = row(85.35, 110.25, 0, 0, 1000, unit="days", words="days of truce", low=22.8, high=27.1)

    assert sentence(shown) == (
        "Days of truce: +24.9, 95 % interval +22.8 to +27.1, with `other` in the mean over 1,000 "
        "pairs of runs; 110.2 against 85.3 with `base`."
    )
    assert short(shown) == "days of truce (+24.9, 95 % interval +22.8 to +27.1)"


@given(st.integers(1, 400), st.data())
def test_the_numbers_of_a_difference_add_up(runs, data):
    gained = data.draw(st.integers(0, runs))
    lost = data.draw(st.integers(0, runs - gained))
    before = data.draw(st.integers(lost, runs - gained))
    told = sentence(row(before / runs, (before + gained - lost) / runs, gained, lost, runs))

    if gained or lost:
        after, first = re.search(r"\): (\S+) against (\S+);", told).groups()
        counts = [0 if text == "none" else int(text) for text in (after, first)]
        assert counts == [before + gained - lost, before]
        assert f"{gained} only with it, {lost} only without it." in told
        assert ("more" in told, "fewer" in told) == (gained > lost, gained < lost)
    else:
        assert "only with" not in told


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_numbers_of_a_file_come_back_as_they_were(values):
    columns, rows = cells.table(["number"], [[repr(value)] for value in values])

    assert [one for (one,) in rows] == values
    assert columns[0].is_number


def test_a_column_with_a_word_in_it_is_of_words_and_empty_cells_are_none():
    columns, rows = cells.table(["a", "b", "c"], [["1", "x", ""], ["", "2", ""]])

    assert [one.is_number for one in columns] == [True, False, False]
    assert rows == ((1, "x", None), (None, "2", None))


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0.0"), (-1e-9, "0.0"), (-0.04, "-0.04"), (0.05, "+0.1"), (-3.0, "-3.0"),
     (-1200.0, "-1,200.0")],
)  # fmt: skip
def test_nothing_has_no_sign_and_the_side_of_nothing_is_not_rounded_away(value, text):
    assert worded.signed(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(25.034, "+25.0"), (-2.9, "-2.90"), (0.0, "0"), (100.2, "+100"), (999.7, "+1,000"),
     (-0.00107, "-0.00107")],
)  # fmt: skip
def test_three_figures_stay_three(value, text):
    assert worded.figures(value) == text


@pytest.mark.parametrize(
    ("low", "high", "digits"),
    [(22.8, 27.1, 1), (-2.9, -2.47, 2), (-12.0, -0.3, 1), (26.0, 46.0, 0), (-0.001, 5.0, 3),
     (0.0, 0.0, 1), (-1e-12, 5.0, 1)],
)  # fmt: skip
def test_numbers_of_an_interval_share_as_many_decimals_as_it_is_wide(low, high, digits):
    assert intervals.decimals(low, high) == digits


@pytest.mark.parametrize(
    ("low", "high", "is_clear"),
    [(0.1, 0.2, True), (-0.2, -0.1, True), (0.0, 0.2, False), (-0.2, 0.0, False),
     (-0.1, 0.1, False), (math.nan, math.nan, False)],
)  # fmt: skip
def test_an_interval_that_touches_nothing_is_not_clear_of_it(low, high, is_clear):
    assert worded.is_clear(low, high) == is_clear


def test_what_some_runs_lack_says_in_which_it_is_compared():
    shown = row(64.0, 85.9, 0, 0, 710, unit="day", words="day", low=20.1, high=23.6, of=1000)

    assert shown.label == "day, in runs that have it in both"
    assert "over 710 pairs of runs that have it in both; 85.9 against 64.0" in sentence(shown)
    assert shown._replace(of=710).label == "day"

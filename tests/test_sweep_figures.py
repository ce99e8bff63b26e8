"""Figures of sweeps: the numbers by hand, and what is drawn of whatever there is."""

import itertools
import json
import logging
import shutil
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from left import contents
from matplotlib.contour import QuadContourSet
from matplotlib.font_manager import FontProperties, findfont
from playing import configured, planned
from test_plots import visible

from experiments import _command, console, provenance, sweep
from experiments.sweeping import (
    bases,
    estimates,
    figures,
    findings,
    pictured_cases,
    pictured_effects,
    pictured_heat,
    reading,
    summary,
    tables,
    told,
    varied,
    work,
)
from experiments.sweeping.levels import Levels
from sim import intervals, outcomes, pairs
from sim.plots import heat, style

quick = settings(deadline=None, max_examples=40)

A, B = "mediators.us.guarantee_hamas", "parties.hamas.haste"
TRUST, NOISE = "parties.hamas.trust", "violence.background"
T_ONE, T_TWO = 12.706204736, 4.302652730  # Student's t at 97.5 %, one and two degrees of freedom
YES = "agreement"
DAYS = "truce_days_to_horizon"
RESUMED = "day_fighting_resumed"


def job(design, runs):
    """What a sweep would be played with, as far as figures ask for it."""
    scenario = configured()
    found = reading.read(design, scenario)
    names = found.outcomes or (YES, "standing_at_horizon", DAYS)
    return SimpleNamespace(
        plan=found, bases=SimpleNamespace(first=scenario, names=names), seed=4, runs=runs,
        identity={"config_hash": "0123456789abcdef", "code_hash": "x"},
    )  # fmt: skip


def leave(folder, swept, values):
    """Write the tables that a sweep leaves; ``values`` has (points, runs) by outcome, nan for none.

    A point without any run that has the first outcome has no runs at all: it could not be played.
    """
    first = next(iter(values.values()))
    played = ~np.isnan(first).all(axis=1)
    points, runs = np.nonzero(np.broadcast_to(played[:, None], first.shape))
    table = {"point": points, "run": runs}
    means = {"point": np.arange(len(first)), "runs": played * first.shape[1]}
    known = outcomes.of_scenario(swept.bases.first)
    for name, each in values.items():
        kind = pa.bool_() if known[name].kind == outcomes.YES_NO else pa.float64()
        column = pa.array(each[points, runs], from_pandas=True)
        table[name] = column.cast(pa.bool_()) if kind == pa.bool_() else column
        count = (~np.isnan(each)).sum(axis=1)
        with np.errstate(invalid="ignore"):
            mean = np.where(np.isnan(each), 0.0, each).sum(axis=1) / count
        means |= {name: pa.array(mean, from_pandas=True), f"{name}_of": count}
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(table), folder / "runs.parquet", row_group_size=5)
    pq.write_table(pa.table(means), folder / "points.parquet")
    record = {"failures": int((~played).sum()), "command": ["experiments.sweep"]}
    (folder / provenance.FILE).write_text(json.dumps(record))
    return folder


def found_of(folder, swept, values, name):
    """What is found of an outcome in made-up tables."""
    leave(folder, swept, values)
    return findings.every(swept, folder, [name])[name]


def sampled(decisions, points, keys=(TRUST,)):
    """A design with some decisions at each of a few points that were drawn."""
    uncertain = {key: {"uniform": [0.2, 0.5]} for key in keys}
    return {
        "decisions": decisions, "uncertainties": uncertain, "sample": "random", "points": points
    }  # fmt: skip


TINY = np.array([[0, 1], [0, 0], [1, 1], [1, 1], [0, 1], [1, 1]], dtype=float)


def ends(one):
    return one.value, one.low, one.high


# -- numbers by hand ------------------------------------------------------------------------------


def test_a_mean_counts_points_and_run_numbers_as_cases(tmp_path):
    """Points at the first level have 1/2, 0 and 1; run numbers have 1/3 and 2/3."""
    swept = job(sampled({A: [0, 0.1]}, 3), 2)

    found = found_of(tmp_path, swept, {DAYS: TINY}, DAYS)

    first = found.shown[0].means[0]
    of_points = T_TWO * np.sqrt(0.25 / 3)
    of_luck = T_ONE * np.sqrt((1 / 18) / 2)
    assert first.value == pytest.approx(0.5)
    assert first.apart == pytest.approx(of_points)
    assert first.high - first.value == pytest.approx(np.hypot(of_points, of_luck))
    assert (first.points, first.runs) == (3, 2)


def test_decisions_are_compared_point_by_point_and_run_by_run(tmp_path):
    """Differences at the points are 1/2, 1/2 and 0; both run numbers have 1/3."""
    swept = job(sampled({A: [0, 0.1]}, 3), 2)

    found = found_of(tmp_path, swept, {DAYS: TINY}, DAYS)

    nothing, off = found.shown[0].differences
    half = T_TWO * np.sqrt((1 / 12) / 3)
    assert np.isnan(nothing.value)
    assert ends(off) == pytest.approx((1 / 3, 1 / 3 - half, 1 / 3 + half))


def test_luck_alone_is_sampled_where_the_points_are_a_grid(tmp_path):
    """Levels of the second decision: run by run 0 and 1, 1 and 1; their differences 1 and 0."""
    swept = job({"decisions": {A: [0, 0.1], B: [0.5, 1]}}, 2)
    values = np.array([[0, 1], [1, 1], [0, 1], [1, 1]], dtype=float)

    found = found_of(tmp_path, swept, {DAYS: values}, DAYS)

    one, other = found.shown
    half = T_ONE * np.sqrt(0.5 / 2)
    assert [each.value for each in one.means] == [0.75, 0.75]
    assert [each.value for each in other.means] == [0.5, 1.0]
    assert ends(other.differences[1]) == pytest.approx((0.5, 0.5 - half, 0.5 + half))
    assert ends(one.differences[1]) == (0.0, 0.0, 0.0)
    assert np.isnan(other.means[0].apart)


def test_a_grid_of_what_is_not_known_is_compared_level_by_level_too(tmp_path):
    swept = job({"decisions": {A: [0, 0.1]}, "uncertainties": {TRUST: [0.5, 0.2], B: [1, 2]}}, 2)
    values = np.arange(16.0).reshape(8, 2)

    found = found_of(tmp_path, swept, {DAYS: values}, DAYS)

    assert [one.of.key for one in found.shown] == [A, TRUST, B]
    assert [one.differences[1].value for one in found.shown] == [8.0, 4.0, 2.0]
    assert found.shown[1].of.places == (0.5, 0.2)


def test_levels_are_compared_where_both_were_played(tmp_path):
    swept = job(sampled({A: [0, 0.1]}, 3), 2)
    values = TINY.copy()
    values[5] = np.nan

    found = found_of(tmp_path, swept, {DAYS: values}, DAYS)

    assert found.shown[0].means[1].value == pytest.approx(0.75)
    assert found.shown[0].differences[1].value == pytest.approx(0.5)
    assert found.shown[0].differences[1].points == 2


def test_luck_counts_where_both_were_played(tmp_path):
    """Without the second point differences are 1/2 and 0 by point, and 1/2 and 0 by run."""
    swept = job(sampled({A: [0, 0.1]}, 3), 2)
    values = TINY.copy()
    values[1] = np.nan

    off = found_of(tmp_path, swept, {DAYS: values}, DAYS).shown[0].differences[1]

    half = T_ONE * np.sqrt(0.125 / 2)
    assert ends(off) == pytest.approx((0.25, 0.25 - np.sqrt(2) * half, 0.25 + np.sqrt(2) * half))


def test_a_level_that_was_not_played_is_nobodys_measure(tmp_path):
    swept = job({"decisions": {A: [0, 0.1, 0.2]}}, 2)
    values = np.array([[np.nan, np.nan], [0.0, 1.0], [1.0, 2.0]])

    (shown,) = found_of(tmp_path, swept, {DAYS: values}, DAYS).shown

    assert shown.base == 1
    assert [each.value for each in shown.differences][2] == 1.0
    assert np.isnan([each.value for each in shown.differences[:2]]).all()


def test_runs_without_a_number_count_in_no_mean(tmp_path):
    """Means 40 and 45: of one run at the first point, of two at the second."""
    swept = job({"decisions": {A: [0, 0.1]}, "outcomes": [RESUMED]}, 2)
    values = np.array([[40.0, np.nan], [44.0, 46.0]])

    (shown,) = found_of(tmp_path, swept, {RESUMED: values}, RESUMED).shown

    assert [each.value for each in shown.means] == [40.0, 45.0]
    assert shown.differences[1].value == 5.0
    assert np.isnan(shown.means[0].low)


def test_none_of_n_runs_leaves_an_interval(tmp_path):
    swept = job({"decisions": {A: [0, 0.1]}}, 50)
    values = np.zeros((2, 50))

    (shown,) = found_of(tmp_path, swept, {YES: values}, YES).shown

    assert ends(shown.means[0]) == pytest.approx((0.0, 0.0, 0.0713), abs=1e-3)
    assert shown.differences[1].low < 0.0 < shown.differences[1].high


def test_one_run_a_point_says_nothing_about_luck(tmp_path):
    swept = job(sampled({A: [0, 0.1]}, 12), 1)
    values = np.tile([[0.0], [1.0]], (12, 1))

    found = found_of(tmp_path, swept, {YES: values}, YES)

    assert np.isnan(found.overall.low)
    assert found.overall.apart > 0.0
    assert "one run a point" in pictured_effects.numbers(found).reading


def test_intervals_hold_the_truth_about_as_often_as_they_say(tmp_path):
    """Points, luck and both together move an outcome; 95 of 100 intervals should hold its mean."""
    draw = np.random.default_rng(5)
    swept = job(sampled({A: [0, 0.1]}, 12), 15)
    held, compared = 0, 0
    for _ in range(200):
        points, luck = draw.normal(0, 1, (1, 12, 1)), draw.normal(0, 1, (1, 1, 15))
        values = points + luck + draw.normal(0, 1, (2, 12, 15))
        values[1] += 0.5 + 0.3 * draw.normal(0, 1, (12, 1)) + 0.3 * draw.normal(0, 1, (1, 15))
        found = found_of(tmp_path, swept, {DAYS: values.reshape(24, 15)}, DAYS)
        (_, off), first = found.shown[0].differences, found.shown[0].means[0]
        held += first.low <= 0.0 <= first.high
        compared += off.low <= 0.5 <= off.high

    assert 184 <= held <= 200
    assert 184 <= compared <= 200


def test_a_cell_of_a_heat_map_is_the_mean_of_its_points():
    design = {"decisions": {A: [0, 0.1], B: [0.5, 1]}, "uncertainties": {TRUST: [0.2, 0.3]}}
    decided = varied.of_plan(planned(design), configured())[:2]
    means = np.array([[1, 3], [5, np.nan], [np.nan, np.nan], [2, 2]])

    found = pictured_heat.cells(means, decided[1], decided[0])

    np.testing.assert_array_equal(found, [[2, np.nan], [5, 2]])


# -- words ----------------------------------------------------------------------------------------


def test_what_varied_is_named_in_a_few_words():
    design = {
        "cases": [{"name": "one", "set": {"talks.rounds": 9}}, {"name": "two", "set": {}}],
        "zipped": [
            {"parties.israel.discount": [0.9, 1.0], "parties.hamas.discount": [0.9, 1.0]},
            {"choice.scale": [0.1, 0.2], "talks.protocol": ["one_text", "no_talks"]},
        ],
        "decisions": {A: [0, 0.1], "scenario": ["january_2025"]},
    }

    found = varied.of_plan(planned(design), configured())

    assert [one.words for one in found] == [
        "case", "Israel's and Hamas's discount", "choice scale and talks protocol",
        "United States guarantee to Hamas", "scenario",
    ]  # fmt: skip
    assert found[0].levels == ("one", "two")
    assert found[1].places == (0.9, 1.0)
    assert found[2].levels == ("0.1 / one text", "0.2 / no talks")
    assert found[2].places == ()
    assert [one.stride for one in found] == [8, 4, 2, 1, 1]


def test_invented_names_are_used_where_they_are_played():
    scenario = configured()
    renamed = scenario._replace(names={**scenario.names, "us": "Meridia", "hamas": "Taluna"})

    (found,) = varied.of_plan(planned({"decisions": {A: [0, 0.1]}}), renamed)

    assert found.words == "Meridia guarantee to Taluna"


def test_a_range_is_shown_in_parts_with_equally_many_points():
    found = planned(sampled({A: [0, 0.1]}, 40))

    _, one = varied.of_plan(found, configured())

    assert one.count == 8
    assert (np.bincount(one.of) == 5).all()
    values = np.array(found.samples.columns[TRUST])
    assert one.places == pytest.approx([values[one.of == part].mean() for part in range(8)])


def test_the_title_says_the_largest_difference_that_is_clear(tmp_path):
    swept = job({"decisions": {A: [0, 0.1, 0.2], B: [0.5, 1]}}, 40)
    values = np.zeros((6, 40))
    values[2:4, :20] = values[4:, :30] = 1.0

    found = found_of(tmp_path, swept, {YES: values}, YES)

    assert told.headline(found) == (
        "An agreement is ratified: 0 to 75 % of runs as the United States guarantee to Hamas goes "
        "from 0 to 0.2"
    )


def test_the_title_claims_nothing_that_luck_may_account_for(tmp_path):
    swept = job({"decisions": {A: [0, 0.1]}}, 10)
    values = np.zeros((2, 10))
    values[0, :5] = values[1, 4:9] = 1.0

    found = found_of(tmp_path, swept, {YES: values}, YES)

    assert told.headline(found) == (
        "An agreement is ratified: 50 % of runs on average; no difference is clear of luck"
    )


KEYS = (TRUST, NOISE, B, "parties.israel.trust")
TWELVE = {"talks.rounds": list(range(10, 22))}
NOTHING = {
    "one uncertainty": sampled({}, 128, KEYS[:1]),
    "four uncertainties": sampled({}, 128, KEYS),
    "few points, a run each twice": sampled({}, 40, KEYS),
    "a decision of twelve levels": {"decisions": TWELVE},
    "decisions on drawn points": sampled(TWELVE, 8),
}


@pytest.mark.parametrize("design", NOTHING)
def test_of_noise_alone_hardly_anything_is_called_clear_of_luck(design, tmp_path):
    """A share of one half at every level; in 5 of 100 sweeps some difference may be clear."""
    draws, runs = 200, 4 if "uncertaint" in design else 60 if "twelve" in design else 2
    swept, called = job(NOTHING[design], runs), 0
    for seed in range(draws):
        values = np.random.default_rng(seed).random((swept.plan.size, runs)) < 0.5
        best = told.foremost(found_of(tmp_path, swept, {YES: values.astype(float)}, YES))
        called += best.is_clear

    assert called <= 0.05 * draws + 6  # twice what chance adds to it


def test_an_effect_of_what_is_not_known_is_said(tmp_path):
    swept = job(sampled({}, 128), 20)
    trust = np.array(swept.plan.samples.columns[TRUST])[:, None]
    values = np.random.default_rng(3).random((128, 20)) < 0.2 + 2.0 * (trust - 0.2)

    found = found_of(tmp_path, swept, {YES: values.astype(float)}, YES)

    assert "as Hamas's trust goes from about 0.2" in told.headline(found)
    assert found.compared == 28


def test_a_clear_effect_of_what_is_not_known_is_said_though_another_spreads_wider(tmp_path):
    """Haste: points far apart by chance; trust: a little, at every point."""
    swept = job(sampled({A: [0, 0.1]}, 128, (TRUST, B)), 4)
    trust, haste = (np.array(swept.plan.samples.columns[key]) for key in (TRUST, B))
    highest = np.argsort(haste)[-16:]
    wild = [highest[np.argmin(np.abs(trust[highest] - one))] for one in (0.27, 0.33, 0.38)]
    means = 100.0 * trust
    means[wild] += 240.0
    values = np.tile(means[:, None], (2, 4))

    found = found_of(tmp_path, swept, {DAYS: values}, DAYS)

    by_trust, by_haste = found.unsure
    assert pictured_effects.spread(by_haste) > pictured_effects.spread(by_trust)
    assert not by_haste.largest.is_clear
    assert "as Hamas's trust goes from" in pictured_effects.numbers(found).reading


def test_an_effect_among_twelve_levels_is_said_with_the_interval_it_is_clear_by(tmp_path):
    swept = job({"decisions": TWELVE}, 200)
    values = np.zeros((12, 200))
    values[:, :60], values[7, :100] = 1.0, 1.0

    found = found_of(tmp_path, swept, {YES: values}, YES)

    low, high = pairs.tango(40, 0, 200, intervals.normal(0.05 / 66))
    assert told.headline(found).endswith("30 to 50 % of runs as talks rounds goes from 10 to 17")
    assert summary.interval(found) == (
        f" (difference 20.0 points, {100 * low:.1f} to {100 * high:.1f} for the largest of 66 "
        "pairs of levels, on the same luck)"
    )


def test_two_shares_beside_their_difference_are_as_far_apart_as_it_says(tmp_path):
    """36.4 and 47.6 are 11.2 apart, but 36 and 48 would be 12."""
    swept = job({"decisions": {A: [0, 0.1]}}, 250)
    values = np.zeros((2, 250))
    values[0, :91], values[1, :119] = 1.0, 1.0

    found = found_of(tmp_path, swept, {YES: values}, YES)

    assert ": 36.4 to 47.6 % of runs as " in told.headline(found)
    assert summary.interval(found).startswith(" (difference 11.2 points, ")


@pytest.mark.parametrize(("value", "says"), [(0.01, "1 point"), (0.02, "2 points")])
def test_a_difference_of_one_point_is_a_point(tmp_path, monkeypatch, value, says):
    swept = job({"decisions": TWELVE}, 20)
    found = found_of(tmp_path, swept, {YES: np.zeros((12, 20))}, YES)
    off = SimpleNamespace(value=value, low=0.006, high=0.24)
    monkeypatch.setattr(told, "foremost", lambda _: told.Said(value, True, "", off, True))

    assert summary.interval(found).startswith(f" (difference {says}, 1 to 24 for")


def test_a_clear_difference_is_said_though_a_larger_one_is_not_clear(tmp_path):
    """One case differs far, in runs of great spread; another a little, in every run."""
    swept = job({"cases": [{"name": one, "set": {A: 0}} for one in ("a", "wild", "steady")]}, 20)
    values = np.zeros((3, 20))
    values[1, :10], values[1, 10:] = 200.0, -180.0
    values[2] = np.linspace(4.0, 5.0, 20)

    found = found_of(tmp_path, swept, {DAYS: values}, DAYS)

    assert abs(found.shown[0].differences[1].value) > found.shown[0].differences[2].value
    assert "0 days (a) and 4.5 days (steady)" in told.headline(found)


def test_levels_other_than_the_first_are_compared_with_each_other(tmp_path):
    swept = job({"decisions": {A: [0, 0.1, 0.2]}}, 40)
    values = np.zeros((3, 40))
    values[0, :20], values[1, :17], values[2, :23] = 1.0, 1.0, 1.0
    values[2, 23:30] = 1.0  # 20, 17 and 30 of 40
    values[0, 20:25], values[0, :5] = 1.0, 0.0  # so that the first is clear of neither

    found = found_of(tmp_path, swept, {YES: values}, YES)

    assert (
        "42.5 to 75.0 % of runs as the United States guarantee to Hamas goes from 0.1 to 0.2"
        in told.headline(found)
    )


def test_where_no_run_differs_that_is_what_is_said(tmp_path):
    swept = job({"decisions": {A: [0, 0.1]}, "uncertainties": {TRUST: [0.2, 0.5]}}, 20)
    values = np.tile(np.random.default_rng(1).random((2, 20)) < 0.5, (2, 1)).astype(float)

    found = found_of(tmp_path, swept, {YES: values}, YES)
    assert told.headline(found).endswith("no run differs between levels of decisions")

    values[2] = np.roll(values[2], 1)  # as many runs, other ones
    found = found_of(tmp_path, swept, {YES: values}, YES)
    assert told.headline(found).endswith("no difference of decisions is clear of luck")


def test_where_no_drawn_point_differs_that_is_what_is_said(tmp_path):
    swept = job(sampled({}, 16), 10)
    values = np.tile(np.arange(10) < 4, (16, 1)).astype(float)

    found = found_of(tmp_path, swept, {YES: values}, YES)

    assert told.headline(found).endswith("40 % of runs on average; no run differs between levels")


def test_every_level_counts_in_the_sentence_and_what_is_cut_is_said(tmp_path, capsys):
    cases_ = [{"name": f"case {place}", "set": {A: 0}} for place in range(25)]
    design = {
        "cases": cases_,
        "decisions": {B: [0.5, 1]},
        "outcomes": [YES, RESUMED, DAYS, "talks"],
    }
    swept = job(design, 60)
    values = np.zeros((50, 60))
    values[46:48] = 1.0  # the last but one

    leave(tmp_path, swept, {YES: values, RESUMED: values, DAYS: values, "talks": values})
    came = findings.every(swept, tmp_path, summary.names(swept))
    summary.show(console.out(), swept, came)

    screen = capsys.readouterr().out
    assert "case 23" in told.headline(came[YES])
    assert "... 5 more of 25" in screen
    assert "Hamas's haste:" in screen
    assert "Not in this table: levels that are left out, talks; points.csv has all." in screen
    assert (
        "13 of 25 cases are shown; points.csv has all." in pictured_cases.numbers(came[YES]).reading
    )


# -- the same number wherever it stands -----------------------------------------------------------


@pytest.mark.parametrize("count", [0, 1, 13, 50])
def test_a_share_of_one_point_has_the_interval_that_stands_in_the_table_of_points(count, tmp_path):
    swept = job({"decisions": {A: [0, 0.1]}}, 50)
    values = np.zeros((2, 50))
    values[0, :count] = 1.0

    first = found_of(tmp_path, swept, {YES: values}, YES).shown[0].means[0]

    value, low, high, _ = tables.shares(values[0], np.array([0]))
    assert ends(first) == pytest.approx((value[0], low[0], high[0]))


def test_a_difference_of_two_points_has_the_interval_of_a_comparison(tmp_path):
    swept = job({"decisions": {A: [0, 0.1]}}, 80)
    values = np.random.default_rng(2).random((2, 80)) < [[0.1], [0.3]]

    found = found_of(tmp_path, swept, {YES: values.astype(float)}, YES)

    known = pairs.shares(*values)
    off = found.shown[0].differences[1]
    assert ends(off) == pytest.approx((known.value, known.low, known.high))
    assert found.shown[0].largest.is_clear is (known.direction != "same")
    assert ends(found.shown[0].largest.off) == ends(off)


def test_two_runs_that_do_not_differ_leave_a_difference_an_interval(tmp_path):
    swept = job({"decisions": {A: [0, 0.1]}, "uncertainties": {TRUST: [0.2, 0.5]}}, 2)

    found = found_of(tmp_path, swept, {YES: np.ones((4, 2))}, YES)

    (most,) = estimates.most_of_none(np.array([2]), intervals.ERROR)
    assert ends(found.shown[0].differences[1]) == pytest.approx((0.0, -most, most))


def test_a_share_over_several_points_lies_within_its_bounds_and_narrows_with_them(tmp_path):
    """Of four points on luck of their own one run in 50 each: about as 4 of 200 runs."""
    swept = job({"decisions": {A: [0, 0.1]}, "uncertainties": {TRUST: [0.2, 0.3, 0.4, 0.5]}}, 50)
    values = np.zeros((8, 50))
    values[np.arange(4), np.arange(4)] = 1.0

    first, second = found_of(tmp_path, swept, {YES: values}, YES).shown[0].means

    assert ends(first) == pytest.approx((0.02, *intervals.wilson(4, 200)), abs=3e-3)
    assert ends(second) == pytest.approx((0.0, *intervals.wilson(0, 50)))


@quick
@given(st.integers(0, 2**32 - 1), st.floats(0.0, 1.0))
def test_what_is_clear_at_once_is_what_its_interval_says(seed, chance):
    """The score that tells all pairs apart excludes nothing where the interval itself does not."""
    swept = planned({"decisions": {A: [0, 0.1, 0.2]}})
    draw = np.random.default_rng(seed)
    values = draw.random((3, 12)) < np.array([[0.3], [chance], [0.9]])
    found = estimates.Measured(
        YES, outcomes.of_scenario(configured())[YES], values.mean(axis=1)[:, None],
        np.full((3, 1), 12), False, np.full((3, 1), 12),
    )  # fmt: skip
    gathered = Levels(found, np.arange(3)[:, None], len(swept.choices), True)
    for point, own in enumerate(values):
        gathered.add(np.full(12, point), np.arange(12), (own - own.mean()) / 12)

    off = gathered.off(0)

    for level in (1, 2):
        each = gathered.difference(off, level)
        assert gathered.clear(off, 0.05)[level] == (each.low > 0.0 or each.high < 0.0)


def test_names_of_what_is_not_known_keep_the_order_of_the_design():
    names = ["one_text", "bridging", "no_talks", "alternating_offers"]
    uncertain = {"talks.protocol": names, B: [2.0, 0.5]}
    design = {"uncertainties": uncertain, "sample": "random", "points": 40}

    protocols, numbers = varied.of_plan(planned(design), configured())

    assert protocols.levels == ("one text", "bridging", "no talks", "alternating offers")
    assert numbers.places == (2.0, 0.5)
    known = planned(design).samples.columns["talks.protocol"]
    assert [names[place] for place in protocols.of] == known


def test_parameters_that_go_together_go_from_one_level_to_another(tmp_path):
    swept = job({"zipped": [{A: [0, 0.1], "mediators.us.leverage_israel": [0.2, 0.1]}]}, 40)
    values = np.repeat([[0.0], [1.0]], 40, axis=1)

    found = found_of(tmp_path, swept, {YES: values}, YES)

    assert "over Israel go from 0 / 0.2 to 0.1 / 0.1" in told.headline(found)


# -- figures --------------------------------------------------------------------------------------

PROTOCOLS = {"talks.protocol": ["one_text", "bridging", "no_talks", "alternating_offers"]}
STRATEGY = {"parties.hamas.strategy": [f"a_way_to_concede_number_{one}" for one in range(14)]}
CASES = [
    {"name": "as it stands", "set": {}},
    {"name": "with a name that is longer than any column of a figure would be", "set": {A: 0.2}},
    {"name": "third", "set": {A: 0.1}},
]
DESIGNS = {
    "one number": {"decisions": {A: [0, 0.05, 0.1]}},
    "cases alone": {"cases": CASES},
    "cases and what is not known": {"cases": CASES, **sampled({}, 16)},
    "names alone": {"decisions": {**PROTOCOLS, **STRATEGY}},
    "nothing decided": sampled({}, 30, (TRUST, NOISE, B)),
    "two numbers in many levels": {
        "decisions": {A: {"uniform": [0, 1]}, B: {"uniform": [0.1, 3]}}, "levels": 18
    },
    "everything": {
        "cases": CASES, "zipped": [{"choice.scale": [0.01, 0.02], "talks.rounds": [9, 20]}],
        "decisions": PROTOCOLS,
        **{key: value for key, value in sampled({}, 12, (NOISE,)).items() if key != "decisions"},
    },
}  # fmt: skip
DESIGNS["everything"]["uncertainties"][TRUST] = {"log_uniform": [0.01, 1.0]}
EXPECTED = {
    "one number": ["effects"],
    "cases alone": ["cases"],
    "cases and what is not known": ["effects", "cases"],
    "names alone": ["effects", "heat"],
    "nothing decided": ["effects"],
    "two numbers in many levels": ["effects", "heat"],
    "everything": ["effects", "heat", "cases"],
}


def random_values(swept, runs, holes=True):
    """Made-up runs: a yes or no, and a day that many runs do not have."""
    draw = np.random.default_rng(swept.plan.size)
    size = (swept.plan.size, runs)
    chance = np.linspace(0.2, 0.8, size[0])[:, None]
    agreed = (draw.random(size) < chance).astype(float)
    days = np.where(draw.random(size) < 0.4, np.nan, draw.integers(43, 160, size))
    if holes:
        agreed[size[0] // 2] = days[size[0] // 2] = np.nan
    return {YES: agreed, RESUMED: days}


@pytest.fixture(scope="module", params=DESIGNS)
def drawn(request, tmp_path_factory):
    """The figures of a design: (module, numbers, name, figure) each."""
    swept = job({**DESIGNS[request.param], "outcomes": [YES, RESUMED]}, 20)
    folder = leave(tmp_path_factory.mktemp("swept"), swept, random_values(swept, 20))
    came = findings.every(swept, folder, swept.plan.outcomes)
    composed = SimpleNamespace(scenario=swept.bases.first, settings=SimpleNamespace(plots=True))
    foot = figures.foot(composed, swept, folder)
    return request.param, [
        (*one, style.drawn(one[0], one[1], foot.text))
        for one in figures.drawable(list(came.values()))
    ]


def test_each_outcome_has_the_figures_that_its_design_gives(drawn):
    design, made = drawn

    assert [(module.NAME, name) for module, _, name, _ in made] == [
        (kind, name) for name in (YES, RESUMED) for kind in EXPECTED[design]
    ]


def test_no_text_leaves_the_page_or_covers_another(drawn):
    for module, _, name, figure in drawn[1]:
        page, shown = figure.bbox, visible(figure)
        for text, box in shown:
            inside = (
                box.x0 >= page.x0 - 1 and box.x1 <= page.x1 + 1
                and box.y0 >= page.y0 - 1 and box.y1 <= page.y1 + 1
            )  # fmt: skip
            assert inside, (module.NAME, name, text)
        level = [(text, box) for text, box in shown if not is_slanted(figure, text)]
        for (one, box), (other, second) in itertools.combinations(level, 2):
            wide = min(box.x1, second.x1) - max(box.x0, second.x0)
            tall = min(box.y1, second.y1) - max(box.y0, second.y0)
            assert wide <= 2 or tall <= 3, (module.NAME, name, one, other)


def is_slanted(figure, words):
    """True for the name of a level on a slant, whose box says little."""
    return any(
        text.get_text() == words and text.get_rotation() not in (0.0, 90.0)
        for axes in figure.axes
        for text in axes.get_xticklabels()
    )


def test_every_panel_has_room(drawn):
    for module, _, name, figure in drawn[1]:
        for axes in figure.axes:
            tall = axes.get_window_extent().height / figure.dpi
            assert not axes.get_visible() or tall > 0.85, (module.NAME, name, tall)


def test_no_label_lies_on_another_panel(drawn):
    """Titles, labels and names of levels keep clear of every panel but their own."""
    for module, _, name, figure in drawn[1]:
        panels = [axes for axes in figure.axes if axes.get_visible()]
        for axes, other in itertools.permutations(panels, 2):
            texts = (axes.title, axes._left_title, axes.xaxis.label, axes.yaxis.label)
            texts = [*texts, *axes.get_xticklabels(), *axes.get_yticklabels()]
            box = other.get_window_extent()
            for text in texts:
                if text.get_text().strip() and text.get_visible():
                    mine = text.get_window_extent()
                    wide = min(box.x1, mine.x1) - max(box.x0, mine.x0)
                    tall = min(box.y1, mine.y1) - max(box.y0, mine.y0)
                    assert wide <= 2 or tall <= 2, (module.NAME, name, text.get_text())


def test_every_figure_says_what_came_out_and_of_what(drawn):
    for module, shown, _, figure in drawn[1]:
        page = "\n".join(text.get_text() for text in figure.texts).replace("\n", " ")
        assert module.title(shown) in page
        assert "under these assumptions; not a forecast" in page
        assert "20 runs, seed 4, configuration 01234567" in page
        assert "Left out: 1 point that could not be played" in page
        said = module.describe(shown)
        assert "nan" not in said
        assert said.endswith(".")
        units = [axes.get_xlabel() + axes.get_ylabel() for axes in figure.axes]
        assert any("[" in one for one in units)


def test_a_line_does_not_run_through_the_numbers_of_cells(tmp_path):
    """Numbers are drawn over the line, each with an edge of its cell's colour."""
    swept = job({"decisions": {A: [0, 0.1], B: [0.5, 1]}}, 10)
    values = (np.arange(10) < [[0], [4], [6], [10]]).astype(float)
    found = found_of(tmp_path, swept, {YES: values}, YES)
    decided = [one.of for one in found.decided]

    shown = pictured_heat.numbers(found, decided, pictured_heat.shares_span([found], decided))
    axes = style.drawn(heat, shown).axes[0]

    (line,) = [one for one in axes.collections if isinstance(one, QuadContourSet)]
    assert len(axes.texts) == 4
    for text in axes.texts:
        assert text.get_zorder() > line.get_zorder()
        (edge,) = text.get_path_effects()
        place, cells = text.get_position(), axes.collections[0]
        value = shown.values[int(place[1]), int(place[0])]
        assert edge._gc["foreground"] == pytest.approx(cells.to_rgba(value)[:3])


def test_fonts_that_no_figure_uses_are_not_asked_for_aloud(caplog):
    fonts = logging.getLogger("matplotlib.font_manager")
    with style.sheet():
        findfont(FontProperties(family="No such family"))
    assert not caplog.records

    assert fonts.isEnabledFor(logging.WARNING)


def test_the_same_tables_give_the_same_bytes(tmp_path):
    swept = job(DESIGNS["everything"], 10)
    leave(tmp_path, swept, random_values(swept, 10))
    found = [findings.every(swept, tmp_path, [YES])[YES]]

    for folder in ("one", "other"):
        (tmp_path / folder).mkdir()
        for module, shown, name in figures.drawable(found):
            stem = tmp_path / folder / f"{module.NAME}_{name}"
            style.leave(module, shown, stem, style.Foot("foot"))

    made = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert len(made) == 9
    for name in made:
        one, other = (tmp_path / folder / name for folder in ("one", "other"))
        assert one.read_bytes() == other.read_bytes(), name


# -- the command ----------------------------------------------------------------------------------


@pytest.fixture
def swept_here(tmp_path, monkeypatch):
    """Run the command in an empty folder; returns its exit status."""
    monkeypatch.chdir(tmp_path)

    def run(design, *arguments):
        given = [f"design={bases.written(design)}", "threads=1", "out=here", *arguments]
        return _command.start(sweep.main, given)

    return run


def test_a_sweep_leaves_figures_and_a_table_on_the_screen(swept_here, capsys):
    assert swept_here({"decisions": {A: [0, 0.2]}}, "runs=30") == 0

    screen = " ".join(capsys.readouterr().out.split())
    assert sorted(contents("here/figures")) == [
        f"effects_{name}.{kind}"
        for name in ("agreement", "standing_at_horizon")
        for kind in ("csv", "png", "svg")
    ]
    assert "United States guarantee to Hamas" in screen
    assert "under these assumptions; not a forecast." in screen
    assert "all points" in screen


def test_figures_are_added_to_a_finished_sweep_and_are_the_same(swept_here, capsys):
    design = {"decisions": {A: [0, 0.2]}}
    assert swept_here(design, "runs=30", "plots=false") == 0
    assert not Path("here/figures").exists()
    before = contents("here")
    before.pop("provenance.json")

    assert swept_here(design, "runs=30") == 0
    added = contents("here/figures")
    shutil.rmtree("here/figures")
    after = contents("here")
    assert set(json.loads(after.pop("provenance.json"))["files"]) == {
        *before,
        *(f"figures/{name}" for name in added),
    }
    assert after == before
    assert swept_here(design, "runs=30") == 0

    assert contents("here/figures") == added
    assert "Already played" in capsys.readouterr().out


def test_a_sweep_whose_points_all_fail_has_no_figures_and_says_so(swept_here, capsys, monkeypatch):
    monkeypatch.setattr(work, "LOOKED", 1)  # a sweep with more points than are looked at before
    assert swept_here({"decisions": {"choice.scale": [-1, -2]}}, "runs=10") == 1

    assert "No figures of agreement: no run has any." in capsys.readouterr().out
    assert not Path("here/figures").exists()


def test_an_outcome_that_no_run_has_is_left_out_and_the_others_are_drawn(swept_here, capsys):
    design = {"decisions": {A: [0, 0.2]}, "outcomes": [YES, "first_day_of_talks"]}

    assert swept_here(design, "runs=10", "talks.protocol=no_talks") == 0

    assert "No figures of first_day_of_talks: no run has any." in capsys.readouterr().out
    assert sorted(contents("here/figures")) == [
        f"effects_agreement.{kind}" for kind in ("csv", "png", "svg")
    ]


def test_another_part_that_drew_the_figures_is_no_error(tmp_path, monkeypatch):
    swept = job(DESIGNS["one number"], 10)
    leave(tmp_path, swept, random_values(swept, 10, holes=False))
    came = findings.every(swept, tmp_path, [YES])
    composed = SimpleNamespace(scenario=swept.bases.first, settings=SimpleNamespace(plots=True))
    made = style.leave

    def slowly(*given):
        (tmp_path / "figures").mkdir(exist_ok=True)
        (tmp_path / "figures" / "theirs").touch()
        made(*given)

    monkeypatch.setattr(style, "leave", slowly)
    figures.complete(console.out(), composed, swept, tmp_path, came)

    assert [path.name for path in (tmp_path / "figures").iterdir()] == ["theirs"]
    assert not list(tmp_path.glob(".figures*"))


def test_the_table_on_the_screen_fits(tmp_path, capsys):
    swept = job(DESIGNS["everything"], 10)
    leave(tmp_path, swept, random_values(swept, 10))
    came = findings.every(swept, tmp_path, [YES])

    summary.show(console.out(), swept, came)

    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= console.PIPE
    assert any("as it stands" in line for line in lines)

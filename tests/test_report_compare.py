"""What a report of a comparison says beside its differences, so that none of them misleads."""

import json

import pytest
import reported
import small_results
from small_results import MEANS, premises

from experiments import csv_files
from experiments.reporting import of_compare
from experiments.reporting.comparison import beside, differences
from sim import parting

STANDS, NOBODY, ISRAEL = "standing_at_horizon", "resumed_by_nobody", "resumed_by_israel"
NAME, BASE = "no_mediators", "january_2025"


def row(name, first, second, low, high, **changes):
    """A difference of the scenario from the base, over 1,000 pairs of runs."""
    unit = MEANS.get(name, "share of runs")
    made = differences.Row(
        NAME, BASE, name, unit, name, first, second, second - first, low, high, 400, 0,
        float("nan"), 1000, 1000,
    )  # fmt: skip
    return made._replace(**changes)


def result(folder, *given, scenarios=None):
    """A comparison of some differences, as the report opens it."""
    return reported.result(small_results.compare(folder, given, scenarios))


def said(found):
    """All that is said of what came of a comparison, a line each."""
    return reported.text(of_compare.headline(found))


# -- fighting --------------------------------------------------------------------------------------


def test_how_often_fighting_resumes_and_how_often_nobody_decided_so_is_said_in_all(tmp_path):
    found = result(tmp_path / "a", (NAME, STANDS, -0.284, -0.31, -0.26))
    own = [row(STANDS, 0.29, 0.006, -0.31, -0.26), row(NOBODY, 0.006, 0.41, 0.37, 0.43)]

    (told,) = (one.text for one in beside.resumptions(found, own))

    assert told.startswith(
        "With `no_mediators` fighting resumes in 994 of 1,000 runs, against 710 with "
        "`january_2025`. In 410 of these (6 with `january_2025`) no side decided on it: the truce "
        "ran out after 60 days without a phase in force, a limit that the scenario sets "
        "(`limbo.longest`)."
    )
    assert "On that limit hang whether the truce stands at the end" in told


def test_a_limit_that_rests_on_assumption_or_differs_is_said_to(tmp_path):
    held = json.loads(json.dumps(premises()))
    held["limbo"]["longest"] = 30
    found = result(tmp_path / "a", (NAME, STANDS, -0.1, -0.2, -0.05),
                   scenarios={BASE: premises(), NAME: held})  # fmt: skip
    head = "scenario,key,source\n"
    (found.folder / "premises.csv").write_text(f"{head}{NAME},limbo.longest,assumption\n")
    own = [row(STANDS, 0.29, 0.19, -0.2, -0.05), row(NOBODY, 0.006, 0.01, -0.1, 0.1)]

    (told,) = (one.text for one in beside.resumptions(found, own))

    assert "after 30 days without a phase in force, a limit that the scenario assumes" in told
    assert told.endswith(
        "With `january_2025` it ran out after 60 days without a phase in force, a limit that the "
        "scenario sets (`limbo.longest`)."
    )


def test_where_a_side_always_decided_or_it_is_not_known_nothing_is_said_of_it(tmp_path):
    found = result(tmp_path / "a", (NAME, STANDS, -0.284, -0.31, -0.26))
    stands = row(STANDS, 0.29, 0.006, -0.31, -0.26)

    assert not list(beside.resumptions(found, [stands]))
    assert not list(beside.resumptions(found, [stands, row(NOBODY, 0.0, 0.0, -0.01, 0.01)]))


# -- deaths, crises and deliveries -----------------------------------------------------------------


def test_deaths_are_told_for_each_day_of_truce_before_those_in_all():
    dead = row("deaths", 142.619, 167.653, 22.1, 28.0)
    days = row("truce_days_to_horizon", 85.353, 110.261, 22.8, 27.1)

    told = beside.deaths(dead, [dead, days])

    assert told.startswith(
        "Deaths for each day of truce: 1.52 with `no_mediators` against 1.67 with `january_2025` "
        "(mean deaths over mean days; it has no interval). In all: +25.0, 95 % interval +22.1 to "
        "+28.0; 167.7 against 142.6 with `january_2025`."
    )
    assert told.endswith("The dead of both sides are counted together.")
    assert beside.deaths(dead, [dead]) is None
    assert beside.deaths(dead, [dead, days._replace(first=0.0)]) is None


def test_how_long_crises_last_stands_beside_how_many_there_are():
    crises = row("crises_a_run", 7.5, 1.461, -6.25, -5.83, unit="crises")
    length = row("mean_length_of_a_crisis", 2.85, 59.0, 54.4, 57.9, unit="days", runs=982)

    assert "59.0 against 2.9 with `january_2025`" in beside.with_length(crises, [crises, length])
    assert beside.with_length(crises, [crises]) == differences.sentence(crises)


def test_the_largest_difference_in_what_each_side_hands_over_is_told_of_both(tmp_path):
    given = [
        (NAME, "all_hostages_by_end_of_phase_1", -0.2, -0.24, -0.16),
        (NAME, "all_remains_by_end_of_phase_1", -0.3, -0.34, -0.26),
        (NAME, "all_delegations_by_end_of_phase_1", -0.4, -0.44, -0.36),
        (NAME, "all_tents_by_end_of_phase_1", -0.01, -0.02, 0.01),
        *((NAME, name, 0.0, -0.1, 0.1) for name in (STANDS, ISRAEL, "talks", "agreement", NOBODY)),
    ]

    told = said(result(tmp_path / "a", *given))

    assert (
        "in what a side hands over in phase 1. Israel: none. Hamas: all remains come in phase 1 in "
        "200 against 500 runs (-30.0 points, 95 % interval -34.0 to -26.0)."
    ) in told


# -- the scenarios, and how far it can be trusted --------------------------------------------------


def test_scenarios_that_change_several_premises_are_named_and_others_are_not(tmp_path):
    one, two = (json.loads(json.dumps(premises())) for _ in range(2))
    one["parties"]["israel"]["trust"] = two["parties"]["israel"]["trust"] = 0.1
    two["parties"]["hamas"]["trust"] = 0.1
    found = result(tmp_path / "a", ("one", STANDS, 0.1, 0.05, 0.2), ("two", STANDS, 0.1, 0.05, 0.2),
                   scenarios={BASE: premises(), "one": one, "two": two})  # fmt: skip

    told = reported.text(of_compare.scenarios(found))

    assert "Several premises are changed at once by `two` (2): a difference is due" in told


@pytest.mark.parametrize(
    ("verdicts", "told"),
    [
        (["as expected", "otherwise: up", "no clear difference", "as expected"],
         "Of 4 expectations 2 came as expected, 1 came otherwise and 1 went no way that is clear "
         "of luck."),
        (["otherwise: down"], "Of 1 expectation 1 came otherwise."),
        (["cannot be told"] * 2, "Of 2 expectations 2 cannot be told."),
    ],
)  # fmt: skip
def test_it_is_counted_how_many_expectations_came(verdicts, told):
    assert of_compare.came(verdicts) == told


def test_what_can_be_told_from_none_is_said_from_the_narrowest_interval_to_the_widest(tmp_path):
    found = result(
        tmp_path / "a", ("x", STANDS, 0.004, 0.001, 0.059), ("y", STANDS, 0.0, -0.015, 0.015)
    )

    told = reported.text(of_compare.changes(found))

    assert "is known to about 1.5 to 2.9 points to either side; one that is smaller" in told
    assert "Of those that are clear 1 rests on fewer than 10 runs" in told


@pytest.mark.parametrize(("gained", "lost", "is_few"), [(5, 4, True), (5, 8, False)])
def test_differences_that_rest_on_few_runs_are_counted_by_all_runs_that_change(
    gained, lost, is_few
):
    clear = row(STANDS, 0.5, 0.6, 0.05, 0.15, gained=gained, lost=lost)

    assert ("1 rests on fewer than 10 runs" in of_compare.few([clear])) == is_few


@pytest.mark.parametrize(("low", "is_clear"), [(-0.05, False), (0.05, True)])
def test_a_main_difference_that_luck_could_have_made_says_so(tmp_path, low, is_clear):
    told = said(result(tmp_path / "a", (NAME, STANDS, 0.1, low, 0.25)))

    assert ("This difference is not clear of luck." in told) != is_clear


def test_what_too_few_runs_have_in_both_is_named_and_not_compared(tmp_path):
    found = result(tmp_path / "a", (NAME, STANDS, 0.1, 0.05, 0.15))
    nothing = float("nan")
    none = row("deaths", nothing, nothing, nothing, nothing, runs=0)
    own = [row(STANDS, 0.5, 0.6, 0.05, 0.15, gained=100), none]

    told = reported.text(of_compare.told(found, own))

    assert "for too few runs have a number in both: deaths." in told


def test_where_runs_part_is_told_of_those_that_do_with_their_median_day():
    assert of_compare.parted([3, 9, parting.NOT_PARTED], ["2 runs: a / b"]) == (
        "2 of 3 runs, in the median on day 6. Most often (base / this): 2 runs: a / b."
    )
    assert of_compare.parted([parting.NOT_PARTED] * 3, []) == "none of 3 runs."


@pytest.mark.parametrize(
    ("changed", "is_sound"),
    [({}, True), ({"difference": 0.25}, False), ({"low": 0.21}, False), ({"gained": 90}, False)],
)
def test_a_row_whose_numbers_do_not_fit_each_other_is_not_sound(changed, is_sound):
    made = row(STANDS, 0.5, 0.7, 0.15, 0.25, gained=210, lost=10)

    assert differences.is_sound(made._replace(**changed)) == is_sound


# -- tables, verdicts, limits ----------------------------------------------------------------------


def test_the_tables_have_gained_and_lost_and_the_levels_each_in_its_place(tmp_path):
    found = result(tmp_path / "a", (NAME, STANDS, -0.2, -0.24, -0.16), (NAME, "deaths", 9, 8, 10))
    shown = reported.tables(of_compare.headline(found))

    assert shown["differences_of_means"].rows[0][3:8] == (9, 8, 10, 0.5, 9.5)
    (row,) = shown["differences_of_shares"].rows
    heads = [column.head for column in shown["differences_of_shares"].columns]
    cells = dict(zip(heads, row, strict=True))
    assert (cells["Gained"], cells["Lost"]) == (0, 200)
    assert (cells["Base [%]"], cells["With it [%]"]) == (0.5, 0.3)
    assert [line[1:3] for line in shown["levels"].rows] == [
        (f"`{BASE}`", 0.5), (f"`{NAME}`", 0.3),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("difference", "wanted", "told"),
    [
        (0.2, "up", "as expected"), (0.2, "down", "otherwise: up"), (-0.2, "down", "as expected"),
        (-0.2, "up", "otherwise: down"), (0.0, "same", "as expected"),
        (0.0, "up", "no clear difference"), (0.2, "same", "otherwise: up"),
        (0.03, "same", "as expected"), (-0.04, "same", "cannot be told"),
    ],
)  # fmt: skip
def test_an_expectation_came_if_the_difference_went_its_way(difference, wanted, told):
    half = 0.02 if wanted == "same" else 0.1
    low, high = difference - half, difference + half
    if difference == 0.03:
        low = -0.01  # up to 5 points, on either side
    made = row(STANDS, 0.5, 0.5 + difference, low, high)
    if difference == -0.04:
        made = made._replace(high=0.01)

    assert of_compare.verdict(made, wanted) == told


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [(-4.0, 9.9, "as expected"), (-4.0, 10.1, "cannot be told"), (1.0, 9.0, "otherwise: up")],
)
def test_a_mean_stays_the_same_if_its_interval_lies_within_a_tenth_of_the_base(low, high, told):
    assert of_compare.verdict(row("deaths", 100.0, 104.0, low, high), "same") == told


@pytest.mark.parametrize("wanted", ["up", "down", "same"])
def test_one_pair_of_runs_has_no_interval_anywhere_and_no_verdict(tmp_path, wanted):
    folder = small_results.compare(tmp_path / "a", [(NAME, STANDS, 0.0, -0.8, 0.8)], runs=1)
    path = folder / "provenance.json"
    path.write_text(path.read_text().replace('"runs": 1000', '"runs": 1'))
    found = reported.result(folder)
    (only,) = differences.rows(found)

    blocks = [*of_compare.headline(found), *of_compare.changes(found)]
    told = reported.text(blocks)

    assert of_compare.verdict(only, wanted) == "cannot be told"
    assert "no interval" in told
    assert "95 %" not in told
    assert "clear of luck" not in told
    assert "Four times" not in told
    shown = reported.tables(blocks)
    for name, head in (("differences_of_shares", "Difference"), ("levels", "Share [%]")):
        place = [column.head for column in shown[name].columns].index(head)
        assert all(line[place + 1 : place + 3] == (None, None) for line in shown[name].rows)


def test_of_scenarios_that_differ_in_no_premise_no_difference_and_no_interval_is_told(tmp_path):
    scenarios = {BASE: premises(), NAME: {**premises(), "title": "The same"}}
    found = result(tmp_path / "a", (NAME, STANDS, 0.0, -0.06, 0.06), scenarios=scenarios)

    blocks = [*of_compare.headline(found), *of_compare.changes(found)]
    told = " ".join([reported.text(blocks), *of_compare.limits(found)])

    assert "`no_mediators` differs in no premise from `january_2025`, so that no run can" in told
    assert "clear of luck" not in told
    assert "interval" not in told
    assert not reported.tables(blocks)


def test_what_only_talks_bring_about_is_left_out_where_neither_scenario_has_any(tmp_path):
    one, two = (json.loads(json.dumps(premises())) for _ in range(2))
    one["talks"]["protocol"] = two["talks"]["protocol"] = "no_talks"
    two["parties"]["israel"]["trust"] = 0.1
    folder = small_results.compare(tmp_path / "a", [(NAME, "talks", 0.0, -0.06, 0.06),
        (NAME, STANDS, 0.0, -0.06, 0.06)], {BASE: one, NAME: two})  # fmt: skip
    path = folder / "comparison.csv"
    path.write_text(
        path.read_text().replace("talks,share of runs,0.5,0.5", "talks,share of runs,0.0,0.0")
    )
    without = reported.result(folder)
    with_talks = result(tmp_path / "b", (NAME, "talks", 0.0, -0.06, 0.06))

    assert [each.outcome for each in differences.rows(without)] == [STANDS]
    assert "There are no talks in `january_2025` and `no_mediators`" in reported.text(
        of_compare.scenarios(without)
    )
    assert [each.outcome for each in differences.rows(with_talks)] == ["talks"]


def test_limits_say_how_many_intervals_would_miss_by_luck(tmp_path):
    rows = [(f"s{n}", STANDS, 0.0, -0.1, 0.1) for n in range(20)]
    found = result(tmp_path / "a", *rows, scenarios={BASE: premises()})

    told = " ".join(of_compare.limits(found))

    assert "There are 20 intervals of 95 %" in told
    assert "about 1 of so many would miss by luck alone" in told


def test_limits_say_where_sharing_luck_did_harm_and_that_one_run_shows_no_frequency(tmp_path):
    folder = small_results.compare(tmp_path / "a", [(NAME, STANDS, 0.0, -0.1, 0.1)], runs=1)
    told = " ".join(of_compare.limits(reported.result(folder)))
    assert "One run of each scenario" in told
    assert "wider" not in told

    path = folder / "comparison.csv"
    lines = csv_files.read(path)
    lines[0]["variance_ratio"], lines[0]["runs"] = "1.2", "2"
    csv_files.write(path, tuple(lines[0]), (tuple(line.values()) for line in lines))
    told = " ".join(of_compare.limits(reported.result(folder)))
    assert "Sharing luck made the interval wider" in told
    assert f"`{NAME}`" in told

"""What a report says of a sensitivity analysis, from its folder alone."""

import re

import pytest
import reported
import yaml

from experiments import csv_files
from experiments.reporting import of_sensitivity
from experiments.reporting.opened import Result
from experiments.reporting.sensitivities import indices, numbers, ranking, settings, tables
from experiments.sensitivities import joint

# what these tests share is played in one process
pytestmark = pytest.mark.xdist_group("report_sensitivity")

DESIGN = (
    "design.decisions={talks.protocol: [alternating_offers, one_text]}",
    "design.uncertainties={parties.israel.war_prospect: {uniform: [0.2, 0.6]}, "
    "parties.hamas.war_prospect: {uniform: [0.15, 0.55]}}",
    "design.outcomes=[standing_at_horizon, deaths]",
    "runs=20",
)
METHODS = {"tornado": (), "sobol": ("points=16",), "morris": ("points=8",)}


@pytest.fixture(scope="session")
def played(tmp_path_factory):
    """A small analysis by each method."""
    root = tmp_path_factory.mktemp("sensitivity")
    return {
        method: reported.left(
            root / method, "experiments.sensitivity", f"method={method}", *DESIGN, *more
        )
        for method, more in METHODS.items()
    }


def with_rows(folder, to, **numbers):
    """A copy in which the ranked index of each factor is as given: value, low, high, first, last.

    The keys are the last parts of factors' names.
    """

    def change(rows):
        for row in rows:
            found = numbers.get(row["factor"].replace(".", "_"))
            if found and row["rank_from"]:
                told = ("value", "low", "high", "rank_from", "rank_to")
                row.update(zip(told, map(str, found), strict=True))
        return rows

    return reported.result(reported.copied(folder, to, indices=change))


WAR = "parties.israel.war_prospect"
PROTOCOL, ISRAEL, HAMAS = (
    "talks_protocol", "parties_israel_war_prospect", "parties_hamas_war_prospect",
)  # fmt: skip


@pytest.mark.parametrize("method", METHODS)
def test_every_row_of_the_tables_is_a_row_of_the_results_with_its_numbers(played, method):
    result = reported.result(played[method])
    name = "effects.csv" if method == "tornado" else "indices.csv"
    kept = {}
    for row in csv_files.read(played[method] / name):
        numbers = [
            float(row[key]) for key in (("difference",) if method == "tornado" else ("value",))
        ]
        numbers += [float(row["low"]), float(row["high"])]
        kept.setdefault(row["outcome"], []).append(numbers)

    shown = reported.tables(of_sensitivity.sensitivity(result))

    assert set(shown) == {f"{method}_{name}" for name in kept}
    for name, rows in kept.items():
        scale = 100.0 if name == "standing_at_horizon" and method != "sobol" else 1.0
        table = shown[f"{method}_{name}"]
        numbers = [cell for row in table.rows for cell in row if isinstance(cell, float)]
        for each in (scale * number for row in rows for number in row):
            assert any(abs(each - number) < 1e-9 for number in numbers), (name, each)


@pytest.mark.parametrize("method", METHODS)
def test_every_number_of_the_sentence_on_an_outcome_stands_in_the_table_as_it_is_written(
    played, method
):
    result = reported.result(played[method])
    shown = reported.tables(of_sensitivity.sensitivity(result))

    for one in indices.found(result):
        said = ranking.sentence(result, one)
        cells = {cell for row in reported.cells(shown[f"{method}_{one.name}"]) for cell in row}
        told = re.sub(r"(\d|none|the) (of )?3 factors|95 % interval|a hundred", "", said)
        for text in re.findall(r"[-+]?\d[\d,.]*\d|\d", told):
            assert text in cells, (text, said)


def test_the_lead_of_a_tornado_has_the_interval_of_the_setting_and_so_has_every_table(
    played, tmp_path
):
    def large(rows):
        for row in rows:
            if row["factor"] == "parties.israel.war_prospect" and row["setting"] == "0.6":
                row.update(difference="-52.5", low="-61", high="-44")
        return rows

    result = reported.result(reported.copied(played["tornado"], tmp_path / "big", effects=large))
    (one,) = (each for each in indices.found(result) if each.name == "deaths")

    said = numbers.told(one, "tornado", one.rows[[row.factor for row in one.rows].index(WAR)])
    (row,) = reported.tables(of_sensitivity.changes(result))["single_changes"].rows
    (own,) = [
        row for row in reported.tables(of_sensitivity.sensitivity(result))["tornado_deaths"].rows
        if row[0] == "Israel's war prospect" and row[3] == "0.6"
    ]  # fmt: skip

    assert said == ["-52.5", "-61.0", "-44.0"]
    assert row[1:3] == ("Israel's war prospect", "0.6")
    assert row[3:6] == own[4:7] == (-52.5, -61.0, -44.0)


def test_a_change_of_a_share_is_told_in_points_with_base_and_setting_each_in_its_column(
    played, tmp_path
):
    def large(rows):
        for row in rows:
            if (row["outcome"], row["setting"]) == ("standing_at_horizon", "0.6"):
                row.update(base="0.25", set="0.75", difference="0.5", low="0.3", high="0.7",
                           gained="11", lost="1")  # fmt: skip
        return rows

    folder = reported.copied(played["tornado"], tmp_path / "points", effects=large)
    result = reported.result(folder)

    (row,) = reported.tables(of_sensitivity.changes(result))["single_changes"].rows
    table = reported.tables(of_sensitivity.sensitivity(result))["tornado_standing_at_horizon"]
    heads = [column.head for column in table.columns]
    (own,) = (dict(zip(heads, each, strict=True)) for each in table.rows if each[3] == "0.6")

    assert row[0] == "The truce stands at the end [points]"
    assert row[3:] == pytest.approx((50, 30, 70, 25, 75))
    assert [own[head] for head in ("Difference", "from", "to")] == pytest.approx([50, 30, 70])
    assert own["With it [%]"] == pytest.approx(75)
    assert (own["Gained"], own["Lost"]) == (11, 1)


@pytest.mark.parametrize(("low", "high", "told"), [(1, 4, "1–4"), (2, 2, "2")])
def test_ranks_go_from_the_best_to_the_worst_that_a_factor_may_have(low, high, told):
    assert tables.ranks(indices.Row(WAR, "decision", "total", 0.5, 0.4, 0.6, 1, low, high)) == told


def test_what_changed_nothing_in_any_run_is_said_to_and_not_only_not_to_be_told_apart(
    played, tmp_path
):
    def nothing(rows):
        for row in rows:
            if row["factor"] == "talks.protocol":
                row.update(difference="0", gained="0", lost="0", low="-0.1", high="0.1")
                if row["outcome"] == "deaths":
                    row.update(gained="", lost="", low="0", high="0")
        return rows

    folder = reported.copied(played["tornado"], tmp_path / "idle", effects=nothing)
    result = reported.result(folder)

    for one in indices.found(result):
        assert "talks protocol changed it in no run." in ranking.sentence(result, one)


def test_beside_a_tornado_it_is_said_that_factors_together_are_not_seen(played):
    said = reported.text(of_sensitivity.headline(reported.result(played["tornado"])))
    assert "One factor at a time, from this base: what factors do together is not seen" in said


def test_how_much_of_single_runs_is_luck_stands_in_the_lead_of_sobols_indices(played, tmp_path):
    def luck(rows):
        return [{**row, "luck_share": "0.749", "low": "0.696", "high": "0.801"} for row in rows]

    folder = reported.copied(played["sobol"], tmp_path / "luck", luck=luck)

    said = reported.text(of_sensitivity.headline(reported.result(folder)))

    assert "Luck is 75 % of how much single runs differ in this (95 % interval 70 to 80 %)" in said


def test_a_first_order_index_above_the_total_one_is_called_an_error_of_estimation(played, tmp_path):
    def above(rows):
        for row in rows:
            if row["outcome"] == "deaths":
                row["value"] = "0.3" if row["index"] == "total" else "0.2"
                if row["factor"] == "talks.protocol" and row["index"] != "total":
                    row["value"] = "0.4"
        return rows

    folder = reported.copied(played["sobol"], tmp_path / "above", indices=above)

    table = reported.tables(of_sensitivity.sensitivity(reported.result(folder)))["sobol_deaths"]

    assert table.note.endswith(
        "The first-order index of talks protocol comes out above the total one, which cannot be: "
        "that is error of estimation."
    )


def test_a_factor_that_alone_may_be_first_is_said_to_come_first(played, tmp_path):
    numbers = {
        ISRAEL: (0.7, 0.6, 0.8, 1, 1), HAMAS: (0.2, 0.1, 0.3, 2, 2),
        PROTOCOL: (0.0, -0.1, 0.1, 3, 3),
    }  # fmt: skip
    result = with_rows(played["sobol"], tmp_path / "one", **numbers)

    said = ranking.sentence(result, indices.found(result)[0])

    assert said == (
        "The truce stands at the end: Israel's war prospect comes first (uncertainty; total index "
        "0.700, 95 % interval 0.600 to 0.800). 1 of 3 factors (talks protocol) is not told apart "
        "from no effect at all."
    )


def test_factors_that_luck_cannot_tell_apart_are_named_side_by_side(played, tmp_path):
    numbers = {
        ISRAEL: (0.5, 0.3, 0.8, 1, 2), HAMAS: (0.4, 0.2, 0.7, 1, 2),
        PROTOCOL: (0.1, 0.05, 0.2, 3, 3),
    }  # fmt: skip
    result = with_rows(played["sobol"], tmp_path / "two", **numbers)

    said = ranking.sentence(result, indices.found(result)[0])

    assert "Israel's war prospect (uncertainty; total index 0.500" in said
    assert " or Hamas's war prospect (uncertainty; 0.400, 0.200 to 0.700) comes first" in said
    assert (
        "these runs cannot tell which. Each of the 3 factors is told apart from no effect" in said
    )


def test_nothing_is_called_first_where_no_factor_is_told_apart_from_no_effect(played, tmp_path):
    nothing = (0.01, -0.1, 0.1, 1, 3)
    result = with_rows(
        played["sobol"], tmp_path / "none", **dict.fromkeys((PROTOCOL, ISRAEL, HAMAS), nothing)
    )

    said = ranking.sentence(result, indices.found(result)[0])

    assert said == ("The truce stands at the end: none of 3 factors is told apart from no effect.")


def test_an_outcome_that_factors_are_not_seen_to_move_has_a_sentence_and_no_table(played, tmp_path):
    def unseen(rows):
        return [{**row, "factors_are_seen": "false"} for row in rows]

    def deaths(rows):
        return [row for row in rows if row["outcome"] == "deaths"]

    folder = reported.copied(played["sobol"], tmp_path / "still", indices=deaths, luck=unseen)
    result = reported.result(folder)

    said = reported.text(of_sensitivity.headline(result))

    assert "The truce stands at the end: the factors together are not seen to move it" in said
    assert list(reported.tables(of_sensitivity.sensitivity(result))) == ["sobol_deaths"]


def test_an_outcome_that_some_runs_lack_is_said_to_be_left_out(played, tmp_path):
    def talks(rows):
        return [row for row in rows if row["outcome"] == "deaths"]

    folder = reported.copied(played["morris"], tmp_path / "left", indices=talks)

    said = reported.text(of_sensitivity.headline(reported.result(folder)))

    assert "Left out: the truce stands at the end." in said


def test_with_a_point_that_failed_there_are_no_indices_and_it_is_said_why(played, tmp_path):
    folder = reported.copied(played["morris"], tmp_path / "failed", indices=lambda rows: None)
    reported.with_provenance(folder, failures=2)
    lines = (folder / "failures.csv").read_text(encoding="utf-8").splitlines()
    row = ",".join([*([""] * lines[0].count(",")), "it cannot be so"])
    (folder / "failures.csv").write_text("\n".join([lines[0], row, row, ""]), encoding="utf-8")
    result = reported.result(folder)

    said = reported.text(of_sensitivity.headline(result))

    assert "2 of 32 points could not be played" in said
    assert "2 points: it cannot be so" in said
    assert "there are none" in said
    for name in ("sensitivity", "changes"):
        assert not list(getattr(of_sensitivity, name)(result))


def test_a_setting_is_called_clear_by_an_interval_no_narrower_than_its_own(played):
    result = reported.result(played["tornado"])

    for one in indices.found(result):
        for effect in one.effects:
            low, high = joint.ends(one, effect)
            found = effect.difference
            assert low <= found.low
            assert high >= found.high


def test_in_a_tornado_that_moves_nothing_no_setting_is_told(played, tmp_path):
    def nothing(rows):
        same = {"difference": "0", "low": "-0.1", "high": "0.1", "gained": "0", "lost": "0"}
        return [{**row, **same} for row in rows]

    folder = reported.copied(played["tornado"], tmp_path / "nothing", effects=nothing)
    result = reported.result(folder)

    said = reported.text(of_sensitivity.changes(result))

    assert said.count("none of 5 settings.") == 2
    first = indices.found(result)[0]
    assert "none of 3 factors is told apart from no effect" in ranking.sentence(result, first)


def test_only_a_clear_direction_is_told_in_points_and_only_of_factors_that_are_numbers(
    played, tmp_path
):
    numbers = {WAR: ("-0.3", "-0.4", "-0.2"), "parties.hamas.war_prospect": ("0.1", "-0.1", "0.3"),
               "talks.protocol": ("0.5", "0.4", "0.6")}  # fmt: skip

    def change(rows):
        for row in rows:
            if (row["outcome"], row["index"]) == ("standing_at_horizon", "mu"):
                row.update(zip(("value", "low", "high"), numbers[row["factor"]], strict=True))
        return [row for row in rows if row["outcome"] == "standing_at_horizon"]

    folder = reported.copied(played["morris"], tmp_path / "directed", indices=change)
    blocks = list(of_sensitivity.changes(reported.result(folder)))

    (row,) = reported.tables(blocks)["directions"].rows
    assert row[:2] == ("The truce stands at the end [points]", "Israel's war prospect")
    assert row[2:] == pytest.approx((-30, -40, -20))
    assert "1 of 2 such factors has an interval that leaves out zero." in reported.text(blocks)


@pytest.mark.parametrize(
    ("low", "told"),
    [("0.2", "40 % with Israel's war prospect (95 % interval 20 to 60 %)."),
     ("-0.1", "for no factor is it surely above 0.")],
)  # fmt: skip
def test_what_knowing_a_factor_would_tell_is_told_if_it_is_surely_something(
    low, told, played, tmp_path
):
    def change(rows):
        for row in rows:
            if row["index"] == "first_order":
                best = row["factor"] == WAR
                row.update(value="0.4" if best else "0", low=low if best else "-0.1", high="0.6")
        return rows

    folder = reported.copied(played["sobol"], tmp_path / "known", indices=change)

    said = reported.text(of_sensitivity.changes(reported.result(folder)))

    assert f"The truce stands at the end: {told}" in said


def test_only_pairs_seen_to_act_together_are_shown_of_all_that_there_are(played):
    result = reported.result(played["sobol"])
    one = indices.found(result)[0]
    ends = {f"{WAR} x talks.protocol": (0.2, 0.1), f"{WAR} x parties.hamas.war_prospect": (0.3, 0),
            "talks.protocol x parties.hamas.war_prospect": (0.1, -0.1)}  # fmt: skip
    rows = tuple(indices.Row(pair, "", "second_order", value, low, 0.4)
                 for pair, (value, low) in ends.items())  # fmt: skip

    (table,) = tables.together(result, one._replace(rows=rows))
    (none,) = tables.together(result, one._replace(rows=rows[1:]))

    assert [row[1:] for row in table.rows] == [(0.2, 0.1, 0.4)]
    assert "1 of 3 pairs" in table.caption
    assert none.text == "Of 2 pairs of factors none is seen to act together beyond their own."


def test_whether_points_shared_their_luck_is_said_with_the_question(played, tmp_path):
    folder = reported.copied(played["morris"], tmp_path / "luck")
    path = folder / "config.yaml"
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    for luck, told in of_sensitivity.ON.items():
        found["design"]["luck"] = luck
        path.write_text(yaml.safe_dump(found, sort_keys=False), encoding="utf-8")
        assert f", {told}." in reported.text(of_sensitivity.question(reported.result(folder)))
    assert set(of_sensitivity.ON.values()) == {
        "all on the same luck", "each point on luck of its own",
    }  # fmt: skip
    assert of_sensitivity.ON["common"] == "all on the same luck"


def test_both_sides_are_in_the_table_of_factors_with_their_ranges(played):
    for folder in played.values():
        (table,) = reported.tables(of_sensitivity.scenarios(reported.result(folder))).values()

        told = {row[0]: row for row in reported.cells(table)}

        israel, hamas = (f"parties.{party}.war_prospect" for party in ("israel", "hamas"))
        assert told[f"Israel's war prospect: `{israel}`"][3] == "0.2 to 0.6, even"
        assert told[f"Hamas's war prospect: `{hamas}`"][3] == "0.15 to 0.55, even"
        assert told["Talks protocol: `talks.protocol`"][1] == "decision"


@pytest.mark.parametrize("method", METHODS)
def test_a_report_of_it_is_the_same_bytes_twice_on_a_page_and_in_print(played, method, tmp_path):
    one, two = (
        reported.written(tmp_path / name, [Result(played[method])]) for name in ("one", "two")
    )

    assert one == two
    assert one["report.pdf"].startswith(b"%PDF")
    assert b"What came of it" in one["report.html"]


def test_every_file_of_it_is_in_its_record(played):
    listed, there = reported.recorded(played["tornado"])

    assert "config.yaml" in listed
    assert listed == there


def test_directions_say_how_many_intervals_would_leave_out_zero_by_luck_alone(played):
    """Two factors are numbers, and two outcomes are looked at."""
    blocks = list(of_sensitivity.changes(reported.result(played["morris"])))
    said = reported.text(blocks)

    assert "Each interval is for itself: of 4 intervals about 0 would leave out zero" in said
    assert "of a factor that is not told apart there, a direction here may be luck" in said
    assert "clear" not in said
    for table in reported.tables(blocks).values():
        assert table.caption == "Directions whose interval leaves out zero, each by itself"


def test_an_index_that_is_hardly_narrowed_down_is_doubted_by_the_factors_name(played, tmp_path):
    wide = with_rows(played["sobol"], tmp_path / "wide", **{ISRAEL: (1.05, 0.13, 1.24, 1, 3)})
    one = indices.found(wide)[0]

    (doubt,) = of_sensitivity.doubted(wide, one)
    (known,) = settings.if_known(wide, one)

    assert "index of Israel's war prospect comes out as 1.05 (0.130 to 1.240)" in doubt.text
    assert WAR not in doubt.text
    assert "95 % interval 13 to 124 %; too few points or runs to narrow it down)" in known

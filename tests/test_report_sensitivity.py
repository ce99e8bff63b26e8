"""What a report says of a sensitivity analysis, from its folder alone."""

import pytest
import reported

from experiments import csv_files
from experiments.reporting import of_sensitivity
from experiments.reporting.opened import Result
from experiments.reporting.sensitivities import indices, ranking
from experiments.reporting.sensitivities import settings as settings_told

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
def test_every_number_of_the_sentence_on_an_outcome_stands_in_the_table(played, method):
    result = reported.result(played[method])

    for one in indices.found(result):
        said = ranking.sentence(result, one)
        scale = ranking.scaled(one, method)[0]
        known = {scale * end for row in one.rows for end in (row.value, row.low, row.high)}
        told = said.partition(": ")[2].replace("95 % interval", "").replace("a hundred", "")
        for text in reported.NUMBER.findall(told):
            number = float(text.replace(",", ""))
            close = any(abs(number - each) <= 0.006 * abs(each) + 1e-9 for each in known)
            assert close or number in (1, 2, 3), (text, said)  # or so many of 3 factors


def test_a_factor_that_alone_may_be_first_is_said_to_come_first(played, tmp_path):
    numbers = {
        ISRAEL: (0.7, 0.6, 0.8, 1, 1), HAMAS: (0.2, 0.1, 0.3, 2, 2),
        PROTOCOL: (0.0, -0.1, 0.1, 3, 3),
    }  # fmt: skip
    result = with_rows(played["sobol"], tmp_path / "one", **numbers)

    said = ranking.sentence(result, indices.found(result)[0])

    assert said == (
        "The truce stands at the end: Israel's war prospect comes first (uncertainty; total index "
        "0.7, 95 % interval 0.6 to 0.8). 1 of 3 factors (talks protocol) is not told apart from no "
        "effect at all."
    )


def test_factors_that_luck_cannot_tell_apart_are_named_side_by_side(played, tmp_path):
    numbers = {
        ISRAEL: (0.5, 0.3, 0.8, 1, 2), HAMAS: (0.4, 0.2, 0.7, 1, 2),
        PROTOCOL: (0.1, 0.05, 0.2, 3, 3),
    }  # fmt: skip
    result = with_rows(played["sobol"], tmp_path / "two", **numbers)

    said = ranking.sentence(result, indices.found(result)[0])

    assert "Israel's war prospect (uncertainty; total index 0.5" in said
    assert " or Hamas's war prospect (uncertainty; 0.4, 0.2 to 0.7) comes first" in said
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


def test_single_settings_are_told_with_intervals_that_hold_for_all_of_them_together(played):
    result = reported.result(played["tornado"])

    for one in indices.found(result):
        for effect in one.effects:
            low, high = settings_told.joint(one, effect)
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

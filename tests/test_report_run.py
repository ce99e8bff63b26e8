"""What a report of a run says beside its counts: the record, the limit of a truce, luck."""

from types import SimpleNamespace

import pytest
import reported
import yaml
from playing import configured

from experiments.reporting import expiry, limits, of_run, opened, worded
from experiments.running import summary
from sim import words
from sim.metrics import Number
from sim.outcomes import SHARE
from sim.report.document import Paragraph

# what these tests share is played in one process
pytestmark = pytest.mark.xdist_group("report_run")


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """Results by name: of the main scenario, and of one in which luck has no part."""
    made = tmp_path_factory.mktemp("runs")
    commands = {
        "truce": ["runs=40"], "alike": ["theory=rubinstein"], "one": ["runs=1"],
        "november": ["scenario=november_2023", "runs=10"],
    }  # fmt: skip
    for name, given in commands.items():
        reported.left(made / name, "experiments.run", *given, "plots=false", "threads=1")
    return made


@pytest.fixture(scope="module")
def truce(folders):
    return opened.results([folders / "truce"])[0]


@pytest.fixture(scope="module")
def alike(folders):
    return opened.results([folders / "alike"])[0]


def test_what_outlasts_a_phase_is_told_beside_what_the_figure_has_leave_from_it(truce):
    said = [one.text for one in of_run.headline(truce) if isinstance(one, Paragraph)]
    place = next(at for at, text in enumerate(said) if "outlasts phase 1" in text)

    told = next(text for text in said[place:] if text.startswith("A truce that ends on the first"))
    assert told.endswith("a run that falls on the first day after a phase leaves from that phase.")


def test_who_resumed_fighting_adds_up_in_the_table(truce):
    rows = reported.tables(of_run.headline(truce))["counts"].rows
    who = {row[1]: row[2] for row in rows if row[0] == "Who resumed fighting"}
    stands = next(row[2] for row in rows if row[1].startswith("stands at the end"))

    assert set(who) == {"Israel", "Hamas", "both on one day", "no side: the truce ran out"}
    assert sum(who.values()) == 40 - stands


def test_a_summary_of_before_has_no_row_for_nobody_and_is_told_all_the_same(folders, tmp_path):
    def without(rows):
        return [row for row in rows if row["variable"] != "resumed_by_nobody"]

    found = reported.result(reported.copied(folders / "truce", tmp_path / "older", summary=without))

    rows = reported.tables(of_run.headline(found))["counts"].rows
    assert sum(row[0] == "Who resumed fighting" for row in rows) == 3


def test_in_how_many_runs_the_truce_ran_out_is_said_with_the_limit(folders, tmp_path):
    def some(rows):
        return [row | at_3(row) if row["variable"] == "resumed_by_nobody" else row
                for row in rows]  # fmt: skip

    def at_3(row):
        return {"count": "3", "value": 3 / int(row["of"]), "low": 0.0, "high": 1.0}

    found = reported.result(reported.copied(folders / "truce", tmp_path / "some", summary=some))

    told = reported.text(of_run.headline(found))
    rows = reported.tables(of_run.headline(found))["counts"].rows
    stands = next(row[2] for row in rows if row[1].startswith("stands at the end"))
    assert f"Fighting resumes in {40 - stands} of 40 runs. In 3 of these" in told
    assert (
        "In 3 of these no side decided on it: the truce ran out after 60 days without a phase in "
        "force, a limit that the scenario assumes (`limbo.longest`)."
    ) in told


def test_a_truce_of_a_scenario_without_time_after_a_phase_runs_out_with_it():
    result = SimpleNamespace(config={}, played={"limbo": {"limbo": False}})

    assert expiry.limit(result, "one") == ("with its phase, for the scenario has no time after it")


def test_every_cell_beside_the_record_says_what_happened_or_that_it_is_not_known(truce):
    table = reported.tables(of_run.headline(truce))["counts"]
    beside = {row[1]: row[-1] for row in table.rows}

    assert all(beside.values())
    assert beside["talks on the next phase begin"] == "day 40"
    assert beside["tents (Israel)"] == "not by day 20"
    assert beside["mobile homes (Israel)"] == "not by day 30"
    assert beside["convoys (Israel)"] == "not known"
    assert (beside["Israel"], beside["Hamas"]) == ("yes", "no")
    assert beside["last phase ran its course"] == "no"
    assert beside["phase ran out, then fighting"] == "not judged"
    assert "how many prisoners are to be freed for whom, is put into the scenario" in table.note


def test_which_cause_it_was_is_known_not_to_be_one_only_where_the_record_has_the_end():
    scenario, name = configured(), f"ended_by_{next(iter(words.STANDING))}"

    assert of_run.unknown(name, scenario) == "no"
    assert of_run.unknown(name, scenario._replace(record={})) == "not judged"


def test_what_the_record_counts_goes_before_what_it_states_of_a_day():
    record = summary.record_of(configured())

    assert record["all_redeployments_by_end_of_phase_1"] == "2 of 3, day 22"
    assert summary.record_of(configured()._replace(record={})) == {}


def test_where_luck_has_no_part_there_is_no_interval_and_it_is_said(alike, truce):
    told = reported.text(of_run.headline(alike))

    assert of_run.NO_LUCK in told
    assert "95 % interval" not in told
    assert "In all of 10 runs an agreement is ratified." in told
    assert all(row[5:7] == (None, None)
               for row in reported.tables(of_run.headline(alike))["counts"].rows)  # fmt: skip
    assert not list(of_run.changes(alike))
    assert of_run.NO_LUCK not in reported.text(of_run.headline(truce))
    assert worded.always("so it is", Number(0.0, SHARE, count=0, of=4)) == (
        "In none of 4 runs so it is."
    )


def test_limits_are_those_of_what_was_played(alike, truce):
    of_truce, of_talks = (reported.text(limits.blocks((), [one])) for one in (truce, alike))

    for text in ("Gaza", "January 2025", "what each owes", "dead of both sides"):
        assert text in of_truce
        assert text not in of_talks
    assert "Both sides decide by the same rules" in of_talks
    assert reported.text(limits.blocks((), [alike, truce])).count("Gaza Ministry") == 1


def test_that_the_record_proves_nothing_is_said_where_there_is_one(alike, truce):
    assert "neither proves nor disproves the model" in " ".join(of_run.limits(truce))
    assert list(of_run.limits(alike)) == []


def test_parameters_drawn_from_a_posterior_and_dated_changes_are_said(folders, truce, tmp_path):
    folder = reported.copied(folders / "truce", tmp_path / "other")
    reported.with_provenance(folder, posterior="p" * 16)
    path = folder / "config.yaml"
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    found["changes"] = [{"day": 17, "set": {"relocation.proposal": 0.8}}]
    path.write_text(yaml.safe_dump(found, sort_keys=False), encoding="utf-8")

    told, usual = (reported.text(of_run.scenarios(one)) for one in (reported.result(folder), truce))

    assert "Some parameters were drawn from a posterior, anew for each run." in told
    assert "Dated changes, which happen in every run:\nDay 17: relocation.proposal to 0.8." in told
    assert "posterior" not in usual


def test_a_bound_of_theory_that_is_one_number_is_written_once(folders):
    found = reported.result(folders / "alike")
    rows = reported.tables(of_run.headline(found))["theory"].rows

    assert rows[0][-1] == "0.714286 (a level of the issue)"


def test_a_record_of_what_the_scenario_does_not_owe_is_left_out():
    scenario = configured()
    goods = {key: words for key, words in scenario.goods.items() if key != "tents"}

    found = dict(summary.stated(scenario._replace(goods=goods)))

    assert "all_tents_by_end_of_phase_1" not in found
    assert "all_mobile_homes_by_end_of_phase_1" in found


def test_the_median_run_lies_between_the_ends_of_its_span(truce):
    table = reported.tables(of_run.headline(truce))["amounts"]

    assert table.rows
    for _, _, middle, low, high, _ in table.rows:
        assert low <= middle <= high
    assert any(low < high for _, _, _, low, high, _ in table.rows)


def test_what_only_talks_bring_about_is_not_told_as_rare_where_there_are_none(folders, truce):
    told = reported.text(of_run.headline(opened.results([folders / "november"])[0]))

    assert "There are no talks in `november_2023` (`talks.protocol` is `no_talks`)" in told
    assert "talks on the next phase" not in told
    assert "an agreement is ratified" not in told
    usual = reported.text(of_run.headline(truce))
    assert "talks on the next phase" in usual
    assert "There are no talks" not in usual


def test_how_long_the_runs_are_is_said_of_one_as_of_one(folders, truce):
    one = reported.text(of_run.question(opened.results([folders / "one"])[0]))

    assert "One run was played, of 140 days at most." in one
    assert "luck of its own, each of 140 days at most." in reported.text(of_run.question(truce))

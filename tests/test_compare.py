"""``experiments.compare``: statistics of paired runs, where they part, what the command takes."""

import json
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from left import but_times
from matplotlib.figure import Figure
from playing import config, play, play_all
from scipy import integrate, stats

from experiments import _command, branch, compare, composing, csv_files, provenance, rescue
from experiments.comparing import figures as paired_figures
from experiments.comparing import pairing, variants
from experiments.comparing import tables as paired_tables
from experiments.comparing import told as paired_words
from sim import incidence, metrics, outcomes, pairs, parquet, parting, phases, records, tables
from sim.plots import incidence_by_cause, phases_by_scenario, style
from sim.refusals import PremiseError
from sim.scenario import from_config

pytestmark = pytest.mark.usefixtures("elsewhere")

HORIZON = 60
SCENARIOS = "scenarios=[january_2025,firm_guarantee]"


def run(*arguments):
    """A command that must succeed, in this process."""
    assert _command.plainly(compare.main, ["plots=false", *arguments]) == 0


def records_of(ends):
    """Records of runs from (cause, last day); those that stand end on the horizon."""
    runs = np.zeros(len(ends), records.RUN)
    for run, (cause, day) in zip(runs, ends, strict=True):
        fell = cause in incidence.FALLS
        run["cause"] = phases.CAUSES.index(cause)
        run["stage"] = phases.FIGHTING if fell else phases.TRUCE
        run["last_day"] = day if fell else HORIZON
    return runs


ends = st.lists(
    st.tuples(st.sampled_from((*incidence.FALLS, "held")), st.integers(1, HORIZON)),
    min_size=1,
    max_size=40,
)


def test_survival_is_that_of_scipy(january):
    runs = play_all(january, 300, keep=records.RUNS_ONLY).runs

    curve = incidence.survival(runs, 140)

    fell = incidence.fallen(runs)
    data = stats.CensoredData(runs["last_day"][fell], right=np.full(int((~fell).sum()), 140))
    expected = stats.ecdf(data).sf.evaluate(curve.days)
    np.testing.assert_allclose(curve.share, expected, atol=1e-12)


@given(ends)
@settings(deadline=None)
def test_the_incidences_of_all_causes_and_survival_add_up_to_one(found):
    runs = records_of(found)

    curve, causes = incidence.survival(runs, HORIZON), incidence.incidences(runs, HORIZON)

    np.testing.assert_allclose(sum(one.share for one in causes) + curve.share, 1.0, atol=1e-12)
    assert (np.diff(curve.standing) <= 0).all()
    assert (curve.at_risk - curve.fell == curve.standing).all()
    assert all((np.diff(one.counts) >= 0).all() for one in causes)


@given(ends)
@settings(deadline=None)
def test_records_and_a_table_of_them_have_the_same_curves(found):
    """A table holds names where records hold their places."""
    runs = records_of(found)
    table = {
        "last_day": runs["last_day"],
        "stage": np.array(phases.STAGES)[runs["stage"]],
        "cause": np.array(phases.CAUSES)[runs["cause"]].astype(object),
    }

    kept = [incidence.survival(runs, HORIZON), *incidence.incidences(runs, HORIZON)]
    read = [incidence.survival(table, HORIZON), *incidence.incidences(table, HORIZON)]

    for ours, theirs in zip(kept, read, strict=True):
        for one, other in zip(ours, theirs, strict=True):
            np.testing.assert_array_equal(one, other)
    assert read[0].runs == len(found)


@given(ends, st.integers(1, HORIZON))
@settings(deadline=None)
def test_the_restricted_mean_is_the_area_under_survival_where_sides_end_the_truce(found, day):
    runs = records_of(found)

    mean = incidence.restricted(runs, day).mean()

    share = incidence.survival(runs, HORIZON).share
    steps = np.arange(1, day + 1)
    area = sum(
        integrate.quad(lambda _, at=at: share[at], at - 1, at)[0] for at in steps
    )  # the share that stands at the end of a day, over that day
    assert mean == pytest.approx(area)


def test_days_of_truce_by_hand():
    """To day 10: a side ends one on day 4, one runs out on day 4, one falls on day 12."""
    runs = records_of([("expiry", 4), ("expiry", 4), ("breach_spiral", 12), ("held", HORIZON)])
    runs["resumed_by"][1] = -1
    table = {"last_day": runs["last_day"], "stage": np.array(phases.STAGES)[runs["stage"]]}
    table["resumed_by"] = np.array(["israel", "", "hamas", ""], dtype=object)

    for kept in (runs, table):
        assert incidence.restricted(kept, 10).tolist() == [3.0, 4.0, 10.0, 10.0]
    runs = np.delete(runs, 1)
    assert incidence.survival(runs, HORIZON).standing[[3, 4, 11, 12, 60]].tolist() == [
        3,
        2,
        2,
        1,
        1,
    ]


def test_all_runs_are_at_risk_when_the_first_day_begins_whatever_falls_on_it():
    curve = incidence.survival(records_of([("expiry", 0), ("held", HORIZON)]), HORIZON)

    assert curve.at_risk[:2].tolist() == [2, 1]
    assert curve.fell[:2].tolist() == [1, 0]
    assert curve.runs == 2


def test_a_difference_of_shares_has_the_interval_of_tango_at_95_percent():
    first, second = np.array([True] * 10 + [False] * 30), np.array([True] * 4 + [False] * 36)

    found = pairs.shares(first, second)

    assert (found.low, found.high) == pairs.tango(0, 6, 40, 1.959963984540054)
    assert (found.low, found.high) != pairs.tango(0, 6, 40, 1.6448536269514722)


def test_days_of_truce_up_to_the_horizon_are_those_of_the_outcome():
    """Of the scenario whose truce runs out."""
    entries = variants.read(["november_2023", {"base": "november_2023", "name": "other"}], ())
    question = pairing.Question(entries, ["truce_days_to_horizon"], 1, 60)
    played = pairing.play(question, 1)
    horizon = entries[0].scenario.premises.calendar.horizon

    (whole,) = paired_tables.differences(question, played)
    (by_day, *_) = paired_tables.differences_by_day(played, [horizon])

    assert by_day.outcome == "truce_days"
    assert by_day.found.first == whole.found.first


def a_share(first, second):
    """A difference of two shares, as a line of the table."""
    found = pairs.shares(np.array(first), np.array(second))
    return paired_tables.Line("other", "base", "talks", "", "talks begin", True, found)


def test_the_runs_that_are_told_first_are_those_of_the_base():
    said = paired_words.sentence(a_share([True, True, True, False], [True, False, False, False]))

    assert said.startswith("talks begin: in 3 of 4 runs; with other 2 fewer")


@pytest.mark.parametrize("first", [True, False])
def test_of_a_single_run_no_bound_is_told(first):
    said = paired_words.sentence(a_share([first], [first]))

    assert "at most" not in said
    assert "(" not in said


def test_truths_are_compared_by_shares_and_numbers_by_means():
    truths = pairs.difference(np.array([True, False, False, False]), np.array([False, True] * 2))
    numbers = pairs.difference([1.0, 2.0, 4.0], [2.0, 3.0, 5.0])

    assert (truths.gained, truths.lost, truths.value) == (2, 1, 0.25)
    assert (numbers.value, numbers.gained, numbers.direction) == (1.0, 0, "up")
    assert truths.direction == "same"


def test_pairing_that_hurts_has_a_ratio_above_one():
    """Outcomes that move against each other: independent runs would have told more."""
    first = np.array([True, False] * 50)

    assert pairs.difference(first, ~first).ratio == pytest.approx(2.0)
    assert pairs.difference(first, first).ratio == pytest.approx(0.0)


def test_a_ratio_that_is_shown_as_one_does_not_hurt_and_no_correlation_is_minus_nothing():
    found = pairs.difference([1.0, 2.0], [2.0, 3.0])
    rare, hurt = (
        paired_tables.Line(
            "x", "y", name, "days", name, False, found._replace(ratio=ratio, correlation=-0.001)
        )
        for name, ratio in (("rare", 1.004), ("hurt", 1.006))
    )

    assert paired_words.pairing([rare]) == (
        "Pairing: the same luck for both leaves every difference as sure as luck apart would, or "
        "surer. The variance of a difference is 1.00 to 1.00 of what it would be then "
        "(correlation 0.00 to 0.00)."
    )
    assert paired_words.pairing([rare, hurt]).startswith(
        "Pairing: the same luck for both makes these differences less sure than luck apart would: "
        "hurt (1.01). The variance of a difference is 1.00 to 1.01 of what"
    )


def test_the_day_on_which_runs_part_is_said_to_be_the_median():
    days = [parting.TOGETHER._replace(day=day, manner="x") for day in (1, 5, 19)]

    assert "part, in the median on day 5 (1 to 18 in nine of ten)" in paired_words.parted(
        days, parting.ANY
    )


def test_a_scenario_beside_itself_differs_nowhere_and_never_parts(tmp_path):
    run("scenarios=[january_2025, {base: january_2025, name: again}]", "runs=40", "out=same")

    for one in csv_files.read(tmp_path / "same" / "comparison.csv"):
        assert one["first"] == one["second"], one["outcome"]
        assert one["difference"] in ("0.0", ""), one["outcome"]
    assert all(one["day"] == "" for one in csv_files.read(tmp_path / "same" / "parting.csv"))
    assert csv_files.read(tmp_path / "same" / "parted_by.csv") == []


def test_the_same_command_leaves_the_same_bytes_on_any_number_of_threads(tmp_path):
    for out, threads in (("one", 1), ("two", 2), ("again", 1)):
        run(SCENARIOS, "runs=300", f"threads={threads}", f"out={out}")

    found = [but_times(tmp_path / out) for out in ("one", "two", "again")]
    assert found[0] == found[1] == found[2]
    assert {"comparison.csv", "runs.parquet", "survival.csv", "incidence.csv"} <= set(found[0])


def test_the_tables_say_what_the_runs_do(tmp_path):
    run(SCENARIOS, "runs=200", "seed=4", "out=there")

    kept = pq.read_table(tmp_path / "there" / "runs.parquet").to_pandas()
    stands = {name: own["standing_at_horizon"] for name, own in kept.groupby("scenario")}
    first, second = (stands[name].to_numpy() for name in ("january_2025", "firm_guarantee"))
    (line,) = (
        one
        for one in csv_files.read(tmp_path / "there" / "comparison.csv")
        if one["outcome"] == "standing_at_horizon"
    )
    assert int(line["gained"]) == (second & ~first).sum()
    assert int(line["lost"]) == (first & ~second).sum()
    assert float(line["difference"]) == pytest.approx(second.mean() - first.mean())
    assert list(kept.columns[:4]) == list(tables.KEYS)
    survival = csv_files.read(tmp_path / "there" / "survival.csv")
    last = [one for one in survival if one["day"] == "140"]
    assert [int(one["standing"]) for one in last] == [first.sum(), second.sum()]


def test_the_runs_are_those_of_the_run_command():
    """Run 7 here is run 7 there: the same scenario, seed and number."""
    entries = variants.read(["january_2025", "no_us_pressure"], ())
    question = pairing.Question(entries, ["deaths"], 3, 300)

    played = pairing.play(question, 2)

    for one in played:
        alone = play_all(one.entry.scenario, 300, seed=3)
        assert one.runs.tobytes() == alone.runs.tobytes()
        found = outcomes.of(alone, one.entry.scenario, "deaths")
        np.testing.assert_array_equal(one.outcomes["deaths"], found)


def test_states_by_day_are_those_of_the_days_of_the_same_runs(tmp_path):
    entries = variants.read(["january_2025", "no_us_pressure"], ())

    played = pairing.play(pairing.Question(entries, ["deaths"], 3, 300), 2)

    for one in played:
        scenario = one.entry.scenario
        writer = parquet.Writer(tmp_path, scenario, 3, "days")
        writer.write(play_all(scenario, 300, seed=3), 0)
        writer.close()
        kept = {name: parquet.read(tmp_path / f"{name}.parquet") for name in ("runs", "days")}
        horizon, phases = scenario.premises.calendar.horizon, scenario.premises.phases
        _, shares = metrics.share_in_stage(kept, horizon, list(phases))
        np.testing.assert_array_equal(one.states / 300, shares)


def test_phases_that_a_scenario_has_alone_have_their_place_and_colour():
    counts = [np.array([[4, 0, 0, 0, 0]]), np.array([[1, 1, 0, 0, 0, 2]])]
    names = [("phase_1", "phase_2"), ("phase_1", "extension_1", "phase_2")]
    shown = phases_by_scenario.Numbers(counts, names, ("base", "other"), 4)

    assert phases_by_scenario.all_phases(shown) == ["phase_1", "extension_1", "phase_2"]
    assert shown.states == ["phase_1", "extension_1", "fighting"]
    _, rows = phases_by_scenario.table(shown)
    assert rows == [("base", 1, 1.0, 0.0, 0.0), ("other", 1, 0.25, 0.25, 0.5)]
    assert "other: phase 1 25 %, extension 1 25 %, fighting 50 %" in (
        phases_by_scenario.describe(shown)
    )


@given(ends)
def test_the_causes_stacked_are_all_that_fell(found):
    runs = records_of(found)
    curve = incidence.survival(runs, HORIZON)
    shown = incidence_by_cause.Numbers(incidence.incidences(runs, HORIZON), curve, None)
    with style.sheet():
        edges = incidence_by_cause.stack(Figure().add_subplot(), shown.curves)

    np.testing.assert_allclose(edges[-1], 1.0 - curve.share, atol=1e-12)
    causes = len(shown.causes)
    for row in incidence_by_cause.table(shown)[1]:
        assert sum(row[1 : 1 + causes]) == pytest.approx(row[1 + causes])
    fell = sum(cause != "held" for cause, _ in found)
    assert f"in {fell:,} of {len(found):,} run" in incidence_by_cause.finding(shown)


def test_runs_part_only_from_the_day_of_a_dated_change_on():
    late = {"base": "january_2025", "name": "late"}
    late["changes"] = [{"day": 30, "set": {"mediators.us.leverage_israel": 1.0}}]
    question = pairing.Question(variants.read(["january_2025", late], ()), ["deaths"], 1, 60)

    _, changed = pairing.play(question, 1)

    days = [one.day for one in changed.partings[parting.ANY]]
    assert all(day >= 30 or day == parting.NOT_PARTED for day in days)
    assert any(days)
    assert not any("change" in one.manner for one in changed.partings[parting.ANY])
    for broad, narrow in zip(*(changed.partings[level] for level in parting.LEVELS), strict=True):
        assert narrow.day == parting.NOT_PARTED or broad.day <= narrow.day


def test_what_parts_two_runs_is_the_first_event_that_one_has_alone():
    """By hand: the same first day, then one holds an item back that the other delivers."""
    entries = variants.read(["january_2025", "firm_guarantee"], ())
    reader = parting.Reader([one.scenario for one in entries])
    same = [1, 0, 0, 1]
    code = {kind.name: place for place, kind in enumerate(parting.notes.EVENTS)}
    ours = np.array([same, [2, code["delivers"], 0, 0], [2, code["crisis"], 0, 0]])
    theirs = np.array([same, [2, code["withholds"], 0, 0], [2, code["crisis"], 0, 0]])

    found = parting.of_one(ours, theirs, reader)

    assert found.day == 2
    assert found.first.startswith("Israel delivers ")
    assert found.second.startswith("Israel withholds ")
    assert found.manner == "Israel delivers an item / Israel withholds an item"
    assert parting.of_one(ours, ours, reader) == parting.TOGETHER
    assert parting.of_one(ours[:1], theirs, reader).first == ""


def test_obligations_and_mediators_are_compared_by_name_and_not_by_place():
    entries = variants.read(["january_2025", "extended_phase_one", "no_mediators"], ())
    turned = config()
    turned["mediators"] = dict(reversed(turned["mediators"].items()))
    scenarios = [*(one.scenario for one in entries), from_config(turned, "turned")]
    reader = parting.Reader(scenarios)

    for scenario in scenarios:
        log = play(scenario, 2, 8).log
        found = reader.rows(log, scenario)
        names = tables.Names(scenario)
        events = tables.events_table(names, play(scenario, 2, 8), 0, 2).to_pandas()
        events = events[events["day"] > 0].reset_index(drop=True)  # the first phase begins before
        own = found[found[:, :, 0] > 0]
        about = np.isin(own[:, 1], tables.kinds_with("about", "obligation"))
        called = [reader.names["obligation"][place] for place in own[about, 3]]
        assert called == list(events["obligation"][about])
        acts = np.isin(own[:, 1], tables.kinds_with("actor", "mediator"))
        called = [reader.names["mediator"][place] for place in own[acts, 2]]
        assert called == list(events["actor"][acts])


def test_a_variant_is_the_scenario_that_its_values_would_have_made():
    entry = {"base": "january_2025", "name": "other"}
    entry["set"] = {"parties.israel.trust": 0.2, "talks.protocol": "one_text"}

    _, found = variants.read(["january_2025", entry], ["mediators.us.skill=0.3"])

    there = composing.composed(
        "mediators.us.skill=0.3", "parties.israel.trust=0.2", "talks.protocol=one_text"
    )
    assert found.scenario.row.tobytes() == there.scenario.row.tobytes()


def test_a_change_of_a_variant_comes_after_one_of_all():
    """Of two on a day one counts: what an entry sets goes before the command line's."""
    entry = {"base": "january_2025", "name": "other"}
    entry["changes"] = [{"day": 1, "set": {"choice.scale": 0.2}}]

    _, found = variants.read(
        ["january_2025", entry], ["changes=[{day: 1, set: {choice.scale: 0.01}}]"]
    )

    assert [value for _, _, value, _ in found.scenario.changes] == [0.2]


def test_a_file_of_a_comparison_is_compared(tmp_path, capsys):
    run("compare=us_leverage", "runs=20", "out=filed")

    named = {one["scenario"] for one in csv_files.read(tmp_path / "filed" / "comparison.csv")}
    assert named == {"half_leverage", "gone_on_day_22", "no_us_pressure"}
    days = {one["day"] for one in csv_files.read(tmp_path / "filed" / "by_day.csv")}
    assert days == {"42", "70", "140"}
    said = capsys.readouterr().out
    assert "Only the difference between two scenarios is identified" in said
    title = "Leverage of the United States over Israel"
    assert (tmp_path / "filed" / "summary.txt").read_text().startswith(f"{title}\n\n")
    assert title in said.splitlines()
    assert yaml.safe_load((tmp_path / "filed" / "config.yaml").read_text())["title"] == title


@pytest.mark.parametrize("entry", ["2025-01-19", "!!binary aGk=", "!!set {a}", "[.nan]"])
def test_a_file_of_a_comparison_with_outcomes_that_are_no_names_is_refused(entry, capsys):
    Path("own.yaml").write_text(f"scenarios: [bilateral]\noutcomes: {entry}\n", encoding="utf-8")

    assert _command.plainly(compare.main, ["compare=own.yaml", "dry_run=true"]) == 2

    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "TRUCE_TRACEBACK" not in said


def test_a_comparison_that_is_done_is_found_and_lacking_figures_are_added(tmp_path, capsys):
    run(SCENARIOS, "runs=12", "out=there")
    before = but_times(tmp_path / "there")

    assert _command.plainly(compare.main, [SCENARIOS, "runs=12", "out=there"]) == 0

    after = but_times(tmp_path / "there")
    assert "Already compared" in capsys.readouterr().out
    assert before.items() <= after.items()
    names = ("differences", "survival", "phases", "incidence", "parting")
    figures = {f"figures/compare_{name}.{kind}" for name in names for kind in style.KINDS}
    assert set(after) - set(before) == figures


def test_a_dry_run_plays_nothing_and_leaves_nothing(tmp_path, capsys):
    run(SCENARIOS, "dry_run=true")

    assert "2 scenarios, 1,000 runs each on the same luck" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_an_outcome_that_no_run_has_is_bounded_by_its_score_interval(capsys):
    run(SCENARIOS, "runs=50", "outcomes=[resumed_by_both]", "out=few")

    said = " ".join(capsys.readouterr().out.split())
    assert "in 0 of 50 runs (none: at most about 7.1 %)" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "takes either scenarios=[BASE,OTHER,...] or compare=FILE"),
        (["scenarios=[january_2025]"], "it takes a list of two or more scenarios"),
        (["scenarios=january_2025"], "it takes a list"),
        (
            ["scenarios=[january_2025,firm_guarante]"],
            "scenarios.1: 'firm_guarante': there is no such scenario; did you mean",
        ),
        (
            ["scenarios=[january_2025,mine]"],
            "or one of a folder of your own by --config-dir FOLDER)",
        ),
        (["scenarios=[january_2025,january_2025]"], "'january_2025' is named twice"),
        (["scenarios=[january_2025,november_2023]"], "has the same horizon"),
        (["scenarios=[january_2025,{base: january_2025}]"], "scenarios.1.name: is missing"),
        (
            ["scenarios=[january_2025,{base: january_2025, name: firm_guarantee, set: {}}]"],
            "there is a scenario of that name",
        ),
        (
            ["scenarios=[january_2025,{base: january_2025, name: x, sett: {}}]"],
            "did you mean 'set'?",
        ),
        (
            ["scenarios=[january_2025,{base: january_2025, name: x, set: {choice.scal: 1}}]"],
            "did you mean 'scale'?",
        ),
        (
            ["scenarios=[january_2025,{base: january_2025, name: x, set: {choise.scale: 1}}]"],
            "did you mean 'choice.scale'?",
        ),
        (
            ["scenarios=[january_2025,{base: january_2025, name: x, set: {choice.scale: -1}}]"],
            "scenarios.1 (x): choice.scale: -1 is not allowed; it takes a number from 0",
        ),
        (
            ["scenarios=[january_2025,{base: january_2025, name: x, changes: [{day: 999}]}]"],
            "it takes a day from 1 to 140",
        ),
        ([SCENARIOS, "mediators.us.skil=0.3"], "did you mean 'skill'?"),
        ([SCENARIOS, "scenario=november_2023"], "scenarios=[...] names what is compared"),
        ([SCENARIOS, "keep=all"], "keep: is a setting of experiments.run"),
        ([SCENARIOS, "outcomes=[agreemen]"], "did you mean 'agreement'?"),
        ([SCENARIOS, "days=[]"], "days: an empty list is not allowed"),
        ([SCENARIOS, "outcomes=[]"], "outcomes: an empty list is not allowed"),
        ([SCENARIOS, "days=[0]"], "days: 0 is not allowed; it takes days from 1 to 140"),
        ([SCENARIOS, "runs=0"], "runs: 0 is not allowed; it takes a whole number from 1"),
        (["compare=us_leverag"], "did you mean 'us_leverage'?"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_one_sentence(arguments, said, tmp_path, capsys):
    status = _command.plainly(compare.main, arguments)

    error = capsys.readouterr().err
    assert status == 2
    assert said in error
    assert error.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def own_scenario():
    """A scenario in a folder of the user's own."""
    folder = Path("my own", "scenario")
    folder.mkdir(parents=True)
    text = "# @package _global_\ndefaults: [january_2025, _self_]\nchoice: {scale: 0.07}\n"
    (folder / "mine.yaml").write_text(text, encoding="utf-8")
    wrong = text.replace("_self_", "override /parties/israel: nobody, _self_")
    (folder / "wrong.yaml").write_text(wrong, encoding="utf-8")


def test_scenarios_of_a_folder_of_ones_own_are_compared_branched_and_rescued(capsys):
    own_scenario()
    own = ("--config-dir", "my own")

    run("scenarios=[january_2025,mine]", "runs=2", "out=beside", *own)
    run("scenarios=[mine,{base: mine, name: less, set: {parties.israel.trust: 0.2}}]", "runs=2",
        "out=variant", "--config-dir=my own")  # fmt: skip
    for verb, out, *asked in (
        (branch, "branched", "run=12", "day=3", "set={mediators.us.skill: 0.1}", "plots=false"),
        (rescue, "rescued", "rescue=us_and_trust"),
    ):
        asked = [*asked, "scenario=mine", "runs=2", f"out={out}", *own]
        assert _command.plainly(verb.main, asked) == 0

    config = yaml.safe_load(Path("beside", "config.yaml").read_text(encoding="utf-8"))
    assert config["scenarios"]["mine"]["choice"]["scale"] == 0.07
    record = json.loads(Path("beside", provenance.FILE).read_text(encoding="utf-8"))
    assert record["command"][-2:] == ["--config-dir", "my own"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--config-dir", "nowhere"], "there is no such folder as 'nowhere'"),
        (["-cd"], "-cd: it takes a folder"),
        (["--cfg", "job"], "--cfg: is not allowed; it takes KEY=VALUE"),
        (
            ["scenarios=[january_2025,{base: january_2025, name: mine}]", "-cd", "my own"],
            "there is a scenario of that name",
        ),
        (["scenarios=[january_2025,min]", "-cd", "my own"], "did you mean 'mine'?"),
        (
            ["scenarios=[january_2025,mine]", "-cd", "my own/scenario"],
            "scenario/mine.yaml is found by the folder above: --config-dir 'my own'",
        ),
        (
            ["scenarios=[january_2025,wrong]", "-cd", "my own"],
            "my own/scenario/wrong.yaml: parties/israel: 'nobody' is not allowed",
        ),
    ],
)
def test_a_folder_of_ones_own_that_cannot_be_read_is_refused(arguments, said, capsys):
    own_scenario()
    usual = [] if arguments[0].startswith("scenarios") else [SCENARIOS]

    assert _command.plainly(compare.main, [*usual, *arguments]) == 2

    assert said in capsys.readouterr().err


def test_scenarios_between_other_parties_are_refused():
    made = composing.composed("theory=rubinstein")
    entries = variants.read(["january_2025", "firm_guarantee"], ())
    other = variants.Entry("rubinstein", made.scenario, made.premises, made)

    with pytest.raises(PremiseError, match="the same parties in the same order"):
        variants.check_together([entries[0], other])


def test_differences_by_day_are_those_of_the_curves():
    question = pairing.Question(
        variants.read(["january_2025", "firm_guarantee"], ()), ["deaths"], 1, 80
    )
    played = pairing.play(question, 1)

    lines = list(paired_tables.differences_by_day(played, [70]))

    curves = [incidence.survival(one.runs, 140) for one in played]
    found = {one.outcome: one.found for one in lines}
    assert found["fallen"].first == pytest.approx(1.0 - curves[0].share[70])
    ran_out = [(incidence.fallen(one.runs) & ~incidence.by_a_side(one.runs)
                & (one.runs["last_day"] <= 70)).mean() for one in played]  # fmt: skip
    assert found["truce_days"].value == pytest.approx(
        curves[1].share[1:71].sum() + ran_out[1] - curves[0].share[1:71].sum() - ran_out[0]
    )
    parts = [one.value for name, one in found.items() if name.startswith("fallen_of_")]
    assert sum(parts) == pytest.approx(found["fallen"].value)


@pytest.mark.parametrize("text", ["design.decisions={choice.scale: [0.02]}", "sweep=what_matters"])
def test_a_design_is_refused_where_nothing_is_swept(text):
    with pytest.raises(PremiseError, match="design: is not allowed here"):
        variants.read(["january_2025", "firm_guarantee"], [text])


@pytest.mark.parametrize(
    ("ends", "is_share", "text"),
    [
        ((0.6, -0.93, 2.3), True, "+0.6 (-0.9 to +2.3)"),
        ((22.4, 4.8, 40.0), True, "+22.4 (+4.8 to +40.0)"),
        ((0.5, 0.04, 0.96), True, "+0.50 (+0.04 to +0.96)"),
        ((0.0, 0.0, 0.0), True, "0.0 (0.0 to 0.0)"),
        ((-0.01, -0.9, 0.88), True, "0.0 (-0.9 to +0.9)"),
        ((341.2, 215.0, 467.4), False, "+341 (+215 to +467)"),
        ((0.062, -0.011, 0.135), False, "+0.062 (-0.011 to +0.135)"),
    ],
)
def test_an_estimate_in_the_figure_has_as_many_decimals_as_its_ends(ends, is_share, text):
    assert paired_figures.text(*ends, is_share) == text

"""The backtest: what the record states, what is measured of runs, baselines, files, the page."""

import copy
import csv
import math
import re

import numpy as np
import pytest
import yaml
from matplotlib.text import Text
from playing import configured, play
from scipy import stats

from agents import notes
from agents.terms import DONE
from experiments import backtest, csv_files, grounds, truces
from experiments.backtesting import cases, designs, frozen, judging, replaying
from experiments.backtesting import page as backtest_page
from experiments.backtesting import told as told
from sim import baselines, happened, outcomes, patterns, phases, records, scores
from sim.cache import ROOT
from sim.happened import Durations, Happened, Hazard, Share
from sim.plots import course, coverage, style
from sim.reading import read_record
from sim.refusals import PremiseError

TRUCES = ("january_2025", "november_2023")


def record_of(truce):
    """A record as its file has it."""
    path = ROOT / "configs" / "record" / f"{truce}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def stated(**changes):
    """An outcome with some fields changed."""
    usual = {"label": "talks", "pattern": 5, "measure": "talks_day", "until": 84, "value": 40}
    return Happened(**{**usual, "source": ["J25E056"], **changes})


@pytest.fixture(scope="module")
def runs():
    """Runs of the main scenario with all that measures look at."""
    scenario = configured()
    return scenario, play(scenario, seed=5, runs=200)


# -- what the record states -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"measure": "talks_dya"}, "happened.one.measure: is not allowed"),
        ({"sources": ["J25E056"]}, "there is no such key; did you mean 'source'"),
        ({"source": []}, "happened.one.source: is missing"),
        ({"value": True}, "happened.one.value: true is not allowed; 'talks_day' takes a number"),
        ({"measure": "talks"}, "happened.one.value: 40 is not allowed; 'talks' takes true or fals"),
        ({"until": 3, "since": 9}, "happened.one.until: 3 is not allowed; it takes a day from 9"),
        ({"until": 3, "first_day": 17}, "it takes a day from 17"),
        ({"pattern": 12}, "happened.one.pattern: 12 is not allowed; it takes a pattern from 1"),
        ({"use": "fitted"}, "happened.one.use: is not allowed"),
        ({"within": [1, 2]}, "happened.one.within: takes the least and the most"),
        ({"base_rate": "fightin"}, "did you mean 'fighting'"),
        ({"lesson": "Talks are one bargain"}, "happened.one.lesson: is no whole sentence"),
        ({"lesson": "Most runs begin late."}, "happened.one.lesson: speaks of runs"),
        ({"lesson": "It is late in 60 %."}, "happened.one.lesson: speaks of runs"),
    ],
)
def test_an_outcome_that_cannot_be_is_refused_in_a_sentence(changes, said):
    hazard = {"kind": "hazard", "events": 1, "days": 23, "known_by": 16, "source": ["N23E08"]}
    usual = stated().model_dump(exclude_defaults=True)
    record = {"baselines": {"fighting": hazard}, "happened": {"one": {**usual, **changes}}}

    with pytest.raises(PremiseError) as error:
        read_record(record)

    assert said in f"{error.value}"


@pytest.mark.parametrize(
    ("baseline", "said"),
    [
        ({"kind": "hazzard"}, "kind: 'hazzard' is not allowed"),
        ({"kind": "share", "kept": 1, "source": ["N23E08"]}, "of: is not allowed: field required"),
        ({"kind": "share", "kept": 1, "of": 2, "source": []}, "source: is missing"),
    ],
)
def test_a_baseline_that_cannot_be_is_refused_in_a_sentence(baseline, said):
    with pytest.raises(PremiseError, match=re.escape(f"record.baselines.one.{said}")):
        read_record({"baselines": {"one": baseline}})


def test_an_outcome_of_a_good_that_there_is_not_is_refused():
    with pytest.raises(PremiseError, match=r"'hostage' is not allowed.*did you mean 'hostages'"):
        patterns.check("one", stated(measure="delivered", of=["hostage"]), configured())
    with pytest.raises(PremiseError, match="is missing"):
        patterns.check("one", stated(measure="delivered"), configured())
    with pytest.raises(PremiseError, match="it takes nothing"):
        patterns.check("one", stated(of=["israel"]), configured())


def test_each_outcome_agrees_with_the_dated_record():
    """The days of deliveries and crises stand in the record twice, and must be the same."""
    record = record_of("january_2025")
    crises = record["crises"]
    for name, one in happened.read(record).items():
        if one.measure == "delivered":
            came = [
                max([amount for day, amount in record["deliveries"][good] if day <= one.until])
                for good in one.of
            ]
            assert one.value == sum(came), name
        if one.measure in ("crises", "mean_ended_crisis", "longest_ended_crisis"):
            lengths = [last - first for first, last in crises if one.since <= first <= one.until]
            found = {
                "crises": len(lengths),
                "mean_ended_crisis": np.mean(lengths),
                "longest_ended_crisis": max(lengths),
            }
            assert one.value == pytest.approx(found[one.measure], abs=0.005), name
        if one.measure == "resumed_day":
            assert one.value == record["last_day"]
        if one.measure == "limbo_days":
            assert one.value == record["last_day"] - 1 - 42
        if one.measure == "last_delivery":
            days = [record["deliveries"][good][-1][0] for good in one.of]
            assert one.value == max(days)
        if one.measure == "talks_day":
            assert [one.value, "talks begin"] in record["marks"]


def test_every_pattern_of_a_single_truce_has_an_outcome():
    found = {one.pattern for one in happened.read(record_of("january_2025")).values()}

    assert found == set(happened.PATTERNS) - {11}
    assert list(happened.PATTERNS) == list(range(1, 12))


def test_every_measure_is_used_by_a_record():
    used = {one.measure for truce in TRUCES for one in happened.read(record_of(truce)).values()}

    assert used == set(patterns.MEASURES)


@pytest.mark.parametrize("name", ["january_2025", "phase_two_talks", "november_2023"])
def test_nothing_of_a_record_enters_a_run(name):
    """However the record is changed, what the engines play on stays the same."""
    usual = replaying.as_shipped(name)
    other = replaying.scenario.from_config({**usual.premises, "record": None}, name)

    np.testing.assert_array_equal(other.row.view(np.int64), usual.scenario.row.view(np.int64))
    np.testing.assert_array_equal(other.spreads, usual.scenario.spreads)
    np.testing.assert_array_equal(other.dated, usual.scenario.dated)


# -- what is fitted, and to what ------------------------------------------------------------------

# Calibration's inputs and the parameters it fits, as they were put together. Where this fails: if
# days after 16 were what moved a parameter, put it back; if calibration was done again, or its data
# were mended, run `python -m experiments.calibrate`, look at what it says, and write both digests
# anew. Neither may change alone without a reason in the change that does it.
FROZEN = {"inputs": "ea5ee1c6e87f79a7", "parameters": "88c8ea0f561ae2ba"}
ONCE = ("violence.background", "violence.branching", "choice.scale")  # fitted, in every truce


def test_fitted_parameters_and_what_they_were_fitted_to_change_together():
    found = {"inputs": frozen.digest(frozen.inputs()), "parameters": frozen.digest(frozen.values())}

    assert found == FROZEN, "see the comment above FROZEN"


def test_the_digest_sees_every_fitted_parameter():
    """Each by its whole name, of each mediator, in the truces that have it; and nothing else."""
    found, expected = frozen.values(), set()
    for truce in frozen.inputs():
        premises = replaying.as_shipped(truce).scenario.premises
        expected |= {f"{truce}: mediators.{one}.skill" for one in premises.mediators}
        expected |= {f"{truce}: {name}" for name in ONCE}

    assert set(found) == expected
    assert {*ONCE, "mediators.*.skill"} == set(frozen.parameters())
    for key in found:
        assert frozen.digest({**found, key: "other"}) != frozen.digest(found), key


def test_calibration_looks_at_nothing_after_its_last_day():
    """What was observed is what the dated record has up to that day, and so nothing of later."""
    for truce, data in frozen.inputs().items():
        record, until, seen = record_of(truce), data["observed_by"], data["observed"]
        for good, days in record["deliveries"].items():
            if good in seen:
                assert seen[good][0] == max(amount for day, amount in days if day <= until), good
        begun = [(first, last) for first, last in record["crises"] if first <= until]
        assert seen["crises"][0] == len(begun)
        assert all(last <= until for _, last in begun)
        if "crisis_days" in seen:
            assert seen["crisis_days"][0] == sum(max(1, last - first) for first, last in begun)
        for event in data["events"]:
            assert event.get("after", until) <= until
            assert (event["day"][0] if "day" in event else until) <= until
    assert frozen.inputs()["january_2025"]["observed_by"] == 16


def test_baselines_are_of_what_was_known_when_the_scored_days_began():
    record = record_of("january_2025")
    for name, one in happened.read_baselines(record).items():
        if one.kind == "hazard":
            assert one.known_by == 16, name
        if one.kind == "durations":
            assert one.survived == 16, name
    known = happened.read_baselines(record)
    assert known["crises"].events == sum(first <= 16 for first, _ in record["crises"])
    days = record_of("november_2023")["last_day"] + 16
    assert (known["fighting"].events, known["fighting"].days) == (1, days)


def test_the_first_case_is_given_nothing_after_day_16():
    case = cases.CASES[0]
    found = replaying.composed(case)

    assert case.name == cases.RETROSPECTIVE
    assert found.premises["changes"] == []
    assert len(found.scenario.dated) == 0
    items = found.scenario.premises.obligations.values()
    assert max(item.done_before for item in items) == 16
    assert found.scenario.premises.calendar.first_day == 17


def test_later_events_are_given_by_name():
    changes = {case.name: replaying.composed(case).premises["changes"] for case in cases.CASES}
    proposal = [{"day": 17, "set": {"relocation.proposal": 0.8}}]
    shipped = replaying.as_shipped("phase_two_talks").premises["changes"]

    assert changes[cases.PROPOSAL] == proposal
    assert changes[cases.CONDITIONAL] == shipped
    assert len(shipped) == 3


# -- what is measured of runs ---------------------------------------------------------------------


def measured(name, runs, **fields):
    """A measure of some runs."""
    scenario, kept = runs
    value = patterns.kind(name) == patterns.YES_NO or 0
    return patterns.of(kept, scenario, stated(measure=name, value=value, **fields))


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("talks", "talks"),
        ("agreement", "agreement"),
        ("crises", "crises_a_run"),
        ("deaths", "deaths"),
        ("talks_day", "first_day_of_talks"),
        ("resumed_day", "day_fighting_resumed"),
    ],
)
def test_to_the_horizon_a_measure_is_the_outcome_of_a_run(runs, name, outcome):
    scenario, kept = runs

    found = measured(name, runs, until=140)

    expected = np.asarray(outcomes.of(kept, scenario, outcome), dtype=float)
    np.testing.assert_array_equal(found, np.where(np.isnan(expected), 141, expected))


def test_who_resumes_fighting_is_the_outcome_of_a_run(runs):
    for party in ("israel", "hamas"):
        found = measured("resumed_by", runs, of=[party], until=140)
        expected = outcomes.of(runs[1], runs[0], f"resumed_by_{party}")
        np.testing.assert_array_equal(found, expected)


def test_all_of_a_good_is_the_outcome_of_a_run(runs):
    found = measured("all_delivered", runs, of=["hostages"], until=42)

    expected = outcomes.of(runs[1], runs[0], "all_hostages_by_end_of_phase_1")
    np.testing.assert_array_equal(found, expected)
    assert 0 < found.mean() < 1


def test_days_and_amounts_of_deliveries_agree(runs):
    """All by a day is the last day not later; in full is the amount of the terms."""
    days = measured("last_delivery", runs, of=["hostages"], until=60)
    by_50 = measured("all_delivered", runs, of=["hostages"], until=50)
    amount = measured("delivered", runs, of=["hostages"], until=42)
    one_item = measured("delivery", runs, of=["netzarim"], until=84)
    one_by = measured("delivered_by", runs, of=["netzarim"], until=22)

    np.testing.assert_array_equal(days <= 50, by_50 == 1)
    np.testing.assert_array_equal(amount == 25, days <= 42)
    np.testing.assert_array_equal(one_item <= 22, one_by == 1)
    assert set(np.unique(one_item)) <= set(range(1, 86))


def test_counts_of_two_halves_add_up(runs):
    for name in ("crises", "trades", "deaths"):
        first, second = (
            measured(name, runs, since=1, until=20),
            measured(name, runs, since=21, until=84),
        )
        np.testing.assert_array_equal(first + second, measured(name, runs, since=1, until=84))
    np.testing.assert_array_equal(
        measured("traded", runs, until=84), measured("trades", runs, until=84) > 0
    )
    few = measured("deaths_within", runs, within=[0, 60], until=42)
    np.testing.assert_array_equal(few, measured("deaths", runs, until=42) <= 60)


def test_limbo_is_between_its_first_day_and_what_comes_after(runs):
    """Where a run falls out of limbo, its days are those from its first to the day before."""
    _, kept = runs
    fell = (kept.runs["stage"] == phases.FIGHTING) & (kept.runs["phase"] == 1)
    fell &= (kept.runs["limbo_begins"] > 0) & (kept.runs["last_day"] > kept.runs["limbo_begins"])

    days = measured("limbo_days", runs, until=140)

    expected = kept.runs["last_day"] - kept.runs["limbo_begins"]
    assert fell.sum() > 20
    np.testing.assert_array_equal(days[fell], expected[fell])
    np.testing.assert_array_equal(measured("limbo", runs, until=140) == 0, np.isnan(days))
    short = np.isnan(days) | (days < 2)
    np.testing.assert_array_equal(np.isnan(measured("pressure_rises", runs, until=140)), short)


def test_pressure_rises_where_leaving_gains_on_staying():
    """Three runs in limbo on days 2 and 3: it gains, it loses, and it is over in a day."""
    kept = blank(runs=3, days=4)
    kept.days["day"] = [1, 2, 3, 4]
    kept.days["stage"][:, 1:3] = phases.LIMBO
    kept.days["stage"][2, 2] = phases.TRUCE
    kept.days["outside"][:, 1, 0], kept.days["outside"][0, 2, 1] = 0.1, 0.3
    one = stated(measure="pressure_rises", value=True, until=4)

    found = patterns.of(kept, configured(), one)

    np.testing.assert_array_equal(found, [1.0, 0.0, np.nan])


def blank(runs, days=0, log=0):
    """Runs in which nothing has happened."""
    scenario = configured()
    return records.Kept(
        np.zeros(runs, records.RUN),
        np.zeros((runs, days), records.DAY),
        np.zeros((runs, scenario.shape.obligations), records.ITEM),
        np.zeros((runs, log, len(notes.COLUMNS))),
        *[None] * 2,
    )


def test_crises_are_as_long_as_the_log_says():
    """One run has crises of three days and of one, another one that is not over."""
    kept = blank(runs=2, log=5)
    kept.log[0, :4, notes.DAY], kept.log[0, :4, notes.KIND] = (
        [20, 23, 30, 31],
        [notes.CRISIS, notes.SETTLED, notes.CRISIS, notes.CRISIS_FADES],
    )
    kept.log[0, 1, notes.place_of(notes.Settled, "lasted")] = 3
    kept.log[0, 3, notes.place_of(notes.Faded, "lasted")] = 1
    kept.log[1, 0, [notes.DAY, notes.KIND]] = 40, notes.CRISIS
    of = {
        name: patterns.of(kept, configured(), stated(measure=name, since=17, until=42))
        for name in ("crises", "mean_ended_crisis", "longest_ended_crisis")
    }

    np.testing.assert_array_equal(of["crises"], [2, 1])
    np.testing.assert_array_equal(of["mean_ended_crisis"], [2, np.nan])
    np.testing.assert_array_equal(of["longest_ended_crisis"], [3, np.nan])


def test_waits_and_delays_by_hand():
    """Hostages on day 35, a week late; the prisoners who answer them four days later, or never."""
    scenario, kept = configured(), blank(runs=2)
    place = {name: at for at, name in enumerate(scenario.premises.obligations)}
    item = kept.items[:, place["exchange_6_hostages"]]
    item["status"], item["due"], item["done"] = DONE, 28, 35
    answer = kept.items[:, place["exchange_6_prisoners"]]
    answer["status"], answer["due"], answer["done"] = [DONE, 1], 35, [39, 0]

    late = stated(measure="late", of=["hostages"], since=17, until=42)
    wait = stated(measure="longest_wait", of=["prisoners"], since=17, until=42)

    np.testing.assert_array_equal(patterns.of(kept, scenario, late), [1, 1])
    np.testing.assert_array_equal(patterns.of(kept, scenario, wait), [4, 8])
    for days in ({"since": 36, "until": 42}, {"since": 17, "until": 34}):  # not of these releases
        other = stated(measure="longest_wait", of=["prisoners"], **days)
        np.testing.assert_array_equal(patterns.of(kept, scenario, other), [0, 0])
    for days in ({"since": 29, "until": 42}, {"since": 17, "until": 27}):  # none due on them
        other = stated(measure="late", of=["hostages"], **days)
        np.testing.assert_array_equal(patterns.of(kept, scenario, other), [0, 0])


def test_exact_is_the_amount_of_the_terms():
    scenario, kept = configured(), blank(runs=2)
    place = list(scenario.premises.obligations).index("exchange_1_prisoners")
    item = kept.items[:, place]
    item["status"], item["delivered"] = DONE, [90, 89]

    found = patterns.of(kept, scenario, stated(measure="exact", of=["prisoners"], value=True))

    np.testing.assert_array_equal(found, [1, 0])


def test_a_truce_that_is_extended_is_counted():
    kept = blank(runs=2)
    kept.runs["extended"], kept.runs["last_day"] = [0, 2], [4, 7]
    kept.runs["stage"], kept.runs["resumed_by"] = phases.FIGHTING, -1

    def of(name):
        return patterns.of(kept, configured(), stated(measure=name, until=8))

    np.testing.assert_array_equal(of("extended"), [0, 2])
    np.testing.assert_array_equal(of("truce_days"), [4, 7])


# -- baselines ------------------------------------------------------------------------------------

OTHERS = Durations(kind="durations", quartiles=[2, 21, 106], survived=16, of=485, source=["x"])
RATE = Hazard(kind="hazard", events=1, days=23, known_by=16, source=["x"])


def test_the_base_rate_goes_through_its_quartiles():
    assert [baselines.share_ended(OTHERS, day) for day in (2, 21, 106)] == [0.25, 0.5, 0.75]
    assert baselines.ended(OTHERS, 16) == 0.0
    with pytest.raises(ValueError, match="known from 2 to 106"):
        baselines.share_ended(OTHERS, 107)


def test_the_days_of_the_base_rate_have_its_chances():
    days = baselines.days_ended(OTHERS)

    assert days.min() >= 17
    for day in (42, 84):
        assert (days <= day).mean() == pytest.approx(baselines.ended(OTHERS, day), abs=0.01)


def test_the_constant_hazard_by_hand():
    one = stated(measure="resumed", value=False, until=42)

    assert baselines.chance(RATE, one) == pytest.approx(1.0 - math.exp(-26.0 / 23.0))


def test_the_constant_hazard_gives_counts_and_days_of_its_law():
    counts = baselines.ensemble(RATE, stated(measure="crises", until=62))
    days = baselines.ensemble(RATE, stated(measure="resumed_day", until=62))

    assert counts.mean() == pytest.approx(2.0, abs=0.01)
    assert (counts == 0).mean() == pytest.approx(stats.poisson(2.0).pmf(0), abs=0.002)
    assert days.min() == 17
    assert days.max() == 63
    assert (days <= 39).mean() == pytest.approx(1.0 - math.exp(-1.0), abs=0.002)


def test_the_share_of_promises_kept_is_never_certain():
    share = Share(kind="share", kept=8, of=8, source=["x"])

    assert baselines.chance(share, stated()) == 8.5 / 9.0


# -- judging --------------------------------------------------------------------------------------


def test_what_happened_is_covered_inside_the_central_runs():
    values = np.arange(1.0, 101.0)
    for value, covered in ((4, False), (5, True), (95, True), (96, False)):
        one = stated(measure="crises", value=value, pattern=3)
        found = judging.coverage("one", one, np.append(values, np.nan))
        assert (found.covered, found.runs, found.width) == (covered, 100, 90.0)


def test_a_yes_or_no_is_covered_once_one_run_in_twenty_had_it():
    one = stated(measure="talks", value=True)
    for yes, covered in ((5, False), (6, True)):
        found = judging.coverage("one", one, np.repeat([1.0, 0.0], [yes, 100 - yes]))
        assert (found.covered, found.share) == (covered, yes / 100)


def test_a_difference_is_that_of_the_runs_less_the_baseline():
    one = stated(measure="resumed", value=True, until=42, constant_hazard="rate")
    values = np.repeat([1.0, 0.0], [30, 10])

    found = {
        (score.by, score.score): score
        for score in judging.judged("one", one, values, {"rate": RATE}, 0.5)
    }

    own, base = scores.chance(30, 40), baselines.chance(RATE, one)
    assert found["runs", "chance"].value == own
    assert found["constant_hazard", "brier"].difference == pytest.approx(
        (1.0 - own) ** 2 - (1.0 - base) ** 2
    )
    assert found["constant_hazard", "log"].difference == pytest.approx(math.log(base / own))
    assert not any(by == "base_rate" for by, _ in found)


def test_runs_are_scored_as_a_sample_and_a_baseline_as_a_whole():
    """The fair score of a few runs; the plain one of a baseline, whose quantiles are all it has."""
    one = stated(measure="crises", value=4.0, until=42, constant_hazard="rate")
    values = np.array([1.0, 3.0, 8.0])

    found = {score.by: score for score in judging.judged("one", one, values, {"rate": RATE}, 0.5)
             if score.score == "crps"}  # fmt: skip

    # by hand: mean distance (3 + 1 + 4) / 3, less half that of two runs, (2 + 7 + 5) / 3
    assert found["runs"].value == pytest.approx(8.0 / 3.0 - 7.0 / 3.0)
    base = scores.crps(baselines.ensemble(RATE, one), 4.0)
    assert found["constant_hazard"].value == base
    assert base != pytest.approx(scores.fair_crps(baselines.ensemble(RATE, one), 4.0))


def test_the_luck_of_a_tie_has_an_address():
    first = judging.draw(1, "case", "one")

    assert first == judging.draw(1, "case", "one")
    others = [judging.draw(2, "case", "one"), judging.draw(1, "case", "two")]
    assert 0.0 <= first < 1.0
    assert first not in others


# -- the command ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    """A small result, and the page copied from it."""
    room = tmp_path_factory.mktemp("backtest")
    (room / "docs").mkdir()
    page = room / "docs" / "backtest.md"
    backtest.main(["runs=12", "seed=3", "threads=1", f"out={room / 'one'}", f"page={page}"])
    return room


@pytest.mark.slow
def test_a_result_has_every_outcome_of_every_case(result):
    found = csv_files.read(result / "one" / "coverage.csv")
    scored = csv_files.read(result / "one" / "scores.csv")

    for case in cases.CASES:
        names = set(replaying.outcomes(replaying.composed(case).scenario))
        assert {row["outcome"] for row in found if row["case"] == case.name} == names
    given = {row["outcome"] for row in found if row["use"] == "given"}
    assert given
    assert not given & {row["outcome"] for row in scored}
    assert {row["by"] for row in scored} == {"runs", "base_rate", "constant_hazard"}
    assert {row["score"] for row in scored} == {"chance", "brier", "log", "crps", "pit"}
    assert all(row["source"] for row in found)
    assert all(0.0 <= float(row["value"]) <= 1.0 for row in scored if row["score"] == "pit")
    premises = dict.fromkeys(row.scenario for row in grounds.read(result / "one"))
    assert list(premises) == [case.name for case in cases.CASES]


@pytest.mark.slow
def test_the_same_command_gives_the_same_bytes_on_more_threads(result):
    backtest.main(["runs=12", "seed=3", "threads=2", f"out={result / 'two'}"])

    first = {path.relative_to(result / "one") for path in (result / "one").rglob("*.*")}
    second = {path.relative_to(result / "two") for path in (result / "two").rglob("*.*")}
    assert first == second
    assert len(first) == 12
    for name in first:
        if name.name != "provenance.json":
            assert (result / "one" / name).read_bytes() == (result / "two" / name).read_bytes()


@pytest.mark.slow
def test_it_finds_its_finished_work_and_refuses_another_folder(result, capsys):
    backtest.main(["runs=12", "seed=3", f"out={result / 'one'}"])
    said = " ".join(capsys.readouterr().out.split())
    assert "Already played" in said
    with (result / "one" / "coverage.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["case"] == "known_on_day_16"]
    rows = [row for row in rows if row["use"] != "given"]
    missed = [row["label"] for row in rows if row["covered"] == "no"]
    assert f"in {len(rows) - len(missed)} of {len(rows)} outcomes. Not covered:" in said
    assert all(label in said for label in missed)
    assert f"Told at length in {result / 'one' / 'backtest.md'} Files:" in said

    with pytest.raises(PremiseError, match="holds another result"):
        backtest.main(["runs=12", "seed=4", f"out={result / 'one'}"])


@pytest.mark.slow
def test_the_copy_of_the_page_has_its_figures(result):
    page = (result / "docs" / "backtest.md").read_text(encoding="utf-8")

    assert page == (result / "one" / "backtest.md").read_text(encoding="utf-8")
    figures = re.findall(r"\]\((figures/\S+)\)", page)
    assert len(figures) == 2
    assert all((result / "docs" / name).is_file() for name in figures)


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("run=12", "run: there is no such key"),
        ("runs=few", "runs: 'few' is not allowed"),
        ("page=/no/such/folder/page.md", "cannot be written"),
        ("page=/tmp/page.txt", "it takes a page, NAME.md"),
    ],
)
def test_a_setting_that_it_does_not_take_is_refused_before_anything_is_played(argument, said):
    with pytest.raises(PremiseError) as error:
        backtest.main([argument])
    assert said in str(error.value)


def test_an_outcome_that_cannot_be_measured_is_refused_before_anything_is_played(monkeypatch):
    shipped = copy.deepcopy(replaying.as_shipped("november_2023").premises)
    shipped["record"]["happened"]["hostages"]["of"] = ["hostagez"]
    broken = replaying.scenario.from_config(shipped, "november_2023")
    usual = replaying.composed

    def composed(case):
        found = usual(case)
        return found._replace(scenario=broken) if case.name == cases.NOVEMBER else found

    monkeypatch.setattr(replaying, "composed", composed)
    monkeypatch.setattr(replaying, "Played", None)
    with pytest.raises(PremiseError, match=r"record\.happened\.hostages\.of"):
        backtest.main([])


def figure(module, shown):
    """A figure, laid out."""
    with style.sheet():
        found = style.page(module.body(shown), module.title(shown), module.finding(shown), "foot")
        module.draw(found, shown)
        style.freeze(found)
        found.draw_without_rendering()
    return found


def lines(count):
    """Outcomes with long words; every other one outside the runs."""
    return [
        coverage.Line("x" * 46, 1.0, 2.0, 85.0, 90.0, bool(at % 2), "after 84; runs 40 to after 84")
        for at in range(count)
    ]


def days(state):
    """A course in which all runs are in one state."""
    shares = np.zeros((84, 5))
    shares[:, state] = 1.0
    return course.Numbers(
        17, 84, np.full((3, 85), 13.0), [[14, 13], [21, 16]], 58,
        ("calm", "phases 2 and 3", "phase 1", "limbo", "fighting"), shares,
        [(17, 42, "phase 1"), (43, 58, "limbo"), (59, 84, "fighting")], 9, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("module", "shown"),
    [
        (coverage, coverage.Numbers(lines(18), lines(16), "From day 17.", 1000)),
        (coverage, coverage.Numbers(lines(1), [], "From day 17.", 2)),
        (course, days(2)),
        (course, days(4)),
    ],
)
def test_no_text_leaves_a_figure(module, shown):
    found = figure(module, shown)

    off = {  # tick labels beyond the ends of an axis are never drawn
        tick.label1
        for axes in found.axes
        for tick in axes.xaxis.get_major_ticks()
        if not axes.get_xlim()[0] <= tick.get_loc() <= axes.get_xlim()[1]
    }
    for text in found.findobj(Text):
        if text not in off and text.get_visible() and text.get_text().strip():
            box = text.get_window_extent()
            assert box.x0 >= 0, text.get_text()
            assert box.x1 <= found.bbox.x1, text.get_text()
            assert box.y0 >= 0, text.get_text()
            assert box.y1 <= found.bbox.y1, text.get_text()
    assert module.describe(shown)


def test_covered_and_not_are_told_apart_by_more_than_a_fill():
    shapes = [mark["marker"] for mark in (coverage.INSIDE, coverage.BEYOND)]
    found = figure(coverage, coverage.Numbers(lines(2), lines(2), "From day 17.", 9))

    assert len(set(shapes)) == 2
    for axes in found.axes:
        drawn = [line.get_marker() for line in axes.lines if line.get_marker() in shapes]
        assert drawn == [shapes[1], shapes[0]]  # of two lines the first is not covered


def test_a_scale_of_its_own_says_so_and_names_its_ends():
    found = figure(coverage, coverage.Numbers([lines(1)[0]._replace(ends=("1", "90"))], [], "", 9))

    (axes,) = found.axes
    assert "scale of its own" in axes.get_title(loc="left")
    shown = {text.get_text(): text.get_position()[0] for text in axes.texts}
    assert shown["1"] < coverage.ROOM < 1.0 - coverage.ROOM < shown["90"]


def test_a_line_is_drawn_where_its_numbers_lie():
    low, median, high, happened_at = coverage.scaled(lines(1)[0])

    assert low == pytest.approx(coverage.ROOM)
    assert happened_at == pytest.approx(1.0 - coverage.ROOM)
    assert low < median < high < happened_at
    assert coverage.scaled(lines(1)[0]._replace(low=1, median=1, high=1, happened=1))[0] == 0.5


# -- the page -------------------------------------------------------------------------------------

SHIPPED = ROOT / "docs" / "backtest.md"


def test_the_shipped_page_is_of_these_cases_designs_and_outcomes():
    """Its numbers are not compared: they are those of the command that its second line names."""
    page = SHIPPED.read_text(encoding="utf-8")

    command = re.search(r"Made by `python -m experiments\.backtest (.*?)`", page)[1].split()
    assert [part.partition("=")[0] for part in command] == ["runs", "seed", "page"]
    assert command[2] == "page=docs/backtest.md"
    told = re.findall(r"^\| `(\w+)` \| [^|]+ \| `(\w+)` \|", page, flags=re.MULTILINE)
    assert told[: len(cases.CASES)] == [(case.name, case.scenario) for case in cases.CASES]
    table = page.partition("Share of runs by days of truce")[2].partition("**all**")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, flags=re.MULTILINE) == backtest.designs()
    for truce in TRUCES:
        for one in happened.read(record_of(truce)).values():
            assert f"| {one.label}" in page
    for figure in re.findall(r"\]\((figures/\S+)\)", page):
        assert (SHIPPED.parent / figure).is_file()


def test_the_page_says_retrospective_and_never_claims_more():
    page = SHIPPED.read_text(encoding="utf-8")

    assert "## January 2025 from what was known on day 16 (retrospective)" in page
    assert "## November 2023 (in-sample)" in page
    assert "out of sample" not in page.replace("never out of sample", "")
    assert "## What is not covered, and what that tells" in page
    assert frozen.digest(frozen.inputs()) in page


def entry(name="one", share=np.nan, ends=(1.0, 2.0, 3.0), covered=True, **fields):
    """An outcome beside runs."""
    return judging.Coverage(name, stated(**fields), 100, share, *ends, covered)


LESSON = "Talks in the model are one bargain."


def test_what_is_not_covered_is_listed_with_what_the_record_says_of_the_model():
    deaths, tents, talks = (
        f"{LESSON[:-1]} beside {word}." for word in ("deaths", "tents", "talks")
    )
    yes_no = {"measure": "talks", "ends": (0, 1, 1)}
    found = backtest_page.missed(
        Found(
            {
                cases.RETROSPECTIVE: [
                    entry(ends=(18.0, 44.0, 75.0), covered=False, value=85, lesson=deaths),
                    entry(share=0.8, value=False, lesson=tents, **yes_no),
                    entry(share=0.6, value=True, lesson=talks, **yes_no),
                    entry(label="a wide day", ends=(20.0, 40.0, 85.0), value=30, lesson=LESSON),
                ],
                cases.FROM_DAY_1: [entry(covered=False, value=9)],
                cases.NOVEMBER: [entry(share=0.2, value=True, **yes_no)],
            }
        )
    )
    text = "\n".join(found)

    outside, _, otherwise = text.partition("Covered, but most runs did otherwise")
    assert deaths in outside
    assert f"above the median of the runs. {told.UNKNOWN}" in outside
    assert tents in otherwise
    assert told.UNKNOWN in otherwise
    assert talks not in text
    assert LESSON not in text
    assert "more than a month: a wide day (20 to after 84)" in text


class Found:
    """A backtest of which only the coverage is looked at."""

    def __init__(self, coverage):
        self.coverage = coverage


LINK = re.compile(r"\[([^\]]+)\]\(references\.md#\w+\)")  # to a source, on the page of sources


def test_the_page_tells_a_lesson_only_where_its_outcome_is_missed():
    """No lesson of the record stands in the page but in its last part, beside such an outcome."""
    before, _, after = SHIPPED.read_text(encoding="utf-8").partition("## What is not covered")
    for truce in TRUCES:
        for one in happened.read(record_of(truce)).values():
            if one.lesson:
                assert one.lesson not in before
    for line in after.splitlines():
        label = re.match(r"- \*\*(.+?)\*\* \(`(\w+)`\)", line)
        if label:
            record = record_of("november_2023" if label[2] == cases.NOVEMBER else "january_2025")
            lessons = [one.lesson or told.UNKNOWN for one in happened.read(record).values()
                       if one.label == label[1]]  # fmt: skip
            assert LINK.sub(r"\1", line).endswith(tuple(lessons)), line


def test_what_the_lengths_of_truces_say_follows_from_them():
    two = designs.humps(np.array([3.0] * 4 + [60.0] * 6), 42)
    flat = designs.humps(np.array([3.0, 20.0, 30.0, 60.0]), 42)

    assert "40 % do within 14 days, 0 % on days 15 to 42 and 60 % later: early or late" in two
    assert "without a gap" in flat
    assert all("open, not confirmed" in text for text in (two, flat))


def test_designs_with_phases_of_their_own_and_without_mediators_are_named():
    page = SHIPPED.read_text(encoding="utf-8").replace("\n", " ")

    names = ("`november_2023`, `all_for_all` and `extended_phase_one`", "`no_mediators`")
    assert f"with phases of their own ({names[0]}) and without mediators ({names[1]})" in page
    assert f": {len(backtest.designs()) - 4} variants of the same phased, mediated deal" in page


def test_days_beyond_those_counted_are_said_to_be_so():
    days = entry(ends=(30.0, 44.0, 85.0))

    assert told.spanned(days) == "30 to after 84"
    assert told.amount(85.0, days.one) == "after 84"
    assert told.amount(85.0, stated(measure="crises")) == "85"


def test_designs_are_the_scenarios_that_begin_with_a_truce():
    assert set(truces.names()) - set(backtest.designs()) == {"phase_two_talks"}

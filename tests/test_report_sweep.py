"""What a report says of a sweep, from its folder alone."""

import gc
import weakref
from types import SimpleNamespace

import numpy as np
import pyarrow.parquet as pq
import pytest
import reported
from scipy.stats import spearmanr

from experiments import csv_files, sentences
from experiments.reporting import failing, of_sweep, varying
from experiments.reporting.opened import Result
from experiments.reporting.remembered import with_result
from experiments.reporting.sweeps import swept
from experiments.reporting.sweeps import turns as turns_told
from experiments.sweeping import trends, turning

# what these tests share is played in one process
pytestmark = pytest.mark.xdist_group("report_sweep")

GUARANTEE, TRUST = "mediators.us.guarantee_hamas", "parties.hamas.trust"
WAR = "parties.israel.war_prospect"
SWEEPS = {
    "both": (
        f"design.decisions={{{GUARANTEE}: [0, 0.4]}}",
        f"design.uncertainties={{{WAR}: {{uniform: [0.2, 0.6]}}}}",
        "design.sample=latin_hypercube", "design.points=12", "runs=40",
    ),
    "decided": (
        f"design.decisions={{{GUARANTEE}: [0, 0.4]}}", "design.outcomes=[talks]", "runs=40",
    ),
    "unsure": (f"design.uncertainties={{{WAR}: [0.2, 0.6]}}", "design.outcomes=[talks]", "runs=40"),
    "once": (f"design.decisions={{{GUARANTEE}: [0, 0.4]}}", "design.outcomes=[talks]", "runs=1"),
    "cases": (
        "design.cases=[{name: firm, set: {mediators.us.guarantee_hamas: 0.2}}, "
        "{name: wary, set: {parties.hamas.trust: 0.2, parties.israel.trust: 0.2}}, "
        "{name: bare, set: {parties.israel.hope: 3}}, {name: usual, set: {}}]",
        "design.outcomes=[talks]", "runs=20",
    ),
}  # fmt: skip


@pytest.fixture(scope="session")
def played(tmp_path_factory):
    """Small sweeps: of decisions and uncertainties, of either alone, of one run, of cases."""
    root = tmp_path_factory.mktemp("sweeps")
    found = {}
    for name, given in SWEEPS.items():
        found[name] = root / name
        with reported.coarse() if name == "both" else reported.undrawn():
            reported.entered(("experiments.sweep", *given, f"out={found[name]}"))
    return found


@pytest.mark.parametrize("name", SWEEPS)
def test_every_section_of_any_sweep_can_be_told(played, name):
    result = reported.result(played[name])

    for section in ("question", "scenarios", "headline", "sensitivity"):
        assert list(getattr(of_sweep, section)(result))
    assert bool(list(of_sweep.changes(result))) == (name == "both")  # decisions, over unknowns
    said = " ".join([of_sweep.title(result), *of_sweep.limits(result)])
    assert "nan" not in said + reported.text(of_sweep.headline(result))


def test_means_in_the_tables_are_those_of_the_points(played):
    result = reported.result(played["both"])
    points = csv_files.read(played["both"] / "points.csv")

    shown = reported.tables(of_sweep.headline(result))

    for row in shown["shares_by_decision"].rows:
        name = {"An agreement is ratified": "agreement"}.get(row[0], "standing_at_horizon")
        own = [float(one[name]) for one in points if float(one[GUARANTEE]) == float(row[2])]
        assert row[3] == pytest.approx(np.mean(own))
        assert row[4] <= row[3] <= row[5]
    assert shown["differences_of_shares"].rows
    for row in shown["differences_of_shares"].rows:
        levels = {other[2]: other[3] for other in shown["shares_by_decision"].rows
                  if other[:2] == row[:2]}  # fmt: skip
        assert row[4] == pytest.approx(levels[row[2]] - levels[row[3]])


def test_numbers_of_a_headline_stand_in_the_tables(played):
    result = reported.result(played["both"])
    blocks = list(of_sweep.headline(result))
    levels = {
        row[:3]: row[3]
        for name, table in reported.tables(blocks).items()
        if name.endswith("by_decision")
        for row in table.rows
    }

    for one in swept.found(result).values():
        for each in one.decided:
            first, last = each.largest[:2]
            for level in (first, last):
                values = [value for key, value in levels.items() if key[2] == each.of.levels[level]]
                assert any(each.means[level].value == pytest.approx(value) for value in values)


def test_without_decisions_what_is_not_known_is_told_of_and_without_that_it_is_said(played):
    unsure = reported.result(played["unsure"])
    decided = reported.result(played["decided"])

    assert "war prospect goes from" in reported.text(of_sweep.headline(unsure))
    assert "shares_by_uncertainty" in reported.tables(of_sweep.sensitivity(unsure))
    assert not list(of_sweep.changes(unsure))
    assert "Nothing that is not known was varied" in reported.text(of_sweep.sensitivity(decided))
    assert not reported.tables(of_sweep.sensitivity(decided))


def test_one_run_of_each_point_has_no_intervals_and_shows_no_difference(played):
    result = reported.result(played["once"])

    said = reported.text(of_sweep.headline(result))
    tables = reported.tables(of_sweep.headline(result))

    assert said.endswith("no run differs between levels.")
    assert "One run of each point shows what can happen" in " ".join(of_sweep.limits(result))
    assert all(row[-2:] != (row[-3], row[-3]) for table in tables.values() for row in table.rows)


def test_points_that_cannot_be_played_are_counted_with_the_reason_first_of_all(played):
    result = reported.result(played["cases"])

    first, second, *_ = list(of_sweep.headline(result))

    assert first.strong
    assert first.text.startswith("1 of 4 points could not be played")
    assert second.entries[0].startswith("1 point: parties.israel.hope")


@pytest.mark.parametrize(
    ("name", "told"),
    [("both", "Intervals cover two things: which 12 points of what is not known were drawn"),
     ("unsure", "What is not known was set on a grid"), ("decided", None)],
)  # fmt: skip
def test_what_intervals_cover_is_said_by_whether_points_were_drawn_or_set(played, name, told):
    said = " ".join(of_sweep.limits(reported.result(played[name])))

    for start in ("Intervals cover two things: which 12 points", "What is not known was set on a"):
        assert (start in said) == bool(told and told.startswith(start))


def test_outcomes_that_no_run_has_are_named(played):
    result = reported.result(played["decided"])

    (block,) = of_sweep.missing(result, {})

    assert block.text == f"No run has a number of: {result.words('talks')}."
    assert not list(of_sweep.missing(result, {"talks": None}))


@pytest.mark.parametrize("is_clear", [True, False])
def test_a_difference_that_is_not_clear_of_luck_is_never_told_as_if_it_were(played, is_clear):
    one = swept.found(reported.result(played["both"]))["agreement"]
    off = one.decided[0].largest.off
    each = SimpleNamespace(is_clear=is_clear, text="so it is", estimate=off, paired=True)

    beside, along = of_sweep.other(one, each), of_sweep.along(one, each)

    assert beside.startswith("so it is (" if is_clear else "Not clear of luck: so it is (")
    assert ("so it is" in along) == is_clear
    assert along.endswith("differ clear of luck and of which points were drawn.") != is_clear


def test_of_two_levels_the_one_that_has_the_difference_is_named_first():
    of = SimpleNamespace(noun="the guarantee", levels=("0", "0.4"))

    assert turns_told.pair(SimpleNamespace(of=of, largest=(0, 1, None))) == (
        "the guarantee at 0.4 beside 0"
    )


def test_reasons_for_points_that_failed_are_told_the_most_frequent_first_and_others_counted():
    rows = [{"reason": reason} for reason in "aabcdefg"]
    about = {"failures": 8, "counts": {"points": 20}}

    first, second = failing.blocks(SimpleNamespace(provenance=about, rows=lambda _: rows))

    assert first.text.startswith("8 of 20 points could not be played")
    assert second.entries[0] == "2 points: a"
    assert second.entries[-1] == "2 more reasons, in `failures.csv` of the result."
    assert len(second.entries) == failing.MOST + 1


def test_of_cases_it_is_said_what_each_sets(played):
    result = reported.result(played["cases"])

    said = reported.text(of_sweep.scenarios(result))

    assert "firm: `mediators.us.guarantee_hamas` to 0.2." in said
    assert "wary: `parties.hamas.trust` to 0.2, `parties.israel.trust` to 0.2." in said


def test_what_rises_along_a_range_that_was_drawn_is_told_of_with_its_rank_correlation(played):
    """Twelve points: the more war is worth to Israel, the fewer agreements, each time."""
    result = reported.result(played["both"])
    points = csv_files.read(played["both"] / "points.csv")
    by_war = {}
    for one in points:
        by_war.setdefault(float(one[WAR]), []).append(float(one["agreement"]))
    known = spearmanr(list(by_war), [np.mean(own) for own in by_war.values()]).statistic

    blocks = list(of_sweep.sensitivity(result))
    (row,) = [row for row in reported.tables(blocks)["trends"].rows if row[0].startswith("An agr")]

    assert row[2] == pytest.approx(known)
    assert row[3] <= row[2] < row[4] < 0.0
    assert (
        "An agreement is ratified: falls as Israel's war prospect rises (-1.00, -1.00 to -0."
        in (reported.text(blocks))
    )


def test_that_the_largest_of_many_differences_is_large_by_luck_is_said_where_there_are_many(played):
    many, one = (reported.text(of_sweep.headline(reported.result(played[name])))
                 for name in ("cases", "decided"))  # fmt: skip

    assert of_sweep.TOGETHER in many
    assert of_sweep.TOGETHER not in one


def test_levels_that_were_set_and_not_drawn_have_no_trend(played):
    assert "trends" not in reported.tables(of_sweep.sensitivity(reported.result(played["unsure"])))


def test_luck_alone_makes_no_trend_in_nearly_all_sweeps():
    """A hundred orders of twenty points: about 5 would seem to rise or fall."""
    wrong = 0
    for seed in range(100):
        luck = np.random.default_rng(seed)
        _, low, high, _ = trends.correlation(luck.random(20), luck.random(20))
        wrong += low > 0.0 or high < 0.0
    assert 0 < wrong <= 12


def test_means_that_are_equal_share_a_rank_in_whatever_order_they_were_added_up():
    """Of two decisions, 0.1 and 0.2 come to as much as 0.3 and 0, but for the last digit."""
    pairs = [(0.1, 0.2), (0.3, 0.0)] * 3 + [(0.4, 0.4)] * 6
    means = np.array(pairs).T.mean(axis=0)
    drawn = np.arange(12.0)

    value, *_ = trends.correlation(drawn, trends.levelled(means))

    assert len(set(means)) == 3
    assert value == pytest.approx(spearmanr(drawn, drawn >= 6).statistic)


def test_an_order_without_a_fault_has_an_interval_of_some_width():
    value, low, high, count = trends.correlation(np.arange(12), -np.arange(12.0))
    assert (value, low, count) == (-1.0, -1.0, 12)
    assert -1.0 < high < -0.9

    *_, low, high, _ = trends.correlation(np.arange(12), np.arange(12.0))
    swapped = trends.correlation(np.arange(12), np.array([1.0, 0.0, *range(2, 12)]))
    assert low == pytest.approx(swapped[1]), "as if two neighbours had changed places"
    assert high == 1.0


def test_what_was_read_of_a_result_is_read_once_and_forgotten_with_it(played):
    read = []
    count = with_result(lambda result: read.append(result.folder) or len(read))
    one, other = reported.result(played["both"]), reported.result(played["both"])

    assert [count(one), count(one), count(other)] == [1, 1, 2]
    here = weakref.ref(one)
    swept.found(one)
    del one
    gc.collect()
    assert here() is None


def run_by_run(value, points, runs=100):
    """Differences of a share that lie evenly about a value at each point."""
    luck = np.random.default_rng(1)
    return (luck.random((1, points, runs)) < abs(value)).astype(float) * np.sign(value)


def test_a_difference_that_turns_at_some_points_is_counted_on_either_side():
    off = np.concatenate([run_by_run(0.6, 3), run_by_run(-0.6, 2), np.zeros((1, 4, 100))], axis=1)

    found = turning.counted(off, 0.1)

    assert found == turning.Turns(same=3, other=2, unclear=4)
    assert turns_told.sentence(found, 0.1) == (
        "clearly more at 3 of 9 points, clearly less at 2, not clear at 4."
    )
    assert turning.counted(off, -0.1) == turning.Turns(same=2, other=3, unclear=4)


def test_luck_alone_turns_no_difference_in_nearly_all_sweeps():
    """Fifty points where nothing differs, a hundred times over: about 5 may have a clear one."""
    wrong = 0
    for seed in range(100):
        luck = np.random.default_rng(seed)
        off = luck.integers(-1, 2, size=(1, 50, 60)).astype(float)
        wrong += turning.counted(off, 1.0).unclear < 50
    assert wrong <= 12


def test_few_runs_of_a_point_tell_nothing_of_it():
    assert turning.counted(run_by_run(0.9, 5, runs=10), 0.9).unclear == 5


def test_turns_are_counted_from_the_runs_of_the_result(played):
    result = reported.result(played["both"])
    found = swept.found(result)["agreement"]
    (decided,) = found.decided
    runs = pq.read_table(played["both"] / "runs.parquet", columns=["point", "agreement"])
    values = runs["agreement"].to_numpy().astype(float).reshape(2, 12, 40)
    first, last = decided.largest[:2]

    counts = turning.turns(result.folder, swept.plan(result), found.measured, decided)

    assert counts == turning.counted(values[[last]] - values[[first]], decided.largest.off.value)
    assert counts.points == 12


def test_a_report_of_it_is_the_same_bytes_twice_on_a_page_and_in_print(played, tmp_path):
    one, two = (
        reported.written(tmp_path / name, [Result(played["both"])]) for name in ("one", "two")
    )

    assert one == two
    assert one["report.pdf"].startswith(b"%PDF")


def test_of_points_that_could_not_be_played_no_runs_are_told(played):
    failed, whole = reported.result(played["cases"]), reported.result(played["both"])

    assert "20 runs of each but of 1 point that could not be played" in reported.text(
        of_sweep.question(failed)
    )
    assert "40 runs of each, all on the same luck" in reported.text(of_sweep.question(whole))
    plan = swept.plan(whole)
    assert varying.sampled(plan).endswith("combination of decisions was played at each.")
    assert varying.sampled(plan, 2).endswith(
        "combination of decisions was set at each, and 2 points are in none of the numbers."
    )


def test_a_file_of_runs_that_is_broken_is_the_one_that_is_named(played, tmp_path):
    folder = reported.copied(played["decided"], tmp_path / "broken")
    (folder / "runs.parquet").write_bytes(b"PAR1")

    with pytest.raises(sentences.Refused, match=r"broken/runs\.parquet: this cannot be read"):
        swept.found(reported.result(folder))


@pytest.mark.parametrize(("value", "told"), [(0.01, "1 point, "), (0.02, "2 points, ")])
def test_a_difference_of_one_point_is_a_point(played, value, told):
    measured = swept.found(reported.result(played["decided"]))["talks"].measured
    each = SimpleNamespace(estimate=SimpleNamespace(value=value, low=-0.11, high=0.13))

    assert of_sweep.off(measured, each).startswith(f"difference {told}")


def test_a_small_difference_is_told_in_the_decimals_that_it_needs(played):
    """42.2 to 41.6 % is no difference of -1 point that may be none."""
    measured = swept.found(reported.result(played["decided"]))["talks"].measured
    each = SimpleNamespace(estimate=SimpleNamespace(value=-0.006, low=-0.0108, high=-0.0012))

    assert of_sweep.off(measured, each) == "difference -0.60 points, -1.08 to -0.12"

"""Strategies against each other: who meets whom, what is scored, and what luck lets one say."""

import csv
import itertools
import json
import math
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from playing import lesson

from agents.traits import STRATEGIES
from experiments import _command, engines, provenance, tournament
from experiments.sentences import Failed
from experiments.tournaments import entries, matches, work
from experiments.tournaments import tables as tournament_tables
from experiments.tournaments.entries import Entrant, Ground
from sim import mirror, payoffs, standings
from sim.cache import ROOT
from sim.plots import standings as ranking_figure
from sim.refusals import PremiseError
from sim.scenario import from_config

pytestmark = pytest.mark.usefixtures("elsewhere")

OWN = f"{{file: {ROOT}/docs/own_strategy.py, name: NeverLessThanOffered}}"
quick = settings(deadline=None, max_examples=60)


def of(name, **traits):
    """A compiled strategy that takes part, by its own name or another."""
    return Entrant(traits.pop("called", name), {"strategy": name, **traits})


def ground(name):
    """A scenario of the tournament that ships."""
    return entries.grounds(entries.USUAL, name)[0]


def pie():
    """The pie with a deadline of [Faratin1998]_: no luck, nothing without a deal, 40 rounds."""
    found = lesson("concession")
    return Ground("pie", found.scenario.title, found.scenario, found.premises)


def played(where, entrants, runs=4, **rest):
    """What a tournament in one scenario brings; nothing may fail."""
    chosen = tournament.Settings(runs=runs, **rest)
    found, failures = matches.play(matches.field(where, entrants), chosen)
    assert failures == []
    return found


def worths(where, entrants, runs=4, seat=standings.BOTH, **rest):
    """The scores of strategies, run by run."""
    values = played(where, entrants, runs, **rest).values
    return standings.by_run(values["first"], values["second"], seat)


def lines(file):
    """The rows of a CSV file."""
    with open(file, encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


# -- numbers worked by hand -----------------------------------------------------------------------


def test_an_interval_by_hand():
    """1, 2, 3, 4: mean 2.5, variance 5/3, so t x sqrt(5/12); a run without a number is none."""
    found = standings.estimate(np.array([1.0, 2.0, np.nan, 3.0, 4.0]))

    half = 3.182446 * math.sqrt(5.0 / 12.0)  # Student's t at 97.5 %, three degrees of freedom
    assert found == pytest.approx((2.5, 2.5 - half, 2.5 + half, 4))
    assert np.isnan(standings.estimate(np.array([1.0]))[1:3]).all()


def test_scores_are_averaged_over_opponents_within_each_run():
    """Two strategies, two runs: a meets a and b as first; a and b meet a as second."""
    first = np.array([[[0.0, 1.0], [0.4, 0.6]], [[0.2, 0.2], [0.8, 0.0]]])
    second = np.array([[[1.0, 0.0], [0.5, 0.1]], [[0.3, 0.7], [0.1, 0.9]]])

    np.testing.assert_allclose(standings.by_run(first, second, "first"), [[0.2, 0.8], [0.5, 0.1]])
    np.testing.assert_allclose(
        standings.by_run(first, second, "second"), [[0.65, 0.35], [0.3, 0.5]]
    )
    np.testing.assert_allclose(standings.by_run(first, second), [[0.425, 0.575], [0.4, 0.3]])


def test_shared_luck_tells_apart_what_unpaired_intervals_would_not():
    """b is 0.1 above a in each run, whatever the run is like; c is a again."""
    luck = np.array([0.0, 1.0, 0.0, 1.0, 0.5])
    scores = np.array([luck, luck + 0.1, luck])

    above = standings.clearly_above(scores)

    low, high = standings.estimate(scores[0])[1:3]
    assert low < scores[1].mean() < high
    assert above.tolist() == [[False] * 3, [True, False, True], [False] * 3]
    assert standings.ranks(above).tolist() == [2, 1, 2], "those that tie share a rank"


def test_what_luck_may_account_for_is_a_tie():
    """Differences 1, 1, 1, -1: mean 0.5, standard error 0.5; and one run says nothing."""
    scores = np.array([[1.0, 1.0, 1.0, -1.0], [0.0, 0.0, 0.0, 0.0]])

    assert standings.ranks(standings.clearly_above(scores)).tolist() == [1, 1]
    assert standings.ranks(standings.clearly_above(scores[:, :1])).tolist() == [1, 1]


def test_intervals_are_wide_enough_for_all_pairs_together():
    """A difference of 2.2 standard errors is clear of one pair, and not of three."""
    spread = np.array([1.0, -1.0] * 50)
    error = spread.std(ddof=1) / 10.0
    two = np.array([spread + 2.2 * error, np.zeros(100)])

    assert standings.clearly_above(two)[0, 1]
    assert not standings.clearly_above(np.vstack([two, np.zeros(100)])).any()


def test_strategies_with_pairings_missing_are_left_out_until_no_gap_is_left():
    whole = np.ones((4, 4), dtype=bool)
    one, pair = whole.copy(), whole.copy()
    one[2, :] = one[:, 2] = False
    pair[0, 3] = False

    assert standings.without_gaps(whole).tolist() == [0, 1, 2, 3]
    assert standings.without_gaps(one).tolist() == [0, 1, 3]
    assert standings.without_gaps(pair).tolist() == [1, 2], "neither is more to blame"


def test_a_share_of_the_nash_product_by_hand():
    """A pie; the first has 0.2 without a deal: at best 0.4 x 0.4; at 0.7 it is 0.5 x 0.3."""
    shares = np.linspace(0.0, 1.0, 11)
    frontier = np.column_stack([shares, 1.0 - shares])
    worth, fallback = np.array([[0.7, 0.3]] * 3), np.array([[0.2, 0.0], [0.2, 0.0], [1.0, 0.0]])

    found = payoffs.nash_share(worth, fallback, np.array([True, False, True]), frontier)

    assert found[:2] == pytest.approx([0.15 / 0.16, 0.0])
    assert np.isnan(found[2]), "no deal gains both"


@quick
@given(st.integers(0, 2**32 - 1), st.permutations(range(4)))
def test_strategies_under_other_names_have_the_same_scores_and_ranks(seed, order):
    luck = np.random.default_rng(seed)
    first, second = luck.random((2, 4, 4, 6)) + np.arange(4)[:, None, None] * luck.random()
    at = np.ix_(order, order)

    usual = standings.by_run(first, second)
    renamed = standings.by_run(first[at], second[at])

    np.testing.assert_allclose(renamed, usual[list(order)], atol=1e-12)
    above = standings.clearly_above(usual)
    np.testing.assert_array_equal(standings.clearly_above(renamed), above[at])
    gaps = luck.random((4, 4)) < 0.9
    left = {order[place] for place in standings.without_gaps(gaps[at])}
    assert left == set(standings.without_gaps(gaps).tolist())


# -- known winners --------------------------------------------------------------------------------


def test_at_a_deadline_a_hard_line_takes_the_pie_from_a_conceder_and_ends_with_nothing_itself():
    """Nothing is left at the deadline but to take nothing: 1 to 0. Two hard lines have 0 and 0."""
    sides = [of("hard_line"), of("time_dependent", called="conceder", haste=2.0)]

    values = played(pie(), sides).values

    first, second = values["first"][..., 0], values["second"][..., 0]
    assert first[0].tolist() == pytest.approx([0.0, 1.0])
    assert second[:, 0].tolist() == pytest.approx([0.0, 1.0])
    assert first[1, 0] == second[0, 1] == pytest.approx(0.0, abs=1e-8)
    assert first[1, 1] + second[1, 1] == pytest.approx(1.0)
    assert values["agreement"][..., 0].tolist() == [[0.0, 1.0], [1.0, 1.0]]
    scores = standings.by_run(values["first"], values["second"])
    assert scores[:, 0] == pytest.approx([0.5, 0.25]), "the hard line comes first"
    assert standings.ranks(standings.clearly_above(scores)).tolist() == [1, 2]


def test_where_demands_meet_the_firmer_side_has_what_the_closed_form_says():
    """Of haste 1/2 and 2 demands meet where t^2 + t^(1/2) = 1; a deal comes up to two rounds on."""
    sides = [of("time_dependent", called="firm", haste=0.5),
             of("time_dependent", called="eager", haste=2.0)]  # fmt: skip

    values = played(pie(), sides).values

    t = 0.5248885986564049
    assert t**2 + t**0.5 == pytest.approx(1.0)
    assert values["rounds"][0, 1, 0] in (math.ceil(40 * t), math.ceil(40 * t) + 1)
    assert values["first"][0, 1, 0] == pytest.approx(1.0 - t**2, abs=2 * t / 40)
    assert values["second"][1, 0, 0] == pytest.approx(1.0 - t**2, abs=2 * t / 40)


def test_what_comes_later_is_worth_less_to_a_side_that_discounts():
    """A deal on day 40, after 39 days at 0.9 each; the other side does not discount."""
    sides = [
        of("hard_line", discount=0.9),
        of("time_dependent", called="conceder", haste=2.0, discount=1.0),
    ]

    values = played(pie(), sides).values

    day = values["rounds"][0, 1, 0]
    assert values["first"][0, 1, 0] == pytest.approx(0.9 ** (day - 1))


def test_what_a_side_falls_back_on_comes_when_the_talks_have_failed():
    """Two hard lines; the truce runs out after 50 days, and the first has 0.3 without a deal."""
    side = of("hard_line", discount=0.9, war_prospect=0.3)

    values = played(pie(), [side]).values

    assert values["agreement"][0, 0, 0] == 0.0
    assert values["first"][0, 0, 0] == pytest.approx(0.3 * 0.9**49)


def test_trading_off_matters_with_several_issues_and_not_with_one():
    sides = [of("time_dependent"), of("trade_off")]

    one, several = (worths(ground(name), sides, 40) for name in ("one_issue", "several_issues"))

    np.testing.assert_array_equal(one[0], one[1])
    assert standings.ranks(standings.clearly_above(several)).tolist() == [2, 1]


# -- both seats, both engines, all threads --------------------------------------------------------


@pytest.mark.parametrize("name", ["one_issue", "several_issues", "breakdown"])
def test_in_a_mirrored_scenario_a_strategy_has_the_same_in_either_seat(name):
    """The seats swapped, each with its luck: to the last bit, pairing by pairing and run by run."""
    here = ground(name)
    premises = mirror.swapped(here.premises)
    there = here._replace(premises=premises, scenario=from_config(premises, name))
    sides = [of(one) for one in ("time_dependent", "learning", "trade_off", "screening")]

    one, other = (played(where, sides, 16).values for where in (here, there))

    np.testing.assert_array_equal(one["first"], other["second"].swapaxes(0, 1))
    np.testing.assert_array_equal(one["second"], other["first"].swapaxes(0, 1))
    for measure in ("agreement", "rounds"):
        np.testing.assert_array_equal(one[measure], other[measure].swapaxes(0, 1))
    in_first = standings.by_run(one["first"], one["second"], standings.FIRST)
    in_second = standings.by_run(other["first"], other["second"], standings.SECOND)
    np.testing.assert_allclose(in_first, in_second, atol=1e-14)


@pytest.mark.parametrize("name", ["costly_delay", "several_issues", "phase_two_talks"])
def test_a_pairing_is_the_same_in_both_engines(name):
    where, sides = ground(name), [of("learning"), of("trade_off", insight=0.9)]

    values = played(where, sides, 3, seed=5).values
    scenario = matches.watched_scenario(where, sides)
    kept = engines.watched(scenario, 5, 0, 3, payoffs.KEEP)

    watched = payoffs.payoffs(kept, scenario, payoffs.frontier_of(scenario))
    np.testing.assert_array_equal(values["first"][0, 1], watched.worth[:, 0])
    np.testing.assert_array_equal(values["second"][0, 1], watched.worth[:, 1])
    for measure in ("agreement", "rounds", "nash_share"):
        np.testing.assert_array_equal(values[measure][0, 1], getattr(watched, measure))


def test_a_strategy_of_ones_own_that_copies_one_of_ours_has_its_scores(tmp_path):
    """On the same luck, so to the last bit: a hard line in a file beside the hard line."""
    (tmp_path / "mine.py").write_text(
        "class Mine:\n    def target(self, party, elapsed, reserve):\n        return 1.0\n"
    )
    sides = [of("hard_line"), entries.entrant({"file": "mine.py", "name": "Mine"})]

    values = played(ground("one_issue"), sides, 6, own_runs=6).values

    for name in matches.MEASURES:
        for pair in itertools.product(range(2), repeat=2):
            np.testing.assert_array_equal(values[name][pair], values[name][0, 0])


def test_traits_that_come_with_a_strategy_leave_the_others_as_the_scenario_draws_them():
    """A firm side beside one of any haste: what that meets in itself is what it met before."""
    alone = played(ground("one_issue"), [of("time_dependent")]).values
    firm = of("time_dependent", called="firm", haste=0.2)

    beside = played(ground("one_issue"), [firm, of("time_dependent")]).values

    np.testing.assert_array_equal(beside["first"][1, 1], alone["first"][0, 0])
    assert (beside["first"][0, 1] != alone["first"][0, 0]).any()


@pytest.mark.slow
def test_the_same_command_leaves_the_same_bytes_whatever_the_threads():
    argument = ["strategies=[trade_off,learning,hard_line]",
                "scenarios=[one_issue,phase_two_talks]", "runs=60"]  # fmt: skip
    for place, threads in enumerate((1, 2, 2)):
        tournament.main([*argument, f"threads={threads}", f"out=at{place}"])

    found = [
        {file.relative_to(folder): file.read_bytes() for file in sorted(folder.rglob("*.*"))
         if file.is_file() and file.name != "provenance.json"}
        for folder in map(Path, ("at0", "at1", "at2"))
    ]  # fmt: skip
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 5 + 3 * 4, "tables and configuration; ranking, two scenarios, all"


# -- files ----------------------------------------------------------------------------------------


def test_tables_hold_every_run_and_scores_that_follow_from_them(capsys):
    tournament.main(["strategies=[trade_off,learning]", "scenarios=[one_issue,several_issues]",
                     "runs=30", "out=here", "plots=false"])  # fmt: skip

    runs = pq.read_table("here/runs.parquet").to_pandas()
    assert list(runs)[:6] == ["scenario", "point", "run", "seed", "first", "second"]
    assert not runs[["scenario", "point", "run", "seed"]].duplicated().any()
    assert len(runs) == 2 * 4 * 30
    own = {
        name: (
            runs[runs["first"] == name].groupby(["scenario", "run"])["worth_first"].mean()
            + runs[runs["second"] == name].groupby(["scenario", "run"])["worth_second"].mean()
        ).mean() / 2.0
        for name in ("trade_off", "learning")
    }  # fmt: skip
    scores = tournament_tables.read(Path("here/scores.csv"), tournament_tables.Score)
    for one in scores:
        if (one.scenario, one.seat, one.measure) == ("all", "both", "worth"):
            assert one.value == pytest.approx(own.pop(one.strategy))
            assert one.low < one.value < one.high
            assert one.rank in (1, 2)
    assert own == {}
    cells = lines("here/matrix.csv")
    assert len(cells) == 2 * 3 * 4
    assert lines("here/failures.csv") == []
    config = yaml.safe_load(Path("here/config.yaml").read_text())
    assert list(config["strategies"]) == ["trade_off", "learning"]
    assert "not a forecast" in capsys.readouterr().out


def test_a_finished_tournament_is_found_again_and_given_the_figures_it_lacks(capsys):
    argument = ["strategies=[trade_off,hard_line]", "scenarios=one_issue", "runs=5", "out=here"]
    tournament.main([*argument, "plots=false"])
    before = json.loads(Path("here/provenance.json").read_text())
    capsys.readouterr()

    tournament.main(argument)

    assert "Already played" in capsys.readouterr().out
    after = json.loads(Path("here/provenance.json").read_text())
    assert {**after, "files": 0} == {**before, "files": 0}
    assert set(before["files"]) < set(after["files"])
    drawn = sorted(file.name for file in Path("here/figures").iterdir())
    assert drawn == [
        f"tournament_{name}.{kind}"
        for name in ("matrix_one_issue", "ranking")
        for kind in ("csv", "png", "svg")
    ]


def test_a_pairing_asked_for_that_a_scenario_refuses_is_a_row_and_the_exit_status_says_so(capsys):
    argument = ["strategies=[hard_line,trade_off,zeuthen]", "scenarios=[one_issue,several_issues]",
                "runs=4", "out=here", "plots=false"]  # fmt: skip
    for _ in range(2):  # as well when the finished work is found
        with pytest.raises(Failed, match="5 pairings not played: hard_line against zeuthen"):
            tournament.main(argument)
    assert _command.plainly(tournament.main, argument) == 1
    rows = lines("here/failures.csv")
    assert {(row["scenario"], "zeuthen" in (row["first"], row["second"])) for row in rows} == {
        ("several_issues", True)
    }
    assert all("it takes one issue, not 4" in row["reason"] for row in rows)
    ranked = [row for row in lines("here/scores.csv") if row["scenario"] == "all"]
    assert {row["strategy"] for row in ranked} == {"hard_line", "trade_off"}


def test_all_scenarios_together_are_scored_among_the_strategies_that_met_in_all():
    """The mean of the matrices, not of scores that were won against others as well."""
    entrants = [of(name) for name in ("hard_line", "time_dependent", "zeuthen")]
    grounds = {name: ground(name) for name in ("one_issue", "several_issues")}
    chosen = tournament.Settings(runs=6)
    found = {
        name: matches.play(matches.field(where, entrants), chosen)[0]
        for name, where in grounds.items()
    }

    scores = tournament_tables.scores(found, dict.fromkeys(grounds, entrants), 6)

    own = {one.strategy: one.value for one in scores
           if (one.scenario, one.seat, one.measure) == ("all", "both", "worth")}  # fmt: skip
    met = [standings.by_run(one.values["first"][:2, :2], one.values["second"][:2, :2]).mean(axis=1)
           for one in found.values()]  # fmt: skip
    assert list(own) == ["hard_line", "time_dependent"]
    assert list(own.values()) == pytest.approx(np.mean(met, axis=0).tolist())


def test_strategies_that_were_not_named_are_left_out_where_they_cannot_play(capsys):
    tournament.main(["scenarios=[bilateral,several_issues]", "dry_run=true", "out=here"])

    said = " ".join(capsys.readouterr().out.split())
    assert "Left out of several_issues: zeuthen (it takes one issue, not 4)." in said
    assert f"{11 * 11 + 9 * 9} pairings in 2 scenarios" in said
    assert len(entries.COMPILED) == len(STRATEGIES) - 1 == 11
    assert not Path("here").exists()


def test_the_ranking_says_on_how_many_runs_its_scores_rest():
    entrants = [of("hard_line"), *entries.entrants(f"[{OWN}]")]
    found = tournament.Settings(runs=40, own_runs=10)

    for fought, said in ((entrants, "10"), (entrants[:1], "40")):
        fields = [matches.field(ground("one_issue"), fought)]
        held = work.Tournament(fought, fields, {}, found)
        feet = work.feet(held, provenance.Made(held.identity, ["experiments.tournament"]))
        assert [foot.about["runs"] for foot in feet] == [int(said), 40]
        ranks, pairings = (foot.text for foot in feet)
        assert ranks.startswith(f"Scores rest on {said} runs of each pairing, seed 1, ")
        assert pairings.startswith("40 runs of each pairing")
        assert ("(10 with NeverLessThanOffered)" in pairings) == (said == "10")


@pytest.mark.slow
def test_a_file_that_fails_against_some_is_a_row_and_the_others_are_ranked(tmp_path):
    (tmp_path / "mine.py").write_text(
        "class Mine:\n"
        "    def target(self, party, elapsed, reserve):\n"
        "        return 1 / 0 if party.history[0] > 0.3 else 1.0\n"
    )
    strategies = "[hard_line,{strategy: time_dependent, name: eager, haste: 3},trade_off,"
    with pytest.raises(Failed):
        tournament.main([f"strategies={strategies}{{file: mine.py, name: Mine}}]",
                         "scenarios=one_issue", "runs=6", "own_runs=3", "out=here",
                         "plots=false"])  # fmt: skip

    reasons = [row["reason"] for row in lines("here/failures.csv")]
    assert len(reasons) > 0
    assert all("raised ZeroDivisionError on line 3" in reason for reason in reasons)
    ranked = {row["strategy"] for row in lines("here/scores.csv")}
    assert ranked == {"hard_line", "eager", "trade_off"}
    assert (tmp_path / "here" / "strategy_Mine.py").exists()


# -- what is wrong is said ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("strategies=[time_dependnt]", "did you mean 'time_dependent'?"),
        ("strategies=[]", "strategies: an empty list is not allowed"),
        ("strategies=[hard_line,hard_line]", "'hard_line' is there twice"),
        ("strategies=[own]", "'own' is not allowed by itself"),
        ("strategies=[{file: nowhere.py, name: Mine}]", "there is no such file"),
        ("strategies=[{file: nowhere.py}]", "it takes {file: FILE.py, name: CLASS}"),
        ("strategies=[{file: nowhere.py, 1: x}]", "it takes {file: FILE.py, name: CLASS}"),
        ("strategies=[{strategy: hard_line, hast: 2}]", "did you mean 'haste'?"),
        ("strategies=[{strategy: hard_line, haste: -2}]", "haste: -2.0 is not allowed"),
        ("strategies=[{haste: 2}]", "'' is not allowed; it takes one or more of"),
        ("strategies=[{", "cannot be read"),
        ("scenarios=[one_isue]", "did you mean 'one_issue'?"),
        ("scenarios=[]", "scenarios: an empty list is not allowed"),
        ("own_runs=5", "own_runs: is not allowed without a strategy of the user's own"),
        ("tournament=bargainin", "did you mean 'bargaining'?"),
        ("runs=0", "runs: 0 is not allowed; it takes a whole number from 1"),
        ("seeds=1", "did you mean 'seed'?"),
    ],
)
def test_what_a_tournament_does_not_take_is_refused_before_anything_is_played(argument, said):
    with pytest.raises(PremiseError) as error:
        tournament.main([argument, "dry_run=true"])

    assert said in str(error.value)


def test_a_tournament_of_which_nothing_can_be_played_says_why():
    with pytest.raises(PremiseError, match=r"no pairing can be played .*takes one issue, not 4"):
        tournament.main(["strategies=[zeuthen]", "scenarios=several_issues"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("scenarios: {}", "scenarios: none given"),
        ("scenario: {}", "did you mean 'scenarios'?"),
        ("scenarios: {a: {scenario: bilateral, sets: {}}}", "did you mean 'set'?"),
        ("scenarios: {a/b: {scenario: bilateral}}", "'a/b' is not allowed; it takes letters"),
        ("scenarios: {3: {scenario: bilateral}}", "3 is not allowed; it takes letters"),
        ("scenarios: {all: {scenario: bilateral}}", "'all' is not allowed; it stands for all"),
    ],
)
def test_a_file_of_ones_own_that_is_wrong_is_named(tmp_path, text, said):
    (tmp_path / "mine.yaml").write_text(text)

    with pytest.raises(Exception, match=r"mine\.yaml: .*") as error:
        tournament.main(["tournament=mine.yaml", "dry_run=true"])

    assert said in str(error.value)


def test_a_tournament_of_ones_own_may_set_any_premise(tmp_path, capsys):
    (tmp_path / "mine.yaml").write_text(
        "scenarios: {brief: {scenario: bilateral, set: {talks.rounds: 3, issues.pie.levels: 11}}}"
    )

    found = entries.grounds("mine.yaml", "")

    assert [one.name for one in found] == ["brief"]
    assert found[0].scenario.premises.talks.rounds == 3


def test_where_no_talks_are_held_that_is_said_and_not_that_luck_may_be_all(capsys):
    asked = ["strategies=[hard_line,trade_off]", "runs=5"]

    tournament.main([*asked, "scenarios=november_2023", "out=here", "plots=false"])
    said = " ".join(capsys.readouterr().out.split())
    assert "in november_2023, no talks were held, so that strategies make no difference" in said
    assert "luck" not in said
    tournament.main([*asked, "scenarios=[november_2023,one_issue]", "plots=false", "out=there"])
    said = " ".join(capsys.readouterr().out.split())
    assert "No talks were held in november_2023, where strategies do nothing." in said


@pytest.mark.parametrize(
    ("worths", "said"), [((0.2, 0.2), "all end with the same"), ((0.2, 0.3), "luck may account")]
)
def test_the_figure_of_ranks_says_so_where_all_end_with_the_same(worths, said):
    spans = np.array([[worth, 0.1, 0.4] for worth in worths])

    shown = ranking_figure.Numbers(["a", "b"], [1, 1], spans, np.zeros((0, 2)), "scenario x")

    assert said in ranking_figure.finding(shown)


def test_a_scenario_in_a_folder_of_ones_own_is_met_in():
    Path("mine", "scenario").mkdir(parents=True)
    text = "# @package _global_\ndefaults: [bilateral, _self_]\ntalks: {rounds: 3}\n"
    Path("mine", "scenario", "brief.yaml").write_text(text, encoding="utf-8")

    tournament.main(["strategies=[hard_line,trade_off]", "scenarios=brief", "runs=2",
                     "plots=false", "out=here", "--config-dir", "mine"])  # fmt: skip

    config = yaml.safe_load(Path("here/config.yaml").read_text())
    assert config["scenarios"]["brief"]["talks"]["rounds"] == 3


def test_the_matrix_holds_what_the_row_strategy_has_against_the_column_strategy():
    """As first, a has 1 against b and b has 2 against a; as second, a has 4 and b has 3."""
    first = np.array([[9.0, 1.0], [2.0, 9.0]])[..., None]
    second = np.array([[9.0, 3.0], [4.0, 9.0]])[..., None]
    one = matches.Played(None, {"first": first, "second": second}, np.ones((2, 2), dtype=int))

    cells = tournament_tables.matrix({"x": one}, {"x": [of("hard_line"), of("trade_off")]})

    found = {(cell.seat, cell.row, cell.column): cell.value for cell in cells}
    pairs = ("hard_line", "trade_off"), ("trade_off", "hard_line")
    assert [found["first", *pair] for pair in pairs] == [1.0, 2.0]
    assert [found["second", *pair] for pair in pairs] == [4.0, 3.0]
    assert [found["both", *pair] for pair in pairs] == [2.5, 2.5]


@pytest.mark.parametrize("key", ["talks.rounds.x", "talks.rounds.x.y", "0.5", "names.israel.x"])
def test_a_scenario_of_a_tournament_sets_parameters_that_there_are(tmp_path, key):
    path = tmp_path / "mine.yaml"
    path.write_text(f"scenarios: {{brief: {{scenario: bilateral, set: {{{key}: 3}}}}}}\n")

    with pytest.raises(PremiseError, match=r"scenarios\.brief"):
        entries.grounds(str(path), "")


def test_titles_of_a_tournament_and_of_its_scenarios_are_shown(tmp_path, capsys):
    ground = "{scenario: bilateral, title: Three short rounds, set: {talks.rounds: 3}}"
    text = f"title: Mine alone\nscenarios: {{brief: {ground}, plain: {{scenario: bilateral}}}}\n"
    (tmp_path / "mine.yaml").write_text(text)
    own = ["tournament=mine.yaml", "strategies=[hard_line,trade_off]", "runs=2"]

    tournament.main([*own, "out=here"])

    said = capsys.readouterr().out.splitlines()
    assert "Mine alone" in said
    seen = {
        name: Path("here", "figures", f"tournament_matrix_{name}.svg").read_text(encoding="utf-8")
        for name in ("brief", "plain")
    }
    assert "Three short rounds (brief)" in seen["brief"]
    assert "Two parties and one issue (plain)" in seen["plain"]
    tournament.main([*own, "scenarios=[bilateral]", "plots=false"])
    assert "Mine alone" not in capsys.readouterr().out

"""Numbers from tables: worked by hand on small ones, and what holds of any."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playing import opposed
from scipy import stats

from agents import rounding
from sim import deals, incidence, intervals, metrics
from sim.scenario import from_config

PHASES = ("phase_1", "phase_2")


@pytest.fixture(scope="module")
def small():
    """Two parties, two phases of five days, seven hostages in three parts, and one issue."""
    hostages = {"by": "b", "good": "hostages"}
    return from_config(
        {
            "calendar": {"horizon": 12},
            "parties": {"a": {}, "b": {}},
            "phases": {"phase_1": {"length": 5}, "phase_2": {"length": 5}},
            "obligations": {
                "first": {**hostages, "day": 1, "amount": 3},
                "second": {**hostages, "day": 4, "amount": 2},
                "third": {**hostages, "phase": 2, "day": 2, "amount": 2},
                "road": {"by": "a", "good": "openings", "day": 2, "amount": 1},
            },
            "issues": opposed({"land": {"levels": 11}}, "a", "b"),
        }
    )


def text(*values):
    return np.array(values, dtype=object)


@pytest.fixture
def four():
    """Four runs: fighting on day 3, fighting in limbo on day 7, calm on day 10, still standing."""
    runs = {
        "run": np.arange(4),
        "last_day": np.array([3, 7, 10, 12]),
        "stage": text("fighting", "fighting", "calm", "truce"),
        "phase": np.array([1, 1, 2, 2]),
        "cause": text("breach_spiral", "expiry", "lasting_calm", "held"),
        "ratified_day": np.array([0, 0, 4, 5]),
        "talks_day": np.array([0, 2, 2, 4]),
        "rounds": np.array([0, 9, 4, 8]),
        "deal_worth_a": np.array([0.0, 0.5, 0.2, 0.6]),
        "deal_worth_b": np.array([0.0, 0.5, 0.7, 0.5]),
        "phase_1_days": np.array([5, 5, 5, 5]),
        "crises": np.array([1, 0, 3, 0]),
        "crisis_days": np.array([2, 0, 4, 0]),
        "resumed_by": text("hamas", "israel", "", ""),
    }
    day, run, stage, phase = [], [], [], []
    for number, last in enumerate(runs["last_day"]):
        for today in range(1, last + 1):
            day.append(today)
            run.append(number)
            late = number == 1 and today >= 5
            stage.append(runs["stage"][number] if today == last else "limbo" if late else "truce")
            phase.append(2 if number > 1 and today >= 5 else 1)
    rows = len(day)
    days = {
        "run": np.array(run),
        "day": np.array(day),
        "stage": text(*stage),
        "phase": np.array(phase),
        "belief_a": np.array(run) / 10.0,
        "belief_b": np.full(rows, 0.5),
        "outside_a": np.array(run) / 10.0,
        "outside_b": np.full(rows, -0.5),
    }
    items = {
        "run": np.repeat(np.arange(4), 4),
        "obligation": text(*("first", "second", "third", "road") * 4),
        "status": text(
            "delivered", "pending", "not_yet", "delivered",
            "delivered", "delivered", "not_yet", "pending",
            "delivered", "delivered", "delivered", "delivered",
            "delivered", "delivered", "pending", "delivered",
        ),
        "done": np.array([1, 0, 0, 2, 1, 4, 0, 0, 1, 6, 7, 2, 2, 4, 0, 2]),
        "delivered": np.array([3, 0, 0, 1, 3, 2, 0, 0, 3, 2, 2, 1, 3, 2, 0, 1]),
    }  # fmt: skip
    return {"runs": runs, "days": days, "obligations": items}


def empty(tables):
    return {name: {key: rows[:0] for key, rows in table.items()} for name, table in tables.items()}


def only(tables, run):
    return {
        name: {key: rows[table["run"] == run] for key, rows in table.items()}
        for name, table in tables.items()
    }


def test_survival_by_hand(four):
    found = incidence.survival(four["runs"], 12)

    assert found.standing.tolist() == [4, 4, 4, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2]
    assert found.share[7] == 0.5
    assert (found.low[7], found.high[7]) == intervals.wilson(2, 4)


def test_survival_is_the_product_limit_estimate(four):
    """With the horizon and calm as the only censoring, both after the last return to fighting."""
    data = stats.CensoredData(uncensored=[3, 7], right=[12, 12])
    curve = stats.ecdf(data).sf

    np.testing.assert_allclose(
        incidence.survival(four["runs"], 12).share, curve.evaluate(np.arange(13))
    )


def test_shares_of_stages_by_hand(four):
    states, shares = metrics.share_in_stage(four, 12, PHASES)

    assert states == ("phase_1", "phase_2", "limbo", "calm", "fighting")
    assert shares[0].tolist() == [1, 0, 0, 0, 0]
    assert shares[3].tolist() == [0.75, 0, 0, 0, 0.25]
    assert shares[5].tolist() == [0, 0.5, 0.25, 0, 0.25]
    assert shares[11].tolist() == [0, 0.25, 0, 0.25, 0.5]


def test_stages_and_survival_agree(four):
    _, shares = metrics.share_in_stage(four, 12, PHASES)

    np.testing.assert_array_equal(1 - shares[:, -1], incidence.survival(four["runs"], 12).share[1:])


@pytest.mark.parametrize("horizon", [1, 4, 12, 30])
def test_shares_of_stages_sum_to_1_whatever_the_horizon(four, horizon):
    _, shares = metrics.share_in_stage(four, horizon, PHASES)

    assert shares.shape == (horizon, 5)
    np.testing.assert_allclose(shares.sum(axis=1), 1.0)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 20), st.booleans()), min_size=1, max_size=40))
def test_survival_never_rises_and_lies_in_its_band(ends):
    last, fell = (np.array(column) for column in zip(*ends, strict=True))
    runs = {
        "run": np.arange(len(last)),
        "last_day": np.where(fell, last, 20),
        "stage": np.where(fell, "fighting", "truce").astype(object),
    }

    found = incidence.survival(runs, 20)

    assert (np.diff(found.share) <= 0).all()
    assert (found.low <= found.share + 1e-12).all()
    assert (found.share <= found.high + 1e-12).all()


def test_causes_are_counted_most_frequent_first(four):
    four["runs"]["cause"] = text("expiry", "held", "expiry", "breach_spiral")

    found = metrics.cause_counts(four)

    assert [(entry.cause, entry.count) for entry in found] == [
        ("expiry", 2), ("breach_spiral", 1), ("held", 1),
    ]  # fmt: skip
    assert sum(entry.share for entry in found) == 1.0
    assert (found[0].low, found[0].high) == intervals.wilson(2, 4)


def test_beliefs_are_of_runs_not_fighting(four, small):
    first, second = metrics.belief_bands(four, small)

    assert first.runs.tolist() == [4, 4, 3, 3, 3, 3, 2, 2, 2, 2, 1, 1]
    assert first.quantiles[0, 2] == pytest.approx(0.15)
    assert first.quantiles[2, 2] == pytest.approx(0.2)
    assert (second.quantiles == 0.5).all()


def test_bands_of_days_by_hand():
    """Day 2 has 1 and 3; day 1 has nothing, and day 4 lies beyond the horizon."""
    found = metrics.bands(np.array([2, 4, 2, 3]), np.array([3.0, 9.0, 1.0, 5.0]), 3)

    assert found.days.tolist() == [1, 2, 3]
    assert found.runs.tolist() == [0, 2, 1]
    assert np.isnan(found.quantiles[0]).all()
    assert found.quantiles[1].tolist() == pytest.approx([1.1, 1.5, 2.0, 2.5, 2.9])
    assert found.quantiles[2].tolist() == [5.0] * 5


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 5), st.floats(-5, 5)), min_size=1, max_size=60),
    st.integers(1, 6),
)
def test_bands_are_ordered_and_count_every_row(rows, horizon):
    day, values = (np.array(column) for column in zip(*rows, strict=True))

    found = metrics.bands(day, values, horizon)

    known = found.runs > 0
    assert (np.diff(found.quantiles[known], axis=1) >= 0).all()
    assert np.isnan(found.quantiles[~known]).all()
    assert found.runs.sum() == (day <= horizon).sum()


def test_deliveries_by_hand(four, small):
    hostages, road = metrics.delivered_by_day(four, small)

    assert (hostages.good, hostages.slot, hostages.items) == ("hostages", 1, 3)
    assert hostages.schedule.tolist() == [0, 3, 3, 3, 5, 5, 5, 7, 7, 7, 7, 7, 7]
    assert hostages.bands.quantiles[1].tolist() == [0, 0, 3, 3, 3]
    assert hostages.bands.quantiles[12].tolist() == [3, 3, 5, 5, 7]
    assert (road.good, road.slot) == ("openings", 0)
    assert metrics.scheduled(small, ["first", "second", "third"], 4).tolist() == [0, 3, 3, 3, 5]
    assert metrics.scheduled(small, ["second"], 3).tolist() == [0, 0, 0, 0]


def test_an_obligation_of_nothing_is_none():
    item = {"by": "b", "day": 3, "good": "hostages"}
    found = from_config(
        {
            "parties": {"a": {}, "b": {}},
            "phases": {"phase_1": {"length": 5}},
            "obligations": {"some": {**item, "amount": 2}, "nothing": {**item, "amount": 0}},
            "issues": opposed({"land": {}}, "a", "b"),
        }
    )

    assert metrics.obligations_by_good(found) == {(1, "hostages"): ["some"]}


def test_what_came_late_is_not_in_full(four, small):
    """Of the first phase's five hostages, run 0 lacks two and run 2 had two on day 6."""
    found = metrics.delivered_in_full(four, small, "hostages")

    assert (found.count, found.of, found.value) == (2, 4, 0.5)
    four["runs"]["phase_1_days"][2] = 6
    assert metrics.delivered_in_full(four, small, "hostages").count == 3
    assert metrics.delivered_in_full(four, small, "remains").count == 4


def test_what_is_due_on_the_last_day_of_the_phase_is_due_in_it(four, small):
    """In a phase of four days the second part, due on day 4, is owed; in one of three it is not."""
    four["runs"]["phase_1_days"][:] = 4
    assert metrics.delivered_in_full(four, small, "hostages").count == 2
    four["runs"]["phase_1_days"][:] = 3
    assert metrics.delivered_in_full(four, small, "hostages").count == 4


def test_the_headline_by_hand(four, small):
    found = metrics.headline(four, small)

    assert found["runs"].value == 4
    assert found["standing_after_phase_1"].count == 3
    assert found["standing_at_horizon"].count == 2
    assert found["agreement"].value == 0.5
    assert found["first_day_of_talks"].value == 2.0
    assert found["first_day_of_talks"].of == found["talks"].count == 3
    assert found["day_fighting_resumed"].value == 3.0
    assert found["resumed_by_nobody"].count == 0
    four["runs"]["resumed_by"][1] = ""
    assert metrics.headline(four, small)["resumed_by_nobody"].count == 1
    assert found["crises_a_run"].value == 0.0
    assert found["mean_length_of_a_crisis"].value == pytest.approx(4 / 3)
    assert found["rounds_to_an_agreement"].value == 4.0
    assert found["rounds_to_an_agreement"].of == 2
    assert found["worth_of_agreement_to_a"].value == 0.2
    assert found["worth_of_agreement_to_b"].value == 0.5
    assert found["all_hostages_by_end_of_phase_1"].count == 2


def test_talks_that_begin_on_the_first_day_count(four, small):
    four["runs"]["talks_day"] = np.array([0, 1, 1, 4])

    found = metrics.headline(four, small)

    assert found["talks"].count == 3
    assert (found["first_day_of_talks"].value, found["first_day_of_talks"].of) == (1.0, 3)


def test_who_resumed_fighting_is_counted_by_name(four, small):
    four["runs"]["resumed_by"] = text("b", "both", "", "b")

    found = metrics.headline(four, small)

    sides = ("a", "b", "both", "nobody")
    assert [found[f"resumed_by_{side}"].count for side in sides] == [0, 2, 1, 0]


def test_every_share_of_the_headline_has_its_interval(four, small):
    for number in metrics.headline(four, small).values():
        if number.unit == "share of runs":
            assert number.low <= number.value <= number.high
            assert number.low < number.high
            assert number.span == "95 % interval"


def test_a_headline_needs_no_more_than_the_runs(four, small):
    found = metrics.headline({"runs": four["runs"]}, small)

    assert not any(name.startswith("all_") for name in found)


def test_no_runs_give_no_numbers_and_no_error(four, small):
    tables = empty(four)

    assert np.isnan(metrics.headline(tables, small)["agreement"].value)
    assert metrics.cause_counts(tables) == []
    assert incidence.survival(tables["runs"], 12).runs == 0
    assert metrics.share_in_stage(tables, 12, PHASES)[1].sum() == 0.0
    assert np.isnan(metrics.belief_bands(tables, small)[0].quantiles).all()
    assert np.isnan(metrics.delivered_by_day(tables, small)[0].bands.quantiles).all()


@pytest.mark.parametrize("run", range(4))
def test_a_single_run_is_an_ensemble(four, small, run):
    tables = only(four, run)

    _, shares = metrics.share_in_stage(tables, 12, PHASES)
    assert set(shares.ravel()) == {0.0, 1.0}
    assert metrics.headline(tables, small)["runs"].value == 1
    assert metrics.delivered_by_day(tables, small)[0].bands.runs.tolist() == [1] * 13


def test_the_disagreement_point_by_hand(four, small):
    """Runs 1, 2 and 3 have talks, with outside options .1, .2, .3 for a and -.5 for b."""
    point, words = deals.disagreement(four, small)

    assert point.tolist() == pytest.approx([0.2, 0.0])
    assert "median" in words


def test_without_talks_the_disagreement_point_is_zero(four, small):
    four["runs"]["talks_day"] = np.zeros(4, dtype=int)

    point, words = deals.disagreement(four, small)

    assert point.tolist() == [0.0, 0.0]
    assert "zero" in words


def issue(levels=2, weights=(1.0, 1.0), high=(True, False), curvature=(1.0, 1.0), worths=((), ())):
    return SimpleNamespace(
        levels=levels, weight_0=weights[0], weight_1=weights[1], wants_high_0=high[0],
        wants_high_1=high[1], curvature_0=curvature[0], curvature_1=curvature[1],
        worths_0=worths[0], worths_1=worths[1],
    )  # fmt: skip


issues = st.lists(
    st.builds(
        issue,
        st.integers(2, 5),
        st.tuples(st.floats(0.1, 9), st.floats(0.1, 9)),
        st.tuples(st.booleans(), st.booleans()),
        st.tuples(st.floats(0.3, 3), st.floats(0.3, 3)),
    ),
    min_size=1,
    max_size=4,
)
hundredths = st.integers(0, 100).map(lambda number: number / 100)
points = st.tuples(hundredths, hundredths).map(np.array)


def every_deal(wanted):
    """Utilities of the whole grid, by brute force."""
    weights = np.array([[entry.weight_0, entry.weight_1] for entry in wanted])
    weights = weights / weights.sum(axis=0)
    grid = np.zeros((1, 2))
    for entry, weight in zip(wanted, weights, strict=True):
        own = [deals.utilities(entry, slot) * weight[slot] for slot in (0, 1)]
        grid = (grid[:, None] + np.stack(own, axis=1)[None]).reshape(-1, 2)
    return grid


def test_utilities_are_those_of_the_rules():
    from agents.rules import utility

    entry = issue(levels=5, high=(False, True), curvature=(0.5, 2.0))

    for slot, wants, curve in ((0, False, 0.5), (1, True, 2.0)):
        by_rule = [utility.value(level / 4, wants, curve) for level in range(5)]
        np.testing.assert_allclose(deals.utilities(entry, slot), by_rule)


def test_a_trade_between_two_issues_by_hand():
    """Each cares three times as much for its own issue: giving the other's up is best for both."""
    space, levels = deals.frontier([issue(weights=(3, 1)), issue(weights=(1, 3))])

    assert space.tolist() == [[1.0, 0.0], [0.75, 0.75], [0.0, 1.0]]
    assert levels.tolist() == [[1.0, 1.0], [1.0, 0.0], [0.0, 0.0]]
    assert deals.nash(space, np.zeros(2)).tolist() == [[0.75, 0.75]]


def test_solutions_differ_where_they_should():
    """By hand, d = 0: products .27, .26, .25; least shares of the ideal (.9, .5) .6, .72, .56."""
    space = np.array([[0.9, 0.3], [0.65, 0.4], [0.5, 0.5]])

    assert deals.nash(space, np.zeros(2)).tolist() == [[0.9, 0.3]]
    assert deals.kalai_smorodinsky(space, np.zeros(2)).tolist() == [[0.65, 0.4]]
    assert deals.egalitarian(space, np.zeros(2)).tolist() == [[0.5, 0.5]]


def test_deals_that_tie_are_all_named():
    space = np.array([[0.8, 0.2], [0.2, 0.8]])

    assert len(deals.nash(space, np.zeros(2))) == 2


@settings(deadline=None)
@given(issues)
def test_no_possible_deal_beats_the_frontier(wanted):
    space, levels = deals.frontier(wanted)
    grid = every_deal(wanted)

    better = (grid[:, None] >= space[None] - 1e-9).all(axis=2)
    strictly = (grid[:, None] > space[None] + 1e-9).any(axis=2)
    assert not (better & strictly).any()
    assert levels.shape == (len(space), len(wanted))


@settings(deadline=None)
@given(issues, points)
def test_the_nash_deal_has_the_largest_product_on_the_whole_grid(wanted, at):
    space, _ = deals.frontier(wanted)
    gains = every_deal(wanted) - at
    gains = np.maximum(gains[(gains >= -rounding.SAME).all(axis=1)], 0.0)

    found = deals.nash(space, at)

    if len(gains) == 0:
        assert len(found) == 0
    else:
        assert np.maximum(found[0] - at, 0.0).prod() == pytest.approx(
            gains.prod(axis=1).max(), abs=1e-9
        )


@settings(deadline=None)
@given(issues, points)
def test_the_egalitarian_deal_has_the_largest_least_gain(wanted, at):
    space, _ = deals.frontier(wanted)
    gains = every_deal(wanted) - at
    gains = np.maximum(gains[(gains >= -rounding.SAME).all(axis=1)], 0.0)

    found = deals.egalitarian(space, at)

    if len(gains):
        assert np.maximum(found[0] - at, 0.0).min() == pytest.approx(
            gains.min(axis=1).max(), abs=1e-9
        )


@settings(deadline=None)
@given(issues, points)
def test_swapping_the_parties_swaps_the_solutions(wanted, at):
    space, _ = deals.frontier(wanted)

    for solve in (deals.nash, deals.kalai_smorodinsky, deals.egalitarian):
        one = solve(space, at)
        other = solve(space[:, ::-1], at[::-1])[:, ::-1]
        assert sorted(one.tolist()) == sorted(other.tolist())


def test_a_frontier_of_too_many_deals_is_thinned_within_its_bound():
    rng = np.random.default_rng(1)
    angle = np.sort(rng.uniform(0, np.pi / 2, 50_000))
    circle = np.column_stack([np.cos(angle), np.sin(angle)])

    kept = circle[deals.undominated(circle)]

    assert len(kept) <= deals.MOST + 1
    nearest = np.searchsorted(np.sort(kept[:, 0]), circle[:, 0] - 1.0 / deals.MOST)
    assert (np.sort(kept[:, 0])[nearest] <= circle[:, 0] + 1.0 / deals.MOST).all()


def test_the_grid_of_the_main_scenario_is_played_out_whole(january):
    space = deals.deal_space(january, np.zeros(2))

    assert space.levels.shape[1] == len(january.premises.issues)
    assert len(space.frontier) < deals.MOST
    assert (np.diff(space.frontier, axis=0) * [-1, 1] > 0).all()


def test_offers_are_counted_once_a_point(small):
    offers = {
        "run": np.array([0, 0, 1, 1]),
        "day": np.array([3, 3, 3, 4]),
        "proposer": text("a", "b", "a", "b"),
        "utility_a": np.array([1.0, 0.2, 1.0, 0.5]),
        "utility_b": np.array([0.0, 0.8, 0.0, 0.5]),
        "accepted": np.array([False, False, False, True]),
    }

    runs = {"run": np.array([0, 1]), "ratified_day": np.array([0, 4])}
    found = deals.offers_made({"offers": offers, "runs": runs}, small)

    assert found.count.tolist() == [1, 1, 2]
    assert found.proposer.tolist() == [1, 1, 0]
    assert found.accepted.tolist() == [False, True, False]
    assert (found.runs, found.agreed) == (2, 1)


def test_a_truce_that_falls_on_the_day_after_phase_1_outlasted_it(four, small):
    """By hand: whoever falls on the last day of phase 1 did not, who falls the day after did."""
    end = small.premises.first_phase.length
    runs = {key: values[:2] for key, values in four["runs"].items()}
    runs["last_day"] = np.array([end, end + 1])

    found = metrics.headline({"runs": runs}, small)

    assert found["standing_after_phase_1"].count == 1

"""Ways to concede: each by hand, and what each is there for."""

from types import SimpleNamespace
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playing import config, opposed, watch
from scipy import stats

from agents import notes, offers, strategies, talking
from agents.rules import inference
from agents.traits import FULL, MOST_HEARD, STRATEGIES, TECHNICAL
from sim import deals, draws, ensemble, rows
from sim.protocols.table import DAY, LEVELS, PROPOSER, ROUND, UTILITY_0, UTILITY_1
from sim.scenario import from_config

quick = settings(deadline=None, max_examples=80)

share = st.floats(0.0, 1.0)


def small(north=None, south=None, issues=None, rounds=40, a_day=20, horizon=60, **rest):
    """Alternating offers from day 1 and nothing else; the reserve is the prospect of fighting."""
    still = {"war_cost": 0.0, "exposure": 0.0, "war_prospect": 0.0, "haste": 1.0}
    return from_config(
        {
            "calendar": {"horizon": horizon},
            "choice": {"resumable": False},
            "violence": {"background": 0.0, "tension_link": 0.0},
            "shocks": {"shock_rate": 0.0},
            "phases": {"only": {"length": 100}},
            "parties": {"north": {**still, **(north or {})}, "south": {**still, **(south or {})}},
            "issues": opposed(issues or {"share": {"levels": 1001}}, "north", "south"),
            "talks": {"rounds": rounds, "rounds_a_day": a_day, "first_mover": "first"},
            **rest,
        }
    )


def a_party(strategy, heard=(), **fields):
    """A party that has heard these offers, newest first."""
    history = [*heard, *[0.0] * MOST_HEARD][:MOST_HEARD]
    usual = {
        "strategy": STRATEGIES.index(strategy), "opening": 1.0, "haste": 1.0, "window": 1,
        "demanded": 0.9, "history": history, "offers_heard": len(heard),
    }  # fmt: skip
    return SimpleNamespace(**{**usual, **fields})


# -- answering in kind ----------------------------------------------------------------------------


def test_relative_tit_for_tat_answers_the_last_concession_in_proportion():
    """The other withheld 0.8 and now 0.6: a demand of 0.9 becomes 0.9 x 0.6 / 0.8."""
    party = a_party("relative_tit_for_tat", [0.4, 0.2, 0.1])

    assert strategies.target(party, 0.5, 0.0) == pytest.approx(0.675)


def test_relative_tit_for_tat_looks_back_over_its_window():
    """Over two offers: from 0.9 withheld to 0.6."""
    party = a_party("relative_tit_for_tat", [0.4, 0.2, 0.1], window=2)

    assert strategies.target(party, 0.5, 0.0) == pytest.approx(0.6)


def test_averaged_tit_for_tat_answers_all_that_it_remembers():
    """From 0.9 withheld in the oldest of three offers to 0.6; of ten it remembers eight."""
    few = a_party("averaged_tit_for_tat", [0.4, 0.2, 0.1])
    many = a_party("averaged_tit_for_tat", [0.4, 0.4, 0.4, 0.3, 0.3, 0.3, 0.3, 0.2, 0.1, 0.0])
    many.offers_heard = 10

    assert strategies.target(few, 0.5, 0.0) == pytest.approx(0.6)
    assert strategies.target(many, 0.5, 0.0) == pytest.approx(0.9 * 0.6 / 0.8)


@pytest.mark.parametrize("strategy", ["relative_tit_for_tat", "averaged_tit_for_tat"])
@pytest.mark.parametrize("heard", [[], [0.4]])
def test_who_answers_in_kind_holds_its_opening_until_there_is_something_to_answer(strategy, heard):
    assert strategies.target(a_party(strategy, heard, opening=0.95), 0.9, 0.1) == 0.95


@pytest.mark.parametrize("strategy", ["relative_tit_for_tat", "averaged_tit_for_tat"])
@quick
@given(newer=share, older=share, demanded=share)
def test_a_concession_is_answered_with_one_and_a_step_back_with_a_step_back(
    strategy, newer, older, demanded
):
    party = a_party(strategy, [newer, older], demanded=demanded)

    asked = strategies.target(party, 0.5, 0.0)

    assert asked <= demanded + 1e-12 or newer < older
    assert asked >= demanded - 1e-12 or newer > older


@pytest.mark.parametrize("strategy", ["relative_tit_for_tat", "averaged_tit_for_tat"])
def test_who_answers_in_kind_does_not_care_for_the_time(strategy):
    early, late = (
        strategies.target(a_party(strategy, [0.4, 0.2]), elapsed, 0.1) for elapsed in (0.0, 1.0)
    )

    assert early == late


def test_against_a_hard_line_tit_for_tat_never_moves():
    model = watch(small({"strategy": "relative_tit_for_tat"}, {"strategy": "hard_line"}, a_day=1))

    made = model.offers.array()
    assert model.world.agreed_day == 0
    assert (made[made[:, PROPOSER] == 0.0, UTILITY_0] == 1.0).all()


def test_in_talks_tit_for_tat_moves_as_it_was_moved_towards():
    """Each of its offers after the second follows from the two it last heard."""
    made = watch(
        small({"strategy": "relative_tit_for_tat"}, {"haste": 1.0, "war_prospect": 0.4}, a_day=1)
    ).offers.array()

    own = made[made[:, PROPOSER] == 0.0, UTILITY_0]
    heard = 1.0 - made[made[:, PROPOSER] == 1.0, UTILITY_1]
    assert own[:2].tolist() == [1.0, 1.0]
    assert len(own) > 5
    expected = own[1:-1] * (1.0 - heard[1 : len(own) - 1]) / (1.0 - heard[: len(own) - 2])
    np.testing.assert_allclose(own[2:], expected, atol=0.002)


@pytest.mark.parametrize("strategy", ["relative_tit_for_tat", "averaged_tit_for_tat"])
def test_an_offer_is_weighed_against_what_tit_for_tat_asks_for_next(strategy):
    """AC next: the answer to an offer takes that very offer in, and no concession counts twice."""
    asked = []
    real = talking.demand

    def demand(party, elapsed):
        asked.append((party.name, real(party, elapsed)))
        return asked[-1][1]

    with patch.object(talking, "demand", demand):
        watch(small({"strategy": strategy}, {"haste": 0.6, "war_prospect": 0.4}, a_day=1))

    of_north = [value for name, value in asked if name == "north"]
    answers, offers_made = of_north[1::2], of_north[2::2]
    assert len(offers_made) > 5
    assert answers[: len(offers_made)] == offers_made


# -- trading off ----------------------------------------------------------------------------------


def phase_two():
    """The issues of the main scenario, with these parties' names."""
    text = {"israel": "north", "hamas": "south"}

    def renamed(key):
        head, _, last = key.rpartition("_")
        return f"{head}_{text[last]}" if last in text else key

    return {
        key: {renamed(field): value for field, value in issue.items()}
        for key, issue in config()["issues"].items()
    }


def shortfall(model):
    """How much more an agreement could have given both [share]; 0 on the frontier."""
    deal = model.offers.array()[-1]
    frontier, _ = deals.frontier(list(model.premises.premises.issues.values()))
    return (frontier - deal[[UTILITY_0, UTILITY_1]]).min(axis=1).max()


HASTES = [(0.4, 0.4), (1.0, 1.0), (0.5, 1.5), (1.5, 0.5)]


@pytest.mark.parametrize("hastes", HASTES)
def test_trading_off_brings_agreements_nearer_the_frontier_than_time_alone(hastes):
    """On the issues of phase 2, for each way of conceding; sooner as well."""
    short, rounds = {}, {}
    for strategy in ("time_dependent", "trade_off"):
        both = [{"strategy": strategy, "insight": 1.0, "haste": haste} for haste in hastes]
        model = watch(small(*both, phase_two(), rounds=60))
        assert model.world.agreed_day > 0
        short[strategy], rounds[strategy] = shortfall(model), model.world.round

    assert short["trade_off"] < 0.6 * short["time_dependent"]
    assert rounds["trade_off"] <= rounds["time_dependent"]


def test_the_better_the_insight_the_nearer_the_frontier():
    """Over the four ways of conceding together."""
    found = []
    for insight in (0.0, 1.0):
        total = 0.0
        for hastes in HASTES:
            both = [
                {"strategy": "trade_off", "insight": insight, "haste": haste} for haste in hastes
            ]
            total += shortfall(watch(small(*both, phase_two(), rounds=60)))
        found.append(total)

    assert found[1] < found[0]


def two_issues(last):
    """Bread matters to the first, roses to the second; ``last`` was the second's last offer."""
    issues = [
        SimpleNamespace(
            weight=pair, wants_high=[1, 0], curvature=[1.0, 1.0], red_line=[0.0, 0.0],
            listed=[0, 0],
            sacred=[0, 0], line_known=[0.0, 0.0], share=[0.0, 0.0], last=[-1.0, level],
            levels=101, linked=0, offer=0.0, draft=0.0,
        )
        for pair, level in zip(((3.0, 1.0), (1.0, 3.0)), last, strict=True)
    ]  # fmt: skip
    offers.normalise(issues)
    return issues


def test_a_trade_off_by_hand():
    """From 0.2 of each, worth 0.2: to 0.8 by bread alone, which needs 0.6 / 0.75 more of it."""
    issues = two_issues((0.2, 0.2))

    offers.trade_off(issues, 0, 0.8, 1.0)

    assert [issue.offer for issue in issues] == pytest.approx([1.0, 0.2])


def test_a_trade_off_goes_on_to_the_next_issue_where_one_is_not_enough():
    """All the bread brings 0.75 + 0.05; 0.1 more takes 0.4 of the roses."""
    issues = two_issues((0.2, 0.2))

    offers.trade_off(issues, 0, 0.9, 1.0)

    assert [issue.offer for issue in issues] == pytest.approx([1.0, 0.6])


@quick
@given(st.tuples(share, share), share)
def test_a_trade_off_is_worth_to_oneself_what_was_aimed_at(last, aim):
    grid = [round(level * 100) / 100 for level in last]
    issues = two_issues(grid)
    before = 0.75 * grid[0] + 0.25 * grid[1]

    offers.trade_off(issues, 0, aim, 0.5)

    worth = offers.worth_of_offer(issues, 0)
    assert worth >= aim - 1e-9
    assert worth <= max(before, aim) + 0.0075 + 1e-9, "a level of the heavier issue at most"


def test_until_it_has_heard_an_offer_a_party_asks_equally_on_every_issue():
    issues = {"bread": {"weight_north": 9.0}, "roses": {}}
    made = watch(small({"strategy": "trade_off", "opening": 0.7}, {}, issues)).offers.array()

    assert made[0, LEVELS:].tolist() == [0.7, 0.7]


# -- red lines ------------------------------------------------------------------------------------


def test_a_red_line_is_learnt_from_a_refusal_and_heeded_from_then_on():
    """The south takes no less than 0.4 of the land; the first offer asks for all of it."""
    issues = {"land": {"red_line_south": 0.4}, "aid": {}}
    made = watch(small({}, {}, issues, a_day=1)).offers.array()

    of_north = made[made[:, PROPOSER] == 0.0]
    land = LEVELS
    assert of_north[0, land] == 1.0
    assert (of_north[1:, land] <= 0.6 + 1e-9).all()
    assert of_north[1, land + 1] == 1.0, "what that costs it asks for on the other issue"


def test_a_side_payment_buys_off_a_red_line_and_nothing_buys_off_something_sacred():
    """The land beyond the line is worth half of 0.2 to the south; it is paid 0.15."""
    issue = SimpleNamespace(
        share=[0.5, 0.5], wants_high=[1, 0], curvature=[1.0, 1.0], red_line=[0.0, 0.4],
        listed=[0, 0],
        sacred=[0, 0], linked=0, offer=0.8,
    )  # fmt: skip
    south = SimpleNamespace(promised=0.15, asks=0.0)

    assert not talking.crosses_line(south, 1, [issue])
    south.promised = 0.05
    assert talking.crosses_line(south, 1, [issue])
    south.promised, issue.sacred = 5.0, [0, 1]
    assert talking.crosses_line(south, 1, [issue])


def test_a_side_payment_that_asks_for_more_than_is_given_is_not_paid():
    """It asks the south to give 0.5 of the linked issue."""
    south = SimpleNamespace(promised=0.15, asks=0.5)
    issue = SimpleNamespace(
        wants_high=[1, 0], curvature=[1.0, 1.0], listed=[0, 0], linked=1, offer=0.4
    )

    assert offers.payment([issue], south, 1) == 0.0
    issue.offer = 0.5
    assert offers.payment([issue], south, 1) == 0.15


@pytest.mark.parametrize(("taboo", "wronged"), [(0.0, 0.0), (2.0, 0.3)])
def test_a_payment_for_something_sacred_gives_offence_once_a_day(taboo, wronged):
    issue = SimpleNamespace(
        share=[0.5, 0.5], wants_high=[1, 0], curvature=[1.0, 1.0], red_line=[0.0, 0.4],
        listed=[0, 0],
        sacred=[0, 1], linked=0, offer=0.8,
    )  # fmt: skip
    south = SimpleNamespace(promised=0.15, asks=0.0, taboo=taboo, offended=0, wronged=0.0, stream=1)
    world = SimpleNamespace(day=5, noted=0)
    log = [[0.0] * len(notes.COLUMNS) for _ in range(3)]

    for _ in range(2):
        talking.take_offence(south, 1, [issue], world, log)

    assert south.wronged == pytest.approx(wronged)
    assert world.noted == (1 if taboo else 0)
    world.day = 6
    talking.take_offence(south, 1, [issue], world, log)
    assert south.wronged == pytest.approx(2.0 * wronged)


# -- learning -------------------------------------------------------------------------------------


def posterior(heard, elapsed, doubt):
    """The belief that Bayes' rule gives, computed anew: shape (paces, leasts), sums to 1."""
    leasts, hastes = np.linspace(0.0, 1.0, 21), np.array([0.5, 1.0, 2.0])
    weights = np.ones((3, 21))
    for worth, gone in zip(heard, elapsed, strict=True):
        asked = 1.0 - (1.0 - leasts) * gone ** (1.0 / hastes[:, None])
        weights *= stats.norm.pdf(1.0 - worth, np.maximum(leasts, asked), doubt)
    return weights / weights.sum()


@pytest.mark.parametrize("haste", [0.3, 1.0, 4.0])
@pytest.mark.parametrize("doubt", [0.05, 0.3])
def test_what_a_learning_party_believes_is_the_posterior(haste, doubt):
    model = watch(
        small({"strategy": "learning", "doubt": doubt, "war_prospect": 0.35}, {"haste": haste})
    )
    made = model.offers.array()
    theirs = made[made[:, PROPOSER] == 1]
    evidence = np.array(model.parties[0].evidence).reshape(3, 21)

    believed = np.exp(evidence - evidence.max())
    expected = posterior(theirs[:, UTILITY_0], (theirs[:, ROUND] - 1) / 40, doubt)
    assert len(theirs) > 3
    np.testing.assert_allclose(believed / believed.sum(), expected, atol=1e-12)
    bound = np.linspace(0, 1, 21)[np.searchsorted(np.cumsum(expected.sum(axis=0)), 0.95)]
    assert inference.bound(list(evidence.ravel()), 0.95) == pytest.approx(bound)


def against_many(strategy, runs=2000, seed=5):
    """What a strategy brings against time-dependent sides of any haste and reserve, run by run."""
    premises = small({"strategy": strategy})
    luck = np.random.default_rng(seed)
    hastes = np.exp(luck.uniform(np.log(0.2), np.log(5.0), (2, runs)))
    reserves = luck.uniform(0.0, [[0.4], [0.6]], (2, runs))
    drawn = np.repeat(premises.row[None], runs, axis=0)
    for slot, key in enumerate(("north", "south")):
        for trait, values in (("haste", hastes), ("war_prospect", reserves)):
            name = f"parties.{key}.{trait}"
            drawn[:, rows.locate(name, premises.premises, premises.shape)[2]] = values[slot]
    runs = ensemble.play_runs(premises, drawn, draws.run_keys(seed, 0, runs)).runs
    return np.where(runs["agreed_day"] > 0, runs["deal_worth"][:, 0], reserves[0])


def test_learning_brings_more_than_conceding_with_time_alone():
    """On the same opponents and luck; by far more than luck would."""
    gain = against_many("learning") - against_many("time_dependent")

    assert gain.mean() > 4.0 * stats.sem(gain)


# -- stalling -------------------------------------------------------------------------------------


def test_who_stalls_gives_no_full_mandate_before_its_day():
    model = watch(small({"strategy": "stalling", "stalls_until": 9}, horizon=15, a_day=1))

    mandates = model.days.array()["mandate"][:, 0]
    assert (mandates[:8] == TECHNICAL).all()
    assert (mandates[8:] == FULL).all()
    assert model.world.talks_day == 9
    assert model.offers.array()[0, DAY] == 9


def test_who_stalls_sends_a_team_with_no_full_mandate_even_when_one_is_due():
    """The team is sent on day 3; it may talk about phase 2 from day 9."""
    team = {"by": "north", "kind": "talks", "day": 3, "worth": 0.1, "cost": 0.0, "lag": 0.0}
    model = watch(
        small(
            {"strategy": "stalling", "stalls_until": 9},
            horizon=15,
            a_day=1,
            obligations={"team": team},
        )
    )

    mandates = model.days.array()["mandate"][:, 0]
    assert mandates.tolist() == [0, 0, *[TECHNICAL] * 6, *[FULL] * 7]


def test_once_at_the_table_who_stalls_concedes_with_time():
    stalls = watch(small({"strategy": "stalling"}, a_day=1)).offers.array()
    plain = watch(small(a_day=1)).offers.array()

    np.testing.assert_array_equal(stalls, plain)

"""The talks: agreement when it must come, none when it cannot, and every offer in between."""

import math
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playing import configured, opposed, play, watch

from agents import luck, notes, offers, talking
from agents.rules import inference, ladder
from agents.traits import FULL, MOST_HEARD, NO_MANDATE, STRATEGIES, TECHNICAL
from sim import protocols
from sim.premises import ALTERNATING_OFFERS, NO_TALKS
from sim.protocols import table
from sim.protocols.table import (
    ACCEPTED,
    DAY,
    LEVELS,
    MEDIATORS,
    PROPOSER,
    ROUND,
    UTILITY_0,
    UTILITY_1,
)
from sim.scenario import from_config

quick = settings(deadline=None, max_examples=60)


# -- a small table --------------------------------------------------------------------------------


def small(reserves=(0.0, 0.0), hastes=(1.0, 1.0), rounds=40, a_day=20, issues=None, **rest):
    """Talks from day 1 and nothing else: no obligations, no violence, no return to fighting.

    The outside option is the prospect of fighting, and so the reserve.
    """
    parties = {
        name: {"war_prospect": reserve, "war_cost": 0.0, "exposure": 0.0, "haste": haste, **own}
        for name, reserve, haste, own in zip(
            ("north", "south"), reserves, hastes, rest.pop("own", ({}, {})), strict=True
        )
    }
    return from_config(
        {
            "calendar": {"horizon": 100},
            "choice": {"resumable": False},
            "violence": {"background": 0.0, "tension_link": 0.0},
            "shocks": {"shock_rate": 0.0},
            "phases": {"only": {"length": 100}},
            "parties": parties,
            "issues": opposed(issues or {"share": {"levels": 1001}}, "north", "south"),
            "talks": {"rounds": rounds, "rounds_a_day": a_day, "first_mover": "first", **rest},
        }
    )


def offers_of(model):
    """The offers of a run, one a row."""
    return model.offers.array()


def all_offers(kept):
    """The offers of many runs, one a row, each run's number before it."""
    rows = []
    for run, found in enumerate(kept.offers):
        made = found[found[:, ROUND] > 0]
        rows.append(np.column_stack([np.full(len(made), run), made]))
    return np.concatenate(rows)


# -- agreement and none ---------------------------------------------------------------------------


@pytest.mark.parametrize("run", range(5))
@pytest.mark.parametrize("reserves", [(0.0, 0.0), (0.3, 0.3), (0.6, 0.2), (0.2, 0.6), (0.1, 0.85)])
def test_where_reserves_leave_room_there_is_agreement_by_the_deadline(reserves, run):
    model = watch(small(reserves, hastes=(0.3, 0.7), rounds=30), 1, run)

    last = offers_of(model)[-1]
    assert model.world.agreed_day > 0
    assert last[ACCEPTED] == 1.0
    assert model.world.round <= 31
    assert last[UTILITY_0] >= reserves[0] - 1e-9
    assert last[UTILITY_1] >= reserves[1] - 1e-9


@pytest.mark.parametrize("reserves", [(0.6, 0.5), (0.99, 0.02), (0.51, 0.51)])
def test_where_reserves_exclude_each_other_there_is_none(reserves):
    model = watch(small(reserves, rounds=30))

    assert model.world.agreed_day == 0
    assert (offers_of(model)[:, ACCEPTED] == 0.0).all()
    assert model.world.round == 100 * 20


def test_several_issues_can_hold_a_deal_that_one_could_not():
    """Each cares for what the other does not: both reserves of 0.7 can be met."""
    swapped = {
        "bread": {"weight_north": 9.0, "weight_south": 1.0},
        "roses": {"weight_north": 1.0, "weight_south": 9.0},
    }
    harmony = {
        "bread": {"weight_north": 1.0, "weight_south": 0.0},
        "roses": {"weight_north": 0.0, "weight_south": 1.0},
    }
    clash = watch(small((0.7, 0.7), rounds=30, issues=swapped))
    agree = watch(
        small(
            (0.7, 0.7),
            rounds=30,
            issues={key: {**issue, "wants_high_south": True} for key, issue in harmony.items()},
        )
    )

    assert clash.world.agreed_day == 0, "each asks for the same on every issue: no trade-off yet"
    assert agree.world.round == 1
    assert offers_of(agree)[0, [UTILITY_0, UTILITY_1]].tolist() == [1.0, 1.0]


def crossing(rounds, haste):
    """The round in which two parties of one haste agree, from the rule alone.

    The proposer of round n asks for 1 - g(n - 1), which leaves g(n - 1); the other would itself ask
    for 1 - g(n) in the next. With g(n) = (n / rounds)^(1 / haste) they agree in the first round in
    which g(n - 1) + g(n) reaches 1.
    """

    def given_up(elapsed):
        return min(1.0, elapsed / rounds) ** (1.0 / haste)

    for number in range(1, rounds + 2):
        if given_up(number - 1) + given_up(number) >= 1.0 - 1e-12:
            return number
    return None


@pytest.mark.parametrize("haste", [0.25, 0.5, 1.0, 2.0])
@pytest.mark.parametrize("rounds", [8, 20, 40, 64])
def test_even_parties_agree_in_the_round_of_the_closed_form(rounds, haste):
    """One linear issue, equal haste, reserves 0: T 2^-haste, where half has been given up.

    The answer looks one round ahead (AC next), so half of it lies between the round of the offer
    and the next: the crossing is half a round after T 2^-haste. (Where the two shares sum to 1
    exactly, the grid of levels decides: so no odd number of rounds here.)
    """
    model = watch(small(rounds=rounds, hastes=(haste, haste)))

    half = rounds * 2.0**-haste
    assert model.world.round == crossing(rounds, haste)
    assert half <= model.world.round < half + 2.0
    if haste == 1.0:
        assert model.world.round == math.ceil((rounds + 1) / 2)
    deal = offers_of(model)[-1]
    assert deal[UTILITY_0] + deal[UTILITY_1] == pytest.approx(1.0)
    assert min(deal[UTILITY_0], deal[UTILITY_1]) >= 0.5 - 1.5 / (haste * rounds) - 0.001


@pytest.mark.parametrize("haste", [0.2, 0.5, 1.0, 3.0])
def test_in_long_talks_the_round_of_agreement_tends_to_the_closed_form(haste):
    model = watch(small(rounds=1500, hastes=(haste, haste)))

    assert model.world.round / 1500 == pytest.approx(2.0**-haste, abs=2.0 / 1500)


def test_the_hastier_party_gets_less():
    firm_first = offers_of(watch(small(hastes=(0.3, 1.5))))[-1]
    firm_second = offers_of(watch(small(hastes=(1.5, 0.3))))[-1]

    assert firm_first[UTILITY_0] > 0.6 > 0.4 > firm_first[UTILITY_1]
    assert firm_second[UTILITY_1] > 0.6 > 0.4 > firm_second[UTILITY_0]


def test_two_who_hold_the_hard_line_never_agree_and_one_gets_its_all():
    hard = {"strategy": "hard_line"}

    both = watch(small(own=(hard, hard)))
    one = watch(small(own=(hard, {})))

    assert both.world.agreed_day == 0
    assert (offers_of(both)[::2, UTILITY_0] == 1.0).all()
    assert offers_of(one)[-1, [UTILITY_0, UTILITY_1]].tolist() == [1.0, 0.0]


# -- offers ---------------------------------------------------------------------------------------


def test_offers_of_whole_runs_lie_on_the_grid_and_are_worth_at_most_all_and_what_is_paid(january):
    kept = play(january, seed=3, runs=100)

    found = all_offers(kept)[:, 1:]
    levels = np.array([issue.levels for issue in january.premises.issues.values()]) - 1
    places = found[:, LEVELS:] * levels
    assert len(found) > 500
    np.testing.assert_allclose(places, np.round(places), atol=1e-9)
    assert found[:, LEVELS:].min() >= 0.0
    assert found[:, LEVELS:].max() <= 1.0
    assert found[:, [UTILITY_0, UTILITY_1]].min() >= 0.0
    mediators = january.premises.mediators.values()
    for slot, worth in enumerate((UTILITY_0, UTILITY_1)):
        paid = sum(getattr(mediator, f"payment_{slot}") for mediator in mediators)
        assert found[:, worth].max() <= 1.0 + paid + 1e-12


def test_sides_take_turns_and_rounds_are_counted(january):
    kept = play(january, seed=3, runs=60)

    found = all_offers(kept)
    for run in range(60):
        made = found[(found[:, 0] == run) & (found[:, 1 + PROPOSER] < MEDIATORS), 1:]
        assert made[:, ROUND].tolist() == list(range(1, len(made) + 1))
        assert (made[1:, PROPOSER] != made[:-1, PROPOSER]).all()
        assert (np.diff(made[:, DAY]) > 0).all()
        goes_on = (made[:-1, ACCEPTED] == 1.0).sum()
        assert goes_on <= kept.runs["rejected"][run], "nobody talks on but where it was voted down"


def test_a_side_never_asks_for_more_than_before_while_its_reserve_stands():
    made = offers_of(watch(small((0.6, 0.5), hastes=(0.4, 2.0), rounds=30)))

    for proposer, worth in ((0, UTILITY_0), (1, UTILITY_1)):
        asked = made[made[:, PROPOSER] == proposer, worth]
        assert (np.diff(asked) <= 1e-12).all()
        assert asked[0] > asked[-1]


@pytest.mark.parametrize("a_day", [1, 3])
def test_a_day_of_talks_has_its_rounds(a_day):
    made = offers_of(watch(small((0.6, 0.5), rounds=30, a_day=a_day)))

    assert (np.bincount(made[:, DAY].astype(int))[1:] == a_day).all()


def test_the_utilities_written_down_are_those_of_the_levels_on_the_table():
    issues = {
        "one": {"weight_north": 3.0, "weight_south": 1.0, "levels": 11},
        "two": {"weight_north": 1.0, "weight_south": 1.0, "levels": 5, "curvature_south": 2.0},
    }
    made = offers_of(watch(small((0.6, 0.6), rounds=20, issues=issues)))

    one, two = made[:, LEVELS], made[:, LEVELS + 1]
    np.testing.assert_allclose(made[:, UTILITY_0], 0.75 * one + 0.25 * two, atol=1e-12)
    south = 0.5 * (1.0 - one) + 0.5 * (1.0 - two) * (1.0 - two)
    np.testing.assert_allclose(made[:, UTILITY_1], south, atol=1e-12)


@pytest.mark.parametrize(("mover", "proposer"), [("first", 0), ("second", 1)])
def test_the_first_mover_is_as_named(mover, proposer):
    for run in range(4):
        assert offers_of(watch(small(first_mover=mover), 1, run))[0, PROPOSER] == proposer


def test_a_drawn_first_mover_is_an_even_coin():
    """Of 400, 200 within four standard errors."""
    premises = small(first_mover="drawn", rounds=4)

    blocks = [play(premises, seed, runs=200) for seed in (1, 2)]

    first = sum((block.offers[:, 0, PROPOSER] == 0).sum() for block in blocks)

    assert abs(first - 200) < 4 * math.sqrt(400 * 0.25)


def test_in_whole_runs_an_accepted_offer_is_worth_at_least_both_reserves(january):
    """The outside options of the evening before, which are what the table goes by."""
    alone = ("mediators=none", "obligations.talks_israel.cost=0", "choice.resumable=false")
    kept = play(configured("talks.rounds_a_day=3", *alone), seed=1, runs=200)

    struck = 0
    for run, made in enumerate(kept.offers):
        for offer in made[made[:, ACCEPTED] == 1.0]:
            struck += 1
            before = kept.days["outside"][run, int(offer[DAY]) - 2]
            reserves = np.clip(before, 0.0, 0.99)
            assert (offer[[UTILITY_0, UTILITY_1]] >= reserves - 1e-9).all()
    assert struck > 50


def test_the_deal_struck_is_what_both_sides_expect_from_then_on():
    model = watch(small((0.2, 0.3)))

    deal = offers_of(model)[-1]
    assert [party.deal_worth for party in model.parties] == [
        deal[UTILITY_0],
        deal[UTILITY_1],
    ]
    assert [party.current_hope for party in model.parties] == [1.0, 1.0]
    assert model.world.agreed_day == deal[DAY]


# -- asking and answering -------------------------------------------------------------------------


def a_party(**fields):
    usual = {
        "stream": 0, "strategy": 0, "opening": 1.0, "haste": 1.0, "outside": 0.2, "hope": 0.5,
        "current_hope": 0.5, "deal_worth": 0.5, "asked": -1.0, "heard": -1.0, "mandate": FULL,
        "rung": ladder.PEACE, "team": 0, "floor": 0.0, "foresight": 0.5, "taught": 0,
        "promised": 0.0, "asks": 0.0, "window": 1, "offers_heard": 0, "history": [0.0] * MOST_HEARD,
        "demanded": 0.0, "planned_demand": 0.0,
    }  # fmt: skip
    return SimpleNamespace(**{**usual, **fields})


@pytest.mark.parametrize(("outside", "least"), [(-0.5, 0.0), (0.3, 0.3), (1.4, 0.99)])
def test_the_reserve_is_the_outside_option_kept_within_bounds(outside, least):
    assert talking.reserve(a_party(outside=outside)) == least


def test_demands_by_hand():
    """From 1 down to 0.2: halfway 0.6 at an even pace, 0.8 with haste 0.5."""
    assert talking.demand(a_party(), 0.5) == pytest.approx(0.6)
    assert talking.demand(a_party(haste=0.5), 0.5) == pytest.approx(0.8)
    assert talking.demand(a_party(), 1.0) == pytest.approx(0.2)


@quick
@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.floats(0.05, 5.0), st.floats(0.0, 0.9))
def test_an_offer_is_taken_from_what_the_party_would_itself_ask_for_next(
    offered, elapsed, haste, outside
):
    """AC next; and so never under the reserve."""
    party = a_party(haste=haste, outside=outside)
    next_demand = 1.0 - (1.0 - outside) * elapsed ** (1.0 / haste)

    accepted = talking.accepts(party, 0, [], offered, talking.demand(party, elapsed))

    if abs(offered - next_demand) > 1e-9:
        assert accepted == (offered > next_demand)
    assert not accepted or offered >= outside - 1e-9


@pytest.mark.parametrize("strategy", sorted(set(STRATEGIES) - {"equilibrium"}))
def test_no_strategy_asks_for_less_than_leaving_is_worth(strategy):
    """Even where the outside option has come to exceed the first demand.

    In equilibrium leaving has to wait for a breakdown, unless a side may leave at will.
    """
    party = a_party(strategy=STRATEGIES.index(strategy), opening=0.6, outside=0.9)
    party.player = SimpleNamespace(target=lambda *_: 0.1)
    party.evidence = [0.0] * inference.HYPOTHESES
    party.other_low, party.other_high = 0.0, 1.0

    assert talking.demand(party, 0.5) == 0.9
    assert not talking.accepts(party, 0, [], 0.7, talking.demand(party, 0.5))


def test_an_answer_in_a_round_looks_one_round_ahead():
    """Ten rounds at an even pace, reserves 0. In round 6 the offer leaves 0.5 and the other would
    ask for 0.4 next: it takes it. In round 5, 0.4 against 0.5: it does not."""
    made = offers_of(watch(small(rounds=10)))

    assert made[:, ACCEPTED].tolist() == [0.0] * 5 + [1.0]
    assert made[4, UTILITY_0] == pytest.approx(0.6)
    assert made[5, UTILITY_0] == pytest.approx(0.5)


def test_a_wide_gap_at_the_deadline_takes_hope_and_an_early_one_says_little():
    """Asked 0.9, heard 0.3: a gap of 0.6. Hope 0.5 moves by half of the way."""
    early, late = a_party(), a_party()

    talking.hear(early, 0.9, 0.3, 0.0, 0.0, 0.5)
    talking.hear(late, 0.9, 0.3, 0.0, 1.0, 0.5)

    assert early.current_hope == 0.5
    assert late.current_hope == pytest.approx(0.45)
    assert (late.asked, late.heard) == (0.9, 0.3)
    assert late.deal_worth == pytest.approx(0.6)


def test_the_deal_expected_is_without_a_side_payment_which_closes_the_gap_all_the_same():
    """Asked 0.9, heard 0.5 of which 0.2 is paid: a deal worth 0.6, and a gap of 0.4."""
    party = a_party()

    talking.hear(party, 0.9, 0.5, 0.2, 1.0, 1.0)

    assert party.heard == pytest.approx(0.3)
    assert party.deal_worth == pytest.approx(0.6)
    assert party.current_hope == pytest.approx(0.6)


# -- offers and issues ----------------------------------------------------------------------------


def some_issues(*weights, levels=11):
    issues = [
        SimpleNamespace(
            weight=pair, wants_high=[1, 0], curvature=[1.0, 1.0], red_line=[0.0, 0.0],
            listed=[0, 0],
            sacred=[0, 0], line_known=[0.0, 0.0], share=[0.0, 0.0], last=[-1.0, -1.0],
            levels=levels, linked=0, offer=0.0, draft=0.0,
        )
        for pair in weights
    ]  # fmt: skip
    offers.normalise(issues)
    return issues


def test_weights_are_scaled_to_sum_to_one_for_each_party():
    issues = some_issues((3.0, 1.0), (1.0, 1.0))

    assert [issue.share for issue in issues] == [[0.75, 0.5], [0.25, 0.5]]


@quick
@given(st.floats(0.0, 1.0), st.integers(0, 1), st.integers(2, 101))
def test_what_is_asked_for_is_worth_what_was_aimed_at_and_less_than_a_level_more(aim, slot, levels):
    issues = some_issues((3.0, 1.0), (1.0, 2.0), levels=levels)

    offers.ask(issues, slot, aim)

    worth = offers.worth_of_offer(issues, slot)
    assert aim - 1e-9 <= worth <= aim + 1.0 / (levels - 1) + 1e-9
    assert offers.worth_of_offer(issues, 1 - slot) == pytest.approx(1.0 - worth)


def test_swapping_the_seats_swaps_the_offers():
    """The same two parties in each other's seats: the same rounds, each in its own column."""
    here = offers_of(watch(small((0.1, 0.3), hastes=(0.4, 0.9))))
    there = offers_of(
        watch(
            small(
                (0.3, 0.1),
                hastes=(0.9, 0.4),
                first_mover="second",
                issues={
                    "share": {"levels": 1001, "wants_high_north": False, "wants_high_south": True}
                },
            )
        )
    )

    np.testing.assert_array_equal(here[:, [UTILITY_0, UTILITY_1]], there[:, [UTILITY_1, UTILITY_0]])
    np.testing.assert_array_equal(here[:, ACCEPTED:], there[:, ACCEPTED:])


# -- when there are talks at all ------------------------------------------------------------------


def at_the_table(protocol=ALTERNATING_OFFERS, agreed=0, broken=0, first=None, second=None):
    world = SimpleNamespace(protocol=protocol, agreed_day=agreed, broken_day=broken)
    return protocols.at_the_table(world, [a_party(**(first or {})), a_party(**(second or {}))])


def test_there_are_talks_while_both_may_and_nothing_is_agreed():
    assert at_the_table()
    assert not at_the_table(protocol=NO_TALKS)
    assert not at_the_table(agreed=12)
    assert not at_the_table(broken=12)


@pytest.mark.parametrize("seat", ["first", "second"])
@pytest.mark.parametrize("mandate", [NO_MANDATE, TECHNICAL])
def test_without_a_full_mandate_on_both_sides_there_are_no_talks(seat, mandate):
    assert not at_the_table(**{seat: {"mandate": mandate}})


@pytest.mark.parametrize("seat", ["first", "second"])
@pytest.mark.parametrize("rung", range(ladder.PEACE, ladder.RESUME))
def test_a_side_that_suspends_talks_does_not_come(seat, rung):
    assert at_the_table(**{seat: {"rung": rung}}) == (rung < ladder.SUSPEND)


def test_without_talks_no_offer_is_made():
    model = watch(small(protocol="no_talks"))

    assert len(offers_of(model)) == 0
    assert model.world.talks_day == 0


def test_talks_begin_when_both_teams_have_been_sent():
    """In the main scenario both are due on day 16, and talks begin no sooner."""
    kept = play(configured("obligations.talks_israel.cost=0", "choice.scale=0"), 1, 100)

    begun = kept.runs["talks_day"]
    assert begun[begun > 0].min() == 17, "sent on day 16, at the table the day after"
    for log in kept.log:
        opened = log[log[:, notes.KIND] == notes.TALKS_BEGIN]
        stopped = log[log[:, notes.KIND] == notes.TALKS_STOP]
        assert 0 <= len(opened) - len(stopped) <= 1


def test_the_first_mover_is_drawn_once_a_run(monkeypatch):
    asked = []
    real = luck.uniform

    def listening(key, purpose, *address):
        if purpose == luck.FIRST_MOVER:
            asked.append(address)
        return real(key, purpose, *address)

    monkeypatch.setattr(luck, "uniform", listening)
    watch(small((0.6, 0.5), first_mover="drawn"))

    assert asked == [(luck.NOBODY, 0, 0, 0)]


@pytest.mark.parametrize(("rounds", "share"), [(0, 0.0), (5, 0.25), (20, 1.0), (90, 1.0)])
def test_time_runs_to_the_deadline_and_then_stands(rounds, share):
    assert table.elapsed(SimpleNamespace(rounds=20, deadline_day=0), rounds) == share

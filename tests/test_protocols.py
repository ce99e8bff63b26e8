"""Every protocol with every strategy, held to the same properties; then each protocol by hand."""

from types import SimpleNamespace
from typing import NamedTuple
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from playing import opposed, play_all, watch

from agents import notes, offers, talking
from agents.traits import STRATEGIES
from sim import deals, mirror, records
from sim.cache import ROOT
from sim.model import Negotiation
from sim.premises import PROTOCOLS
from sim.protocols import table
from sim.protocols.table import (
    ACCEPTED,
    DAY,
    LEVELS,
    MEDIATORS,
    PROPOSER,
    PROTOCOL,
    UTILITY_0,
    UTILITY_1,
)
from sim.scenario import from_config
from sim.talks_checks import KNOWING

WORTHS = [UTILITY_0, UTILITY_1]

ROUNDS = 20  # until the deadline of the talks


EXAMPLE = str(ROOT / "docs" / "own_strategy.py")  # of a strategy of the user's own
QUIET = {"budget_pressure": 0, "budget_shuttle": 0}  # a mediator who does nothing but propose


class Protocol(NamedTuple):
    """A member of the battery, and what it needs to be played."""

    name: str
    mediators: dict  # those without whom nothing is talked about
    after: int  # rounds after the deadline by which one linear issue is settled, if it can be


class Strategy(NamedTuple):
    """A member of the battery, and what it claims about itself."""

    name: str
    traits: dict
    concedes: bool  # to its reserve, by the deadline, whatever the other side does


PLAYED = (
    Protocol("alternating_offers", {}, 1),
    Protocol("one_text", {}, 20),  # its changes are drawn at random
    Protocol("bridging", {"envoy": QUIET}, 0),
    Protocol("sealed_demands", {}, 1),
)
PLAYERS = (
    Strategy("time_dependent", {}, True),
    Strategy("hard_line", {"opening": 0.6}, False),
    Strategy("relative_tit_for_tat", {"window": 2}, False),
    Strategy("averaged_tit_for_tat", {}, False),
    Strategy("trade_off", {"insight": 0.8}, True),
    Strategy("stalling", {"stalls_until": 2}, True),
    Strategy("learning", {"doubt": 0.05}, False),  # not beyond what the other is content with
    Strategy("own", {"strategy": {"file": EXAMPLE, "name": "NeverLessThanOffered"}}, False),
    Strategy("screening", {"other_least_low": 0.1, "other_least_high": 0.6}, False),
    Strategy("shading", {}, False),
)
MEMBERS = [
    pytest.param(protocol, strategy, id=f"{protocol.name}-{strategy.name}")
    for protocol in PLAYED
    for strategy in PLAYERS
]

STUCK = {  # those who agree on nothing where both sides play so, however little each needs
    ("alternating_offers", "hard_line"), ("alternating_offers", "relative_tit_for_tat"),
    ("alternating_offers", "screening"), ("one_text", "hard_line"),
    ("sealed_demands", "relative_tit_for_tat"), ("sealed_demands", "averaged_tit_for_tat"),
}  # fmt: skip

every = pytest.mark.parametrize(("protocol", "strategy"), MEMBERS)
quick = settings(derandomize=True, deadline=None, database=None, max_examples=8)
share = st.floats(0.0, 0.95)
SEVERAL = {
    "land": {"weight_north": 3.0, "weight_south": 1.0, "levels": 11, "curvature_south": 1.7},
    "time": {"weight_north": 1.0, "weight_south": 2.0, "levels": 6},
    "aid": {"weight_north": 1.0, "weight_south": 1.5, "levels": 9, "wants_high_south": True},
}


def small(*given, **rest):
    """A scenario of talks from day 1 and nothing else."""
    return from_config(plain(*given, **rest))


def plain(protocol, north=None, south=None, issues=None, a_day=ROUNDS, **rest):
    """The configuration of such talks; the reserve is the prospect of fighting."""
    still = {"war_cost": 0.0, "exposure": 0.0, "war_prospect": 0.0, "haste": 1.0}
    return {
        "calendar": {"horizon": 8},
        "choice": {"resumable": False},
        "violence": {"background": 0.0, "tension_link": 0.0},
        "shocks": {"shock_rate": 0.0},
        "phases": {"only": {"length": 100}},
        "parties": {"north": {**still, **(north or {})}, "south": {**still, **(south or {})}},
        "mediators": rest.pop("mediators", protocol.mediators),
        "issues": opposed(issues or {"share": {"levels": 1001}}, "north", "south"),
        "talks": {
            "protocol": protocol.name, "rounds": ROUNDS, "rounds_a_day": a_day,
            "first_mover": "drawn", **rest.pop("talks", {}),
        },
        **rest,
    }  # fmt: skip


def party(strategy, **rest):
    """A party of a strategy; what is said of it goes before what the strategy is tried with."""
    return {"strategy": strategy.name, **strategy.traits, **rest}


def offers_of(model):
    """The offers of a run, one a row."""
    return model.offers.array()


def member(known, name):
    """A member of the battery by its name."""
    return next(one for one in known if one.name == name)


# -- the battery ----------------------------------------------------------------------------------


def test_no_protocol_and_no_strategy_is_left_out_of_the_battery():
    """Strategies that know both sides play one issue alone: see test_theory_bargaining.py."""
    assert {protocol.name for protocol in PLAYED} == set(PROTOCOLS) - {"no_talks"}
    assert {strategy.name for strategy in PLAYERS} == set(STRATEGIES) - set(KNOWING)


@every
@pytest.mark.parametrize("run", range(3))
def test_swapping_the_sides_swaps_the_outcome(protocol, strategy, run):
    """The same parties in each other's seats, each with its own stream of luck."""
    north = party(strategy, war_prospect=0.15, haste=0.6, stream=0)
    south = party(strategy, war_prospect=0.3, haste=1.4, stream=1)
    envoy = {"closeness_north": 0.4, "closeness_south": 0.1}
    own = {"mediators": dict.fromkeys(protocol.mediators, envoy)}
    lines = {"red_line_north": 0.2, "red_line_south": 0.3}
    issues = {**SEVERAL, "land": {**SEVERAL["land"], **lines}}
    here = small(protocol, north, south, issues, a_day=5, **own)
    there = from_config(mirror.swapped(plain(protocol, north, south, issues, a_day=5, **own)))

    one, other = watch(here, 3, run), watch(there, 3, run)

    columns = list(range(LEVELS + len(issues)))
    columns[UTILITY_0], columns[UTILITY_1] = UTILITY_1, UTILITY_0
    np.testing.assert_array_equal(offers_of(one), offers_of(other)[:, columns])
    assert len(offers_of(one)) > 0
    assert one.world.agreed_day == other.world.agreed_day
    for ours, theirs in zip(one.parties, reversed(other.parties), strict=True):
        assert ours.name == theirs.name
        assert ours.deal_worth == theirs.deal_worth
        assert ours.current_hope == theirs.current_hope


@every
@quick
@example(reserves=(0.1, 0.1), lines=(0.1, 0.1), seed=0)
@given(reserves=st.tuples(share, share), lines=st.tuples(share, share), seed=st.integers(0, 99))
def test_an_agreement_gives_each_its_reserve_and_keeps_both_red_lines(
    protocol, strategy, reserves, lines, seed
):
    issues = {
        **SEVERAL,
        "time": {**SEVERAL["time"], "red_line_north": lines[0], "red_line_south": 0.2},
        "aid": {**SEVERAL["aid"], "red_line_south": lines[1], "sacred_south": True},
    }
    north = party(strategy, war_prospect=reserves[0], haste=0.7)
    south = party(strategy, war_prospect=reserves[1])

    model = watch(small(protocol, north, south, issues), seed)

    agreed = offers_of(model)[offers_of(model)[:, ACCEPTED] == 1.0]
    if reserves == lines == (0.1, 0.1):
        assert bool(len(agreed)) is ((protocol.name, strategy.name) not in STUCK)
    for offer in agreed:
        assert (offer[WORTHS] >= np.array(reserves) - 1e-8).all()
        assert offer[LEVELS + 1] >= lines[0] - 1e-8, "time to the north: it wants the high end"
        assert 1.0 - offer[LEVELS + 1] >= 0.2 - 1e-8
        assert offer[LEVELS + 2] >= lines[1] - 1e-8, "aid, of which both want more"


def listening(asked):
    """``talking.demand``, which notes who asks for what, and what least and most it may ask."""
    real = talking.demand

    def demand(party, elapsed):
        found = real(party, elapsed)
        asked.append((found, talking.reserve(party), party.opening))
        return found

    return patch.object(talking, "demand", demand)


@every
@quick
@given(reserves=st.tuples(share, share), openings=st.tuples(share, share), haste=st.floats(0.1, 5))
def test_a_party_asks_for_no_more_than_its_opening_and_no_less_than_its_reserve(
    protocol, strategy, reserves, openings, haste
):
    """Where its reserve exceeds its opening, for its reserve."""
    first, second = (
        party(strategy, war_prospect=reserve, haste=haste) | {"opening": opening}
        for reserve, opening in zip(reserves, openings, strict=True)
    )
    asked = []
    with listening(asked):
        watch(small(protocol, first, second, SEVERAL))

    assert asked or protocol.name == "bridging", "only a mediator speaks there"
    for demand, least, most in asked:
        assert least - 1e-12 <= demand <= max(least, most) + 1e-12


@pytest.mark.parametrize("run", range(3))
@pytest.mark.parametrize("reserves", [(0.0, 0.0), (0.6, 0.2), (0.1, 0.8)])
@pytest.mark.parametrize(
    ("protocol", "strategy"), [one for one in MEMBERS if one.values[1].concedes]
)
def test_who_concedes_to_the_reserve_agrees_by_the_deadline_where_a_deal_exists(
    protocol, strategy, reserves, run
):
    """Expecting nothing of going on: a mediator's proposal is weighed against that as well."""
    first, second = (party(strategy, war_prospect=reserve, hope=0.0) for reserve in reserves)
    issue = {"share": {"levels": 11}}

    model = watch(small(protocol, first, second, issue), 5, run)

    assert model.world.agreed_day > 0
    assert model.world.round <= ROUNDS + protocol.after


@every
@pytest.mark.parametrize("reserves", [(0.6, 0.5), (0.95, 0.06)])
def test_where_reserves_exclude_each_other_there_is_no_agreement(protocol, strategy, reserves):
    first, second = (party(strategy, war_prospect=reserve) for reserve in reserves)

    model = watch(small(protocol, first, second))

    assert model.world.agreed_day == 0
    assert model.world.round > ROUNDS
    assert (offers_of(model)[:, ACCEPTED] == 0.0).all()


@every
def test_where_red_lines_exclude_each_other_there_is_no_agreement(protocol, strategy):
    issue = {**SEVERAL["time"], "red_line_north": 0.7, "red_line_south": 0.6}

    model = watch(small(protocol, party(strategy), party(strategy), {**SEVERAL, "time": issue}))

    assert model.world.agreed_day == 0
    assert model.world.round > ROUNDS


@every
def test_every_offer_lies_on_the_grid_and_says_how_it_was_made(protocol, strategy):
    made = offers_of(watch(small(protocol, party(strategy), party(strategy), SEVERAL)))

    places = made[:, LEVELS:] * ([issue["levels"] - 1 for issue in SEVERAL.values()])
    np.testing.assert_allclose(places, np.round(places), atol=1e-9)
    assert (made[:, PROTOCOL] == PROTOCOLS.index(protocol.name)).all()
    assert set(made[:, PROPOSER]) <= ({2.0} if protocol.mediators else {0.0, 1.0})


# -- sealed demands -------------------------------------------------------------------------------

SEALED = member(PLAYED, "sealed_demands")


def firm(demand):
    """A party that asks for one thing and never for less."""
    return {"strategy": "hard_line", "opening": demand}


@settings(derandomize=True, deadline=None, database=None, max_examples=60)
@given(st.integers(0, 1000), st.integers(0, 1000))
def test_sealed_demands_agree_if_and_only_if_one_deal_gives_both_what_they_ask_for(first, second):
    """The demand game on one linear issue: shares of a pie in thousandths."""
    model = watch(small(SEALED, firm(first / 1000), firm(second / 1000), a_day=1))

    assert (model.world.agreed_day == 1) == (first + second <= 1000)


def test_what_two_sealed_demands_leave_over_is_shared_evenly():
    """0.3 and 0.5 are asked for: 0.2 is left, and each gets half of it."""
    offer = offers_of(watch(small(SEALED, firm(0.3), firm(0.5))))[-1]

    assert offer[WORTHS].tolist() == pytest.approx([0.4, 0.6])


def test_demands_that_fail_are_taken_alike_by_both_sides():
    """0.9 and 0.9: what is left to each is 0.1, and the deal between them is 0.5."""
    model = watch(small(SEALED, firm(0.9), firm(0.9), a_day=1))

    assert (offers_of(model)[:, WORTHS] == 0.5).all()
    for one in model.parties:
        assert one.heard == pytest.approx(0.1)
        assert one.deal_worth == pytest.approx(0.5)
    assert len({one.current_hope for one in model.parties}) == 1


def test_sealed_demands_find_the_deal_in_which_each_gets_what_it_cares_for():
    """0.7 for each: impossible on either issue alone, possible with one for each."""
    issues = {
        "bread": {"weight_north": 9.0, "weight_south": 1.0},
        "roses": {"weight_north": 1.0, "weight_south": 9.0},
    }
    offer = offers_of(watch(small(SEALED, firm(0.7), firm(0.7), issues)))[0]

    assert offer[ACCEPTED] == 1.0
    assert offer[LEVELS:].tolist() == [1.0, 0.0]


# -- one text -------------------------------------------------------------------------------------

ONE_TEXT = member(PLAYED, "one_text")


def worths_of_text(model):
    """What the text is worth to each side."""
    for issue in model.issues:
        issue.offer = issue.text
    return [offers.worth_of_offer(model.issues, slot) for slot in range(2)]


@settings(derandomize=True, deadline=None, database=None, max_examples=25)
@given(st.integers(0, 10**6), st.floats(0.1, 5.0), share, share)
def test_the_single_text_never_gets_worse_for_both(seed, haste, first, second):
    """Even once both ask for less than it gives them."""
    premises = small(
        ONE_TEXT,
        {"haste": haste, "war_prospect": first},
        {"war_prospect": second},
        SEVERAL,
        a_day=1,
        calendar={"horizon": 40},
    )
    model = Negotiation(premises, seed)
    model.step()
    before = worths_of_text(model)
    while model.running:
        model.step()
        now = worths_of_text(model)
        assert now[0] >= before[0] or now[1] >= before[1]
        before = now


def test_the_single_text_begins_in_the_middle_and_changes_one_issue_at_a_time():
    premises = small(ONE_TEXT, firm(1.0), firm(1.0), SEVERAL, a_day=1, calendar={"horizon": 40})
    model = Negotiation(premises, 4)
    texts = [[0.5, 0.4, 0.5]]  # the lower one of two middle levels
    while model.running:
        model.step()
        texts.append([issue.text for issue in model.issues])

    changed = [sum(a != b for a, b in zip(*pair, strict=True)) for pair in zip(texts, texts[1:])]
    assert max(changed) == 1
    assert texts[-1] != texts[0], "of one issue both want more"


def test_a_mediators_proposal_does_not_rewrite_the_single_text():
    envoy = {"envoy": {"budget_bridging": 30, "price_bridging": 0.0, "credit": 1.0}}
    rest = {"a_day": 1, "calendar": {"horizon": 30}, "mediation": {"talks_again": 1}}

    runs = []
    for mediators in ({}, envoy):
        premises = small(ONE_TEXT, firm(1.0), firm(1.0), SEVERAL, mediators=mediators, **rest)
        runs.append(watch(premises, 4))

    assert runs[1].world.proposals > 20
    alone, beside = (offers_of(model)[offers_of(model)[:, PROPOSER] < MEDIATORS] for model in runs)
    np.testing.assert_array_equal(alone, beside)


# -- bridging -------------------------------------------------------------------------------------

BRIDGING = member(PLAYED, "bridging")
weights = st.floats(0.1, 10.0)


@settings(derandomize=True, deadline=None, database=None, max_examples=40)
@given(st.lists(st.tuples(weights, weights, st.integers(2, 12)), min_size=1, max_size=5), share)
def test_a_bridging_proposal_lies_on_the_frontier_of_linear_issues(terms, closeness):
    issues = {
        f"issue_{place}": {"weight_north": first, "weight_south": second, "levels": levels}
        for place, (first, second, levels) in enumerate(terms)
    }
    envoy = {"envoy": {"closeness_north": closeness}}
    premises = small(BRIDGING, firm(1.0), firm(1.0), issues, a_day=1, mediators=envoy)

    proposal = offers_of(watch(premises))[0, WORTHS]

    frontier, _ = deals.frontier(list(premises.premises.issues.values()))
    assert not (frontier > proposal + 1e-9).all(axis=1).any()
    assert np.abs(frontier - proposal).max(axis=1).min() < 1e-9, "it is one of them"


@pytest.mark.parametrize(
    ("north", "south", "fair"), [(0.0, 0.0, 1 / 2), (1.0, 0.0, 2 / 3), (0.0, 1.0, 1 / 3)]
)
def test_a_bridging_proposal_leans_to_the_closer_side(north, south, fair):
    """The most even gains on one linear issue: (1 + c) / (2 + c + d) for the north."""
    envoy = {"envoy": {"closeness_north": north, "closeness_south": south}}

    offer = offers_of(watch(small(BRIDGING, firm(1.0), firm(1.0), mediators=envoy)))[0]

    assert offer[UTILITY_0] == pytest.approx(fair, abs=0.0005)


def test_who_refuses_a_proposal_is_proposed_more():
    """0.5, refused by the north for less than 0.8; then 0.75, halfway to all; then 0.875."""
    model = watch(small(BRIDGING, firm(0.8), firm(0.1)))

    made = offers_of(model)
    assert made[:, UTILITY_0].tolist() == pytest.approx([0.5, 0.75, 0.875])
    assert made[:, ACCEPTED].tolist() == [0.0, 0.0, 1.0]


def test_mediators_take_turns_to_propose():
    envoys = {"one": {"closeness_north": 1.0}, "two": {"closeness_south": 1.0}, "three": {}}

    made = offers_of(watch(small(BRIDGING, firm(1.0), firm(1.0), a_day=6, mediators=envoys)))

    assert made[:6, PROPOSER].tolist() == [2.0, 3.0, 4.0, 2.0, 3.0, 4.0]


def test_without_a_mediator_nobody_proposes_anything():
    model = watch(small(BRIDGING, mediators={}))

    assert len(offers_of(model)) == 0
    assert model.world.agreed_day == 0


def test_a_proposal_beside_alternating_offers_starts_from_what_has_been_offered():
    """Halfway into long talks the north, who is firm, has been offered more than the south."""
    premises = small(
        member(PLAYED, "alternating_offers"),
        {"haste": 0.2},
        {"haste": 1.0, "war_prospect": 0.1},
        a_day=1,
        mediators={"envoy": {"budget_bridging": 1, "price_bridging": 0.0, "credit": 1.0}},
        mediation={"talks_again": 7},
    )
    model = watch(premises)

    proposal = next(row for row in offers_of(model) if row[PROPOSER] == MEDIATORS)
    before = offers_of(model)[offers_of(model)[:, DAY] <= proposal[DAY]]
    to_north = before[before[:, PROPOSER] == 1.0][-1, UTILITY_0]
    to_south = before[before[:, PROPOSER] == 0.0][-1, UTILITY_1]
    assert to_north > to_south
    gains = proposal[WORTHS] - [to_north, to_south]
    assert gains[0] == pytest.approx(gains[1], abs=0.002)


def test_a_proposal_is_written_down_with_both_answers():
    model = watch(small(BRIDGING, firm(0.8), firm(0.1)))

    log = model.log.array()
    told = log[log[:, notes.KIND] == notes.PROPOSAL]
    assert [notes.reasons_of(row)[4:] for row in told.tolist()] == [(0, 1), (0, 1), (1, 1)]


# -- a mediator's deadline ------------------------------------------------------------------------


def clock(day, played):
    """The clock of talks of 40 rounds, one a day, with a deadline set on day 10 for day 15."""
    world = SimpleNamespace(rounds=40, rounds_a_day=1, deadline_day=15, deadline_round=8, day=day)
    return table.elapsed(world, played)


def test_a_deadline_lets_the_rest_of_the_time_run_out_by_its_day():
    """A fifth is gone when it is set; the rest goes in five even steps; then as without it."""
    gone = [clock(10 + step, 8 + step) for step in range(7)]

    assert gone == pytest.approx([0.2, 0.36, 0.52, 0.68, 0.84, 1.0, 14 / 40])


def test_a_deadline_never_turns_the_clock_back_before_its_day():
    assert clock(12, 39) >= 39 / 40


@pytest.mark.parametrize("name", ["alternating_offers", "sealed_demands", "one_text"])
def test_a_deadline_speeds_up_concessions_and_agreement_comes_sooner(name):
    agreed, asked = [], []
    for budget in (0, 1):
        envoy = {"budget_deadline": budget, "price_deadline": 0.0, "deadline_days": 4}
        premises = small(
            member(PLAYED, name),
            {"war_prospect": 0.3},
            {"war_prospect": 0.3},
            {"share": {"levels": 11}},
            a_day=1,
            calendar={"horizon": 60},
            talks={"rounds": 40},
            mediators={"envoy": {"credit": 1.0, **envoy}},
            mediation={"talks_again": 2},
        )
        model = Negotiation(premises).play(last_day=6)
        asked.append([party.demanded for party in model.parties])
        agreed.append(model.play().world.agreed_day)

    assert max(asked[1]) < min(asked[0])
    assert 0 < agreed[1] < agreed[0]
    assert agreed[1] <= 8, "set on day 3 for day 7; an answer looks one round ahead"


# -- ties -----------------------------------------------------------------------------------------

LISTED = {"worths_north": [0.0, 1 / 3, 2 / 3, 1.0], "worths_south": [1.0, 2 / 3, 1 / 3, 0.0]}


@pytest.mark.parametrize("worths", [{}, LISTED], ids=["linear", "listed"])
@pytest.mark.parametrize("streams", [(0, 1), (1, 0)], ids=str)
@pytest.mark.parametrize("protocol", PLAYED, ids=lambda one: one.name)
def test_of_equally_even_deals_either_side_has_the_better_as_often(protocol, streams, worths):
    """Two sides alike in all, and no level in the middle: chance alone can decide."""
    north, south = ({"stream": stream} for stream in streams)
    found = small(protocol, north, south, {"share": {"levels": 4, **worths}})
    rows = play_all(found, 400, keep=records.Keep(offers=True)).offers
    signed = rows[rows[..., ACCEPTED] == 1.0]
    better = signed[:, UTILITY_0] > signed[:, UTILITY_1]

    assert len(signed) == 400
    assert 150 <= better.sum() <= 250  # five standard deviations on either side

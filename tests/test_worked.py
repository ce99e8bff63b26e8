"""Decisions worked by hand, on the smallest things that can be decided about.

What whole runs show of these is little: a run in which one number is off looks like another run.
"""

import math
from types import SimpleNamespace

import numpy as np
import pytest
from by_hand import a_log, item, near, party, world
from playing import stub

from agents import (
    asking,
    believing,
    enduring,
    extending,
    foreseeing,
    informing,
    instruments,
    levels,
    mediating,
    notes,
    offers,
    ratifying,
    speaking,
    strategies,
    swaying,
    talking,
    trading,
    verifying,
)
from agents.rules import bargaining, inference, ladder, mediation, screening, shading, timing, worth
from agents.strategies import learning, zeuthen
from agents.terms import DELAYED, DONE, LATE, NOT_YET, WITHHELD, WRONG
from agents.traits import (
    AID,
    BRIDGING,
    EXCHANGE,
    FULL,
    GUARANTEE,
    INSTRUMENTS,
    PAYMENT,
    PRESSURE,
    SHUTTLE,
    TECHNICAL,
)
from agents.traits.names import HARD_LINE, SCREENING, STALLING, TIME_DEPENDENT
from sim import measures, phases, records
from sim.premises import DRAWN
from sim.protocols import bridging, one_text, sealed_demands, table

# -- rules ----------------------------------------------------------------------------------------


def test_refusing_for_ever_by_hand():
    """0.2 of 0.4 now, and 0.9 of the same with the chance 0.8 a round later."""
    assert bargaining.forever(0.4, 0.9, 0.2) == near(0.08 / 0.28)
    assert bargaining.forever(-0.4, 1.0, 1.0) == near(-0.4)


def test_the_least_taken_of_an_offer_by_hand():
    assert bargaining.taken(0.0, 0.0, 0.0, 0.0, 0.9, 0.9, 0.0) == near(0.9 / 1.9)
    assert bargaining.taken(0.0, 0.0, 0.0, 0.0, 0.8, 0.5, 0.0) == near(0.8 * 0.5 / 0.6)
    assert bargaining.taken(0.0, 0.0, 0.3, 0.2, 1.0, 1.0, 0.1) == near(0.102 / 0.19)
    assert bargaining.taken(0.6, 0.0, 0.3, 0.2, 1.0, 1.0, 0.1) == 0.6
    assert bargaining.taken(0.0, 0.7, 0.3, 0.2, 1.0, 1.0, 0.1) == near(0.03 + 0.9 * 0.3)
    assert bargaining.taken(0.0, 0.0, 0.3, 0.2, 1.0, 1.0, 0.0) == 0.5


def test_a_side_risks_conflict_for_the_share_of_its_gain_that_the_other_withholds():
    assert bargaining.risk_limit(0.8, 0.2) == near(0.75)
    assert bargaining.risk_limit(0.5, 0.5) == 0.0
    assert bargaining.risk_limit(0.0, 0.0) == bargaining.risk_limit(-0.1, -0.2) == 1.0


def test_the_hypotheses_are_pairs_of_a_least_and_a_pace():
    pairs = {(inference.least(at), inference.haste(at)) for at in range(inference.HYPOTHESES)}
    wanted = {(step / 20, pace) for step in range(21) for pace in (0.5, 1.0, 2.0)}

    assert sorted(pairs) == [(near(least), pace) for least, pace in sorted(wanted)]
    assert inference.least(31) == 0.5
    assert [inference.haste(at) for at in (0, 20, 21, 41, 42, 62)] == [0.5, 0.5, 1.0, 1.0, 2.0, 2.0]


def test_an_offer_two_spreads_off_what_a_hypothesis_says_has_the_likelihood_of_two_spreads():
    """Even pace to a least of 0.5: half-way it asks for 0.75."""
    assert inference.log_likelihood(31, 0.65, 0.5, 0.05) == near(-2.0)
    assert inference.log_likelihood(31, 0.85, 0.5, 0.05) == near(-2.0)
    assert inference.log_likelihood(31, 0.75, 0.5, 0.05) == near(0.0)


@pytest.mark.parametrize(("sure", "least"), [(0.3, 0.2), (0.5, 0.4), (0.95, 0.4)])
def test_the_bound_is_the_quantile_of_the_posterior_whatever_the_pace(sure, least):
    """Odds of two to three that the least is 0.2 and not 0.4; nothing else is possible."""
    evidence = [-2000.0] * inference.HYPOTHESES
    evidence[4] = math.log(0.4) - 900.0
    evidence[2 * inference.LEASTS + 8] = math.log(0.6) - 900.0

    assert inference.bound(evidence, sure) == near(least)


def test_a_learning_party_comes_down_no_further_than_the_other_is_content_with():
    """The other takes 0.3 or more: 0.7 is left, and half-way an even pace is half-way to that."""
    evidence = [-2000.0] * inference.HYPOTHESES
    evidence[6] = 0.0
    one = SimpleNamespace(opening=0.9, haste=1.0, evidence=evidence)

    assert learning.target(one, 0.5, 0.2) == near(0.8)
    assert learning.target(one, 1.0, 0.2) == near(0.7)
    assert learning.target(one, 1.0, 0.75) == near(0.75)
    one.opening = 0.5
    assert learning.target(one, 1.0, 0.2) == near(0.5)


def test_what_a_demand_brings_a_mediator_by_hand():
    """Taken: 0.3 x 0.7 + 0.4 x 0.3 = 0.33. Fought: 0.3 x 0.5 + 0.4 x 0.2 - 0.25 = -0.02."""
    assert mediation.of_demand(1.0, 0.7, 0.5, 0.2, 0.3, 0.4, 0.25) == near(0.33)
    assert mediation.of_demand(0.0, 0.7, 0.5, 0.2, 0.3, 0.4, 0.25) == near(-0.02)
    assert mediation.of_demand(0.6, 0.7, 0.5, 0.2, 0.3, 0.4, 0.25) == near(0.19)


def test_a_mediator_says_what_is_so_unless_it_gains_by_what_is_not():
    assert [mediation.says_firm(True, gain) for gain in (0.1, 0.0, -0.1)] == [True, True, False]
    assert [mediation.says_firm(False, gain) for gain in (0.1, 0.0, -0.1)] == [True, False, False]


def test_a_mediator_is_believed_if_neither_lie_brings_it_anything():
    found = {
        (firm, soft): mediation.believed(firm, soft)
        for firm in (-0.1, 0.0, 0.1)
        for soft in (-0.1, 0.0, 0.1)
    }

    assert {pair for pair, believed in found.items() if believed} == {
        pair for pair in found if max(pair) <= 0.0
    }


def test_what_comes_later_is_worth_less_and_what_is_due_counts_in_full():
    assert timing.present(2.0, 0.5, 3) == near(0.25)
    assert timing.present(2.0, 0.5, 1) == near(1.0)
    assert timing.present(2.0, 0.5, 0) == timing.present(2.0, 0.5, -4) == 2.0
    assert timing.present(2.0, 1.0, 9) == 2.0
    assert timing.present(2.0, 0.0, 1) == 0.0


def test_a_shaded_demand_and_a_screening_one_by_hand():
    assert shading.demand(0.3) == near(0.45)
    assert shading.demand(0.0) == 0.25
    assert screening.demand(0.2, 0.1, 0.9) == near(0.55)
    assert screening.demand(0.0, 0.4, 0.5) == near(0.5)
    assert screening.demand(1.5, -0.8, 0.5) == 1.0
    assert screening.accepted(0.4, 0.2, 0.8) == near(2.0 / 3.0)
    assert screening.accepted(0.1, 0.2, 0.8) == 1.0
    assert screening.accepted(0.9, 0.2, 0.8) == 0.0


def test_a_single_proposal_leaves_the_other_what_it_would_have():
    """As proposer all but 0.2, as the other its own 0.3; and all of it within 0..1."""
    assert worth.take_it_or_leave_it(0.25, 0.3, 0.2) == near(0.425)
    assert worth.take_it_or_leave_it(1.0, 0.3, 0.2) == near(0.8)
    assert worth.take_it_or_leave_it(0.5, -0.4, -0.3) == near(0.5)
    assert worth.take_it_or_leave_it(0.0, 1.4, 1.6) == 1.0
    assert worth.take_it_or_leave_it(1.0, 1.4, 1.6) == 0.0


def test_the_price_of_a_breach_by_hand():
    """Believed by 0.8, the other would answer by a half: 0.4 of what keeping is worth more."""
    assert worth.breach_price(0.5, 0.8, 0.6, 0.1) == near(0.2)
    assert worth.breach_price(0.5, 0.0, 0.6, 0.1) == 0.0
    assert worth.breach_price(0.5, 0.8, 0.1, 0.6) == 0.0


def test_severities_of_the_rungs():
    assert [ladder.severity(rung) for rung in range(6)] == [0.0, 0.1, 0.35, 0.6, 0.8, 1.0]


# -- asking, offers, talks ------------------------------------------------------------------------


def test_the_item_of_a_question_names_its_instrument_and_the_side_aimed_at():
    for instrument in range(len(INSTRUMENTS)):
        for slot in range(2):
            question = asking.use_of(instrument, slot)
            assert asking.instrument_of(question) == instrument
            assert asking.slot_of(question) == slot


def an_issue(**fields):
    usual = {
        "levels": 11, "share": [0.5, 0.5], "weight": [1.0, 1.0], "wants_high": [1, 0],
        "curvature": [1.0, 1.0], "last": [-1.0, -1.0],
    }  # fmt: skip
    return stub("issues", usual, fields)


def test_shares_are_as_weights_and_a_party_to_whom_nothing_counts_has_none():
    issues = [an_issue(weight=[3.0, 0.0]), an_issue(weight=[1.0, 0.0])]
    offers.normalise(issues)

    assert [one.share for one in issues] == [[0.75, 0.0], [0.25, 0.0]]


def test_issues_are_given_in_the_order_of_what_they_count_beside_the_other():
    """Ratios 0.5, 3, 1; the fourth counts for nothing, and so is never given, the last alone."""
    pairs = [(0.2, 0.4), (0.6, 0.2), (0.2, 0.2), (0.0, 0.2), (0.1, 0.0)]
    issues = [an_issue(share=list(pair)) for pair in pairs]
    order, gone = [], 0
    while (place := offers.next_to_give(issues, 0, gone)) >= 0:
        order.append(place)
        gone |= 1 << place

    assert order == [4, 1, 2, 0]


def test_what_the_other_side_cares_for_is_guessed_between_what_is_so_and_evenly():
    """A quarter of the way from one of four to its 0.6."""
    issue = an_issue(share=[0.1, 0.6])
    assert offers.guessed(issue, 0, 4, 0.25) == near(0.25 * 0.6 + 0.75 * 0.25)
    assert offers.guessed(issue, 1, 4, 1.0) == 0.1


def test_the_most_even_deal_gives_issue_by_issue_what_counts_most_beside_the_other():
    """The first issue to North and the others to South: 0.7 for each, the largest product.

    If North has 0.7 already, the second goes over as well: gains of 0.15 and 0.35. Half of each of
    the two would do as well, but issues are given one after another.
    """
    pairs = [(0.7, 0.3), (0.15, 0.35), (0.15, 0.35)]
    issues = [an_issue(levels=3, share=list(pair)) for pair in pairs]

    assert offers.even_deal(issues, 0, 0.0, 0.0, 0.0, 0.0) == pytest.approx(0.49)
    assert [one.offer for one in issues] == [1.0, 0.0, 0.0]
    assert offers.even_deal(issues, 0, 0.7, 0.0, 0.0, 0.0) == pytest.approx(0.15 * 0.35)
    assert [one.offer for one in issues] == [1.0, 1.0, 0.0]


def test_a_side_payment_is_paid_for_what_it_asks_for():
    """North wants the high end and is to give 0.4 of the linked issue; it may keep 0.6."""
    paid = SimpleNamespace(promised=0.2, asks=0.4)
    for offer, wanted in ((0.6, 0.2), (0.5, 0.2), (0.7, 0.0)):
        issues = [an_issue(offer=1.0), an_issue(linked=1, offer=offer)]
        assert offers.payment(issues, paid, 0) == wanted
    assert offers.payment([an_issue(offer=1.0)], SimpleNamespace(promised=0.0, asks=0.0), 0) == 0.0


def test_how_far_an_offer_lies_beyond_lines_is_weighed_by_the_issues_share():
    red = {"red_line": [0.5, 0.0], "offer": 0.2}
    bought, sacred = an_issue(share=[0.25, 1.0], **red), an_issue(sacred=[1, 0], **red)

    assert offers.short_of_line([bought, sacred], 0) == pytest.approx(0.25 * 0.3)
    assert offers.short_of_line([bought, sacred], 1) == 0.0
    assert not offers.beyond_sacred([bought], 0)
    assert offers.beyond_sacred([bought, sacred], 0)
    assert not offers.beyond_sacred([sacred], 1)
    offers.learn_lines([bought], 0)
    assert bought.line_known == [0.5, 0.0]


def test_an_offer_heard_goes_to_the_head_of_what_was_heard():
    one, issue = party(), an_issue(offer=0.7)
    one.history = [0.0] * len(one.history)
    for heard in (0.1, 0.2, 0.3):
        talking.listen(one, 0, [issue], heard)

    assert one.history[:4] == [0.3, 0.2, 0.1, 0.0]
    assert one.offers_heard == 3
    assert issue.last == [-1.0, 0.7]


def test_what_is_heard_moves_the_deal_expected_and_hope_towards_the_way_closed():
    """Half-way: half of the hope brought along, 0.6, and half of the 0.7 of the way closed."""
    one = party(hope=0.6, current_hope=0.5)
    talking.hear(one, 0.8, 0.5, 0.1, 0.5, 0.4)

    assert one.heard == near(0.4)
    assert one.deal_worth == near(0.6)
    assert one.current_hope == near(0.5 + 0.4 * (0.65 - 0.5))


def test_the_gap_is_what_both_ask_for_over_what_they_heard_on_average():
    parties = [party(asked=0.8, heard=0.2), party(asked=0.5, heard=0.3)]
    assert talking.gap(parties) == near(0.4)
    parties[1].heard = 0.9
    assert talking.gap(parties) == near(0.3)
    for one in parties:
        believing.begin(one)
    assert talking.gap(parties) == 0.0


def test_a_proposal_is_measured_by_what_is_hoped_for_and_by_the_reserve():
    one = party(current_hope=0.4, demanded=0.8, strategy=TIME_DEPENDENT)
    assert strategies.least_now(one, 0.3) == near(0.32 + 0.18)
    one.demanded = 0.1
    assert strategies.least_now(one, 0.3) == 0.3


def test_limits_of_risk_are_compared_and_the_lower_one_gives_way():
    """North stands by 0.8 and is offered 0.3, South by 0.7 and is offered 0.2."""
    issue = an_issue(last=[0.8, 0.3])
    gives = [
        zeuthen.gives_way(world(), party(), slot, issue, step, answer, (0.0, 0.0))
        for slot, step, answer in ((0, 2, 3), (1, 3, 2))
    ]

    assert gives == [True, False]
    met = [zeuthen.gives_way(world(), party(), slot, issue, 5, 5, (0.0, 0.0)) for slot in (0, 1)]
    assert met == [False, False]
    assert zeuthen.limit_of(issue, 0, 0.8, 0.3, 0.0) == near(5 / 8)
    assert zeuthen.limit_of(issue, 1, 0.3, 0.8, 0.0) == near(5 / 7)
    assert zeuthen.limit_of(issue, 0, 0.8, 0.3, 0.2) == near(5 / 6)
    assert [zeuthen.step_of(issue, 0, 0.8), zeuthen.step_of(issue, 1, 0.3)] == [2, 3]
    assert [zeuthen.level_at(issue, 0, 2), zeuthen.level_at(issue, 1, 3)] == [0.8, 0.3]


def test_a_deal_gains_both_above_conflict_and_at_the_floors():
    issue = an_issue()
    gains = [zeuthen.gains_both(issue, 0, step, (0.3, 0.4), (0.0, 0.0)) for step in range(12)]
    floors = [zeuthen.gains_both(issue, 0, step, (0.0, 0.0), (0.3, 0.4)) for step in range(12)]

    assert [step for step in range(12) if gains[step]] == [5, 6]
    assert [step for step in range(12) if floors[step]] == [4, 5, 6, 7]


def test_mediators_propose_in_turn_those_who_mediate():
    mediators = [SimpleNamespace(mediates=mediates) for mediates in (1, 0, 1, 1)]
    assert [bridging.whose_turn(mediators, turn) for turn in range(6)] == [0, 2, 3, 0, 2, 3]
    assert bridging.whose_turn(mediators[1:2], 0) == bridging.whose_turn([], 3) == -1


def test_who_refused_a_proposal_wants_more_than_that_from_then_on():
    parties = [party(heard=0.2), party(heard=0.5)]
    bridging.learn(parties, [an_issue(share=[1.0, 1.0], offer=0.6)], (False, False))
    assert [one.heard for one in parties] == [near(0.6), 0.5]
    bridging.learn(parties, [an_issue(share=[1.0, 1.0], offer=0.9)], (True, True))
    assert [one.heard for one in parties] == [near(0.6), 0.5]


def test_a_deadline_lets_what_is_left_of_the_time_run_out_by_its_day():
    """Set in round 12 of 60 for two days from now, three rounds a day; 3 rounds on, 6 are left."""
    at = world(day=8, deadline_day=10, deadline_round=12, rounds=60, rounds_a_day=3)
    assert table.elapsed(at, 15) == near(0.2 + 0.8 * 3 / 9)
    at.day = 10
    assert table.elapsed(at, 21) == 1.0
    at.day = 11
    assert table.elapsed(at, 24) == near(0.4)
    at.deadline_day = 0
    assert table.elapsed(at, 90) == 1.0


def test_a_drawn_first_mover_is_the_party_of_one_stream_whatever_its_seat(monkeypatch):
    """Below a half it is the party of stream 1, else that of stream 0."""
    at = world(first_mover=DRAWN)
    for draw, stream in ((0.0, 1), (0.49, 1), (0.5, 0), (0.99, 0)):
        monkeypatch.setattr(table.luck, "uniform", lambda *_, draw=draw: draw)
        for seats in ((0, 1), (1, 0)):
            assert table.first_slot(at, [party(one) for one in seats]) == seats.index(stream)


def test_who_stalls_begins_with_no_full_mandate_unless_it_stalls_for_no_day():
    mandates = []
    for until in (0, 1):
        one = party(strategy=STALLING, stalls_until=until)
        believing.begin(one)
        mandates.append(one.mandate)

    assert mandates == [FULL, TECHNICAL]


def test_a_person_at_a_mediators_seat_proposes_what_it_puts_on_the_table():
    """The even deal would be the middle; the person gives North three quarters."""
    issue, one = an_issue(levels=5, share=[1.0, 1.0]), a_mediator()
    parties = [party(0), party(1)]
    bridging.draft(parties, one, [issue])
    assert issue.offer == 0.5

    def put(issues):
        issues[0].offer = 0.75
        return True

    one.person = SimpleNamespace(put_offer=put)
    bridging.draft(parties, one, [issue])
    assert issue.offer == 0.75


def test_a_mediator_makes_the_proposal_that_it_has_decided_on_once(monkeypatch):
    """Another sits at the table as well; what has been agreed meanwhile needs no proposal."""
    made = []
    monkeypatch.setattr(bridging, "propose", lambda at, parties, one, *_: made.append(one))
    one, other, at = a_mediator(), a_mediator(), world()
    one.active[BRIDGING] = 1
    for _ in range(2):
        bridging.proposals(at, [], [one, other], [], None, None)
    assert (made, one.left[BRIDGING], one.active[BRIDGING]) == ([one], 4, 0)

    for over in ({"agreed_day": 9}, {"broken_day": 9}):
        one.active[BRIDGING] = 1
        bridging.proposals(world(**over), [], [one, other], [], None, None)
        assert (made, one.left[BRIDGING], one.active[BRIDGING]) == ([one], 4, 0)


def test_where_no_deal_lies_between_two_sealed_demands_the_most_even_one_is_written_down():
    """Half-way is worth a quarter to each: less than the 0.4 asked for, or the 0.6 left."""
    issue = an_issue(levels=3, share=[1.0, 1.0], curvature=[2.0, 2.0])
    parties = [party(slot, strategy=HARD_LINE, opening=0.4) for slot in range(2)]
    at = world(rounds=10)
    sealed_demands.play_round(at, parties, [issue], a_log(), [])

    assert (issue.offer, at.agreed_day) == (0.5, 0)
    assert [one.heard for one in parties] == [near(0.6)] * 2


@pytest.mark.parametrize(
    ("offer", "demand", "stands"),
    [(0.75, 0.6, False), (0.75, 0.25, True), (0.25, 0.6, False), (0.5, 0.6, True)],
)
def test_a_change_of_the_draft_stands_if_nobody_loses_by_it_who_wants_more(
    offer, demand, stands, monkeypatch
):
    """From the middle, 0.75 takes South down to 0.25: that stands if it asks for no more."""
    issue = an_issue(levels=5, share=[1.0, 1.0], text=0.5)
    parties = [party(slot, strategy=HARD_LINE, opening=demand) for slot in range(2)]
    monkeypatch.setattr(one_text, "change", lambda at, issues: setattr(issue, "offer", offer))
    one_text.play_round(world(rounds=10), parties, [issue], a_log(), [])

    assert issue.text == issue.offer == (offer if stands else 0.5)


# -- believing and foreseeing ---------------------------------------------------------------------


def test_leaving_counts_each_gain_and_each_stick_once():
    gains = {"war_prospect": 0.5, "position": 0.03, "relocation_gain": 0.2}
    costs = {"war_cost": 0.1, "weary": 0.02, "pressure": 0.03, "guaranteed": 0.01, "bound": 0.05}
    home = {"office": 0.3, "gone": 0.2, "home": 0.04, "exposure": 0.4, "weakened": 0.1}
    one = party(held_at_start=1.0, **gains, **costs, **home)
    at = world(feasible=0.5, clause=0.07)
    plain = 0.5 + 0.03 + 0.1 + 0.06 - 0.1 * (1 - 0.8) - 0.4 * 0.25 - 0.12 - 0.13

    assert believing.leaving(one, at, 0.25, 0.8) == near(plain)
    at.talking = 1
    assert believing.leaving(one, at, 0.25, 0.8) == near(plain)
    at.talking, at.carried_by_talks = 0, 1
    assert believing.leaving(one, at, 0.25, 0.8) == near(plain)
    at.talking = 1
    assert believing.leaving(one, at, 0.25, 0.8) == near(plain - 0.07)
    one.held_at_start = 0.0
    assert believing.leaving(one, at, 0.25, 0.8) == near(plain - 0.07 + 0.02)


def test_stock_is_taken_of_what_is_held_ahead_and_of_people():
    """North owes 4 people, 2 in aid and 2 later; half of the people are already here."""
    parties = [party(0, owing=9.0), party(1)]
    obligations = [
        item(index=0, by=0, worth=0.2, kind=EXCHANGE, phase=1, status=DONE),
        item(index=1, by=0, worth=0.2, kind=EXCHANGE, phase=1),
        item(index=2, by=0, worth=0.2, kind=AID, phase=1),
        item(index=3, by=0, worth=0.2, kind=AID, phase=2, status=NOT_YET),
        item(index=4, by=1, worth=0.1, kind=AID, phase=1),
    ]
    believing.take_stock(parties, obligations, 1)
    north, south = parties

    assert (north.held_at_start, north.people_at_start) == (near(0.8), near(0.4))
    assert (north.leverage, north.leverage_after) == (near(0.75), near(0.25))
    assert north.people_held == near(0.5)
    assert (south.held_at_start, south.people_at_start, south.people_held) == (near(0.1), 0.0, 0.0)
    assert (south.leverage, south.leverage_after) == (near(1.0), 0.0)
    assert (south.ahead[EXCHANGE], south.ahead[AID]) == (near(0.2), near(0.2))
    assert (north.ahead[EXCHANGE], north.ahead[AID]) == (0.0, near(0.1))
    assert north.owing == 0.0


def test_of_what_comes_later_only_a_share_counts_where_a_party_discounts():
    parties = [party(0, discount=0.5), party(1, discount=1.0)]
    obligations = [
        item(by=0, worth=0.4, planned=0.2, review=13, kind=AID),
        item(by=1, worth=0.4, planned=0.2, review=12, kind=AID),
        item(by=0, worth=9.0, planned=9.0, review=12, kind=AID, status=DONE),
    ]
    believing.pass_time(parties, obligations, world(now=11))

    assert [one.owing for one in parties] == [near(0.05), near(0.2)]
    assert [one.ahead[AID] for one in parties] == [near(0.2), near(0.4)]
    assert [one.away for one in obligations] == [2, 1, 0]


@pytest.mark.parametrize("declined", [0, 1])
def test_a_plan_pays_up_to_the_price_of_a_breach_and_nothing_for_what_was_declined(declined):
    """A breach costs half of what is left of 1, and both items cost more: each is paid that, p.

    p = (1 - p) / 2 if the second was declined, or p = (1 - 2 p) / 2.
    """
    one = party(reaction=0.5, belief=1.0, discount=1.0, through=1.0)
    owed = [item(by=0, cost=0.35), item(by=0, cost=0.6, declined=declined), item(by=1, cost=9.0)]
    believing.plan(one, 0, owed)

    price = 1 / 3 if declined else 1 / 4
    assert one.breach_price == near(price)
    assert [each.planned for each in owed] == [near(price), near(0 if declined else price), 0.0]
    assert one.owing == near(price if declined else 2 * price)
    assert one.staying == one.through == near(1 - one.owing)


def test_a_day_passes_over_grievances_news_and_trust():
    one = party(
        trust=0.75, trust_weight=4.0, memory=0.5, forgiveness=0.2, wronged=1.0, hurt=0.5, weary=0.4,
        weariness_retention=0.9, bound=0.3, signature_retention=0.8, received=0.6, given=0.4,
        news=0.2,
    )  # fmt: skip
    one.kept, one.broken = [7.0] * len(one.kept), [3.0] * len(one.kept)
    believing.remember(one, world(lately=0.5))

    assert one.kept == [near(5.0)] * len(one.kept)
    assert one.broken == [near(2.0)] * len(one.kept)
    assert (one.wronged, one.hurt, one.weary) == (near(0.8), near(0.4), near(0.36))
    assert (one.bound, one.received, one.given, one.news) == (near(0.24), 0.3, 0.2, 0.1)


def test_an_answer_falls_on_the_day_of_the_last_thing_it_waits_for():
    chain = [item(review=20), item(review=14, in_return_for=0), item(review=12, in_return_for=1)]
    at = world(now=11)
    assert [foreseeing.falls_on(one, chain, at) for one in chain] == [20, 20, 20]
    chain[0].status = DONE
    assert [foreseeing.falls_on(one, chain, at) for one in chain[1:]] == [14, 14]
    at.now = 30
    assert foreseeing.falls_on(chain[2], chain, at) == 30


def test_who_owes_nothing_on_a_day_keeps_its_word():
    one = party(reaction=0.5, belief=1.0, through=0.0, outside=5.0, discount=1.0)
    assert foreseeing.keeps(one, 0, 11, [item(by=1, review=11)], world())
    assert not foreseeing.keeps(one, 0, 11, [item(by=0, review=11, cost=0.1)], world())


def test_a_word_is_kept_while_it_costs_less_than_the_breach():
    """A breach costs half of the 0.6 that is to come."""
    one = party(reaction=0.5, belief=1.0, through=0.6, discount=1.0)
    for cost, keeps in ((0.29, True), (0.31, False)):
        assert foreseeing.keeps(one, 0, 11, [item(by=0, review=11, cost=cost)], world()) == keeps
    two = [item(by=0, review=11, cost=0.16), item(by=0, review=11, cost=0.16)]
    assert not foreseeing.keeps(one, 0, 11, two, world())
    two[0].declined = 1
    assert foreseeing.keeps(one, 0, 11, two, world())
    two[0].declined, two[0].status = 0, NOT_YET
    assert foreseeing.keeps(one, 0, 11, two, world())


def test_limbo_costs_by_the_day_where_sides_foresee_as_well():
    parties = [party(slot, end=0.5, limbo_cost=0.02, belief=1.0, discount=1.0) for slot in (0, 1)]
    foreseeing.foresee(parties, [], world(phase_ends=10, now=11), 3)

    assert [one.through for one in parties] == [near(0.44)] * 2
    assert [one.staying for one in parties] == [near(0.44)] * 2


# -- violence, hardship, perception ---------------------------------------------------------------


def test_deaths_and_incidents_of_a_day_are_those_of_the_day():
    at = world(deaths=4, incidents=2, all_deaths=9, all_incidents=5)
    enduring.happen(at, [party(0), party(1)], a_log())
    assert (at.deaths, at.incidents, at.all_deaths, at.all_incidents) == (0, 0, 9, 5)


def test_aid_has_come_by_its_worth_among_what_is_due():
    due = {"kind": AID, "due": 10}
    obligations = [
        item(worth=3.0, status=DONE, **due),
        item(worth=1.0, **due),
        item(worth=9.0, kind=AID, due=11),
        item(worth=9.0, kind=EXCHANGE, due=2),
        item(worth=9.0, kind=AID, due=2, status=NOT_YET),
    ]

    assert enduring.aid_come(world(), obligations) == near(0.75)
    assert enduring.aid_come(world(), obligations[2:]) == 1.0
    assert enduring.aid_come(world(), obligations[1:2]) == 0.0


def test_hardship_goes_part_of_the_way_to_where_aid_would_bring_it():
    at = world(need=0.5, hardship_without=0.9, hardship_with=0.3, hardship_pace=0.25)
    enduring.live(at, [item(worth=1.0, kind=AID, due=2)])
    assert at.need == near(0.5 + 0.25 * 0.4)
    at.need = 0.5
    enduring.live(at, [])
    assert at.need == near(0.5 - 0.25 * 0.2)


def test_the_gravity_of_each_manner_of_breach():
    at = world(delay_gravity=0.4, hitch_gravity=0.1)
    found = [verifying.gravity(manner, at) for manner in (WITHHELD, WRONG, DELAYED, LATE)]
    assert found == [1.0, 1.0, 0.4, 0.1]


def test_a_claim_lowers_trust_by_its_weight_and_leaves_a_grievance_once_whole():
    at = world(delay_gravity=0.5, tension=0.2, tension_per_breach=0.25)
    one, owed = party(generosity=0.0), item(worth=0.2, salience=1.5, kind=AID)
    verifying.claim(one, owed, at, 1.0, a_log())
    assert (one.broken[AID], one.kept[AID]) == (1.0, 0.0)
    assert (one.wronged, at.tension) == (near(0.3), near(0.4))
    verifying.claim(one, owed, at, 1.0, a_log())
    assert (one.broken[AID], one.kept[AID]) == (1.5, 0.5)
    assert (one.wronged, at.tension) == (near(0.45), near(0.4 + 0.125 * 0.6))
    one.generosity = 1.0
    verifying.claim(one, owed, at, 1.0, a_log())
    assert (one.wronged, at.tension, one.broken[AID]) == (near(0.45), near(0.475), 2.0)


# -- mediators ------------------------------------------------------------------------------------


def a_mediator(**fields):
    usual = {"current_attention": 1.0, "value": 1.0, "mediates": 1, "spell": 0}
    made = stub("mediators", usual, {})
    made.left = [5] * len(INSTRUMENTS)
    for name, value in fields.items():
        assert hasattr(made, name)
        setattr(made, name, value)
    return made


def test_what_an_instrument_offers_is_its_own():
    one = a_mediator(
        current_attention=0.5, leverage=[0.2, 0.4], payment=[0.1, 0.3], guarantee=[0.6, 0.7]
    )
    found = {
        instrument: [instruments.offered(one, instrument, slot) for slot in range(2)]
        for instrument in (PRESSURE, PAYMENT, GUARANTEE, BRIDGING)
    }

    assert found == {
        PRESSURE: [0.1, 0.2], PAYMENT: [0.1, 0.3], GUARANTEE: [0.6, 0.7], BRIDGING: [0.0, 0.0],
    }  # fmt: skip


def test_the_chance_seen_of_a_collapse_is_that_of_either_side():
    parties = [party(0, outside=0.3, staying=0.2), party(1, outside=0.1, staying=0.5)]
    leaves = [1 / (1 + math.exp(-excess / 0.1)) for excess in (0.1 - 0.05, -0.4 - 0.02)]
    found = instruments.alarm(parties, world(alarm=0.1), 0.05, 0.02)

    assert found == near(1 - (1 - leaves[0]) * (1 - leaves[1]))


def test_an_instrument_used_is_no_longer_declined_and_one_declined_is_told_once():
    one, at, log = a_mediator(), world(), a_log()
    for gain, used in ((-0.1, False), (-0.1, False), (0.1, True), (-0.1, False)):
        assert instruments.decide(log, at, one, BRIDGING, -1, gain, 0.0, 0.0) == used

    told = log[: at.noted]
    assert told[:, notes.KIND].tolist() == [notes.PASSES, notes.USES, notes.PASSES]
    assert one.active[BRIDGING] == 1


@pytest.mark.parametrize("slot", [0, 1])
def test_a_guarantee_to_one_side_alone_is_weighed(slot):
    parties = [party(of, outside=0.3, staying=0.2) for of in range(2)]
    backed = [0.0, 0.0]
    backed[slot] = 0.2
    one = a_mediator(guarantee=backed, commitment=1.0, credibility=[1.0, 1.0])
    at, log = world(alarm=0.1), a_log()
    instruments.consider_guarantee(one, at, parties, log)

    assert one.active[GUARANTEE] == 1
    assert one.left[GUARANTEE] == 4
    nothing = a_mediator(commitment=1.0, credibility=[1.0, 1.0])
    instruments.consider_guarantee(nothing, at, parties, log)
    assert nothing.active[GUARANTEE] == nothing.declined[GUARANTEE] == 0


@pytest.mark.parametrize("slot", [0, 1])
def test_who_has_nothing_to_press_one_side_with_can_press_the_other(slot):
    parties = [party(of, outside=0.3, staying=0.2) for of in range(2)]
    leverage = [0.0, 0.0]
    leverage[slot] = 0.2
    one, at, log = a_mediator(leverage=leverage), world(alarm=0.1), a_log()
    instruments.consider_pressure(one, at, parties, log)

    assert one.pressing[slot] == one.active[PRESSURE] == 1
    assert one.pressing[1 - slot] == 0
    one.leverage = [0.0, 0.0]
    instruments.consider_pressure(one, at, parties, log)
    assert one.pressing == [0, 0]
    assert one.active[PRESSURE] == 0
    assert log[: at.noted, notes.KIND].tolist() == [notes.USES, notes.ENDS]


@pytest.mark.parametrize("slot", [0, 1])
def test_a_payment_to_one_side_alone_is_weighed(slot):
    parties = [party(of, outside=0.3, staying=0.2, current_hope=0.5) for of in range(2)]
    paid = [0.0, 0.0]
    paid[slot] = 0.4
    one = a_mediator(payment=paid, credibility=[1.0, 1.0])
    at, log = world(alarm=0.1), a_log()
    instruments.consider_payment(one, at, parties, log)

    assert one.active[PAYMENT] == 1
    assert one.left[PAYMENT] == 4
    nothing = a_mediator(credibility=[1.0, 1.0])
    instruments.consider_payment(nothing, at, parties, log)
    assert nothing.active[PAYMENT] == nothing.declined[PAYMENT] == 0


def test_a_mediator_that_went_between_the_sides_and_stays_away_again_says_so_again():
    """A day of skill 0.1 settles with 1 - exp(-0.1) = 0.095: worth a price of 0.09, not of 0.1."""
    one, at, log = a_mediator(skill=0.1, access=[1.0, 1.0]), world(crisis=1), a_log()
    for price in (0.1, 0.1, 0.09, 0.1):
        one.price[SHUTTLE] = price
        mediating.shuttle(one, at, log)

    assert log[: at.noted, notes.KIND].tolist() == [notes.PASSES, notes.MISSION, notes.PASSES]
    assert log[: at.noted, notes.ITEM].tolist() == [SHUTTLE] * 3
    assert (one.left[SHUTTLE], at.effort) == (4, near(0.1))


def test_a_payment_adds_to_staying_as_far_as_it_is_believed_hoped_for_and_not_asked_back():
    one = a_mediator(payment=[0.4, 0.0], credibility=[0.5, 1.0], asks_now=0.25)
    assert instruments.expected_payment(one, party(current_hope=0.6), 0) == near(0.09)
    assert instruments.expected_payment(one, party(current_hope=0.6), 1) == 0.0


def test_what_is_felt_of_a_mediator_by_hand():
    one = a_mediator(
        leverage=[0.2, 0.0], closeness=[0.5, 0.0], pressing=[1, 0], commitment=0.5,
        guarantee=[0.4, 0.0], credibility=[0.5, 0.8], payment=[0.3, 0.0], asks_now=0.2,
        payment_discount=0.1,
    )  # fmt: skip
    one.active = [0] * len(INSTRUMENTS)
    one.active[GUARANTEE] = one.active[PAYMENT] = 1
    first, second = party(0, standing=0.1), party(1)
    instruments.feel(first, second, one, 0, world(deadly=2.0))

    assert first.pressure == near(0.25)
    assert (first.guaranteed, second.assured) == (near(0.1), near(0.16))
    assert (first.promised, first.asks) == (near(0.3 * 0.5 * 0.8), 0.2)
    assert (second.pressure, second.guaranteed, second.promised, first.assured) == (0, 0, 0, 0)


def test_a_mediator_speaks_of_hope_and_in_talks_of_the_gap_as_well():
    parties = [
        party(current_hope=0.6, asked=0.8, heard=0.2), party(current_hope=0.2, asked=0.5, heard=0.3)
    ]  # fmt: skip
    at = world(talking=1, round=4)
    assert speaking.stand(parties, at) == near(0.5 * 0.4 + 0.5 * 0.6)
    at.round = 0
    assert speaking.stand(parties, at) == near(0.4)
    at.talking, at.round = 0, 4
    assert speaking.stand(parties, at) == near(0.4)


def test_what_fighting_brings_but_for_its_cost():
    assert informing.but_for_cost(party(outside=0.2, war_cost=0.1, weary=0.05)) == near(0.35)


# -- publics, trades, extensions ------------------------------------------------------------------


def test_partners_and_publics_are_borne_by_their_own_side():
    """Those who left weigh; those who stay sway, and a partner near its exit threatens."""
    ones = [
        stub("constituencies", {"by": 0, "weight": 0.3, "sway": 0.5, "mood": 0.4}, {}),
        stub("constituencies", {"by": 0, "weight": 0.2, "partner": 1, "gone": 1, "mood": 0.9}, {}),
        stub(
            "constituencies",
            {"by": 1, "weight": 0.6, "partner": 1, "mood": -0.25, "exit": -0.5, "warns": 0.5},
            {"sway": 0.2},
        ),
    ]
    parties = [party(0, home=9.0, gone=9.0, threat=9.0), party(1, home=9.0, gone=9.0, threat=9.0)]
    swaying.bear(ones, parties)

    assert (parties[0].home, parties[0].gone, parties[0].threat) == (near(0.2), near(0.2), 0.0)
    assert (parties[1].home, parties[1].gone, parties[1].threat) == (near(-0.05), 0.0, near(0.3))


def test_a_partner_leaves_under_its_exit_comes_back_over_its_return_and_warns_once():
    one = stub("constituencies", {"index": 3, "partner": 1, "weight": 0.2}, {})
    one.exit, one.returns, one.warns = -0.5, 0.1, 0.4
    at, log = world(spell=2), a_log()
    for mood in (0.0, -0.3, -0.4, -0.5, -0.6, -0.6, 0.1, 0.2, -0.3):
        one.mood = mood
        swaying.stay_or_go(one, at, log)

    found = log[: at.noted]
    assert found[:, notes.KIND].tolist() == [
        notes.THREAT, notes.EXIT, notes.RETURNS, notes.THREAT,
    ]  # fmt: skip
    assert (set(found[:, notes.ACTOR]), set(found[:, notes.ITEM])) == ({3}, {0})
    assert (one.gone, one.warned, at.exits, at.spell) == (0, 1, 1, 3)


def test_a_floor_is_the_least_that_enough_weight_approves_of_those_with_a_vote():
    def one(needs, weight, votes=1, by=0):
        fields = {"needs": needs, "weight": weight, "votes": votes, "by": by}
        return stub("constituencies", fields, {})

    ones = [one(0.3, 0.4), one(0.6, 0.3), one(0.8, 0.3)]
    ones += [one(0.1, 5.0, votes=0), one(0.2, 9.0, by=1)]
    floors = {
        majority: ratifying.floor(party(majority=majority), 0, ones)
        for majority in (0.0, 0.4, 0.5, 0.7, 0.71, 1.0)
    }

    assert floors == {0.0: 0.0, 0.4: 0.3, 0.5: 0.6, 0.7: 0.6, 0.71: 0.8, 1.0: 0.8}
    assert ratifying.floor(party(majority=0.5), 0, ones[3:]) == 0.0
    assert ratifying.floor(party(majority=0.5), 0, [one(1.2, 0.4)]) == 1.0


def test_the_trade_made_is_the_best_for_the_side_that_gains_less_by_it():
    """South holds back one thing; of two that North could bring on, the worthier is."""
    parties = [party(0, belief=1.0), party(1, belief=1.0)]
    obligations = [
        item(index=0, by=0, worth=0.2, review=30),
        item(index=1, by=0, worth=0.4, review=30),
        item(index=2, by=1, worth=0.5, cost=0.1, review=12, declined=1, attempt=1),
        item(index=3, by=0, worth=9.0, review=30, trade=4),
        item(index=4, by=0, worth=9.0, review=30, underway=1),
        item(index=5, by=0, worth=9.0, review=30, in_return_for=1),
        item(index=6, by=0, worth=9.0, review=12),
        item(index=7, by=1, worth=9.0, review=30),
    ]
    at = world(trades=1, trade_day=0, trade_again=7, notice=2, worth_a_day=0.05, next_review=99)
    trading.look(at, parties, obligations, a_log())

    assert [one.trade for one in obligations] == [0, 1, 1, 4, 0, 0, 0, 0]
    assert (obligations[1].review, obligations[1].due, obligations[2].review) == (12, 12, 12)
    assert obligations[2].bonus == near(18 * 0.05 * 0.4)
    assert obligations[1].bonus == near(0.5)
    assert (obligations[2].declined, at.next_review, at.changed) == (0, 12, 1)


def test_no_trade_is_made_that_one_side_loses_by():
    parties = [party(0, belief=1.0), party(1, belief=1.0)]
    held = item(index=1, by=1, worth=0.5, cost=0.4, declined=1)
    obligations = [item(index=0, by=0, worth=0.2, review=30), held]
    at = world(trades=1, trade_again=7, notice=2, worth_a_day=0.05)
    trading.look(at, parties, obligations, a_log())
    assert at.trades_made == 0
    assert at.trade_day == 10
    held.cost = 0.1
    at.day = 16
    trading.look(at, parties, obligations, a_log())
    assert at.trades_made == 0
    at.day = 17
    trading.look(at, parties, obligations, a_log())
    assert at.trades_made == 1


def test_an_optional_phase_brings_a_side_what_the_other_owes_in_it_and_costs_what_it_owes():
    obligations = [
        item(by=0, phase=2, worth=0.3, cost=0.1),
        item(by=1, phase=2, worth=0.5, cost=0.2),
        item(by=1, phase=3, worth=9.0, cost=9.0),
    ]
    one = party(staying=0.2, belief=0.5)
    assert extending.prices(one, 0, 2, obligations) == (0.5, 0.1)
    assert extending.prices(one, 1, 2, obligations) == (0.3, 0.2)
    assert extending.entering(one, 0, 2, obligations) == near(0.2 + 0.25 - 0.1)


# -- measures of runs -----------------------------------------------------------------------------


def runs(**columns):
    """Runs of a block with these columns, all else 0."""
    found = np.zeros(len(next(iter(columns.values()))), records.RUN)
    for name, values in columns.items():
        found[name] = values
    return SimpleNamespace(runs=found)


def test_days_of_truce_leave_out_the_day_on_which_a_side_resumes():
    kept = runs(
        stage=[phases.FIGHTING, phases.FIGHTING, phases.CALM, phases.TRUCE],
        resumed_by=[0, -1, -1, -1],
        last_day=[20, 20, 30, 40],
    )
    asked = measures.Asked(until=25)

    assert measures.truce_days(kept, None, asked).tolist() == [19, 20, 25, 25]
    assert measures.resumed_day(kept, None, asked).tolist() == [20, 20, np.inf, np.inf]
    assert measures.truce_days_until_fighting(kept, None, asked).tolist() == [
        19, 20, np.inf, np.inf,
    ]  # fmt: skip
    assert measures.standing(kept, None, asked).tolist() == [False, False, True, True]
    assert measures.resumed(kept, None, measures.Asked(until=20)).tolist() == [1, 1, 0, 0]
    assert measures.resumed(kept, None, measures.Asked(until=19)).tolist() == [0, 0, 0, 0]
    assert measures.resumed_by_nobody(kept, None, asked).tolist() == [0, 1, 0, 0]
    assert measures.resumed_by_both(kept, None, asked).tolist() == [0, 0, 0, 0]


def test_talks_and_agreements_count_from_their_day_on():
    kept = runs(talks_day=[0, 5, 9], ratified_day=[0, 8, 20], rounds=[4, 7, 30])
    for until, begun, agreed in ((4, [0, 0, 0], [0, 0, 0]), (8, [0, 1, 0], [0, 1, 0])):
        asked = measures.Asked(until=until)
        assert measures.talks(kept, None, asked).tolist() == begun
        assert measures.agreement(kept, None, asked).tolist() == agreed
    assert measures.talks_day(kept, None, None).tolist() == [np.inf, 5, 9]
    np.testing.assert_array_equal(
        measures.rounds_to_an_agreement(kept, None, None), [np.nan, 7, 30]
    )


def days(**columns):
    """Days of one run with these columns, counted from 1."""
    count = len(next(iter(columns.values())))
    found = np.zeros((1, count), records.DAY)
    found["day"] = np.arange(1, count + 1)
    for name, values in columns.items():
        found[name] = values
    return SimpleNamespace(days=found)


def test_days_of_limbo_and_what_presses_then():
    """Three days of limbo; the side nearer to leaving is 0.1 from it, then 0.3 beyond."""
    limbo, truce = phases.LIMBO, phases.TRUCE
    outside = [[9, 0], [0.1, 0.0], [0.0, 5.0], [0.2, 0.4], [0, 0]]
    staying = [[0, 0], [0.2, 0.3], [0.0, 0.0], [0.3, 0.1], [9, 9]]
    kept = days(stage=[truce, limbo, limbo, limbo, truce], outside=outside, staying=staying)

    def asked(until):
        return measures.Asked(until=until)

    assert measures.limbo(kept, None, asked(1)).tolist() == [False]
    assert measures.limbo(kept, None, asked(2)).tolist() == [True]
    assert measures.limbo_days(kept, None, asked(9)).tolist() == [3]
    assert measures.limbo_days(kept, None, asked(3)).tolist() == [2]
    assert np.isnan(measures.limbo_days(kept, None, asked(1))).all()
    assert measures.pressure_rises(kept, None, asked(9)).tolist() == [1]
    assert np.isnan(measures.pressure_rises(kept, None, asked(2))).all()
    kept.days["outside"][0, 3] = [0.0, 0.0]
    assert measures.pressure_rises(kept, None, asked(9)).tolist() == [0]


def test_deaths_are_added_up_over_the_days_counted():
    kept = days(deaths=[5, 1, 2, 4])
    asked = measures.Asked(since=2, until=3, within=(3, 4))
    assert measures.deaths(kept, None, asked).tolist() == [3]
    assert measures.deaths(kept, None, measures.Asked()).tolist() == [12]
    found = [
        bool(measures.deaths_within(kept, None, asked._replace(within=within))[0])
        for within in ((3, 3), (0, 2), (4, 9), (1, 5))
    ]
    assert found == [True, False, False, True]


def test_a_truce_outlasts_the_phase_if_it_falls_after_its_last_day():
    kept = runs(stage=[phases.FIGHTING] * 3, last_day=[41, 42, 43], phase_1_days=[42] * 3)
    assert measures.outlasts_phase_1(kept, None, None).tolist() == [False, False, True]


def test_who_alone_resumed_and_what_an_agreement_of_the_first_day_is_worth():
    scenario = SimpleNamespace(
        premises=SimpleNamespace(parties={"a": party(1), "b": party(0)})
    )  # fmt: skip
    kept = runs(
        stage=[phases.FIGHTING] * 3 + [phases.TRUCE], resumed_by=[0, 1, phases.BOTH, 1],
        last_day=[9] * 4, ratified_day=[0, 1, 5, 0], deal_worth=[[0.1, 0.2]] * 4,
    )  # fmt: skip
    found = measures.resumed_by(kept, scenario, measures.Asked(of=("a",)))
    assert found.tolist() == [False, True, False, False]
    found = measures.worth_of_agreement(kept, scenario, measures.Asked(of=("b",)))
    np.testing.assert_array_equal(found, [np.nan, 0.2, 0.2, np.nan])


def test_a_line_that_is_known_is_kept_at_it_and_above_it():
    issue = an_issue(line_known=[0.5, 0.0])
    assert [levels.keeps_known_line(issue, 0, level) for level in (0.4, 0.5, 0.9)] == [
        False, True, True,
    ]  # fmt: skip
    assert levels.keeps_known_line(issue, 1, 0.9)


def test_of_a_list_the_best_level_within_both_lines_is_the_one_worth_most():
    issue = an_issue(levels=4, listed=[1, 0], red_line=[0.0, 0.5])
    issue.worths[0][:4] = [0.1, 0.6, 0.3, 1.0]
    assert levels.best_for(issue, 0) == near(1 / 3)
    issue.worths[0][:4] = [0.7, 0.6, 0.3, 1.0]
    assert levels.best_for(issue, 0) == 0.0
    assert levels.best_for(issue, 1) == 0.0


def test_only_what_is_due_after_the_day_of_a_trade_is_brought_on():
    later = [trading.may_be_brought_on(item(by=0, review=at), 0, 12) for at in (11, 12, 13)]
    assert later == [False, False, True]
    parties = [party(0, belief=1.0), party(1, belief=1.0)]
    owed = [item(index=0, by=0, worth=9.0, review=12), item(index=1, by=1, worth=1.0, declined=1)]
    at = world(trades=1, trade_again=7, notice=2, worth_a_day=0.05)
    trading.look(at, parties, owed, a_log())
    assert at.trades_made == 0


def test_a_mediator_tells_a_screening_side_what_it_knows_of_the_other():
    listener = party(strategy=SCREENING, other_low=0.2, other_high=0.8)
    knows = a_mediator(knows_least=[0.0, 0.5])
    assert informing.tells(knows, listener, 0)
    assert not informing.tells(knows, listener, 1)
    for line in (0.0, 0.2, 0.8):
        assert not informing.tells(a_mediator(knows_least=[0.0, line]), listener, 0)
    assert not informing.tells(a_mediator(knows_least=[0.0, 0.5], mediates=0), listener, 0)
    assert not informing.tells(knows, party(other_low=0.2, other_high=0.8), 0)


def test_what_a_mediator_says_is_told_once_and_again_once_it_says_something_else():
    """Close to the listener it is believed: firm while the other takes 0.6 at least, then soft."""
    listener, other = party(0, strategy=SCREENING), party(1, outside=0.6)
    one = a_mediator(closeness=[1.0, 0.0], knows_least=[0.0, 0.5])
    at, log = world(), a_log()
    for outside in (0.6, 0.6, 0.4, 0.4, 0.6):
        other.outside = outside
        listener.other_low, listener.other_high = 0.2, 0.8
        informing.speak(one, listener, other, 0, at, log)
        known = (0.5, 0.8) if outside == 0.6 else (0.2, 0.5)
        assert (listener.other_low, listener.other_high) == known

    firm = [notes.reasons_of(row).firm for row in log[: at.noted].tolist()]
    assert firm == [1.0, 0.0, 1.0]


@pytest.mark.parametrize("seats", [(0, 1), (1, 0)])
def test_the_side_of_the_first_stream_is_told_first_whatever_its_seat(seats):
    screens = {"strategy": SCREENING, "other_least_low": 0.2, "other_least_high": 0.8}
    parties = [party(stream, **screens) for stream in seats]
    at, log = world(), a_log()
    informing.inform(at, parties, [a_mediator(knows_least=[0.5, 0.5])], log)

    assert log[: at.noted, notes.KIND].tolist() == [notes.INFORMS] * 2
    assert log[: at.noted, notes.ITEM].tolist() == [0, 1]


def test_a_run_ends_in_the_way_that_is_asked_about_or_in_another():
    causes = [phases.NOT_RATIFIED, phases.EXPIRY, phases.DELIBERATE, phases.HELD]
    asked = measures.Asked(of=("expiry",))
    assert measures.ended_by(runs(cause=causes), None, asked).tolist() == [0, 1, 0, 0]


def test_what_a_demand_brings_a_mediator_counts_peace_and_a_border_it_would_not_open():
    """Never taken: half of the listener's 0.4, 0.2 of the other's 0.3, less 0.1 and 0.75 x 0.2."""
    one = a_mediator(closeness=[0.5, 0.2], credit=0.1, border=0.2, accepts_displacement=0.25)
    sides = party(0, outside=0.3, war_cost=0.1), party(1, outside=0.3)
    assert informing.brings(one, *sides, 0, 0.9, 0.5, 0.6) == near(0.2 + 0.06 - 0.1 - 0.15)

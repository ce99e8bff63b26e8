"""Rules, worked by hand."""

import math

import pytest
from by_hand import near

from agents.rules import bargaining, inference, ladder, mediation, screening, shading, timing, worth


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

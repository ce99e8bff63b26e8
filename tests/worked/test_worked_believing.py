"""What each side makes of things, worked by hand."""

import pytest
from by_hand import item, near, party, world

from agents import believing
from agents.terms import DONE, NOT_YET
from agents.traits import AID, EXCHANGE, FULL, TECHNICAL
from agents.traits.names import STALLING


def test_who_stalls_begins_with_no_full_mandate_unless_it_stalls_for_no_day():
    mandates = []
    for until in (0, 1):
        one = party(strategy=STALLING, stalls_until=until)
        believing.begin(one)
        mandates.append(one.mandate)

    assert mandates == [FULL, TECHNICAL]


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
    owed = [
        item(by=0, cost=0.35), item(by=0, cost=0.6, declined=declined), item(by=1, cost=9.0),
        item(by=0, cost=9.0, status=NOT_YET), item(by=0, cost=9.0, status=DONE),
    ]  # fmt: skip
    believing.plan(one, 0, owed)

    price = 1 / 3 if declined else 1 / 4
    assert one.breach_price == near(price)
    assert [each.planned for each in owed] == [near(price), near(0 if declined else price), 0, 0, 0]
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

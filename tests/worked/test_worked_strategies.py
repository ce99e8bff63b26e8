"""What strategies ask for and take, worked by hand."""

from types import SimpleNamespace

import pytest
from by_hand import an_issue, near, party, world

from agents import strategies
from agents.rules import inference
from agents.strategies import learning, zeuthen
from agents.traits.names import TIME_DEPENDENT


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


@pytest.mark.parametrize(("slot", "last"), [(0, [1.0, 0.2]), (1, [0.8, 0.0])])
def test_who_stands_by_all_and_is_offered_a_fifth_gives_way_by_a_level(slot, last):
    """It would lose 0.8 of its 1; the other, which stands by 0.8 and is offered nothing, all."""
    issue, one = an_issue(last=last), party(slot)
    zeuthen.plan(world(), one, party(1 - slot), slot, issue, (0.0, 0.0), (0.0, 0.0))

    assert one.planned_demand == one.planned_least == near(0.9)


@pytest.mark.parametrize(("draw", "stream"), [(0.49, 0), (0.5, 1)])
def test_of_two_equal_limits_a_draw_decides_that_both_sides_see(draw, stream, monkeypatch):
    """Each asks for all and is offered nothing; below a half the side of stream 0 gives way."""
    monkeypatch.setattr(zeuthen.luck, "uniform", lambda *_: draw)
    for seats in ((0, 1), (1, 0)):
        gives = [
            zeuthen.gives_way(world(), party(one), slot, an_issue(), 0, 0, (0.0, 0.0))
            for slot, one in enumerate(seats)
        ]
        assert gives == [one == stream for one in seats]


def test_a_deal_gains_both_above_conflict_and_at_the_floors():
    issue = an_issue()
    gains = [zeuthen.gains_both(issue, 0, step, (0.3, 0.4), (0.0, 0.0)) for step in range(12)]
    floors = [zeuthen.gains_both(issue, 0, step, (0.0, 0.0), (0.3, 0.4)) for step in range(12)]

    assert [step for step in range(12) if gains[step]] == [5, 6]
    assert [step for step in range(12) if floors[step]] == [4, 5, 6, 7]

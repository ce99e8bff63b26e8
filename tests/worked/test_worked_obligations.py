"""The table of obligations, worked by hand."""

import pytest
from by_hand import a_log, item, near, party, world
from playing import stub

from agents.terms import DELAYED, DELIVERED, DONE, NOT_YET, NOTHING, PENDING
from agents.traits import AID
from sim import obligations


def test_what_is_given_in_return_waits_for_what_it_answers():
    owed = [item(), item(in_return_for=0)]
    assert [obligations.waits(one, owed) for one in owed] == [False, True]
    owed[0].status = DONE
    assert not obligations.waits(owed[1], owed)


def test_before_the_next_review_nobody_decides():
    at = world(next_review=11, acted=4)
    obligations.carry_out(at, None, [item(review=1)], None, None)
    assert (at.acted, at.next_review) == (0, 11)


def test_the_next_review_is_the_soonest_of_what_does_not_wait():
    owed = [item(review=14), item(review=12, in_return_for=0), item(review=11, status=DONE)]
    at = world(next_review=10)
    obligations.carry_out(at, [party(0), party(1)], owed, None, a_log())
    assert (at.acted, at.next_review) == (0, 14)
    at.day = 14
    obligations.carry_out(at, [party(0), party(1)], owed[1:], None, a_log())
    assert at.next_review > 65535, "no day of any run"


def test_what_comes_today_is_done_with_what_it_stands_for():
    owed = [
        item(status=NOT_YET), item(stands_for=0, status=DONE, done=10),
        item(status=NOT_YET), item(stands_for=2, status=DONE, done=9),
        item(status=NOT_YET), item(stands_for=4, done=10),
        item(status=NOT_YET), item(stands_for=6, status=DONE, done=10),
    ]  # fmt: skip
    at = world()
    obligations.follow(at, owed)

    assert [one.status for one in owed] == [
        DONE, DONE, NOT_YET, DONE, NOT_YET, PENDING, DONE, DONE,
    ]  # fmt: skip
    assert (owed[0].done, at.changed) == (10, 1)


def test_what_stands_for_something_of_a_phase_that_begins_lapses():
    owed = [
        item(phase=3, status=NOT_YET), item(phase=2, stands_for=0), item(phase=2, stands_for=4),
        item(phase=2, stands_for=0, status=DONE), item(phase=4, status=NOT_YET),
    ]  # fmt: skip
    obligations.lapse(world(phase=3), owed)
    assert [one.status for one in owed] == [NOT_YET, NOT_YET, PENDING, DONE, NOT_YET]


def test_nothing_is_looked_at_on_a_day_on_which_nobody_acted():
    owed = [item(today=DELIVERED)]
    obligations.verify(world(acted=0), None, owed, None, None)
    assert owed[0].today == DELIVERED


@pytest.mark.parametrize(("manner", "kept", "broken"), [(DELIVERED, 1.0, 0.0), (DELAYED, 0.7, 0.3)])
def test_the_side_that_is_owed_sees_what_was_done_today(manner, kept, broken):
    parties = [party(0), party(1)]
    sure = stub("kinds", {}, {})
    owed = [item(by=0, kind=AID, today=manner), item(by=0, kind=AID, today=NOTHING)]
    at = world(acted=1, delay_gravity=0.3)
    obligations.verify(at, parties, owed, [sure] * 9, a_log())

    assert (parties[1].kept[AID], parties[1].broken[AID]) == (near(kept), near(broken))
    assert parties[0].kept[AID] == 0.0
    assert owed[0].today == NOTHING

"""Instruments of mediators, worked by hand."""

import math
from types import SimpleNamespace

import pytest
from by_hand import a_log, a_mediator, near, party, told, world

from agents import asking, instruments, notes
from agents.traits import BRIDGING, GUARANTEE, INSTRUMENTS, MONITORING, PAYMENT, PRESSURE


def test_what_an_instrument_offers_is_its_own():
    one = a_mediator(
        current_attention=0.5, leverage=[0.2, 0.4], payment=[0.1, 0.3], guarantee=[0.6, 0.7]
    )
    found = {
        instrument: [instruments.offered(one, instrument, slot) for slot in range(2)]
        for instrument in range(len(INSTRUMENTS))
    }

    assert found == {
        **{instrument: [0.0, 0.0] for instrument in range(len(INSTRUMENTS))},
        PRESSURE: [0.1, 0.2], PAYMENT: [0.1, 0.3], GUARANTEE: [0.6, 0.7],
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


@pytest.mark.parametrize(("phase", "limbo_begins", "stay"), [(1, 0, 2), (3, 31, 7), (3, 30, 6)])
def test_a_stay_of_monitors_is_a_phase_or_the_limbo_after_it(phase, limbo_begins, stay):
    one, log = a_mediator(), a_log()
    at = world(phase=phase, phase_ends=30, limbo_begins=limbo_begins)
    instruments.consider_monitors(one, at, [party(0), party(1)], log)

    assert one.stationed == stay


@pytest.mark.parametrize(("monitors", "was", "tells"), [(0.0, 0, []), (1.0, 1, [notes.USES])])
def test_monitors_who_see_nothing_are_not_weighed_and_those_who_see_all_can_be(
    monitors, was, tells
):
    """With those who see all gone, every error would be there again."""
    one, at, log = (
        a_mediator(monitors=monitors),
        world(phase=1, watched=monitors, alarm=0.1),
        a_log(),
    )
    one.active[MONITORING] = was
    instruments.consider_monitors(one, at, [party(0), party(1)], log)

    assert told(log, at) == tells
    if tells:
        use = notes.reasons_of(log[0].tolist())
        assert (use.before, use.after) == (1.0, 0.0)


def test_a_person_at_a_mediators_seat_is_asked_about_pressure_on_each_side():
    """A tenth of leverage lowers an even chance of leaving by less than 0.3, but by more than 0."""
    asked, one = [], a_mediator(leverage=[0.1, 0.1])

    def choose(*question):
        asked.append(question)
        return 1

    one.person = SimpleNamespace(decide=choose)
    for price in (0.3, 0.0):
        one.price[PRESSURE] = price
        one.pressing = [0, 0]
        instruments.consider_pressure(one, world(alarm=0.1), [party(0), party(1)], a_log())
        assert one.pressing == [1, 1]

    uses = [asking.use_of(PRESSURE, slot) for slot in range(2)]
    assert asked == [(asking.USE, use, own) for own in (0, 1) for use in uses]

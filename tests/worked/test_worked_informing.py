"""What mediators tell a side of the other, worked by hand."""

import pytest
from by_hand import a_log, a_mediator, near, party, world

from agents import informing, notes
from agents.traits.names import SCREENING


def test_what_fighting_brings_but_for_its_cost():
    assert informing.but_for_cost(party(outside=0.2, war_cost=0.1, weary=0.05)) == near(0.35)


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


def test_what_a_demand_brings_a_mediator_counts_peace_and_a_border_it_would_not_open():
    """Never taken: half of the listener's 0.4, 0.2 of the other's 0.3, less 0.1 and 0.75 x 0.2."""
    one = a_mediator(closeness=[0.5, 0.2], credit=0.1, border=0.2, accepts_displacement=0.25)
    sides = party(0, outside=0.3, war_cost=0.1), party(1, outside=0.3)
    assert informing.brings(one, *sides, 0, 0.9, 0.5, 0.6) == near(0.2 + 0.06 - 0.1 - 0.15)

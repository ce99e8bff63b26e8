"""Outside events and dated changes, worked by hand."""

from types import SimpleNamespace

from by_hand import a_log, near, party, told, world

from agents import notes
from sim import changes, events


def test_a_shock_raises_tension_and_takes_hope_from_both():
    parties, log = [party(0, current_hope=0.8), party(1, current_hope=0.4)], a_log()
    at = world(shock_rate=1.0, shock_size=0.25, tension=0.2)
    events.happen(at, parties, log)

    assert (at.shock_day, at.tension) == (10, near(0.4))
    assert [one.current_hope for one in parties] == [near(0.6), near(0.3)]
    assert told(log, at) == [notes.SHOCK]


def test_where_no_shock_comes_nothing_moves():
    parties, log = [party(0, current_hope=0.8)], a_log()
    at = world(shock_rate=0.0, shock_size=0.25, tension=0.2)
    events.happen(at, parties, log)

    assert (at.shock_day, at.tension, parties[0].current_hope, at.noted) == (0, 0.2, 0.8, 0)


def test_the_changes_of_a_day_are_made_on_it_and_told():
    whole, log, at = {}, a_log(), world()
    dated = [
        SimpleNamespace(day=day, place=place, bits=bits, number=number)
        for number, (day, place, bits) in enumerate([(9, 1, 5), (10, 2, 6), (10, 3, 7)])
    ]

    assert changes.apply(whole, dated, at, log)
    assert whole == {2: 6, 3: 7}
    assert told(log, at) == [notes.CHANGE] * 2
    assert log[: at.noted, notes.ITEM].tolist() == [1, 2]
    assert not changes.apply(whole, dated, world(day=8), log)

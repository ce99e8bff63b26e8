"""Violence and hardship, worked by hand."""

from by_hand import a_log, item, near, party, world

from agents import enduring
from agents.terms import DONE, NOT_YET
from agents.traits import AID, EXCHANGE


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

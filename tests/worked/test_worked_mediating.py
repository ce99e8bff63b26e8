"""What mediators look at, and crises, worked by hand."""

from by_hand import a_log, a_mediator, item, near, party, told, world

from agents import mediating, notes
from agents.rules import ladder
from agents.terms import DONE
from agents.traits import SHUTTLE


def test_a_mediator_that_went_between_the_sides_and_stays_away_again_says_so_again():
    """A day of skill 0.1 settles with 1 - exp(-0.1) = 0.095: worth a price of 0.09, not of 0.1."""
    one, at, log = a_mediator(skill=0.1, access=[1.0, 1.0]), world(crisis=1), a_log()
    for price in (0.1, 0.1, 0.09, 0.1):
        one.price[SHUTTLE] = price
        mediating.shuttle(one, at, log)

    assert log[: at.noted, notes.KIND].tolist() == [notes.PASSES, notes.MISSION, notes.PASSES]
    assert log[: at.noted, notes.ITEM].tolist() == [SHUTTLE] * 3
    assert (one.left[SHUTTLE], at.effort) == (4, near(0.1))


def test_a_crisis_opens_with_holding_back_and_fades_with_it():
    at, log, parties = world(spell=2), a_log(), [party(0), party(1, rung=ladder.HOLD)]
    mediating.follow_crisis(at, parties, [], log)
    assert (at.crisis, at.crises, at.crisis_day, at.spell) == (1, 1, 10, 3)
    mediating.follow_crisis(at, parties, [], log)
    assert (at.crises, at.spell) == (1, 3)
    parties[1].rung = ladder.HOLD - 1
    mediating.follow_crisis(at, parties, [], log)
    assert at.crisis == 0
    assert told(log, at) == [notes.CRISIS, notes.CRISIS_FADES]


def test_a_settlement_relieves_both_and_brings_up_what_was_held_back():
    parties = [party(0, wronged=0.4, hurt=0.2, rung=3), party(1, wronged=0.8, hurt=0.6, rung=2)]
    owed = [
        item(attempt=1, review=30), item(attempt=0, review=30),
        item(attempt=1, underway=1, review=30), item(attempt=1, status=DONE, review=30),
    ]  # fmt: skip
    at, log = world(crisis=1, crisis_day=6, relief=0.75, settled=1), a_log()
    mediating.settle(at, parties, owed, 0.2, log)

    assert [(one.wronged, one.hurt) for one in parties] == [
        (near(0.1), near(0.05)), (near(0.2), near(0.15)),
    ]  # fmt: skip
    assert [one.rung for one in parties] == [ladder.PEACE] * 2
    assert [one.review for one in owed] == [11, 30, 30, 30]
    assert (at.crisis, at.settled, at.next_review) == (0, 2, 11)
    assert told(log, at) == [notes.SETTLED]


def test_a_mediator_that_looks_at_the_talks_remembers_the_day():
    parties = [party(0, asked=0.8, heard=0.3), party(1, asked=0.8, heard=0.3)]
    at, one, log = world(talking=1, talks_day=3, talks_again=7), a_mediator(), a_log()
    mediating.attend(one, at, parties, log)
    assert one.considered == 10
    assert told(log, at) == [notes.PASSES] * 2
    at.day = 16
    mediating.attend(one, at, parties, log)
    assert one.considered == 10

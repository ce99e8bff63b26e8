"""What handing over does, worked by hand."""

from by_hand import a_log, item, near, party, told, world

from agents import handing_over, notes
from agents.terms import DELIVERED, DONE
from agents.traits import EXCHANGE


def test_remains_alone_can_prove_wrong():
    at = world(misidentified=1.0)
    for fields, wrong in (({"remains": 2}, True), ({"remains": 0}, False)):
        owed = item(by=0, kind=EXCHANGE, amount=3, **fields)
        assert handing_over.misidentified(party(0), owed, at, a_log()) == wrong


def test_what_is_handed_over_is_done_and_felt_on_both_sides():
    giver, other = party(0, given=0.1), party(1, received=0.2, news=0.0)
    owed = item(by=0, worth=0.4, salience=2.0, resented=0.3, amount=5, unknown=4, dead=0.25, died=3)
    at, log = world(), a_log()
    handing_over.complete(giver, other, owed, at, log)

    assert (owed.today, owed.status, owed.done, owed.delivered) == (DELIVERED, DONE, 10, 5)
    assert (other.received, giver.given) == (near(1.0), near(0.4))
    assert other.news == near(2.0 * (3 - 1))
    assert (owed.known, at.changed, told(log, at)) == (1, 1, [notes.NEWS])
    handing_over.reveal(giver, other, owed, at, log)
    assert (other.news, told(log, at)) == (near(4.0), [notes.NEWS])


def test_what_is_known_on_a_day_becomes_known_on_it_to_the_side_that_is_owed():
    parties = [party(0), party(1)]
    owed = [
        item(by=0, salience=1.0, unknown=2, dead=0.5, died=2, revealed=10),
        item(by=0, salience=9.0, unknown=2, dead=0.5, died=2, revealed=11),
        item(by=0, salience=9.0, unknown=2, dead=0.5, died=2, revealed=0),
        item(by=0, salience=9.0, unknown=2, dead=0.5, died=2, revealed=4, known=1),
    ]
    handing_over.reveal_by_date(parties, owed, world(), a_log())
    assert [one.known for one in owed] == [1, 0, 0, 1]
    assert (parties[0].news, parties[1].news) == (0.0, near(1.0))

"""What a side believes was delivered, worked by hand."""

from by_hand import a_log, item, near, party, world

from agents import verifying
from agents.terms import DELAYED, LATE, WITHHELD, WRONG
from agents.traits import AID


def test_the_gravity_of_each_manner_of_breach():
    at = world(delay_gravity=0.4, hitch_gravity=0.1)
    found = [verifying.gravity(manner, at) for manner in (WITHHELD, WRONG, DELAYED, LATE)]
    assert found == [1.0, 1.0, 0.4, 0.1]


def test_a_claim_lowers_trust_by_its_weight_and_leaves_a_grievance_once_whole():
    at = world(delay_gravity=0.5, tension=0.2, tension_per_breach=0.25)
    one, owed = party(generosity=0.0), item(worth=0.2, salience=1.5, kind=AID)
    verifying.claim(one, owed, at, 1.0, a_log())
    assert (one.broken[AID], one.kept[AID]) == (1.0, 0.0)
    assert (one.wronged, at.tension) == (near(0.3), near(0.4))
    verifying.claim(one, owed, at, 1.0, a_log())
    assert (one.broken[AID], one.kept[AID]) == (1.5, 0.5)
    assert (one.wronged, at.tension) == (near(0.45), near(0.4 + 0.125 * 0.6))
    one.generosity = 1.0
    verifying.claim(one, owed, at, 1.0, a_log())
    assert (one.wronged, at.tension, one.broken[AID]) == (near(0.45), near(0.475), 2.0)

"""Votes at home, worked by hand."""

from by_hand import party
from playing import stub

from agents import ratifying


def test_a_floor_is_the_least_that_enough_weight_approves_of_those_with_a_vote():
    def one(needs, weight, votes=1, by=0):
        fields = {"needs": needs, "weight": weight, "votes": votes, "by": by}
        return stub("constituencies", fields, {})

    ones = [one(0.3, 0.4), one(0.6, 0.3), one(0.8, 0.3)]
    ones += [one(0.1, 5.0, votes=0), one(0.2, 9.0, by=1)]
    floors = {
        majority: ratifying.floor(party(majority=majority), 0, ones)
        for majority in (0.0, 0.4, 0.5, 0.7, 0.71, 1.0)
    }

    assert floors == {0.0: 0.0, 0.4: 0.3, 0.5: 0.6, 0.7: 0.6, 0.71: 0.8, 1.0: 0.8}
    assert ratifying.floor(party(majority=0.5), 0, ones[3:]) == 0.0
    assert ratifying.floor(party(majority=0.5), 0, [one(1.2, 0.4)]) == 1.0

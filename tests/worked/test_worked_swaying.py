"""Publics and partners in government, worked by hand."""

from types import SimpleNamespace

import pytest
from by_hand import a_log, near, party, world
from playing import stub

from agents import notes, swaying


def test_partners_and_publics_are_borne_by_their_own_side():
    """Those who left weigh; those who stay sway, and a partner near its exit threatens."""
    ones = [
        stub("constituencies", {"by": 0, "weight": 0.3, "sway": 0.5, "mood": 0.4}, {}),
        stub("constituencies", {"by": 0, "weight": 0.2, "partner": 1, "gone": 1, "mood": 0.9}, {}),
        stub(
            "constituencies",
            {"by": 1, "weight": 0.6, "partner": 1, "mood": -0.25, "exit": -0.5, "warns": 0.5},
            {"sway": 0.2},
        ),
    ]
    parties = [party(0, home=9.0, gone=9.0, threat=9.0), party(1, home=9.0, gone=9.0, threat=9.0)]
    swaying.bear(ones, parties)

    assert (parties[0].home, parties[0].gone, parties[0].threat) == (near(0.2), near(0.2), 0.0)
    assert (parties[1].home, parties[1].gone, parties[1].threat) == (near(-0.05), 0.0, near(0.3))


def test_a_partner_leaves_under_its_exit_comes_back_over_its_return_and_warns_once():
    one = stub("constituencies", {"index": 3, "partner": 1, "weight": 0.2}, {})
    one.exit, one.returns, one.warns = -0.5, 0.1, 0.4
    at, log = world(spell=2), a_log()
    for mood in (0.0, -0.3, -0.4, -0.5, -0.6, -0.6, 0.1, 0.2, -0.3):
        one.mood = mood
        swaying.stay_or_go(one, at, log)

    found = log[: at.noted]
    assert found[:, notes.KIND].tolist() == [
        notes.THREAT, notes.EXIT, notes.RETURNS, notes.THREAT,
    ]  # fmt: skip
    assert (set(found[:, notes.ACTOR]), set(found[:, notes.ITEM])) == ({3}, {0})
    assert (one.gone, one.warned, at.exits, at.spell) == (0, 1, 1, 3)


@pytest.mark.parametrize("leaves", [0, 1])
def test_a_person_at_a_partners_seat_says_whether_it_leaves(leaves):
    one = stub("constituencies", {"exit": -0.5, "mood": -0.6}, {})
    one.person = SimpleNamespace(decide=lambda kind, item, own: leaves)
    at = world()
    swaying.stay_or_go(one, at, a_log())

    assert (one.gone, at.exits) == (leaves, leaves)

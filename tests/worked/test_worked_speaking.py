"""What mediators say in public, worked by hand."""

from by_hand import near, party, world

from agents import speaking


def test_a_mediator_speaks_of_hope_and_in_talks_of_the_gap_as_well():
    parties = [
        party(current_hope=0.6, asked=0.8, heard=0.2), party(current_hope=0.2, asked=0.5, heard=0.3)
    ]  # fmt: skip
    at = world(talking=1, round=4)
    assert speaking.stand(parties, at) == near(0.5 * 0.4 + 0.5 * 0.6)
    at.round = 0
    assert speaking.stand(parties, at) == near(0.4)
    at.talking, at.round = 0, 4
    assert speaking.stand(parties, at) == near(0.4)

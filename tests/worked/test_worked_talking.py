"""What a side makes of what it hears at the table, worked by hand."""

from by_hand import an_issue, near, party

from agents import believing, talking


def test_an_offer_heard_goes_to_the_head_of_what_was_heard():
    one, issue = party(), an_issue(offer=0.7)
    one.history = [0.0] * len(one.history)
    for heard in (0.1, 0.2, 0.3):
        talking.listen(one, 0, [issue], heard)

    assert one.history[:4] == [0.3, 0.2, 0.1, 0.0]
    assert one.offers_heard == 3
    assert issue.last == [-1.0, 0.7]


def test_what_is_heard_moves_the_deal_expected_and_hope_towards_the_way_closed():
    """Half-way: half of the hope brought along, 0.6, and half of the 0.7 of the way closed."""
    one = party(hope=0.6, current_hope=0.5)
    talking.hear(one, 0.8, 0.5, 0.1, 0.5, 0.4)

    assert one.heard == near(0.4)
    assert one.deal_worth == near(0.6)
    assert one.current_hope == near(0.5 + 0.4 * (0.65 - 0.5))


def test_the_gap_is_what_both_ask_for_over_what_they_heard_on_average():
    parties = [party(asked=0.8, heard=0.2), party(asked=0.5, heard=0.3)]
    assert talking.gap(parties) == near(0.4)
    parties[1].heard = 0.9
    assert talking.gap(parties) == near(0.3)
    for one in parties:
        believing.begin(one)
    assert talking.gap(parties) == 0.0

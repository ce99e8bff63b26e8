"""What offers are worth, and how they are put together, worked by hand."""

from types import SimpleNamespace

import pytest
from by_hand import an_issue, near

from agents import even_deals, offers


def test_shares_are_as_weights_and_a_party_to_whom_nothing_counts_has_none():
    issues = [an_issue(weight=[3.0, 0.0]), an_issue(weight=[1.0, 0.0])]
    offers.normalise(issues)

    assert [one.share for one in issues] == [[0.75, 0.0], [0.25, 0.0]]


def test_issues_are_given_in_the_order_of_what_they_count_beside_the_other():
    """Ratios 0.5, 3, 1; the fourth counts for nothing, and so is never given, the last alone."""
    pairs = [(0.2, 0.4), (0.6, 0.2), (0.2, 0.2), (0.0, 0.2), (0.1, 0.0)]
    issues = [an_issue(share=list(pair)) for pair in pairs]
    order, gone = [], 0
    while (place := even_deals.next_to_give(issues, 0, gone)) >= 0:
        order.append(place)
        gone |= 1 << place

    assert order == [4, 1, 2, 0]


def test_what_the_other_side_cares_for_is_guessed_between_what_is_so_and_evenly():
    """A quarter of the way from one of four to its 0.6."""
    issue = an_issue(share=[0.1, 0.6])
    assert offers.guessed(issue, 0, 4, 0.25) == near(0.25 * 0.6 + 0.75 * 0.25)
    assert offers.guessed(issue, 1, 4, 1.0) == 0.1


def test_the_most_even_deal_gives_issue_by_issue_what_counts_most_beside_the_other():
    """The first issue to North and the others to South: 0.7 for each, the largest product.

    If North has 0.7 already, the second goes over as well: gains of 0.15 and 0.35. Half of each of
    the two would do as well, but issues are given one after another.
    """
    pairs = [(0.7, 0.3), (0.15, 0.35), (0.15, 0.35)]
    issues = [an_issue(levels=3, share=list(pair)) for pair in pairs]

    assert even_deals.even_deal(issues, 0, 1, 0.0, 0.0, 0.0, 0.0) == pytest.approx(0.49)
    assert [one.offer for one in issues] == [1.0, 0.0, 0.0]
    assert even_deals.even_deal(issues, 0, 1, 0.7, 0.0, 0.0, 0.0) == pytest.approx(0.15 * 0.35)
    assert [one.offer for one in issues] == [1.0, 1.0, 0.0]


@pytest.mark.parametrize("levels", [2, 4])
@pytest.mark.parametrize(("slot", "better"), [(0, 0), (0, 1), (1, 0), (1, 1)])
def test_of_deals_that_are_equally_even_one_side_has_the_better(levels, slot, better):
    """Of one issue two levels are as even as each other: of four 1/3 and 2/3; North wants more."""
    issue = an_issue(levels=levels, share=[1.0, 1.0])

    even_deals.even_deal([issue], slot, better, 0.0, 0.0, 0.0, 0.0)

    low = (levels // 2 - 1) / (levels - 1)
    assert issue.offer == near(1.0 - low if better == 0 else low)


def test_of_deals_that_do_not_gain_both_none_is_better_by_what_one_side_likes():
    assert even_deals.is_better(0.2, 0.2, 0.6, 0.5)
    assert not even_deals.is_better(0.2, 0.2, 0.5, 0.6)
    assert not even_deals.is_better(-0.2, -0.2, 0.6, 0.5)
    assert even_deals.is_better(-0.1, -0.2, 0.5, 0.6)


def test_a_side_payment_is_paid_for_what_it_asks_for():
    """North wants the high end and is to give 0.4 of the linked issue; it may keep 0.6."""
    paid = SimpleNamespace(promised=0.2, asks=0.4)
    for offer, wanted in ((0.6, 0.2), (0.5, 0.2), (0.7, 0.0)):
        issues = [an_issue(offer=1.0), an_issue(linked=1, offer=offer)]
        assert offers.payment(issues, paid, 0) == wanted
    assert offers.payment([an_issue(offer=1.0)], SimpleNamespace(promised=0.0, asks=0.0), 0) == 0.0


def test_how_far_an_offer_lies_beyond_lines_is_weighed_by_the_issues_share():
    red = {"red_line": [0.5, 0.0], "offer": 0.2}
    bought, sacred = an_issue(share=[0.25, 1.0], **red), an_issue(sacred=[1, 0], **red)

    assert offers.short_of_line([bought, sacred], 0) == pytest.approx(0.25 * 0.3)
    assert offers.short_of_line([bought, sacred], 1) == 0.0
    assert not offers.beyond_sacred([bought], 0)
    assert offers.beyond_sacred([bought, sacred], 0)
    assert not offers.beyond_sacred([sacred], 1)
    offers.learn_lines([bought], 0)
    assert bought.line_known == [0.5, 0.0]

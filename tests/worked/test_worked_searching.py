"""Searching all deals one by one, worked by hand."""

from by_hand import an_issue

from agents import searching


def test_every_deal_comes_once_the_last_issue_going_first():
    issues = [an_issue(levels=2), an_issue(levels=3)]
    searching.first_deal(issues)
    found = [[one.offer for one in issues]]
    while searching.next_deal(issues):
        found.append([one.offer for one in issues])

    assert found == [[first, second] for first in (0.0, 1.0) for second in (0.0, 0.5, 1.0)]

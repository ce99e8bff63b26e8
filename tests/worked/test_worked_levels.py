"""Levels of an issue, worked by hand."""

from by_hand import an_issue, near

from agents import levels


def test_a_line_that_is_known_is_kept_at_it_and_above_it():
    issue = an_issue(line_known=[0.5, 0.0])
    assert [levels.keeps_known_line(issue, 0, level) for level in (0.4, 0.5, 0.9)] == [
        False, True, True,
    ]  # fmt: skip
    assert levels.keeps_known_line(issue, 1, 0.9)


def test_of_a_list_the_best_level_within_both_lines_is_the_one_worth_most():
    issue = an_issue(levels=4, listed=[1, 0], red_line=[0.0, 0.5])
    issue.worths[0][:4] = [0.1, 0.6, 0.3, 1.0]
    assert levels.best_for(issue, 0) == near(1 / 3)
    issue.worths[0][:4] = [0.7, 0.6, 0.3, 1.0]
    assert levels.best_for(issue, 0) == 0.0
    assert levels.best_for(issue, 1) == 0.0

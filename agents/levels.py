"""Levels of one issue: what each is worth to a party, by a curve or by a list, and which is enough.

A level is a share of the issue's range: 0 at its low end, 1 at its high end.
"""

from agents import rounding
from agents.rules import utility


def place_of(issue, level):
    """Place of a level among those of its issue, from 0."""
    return int(level * (issue.levels - 1.0) + 0.5)


def worth_of_level(issue, slot, level):
    """Worth of a level of one issue to a party [0..1], before its weight."""
    if issue.listed[slot] == 1:
        return issue.worths[slot][place_of(issue, level)]
    return utility.value(level, issue.wants_high[slot], issue.curvature[slot])


def level_worth(issue, slot, worth):
    """The level of an issue that is worth least to a party of those worth at least ``worth``.

    The best level where none is worth so much; of levels of one worth in a list the lowest.
    """
    if issue.listed[slot] == 0:
        wants_high, curvature = issue.wants_high[slot], issue.curvature[slot]
        return utility.level_worth(worth, wants_high, curvature, issue.levels)
    found = best_place(issue, slot)
    for place in range(issue.levels):
        if worth - rounding.SAME <= issue.worths[slot][place] < issue.worths[slot][found]:
            found = place
    return found / (issue.levels - 1.0)


def best_place(issue, slot):
    """Place of the level that a list makes worth most to a party; the lowest of equal ones."""
    best = 0
    for place in range(issue.levels):
        if issue.worths[slot][place] > issue.worths[slot][best]:
            best = place
    return best


def favourite(issue, slot):
    """The level that a party likes best."""
    if issue.listed[slot] == 1:
        return best_place(issue, slot) / (issue.levels - 1.0)
    return 1.0 if issue.wants_high[slot] == 1 else 0.0


def best_level(issue, slot):
    """The level a party would like best, within the other side's red line as far as known."""
    level = favourite(issue, slot)
    if keeps_known_line(issue, 1 - slot, level):
        return level
    return level_worth(issue, 1 - slot, issue.line_known[1 - slot])


def keeps_line(issue, slot, level):
    """True if a level is within a party's red line on its issue."""
    return worth_of_level(issue, slot, level) >= issue.red_line[slot] - rounding.SHORT


def shortfall(issue, slot, level):
    """By how much a level falls short of a party's red line on its issue; 0 if it keeps it."""
    return max(0.0, issue.red_line[slot] - worth_of_level(issue, slot, level) - rounding.SHORT)


def keeps_known_line(issue, slot, level):
    """True if a level is within a party's red line on its issue, as far as the other knows it."""
    line = issue.line_known[slot]
    return line <= 0.0 or worth_of_level(issue, slot, level) >= line - rounding.SHORT


def within_lines(issue, level):
    """True if a level keeps both sides' red lines on its issue."""
    return keeps_line(issue, 0, level) and keeps_line(issue, 1, level)


def best_for(issue, slot):
    """The level that a party likes best among those that keep both red lines, if there is one."""
    best = favourite(issue, slot)
    most = -1.0
    steps = issue.levels - 1.0
    for step in range(issue.levels):
        level = step / steps if issue.wants_high[slot] == 0 else (steps - step) / steps
        if within_lines(issue, level):
            if issue.listed[slot] == 0:
                return level
            if worth_of_level(issue, slot, level) > most:
                most = worth_of_level(issue, slot, level)
                best = level
    return best

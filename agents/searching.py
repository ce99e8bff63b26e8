"""Going through deals: for the offer worth just enough to a party, or through all one by one.

A scenario in which this is done has at most ``MOST_DEALS`` deals (``sim/talks_checks.py``).
"""

from agents import levels, rounding


def ask(issues, slot, target):
    """Put on the table the offer worth least to a party of those worth at least ``target`` to it.

    It is the offer that a time-dependent tactic asks for where a party knows its own utilities
    alone ([Faratin1998]_). Of offers of one utility it is the first, by levels from the end on that
    it likes better, those of the first issue counting first. It keeps within its own red lines and
    within those of the other side that it knows, or within its own alone where both leave it too
    little; where no offer is worth so much it asks for what it likes best on every issue.
    """
    found = least_above(issues, slot, target, True)
    if not found:
        found = least_above(issues, slot, target, False)
    for issue in issues:
        issue.offer = issue.draft if found else levels.favourite(issue, slot)


def least_above(issues, slot, target, heeding):
    """Find the offer of ``ask`` and leave it as the draft; returns whether there is one.

    Issue by issue, depth first: levels with which no offer can reach the target, or be worth less
    than the one found, are passed over with all that would follow them.
    """
    measure_room(issues, slot)
    least = 2.0  # more than any offer is worth
    last = len(issues) - 1
    depth = 0
    issues[0].place = -1
    while depth >= 0:
        issue = issues[depth]
        issue.place += 1
        if issue.place == issue.levels:
            depth -= 1
            continue
        issue.offer = from_its_end(issue, slot, issue.place)
        if not allowed(issue, slot, issue.offer, heeding):
            continue
        issue.added = issue.share[slot] * levels.worth_of_level(issue, slot, issue.offer)
        if depth > 0:
            issue.added = issues[depth - 1].added + issue.added
        most = issue.added + issue.room
        if most < target - rounding.SHORT or issue.added > least - rounding.SAME:
            continue
        if depth < last:
            depth += 1
            issues[depth].place = -1
        else:
            least = issue.added
            for one in issues:
                one.draft = one.offer
    return least < 2.0


def from_its_end(issue, slot, place):
    """The level at a place, counted from the end of an issue that a party likes better.

    It is counted from the low end if the party likes both ends the same.
    """
    low = levels.worth_of_level(issue, slot, 0.0)
    if low < levels.worth_of_level(issue, slot, 1.0):
        place = issue.levels - 1 - place
    return place / (issue.levels - 1.0)


def measure_room(issues, slot):
    """Set, for each issue, the most that those after it can add to a party's utility."""
    room = 0.0
    for depth in range(len(issues) - 1, -1, -1):
        issue = issues[depth]
        issue.room = room
        level = levels.favourite(issue, slot)
        room += issue.share[slot] * levels.worth_of_level(issue, slot, level)


def allowed(issue, slot, level, heeding):
    """True if a level keeps a party's red line and, if it heeds it, the other's as it knows it."""
    if not levels.keeps_line(issue, slot, level):
        return False
    return not heeding or levels.keeps_known_line(issue, 1 - slot, level)


def first_deal(issues):
    """Put on the table the first of all deals: the low end of every issue."""
    for issue in issues:
        issue.place = 0
        issue.offer = 0.0


def next_deal(issues):
    """Put the next of all deals on the table, the last issue going first; false after the last."""
    for depth in range(len(issues) - 1, -1, -1):
        issue = issues[depth]
        issue.place += 1
        if issue.place < issue.levels:
            issue.offer = issue.place / (issue.levels - 1.0)
            return True
        issue.place = 0
        issue.offer = 0.0
    return False

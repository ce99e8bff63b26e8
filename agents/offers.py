"""What an offer is worth, which lines it crosses, and how a party puts one together."""

import math

from agents import rounding
from agents.levels import (
    best_level,
    keeps_known_line,
    keeps_line,
    level_worth,
    shortfall,
    worth_of_level,
)

MENDING = 4  # passes in which an offer that respects red lines is brought up to its target


def normalise(issues):
    """Set each party's shares so that they are as its weights and sum to 1."""
    first = 0.0
    second = 0.0
    for issue in issues:
        first += issue.weight[0]
        second += issue.weight[1]
    for issue in issues:
        issue.share[0] = issue.weight[0] / first if first > 0.0 else 0.0
        issue.share[1] = issue.weight[1] / second if second > 0.0 else 0.0


def worth_of_offer(issues, slot):
    """Utility of the offer on the table to the party in ``slot`` [0..1]."""
    total = 0.0
    for issue in issues:
        total += issue.share[slot] * worth_of_level(issue, slot, issue.offer)
    return total


def payment(issues, party, slot):
    """Side payment that the offer on the table would bring a party [points].

    It is paid only if the offer goes as far on the linked issue as the payment asks.
    """
    if party.promised <= 0.0:
        return 0.0
    for issue in issues:
        if issue.linked == 1:
            given = 1.0 - worth_of_level(issue, slot, issue.offer)
            if given < party.asks - rounding.SHORT:
                return 0.0
    return party.promised


def short_of_line(issues, slot):
    """How far the offer on the table lies beyond a party's red lines that can be bought off.

    In points; a sacred line has no price, see ``beyond_sacred``.
    """
    short = 0.0
    for issue in issues:
        if issue.sacred[slot] == 0:
            short += issue.share[slot] * shortfall(issue, slot, issue.offer)
    return short


def beyond_sacred(issues, slot):
    """True if the offer on the table lies beyond something sacred to a party."""
    for issue in issues:
        if issue.sacred[slot] == 1 and not keeps_line(issue, slot, issue.offer):
            return True
    return False


def learn_lines(issues, slot):
    """The other side learns which red lines of a party its offer crossed."""
    for issue in issues:
        if not keeps_line(issue, slot, issue.offer):
            issue.line_known[slot] = issue.red_line[slot]


def ask(issues, slot, target):
    """Put on the table an offer worth ``target`` to a party, equally on every issue.

    It keeps within its own red lines and within those of the other side that it knows; what that
    costs it asks for on the other issues.
    """
    wanted = target
    for _ in range(MENDING):
        for issue in issues:
            least = max(wanted, issue.red_line[slot])
            issue.offer = level_worth(issue, slot, min(1.0, least))
            keep_line(issue, 1 - slot)
        missing = target - worth_of_offer(issues, slot)
        if missing <= rounding.SHORT or wanted >= 1.0:
            return
        wanted = min(1.0, wanted + missing)


def keep_line(issue, other):
    """Move one issue of the offer back to the other side's red line, as far as it is known.

    Where the two red lines exclude each other, the party keeps its own.
    """
    if not keeps_known_line(issue, other, issue.offer):
        level = level_worth(issue, other, issue.line_known[other])
        if keeps_line(issue, 1 - other, level):
            issue.offer = level


def insist(issues, slot, target):
    """Put on the table an offer worth ``target`` to a party, whatever the other's red lines."""
    for issue in issues:
        issue.offer = level_worth(issue, slot, min(1.0, max(target, issue.red_line[slot])))


def guessed(issue, slot, count, insight):
    """What a party takes the other side's weight of an issue to be [share]."""
    return insight * issue.share[1 - slot] + (1.0 - insight) / count


def trade_off(issues, slot, target, insight):
    """Put on the table an offer worth ``target`` to a party, as near as it can to the other's last.

    The trade-off strategy of [Faratin2002]_ for additive utilities: from the other side's last
    offer, the party moves the issues on which a step brings it most for what it takes the step to
    cost the other side, one after another, until the offer is worth enough to itself.
    """
    for issue in issues:
        issue.offer = issue.last[1 - slot]
        if not keeps_line(issue, slot, issue.offer):
            issue.offer = level_worth(issue, slot, issue.red_line[slot])
    for _ in range(len(issues)):
        missing = target - worth_of_offer(issues, slot)
        if missing <= rounding.SHORT:
            return
        best = best_to_move(issues, slot, insight)
        if best < 0:
            return
        issue = issues[best]
        now = worth_of_level(issue, slot, issue.offer)
        issue.offer = level_worth(issue, slot, min(1.0, now + missing / issue.share[slot]))
        keep_line(issue, 1 - slot)


def best_to_move(issues, slot, insight):
    """The issue that brings a party most for what the other is thought to lose; -1 if none."""
    best = -1
    most = 0.0
    place = 0
    for issue in issues:
        room = best_level(issue, slot)
        if math.fabs(room - issue.offer) > rounding.SHORT and issue.share[slot] > 0.0:
            other = guessed(issue, slot, len(issues), insight)
            ratio = issue.share[slot] / (other + rounding.SOME)
            if ratio > most:
                most = ratio
                best = place
        place += 1
    return best

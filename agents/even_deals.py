"""The most even deal: what a mediator proposes, and what follows from two sealed demands."""

from agents import rounding, searching
from agents.levels import best_for, within_lines
from agents.offers import worth_of_offer
from agents.rules import mediation


def even_deal(issues, slot, better, least, other_least, closeness, other_closeness):
    """Put on the table the deal of the most even gains over what each side has; returns its score.

    From the other side's best deal the issues go over to the party in ``slot`` level by level, in
    the order of what they count for it beside the other ([Raiffa1982]_): for utilities that are
    linear, deals that none beats for both. Of these the deal with the best ``even_gains`` is taken
    ([Nash1950]_), and of equally good ones that which is worth most to the party in ``better``; the
    score is negative if none gives both more than ``least`` and ``other_least``.
    Where the worth of levels stands in lists, which know no direction, all deals are looked at.
    """
    for issue in issues:
        issue.offer = best_for(issue, 1 - slot)
        issue.draft = issue.offer
    if any_listed(issues):
        best = best_of_all(issues, slot, better, least, other_least, closeness, other_closeness)
    else:
        best = best_on_the_way(issues, slot, better, least, other_least, closeness, other_closeness)
    for issue in issues:
        issue.offer = issue.draft
    return best


def best_on_the_way(issues, slot, better, least, other_least, closeness, other_closeness):
    """Leave as the draft the best deal on the way on which issues go over; returns its score."""
    best = score(issues, slot, least, other_least, closeness, other_closeness)
    most = worth_of_offer(issues, better)
    given = 0
    for _ in range(len(issues)):
        place = next_to_give(issues, slot, given)
        if place < 0:
            break
        given |= 1 << place
        issue = issues[place]
        steps = issue.levels - 1.0
        for step in range(1, issue.levels):
            level = step / steps if issue.wants_high[slot] == 1 else (steps - step) / steps
            if not within_lines(issue, level):
                continue
            issue.offer = level
            found = score(issues, slot, least, other_least, closeness, other_closeness)
            liked = worth_of_offer(issues, better)
            if is_better(found, best, liked, most):
                best = max(best, found)
                most = liked
                keep(issues)
    return best


def best_of_all(issues, slot, better, least, other_least, closeness, other_closeness):
    """Leave as the draft the best deal of all that keep both red lines; returns its score.

    The draft stands where none does; of equal scores, as in ``even_deal``.
    """
    best = score(issues, slot, least, other_least, closeness, other_closeness)
    most = worth_of_offer(issues, better)
    searching.first_deal(issues)
    more = True
    while more:
        found = score(issues, slot, least, other_least, closeness, other_closeness)
        liked = worth_of_offer(issues, better)
        if is_better(found, best, liked, most) and all_within_lines(issues):
            best = max(best, found)
            most = liked
            keep(issues)
        more = searching.next_deal(issues)
    return best


def is_better(found, best, liked, most):
    """True for a deal of a better score, or as good a one that is worth more to one of the sides.

    ``liked`` is what it is worth to that side, and ``most`` what the best so far is. Where none
    gives both sides more than they have, scores are negative and all alike.
    """
    return found > best + rounding.SAME or (found > max(0.0, best - rounding.SAME) and liked > most)


def score(issues, slot, least, other_least, closeness, other_closeness):
    """How even the gains of the offer on the table are, over what each side has."""
    own = worth_of_offer(issues, slot) - least + rounding.SOME
    other = worth_of_offer(issues, 1 - slot) - other_least + rounding.SOME
    return mediation.even_gains(own, other, closeness, other_closeness)


def keep(issues):
    """Keep the deal on the table as the draft."""
    for issue in issues:
        issue.draft = issue.offer


def next_to_give(issues, slot, given):
    """The issue that counts most for a party beside the other, of those not yet given; -1: none."""
    best = -1
    most = -1.0
    place = 0
    for issue in issues:
        if issue.share[slot] > 0.0 and given & (1 << place) == 0:
            ratio = issue.share[slot] / (issue.share[1 - slot] + rounding.SOME)
            if ratio > most:
                most = ratio
                best = place
        place += 1
    return best


def any_listed(issues):
    """True if a party's worth of some issue's levels stands in a list."""
    for issue in issues:
        if issue.listed[0] == 1 or issue.listed[1] == 1:
            return True
    return False


def all_within_lines(issues):
    """True if the deal on the table keeps both sides' red lines."""
    for issue in issues:
        if not within_lines(issue, issue.offer):
            return False
    return True

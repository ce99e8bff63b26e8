"""Give way one step when one's own limit of risk is the lower ([Zeuthen1930]_, [Harsanyi1956]_).

Each side stands by a demand. The largest risk of conflict that a side would run rather than take
the other's offer is its share of what it would lose by taking it; the side with the lower limit
gives way by one level, and of two equal limits a draw decides. Comparing limits is comparing the
products of gains that the two demands bring, so that the demand with the larger product never
moves and the sides end at the largest product of all ([Nash1950]_). It assumes complete
information and one issue; both sides ask only for deals that gain both and can be ratified.
"""

from agents import levels, luck, rounding
from agents.rules import bargaining


def plan(world, party, other, slot, issue, fallbacks, floors):
    """Work out what the party asks for in this round, and takes: the worth of its demand.

    ``fallbacks`` is what conflict is worth to the party and to the other, ``floors`` what a deal
    must bring each.
    """
    step = standing(party, slot, issue, fallbacks, floors)
    if issue.last[1 - slot] >= 0.0 and issue.last[slot] >= 0.0:
        answer = step_of(issue, 1 - slot, issue.last[1 - slot])
        if gives_way(world, party, slot, issue, step, answer, fallbacks):
            if gains_both(issue, slot, step + 1, fallbacks, floors):
                step += 1
    asked = levels.worth_of_level(issue, slot, level_at(issue, slot, step))
    party.planned_demand = asked
    party.planned_least = asked


def target(party, reserve):
    """Utility the party asks for: that of the demand it stands by; never under its reserve."""
    return max(reserve, party.planned_demand)


def level_at(issue, slot, step):
    """The level that is so many steps from the end that a party wants [share of the range]."""
    steps = issue.levels - 1.0
    return (steps - step) / steps if issue.wants_high[slot] == 1 else step / steps


def step_of(issue, slot, level):
    """How many steps a level is from the end that a party wants."""
    away = 1.0 - level if issue.wants_high[slot] == 1 else level
    return int(away * (issue.levels - 1.0) + 0.5)


def standing(party, slot, issue, fallbacks, floors):
    """The demand a party stands by, in steps from its end: its last, or the first it makes.

    It opens with what it likes best, up to its opening, of the deals that gain both; where there is
    none it holds its opening.
    """
    if issue.last[slot] >= 0.0:
        return step_of(issue, slot, issue.last[slot])
    first = step_of(issue, slot, levels.level_worth(issue, slot, party.opening))
    for step in range(first, issue.levels):
        if gains_both(issue, slot, step, fallbacks, floors):
            return step
    return first


def gains_both(issue, slot, step, fallbacks, floors):
    """True if a deal gains both sides, can be ratified on both, and keeps both red lines."""
    if step >= issue.levels:
        return False
    level = level_at(issue, slot, step)
    own = levels.worth_of_level(issue, slot, level)
    other = levels.worth_of_level(issue, 1 - slot, level)
    gains = own - fallbacks[0] > rounding.SAME and other - fallbacks[1] > rounding.SAME
    ratified = own >= floors[0] - rounding.SHORT and other >= floors[1] - rounding.SHORT
    return gains and ratified and levels.within_lines(issue, level)


def gives_way(world, party, slot, issue, step, answer, fallbacks):
    """True if the party's limit of risk is the lower, or equal and the draw falls on it.

    ``step`` and ``answer`` are the demands of both, in steps from the end that each wants. The draw
    belongs to the pair of demands, so that both sides see the same one.
    """
    own = level_at(issue, slot, step)
    offered = level_at(issue, 1 - slot, answer)
    limit = limit_of(issue, slot, own, offered, fallbacks[0])
    other_limit = limit_of(issue, 1 - slot, offered, own, fallbacks[1])
    if limit <= 0.0:
        return False  # the other offers as much as the party asks for
    if limit < other_limit - rounding.SAME:
        return True
    if limit > other_limit + rounding.SAME:
        return False
    first, second = (step, answer) if party.stream == 0 else (answer, step)
    draw = luck.uniform(world.key, luck.CONCESSION, luck.NOBODY, first, second, 0)
    return (draw < 0.5) == (party.stream == 0)


def limit_of(issue, slot, own, offered, fallback):
    """The limit of risk of a side that stands by one level and is offered another."""
    return bargaining.risk_limit(
        levels.worth_of_level(issue, slot, own) - fallback,
        levels.worth_of_level(issue, slot, offered) - fallback,
    )

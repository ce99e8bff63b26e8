"""One demand under private information: the risk-return trade-off of [Fearon1995]_.

The first side demands a share ``x`` and leaves ``1 - x``; the second takes that if it is at least
its worth of fighting, of which the first knows only that it lies somewhere between ``low`` and
``high``, all equally likely. Asking for more is worth more if it is taken and is taken less often:
``x (1 - x - low) + outside (high - 1 + x)``, over ``high - low``, is largest at
``x = (1 - low + outside) / 2``. Below ``1 - high`` everyone takes, so nobody asks for less than
that; and nobody can ask for more than everything.

With a war that the first side wins with chance ``p`` at a cost ``c`` to it, and at a cost to the
second that is uniform on 0 to ``C``, this is ``p + (C - c) / 2``, or ``p`` where ``c >= C``.
"""

import numpy as np

from sim import phases
from sim.protocols import table
from sim.theory import answer, conditions, reading

KEEP = "all"
PARAMETER, VALUES, RUNS = "parties.first.war_cost", tuple(np.arange(7) / 10), 4000
LABELS = ("cost of fighting to the side that demands", "share of runs")


def best(outside, low, high):
    """The best demand of one that would else get ``outside``, and expects ``low`` to ``high``."""
    if outside >= 1.0 - low:
        return outside  # it would rather fight than have anything that may be taken
    return min(1.0, max(1.0 - high, (1.0 - low + outside) / 2.0))


def chance_refused(demand, low, high):
    """Chance that a demand is refused by a side that takes at least ``low`` to ``high``."""
    if high <= low:
        return float(1.0 - demand < low)
    return min(1.0, max(0.0, (high - (1.0 - demand)) / (high - low)))


def least_of_second(scenario):
    """From what to what the least share lies that the second side takes: its worth of fighting."""
    prospect = reading.value(scenario, "parties.second.war_prospect")
    cheap, dear = reading.uniform(scenario, "parties.second.war_cost")
    return prospect - dear, prospect - cheap


def check(scenario):
    """Refuse all but one demand by the first side."""
    conditions.one_demand(scenario)
    conditions.nothing_else(scenario, "mediators")


def expected(scenario):
    """The demand, and how often it is refused."""
    first = scenario.premises.parties["first"]
    outside = first.war_prospect - first.war_cost
    demand = best(outside, first.other_least_low, first.other_least_high)
    named = reading.in_levels(demand, reading.steps(scenario))
    return demand, chance_refused(named, *least_of_second(scenario))


def answers(scenario, kept):
    """How often the demand is refused, and the demand itself."""
    check(scenario)
    demand, fighting = expected(scenario)
    made = kept.offers[:, 0, table.UTILITY_0].mean()
    level = 1.0 / reading.steps(scenario)
    return (
        answer.share("share of runs in which fighting resumes", fighting,
                     kept.runs["stage"] == phases.FIGHTING),
        answer.exact("share demanded", "share", demand, made, level, "a level"),
    )  # fmt: skip

"""When a mediator is believed: biased mediation as in [Kydd2003]_, worked out for a uniform cost.

A first side that would win ``p`` by fighting, at a cost ``c``, makes one demand ``p + z`` of a
second whose cost of fighting lies anywhere from ``a`` to ``C`` and is known to nobody else, but for
a mediator that knows whether it is below ``m`` (the second is firm) or not (it is soft). Of a side
whose cost lies between ``x`` and ``y`` the first asks for ``z = (y - c) / 2``, within ``x`` and
``y``, and a share ``(z - x) / (y - x)`` of such sides refuses. The mediator's worth of what follows
is, but for a constant, ``b (1 - refused) z - k refused``: ``b`` is how much closer it is to the
first side than to the second, and ``k`` what no fighting is worth to it.

Its word is believed if it would not gain by saying what is not so. Called firm, a soft side is
asked for ``f``, the demand of a firm one, and takes it; called soft, it is asked for ``s`` and
refuses with chance ``w``. So the mediator is believed if ``b ((1 - w) s - f) >= k w``: if it is
close enough to the side that it speaks to. (That a firm side is not called soft needs less.) If it
is not believed, the demand is as if nobody had spoken.
"""

from typing import NamedTuple

import numpy as np

from agents import notes
from sim import phases
from sim.protocols import table
from sim.theory import answer, conditions, fearon, reading

KEEP = "all"
PARAMETER, RUNS = "mediators.broker.closeness_first", 2000
VALUES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.42, 0.43, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
LABELS = ("how close the mediator is to the side that demands", "share of runs")
SAME = 1e-9


class Game(NamedTuple):
    """The premises, in terms of what fighting costs the second side."""

    wins: float  # share that the first side would win by fighting
    own: float  # cost of that to it
    low: float  # least and greatest cost to the second side
    high: float
    line: float  # cost below which the second is firm; the mediator knows whether it is
    bias: float  # how much closer the mediator is to the first side
    peace: float  # what no fighting is worth to the mediator
    knows: bool  # whether what it knows can count at all

    @property
    def groups(self):
        """The costs of a firm side and of a soft one."""
        return (self.low, self.line), (self.line, self.high)

    def asks(self, low, high):
        """What is asked for beyond ``wins`` of a side whose cost lies from ``low`` to ``high``."""
        return min(1.0 - self.wins, max(low, min(high, (high - self.own) / 2.0)))

    def worth(self, asked, low, high):
        """Worth to the mediator of a demand, of a side whose cost lies from ``low`` to ``high``."""
        refused = share_below(asked, low, high)
        return self.bias * (1.0 - refused) * asked - self.peace * refused

    @property
    def believed(self):
        """True if the mediator would gain nothing by saying what is not so."""
        if not self.knows:
            return False
        firm, soft = self.groups
        to_firm, to_soft = self.asks(*firm), self.asks(*soft)
        return (
            self.worth(to_firm, *soft) <= self.worth(to_soft, *soft) + SAME
            and self.worth(to_soft, *firm) <= self.worth(to_firm, *firm) + SAME
        )


def share_below(cost, low, high):
    """Share of the sides with a cost from ``low`` to ``high`` whose cost is below ``cost``."""
    return min(1.0, max(0.0, (cost - low) / (high - low)))


def check(scenario):
    """Refuse all but one demand and one mediator that speaks; what is believed must be so."""
    conditions.one_demand(scenario)
    mediators = scenario.premises.mediators
    if len(mediators) != 1:
        conditions.refuse(scenario, "mediators", "exactly one", str(len(mediators)))
    for instrument in ("bridging", "pressure", "payment", "guarantee"):
        conditions.require(scenario, {f"mediators.*.budget_{instrument}": 0})
    low, high = fearon.least_of_second(scenario)
    if low >= high:
        conditions.refuse(scenario, "parties.second.war_cost", "{uniform: [low, high]}")
    for key, true in (
        ("parties.second.war_prospect", 1.0 - scenario.premises.parties["first"].war_prospect),
        ("parties.first.other_least_low", low),
        ("parties.first.other_least_high", high),
    ):
        found = reading.value(scenario, key)
        if abs(found - true) > SAME:
            conditions.refuse(scenario, key, f"{true:g} here", f"{found:g}")


def game(scenario):
    """The premises as a game."""
    first, second = (scenario.premises.parties[key] for key in ("first", "second"))
    (mediator,) = scenario.premises.mediators.values()
    wins, left = first.war_prospect, second.war_prospect
    least = fearon.least_of_second(scenario)
    low, high = left - least[1], left - least[0]
    line = left - mediator.knows_least_1
    return Game(
        wins,
        first.war_cost,
        low,
        high,
        line,
        mediator.closeness_0 - mediator.closeness_1,
        mediator.credit + mediator.border * (1.0 - mediator.accepts_displacement),
        mediator.mediates and low < line < min(left, high),
    )


def outcome(found, steps):
    """Chance of fighting, and what is demanded of each group, if shares come in ``steps`` steps."""
    groups = found.groups if found.knows else ((found.low, found.high),)
    fighting, demands = 0.0, []
    for group in groups:
        demand = found.wins + found.asks(*(group if found.believed else (found.low, found.high)))
        named = reading.in_levels(demand, steps)
        weight = (group[1] - group[0]) / (found.high - found.low)
        fighting += weight * share_below(named - found.wins, *group)
        demands.append(demand)
    return fighting, demands


def answers(scenario, kept):
    """How often fighting resumes, whether the mediator is believed, what is demanded of whom."""
    check(scenario)
    steps, found = reading.steps(scenario), game(scenario)
    fighting, demands = outcome(found, steps)
    told = kept.log[..., notes.KIND] == notes.INFORMS
    believed = told & (kept.log[..., notes.place_of(notes.Word, "believed")] == 1.0)
    beside = [
        answer.share("share of runs in which fighting resumes", fighting,
                     kept.runs["stage"] == phases.FIGHTING),
        answer.exact("share of runs in which the mediator is believed", "share of runs",
                     found.believed, believed.any(axis=1).mean(), 0.0, "always or never"),
    ]  # fmt: skip
    cost = scenario.premises.parties["second"].war_prospect - kept.days["outside"][:, 0, 1]
    firm = cost < found.line
    named = ("share demanded of a firm side", "share demanded of a soft side")
    if not found.knows:
        firm, named = np.ones(len(cost), dtype=bool), ("share demanded",)
    for what, demand, true in zip(named, demands, (firm, ~firm), strict=False):
        if true.any():
            made = kept.offers[true, 0, table.UTILITY_0].mean()
            beside.append(answer.exact(what, "share", demand, made, 1.0 / steps, "a level"))
    return tuple(beside)

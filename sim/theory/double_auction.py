"""Sealed demands under private values: the double auction of [Chatterjee1983]_.

Each side has a least utility that it alone knows, uniform on 0..1: the seller its cost ``c``, the
buyer ``1 - v`` where the thing is worth ``v`` to it. Both name a price at once; if the bid is at
least the ask they trade in the middle. In the linear equilibrium the seller asks
``2 c / 3 + 1 / 4`` and the buyer bids ``2 v / 3 + 1 / 12``: against a bid that is uniform on
1/12..3/4, an ask ``s`` brings a seller ``((s + 3 / 4) / 2 + s) / 2 - c`` on average, with a chance
in proportion to ``3 / 4 - s``, and that is best at ``s = 2 c / 3 + 1 / 4``; the buyer's side is its
mirror image. So they trade if ``v - c >= 1 / 4``: in 9/32 of all cases, for 27/32 of all there is
to gain.

A side may also be honest and ask for its least. The answers below hold for either way of asking on
each side, on prices in as many levels as the premises have.
"""

from typing import NamedTuple

import numpy as np

from sim.theory import answer, conditions, reading

KEEP = "days"
LEAST_RUNS = 30  # for intervals of means
LABELS = ("least that the seller takes (its cost)", "share of runs")
ALL_GAINS = 1.0 / 6.0  # mean of what there is to gain, max(0, v - c)
BINS = 8  # of the figure
FINE = 1000  # points at which a bin is measured


class Way(NamedTuple):
    """How a side turns its least into a demand, ``max(least, slope least + step)``."""

    slope: float
    step: float

    def demand(self, least):
        """Utility asked for."""
        return np.maximum(least, self.slope * least + self.step)

    def asking(self, demand):
        """Share of all sides that ask for no more than that: also the largest least among them."""
        return np.clip(np.minimum(demand, (demand - self.step) / self.slope), 0.0, 1.0)

    def sum(self, least):
        """The demand, summed up over all sides from 0 to ``least``."""
        turn = self.step / (1.0 - self.slope) if self.slope < 1.0 else 0.0
        below = np.minimum(least, turn)
        return (self.slope * below / 2.0 + self.step) * below + (
            np.maximum(least, turn) ** 2 - turn**2
        ) / 2.0


WAYS = {"shading": Way(2.0 / 3.0, 1.0 / 4.0), "time_dependent": Way(1.0, 0.0)}


def check(scenario):
    """Refuse all but two sealed demands, each shaded or honest, by sides of any worth."""
    prospects = [f"parties.{party}.war_prospect" for party in scenario.premises.parties]
    conditions.one_number_each(scenario, except_for=prospects)
    conditions.nothing_else(scenario, "mediators", "obligations", "constituencies")
    conditions.one_issue(scenario)
    conditions.linear(scenario)
    conditions.nothing_on_signing(scenario)
    conditions.require(
        scenario,
        {
            "talks.protocol": "sealed_demands",
            "talks.rounds": 1,
            "talks.rounds_a_day": 1,
            "limbo.limbo": False,
            "choice.resumable": False,
            "parties.*.strategy": set(WAYS),
            "parties.*.war_cost": 0.0,
        },
    )
    for key, party in scenario.premises.parties.items():
        opening = 0.0 if party.strategy == "time_dependent" else 1.0  # honest: opens with its least
        conditions.require(scenario, {f"parties.{key}.opening": opening})
    for key in prospects:
        if reading.uniform(scenario, key) != (0.0, 1.0):
            conditions.refuse(scenario, key, "{uniform: [0, 1]}")


def played(scenario):
    """The ways in which both sides ask, and the steps of the price."""
    first, second = (WAYS[party.strategy] for party in scenario.premises.parties.values())
    return first, second, reading.steps(scenario)


class Expected(NamedTuple):
    """What theory expects of a case."""

    trade: float  # chance of a trade
    gains: float  # share of the possible gains that is realised
    first: float  # mean gain over no deal
    second: float


def expected(first, second, steps):
    """What comes of two ways of asking, on a price in ``steps`` steps.

    The second side asks for some worth ``k / steps`` or a little less: they trade if the first
    still takes what that leaves, and then in the middle of the two demands.
    """
    level = np.arange(steps + 1) / steps
    most = second.asking(level)  # of the second sides that ask for no more than a level
    least = np.concatenate([[0.0], most[:-1]])
    other = first.asking(1.0 - level)  # of the first sides that leave it
    chance = (most - least) * other
    asked = other * (second.sum(most) - second.sum(least))  # demands, over all that trade
    left = (most - least) * first.sum(other)
    own = (most - least) * other**2 / 2.0  # least worths, likewise
    theirs = other * (most**2 - least**2) / 2.0
    middle = 0.5 * (chance + asked - left)  # worth to the second of the middle, likewise
    gains = np.array([chance - middle - own, middle - theirs]).sum(axis=1)
    return Expected(chance.sum(), gains.sum() / ALL_GAINS, *gains)


def answers(scenario, kept):
    """How often they trade, and what each side and both together gain by it."""
    check(scenario)
    theory = expected(*played(scenario))
    least = kept.days["outside"][:, 0]
    traded = kept.runs["agreed_day"] > 0
    gains = np.where(traded[:, None], kept.runs["deal_worth"] - least, 0.0)
    first, second = (name.lower() for name in scenario.parties)
    return (
        answer.share("share of runs with a trade", theory.trade, traded),
        answer.mean("realised share of the possible gains", "share", theory.gains,
                    per_unit(gains.sum(axis=1), np.maximum(0.0, 1.0 - least.sum(axis=1)))),
        answer.mean(f"mean gain of the {first}", "points", theory.first, gains[:, 0]),
        answer.mean(f"mean gain of the {second}", "points", theory.second, gains[:, 1]),
    )  # fmt: skip


def per_unit(part, whole):
    """Values whose mean is the ratio of two means, and whose spread is that of the ratio."""
    ratio = part.sum() / whole.sum()
    return ratio + (part - ratio * whole) / whole.mean()


def points(scenario, kept):
    """How often a seller trades, by its cost: (middle of a bin, answer)."""
    check(scenario)
    first, second, steps = played(scenario)
    cost, traded = kept.days["outside"][:, 0, 1], kept.runs["agreed_day"] > 0
    for low in np.arange(BINS) / BINS:
        costs = low + (np.arange(FINE) + 0.5) / (FINE * BINS)
        theory = first.asking(1.0 - np.ceil(second.demand(costs) * steps) / steps).mean()
        own = traded[(cost >= low) & (cost < low + 1.0 / BINS)]
        if len(own) == 0:
            continue
        yield low + 0.5 / BINS, answer.share("share of runs with a trade", theory, own)

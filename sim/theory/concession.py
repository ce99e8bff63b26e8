"""Two sides that concede with time: when their demands meet, and at what terms ([Faratin1998]_).

By round ``t`` of ``T`` a side asks for ``o - (o - r) (t/T)^(1/b)``, from its opening down to its
reserve. An offer is taken if it leaves the other side what that side would itself ask for a round
later ([Baarslag2014]_). So in round ``m`` there is a deal if what one side asks for after ``m - 1``
rounds and what the other asks for after ``m`` add up to the pie or less. Where the demands of both
add up to the pie after ``t`` rounds, that is the first whole round from ``t`` on or the one after
it. With equal ``b``, ``t = T ((o1 + o2 - 1) / (o1 + o2 - r1 - r2))^b``.
"""

import math

import numpy as np

from sim.theory import answer, conditions, reading, sides
from sim.theory.answer import LAST_DIGITS, Answer

KEEP = "all"
PARAMETER, VALUES, RUNS = "parties.first.haste", tuple(np.linspace(0.2, 3.0, 15)), 2
LABELS = ("haste of the first party", "round of the agreement")


def answers(scenario, kept):
    """The round of the agreement, its terms, and where the demands of both meet."""
    check(scenario)
    found = sides.deals(scenario, kept)
    meeting = crossing(scenario)
    by_mover = [deal(scenario, meeting, mover) for mover in (0, 1)]
    rounds, shares, close = np.array(by_mover, dtype=float)[found.mover].T
    grid = 1.0 / reading.steps(scenario)
    tie = float(np.max(close))
    edge = "exact" if tie == 0.0 else "a tie that the grid of levels decides"
    moved = tie * max(steepest(scenario, mover) for mover in (0, 1))
    shown = [
        answer.exact("round of the agreement", "rounds", rounds, found.rounds, tie, edge),
        answer.exact(
            "share of the first side", "share", shares, found.worth[:, 0],
            moved + grid + LAST_DIGITS, "a level of the issue" if tie == 0.0 else edge,
        ),
    ]  # fmt: skip
    shown.append(
        answer.exact("runs with an agreement", "share of runs", rounds > 0.0, found.agreed, tie)
    )
    if meeting is not None and (rounds > 0.0).all():
        what, allowed = (
            "round in which both demands meet",
            "the round is this rounded up, or one more",
        )
        last = float(found.rounds[0])
        shown.append(Answer(what, "rounds", meeting, last, last - 2.0, last, allowed))
    return tuple(shown)


def check(scenario):
    """The result is about time alone."""
    conditions.bargaining(scenario, "time_dependent")
    conditions.linear(scenario)
    conditions.require(scenario, {"talks.breakdown": 0.0, "choice.resumable": False})


def demand(scenario, slot, rounds):
    """What a side asks for after a number of rounds [share]."""
    party = list(scenario.premises.parties.values())[slot]
    least = reading.outside(scenario)[slot]
    gone = min(1.0, rounds / scenario.premises.talks.rounds)
    return max(least, party.opening - (party.opening - least) * gone ** (1.0 / party.haste))


def crossing(scenario):
    """After how many rounds, not always whole, the demands of both add up to the pie; or None."""
    first, second = scenario.premises.parties.values()
    least, rounds = reading.outside(scenario), scenario.premises.talks.rounds
    if sum(least) > 1.0:
        return None

    def over(gone):
        return demand(scenario, 0, gone) + demand(scenario, 1, gone) - 1.0

    if over(0.0) <= 0.0:
        return 0.0
    lowered = first.opening >= least[0] and second.opening >= least[1]
    if first.haste == second.haste and lowered:
        opened = first.opening + second.opening
        return rounds * ((opened - 1.0) / (opened - sum(least))) ** first.haste
    if over(rounds) >= 0.0:
        return float(rounds)
    from scipy import optimize  # here, for every command knows the results of theory by name

    return optimize.brentq(over, 0.0, rounds, xtol=1e-13)


def deal(scenario, meeting, mover):
    """Round, the first side's share, and 1 if the round before or after is as good; zeros if none.

    The grid of levels rounds what the proposer asks for up.
    """
    if meeting is None:
        return 0, 0.0, 0
    for count in (max(1, math.ceil(meeting - 1e-9)), max(1, math.ceil(meeting - 1e-9)) + 1):
        slot = (mover + count - 1) % 2
        asked = demand(scenario, slot, count - 1)
        over = asked + demand(scenario, 1 - slot, count) - 1.0
        grid = 1.0 / reading.steps(scenario)
        if over <= grid:
            break
    if count > reading.rounds_there_are(scenario):
        return 0, 0.0, 0
    asked = min(1.0, math.ceil(asked / grid * (1.0 - 1e-12)) * grid)
    return count, asked if slot == 0 else 1.0 - asked, int(abs(over) <= grid)


def steepest(scenario, slot):
    """The most that a side's demand falls in two rounds [share]."""
    asked = [demand(scenario, slot, count) for count in range(scenario.premises.talks.rounds + 3)]
    return max(before - after for before, after in zip(asked, asked[2:], strict=False))

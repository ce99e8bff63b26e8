"""Exchange in tranches: how small they must be if each side could stop at any ([Lockwood2002]_).

On each date both sides hand over a tranche at once. Giving costs, receiving is worth more, and a
side that gives nothing today still receives today, but nothing from then on: it is left with what
leaving is worth, ``w``, a day later. With ``V`` the worth of what follows a date, seen from it, a
side gives if what that costs is at most what it would lose:

    c s_k <= d (V_{k+1} - w),    V_k = (v - c) s_k + d V_{k+1},    V_{K+1} = L,

where tranche ``k`` is of size ``s_k``, giving costs ``c`` a unit, receiving yields ``v``, one day's
patience is ``d``, and completing the exchange is worth ``L``. Read from the last tranche to the
first it says how large each may be. One tranche that is too large stops all: nothing follows it, so
the one before it is too large as well (backward induction). With ``L <= w`` the last always is.

At ``d = 1`` the tranches can grow backwards by ``v / c`` a step, so that ``K`` of them carry
``(L - w) ((v / c) ** K - 1) / (v - c)``; equal tranches must each be at most ``(L - w) / c``. Where
a side hands over only in return for the other's tranche of the same date (``in_return_for``), what
the first to give would receive that day is at stake for it as well, so that the condition binds
only the second.
"""

from agents import notes
from sim.theory import answer, conditions

KEEP = "all"
PARAMETER = "parties.first.expected_deal"
VALUES, RUNS = (0.05, 0.1, 0.15, 0.2, 0.22, 0.229, 0.231, 0.24, 0.26, 0.28, 0.3, 0.35, 0.4), 1
LABELS = ("worth of completing the exchange to the first side", "points")


def answers(scenario, kept):
    """What the agreement is worth to each side on the first day, and the share delivered."""
    check(scenario)
    values = plan(scenario)
    sides = list(scenario.premises.parties.values())
    found = []
    for slot, name in enumerate(scenario.parties):
        what = f"worth of the agreement to {name} on the first day"
        theory = values[slot] if values else sides[slot].discount * leaving(sides[slot])
        simulated = expected(scenario, kept, slot)
        if simulated is not None:
            found.append(answer.exact(what, "points", theory, simulated))
    given = (kept.runs["delivered"].sum(1) / kept.runs["owed"].sum(1)).mean()
    share = answer.exact("share of the tranches delivered", "share", bool(values), given)
    return (*found, share)


def plan(scenario):
    """Worth of the exchange to each side on its first date; nothing if it breaks down."""
    given = scenario.premises
    sides = list(given.parties.values())
    dates = sorted({item.day for item in given.obligations.values()})
    following = scenario.premises.first_phase.length + 1
    values = [completing(side) for side in sides]
    for date in reversed(dates):
        ahead = [
            side.discount ** (following - date) * value
            for side, value in zip(sides, values, strict=True)
        ]
        tranches = [tranche(given, slot, date) for slot in range(2)]
        for side, later, (cost, _, hangs) in zip(sides, ahead, tranches, strict=True):
            if cost > hangs + later - side.discount * leaving(side):
                return []
        values = [
            later + received - cost
            for later, (cost, received, _) in zip(ahead, tranches, strict=True)
        ]
        following = date
    return values


def tranche(given, slot, date):
    """What a side gives and receives on a date, and what of that hangs on its giving first."""
    items = list(given.obligations.values())
    today = [item for item in items if item.day == date]
    cost = sum(item.cost for item in today if item.by == slot)
    received = [item for item in today if item.by != slot]
    hangs = [
        item.worth
        for item in received
        if item.in_return_for >= 0 and items[item.in_return_for].day == date
    ]
    return cost, sum(item.worth for item in received), sum(hangs)


def leaving(side):
    """Worth of leaving to a side."""
    return side.war_prospect + side.position - side.war_cost - side.weariness


def completing(side):
    """Worth of the end of the exchange: going on as far as it hopes to, or leaving."""
    return max(leaving(side), side.hope * side.expected_deal + (1 - side.hope) * leaving(side))


def expected(scenario, kept, slot):
    """What the runs say: what a side expected when it first decided, in the first run.

    None for one that never had to decide, for what it answers did not come.
    """
    stream = list(scenario.premises.parties.values())[slot].stream
    kinds = (notes.DELIVERS, notes.WITHHOLDS)
    for row in kept.log[0]:
        if row[notes.KIND] in kinds and row[notes.ACTOR] == stream:
            reasons = notes.reasons_of(row)
            return reasons.deliver if row[notes.KIND] == notes.DELIVERS else reasons.kept
    return None


def check(scenario):
    """Refuse premises under which a breach does not end the exchange, or more is at stake."""
    conditions.one_number_each(scenario)
    conditions.nothing_else(scenario, "mediators", "constituencies")
    conditions.require(
        scenario,
        {
            "choice.scale": 0.0,
            "choice.same_day": True,
            "choice.backward_induction": True,
            "choice.resumable": False,
            "shocks.shock_rate": 0.0,
            "verification.*.miss": 0.0,
            "verification.*.false_alarm": 0.0,
            "parties.*.trust": 1.0,
            "parties.*.reaction": 1.0,
            "parties.*.let_down": 0.0,
            "parties.*.exposure": 0.0,
            "parties.*.weakened": 0.0,
            "obligations.*.phase": 1,
            "obligations.*.day": conditions.at_most(scenario.premises.first_phase.length),
            "obligations.*.lag": 0.0,
        },
    )
    weight = {"parties.*.trust_weight": conditions.at_most(0.01)}
    conditions.require(scenario, weight, "one breach must destroy trust")
    conditions.require(scenario, {"obligations.*.cost": conditions.above(0.0)}, "giving must cost")
    first, second = dates = [
        {item.day for item in scenario.premises.obligations.values() if item.by == slot}
        for slot in (0, 1)
    ]
    if not all(dates) or first != second:
        conditions.refuse(scenario, "obligations", "tranches of both sides on each date")

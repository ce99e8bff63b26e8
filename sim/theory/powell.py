"""A shift of power: fighting now for fear of a weaker hand later ([Powell2006]_).

Two periods, a pie of 1 in each, the second worth ``d`` now. A side that fights is left with its
outside option ``M``. In the second period the proposer offers the other side no more than that
side's ``M_2`` (and no less than nothing), and nobody fights. No agreement of the first period can
bind the second, so all that the declining side D can be given for staying is the first pie, and

    fighting is sure if    M_D1 > 1 + d (1 - max(0, M_R2))    where D proposes in period 2,
                           M_D1 > 1 + d max(0, M_D2)          where the rising side R does.

For chances of winning ``p_1`` and ``p_2`` of R and costs ``c``, a war now decides both pies:
``M_D1 = (1 - p_1)(1 + d) - c_D``, ``M_R1 = p_1 (1 + d) - c_R``, ``M_R2 = p_2 - c_R``,
``M_D2 = 1 - p_2 - c_D``.

R in turn must be given ``x`` of the first pie so that ``x + d u_R >= M_R1``, with ``u_R`` its part
of the second: ``x >= max(0, M_R1 - d u_R)``, which is more than nothing where R is strong already.
D gives at most ``1 + d u_D - M_D1``. Terms with ``x`` between the two hold; where the least is
more than the most, or more than the pie, none do.
"""

from agents import notes
from sim.theory import answer, conditions

KEEP = "all"
PARAMETER = "parties.second.war_prospect"
VALUES, RUNS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.58, 0.6, 0.62, 0.624, 0.65, 0.68, 0.7, 0.73), 1
LABELS = ("prospect of the rising side in the second period", "points")


def answers(scenario, kept):
    """What the declining side gets, who fights in period 1, and the terms that would hold."""
    check(scenario)
    now, later = outside_now(scenario), second_period(scenario)
    parts = terms(scenario)
    discounts = [side.discount for side in sides(scenario)]
    staying = [part + d * u for part, d, u in zip(parts, discounts, later, strict=True)]
    fights = any(outside > worth for outside, worth in zip(now, staying, strict=True))
    first, second = scenario.parties
    weighed = [first_day(scenario, kept, slot) for slot in range(2)]
    fell = float((kept.runs["last_day"] == 1).mean())
    gets = weighed[0].outside if fell > 0.0 else weighed[0].staying
    facts = (
        (f"{first}: worth of the first day", "points", now[0] if fights else staying[0], gets),
        ("share of runs with fighting in period 1", "share", float(fights), fell),
        (
            f"{second}: least part of the first pie that keeps it in", "points",
            max(0.0, now[1] - discounts[1] * later[1]),
            max(0.0, parts[1] + weighed[1].outside - weighed[1].staying),
        ),
        (
            f"{first}: most that it can give of the first pie", "points",
            sum(parts) + discounts[0] * later[0] - now[0],
            parts[1] + weighed[0].staying - weighed[0].outside,
        ),
    )  # fmt: skip
    return tuple(answer.exact(*fact) for fact in facts)


def sides(scenario):
    """The declining side and the rising one."""
    return list(scenario.premises.parties.values())


def outside_now(scenario):
    """Outside options in period 1, of the declining and the rising side."""
    return [side.war_prospect - side.exposure - side.war_cost for side in sides(scenario)]


def outside_later(scenario):
    """Outside options in period 2, once each has handed over what it held."""
    return [side.war_prospect - side.weakened - side.war_cost for side in sides(scenario)]


def second_period(scenario):
    """What period 2 brings each side: a part of the pie, or fighting if no part suits both."""
    declining, rising = outside_later(scenario)
    least = [max(0.0, declining), max(0.0, rising)]
    if sum(least) > 1.0:
        return [declining, rising]
    proposes = {"first": 1.0, "second": 0.0, "drawn": 0.5}[scenario.premises.talks.first_mover]
    part = proposes * (1.0 - least[1]) + (1.0 - proposes) * least[0]
    return [part, 1.0 - part]


def terms(scenario):
    """The terms of period 1: what each side is left of the first pie."""
    items = scenario.premises.obligations.values()
    return [sum(item.worth for item in items if item.by != slot) for slot in range(2)]


def first_day(scenario, kept, slot):
    """What the runs say: leaving and staying, as a side weighed them on day 1 of the first run."""
    stream = sides(scenario)[slot].stream
    kinds = (notes.STAYS, notes.RESUMES)
    for row in kept.log[0]:
        if row[notes.DAY] == 1 and row[notes.ACTOR] == stream and row[notes.KIND] in kinds:
            return notes.reasons_of(row)
    raise LookupError("nobody weighed leaving on day 1")


def check(scenario):
    """Refuse premises under which it is not two periods, or not known who stands where."""
    conditions.one_number_each(scenario)
    conditions.nothing_else(scenario, "mediators", "constituencies")
    length = scenario.premises.first_phase.length
    if length != 1:
        conditions.refuse(scenario, "phases", "1 in the first", f"{length} days")
    conditions.require(
        scenario,
        {
            "calendar.horizon": 2,
            "limbo.limbo": True,
            "choice.resumable": True,
            "choice.resolve": 0.0,
            "choice.scale": 0.0,
            "shocks.shock_rate": 0.0,
            "talks.protocol": "no_talks",
            "parties.*.trust": 1.0,
            "parties.*.hope": 1.0,
            "parties.*.let_down": 0.0,
            "parties.*.position": 0.0,
            "parties.*.weariness": 0.0,
            "parties.*.signature": 0.0,
            "parties.*.foresees_deal": True,
            "obligations.*.phase": 1,
            "obligations.*.day": 1,
        },
    )
    free = {"obligations.*.cost": 0.0}
    conditions.require(scenario, free, "what a side gives is what the other gets")
    for key, held in zip(scenario.premises.parties, reversed(terms(scenario)), strict=True):
        if held <= 0.0:
            conditions.refuse(scenario, "obligations", f"something to hand over by {key}")

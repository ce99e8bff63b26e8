"""Questions for a class that looks back, made from what happened at a table.

Each takes up something that happened, and asks what was seen, known and possible then; none says
who was right. What happened on both sides is told of both, in the same words.
"""

from agents.rules import ladder
from sim import arrow
from sim.classroom.knowing.facts import POINTS
from sim.classroom.playing import in_words
from sim.story import record
from sim.story.talks import level
from sim.story.words import RUNGS
from sim.words import capital, listed

FEWEST, MOST = 4, 6
ALWAYS = (  # where little happened
    "Which moment of the game decided most about how it ended? What else could have been done "
    "then, and by whom?",
    "What did your seat know that nobody else at the table knew? Who would have decided "
    "otherwise, had they known it?",
    "What did you take for granted about the other side that turned out to be wrong?",
    "What would you do otherwise in another round, and what would you do in the same way?",
)


def questions(table, differ, branches):
    """At most ``MOST`` questions on a table, in the order of what they are about.

    ``differ`` are decisions that agents would have taken otherwise; ``branches`` how many
    continuations from a day held.
    """
    if not table.game.days:
        return list(ALWAYS)
    events = record.read(arrow.columns(table.as_table("events")), table.game.run)
    found = [
        withheld(table, events),
        hardest(table, events),
        refused(table, events),
        unlike(table, differ),
        turned(branches),
    ]
    found = [one for one in found if one][: MOST - 1]
    return [*found, *ALWAYS[: max(1, FEWEST - len(found))]]


def withheld(table, events):
    """The first time that each side withheld what was due, or that it withheld nothing."""
    firsts = first_of_each(table, [one for one in events if one.kind == "withholds"])
    if not firsts:
        return ""
    texts = [
        f"{table.words.party(one.actor)} on day {one.day} ({table.words.items[one.item]})"
        for one in firsts
    ]
    actors = {one.actor for one in firsts}
    never = [
        f"; {table.words.party(key)} withheld nothing"
        for key in table.words.keys
        if key not in actors
    ]
    return (
        f"What was due was withheld for the first time by {listed(texts)}{''.join(never)}. What "
        "could the other side know of the reason? What did it do next, and what else could it "
        "have done?"
    )


def first_of_each(table, events):
    """The first event of each side, the earlier first."""
    found = {}
    for one in events:
        if one.actor in table.words.keys:
            found.setdefault(one.actor, one)
    return list(found.values())


def hardest(table, events):
    """The hardest answer of each side that gave one, short of fighting."""
    tops = [
        max(
            (one for one in events if one.kind == "rung" and one.actor == key),
            key=lambda one: one.reasons.next_rung,
            default=None,
        )
        for key in table.words.keys
    ]
    texts = [
        f"{table.words.party(top.actor)} “{RUNGS[int(top.reasons.next_rung)]}” (day {top.day})"
        for top in tops
        if top is not None and top.reasons.next_rung > ladder.PEACE
    ]
    if not texts:
        return ""
    return (
        f"The hardest answer of each side that gave one to the other's conduct: {listed(texts)}. "
        "What led to each, what was it meant to bring about, and what did it bring about?"
    )


def refused(table, events):
    """The deal that was voted down, or the refused offer that was worth most to both."""
    down = [one.day for one in events if one.kind == "rejected"]
    if down:
        days = listed(str(day) for day in down)
        return (
            f"What both sides had agreed on at the table was voted down at home on "
            f"day{'s' if len(down) > 1 else ''} {days}. What would those who voted against it "
            "have needed, and who could have given it?"
        )
    offers = arrow.columns(table.as_table("offers"))
    taken = offers["accepted"].astype(bool)
    if taken.all():  # so it is of none
        return ""
    worth = [offers[f"utility_{key}"] for key in table.words.keys]
    least = [min(pair) if not done else -1.0 for *pair, done in zip(*worth, taken, strict=True)]
    at = max(range(len(least)), key=least.__getitem__)
    texts = [
        f"{POINTS * float(own[at]):.0f} points to {table.words.party(key)}"
        for key, own in zip(table.words.keys, worth, strict=True)
    ]
    return (
        f"On day {int(offers['day'][at])} an offer worth {listed(texts)} was refused. What spoke "
        "for taking it, and what against? Would you have it now?"
    )


def unlike(table, differ):
    """The decision that was least like the agent's."""
    if not differ:
        return ""
    one = max(differ, key=lambda each: distance(each.question.kind, each.answer, each.question.own))
    seat = table.label(one.question.seat)
    about = in_words.about(one.question, table.words)
    here, agent = both_said(table, one)
    return (
        f"On day {one.day} the seat “{seat}” decided otherwise than the agent of the model "
        f"would have. {capital(about)}: “{here}”; the agent: “{agent}”. What did the person see "
        "that the agent does not, or the other way round?"
    )


def both_said(table, one):
    """A decision and the agent's, in words; of two offers only what differs."""
    both = (one.answer, one.question.own)
    if one.question.kind != "offer":
        return [in_words.said(one.question, value, table.words) for value in both]
    apart = [here != own for here, own in zip(*both, strict=True)]
    return [
        ", ".join(
            f"{table.words.issue(key)} {level(table.words, key, value)}"
            for key, value, differs in zip(table.words.scenario.measures, said, apart, strict=True)
            if differs
        )
        for said in both
    ]


def distance(kind, one, other):
    """How unlike two answers are, from 0 to 1 [share of the range of answers]."""
    if kind == "offer":
        return sum(abs(here - there) for here, there in zip(one, other, strict=True)) / len(one)
    return abs(one - other) / {"rung": len(RUNGS) - 1, "delivery": 2}.get(kind, 1)


def turned(branches):
    """The ten days in which the outlook on a truce that holds changed most."""
    pairs = list(zip(branches, branches[1:], strict=False))
    if not pairs:
        return ""
    (first, before, _), (last, after, of) = max(
        pairs, key=lambda pair: abs(pair[1][1] - pair[0][1])
    )
    if before == after:
        return ""
    return (
        f"Had agents taken over after day {first}, the truce would have held in {before} of {of} "
        f"continuations; after day {last}, in {after}. What happened in between, and how does it "
        "explain the difference?"
    )

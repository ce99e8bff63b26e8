"""What only one seat knows, in sentences: the numbers of its own traits, and nobody else's.

Each line of a table is a field, how its number is shown, and a sentence. ``{}`` stands for the
number, ``{first}`` and ``{second}`` for the parties, ``{other}`` for the other party.
"""

import math
from typing import NamedTuple

from sim.words import number

POINTS = 100.0  # points of a sheet to one point of the model, the worth of the best deal
PERCENT = 100.0
PLAIN = 1.0

PARTY = (
    ("trust", PERCENT, "You think that {other} keeps its promises in {} of 100 cases."),
    ("hope", PERCENT, "You think that the next phase comes about in {} of 100 cases."),
    ("expected_deal", POINTS, "Of the talks you expect a deal worth {} points to you."),
    (
        "war_prospect",
        POINTS,
        "Fighting would bring you {} points if {other} held nothing that you want.",
    ),
    (
        "exposure",
        POINTS,
        "All that {other} holds of what you want takes {} points from that. The less it still "
        "holds, the less it takes.",
    ),
    ("war_cost", POINTS, "Fighting costs you {} points: losses, weariness, standing abroad."),
    ("weariness", POINTS, "The war so far adds {} points to that cost. This fades day by day."),
    (
        "signature",
        POINTS,
        "Leaving a phase costs you {} points more on its first day. This fades day by day.",
    ),
    ("let_down", POINTS, "If {other} leaves before you do, you lose {} points."),
    ("limbo_cost", POINTS, "Each day with no phase in force costs you {} points."),
    (
        "standing",
        POINTS,
        "The favour of a mediator that is wholly on your side is worth {} points to you at home.",
    ),
    (
        "office",
        POINTS,
        "If partners with all the votes left your government, winning them back by fighting would "
        "be worth {} points to you.",
    ),
    (
        "relocation_gain",
        POINTS,
        "A proposal to move residents out, if it could be carried out, would add {} points to what "
        "fighting brings you.",
    ),
    (
        "relocation_fear",
        PERCENT,
        "Such a proposal, pressed as far as it can be, would take {} % of your hope.",
    ),
    ("majority", PERCENT, "An agreement needs {} % of the votes at home."),
    (
        "haste",
        PLAIN,
        "An agent in your seat concedes with the number {}: under 1 it holds out until the "
        "deadline is near, over 1 it gives way early. You may do otherwise.",
    ),
    (
        "retaliation",
        PLAIN,
        "An agent in your seat answers a breach with the number {}: the higher, the harder. You "
        "may do otherwise.",
    ),
)

MEDIATOR = (
    ("credit", POINTS, "A truce that holds is worth {} points to you, in points of your own."),
    ("border", POINTS, "That nobody is moved out across your border is worth {} points to you."),
    ("attention", PERCENT, "You begin with {} % of your attention."),
    ("attention_floor", PERCENT, "Your attention never falls under {} %."),
    ("commitment", PERCENT, "You are bound by a guarantee of yours to {} %."),
    ("optimism", PERCENT, "In public you make the talks look better than they are by {} %."),
)

TOWARDS = (  # of a mediator, once for each party
    ("access", PERCENT, "{} % of your messages get through to {party}."),
    ("credibility", PERCENT, "{party} believes {} % of what you say and promise."),
    ("closeness", PERCENT, "You take {} % of what {party} gains for your own gain."),
)

CONSTITUENCY = (
    (
        "lenience",
        POINTS,
        "In your best mood you approve a deal worth {} points less than in a neutral one; in your "
        "worst mood you ask so much more.",
    ),
    ("sway", POINTS, "In your best mood you make staying worth {} points more to your leader."),
)

PULLS = (  # what moves a constituency's mood, by its sign
    ("people_held", "people of your own side are still held"),
    ("releases", "something has come from {other} lately"),
    ("resents", "your side has handed over what is resented"),
    ("violence", "there has been violence"),
    ("hardship", "residents live in hardship"),
    ("displacement", "a proposal to move residents out is pressed"),
    ("news", "news of the missing is worse than expected"),
)


class Fact(NamedTuple):
    """Something that a seat knows and others do not."""

    key: str  # the parameter, by its dotted name, or a word for what is reckoned
    text: str
    value: float  # in the model's own units
    low: float  # the range from which each run draws it; nan where all runs have one number
    high: float


def fact(key, text, value, scale, drawn, **names):
    """A sentence with its number, and the range from which each game draws that."""
    low, high = drawn.get(key, (math.nan, math.nan))
    said = text.format(number(scale * value), **names)
    if low < high:
        said += f" (Each game draws this from {number(scale * low)} to {number(scale * high)}.)"
    return Fact(key, said, float(value), low, high)


def of_traits(table, prefix, thing, drawn, **names):
    """The lines of a table for one seat."""
    return tuple(
        fact(f"{prefix}.{field}", text, getattr(thing, field), scale, drawn, **names)
        for field, scale, text in table
    )


def of_party(key, party, other, drawn):
    """What a party knows about itself; ``other`` is the other party's name."""
    promised = fact(
        "guaranteed",
        "Promises of mediators to you that stand today change what leaving is worth to you by {} "
        "points.",
        -party.guaranteed,
        POINTS,
        drawn,
    )
    return (*of_traits(PARTY, f"parties.{key}", party, drawn, other=other), promised)


def of_mediator(key, mediator, parties, drawn):
    """What a mediator knows about itself; ``parties`` are names, keys and slots."""
    prefix = f"mediators.{key}"
    found = list(of_traits(MEDIATOR, prefix, mediator, drawn))
    for name, party, slot in parties:
        for field, scale, text in TOWARDS:
            value = getattr(mediator, field)[slot]
            found.append(fact(f"{prefix}.{field}_{party}", text, value, scale, drawn, party=name))
    return tuple(found)


def of_constituency(key, one, other, drawn):
    """What a constituency knows about itself."""
    prefix = f"constituencies.{key}"
    mood = fact(
        f"{prefix}.leaning",
        "Your mood on the first day is {} on a scale from −100 (against the truce) to 100 (for "
        "it).",
        one.mood,
        PERCENT,
        drawn,
    )
    pulls = tuple(pull(prefix, field, text, one, other) for field, text in PULLS)
    rest = of_traits(CONSTITUENCY, prefix, one, drawn)
    return (mood, *rest, *(found for found in pulls if found is not None))


def pull(prefix, field, text, one, other):
    """Which way something moves a constituency's mood; None where it does not."""
    value = getattr(one, field)
    if value == 0.0:
        return None
    way = "for" if value > 0.0 else "against"
    said = f"Your mood moves {way} the truce when {text.format(other=other)}."
    return Fact(f"{prefix}.{field}", said, value, math.nan, math.nan)

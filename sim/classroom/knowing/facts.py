"""What only one seat knows, in sentences: the numbers of its own traits, and nobody else's.

Each line of a table is a field, how its number is shown, and a sentence. ``{}`` stands for the
number, ``{first}`` and ``{second}`` for the parties, ``{other}`` for the other party.
"""

import math
from typing import NamedTuple

from sim.words import number

POINTS = 100.0  # points of a sheet to one point of the model, the worth of the best deal


class Shown(NamedTuple):
    """How a number of the model is shown: by what it is multiplied, and its decimals."""

    scale: float
    decimals: int


class Said(NamedTuple):
    """How a number is said that means nothing by itself: words up to each of some bounds."""

    steps: tuple  # of (the most that is said so, words), the least first


SCORE, PERCENT = Shown(POINTS, 1), Shown(100.0, 0)
PACE = Said(
    (
        (0.35, "very late"),
        (0.9, "rather late"),
        (1.1, "evenly"),
        (math.inf, "early"),
    )
)
HARDNESS = Said(
    (
        (0.0, "not at all"),
        (4.0, "mildly"),
        (7.0, "firmly"),
        (math.inf, "hard"),
    )
)

PARTY = (  # what it thinks, what holds at home, and how an agent would play it
    ("trust", PERCENT, "Of 100 promises of {other} you expect {} to be kept."),
    ("hope", PERCENT, "You think that the next phase comes about in {} of 100 cases like this."),
    ("expected_deal", SCORE, "You expect the talks to bring you a deal worth {} points."),
    ("majority", PERCENT, "At home an agreement needs {} % of the votes."),
    (
        "standing",
        SCORE,
        "If a mediator were wholly on your side, that would be worth {} points to you at home.",
    ),
    (
        "office",
        SCORE,
        "If partners with all the votes left your government, leaving the truce would count {} "
        "points more for you, because it could bring them back.",
    ),
    (
        "relocation_fear",
        PERCENT,
        "A proposal to move residents out, pressed as far as it can be, would take {} % of your "
        "hope for the next phase.",
    ),
    (
        "haste",
        PACE,
        "If the computer sat here, it would give way in the talks {}. You may do otherwise.",
    ),
    (
        "retaliation",
        HARDNESS,
        "If the computer sat here, it would answer broken promises {}. You may do otherwise.",
    ),
)

FIGHTING = (  # what a party may have, and lose, if nothing is agreed
    (
        "war_prospect",
        SCORE,
        "Fighting would bring you {} points if {other} held nothing that you want.",
    ),
    (
        "exposure",
        SCORE,
        "But {other} holds things that you want. As long as it holds all of them, fighting brings "
        "you {} points less; the more it has handed over, the less it takes away.",
    ),
    ("war_cost", SCORE, "Fighting costs you {} points: losses, tiredness, your name abroad."),
    ("weariness", SCORE, "The war so far makes that {} points more. This fades day by day."),
    (
        "signature",
        SCORE,
        "Breaking off a phase on its first day costs you {} points more. This fades day by day.",
    ),
    ("let_down", SCORE, "If {other} breaks off before you do, you lose {} points."),
    ("limbo_cost", SCORE, "Each day with no phase in force costs you {} points."),
    (
        "relocation_gain",
        SCORE,
        "If residents could be moved out, as a proposal may say, fighting would bring you {} "
        "points more.",
    ),
)

MEDIATOR_WANTS = (
    ("credit", SCORE, "A truce that holds is worth {} points to you."),
    ("border", SCORE, "That nobody is moved out across your border is worth {} points to you."),
)

MEDIATOR = (
    ("attention", PERCENT, "You have other things to do: you begin with {} % of your attention."),
    ("attention_floor", PERCENT, "Your attention never falls under {} %."),
    ("commitment", PERCENT, "If you give a guarantee, you are bound by it to {} %."),
    ("optimism", PERCENT, "In public you make the talks look {} % better than they are."),
)

CLOSENESS = ("closeness", PERCENT, "Of what {party} gains you count {} % as your own gain.")
TOWARDS = (  # of a mediator, once for each party
    ("access", PERCENT, "Of 100 messages that you send to {party}, {} get through."),
    ("credibility", PERCENT, "Of what you say and promise, {party} believes {} %."),
)

CONSTITUENCY = (
    (
        "lenience",
        SCORE,
        "In your best mood you ask for {} points less than in a neutral mood; in your worst mood "
        "for so many more.",
    ),
    (
        "sway",
        SCORE,
        "In your best mood you make staying in the truce worth {} points more to your leader.",
    ),
)

PULLS = (  # what moves a constituency's mood, by its sign
    ("people_held", "people of your own side are still held"),
    ("releases", "something has come from {other} lately"),
    ("resents", "your side has handed over what you resent"),
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


def fact(key, text, value, kind, drawn, **names):
    """A sentence with its number, and the range from which each game draws that."""
    low, high = drawn.get(key, (math.nan, math.nan))
    said = text.format(written(value, kind), **names)
    if low < high and written(low, kind) != written(high, kind):
        said += f" (In other games from {written(low, kind)} to {written(high, kind)}.)"
    return Fact(key, said, float(value), low, high)


def written(value, kind):
    """A number as a player reads it; a small share keeps a decimal, so that it is not nothing."""
    if isinstance(kind, Said):
        return next(words for most, words in kind.steps if value <= most)
    found = kind.scale * value
    small = kind is PERCENT and 0.0 < abs(found) < 10.0
    return number(found, 1 if small else kind.decimals)


def of_traits(table, prefix, thing, drawn, **names):
    """The lines of a table for one seat."""
    return tuple(
        fact(f"{prefix}.{field}", text, getattr(thing, field), kind, drawn, **names)
        for field, kind, text in table
    )


def of_party(key, party, other, drawn):
    """What a party knows about itself; ``other`` is the other party's name."""
    return of_traits(PARTY, f"parties.{key}", party, drawn, other=other)


def of_fighting(key, party, other, drawn):
    """What a party may have, and lose, if nothing is agreed."""
    promised = fact(
        "guaranteed",
        "What mediators have promised you so far changes what leaving the truce is worth to you by "
        "{} points.",
        -party.guaranteed,
        SCORE,
        drawn,
    )
    return (*of_traits(FIGHTING, f"parties.{key}", party, drawn, other=other), promised)


def of_mediator(key, mediator, parties, drawn):
    """What a mediator knows about itself; ``parties`` are names, keys and slots."""
    rest = of_traits(MEDIATOR, f"mediators.{key}", mediator, drawn)
    return (*rest, *towards(TOWARDS, key, mediator, parties, drawn))


def wants_of_mediator(key, mediator, parties, drawn):
    """What a mediator wants, and how near each party is to it."""
    own = of_traits(MEDIATOR_WANTS, f"mediators.{key}", mediator, drawn)
    return (*own, *towards((CLOSENESS,), key, mediator, parties, drawn))


def towards(table, key, mediator, parties, drawn):
    """The lines of a table for a mediator, once for each party."""
    return tuple(
        fact(
            f"mediators.{key}.{field}_{party}",
            text,
            getattr(mediator, field)[slot],
            kind,
            drawn,
            party=name,
        )
        for name, party, slot in parties
        for field, kind, text in table
    )


def of_constituency(key, one, other, drawn):
    """What a constituency knows about itself."""
    prefix = f"constituencies.{key}"
    mood = fact(
        f"{prefix}.leaning",
        "Your mood on the first day is {}, on a scale from −100 (against the truce) to 100 (for "
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

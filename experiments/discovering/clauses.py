"""Conditions and numbers as parts of sentences."""

from typing import NamedTuple

import numpy as np

from experiments.discovering import findings, nouns
from experiments.sweeping.factors import DECISION
from sim.discovery import samples
from sim.discovery.crossing import reached
from sim.words import listed, percent, percent_range, percents


def number(value):
    """A number with three figures, or thousands set apart."""
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def given(value):
    """A number as somebody gave it, thousands set apart."""
    return f"{value:,.10g}"


def given_share(share):
    """A share as somebody gave it, in per cent: ``34.5 %``."""
    return f"{given(100.0 * share)} %"


class Asked(NamedTuple):
    """A share that is asked for: at least so much, or at most."""

    share: float
    is_above: bool

    def is_reached(self, percents):
        """True if so many per cent are as asked for."""
        level = round(100.0 * self.share, 8)
        return reached(round(percents, 8), level, self.is_above)


def apart(share, asked):
    """A share in per cent, with decimals until it reads as what is asked for just if it is that."""
    texts = [percent(share), *(f"{percents(share, digits)} %" for digits in (1, 2, 3))]
    return next((text for text in texts if reads_right(text, share, asked)), texts[0])


def reads_right(text, share, asked):
    """True if a text in per cent reads as what is asked for just if its share is that."""
    number = text.removesuffix(" %")
    if not number.replace(".", "").isdigit():
        return True  # under 0.1 %, say
    return asked.is_reached(float(number)) == asked.is_reached(100.0 * share)


def span(one, asked=None):
    """A share with its interval: ``71 % (62 to 79 %)``; told apart from one that is asked for."""
    share = percent(one.value) if asked is None else apart(one.value, asked)
    return share if np.isnan(one.low) else f"{share} ({percent_range(one.low, one.high)})"


def condition(kept, one):
    """What a box asks of a factor: ``is at least 1``, ``lies between 1 and 2``, ``is a or b``."""
    places = np.flatnonzero(kept)
    if not one.ordered:
        gone = [one.levels[place] for place in np.flatnonzero(~kept)]
        if len(gone) == 1 and len(places) > 2:
            return f"is not {gone[0]}"
        names = [one.levels[place] for place in places]
        return f"is {', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else f"is {names[0]}"
    low, high = samples.ends(kept, one)
    if len(places) == 1:
        return f"is {number(low)}"
    if not kept[0] and not kept[-1]:
        return f"lies between {number(low)} and {number(high)}"
    return f"is at least {number(low)}" if not kept[0] else f"is at most {number(high)}"


def conditions(scenario, factors, box):
    """All that a box asks, joined: ``A is at least 1 and B is at most 2``."""
    return listed(
        f"{nouns.noun(scenario, one)} {condition(kept, one)}"
        for kept, one in zip(box, factors, strict=True)
        if not kept.all()
    )


def happens(question):
    """What cases are: ``an agreement is ratified``, or a point's mean on one side."""
    if question.is_share:
        return question.words
    side = "at least" if question.is_above else "at most"
    unit = "" if question.unit in question.words else f" {question.unit}"
    return f"{question.words} come to {side} {given(question.threshold)}{unit} on average"


def a_case(question):
    """A run or point that is counted, in the plural: ``runs in which an agreement is ratified``."""
    if not question.is_share:
        return "such points"
    return "runs with this outcome" if question.is_above else "runs without it"


def sought(question):
    """What is looked for, as a sentence would say it."""
    if not question.is_share:
        return f"{given_share(question.density)} of the points are such that {happens(question)}"
    side = "at least" if question.is_above else "at most"
    return f"{question.words} in {side} {given_share(question.threshold)} of runs"


def asked_share(question):
    """The share of the outcome that is asked for, or of points whose mean is as asked for."""
    if question.is_share:
        return Asked(question.threshold, question.is_above)
    return Asked(question.density, True)


def outcome_share(question, one):
    """A share of cases as the share of the outcome itself, which is asked to be high or low."""
    if question.is_share and not question.is_above:
        return one._replace(value=1.0 - one.value, low=1.0 - one.high, high=1.0 - one.low)
    return one


def sentence(scenario, factors, question, box):
    """A box in a sentence, with density, coverage and mass."""
    return said(conditions(scenario, factors, box.step.box), question, box)


def said(where, question, box):
    """The same of a box whose conditions are in words already."""
    density = span(outcome_share(question, box.density), asked_share(question))
    if question.is_share:
        does = f"{question.words} in {density} of runs (density)"
    else:
        does = f"at {density} of the points (density) {happens(question)}"
    return (
        f"Where {where}, {does}, and {span(box.coverage)} of all {a_case(question)} lie there "
        f"(coverage), in {percent(box.mass.value)} of the points (mass)."
    )


def compared(question, box):
    """How a box differs from all points, which all luck moves together."""
    flipped = question.is_share and not question.is_above
    low, high = sorted(100.0 * end for end in (box.excess.low, box.excess.high))
    word = "fewer" if flipped else "more"
    return (
        f"That is {100.0 * box.excess.value:.0f} in a hundred {word} than over all points (95 % "
        f"interval {low:.0f} to {high:.0f})."
    )


def doubted(nouns_):
    """That some restrictions seldom come back in resamples, if any do: they are given as nouns."""
    if nouns_:
        verb = "is" if len(nouns_) == 1 else "are"
        yield (
            f"What it asks of {listed(nouns_)} {verb} asked in fewer than half of the resamples: "
            "read that as noise."
        )


def seldom(scenario, factors, box):
    """The factors whose restrictions seldom come back, as nouns."""
    return [
        nouns.noun(scenario, factors[one.place]) for one in box.restrictions
        if is_seldom(one.reproduced)
    ]  # fmt: skip


def is_seldom(reproduced):
    """True of a restriction that fewer than half of the resamples have."""
    return reproduced < 0.5


def roles(scenario, factors, box):
    """Which of the restricted dimensions somebody decides."""
    kept = [one for mask, one in zip(box.step.box, factors, strict=True) if not mask.all()]
    return roles_of((nouns.noun(scenario, one), one.role) for one in kept)


def roles_of(restricted):
    """The same of dimensions as nouns, each with its role."""
    restricted = list(restricted)
    decided = [noun for noun, role in restricted if role == DECISION]
    open_ = [noun for noun, role in restricted if role != DECISION]
    if not decided:
        if len(open_) == 1:
            return "It is an uncertainty, and no decision."
        return "All of it is uncertain, and none of it a decision."
    if not open_:
        return f"{'It is' if len(decided) == 1 else 'All of it is'} a matter of decision."
    verb = "is a decision" if len(decided) == 1 else "are decisions"
    other = "is an uncertainty" if len(open_) == 1 else "are uncertainties"
    return f"Of this, {listed(decided)} {verb}; {listed(open_)} {other}."


def verdict(one, points):
    """What was found for a policy, in words; None where that is a box."""
    return {
        "": f"too few points ({points})",
        findings.NO_CASES: "nowhere: no case",
        findings.ALL_CASES: "everywhere: all are cases",
        findings.EVERYWHERE: "over all, without condition",
        findings.NOWHERE: "nowhere dense enough",
        findings.FAINT: "nothing that comes back in resamples",
    }.get(one)

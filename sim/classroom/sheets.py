"""Role sheets: what a seat at the table is told before play, and nothing that it may not know.

``sheet(scenario, seat)`` takes a seat by its kind and key: ``party:israel``, ``mediator:us``,
``constituency:hostage_families``. Worths stand in points out of 100, where 100 is the best deal
that the talks could bring a party. All sheets of a kind have the same form, whoever sits there. To
brief each role by points, a least acceptable deal and what only it knows is the practice of
[Raiffa1982]_; what a role must be told so that a class can play it is set out by [Asal2006]_.
"""

from typing import NamedTuple

from sim.classroom.knowing import facts, instruments, nash, stakes
from sim.classroom.knowing.eve import eve, ranges
from sim.refusals import PremiseError, nearest
from sim.story.words import Words
from sim.words import capital, count, listed, possessive

SECTIONS = {"party": "parties", "mediator": "mediators", "constituency": "constituencies"}


class Sheet(NamedTuple):
    """What a seat is told before play."""

    seat: str
    kind: str  # party, mediator or constituency
    key: str
    name: str
    title: str
    public: str  # a paragraph that everybody hears
    wants: tuple  # of facts.Fact: what counts for a seat to which no deal brings points
    confidential: tuple  # of facts.Fact: what only this seat knows about itself
    unknown: tuple  # of sentences about people of whom only this seat knows whether they live
    issues: tuple  # of stakes.Issue
    least: stakes.Least | None  # None for a seat that neither takes a deal nor votes on one
    red_lines: tuple  # of sentences
    instruments: tuple  # of instruments.Instrument
    owes: tuple  # of stakes.Promise, with what each costs it
    due: tuple  # of stakes.Promise, with what each is worth to it
    otherwise: str  # what happens if nothing is agreed, as everybody knows it
    without: tuple  # of facts.Fact: what that means for this seat, which only it knows


def seats(scenario):
    """Every seat of a scenario: parties, mediators that mediate, constituencies."""
    premises = scenario.premises
    mediators = [key for key, one in premises.mediators.items() if one.mediates]
    keys = (premises.parties, mediators, premises.constituencies)
    return tuple(
        f"{kind}:{key}" for kind, found in zip(SECTIONS, keys, strict=True) for key in found
    )


def sheet(scenario, seat, seed=None, run=0):
    """The sheet of a seat; with a seed, for the game that this run of the seed is.

    Numbers that each game draws stand at the middle of their range if there is no seed, and the
    range beside them.
    """
    known = seats(scenario)
    if seat not in known:
        hint = nearest(seat, known)
        raise PremiseError("seat", f"there is no '{seat}'{hint} (known: {', '.join(known)})")
    kind, _, key = seat.partition(":")
    model = eve(scenario, seed, run)
    place = list(getattr(scenario.premises, SECTIONS[kind])).index(key)
    drawn = ranges(scenario) if seed is None else {}
    made = {"party": of_party, "mediator": of_mediator, "constituency": of_constituency}[kind]
    return made(model, Words(counts_alone(scenario)), key, place, drawn)


def even_deal(scenario, seed=None, run=0):
    """The most even deal within both sides' red lines, for the debrief; None if there is none."""
    return nash.even_deal(eve(scenario, seed, run), Words(scenario))


def counts_alone(scenario):
    """The scenario with nothing said about who the people are of whom a number is owed."""
    goods = {key: one.model_copy(update={"category": ""}) for key, one in scenario.goods.items()}
    return scenario._replace(goods=goods)


def of_party(model, words, key, slot, drawn):
    """The sheet of a party."""
    name, other, party = words.party(key), words.other(key), model.parties[slot]
    return Sheet(
        f"party:{key}",
        "party",
        key,
        name,
        title=f"{name}, one of the two parties",
        public=f"{name} is one of the two parties; the other is {other}. {common(words)}",
        wants=(),
        confidential=facts.of_party(key, party, other, drawn),
        unknown=stakes.unknown(model, words, slot),
        issues=stakes.issues(model, words, slot),
        least=stakes.party_takes(party, model.issues),
        red_lines=stakes.red_lines(model, words, slot),
        instruments=instruments.of_party(),
        owes=stakes.promises(model, words, slot, "cost"),
        due=stakes.promises(model, words, 1 - slot, "worth"),
        otherwise=otherwise(words),
        without=facts.of_fighting(key, party, other, drawn),
    )


def of_mediator(model, words, key, place, drawn):
    """The sheet of a mediator, who counts in points of its own."""
    name, mediator = words.mediator(key), model.mediators[place]
    parties = by_name(words)
    between = listed(party for party, *_ in parties)
    return Sheet(
        f"mediator:{key}",
        "mediator",
        key,
        name,
        title=f"{name}, a mediator",
        public=f"{name}: a mediator between {between}. {common(words)}",
        wants=facts.wants_of_mediator(key, mediator, parties, drawn),
        confidential=facts.of_mediator(key, mediator, parties, drawn),
        unknown=(),
        issues=(),
        least=None,
        red_lines=(),
        instruments=instruments.of_mediator(mediator, parties),
        owes=(),
        due=(),
        otherwise=otherwise(words),
        without=(),
    )


def by_name(words):
    """Names, keys and slots of both parties, so that neither comes first for where it sits."""
    return sorted((words.party(key), key, slot) for slot, key in enumerate(words.keys))


def of_constituency(model, words, key, place, drawn):
    """The sheet of a constituency: the issues as its side counts them, its mood and its vote.

    What its leader would have without a deal, and plans, it does not know.
    """
    name, one = words.constituency(key), model.constituencies[place]
    side = words.side_of(key)
    leader = words.party(side)
    return Sheet(
        f"constituency:{key}",
        "constituency",
        key,
        name,
        title=f"{capital(name)}, a constituency of {leader}",
        public=f"{capital(name)}: a part of {possessive(leader)} own side. {common(words)}",
        wants=(),
        confidential=facts.of_constituency(key, one, words.other(side), drawn),
        unknown=(),
        issues=stakes.issues(model, words, one.by, with_lines=False),
        least=stakes.constituency_takes(one),
        red_lines=(),
        instruments=instruments.of_constituency(one, model.parties[one.by], leader),
        owes=(),
        due=(),
        otherwise=otherwise(words),
        without=(),
    )


def otherwise(words):
    """What happens if nothing is agreed, in the same words on every sheet."""
    phases = words.scenario.premises.phases
    talked = [words.plain(key) for key, one in phases.items() if one.needs_agreement]
    ends = "the truce runs out with the phase before"
    if not talked:
        return "There is nothing to agree on: the truce runs out with its last phase."
    return (
        f"Without an agreement {talked[0]} does not begin, and {ends}. From then on no phase is in "
        "force, and on any day either side may go back to fighting."
    )


def common(words):
    """What everybody knows, in the same words on every sheet."""
    premises = words.scenario.premises
    phases = listed(
        f"{words.plain(key)} ({count(one.length, 'day')})" for key, one in premises.phases.items()
    )
    text = [f"A truce is planned in phases: {phases}."]
    talked = [words.plain(key) for key, one in premises.phases.items() if one.needs_agreement]
    if talked and premises.issues:
        issues = listed(words.issue(key) for key in premises.issues)
        text.append(f"Before {listed(talked)} begins, both sides must agree on {issues}.")
    mediators = [words.mediator(key) for key, one in premises.mediators.items() if one.mediates]
    if mediators:
        text.append(f"Mediators: {listed(mediators)}.")
    return " ".join(text)

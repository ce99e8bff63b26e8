"""What the person at a seat has to do, in a sentence, as the scenario's own rules have it.

It is told before a seat is taken, so nothing is in it that only that seat may know.
"""

from agents.traits import INSTRUMENTS
from sim.words import listed, possessive

PARTY, ASKED, NOT_ASKED = range(3)  # seats by how much falls to them
TALKS = {  # what a party does at the talks, by how they are run
    "no_talks": "",
    "alternating_offers": ", makes offers and answers them",
    "one_text": ", changes a common draft and signs it",
    "bridging": ", takes or refuses what mediators propose",
    "sealed_demands": ", names what it asks for at the talks",
}
MEANS = {
    "shuttle": "go between the sides in a crisis",
    "bridging": "propose a deal",
    "pressure": "press a side to stay in the truce",
    "payment": "offer a side payment",
    "guarantee": "guarantee the truce",
    "monitoring": "send monitors",
    "deadline": "set a deadline for the talks",
}


def told(scenario, words, seat):
    """What a seat does, and whether it has a vote."""
    kind, _, key = seat.partition(":")
    return {"party": party, "mediator": mediator, "constituency": constituency}[kind](
        scenario, words, key
    )


def party(scenario, words, key):
    """A party leads its side."""
    text = (
        f"Leads its side: delivers what it owes or not{TALKS[scenario.premises.talks.protocol]}, "
        f"and answers what {words.other(key)} does, up to fighting."
    )
    if votes_count(scenario, key):
        text += " Its deals need votes at home."
    return text


def mediator(scenario, words, key):
    """A mediator has the means that the scenario gives it."""
    traits = scenario.premises.mediators[key]
    means = [MEANS[one] for one in INSTRUMENTS if getattr(traits, f"budget_{one}") > 0]
    if not means:
        return "A mediator without means of its own: speaks to the table, and has no vote."
    return f"A mediator, on its own account. Can {alternatives(means)}. Has no vote."


def alternatives(texts):
    """``a, b or c``."""
    return listed(texts) if len(texts) < 2 else f"{', '.join(texts[:-1])} or {texts[-1]}"


def constituency(scenario, words, key):
    """A constituency votes, may leave a government, or is heard alone."""
    traits = scenario.premises.constituencies[key]
    side = words.side_of(key)
    text = f"A group on {possessive(words.party(side))} side."
    if traits.votes and votes_count(scenario, side):
        text += " Votes on every deal."
    else:
        text += " Has no vote."
    if traits.partner:
        text += " May leave the government."
    if rank(scenario, f"constituency:{key}") == NOT_ASKED:
        text += " Is never asked to decide: its mood moves its leader, and it speaks to the table."
    return text


def votes_count(scenario, key):
    """True if a deal of a party needs votes at home."""
    premises = scenario.premises
    slot = list(premises.parties).index(key)
    voters = any(one.by == slot and one.votes for one in premises.constituencies.values())
    talks = premises.talks.protocol != "no_talks" and bool(premises.issues)
    return talks and voters and premises.parties[key].majority > 0.0


def rank(scenario, seat):
    """How much falls to a seat: a party, one that is asked at all, one that never is."""
    kind, _, key = seat.partition(":")
    if kind == "party":
        return PARTY
    premises = scenario.premises
    if kind == "mediator":
        traits = premises.mediators[key]
        means = any(getattr(traits, f"budget_{one}") > 0 for one in INSTRUMENTS)
        return ASKED if means else NOT_ASKED
    one = premises.constituencies[key]
    votes = one.votes and votes_count(scenario, list(premises.parties)[one.by])
    return ASKED if votes or one.partner else NOT_ASKED

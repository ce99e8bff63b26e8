"""What a question was about and what was answered, in words, for those who look back on it."""

from agents import asking
from agents.traits import INSTRUMENTS
from sim.classroom.knowing.facts import POINTS
from sim.story.talks import level as level_in_words
from sim.story.words import RUNGS

USES = {
    "shuttle": "Go between the sides today to settle the crisis",
    "bridging": "Propose a deal of your own today, to be taken or left",
    "pressure": "Press {party} to stay in the truce",
    "payment": "Offer a side payment for an agreement",
    "guarantee": "Guarantee the truce",
    "monitoring": "Send monitors, or keep them here",
    "deadline": "Set a deadline for the talks",
}
ABOUT = {
    "rung": "Answer to the other side",
    "answer": "The offer on the table",
    "demand": "Sealed demand",
    "vote": "The deal",
    "leave": "The partnership",
    "offer": "Offer",
}
SAID = {
    "delivery": ("deliver", "delay", "withhold"),
    "use": ("no", "yes"),
    "answer": ("refuse", "accept"),
    "vote": ("reject", "approve"),
}
LEAVES = (("stay", "leave"), ("return", "stay out"))


def about(question, words):
    """What a question was about, for those who look back on it."""
    if question.kind == "delivery":
        return words.items[list(words.items)[question.item]]
    if question.kind == "use":
        return use_in_words(question, words)
    return ABOUT[question.kind]


def use_in_words(question, words):
    """What a mediator is asked to do."""
    instrument = INSTRUMENTS[asking.instrument_of(question.item)]
    party = words.parties[words.keys[asking.slot_of(question.item)]]
    return USES[instrument].format(party=party)


def said(question, value, words):
    """An answer in words, for those who look back on it."""
    if question.kind == "offer":
        levels_said = zip(words.scenario.measures, value, strict=True)
        return ", ".join(
            f"{words.issue(key)} {level_in_words(words, key, level)}" for key, level in levels_said
        )
    if question.kind == "demand":
        return f"{POINTS * value:.0f} of 100 points"
    if question.kind == "rung":
        return RUNGS[int(value)]
    if question.kind == "leave":
        return LEAVES[question.item][int(value)]
    return SAID[question.kind][int(value)]

"""Talks, and what comes from outside, in words."""

import numpy as np

from agents.rules import ladder
from agents.traits import FULL
from sim import rows
from sim.story.words import MANDATES, RUNGS, compared, count, listed, points


def told(events, words, offers):
    """Paragraphs on the talks of one day; ``offers`` are those made up to the day."""
    for event in events:
        if event.kind == "talks_begin":
            verb = "resumed" if event.reasons.value else "began"
            yield f"Talks on the next phase {verb}."
        elif event.kind == "talks_stop":
            yield f"Talks on the next phase stopped{stopped(event.reasons, words)}.{last(offers)}"
        elif event.kind == "agreement":
            yield agreement(event, words, offers)


def stopped(why, words):
    """Who suspended the talks, or whose team may no longer talk."""
    stands = ((why.rung_0, why.mandate_0), (why.rung_1, why.mandate_1))
    texts = []
    for key, (rung, mandate) in zip(words.keys, stands, strict=True):
        if rung >= ladder.SUSPEND:
            texts.append(f'{words.party(key)} stood on the rung of "{RUNGS[int(rung)]}"')
        if mandate != FULL:
            texts.append(f"the team of {words.party(key)} had {MANDATES[int(mandate)]}")
    return f": {listed(texts)}" if texts else ""


def agreement(event, words, offers):
    """The agreement, its worth to each, and its terms where the offers are known."""
    proposer, other = words.party(event.actor), words.other(event.actor)
    why = event.reasons
    own, offered, wanted = compared(why.own, why.offered, why.wanted)
    text = (
        f"Agreement on the next phase, in round {why.rounds:.0f}: {other} accepted what {proposer} "
        f"offered, worth {own} points to {proposer} and {offered} to {other}, which would itself "
        f"have asked for {wanted} next. The least they would have taken: {proposer} "
        f"{points(why.reserve)}, {other} {points(why.other_reserve)}. Both weighed the truce anew "
        f"that day."
    )
    return f"{text} Terms: {offers[-1].terms}." if offers else text


class Offer:
    """One offer in words."""

    def __init__(self, offers, row, words):
        self.day = int(offers["day"][row])
        proposer = str(offers["proposer"][row])
        self.by = words.party(proposer)
        self.other = words.other(proposer)
        self.own = float(offers[f"utility_{proposer}"][row])
        self.offered = float(offers[f"utility_{words.across(proposer)}"][row])
        self.terms = ", ".join(
            level(words, key, float(offers[key][row])) for key in words.scenario.measures
        )


def read(offers, run, words):
    """The offers of one run."""
    if offers is None:
        return []
    return [Offer(offers, row, words) for row in np.nonzero(offers["run"] == run)[0]]


def level(words, key, share):
    """A level of an issue, in its unit."""
    measure = words.scenario.measures[key]
    value = measure.low + share * (measure.high - measure.low)
    text = f"{value:.0f}" if measure.high - measure.low > 10.0 else points(value)
    name, unit = words.plain(key), words.named(measure.unit)
    return f"{name} {text} ({unit})" if unit and unit != name else f"{name} {text}"


def last(offers):
    """Where the talks stood at the last offer."""
    if not offers:
        return ""
    final = offers[-1]
    own, offered = compared(final.own, final.offered)
    return (
        f" After {count(len(offers), 'offer')} the last, by {final.by}, was worth {own} points to "
        f"{final.by} and {offered} to {final.other}."
    )


def outside(events, words):
    """Dated changes of premises, and shocks."""
    for event in events:
        if event.kind == "change":
            yield changed(words, words.scenario.changes[event.number])
        elif event.kind == "shock":
            size, tension = points(event.reasons.size), points(event.reasons.tension)
            yield (
                f"An outside shock took {size} of the calm and of both sides' hope of a next "
                f"phase; tension rose to {tension}."
            )


def changed(words, change):
    """A dated change of a premise: which one, what it means, and what it is now."""
    _, key, value, _ = change
    scenario = words.scenario
    model, field, _, _ = rows.locate(key, scenario.premises, scenario.shape)
    declared = model.model_fields[field]
    unit = declared.json_schema_extra["unit"]
    parts = key.split(".")
    shown = [words.named(words.plain(part)) for part in parts]
    if parts[0] == "mediators":
        shown[1] = words.mediator(parts[1])
    elif parts[0] == "obligations":
        shown[1] = words.items[parts[1]]
    if isinstance(value, bool):
        text = "yes" if value else "no"
    elif isinstance(value, str):
        text = value.replace("_", " ")
    else:
        text = f"{value:,g} {unit}"
    return f"A premise changes ({', '.join(shown)}): {declared.description}; now {text}."

"""Talks, and what comes from outside, in words."""

import numpy as np

from agents.rules import ladder
from agents.traits import FULL
from sim import rows
from sim.story.words import MANDATES, RUNGS, compared, count, listed, points


def told(events, so_far, words, offers):
    """Paragraphs on the talks of one day; ``offers`` are those made up to the day."""
    for event in events:
        if event.kind == "talks_begin":
            verb = "resumed" if event.reasons.value else "began"
            yield f"Talks on the next phase {verb}."
        elif event.kind == "talks_stop":
            yield f"Talks on the next phase stopped{stopped(event.reasons, words)}.{last(offers)}"
        elif event.kind == "talks_break_down":
            yield broken_down(event.reasons, offers)
        elif event.kind == "proposal":
            if not routine(event, events):
                yield proposal(event, so_far, words, offers)
        elif event.kind == "agreement":
            yield agreement(event, events, so_far, words, offers)


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


def broken_down(why, offers):
    """Talks that have ended for good."""
    return (
        f"Talks broke down after round {why.rounds:.0f} without agreement and cannot be resumed "
        f"(the chance of this was {points(why.chance)} after each round); with them went both "
        f"sides' hope of a next phase, and both weighed the truce anew.{last(offers)}"
    )


def routine(event, events):
    """True for a proposal refused under a protocol that knows nothing but proposals."""
    decided = any(
        other.kind == "uses" and other.instrument == "bridging" and other.actor == event.actor
        for other in events
    )
    return event.number > 1 and not decided and not taken(event.reasons)


def taken(why):
    """True if both sides take a proposal."""
    return why.takes_0 == 1.0 and why.takes_1 == 1.0


def answers(why, words):
    """What a proposal is worth to each side, and its answer."""
    numbers = ((why.utility_0, why.least_0, why.takes_0), (why.utility_1, why.least_1, why.takes_1))
    for key, (worth, least, takes) in zip(words.keys, numbers, strict=True):
        worth_said, least_said = compared(worth, least)
        crossed = ", as it crosses a red line" if worth >= least and not takes else ""
        yield (
            f"{words.party(key)} {'took' if takes else 'refused'} it{crossed} (worth {worth_said} "
            f"to it, at least {least_said} wanted)"
        )


def proposal(event, so_far, words, offers):
    """A mediator's proposal, both answers, and why it was made."""
    text = (
        f"{words.mediator(event.actor)} proposed a deal of its own: "
        f"{listed(answers(event.reasons, words))}."
    )
    made = [offer for offer in offers if offer.mediated and offer.day == event.day]
    own = [offer for offer in made if offer.key == event.actor]
    if own and not taken(event.reasons):
        text += f" Its terms{new_terms(own[-1], so_far)}."
    return text


def new_terms(offer, so_far):
    """The terms of an offer, as far as they differ from the last that were told."""
    known = so_far.told_terms
    so_far.told_terms = offer.levels
    if not known:
        return f": {offer.terms}"
    changed = [name for name, text in offer.levels.items() if known[name] != text]
    if not changed:
        return " were those last told"
    return f", where they differ from those last told: {in_short(offer, changed)}"


def in_short(offer, names):
    """Levels of some issues, without their units."""
    return ", ".join(f"{name} {offer.levels[name]}" for name in names)


def refusals(events, words):
    """Proposals refused in some days that were not told with their day; '' if there were none."""
    days = {}
    for event in events:
        days.setdefault(event.day, []).append(event)
    found = [
        event
        for own in days.values()
        for event in own
        if event.kind == "proposal" and routine(event, own)
    ]
    if not found:
        return ""
    last = found[-1]
    refused = listed(
        f"{words.party(key)} {sum(getattr(event.reasons, f'takes_{slot}') == 0 for event in found)}"
        for slot, key in enumerate(words.keys)
    )
    return (
        f"{count(len(found), 'proposal')} by mediators without agreement, refused by {refused}; "
        f"the last, by {words.mediator(last.actor)}: {listed(answers(last.reasons, words))}."
    )


def agreement(event, events, so_far, words, offers):
    """The agreement, its worth to each, and its terms where the offers are known."""
    proposer, other = words.party(event.actor), words.other(event.actor)
    why = event.reasons
    mediators = [
        found.actor for found in events if found.kind == "proposal" and taken(found.reasons)
    ]
    own, offered, wanted = compared(why.own, why.offered, why.wanted)
    start = f"Agreement on the next phase, in round {why.rounds:.0f}: "
    if mediators:
        text = (
            f"{start}both took what {words.mediator(mediators[-1])} proposed, worth {own} points "
            f"to {proposer} and {offered} to {other}. "
        )
    else:
        text = (
            f"{start}{other} accepted what {proposer} offered, worth {own} points to {proposer} "
            f"and {offered} to {other}, {instead(words, event.actor, wanted)}. "
        )
    text += (
        f"The least they would have taken: {proposer} {points(why.reserve)}, {other} "
        f"{points(why.other_reserve)}. Both weighed the truce anew that day."
    )
    if not offers:
        return text
    final, known = offers[-1], so_far.told_terms
    so_far.told_terms = final.levels
    return f"{text} Terms: {in_short(final, final.levels) if known else final.terms}."


def instead(words, proposer, wanted):
    """What the side that accepted had instead of the offer."""
    strategy = words.scenario.premises.parties[words.across(proposer)].strategy
    if strategy == "equilibrium":
        return f"to which refusing was worth {wanted}"
    return f"which would itself have asked for {wanted} next"


class Offer:
    """One offer in words."""

    def __init__(self, offers, row, words):
        self.day = int(offers["day"][row])
        self.key = str(offers["proposer"][row])
        self.mediated = self.key not in words.keys
        proposer = words.keys[0] if self.mediated else self.key
        self.by = words.mediator(self.key) if self.mediated else words.party(proposer)
        self.first, self.other = words.party(proposer), words.other(proposer)
        self.own = float(offers[f"utility_{proposer}"][row])
        self.offered = float(offers[f"utility_{words.across(proposer)}"][row])
        shares = {key: float(offers[key][row]) for key in words.scenario.measures}
        self.levels = {words.issue(key): level(words, key, share) for key, share in shares.items()}
        self.terms = ", ".join(
            f"{words.issue(key)} {level(words, key, share)}{unit(words, key)}"
            for key, share in shares.items()
        )


def read(offers, run, words):
    """The offers of one run."""
    if offers is None:
        return []
    return [Offer(offers, row, words) for row in np.nonzero(offers["run"] == run)[0]]


def level(words, key, share):
    """A level of an issue, a number."""
    measure = words.scenario.measures[key]
    if measure.values:
        return measure.values[round(share * (len(measure.values) - 1))]
    value = measure.low + share * (measure.high - measure.low)
    return f"{value:.0f}" if measure.high - measure.low > 10.0 else points(value)


def unit(words, key):
    """The unit of an issue, in brackets; '' if its name says it."""
    text = words.named(words.scenario.measures[key].unit)
    return f" ({text})" if text and text != words.issue(key) else ""


def last(offers):
    """Where the talks stood at the last offer."""
    if not offers:
        return ""
    final = offers[-1]
    own, offered = compared(final.own, final.offered)
    return (
        f" After {count(len(offers), 'offer')} the last, by {final.by}, was worth {own} points to "
        f"{final.first} and {offered} to {final.other}."
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

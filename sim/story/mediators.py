"""What mediators do besides shuttling, in words: instruments used, passed by and ended; statements.

An instrument passed by for the first time is told with its numbers; passed by again, in sum.
"""

from sim.story import reasons
from sim.story.so_far import instrument
from sim.story.words import compared, listed, points

BOTH = -1  # the target of an instrument that is aimed at both sides
NEAR = 0.5  # share of the price from which what is passed by again is worth telling of


def told(events, so_far, words, setting):
    """Paragraphs on a day's use of instruments; ``so_far`` stands at the end of the day before."""
    texts = []
    for event in events:
        if event.kind == "uses" and event.instrument in USED:
            if event.instrument != "monitoring" or instrument(event) not in so_far.active:
                made = USED[event.instrument](event, words, setting)
                texts.append(f"{made} ({weighed(event)}).")
        elif event.kind == "ends":
            texts.append(ended(event, words))
        elif event.kind == "informs":
            texts.append(informed(event, words))
    if texts:
        yield " ".join(texts)
    yield from passed(events, so_far, words)


def price(event):
    """What using an instrument is worth to the mediator, beside its price."""
    return f"worth {thousandths(event.reasons.gain)}, price {price_of(event)}"


def price_of(event):
    """The price of an instrument, in thousandths of a point."""
    return thousandths(event.reasons.price)


def thousandths(value):
    """Points of a mediator's own, of which thousandths count."""
    if 0.0 < value < 0.0005:
        return "under 0.001"
    return f"{value:.3f}".replace("-0.000", "0.000")


def weighed(event):
    """What a mediator expected of an instrument, and what that was worth to it."""
    why = event.reasons
    before, after = compared(why.before, why.after)
    text = f"{EXPECTED[event.instrument].format(before=before, after=after)}{price(event)}"
    if event.instrument == "guarantee":
        risk = why.value * (why.before - why.after)
        text += (
            f": {thousandths(risk)} by that risk, {thousandths(why.gain - risk)} by what it is "
            "worth to a friend"
        )
    return text


EXPECTED = {
    "pressure": "risk of leaving, as it sees it, {before} to {after}; ",
    "guarantee": "risk of a collapse, as it sees it, {before} to {after}; ",
    "payment": "risk of a collapse, as it sees it, {before} to {after}; ",
    "monitoring": "",
    "deadline": "gap at the talks {before}; ",
}


def target(event, words):
    """Display name of the party at which an instrument is aimed."""
    return words.streams[int(event.reasons.target)]


def pressure(event, words, setting):
    """Pressure on a side, and what it makes leaving cost."""
    name = target(event, words)
    cost = reasons.stick(event.reasons, setting.world["alarm"])
    text = f"{words.mediator(event.actor)} took up pressure on {name}"
    return f"{text}, which makes leaving cost it {points(cost)} points" if cost else text


def guarantee(event, words, _):
    """A guarantee of the truce, or an assurance of support for leaving it."""
    offers = list(sides(event, words))
    texts = [
        f"assures {name} of support worth {points(-offered)} points if it leaves"
        for name, offered in offers
        if offered < 0.0
    ]
    guaranteed = [(name, offered) for name, offered in offers if offered > 0.0]
    if guaranteed:
        names, costs = zip(*guaranteed, strict=True)
        whose = names if len(names) > 1 else ("it",)
        costs = [f"{who} {points(cost)} points" for who, cost in zip(whose, costs, strict=True)]
        leaving = f"leaving would cost {listed(costs)}"
        texts.append(f"guarantees the truce to {listed(names)}: {leaving}")
    return f"{words.mediator(event.actor)} {listed(texts)}"


def payment(event, words, setting):
    """A side payment, and what it asks for."""
    texts = [
        f"{points(offered)} points to {name}" for name, offered in sides(event, words) if offered
    ]
    linked = [
        words.plain(key)
        for key, issue in zip(words.scenario.measures, setting.issues, strict=True)
        if issue["linked"] == 1
    ]
    asked = points(setting.asks[event.actor])
    if linked:
        asks = f"if it gives way on {listed(linked)} by {asked} or more of its worth"
    else:
        asks = "which asks for nothing that the talks are about"
    return (
        f"{words.mediator(event.actor)} offered a side payment for an agreement: "
        f"{listed(texts)}, {asks}"
    )


def monitors(event, words, _):
    """Monitors sent."""
    why = event.reasons
    removed = points(1.0 - why.after / why.before) if why.before > 0.0 else "none"
    return (
        f"{words.mediator(event.actor)} sent monitors, who remove {removed} of the errors in "
        f"seeing who keeps its word"
    )


def deadline(event, words, setting):
    """A deadline for the talks."""
    final = event.day + int(setting.mediators[event.actor]["deadline_days"])
    return f"{words.mediator(event.actor)} set {words.day(final, year=False)} as a deadline"


USED = {
    "pressure": pressure,
    "guarantee": guarantee,
    "payment": payment,
    "monitoring": monitors,
    "deadline": deadline,
}


def sides(event, words):
    """Each party's display name with what an instrument offers or threatens it with."""
    return zip(words.parties.values(), (event.reasons.first, event.reasons.second), strict=True)


def ended(event, words):
    """An instrument that ends: it is no longer worth its price, or its budget is spent."""
    why, name = event.reasons, words.mediator(event.actor)
    if event.instrument == "deadline":
        return f"The deadline that {name} had set passed with no agreement."
    if event.instrument == "monitoring" and why.gain > 0.0:
        return f"{name} called its monitors back ({price(event)})."
    if why.target == BOTH:
        what = "pressure" if event.instrument == "pressure" else "monitors"
        return f"{name} ended its {what}: it had used up all that it could afford."
    before, after = compared(why.before, why.after)
    return (
        f"{name} let go of its pressure on {target(event, words)} (risk of leaving, as it sees it, "
        f"{before} to {after}; {price(event)})."
    )


def informed(event, words):
    """What a mediator said of the least that the other side takes, and whether it was believed."""
    why, name = event.reasons, words.mediator(event.actor)
    listener, other = words.streams[event.number], words.streams[1 - event.number]
    settles = "would not settle" if why.firm == 1.0 else "would settle"
    true = "is so" if why.firm == why.is_firm else "is not so"
    text = f"{name} told {listener} that {other} {settles} for {points(why.line)}, which {true}."
    if why.believed == 1.0:
        now, else_ = (why.demand_firm, why.demand_soft)[:: 1 if why.firm == 1.0 else -1]
        now, else_ = compared(now, else_)
        return (
            f"{text} It was believed, as it would gain by no false word ({false_word(why)}): "
            f"{listener} would now ask for {now}, and for {else_} had it been told the opposite."
        )
    return f"{text} It was not believed, as it would gain by a false word ({false_word(why)})."


def false_word(why):
    """What a false word would bring a mediator if it were believed, beside a true one."""
    if why.believed == 1.0 or why.firm_if_soft > why.soft_if_soft:
        false, true = compared(why.firm_if_soft, why.soft_if_soft)
        return f"a side that would settle, called firm, is worth {false} to it, otherwise {true}"
    false, true = compared(why.soft_if_firm, why.firm_if_firm)
    return f"a side that would not settle, called soft, is worth {false} to it, otherwise {true}"


def idle(events, words):
    """Proposals decided on that an agreement, or the end of the talks, forestalled."""
    made = {event.actor for event in events if event.kind == "proposal"}
    waiting = [
        words.mediator(event.actor)
        for event in events
        if event.kind == "uses" and event.instrument == "bridging" and event.actor not in made
    ]
    if waiting:
        one = "A proposal" if len(waiting) == 1 else "Proposals"
        broken = any(event.kind == "talks_break_down" for event in events)
        why = "the talks had broken down" if broken else "there was a deal"
        yield f"{one} that {listed(waiting)} had decided on came to nothing, for {why}."


def names_of(event, words):
    """An instrument with its target: "pressure on Israel"."""
    if event.instrument == "pressure":
        return f"pressure on {target(event, words)}"
    if event.instrument == "guarantee":
        backed = [name for name, offered in sides(event, words) if offered < 0.0]
        return f"assuring {listed(backed)} of support" if backed else "a guarantee"
    return NAMES[event.instrument]


NAMES = {
    "shuttle": "shuttling",
    "bridging": "a proposal",
    "payment": "a side payment",
    "monitoring": "monitors",
    "deadline": "a deadline",
}


def passed(events, so_far, words):
    """Instruments weighed for the first time and passed by, in one paragraph."""
    found = {}
    for event in events:
        if event.kind == "passes" and instrument(event) not in so_far.weighed:
            found.setdefault(names_of(event, words), []).append(event)
    texts = []
    for name, own in found.items():
        worths = ", ".join(
            f"{words.mediator(event.actor)} {thousandths(event.reasons.gain)}" for event in own
        )
        prices = listed(dict.fromkeys(price_of(event) for event in own))
        texts.append(f"{name} ({worths}; price {prices})")
    if texts:
        yield f"Weighed by mediators and not worth the price: {'; '.join(texts)}."


def again(events, seen, words):
    """What was weighed again in some days and passed by, in one clause; '' if nothing came near.

    ``seen`` are the instruments that had been weighed before them.
    """
    known, found = set(seen), []
    for event in events:
        if event.kind in ("uses", "passes"):
            if event.kind == "passes" and instrument(event) in known:
                found.append(event)
            known.add(instrument(event))
    near = [event for event in found if event.reasons.gain >= NEAR * event.reasons.price]
    if not near:
        return ""
    nearest = max(near, key=lambda event: event.reasons.gain - event.reasons.price)
    return (
        f"instruments weighed again and not used: {len(found)}, nearest "
        f"{names_of(nearest, words)} by {words.mediator(nearest.actor)} ({price(nearest)})."
    )


def statements(events, words):
    """What mediators said in public in some days, beside what they meant; '' if nothing."""
    spoken = {}
    for event in events:
        if event.kind == "statement":
            spoken.setdefault(event.actor, []).append(event.reasons)
    if not spoken:
        return ""
    means = {
        key: [sum(getattr(one, name) for one in own) / len(own) for name in ("said", "meant")]
        for key, own in spoken.items()
    }
    said = ", ".join(f"{words.mediator(key)} {points(one)}" for key, (one, _) in means.items())
    meant = sorted({points(one) for _, one in means.values()})
    final = [event for event in events if event.kind == "statement"][-1].reasons
    hopes = ", ".join(
        f"{name} {points(hope)}"
        for name, hope in zip(words.parties.values(), (final.hope_0, final.hope_1), strict=True)
    )
    mean = ", on average" if max(map(len, spoken.values())) > 1 else ""
    span = meant[0] if len(meant) == 1 else f"{meant[0]} to {meant[-1]}"
    return f"prospects as said in public{mean}: {said}; as meant: {span}; hope after it: {hopes}."

"""Promises of a day in words: delivered, held up, delayed, withheld, and what was made of it."""

from agents import terms
from sim.story import people, reasons
from sim.story.so_far import DECISIONS, REFUSALS, refused_again
from sim.story.words import MANDATES, RUNGS, compared, count, listed, on_days, points, times

LEAST = 0.0005  # points that are worth telling of
MOVED = 0.05  # by how much a belief must have moved to be told again
UNLIKELY = 0.35  # a delivery that comes less often than this is told with its numbers
IN_FACT = {
    terms.LATE: "held up by a hitch",
    terms.DELAYED: "delayed",
    terms.WITHHELD: "withheld",
    terms.WRONG: "the remains of someone else",
}
VERBS = {"delays": "delayed", "withholds": "withheld"}
NOT_DELIVERED = ("delays", "withholds", "hitch", "dispute")


def told(events, so_far, words, scale):
    """Paragraphs on the promises of one day; ``so_far`` stands at the end of the day before."""
    decided = [event for event in events if event.kind in DECISIONS]
    surprising = [
        event
        for event in decided
        if event.kind not in REFUSALS and reasons.odds(event.reasons, scale) < UNLIKELY
    ]
    plain = [event for event in decided if event not in surprising]
    yield from delivered([event for event in plain if event.kind == "delivers"], so_far, words)
    yield from held_up([event for event in plain if event.kind == "hitch"], so_far, words)
    yield from disputed(events, words)
    yield from people.mistaken(events, words)
    again = {event.item for event in decided if refused_again(event, so_far.tries)}
    for key in words.keys:
        own = [event for event in decided if event.actor == key and event.item not in again]
        yield from held_back([event for event in own if bound(event)], so_far, words)
        refused = [event for event in own if event.kind in REFUSALS and not bound(event)]
        weighed = [event for event in own if event in surprising or event in refused]
        yield from weighed_up(weighed, so_far, words, scale)
    yield from announced(events, words)
    yield from waiting(events, so_far, words)
    yield from seen(events, again, words)


def bound(event):
    """True if the party's rung left it no choice."""
    return event.kind in REFUSALS and event.reasons.held > 0.0


def since(event, so_far):
    """When an obligation was due, if that is past."""
    due = so_far.due.get(event.item, event.day)
    return "" if due == event.day else f", due since day {due}"


def by_party(events, words):
    """Events by their actor, each actor in the order of the parties."""
    for key in words.keys:
        own = [event for event in events if event.actor == key]
        if own:
            yield key, own


def things(events, so_far, words):
    """The obligations of some events, listed; semicolons where one of them holds a comma."""
    texts = [words.items[event.item] + since(event, so_far) for event in events]
    if any(", due" in text for text in texts) and len(texts) > 1:
        return f"{'; '.join(texts[:-1])}; and {texts[-1]}"
    return listed(texts)


def delivered(events, so_far, words):
    """Routine deliveries, in one sentence a party."""
    texts = [
        f"{words.party(key)} {handed_over(own, so_far, words)}."
        for key, own in by_party(events, words)
    ]
    if texts:
        yield " ".join(texts)


def handed_over(events, so_far, words):
    """What was delivered, each good with its verb: "released 3 hostages and let in 5 trucks"."""
    by_verb = {}
    for event in events:
        by_verb.setdefault(words.verbs[event.item][0], []).append(event)
    texts = [f"{verb} {things(own, so_far, words)}" for verb, own in by_verb.items()]
    return "; ".join(texts) if len(texts) > 1 else texts[0]


def held_up(events, so_far, words):
    """Deliveries decided on that a hitch held up, and for how long."""
    for key, own in by_party(events, words):
        texts = [
            f"{words.items[event.item]}{since(event, so_far)}, {hitch(event)}" for event in own
        ]
        yield f"A hitch held up what {words.party(key)} had decided to deliver: {'; '.join(texts)}."


def disputed(events, words):
    """Exchanges whose lists are disputed."""
    for key, own in by_party([event for event in events if event.kind == "dispute"], words):
        names = listed(words.items[event.item] for event in own)
        yield (
            f"Lists were disputed, which holds up what {words.party(key)} owed until the next day: "
            f"{names}."
        )


def announced(events, words):
    """The news that a party sends its team to the talks, and what it does to the other's hope."""
    for event in events:
        if event.kind == "announcement":
            yield (
                f"{words.party(event.actor)} announced a team with "
                f"{MANDATES[int(event.reasons.mandate)]}; {words.other(event.actor)}'s hope of a "
                f"next phase is now {points(event.reasons.hope)}."
            )


def hitch(event):
    """How long a hitch takes, and when the delivery is decided on next."""
    return f"by {count(round(event.reasons.hours), 'hour')}, {again(event)}"


def again(event):
    """When a promise is decided on next."""
    return f"looked at again on day {event.reasons.again:.0f}"


def held_back(events, so_far, words):
    """What a party holds back because of the rung that it stands on."""
    effects = {
        "withholds": "rules out promises of this kind whatever they are worth",
        "delays": "puts exchanges off by a day at a time",
    }
    for kind, effect in effects.items():
        for key, own in by_party([event for event in events if event.kind == kind], words):
            rung = RUNGS[so_far.rungs[key]]
            yield (
                f"{words.party(key)} held back {things(own, so_far, words)}. It stood on the rung "
                f'of "{rung}", which {effect}; {again(own[-1])}.'
            )


def weighed_up(events, so_far, words, scale):
    """Decisions told with the numbers they were taken on, and what the party believed."""
    for event in events:
        past, plain = words.verbs[event.item]
        verb = VERBS.get(event.kind, f"set out to {plain}" if event.kind == "hitch" else past)
        next_time = {
            "delays": f" until day {event.reasons.again:.0f}",
            "withholds": f", to be {again(event)}",
            "hitch": f"; a hitch held it up {hitch(event)}",
        }.get(event.kind, "")
        last = belief(event, so_far, words) if event is events[-1] else ""
        yield (
            f"{words.party(event.actor)} {verb} {words.items[event.item]}{since(event, so_far)}"
            f"{next_time}. {worth(event.reasons, scale)}{last}"
        )


def worth(numbers, scale):
    """What the three courses were worth, and how often such numbers lead to delivery."""
    deliver, delay, withhold = compared(numbers.deliver, numbers.delay, numbers.withhold)
    often = times(reasons.odds(numbers, scale))
    cost = f"cost {points(numbers.cost)}"
    if numbers.threat >= LEAST:
        cost += f", of it {points(numbers.threat)} for partners who threaten to leave"
    if numbers.bonus >= LEAST:
        cost += f", a side trade brings {points(numbers.bonus)}"
    return (
        f"Delivering ({cost}) was worth {deliver} points, delaying {delay}, "
        f"withholding {withhold}; on such numbers it delivers {often}."
    )


def belief(event, so_far, words):
    """What the party made of the other side's word, and of what hangs on it; '' if told before."""
    before = so_far.told_belief.get(event.actor)
    if before is not None and abs(event.reasons.belief - before) < MOVED:
        return ""
    so_far.told_belief[event.actor] = event.reasons.belief
    kept, let_down = compared(event.reasons.kept, event.reasons.let_down)
    return (
        f" It put the chance that {words.other(event.actor)} keeps its word at "
        f"{points(event.reasons.belief)}, and the truce at {kept} points if both keep theirs and "
        f"{let_down} if it is let down."
    )


def again_put_off(so_far, words):
    """What was put off again in some days, and taken for a breach, in sum; '' if nothing was."""
    texts = []
    for key, own in by_party(so_far.again, words):
        items = {}
        for event in own:
            items.setdefault(event.item, []).append(event)
        names = [f"{words.items[item]} {put_off(times)}" for item, times in items.items()]
        texts.append(f"{words.party(key)} {', '.join(names)}")
    claims = sum((event.day, event.item) in so_far.claimed for event in so_far.again)
    return (
        f"put off again: {'; '.join(texts)}; {noticed(claims, len(so_far.again))}." if texts else ""
    )


def put_off(events):
    """On which days something was put off, with the numbers of the last time it was weighed."""
    texts = []
    weighed = [event for event in events if not bound(event)]
    held = [event for event in events if bound(event)]
    if weighed:
        why = weighed[-1].reasons
        worths = ", ".join(compared(why.deliver, why.delay, why.withhold))
        texts.append(f"on {on_days(event.day for event in weighed)} ({worths})")
    if held:
        texts.append(f"by its rung on {on_days(event.day for event in held)}")
    return " and ".join(texts)


def noticed(claims, times):
    """How often what was put off was taken for a breach."""
    if claims == times:
        return "claimed as a breach" if times == 1 else "claimed as a breach each time"
    return f"claimed as a breach {claims} times of {times}" if claims else "no breach claimed"


def waiting(events, so_far, words):
    """What does not fall due because the delivery that it answers has not come."""
    for event in events:
        if event.kind in NOT_DELIVERED and event.item not in so_far.tries:
            owed = [words.items[key] for key in so_far.answered_by(event.item)]
            if owed:
                yield (
                    f"Owed in return for {words.items[event.item]}, and not due before it comes: "
                    f"{listed(owed)}."
                )


def seen(events, again, words):
    """What each side made of the other's day: breaches claimed, and what it took for delivered.

    What is ``again`` put off is told with its week.
    """
    claims = [event for event in events if event.kind == "claim"]
    claimed = {event.item for event in claims} | set(again)
    missed = [
        event for event in events if event.kind in NOT_DELIVERED and event.item not in claimed
    ]
    for key in words.keys:
        own = [event for event in claims if event.actor == key]
        told_of = [event for event in own if event.item not in again]
        texts = [claimed_breaches(key, told_of, events, words)] if told_of else []
        if told_of:
            texts.append(f"Grievance over promises now {points(own[-1].reasons.wronged)}.")
        passed = [event for event in events if event.kind == "lets_pass" and event.actor == key]
        if passed:
            party = words.party(key)
            names = listed(words.items[event.item] for event in passed)
            texts.append(f"{party} let pass, and holds no grievance over: {names}.")
        names = [words.items[event.item] for event in missed if event.actor != key]
        if names:
            party = words.party(key)
            texts.append(f"{party} did not notice, and counted as kept: {listed(names)}.")
        if texts:
            yield " ".join(texts)


def claimed_breaches(key, claims, events, words):
    """Breaches claimed by a party, beside what was in fact done."""
    lists = {event.item for event in events if event.kind == "dispute"}
    texts = [
        f"{words.items[event.item]}, in fact {in_fact(event, lists, words)}"
        f"{counted(event.reasons.weight)}"
        for event in claims
    ]
    return f"Claimed breach{'es' if len(claims) > 1 else ''} (by {words.party(key)}): " + (
        f"{'; '.join(texts)}."
    )


def in_fact(event, lists, words):
    """What was in fact done about an obligation, of which a breach is claimed."""
    manner = int(event.reasons.manner)
    if manner == terms.DELIVERED:
        return words.verbs[event.item][0]
    return "held up by a disputed list" if event.item in lists else IN_FACT[manner]


def counted(weight):
    """How much of a breach a claim is, unless it is a whole one."""
    return "" if weight == 1.0 else f" ({points(weight)} of a breach)"

"""Both sides' publics in words: votes on an agreement, partners that threaten, leave and return."""

from sim.story.words import compared, listed, points


def votes(events, words):
    """Paragraphs on the votes of a day, and whether the agreement is ratified."""
    for event in events:
        if event.kind in ("ratified", "rejected"):
            cast = [vote for vote in events if vote.kind == "vote"]
            yield ratification(event, cast, words)


def ratification(event, cast, words):
    """The outcome of the votes, and who voted against."""
    why = event.reasons
    shares = ((why.for_0, why.needed_0), (why.for_1, why.needed_1))
    texts = [
        side(key, share, needed, cast, words)
        for key, (share, needed) in zip(words.keys, shares, strict=True)
    ]
    if event.kind == "ratified":
        outcome = "The agreement was ratified"
    else:
        failed = [words.party(key) for key, (one, least) in zip(words.keys, shares) if one < least]
        outcome = (
            f"The agreement was not ratified, by {listed(failed)}; it binds nobody, and both "
            f"sides' hope fell"
        )
    return f"{outcome}. {' '.join(texts)}"


def side(key, share, needed, cast, words):
    """The votes of one side."""
    name = words.party(key)
    if needed <= 0.0:
        return f"{name} put it to no vote."
    against = [
        against_it(vote, words)
        for vote in cast
        if words.side_of(vote.actor) == key and vote.reasons.approves == 0.0
    ]
    text = f"{name}: {points(share)} of the weight in favour, {points(needed)} needed"
    return f"{text}; against: {'; '.join(against)}." if against else f"{text}; nobody against."


def against_it(vote, words):
    """A constituency that voted against, and why."""
    why = vote.reasons
    worth, least = compared(why.utility, why.least)
    luck = f", and luck asked for {points(why.line)} more" if why.utility > why.least else ""
    return (
        f"{words.constituency(vote.actor)} (a deal worth {worth}, and it takes {least} in its mood "
        f"of {points(why.mood)}{luck})"
    )


def told(events, words):
    """A paragraph on the partners of a day that threatened, left or came back."""
    texts = [STEPS[event.kind](event, words) for event in events if event.kind in STEPS]
    if texts:
        yield " ".join(texts)


def named(event, words):
    """A partner, and the party it governs with."""
    party = words.party(words.side_of(event.actor))
    return f"{words.constituency(event.actor)} (weight {points(event.reasons.weight)})", party


def threat(event, words):
    """A threat to leave."""
    partner, party = named(event, words)
    mood, line = compared(event.reasons.mood, event.reasons.threshold)
    return (
        f"A partner of {party}, {partner}, threatened to leave: its mood was {mood}, and it leaves "
        f"under {line}."
    )


def left(event, words):
    """A partner that leaves."""
    partner, party = named(event, words)
    mood, line = compared(event.reasons.mood, event.reasons.threshold)
    return f"A partner of {party}, {partner}, left: its mood was {mood}, under its line of {line}."


def back(event, words):
    """A partner that comes back."""
    partner, party = named(event, words)
    mood, line = compared(event.reasons.mood, event.reasons.threshold)
    return (
        f"A partner of {party}, {partner}, came back: its mood was {mood}, over its line of {line}."
    )


STEPS = {"threat": threat, "exit": left, "returns": back}

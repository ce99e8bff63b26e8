"""Why a turn of a run came, in half a line."""

from sim.story import talks
from sim.story.words import compared, listed, points
from sim.words import state


def why(event, events, words):
    """The reason of an event; ``events`` are all of its day. Empty for a kind that has none."""
    worded = WHY.get(event.kind)
    return worded(event, events, words) if worded else ""


def talks_begin(event, _, words):
    """Who came to the table."""
    again = "again " if event.reasons.value else ""
    return f"both sides {again}have a team with a full mandate, and neither suspends talks"


def agreement(event, events, words):
    """What was agreed is worth to both, and who had proposed it."""
    reasons = event.reasons
    own, offered = compared(reasons.own, reasons.offered)
    proposals = [one for one in events if one.kind == "proposal" and talks.taken(one.reasons)]
    by = words.mediator(proposals[-1].actor) if proposals else words.party(event.actor)
    return (
        f"round {reasons.rounds:.0f}, proposed by {by}; worth {own} points to "
        f"{words.party(event.actor)} and {offered} to {words.other(event.actor)}"
    )


def rejected(event, _, words):
    """The sides whose votes did not suffice."""
    reasons = event.reasons
    shares = ((reasons.for_0, reasons.needed_0), (reasons.for_1, reasons.needed_1))
    short = [
        f"{points(share)} of the weight in favour in {words.party(key)}, {points(needed)} needed"
        for key, (share, needed) in zip(words.keys, shares, strict=True)
        if share < needed
    ]
    return listed(short)


def limbo(event, _, words):
    """What has run out, and whether anything was agreed."""
    agreed = int(event.reasons.value)
    rest = f"what was agreed on day {agreed} is not in force" if agreed else "nothing was agreed"
    return f"{phase(event, words)} ran out by day {event.day}, and {rest}"


def expired(event, _, words):
    """What has run out."""
    return f"{phase(event, words)} had run out, and nothing followed"


def phase(event, words):
    """The phase that an event is about."""
    return state(list(words.scenario.premises.phases)[event.number - 1])


def resumes(event, _, words):
    """What leaving and staying were worth to the side that left."""
    reasons = event.reasons
    leaving, staying, line = compared(reasons.outside, reasons.staying, reasons.resolve)
    return (
        f"to {words.party(event.actor)} leaving was worth {leaving} points, staying {staying}, "
        f"threshold {line}"
    )


def calm(*_):
    """The end of the last phase."""
    return "the last phase ran out without a return to fighting"


def extended(event, _, words):
    """What going on was worth to both."""
    reasons = event.reasons
    numbers = ((reasons.enter_0, reasons.leave_0), (reasons.enter_1, reasons.leave_1))
    texts = []
    for key, pair in zip(words.keys, numbers, strict=True):
        on, off = compared(*pair)
        texts.append(f"to {words.party(key)} going on was worth {on}, not {off}")
    return listed(texts)


def partner(event, _, words):
    """A partner's mood beside the line at which it leaves or comes back."""
    mood, line = compared(event.reasons.mood, event.reasons.threshold)
    way = "under" if event.kind == "exit" else "above"
    name, party = words.constituency(event.actor), words.party(words.side_of(event.actor))
    return f"the mood of {name}, partner of {party}, was {mood}, {way} {line}"


def change(event, _, words):
    """What has changed."""
    told = talks.changed(words, words.scenario.changes[event.number])
    return told.removeprefix("A premise changes ").removesuffix(".")


def shock(event, _, words):
    """What an outside shock took."""
    size, tension = points(event.reasons.size), points(event.reasons.tension)
    return f"takes {size} of the calm and of both sides' hope; tension rises to {tension}"


WHY = {
    "talks_begin": talks_begin,
    "agreement": agreement,
    "rejected": rejected,
    "limbo": limbo,
    "expired": expired,
    "resumes": resumes,
    "calm": calm,
    "extended": extended,
    "exit": partner,
    "returns": partner,
    "change": change,
    "shock": shock,
}

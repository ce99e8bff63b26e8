"""Bargains about the phase that is carried out, in words: side trades and extensions."""

from sim.story.words import compared, count, points


def trades(events, words):
    """Paragraphs on the side trades of a day."""
    items = list(words.items)
    for event in events:
        if event.kind == "trade":
            why = event.reasons
            holder, other = words.party(event.actor), words.other(event.actor)
            brought = words.items[items[int(why.other)]]
            before = f"{why.day + why.earlier:.0f}"
            gain, other_gain = compared(why.gain, why.other_gain)
            yield (
                f"Side trade: {holder} gives {words.items[event.item]}, put off so far, and "
                f"{other} gives {brought} {count(int(why.earlier), 'day')} earlier; both fall due "
                f"on day {why.day:.0f}, {brought} not on day {before}. It was worth {gain} points "
                f"to {holder} and {other_gain} to {other}."
            )


def extensions(events, words):
    """Paragraphs on an optional phase that was weighed."""
    for event in events:
        if event.kind in ("extended", "not_extended"):
            yield extension(event, words)


def extension(event, words):
    """Whether both sides chose to go on into an optional phase, and why."""
    why = event.reasons
    numbers = ((why.enter_0, why.leave_0, why.line_0), (why.enter_1, why.leave_1, why.line_1))
    texts, refused = [], []
    for key, (enter, leave, line) in zip(words.keys, numbers, strict=True):
        on, off, needed = compared(enter, leave, line)
        texts.append(
            f"to {words.party(key)} going on was worth {on}, not {off}, threshold {needed}"
        )
        if not enter - leave > line:
            refused.append(words.party(key))
    if event.kind == "extended":
        outcome = f"Both sides chose to go on into phase {event.number}"
    elif why.found == 0.0:
        outcome = f"Phase {event.number} could not be gone into: what it takes could not be found"
    else:
        outcome = f"Phase {event.number} was not chosen, by {' and '.join(refused)}"
    return f"{outcome}: {'; '.join(texts)}." if why.found else f"{outcome}."


def payments(events, words):
    """Paragraphs on offence taken at a side payment."""
    for event in events:
        if event.kind == "offence":
            yield (
                f"{words.party(event.actor)} took offence: a side payment worth "
                f"{points(event.reasons.payment)} points stood beside an offer that gives up "
                f"something sacred to it. Grievance over promises now "
                f"{points(event.reasons.wronged)}."
            )

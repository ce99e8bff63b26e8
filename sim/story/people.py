"""What becomes known of the missing, and remains that prove to be someone else's, in words."""

from sim.story.words import count, points


def news(events, words):
    """Paragraphs on news of people of whom it was not known whether they live."""
    for event in events:
        if event.kind == "news":
            why = event.reasons
            died, lives = int(why.died), int(why.unknown - why.died)
            others = f"{count(lives, 'of them lives', 'of them live')}"
            yield (
                f"News from {words.party(event.actor)} about {words.items[event.item]}: of "
                f"{count(int(why.unknown), 'person', 'people')} of whom nothing was known, "
                f"{'none' if died == 0 else died} had died and "
                f"{others.replace('no of', 'none of')}; {words.other(event.actor)} had expected "
                f"{points(why.expected)} dead."
            )


def mistaken(events, words):
    """Paragraphs on remains that prove to be someone else's."""
    for event in events:
        if event.kind == "misidentified":
            yield (
                f"What {words.party(event.actor)} handed over as {words.items[event.item]} proved "
                f"to be the remains of someone else (which happens {points(event.reasons.chance)} "
                f"of the time); it is due again the next day."
            )

"""Answer the other side's concessions over all offers remembered ([Faratin1998]_)."""

from agents.rules import concession
from agents.traits.names import MOST_HEARD


def target(party, reserve):
    """Utility the party asks for: its last demand, lowered as the other side has moved in all.

    It compares the newest offer with the oldest of the last few it remembers. Never under its
    reserve, never over its opening.
    """
    if party.offers_heard < 2:
        return max(party.opening, reserve)
    oldest = min(party.offers_heard, MOST_HEARD) - 1
    asked = concession.relative_reply(party.demanded, party.history[0], party.history[oldest])
    return min(max(party.opening, reserve), max(reserve, asked))

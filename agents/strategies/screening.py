"""Ask for what is best in view of what the other side is believed to settle for ([Fearon1995]_)."""

from agents.rules import screening


def target(party, reserve):
    """Utility the party asks for as if each demand were to be taken or left.

    What it leaves the other side it takes to be what it does not ask for itself. Never under its
    reserve, never over its opening.
    """
    asked = screening.demand(party.outside, party.other_least_low, party.other_least_high)
    return min(max(party.opening, reserve), max(reserve, asked))

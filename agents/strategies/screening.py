"""Ask for what is best in view of what the other side is believed to settle for ([Fearon1995]_)."""

from agents.rules import screening


def target(party, reserve):
    """Utility the party asks for, by what it believes now; see ``agents.informing``."""
    return asked(party, reserve, party.other_low, party.other_high)


def asked(party, reserve, low, high):
    """Utility the party asks for of a side whose least share lies between ``low`` and ``high``.

    As if each demand were to be taken or left; what it leaves the other side it takes to be what it
    does not ask for itself. Never under its reserve, never over its opening.
    """
    wanted = screening.demand(party.outside, low, high)
    return min(max(party.opening, reserve), max(reserve, wanted))

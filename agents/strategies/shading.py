"""Ask for more than the least one takes, as in a sealed-bid double auction ([Chatterjee1983]_)."""

from agents.rules import shading


def target(party, reserve):
    """Utility the party asks for, whatever the time and whatever it has heard.

    Never under its reserve, never over its opening.
    """
    return min(max(party.opening, reserve), max(reserve, shading.demand(reserve)))

"""Ways to concede, one a file; ``target`` hands a party's question to its strategy.

To add one: its file, its name in ``agents.traits.STRATEGIES``, and a branch here.
"""

from agents.strategies import time_dependent


def target(party, elapsed, reserve):
    """Utility the party asks for after ``elapsed`` of the time for talks [0..1]."""
    return time_dependent.target(party, elapsed, reserve)

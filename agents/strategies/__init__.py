"""Ways to concede, one a file; ``target`` hands a party's question to its strategy.

To add one: its file, its name in ``agents.traits.STRATEGIES``, a branch here, and its module in
``sim.ensemble.PLAYED`` (a test says when that is missing).
"""

from agents.strategies import hard_line, time_dependent
from agents.traits import HARD_LINE


def target(party, elapsed, reserve):
    """Utility the party asks for after ``elapsed`` of the time for talks [0..1]."""
    if party.strategy == HARD_LINE:
        return hard_line.target(party, reserve)
    return time_dependent.target(party, elapsed, reserve)

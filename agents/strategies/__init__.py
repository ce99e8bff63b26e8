"""Ways to concede, one a file; ``target`` hands a party's question to its strategy.

To add one: its file, its name in ``agents.traits.names.STRATEGIES``, a branch here, and its module
in ``sim.ensemble.PLAYED`` (a test says when that is missing).
"""

from agents.strategies import (
    averaged_tit_for_tat,
    equilibrium,
    hard_line,
    learning,
    own,
    relative_tit_for_tat,
    screening,
    shading,
    time_dependent,
    zeuthen,
)
from agents.traits.names import (
    AVERAGED_TIT_FOR_TAT,
    EQUILIBRIUM,
    HARD_LINE,
    LEARNING,
    OWN,
    RELATIVE_TIT_FOR_TAT,
    SCREENING,
    SHADING,
    ZEUTHEN,
)


def learn(party, heard, elapsed):
    """Take in an offer of the other side, for a strategy that draws conclusions from it."""
    if party.strategy == LEARNING:
        learning.learn(party, heard, elapsed)


def target(party, elapsed, reserve):
    """Utility the party asks for after ``elapsed`` of the time for talks [0..1].

    Trade-off and stalling differ in what is offered and when; they concede with time.
    """
    if party.strategy == OWN:
        return own.target(party, elapsed, reserve)
    if party.strategy == HARD_LINE:
        return hard_line.target(party, reserve)
    if party.strategy == RELATIVE_TIT_FOR_TAT:
        return relative_tit_for_tat.target(party, reserve)
    if party.strategy == AVERAGED_TIT_FOR_TAT:
        return averaged_tit_for_tat.target(party, reserve)
    if party.strategy == LEARNING:
        return learning.target(party, elapsed, reserve)
    if party.strategy == EQUILIBRIUM:
        return equilibrium.target(party)
    if party.strategy == ZEUTHEN:
        return zeuthen.target(party, reserve)
    if party.strategy == SCREENING:
        return screening.target(party, reserve)
    if party.strategy == SHADING:
        return shading.target(party, reserve)
    return time_dependent.target(party, elapsed, reserve)

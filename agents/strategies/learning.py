"""Learn from the other side's offers how little it would take, and give no more ([Zeng1998]_).

The party concedes with time, as a time-dependent one does, but no further than what the other side
is almost surely content with. It takes what an offer withholds from it for what the other side
keeps to itself: right where one side's gain is the other's loss, an assumption elsewhere. It learns
from offers of the other side alone: from alternating offers and from sealed demands.
"""

from agents.rules import concession, inference

SURE = 0.95  # how sure it wants to be that the other side is content [share]


def learn(party, heard, elapsed):
    """Update the belief with an offer worth ``heard``, made after ``elapsed`` of the time."""
    for place in range(inference.HYPOTHESES):
        party.evidence[place] += inference.log_likelihood(place, 1.0 - heard, elapsed, party.doubt)


def target(party, elapsed, reserve):
    """Utility the party asks for after ``elapsed`` of the time for talks [0..1]."""
    left = min(party.opening, 1.0 - inference.bound(party.evidence, SURE))
    return concession.target(elapsed, party.opening, max(reserve, left), party.haste)

"""Luck by address: every draw of a run has a place of its own, whoever asks and whenever.

A draw is named by its purpose, the actor, the item and the attempt; only luck that belongs to a
day (violence, outside shocks) is named by the day as well. So the same run of two scenarios sees
the same luck wherever both ask the same question, and asking for one draw moves no other. A party's
actor number is its ``stream``, which travels with the party when the sides are swapped.
"""

from agents.rules.squares import squares64, unit

PREMISE = 1  # a premise drawn for the run (address: a hash of its name)
SHOCK = 2
INCIDENTS = 3
AUTHOR = 4
DEATHS = 5
BLAME = 6
DELIVERY = 7
MANNER = 8
LAG = 9
DELAY = 10
PERCEPTION = 11
RESUMPTION = 12
SETTLEMENT = 13
FIRST_MOVER = 14
DISPUTE = 15
IDENTITY = 16
DEATH = 17  # whether a person of whom nothing was known has died
VOTE = 18
STATEMENT = 19
LISTS = 20
EXTENSION = 21
DRAFT = 22
BREAKDOWN = 23
CONCESSION = 24
GENEROSITY = 25
EVEN = 26  # which side has the better of deals that are equally even
MIDDLE = 27  # at which of the two levels about its middle an issue of the first text begins

NOBODY = 255  # the actor of luck that belongs to no party or mediator


def uniform(key, purpose, actor, item, attempt, day):
    """The draw at an address, uniform on (0, 1).

    ``key`` is the run's (``sim/draws.py``); purpose and actor are below 256, item, attempt and
    day below 65,536, so that no two addresses share a counter.
    """
    counter = (purpose << 56) | (actor << 48) | (item << 32) | (attempt << 16) | day
    return unit(squares64(counter, key))

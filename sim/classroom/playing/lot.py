"""Seats by lot: whoever waits for one is drawn onto a free seat.

The same log of actions leads to the same draw.

Parties come first, then whoever is asked to decide anything, then the rest; of seats alike, one at
the table with the fewest people is drawn.
"""

import random

from sim.classroom.playing import duties


def draw(tables, waiting, luck):
    """Who sits where: pairs of somebody who waits and a free seat, as (table, seat).

    ``luck`` is a text: the same text leads to the same draw. Whoever finds no seat is left out.
    """
    drawn = random.Random(luck)
    people = list(waiting)
    drawn.shuffle(people)
    taken = [sum(token is not None for token in table.seats.values()) for table in tables]
    free = [
        (duties.rank(table.game.scenario, seat), place, seat)
        for place, table in enumerate(tables)
        for seat, token in table.seats.items()
        if token is None
    ]
    found = []
    for person in people[: len(free)]:
        first = min((rank, taken[place]) for rank, place, _ in free)
        alike = [one for one in free if (one[0], taken[one[1]]) == first]
        chosen = drawn.choice(alike)
        free.remove(chosen)
        taken[chosen[1]] += 1
        found.append((person, chosen[1:]))
    return found

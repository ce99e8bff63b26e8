"""Seats by lot: whoever waits for one is drawn onto a free seat.

The same log of actions leads to the same draw.

Parties come first, then whoever is asked to decide anything, then the rest; of seats alike, one at
the table with the fewest people is drawn, and of those one that fewest hold at other tables.
"""

import random
from collections import Counter

from sim.classroom.playing import duties


def draw(tables, waiting, luck):
    """Who sits where: pairs of somebody who waits and a free seat, as (table, seat).

    ``luck`` is a text: the same text leads to the same draw. Whoever finds no seat is left out.
    """
    drawn = random.Random(luck)
    people = list(waiting)
    drawn.shuffle(people)
    taken = [sum(token is not None for token in table.seats.values()) for table in tables]
    held = Counter(
        seat for table in tables for seat, token in table.seats.items() if token is not None
    )
    free = [
        (duties.rank(table.game.scenario, seat), place, seat)
        for place, table in enumerate(tables)
        for seat, token in table.seats.items()
        if token is None
    ]
    found = []
    for person in people[: len(free)]:
        order = {one: (one[0], taken[one[1]], held[one[2]]) for one in free}
        first = min(order.values())
        chosen = drawn.choice([one for one in free if order[one] == first])
        free.remove(chosen)
        taken[chosen[1]] += 1
        held[chosen[2]] += 1
        found.append((person, chosen[1:]))
    return found

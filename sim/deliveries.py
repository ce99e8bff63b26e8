"""What runs show of deliveries, from what was kept of each obligation; see ``sim.measures``."""

import numpy as np

from agents.terms import DONE


def of_goods(scenario, goods):
    """Places of the obligations that hand over one of some goods, in any phase."""
    return [
        place for place, name in enumerate(scenario.goods) if scenario.goods[name].good in goods
    ]


def of_phase_1(scenario, goods):
    """The same of phase 1 alone."""
    items = list(scenario.premises.obligations.values())
    return [place for place in of_goods(scenario, goods) if items[place].phase == 1]


def named(scenario, names):
    """Places of obligations by name."""
    known = list(scenario.premises.obligations)
    return [known.index(name) for name in names]


def came(kept, places, until):
    """Which of some obligations had come by a day; shape (runs, places)."""
    items = kept.items[:, places]
    return (items["status"] == DONE) & (items["done"] <= until)


def days_of(kept, places):
    """Days on which some obligations came; infinite for those that did not."""
    items = kept.items[:, places]
    return np.where(items["status"] == DONE, items["done"], np.inf)


def delivered(kept, scenario, asked):
    """Amount of some goods, of any phase, that had come by a day."""
    places = of_goods(scenario, asked.of)
    return (kept.items["delivered"][:, places] * came(kept, places, asked.until)).sum(axis=1)


def all_delivered(kept, scenario, asked):
    """True if all of some goods due in phase 1 had come by a day."""
    return came(kept, of_phase_1(scenario, asked.of), asked.until).all(axis=1)


def all_due_in_phase_1(kept, scenario, asked):
    """True if all of some goods whose day lies in phase 1 had come when it was to end."""
    items, last = list(scenario.premises.obligations.values()), kept.runs["phase_1_days"][:, None]
    places = of_phase_1(scenario, asked.of)
    later = np.array([items[place].day for place in places]) > last
    return (came(kept, places, last) | later).all(axis=1)


def last_delivery(kept, scenario, asked):
    """The day on which the last of some goods due in phase 1 came."""
    return days_of(kept, of_phase_1(scenario, asked.of)).max(axis=1)


def delivery(kept, scenario, asked):
    """The day on which the last of some obligations came, by name."""
    return days_of(kept, named(scenario, asked.of)).max(axis=1)


def delivered_by(kept, scenario, asked):
    """True if some obligations, by name, had all come by a day."""
    return came(kept, named(scenario, asked.of), asked.until).all(axis=1)


def late(kept, scenario, asked):
    """How many deliveries of some goods, due from ``since`` to ``until``, came after their day.

    The day is the one in force: that of the terms, of what is answered, or of a side trade.
    """
    places = of_phase_1(scenario, asked.of)
    due, done = kept.items["due"][:, places], days_of(kept, places)
    return ((due >= asked.since) & (due <= asked.until) & (done > due)).sum(axis=1)


def longest_wait(kept, scenario, asked):
    """Days from a release to the last release that answers it, the longest of those of a good.

    Of releases from ``since`` to ``until``; what never came counts to the end of ``until``.
    """
    longest = np.zeros(len(kept.runs))
    for answer in of_phase_1(scenario, asked.of):
        first = list(scenario.premises.obligations.values())[answer].in_return_for
        if first < 0:
            continue
        begun = days_of(kept, [first])[:, 0]
        ended = np.minimum(days_of(kept, [answer])[:, 0], asked.until + 1)
        counts = (begun >= asked.since) & (begun <= asked.until)
        longest = np.maximum(longest, np.where(counts, ended - begun, 0.0))
    return longest


def exact(kept, scenario, asked):
    """True if whatever came of some goods came in the amount of the terms."""
    places = of_phase_1(scenario, asked.of)
    owed = np.array([list(scenario.premises.obligations.values())[at].amount for at in places])
    items = kept.items[:, places]
    return ((items["status"] != DONE) | (items["delivered"] == owed)).all(axis=1)

"""Incidents during a truce: how many, how deadly, and how one brings the next."""

import math

MOST_A_DAY = 200


def intensity(background, tension_link, tension, excited):
    """Expected incidents today [incidents a day].

    A self-exciting process ([Hawkes1971]_): a background, what tension adds, and what past
    incidents still stir up.
    """
    return background + tension_link * tension + excited


def stirred(excited, incidents, branching, persistence):
    """What past incidents still add, a day later [incidents a day].

    Each incident brings ``branching`` more in all, spread over the days after it with weights that
    fall by ``persistence`` [0..1) a day.
    """
    return persistence * excited + branching * (1.0 - persistence) * incidents


def poisson(rate, luck):
    """A Poisson count with mean ``rate`` at the quantile ``luck``, by adding up its weights.

    At most ``MOST_A_DAY``, so that no premise can make a day endless.
    """
    weight = math.exp(-rate)
    reached = weight
    count = 0
    while luck > reached and count < MOST_A_DAY:
        count += 1
        weight = weight * rate / count
        reached += weight
    return count


def geometric(mean, luck):
    """A geometric count on 0, 1, 2, ... with the given mean, at the quantile ``1 - luck``."""
    if mean <= 0.0:
        return 0
    return int(math.log(luck) / math.log(mean / (1.0 + mean)))

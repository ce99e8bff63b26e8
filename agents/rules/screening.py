"""What to demand of a side whose least acceptable share is not known."""


def accepted(demand, low, high):
    """Chance that the other side takes what a demand leaves it [0..1].

    ``demand`` is the share asked for oneself, the rest is left; the least share that the other side
    takes is believed to be uniform from ``low`` to ``high``, which may lie below 0.
    """
    left = 1.0 - demand
    if left >= high:
        return 1.0
    if left <= low:
        return 0.0
    return (left - low) / (high - low)


def demand(outside, low, high):
    """The demand that is best if it is to be taken or left [share, at most 1].

    It maximises ``x accepted(x) + outside (1 - accepted(x))`` over demands ``x``: the risk-return
    trade-off of a demand under private information in [Fearon1995]_. Beyond ``1 - high``, which
    everyone takes, more is asked for at a growing risk, up to half of the way from the outside
    option to ``1 - low``, which nobody takes.
    """
    return min(1.0, max(1.0 - high, 0.5 * (1.0 - low + outside)))

"""Bargaining over one pie by sides that know each other: what refusing is worth, and risking it."""


def forever(payoff, kept, breakdown):
    """Worth of refusing for ever, until the talks break down and bring ``payoff``.

    ``kept`` is the worth kept of what comes a round later, ``breakdown`` the chance after each
    refused round that the talks end for good; both 0..1.
    """
    lost = 1.0 - (1.0 - breakdown) * kept
    return breakdown * payoff / lost if lost > 0.0 else 0.0


def taken(least, other_least, payoff, other_payoff, kept, other_kept, breakdown):
    """The least share of a pie of 1 that a side takes of an offer in alternating offers.

    In the one stationary equilibrium ([Rubinstein1982]_, [Binmore1986]_) a side takes what refusing
    is worth to it, ``y = max(least, q payoff + (1 - q) kept (1 - y'))``: with the chance
    ``breakdown`` (q) the talks end for good and bring it ``payoff``; otherwise it makes the next
    offer, and keeps what the other side (the primed one) does not take of it. ``least`` is what it
    can take at any time instead ([Binmore1989]_), or may not go under. The right side is a line
    held within bounds, so that the solution is that of the line, held within them. Where neither
    time nor risk presses, the limit in which they press both sides alike: the middle.
    """
    grows = (1.0 - breakdown) * kept
    other_grows = (1.0 - breakdown) * other_kept
    certain = breakdown * payoff
    pressed = 1.0 - grows * other_grows
    middle = 0.5
    if pressed > 0.0:
        middle = (certain + grows * (1.0 - breakdown * other_payoff - other_grows)) / pressed
    return max(least, min(certain + grows * (1.0 - other_least), middle))


def risk_limit(own, offered):
    """The largest risk of conflict that a side runs rather than take the other's offer [0..1].

    ``own`` is its gain over conflict by its own demand, ``offered`` by the other's offer: it risks
    conflict with the chance ``(own - offered) / own`` at most ([Zeuthen1930]_, [Harsanyi1956]_).
    """
    return (own - offered) / own if own > 0.0 else 1.0

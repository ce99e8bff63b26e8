"""What a mediator is in for, and when an instrument is worth its price to the mediator."""

import math

SLIGHT = 1e-9  # points of its own under which a mediator counts nothing as gained


def value(attention, credit, border, gains_first, gains_second):
    """Worth to a mediator of a truce that holds [its own points].

    Mediators act for interests of their own ([Touval1985]_): credit for the truce, a border that
    nobody is driven across, and what a friend gains by the truce (``gains_*``: the party's gain by
    staying, weighted by the mediator's closeness to it; negative if the friend would leave).
    Attention [0..1] scales them all.
    """
    return attention * (credit + border + (gains_first + gains_second))


def risk(excess, alarm):
    """Chance that a mediator sees of a party's leaving, from what leaving is worth over staying.

    ``alarm`` is the excess [points] that moves its log odds by one; with 0 it is sure either way.
    """
    if alarm <= 0.0:
        return 1.0 if excess > 0.0 else 0.0
    return 1.0 / (1.0 + math.exp(-min(500.0, max(-500.0, excess / alarm))))


def collapse(first, second):
    """Chance of a collapse from each party's chance of leaving, taken as independent [0..1]."""
    return 1.0 - (1.0 - first) * (1.0 - second)


def worth_it(gain, price):
    """True if an instrument is worth its price to the mediator [its own points]."""
    return gain > price


def progress(skill, attention, access_first, access_second):
    """Progress of one day of shuttling towards a settlement [settlements a day].

    A go-between is as good as its worse line: the smaller access [0..1] counts.
    """
    return skill * attention * min(access_first, access_second)


def settles(step):
    """Chance that a day of shuttling that makes the progress ``step`` brings the settlement.

    The effort that is enough is exponential with mean 1, so what went before does not matter.
    """
    return 1.0 - math.exp(-step)


def even_gains(first, second, closeness_first, closeness_second):
    """How good a mediator finds a proposal from each side's gain by it [points]; -1 if one loses.

    The product of gains of [Nash1950]_; a closer party's gain has a larger exponent.
    """
    if first <= 0.0 or second <= 0.0:
        return -1.0
    return math.exp(
        (1.0 + closeness_first) * math.log(first) + (1.0 + closeness_second) * math.log(second)
    )


def of_demand(accepted, demand, prospect, other_prospect, closeness, other_closeness, peace):
    """Worth to a mediator of a demand that one side makes of the other [its own points].

    ``accepted`` is the chance that the demand, a share, is taken; if it is not there is fighting,
    which brings the sides ``prospect`` and ``other_prospect``. Of what each side gets the mediator
    takes as much for its own as it is close to it; ``peace`` is what no fighting is worth to it.
    """
    deal = closeness * demand + other_closeness * (1.0 - demand)
    fighting = closeness * prospect + other_closeness * other_prospect - peace
    return accepted * deal + (1.0 - accepted) * fighting


def says_firm(is_firm, gain):
    """True if a mediator says that a side is firm, which would bring it ``gain`` if believed.

    What is so, unless it gains by saying what is not.
    """
    return gain > SLIGHT or (is_firm and gain >= -SLIGHT)


def believed(false_firm, false_soft):
    """True if a mediator is believed: it gains nothing by saying what is not so.

    ``false_firm`` is what it would gain by calling a soft side firm if that were believed,
    ``false_soft`` by calling a firm side soft. A mediator that cares for nothing but peace always
    gains by the former, so that nobody believes it; one close to the listener loses what the
    listener would have got: the argument of [Kydd2003]_.
    """
    return false_firm <= SLIGHT and false_soft <= SLIGHT

"""What staying in the truce, leaving it, and keeping one's word are worth to a party [points].

One point is the worth of the best deal the talks could bring that party. The forms follow the
account of bargaining as a commitment problem in [Fearon1995]_ and [Powell2006]_: what keeps a
party in is what is still to come, and carrying out the deal changes what each gains by leaving.
"""


def outside(prospect, exposure, leverage, cost, sticks):
    """Worth of leaving now: the outside option.

    ``prospect`` is what fighting would bring against a side that holds nothing; ``exposure`` what
    the other side's ``leverage`` (share of what it held that it still holds, 0..1) takes from
    that; ``cost`` the cost of fighting; ``sticks`` what others, mediators and the own public, would
    make it cost (negative where they would reward it).
    """
    return prospect - exposure * leverage - cost - sticks


def take_it_or_leave_it(chance, outside, other_outside):
    """Worth to a side of what a single proposal, to be taken or left, would bring it [0..1].

    Whoever proposes offers the other side no more than it would have without a deal; ``chance`` is
    that of being the one who proposes, ``outside`` and ``other_outside`` what each would have
    without, on a scale on which the two sides' parts sum to 1 ([Powell2006]_).
    """
    least = min(1.0, max(0.0, outside))
    most = 1.0 - min(1.0, max(0.0, other_outside))
    return chance * most + (1.0 - chance) * least


def end_of_phase(hope, deal, after):
    """Worth of standing at the end of the phase: go on to the deal hoped for, or leave then.

    ``hope`` is the believed chance that the next phase comes about, ``deal`` what it would be
    worth, ``after`` the outside option at that time.
    """
    return max(hope * deal + (1.0 - hope) * after, after)


def through(ahead, owing, end):
    """Worth of the phase if both sides keep their word from here on."""
    return ahead - owing + end


def going_on(belief, kept, let_down):
    """Worth of staying, when the other side is believed to keep its word with chance ``belief``."""
    return belief * kept + (1.0 - belief) * let_down


def delivering(cost, belief, kept, let_down):
    """Worth of handing over an item now.

    ``kept`` is the worth of the phase once this item's cost is paid, ``let_down`` the worth of
    being left first.
    """
    return going_on(belief, kept, let_down) - cost


def not_delivering(saved, belief, kept, let_down, reaction, seen):
    """Worth of not handing over an item now.

    ``saved`` is what not handing it over still costs [points]; ``reaction`` how far the party
    expects the other side's keeping to fall when it notices [0..1], ``seen`` the chance that it
    notices.
    """
    return going_on(belief * (1.0 - reaction * seen), kept, let_down) - saved


def breach_price(reaction, belief, kept, let_down):
    """What withholding one obligation, and being seen to, would cost a party.

    The most it plans to pay for handing the obligation over.
    """
    return reaction * belief * max(0.0, kept - let_down)

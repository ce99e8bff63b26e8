"""At the table: what a party asks for, and what it takes."""

from agents import strategies


def reserve(party):
    """Least utility the party takes: its outside option, kept within 0..0.99."""
    return min(max(party.outside, 0.0), 0.99)


def demand(party, elapsed):
    """Utility the party asks for after ``elapsed`` of the time for talks [0..1]."""
    return strategies.target(party, elapsed, reserve(party))


def accepts(party, offered, next_elapsed):
    """True if an offer worth ``offered`` is at least what the party would itself ask for next.

    The acceptance rule "AC next" of [Baarslag2014]_; never under the reserve.
    """
    return offered >= demand(party, next_elapsed)


def hear(party, asked, heard, elapsed, learning):
    """Take in where the talks stand: the deal to expect, and the hope of reaching one.

    A wide gap says little early in the talks and much at their deadline, so hope moves from what
    the party brought along to the part of the way that is closed.
    """
    party.asked = asked
    party.heard = heard
    party.deal_worth = 0.5 * (asked + heard)
    closed = 1.0 - max(0.0, asked - heard)
    likely = (1.0 - elapsed) * party.hope + elapsed * closed
    party.current_hope += learning * (likely - party.current_hope)

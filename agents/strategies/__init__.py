"""Ways to concede, one a file, and every question that is put to a party's strategy.

Each question has an answer for those that do not answer it in a way of their own; no other text of
the model asks which strategy a party plays. To add one: its file, its name in
``agents.traits.names.STRATEGIES``, a branch in ``target`` and in each other question that it
answers in its own way, and its module in ``sim.ensemble.PLAYED`` (a test says when that is
missing). What it cannot play is refused in ``sim/talks_checks.py``.
"""

from agents import offers, searching
from agents.strategies import (
    averaged_tit_for_tat,
    equilibrium,
    hard_line,
    learning,
    own,
    relative_tit_for_tat,
    screening,
    shading,
    time_dependent,
    zeuthen,
)
from agents.traits.names import (
    AVERAGED_TIT_FOR_TAT,
    EQUILIBRIUM,
    HARD_LINE,
    LEARNING,
    OWN,
    RELATIVE_TIT_FOR_TAT,
    SCREENING,
    SHADING,
    STALLING,
    TRADE_OFF,
    WHOLE,
    ZEUTHEN,
)


def stalls(party, day):
    """True if the party holds back its team's full mandate on a day."""
    return party.strategy == STALLING and day < party.stalls_until


def screens(party):
    """True if the party goes by what it believes of the least that the other side takes."""
    return party.strategy == SCREENING


def asked_of(party, reserve, low, high):
    """Utility such a party asks for of a side that it thinks takes ``low`` to ``high`` at least."""
    return screening.asked(party, reserve, low, high)


def plan(world, party, other, slot, issues, fallbacks, floors):
    """Work out what the party asks for and takes in this round, if its strategy knows both sides.

    ``fallbacks`` is what the party and the other have without a deal, ``floors`` what a deal must
    bring each to be ratified, as far as it foresees that.
    """
    if party.strategy == EQUILIBRIUM:
        equilibrium.plan(world, party, other, slot, issues[0], fallbacks, floors)
    elif party.strategy == ZEUTHEN:
        zeuthen.plan(world, party, other, slot, issues[0], fallbacks, floors)


def learn(party, heard, elapsed):
    """Take in an offer of the other side, for a strategy that draws conclusions from it."""
    if party.strategy == LEARNING:
        learning.learn(party, heard, elapsed)


def target(party, elapsed, reserve):
    """Utility the party asks for after ``elapsed`` of the time for talks [0..1].

    Trade-off and stalling differ in what is offered and when; they concede with time.
    """
    if party.strategy == OWN:
        return own.target(party, elapsed, reserve)
    if party.strategy == HARD_LINE:
        return hard_line.target(party, reserve)
    if party.strategy == RELATIVE_TIT_FOR_TAT:
        return relative_tit_for_tat.target(party, reserve)
    if party.strategy == AVERAGED_TIT_FOR_TAT:
        return averaged_tit_for_tat.target(party, reserve)
    if party.strategy == LEARNING:
        return learning.target(party, elapsed, reserve)
    if party.strategy == EQUILIBRIUM:
        return equilibrium.target(party)
    if party.strategy == ZEUTHEN:
        return zeuthen.target(party, reserve)
    if party.strategy == SCREENING:
        return screening.target(party, reserve)
    if party.strategy == SHADING:
        return shading.target(party, reserve)
    return time_dependent.target(party, elapsed, reserve)


def bottom(party, reserve):
    """Least utility the party ever asks for: its reserve, unless its strategy worked out another.

    The equilibrium strategy knows what leaving is worth to it in talks that have to break down
    first, which may be less.
    """
    return party.bottom if party.strategy == EQUILIBRIUM else reserve


def put_offer(party, slot, issues, asked):
    """Put on the table an offer worth ``asked`` to the party, as its strategy makes offers."""
    if party.strategy == EQUILIBRIUM:
        equilibrium.put_offer(slot, issues, asked)
    elif party.strategy == TRADE_OFF and party.offers_heard > 0:
        offers.trade_off(issues, slot, asked, party.insight)
    elif party.bidding == WHOLE:
        searching.ask(issues, slot, asked)
    else:
        offers.ask(issues, slot, asked)


def least_wanted(party, asked):
    """Least utility the party takes of an offer, where it would itself ask for ``asked`` next.

    The acceptance rule "AC next" of [Baarslag2014]_ takes that; a strategy that knows both sides
    has worked it out.
    """
    if party.strategy == EQUILIBRIUM or party.strategy == ZEUTHEN:
        return party.planned_least - 1e-11
    return asked


def least_now(party, reserve):
    """Least utility the party takes of a proposal to be taken or left.

    As far as it hopes for a deal, what it asks for at this time, and its reserve otherwise: a party
    that is sure of getting its way gives nothing for a bird in the hand. A hard line takes no less
    than its demand.
    """
    if party.strategy == HARD_LINE:
        return hard_line.target(party, reserve)
    hoped = party.current_hope * party.demanded + (1.0 - party.current_hope) * reserve
    return max(reserve, hoped)

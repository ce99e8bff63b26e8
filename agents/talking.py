"""At the table: what a party asks for, what it puts on the table, and what it takes."""

from agents import notes, offers, rounding, strategies
from agents.traits import MOST_HEARD


def alternative(party):
    """What the party has without a deal, its outside option, kept within 0..0.99."""
    return min(max(party.outside, 0.0), 0.99)


def foreseen(party):
    """What can be ratified at home, as far as the party foresees that, within 0..0.99."""
    return min(party.floor if party.taught == 1 else party.foresight * party.floor, 0.99)


def reserve(party):
    """Least utility the party takes, within 0..0.99.

    Its outside option, or what can be ratified at home as far as it foresees that, whichever is
    more.
    """
    return max(alternative(party), foreseen(party))


def look_ahead(world, parties, issues):
    """Let each strategy that knows both sides work out what it asks for and takes now."""
    for slot in range(2):
        party, other = parties[slot], parties[1 - slot]
        fallbacks = (alternative(party), alternative(other))
        floors = (foreseen(party), foreseen(other))
        strategies.plan(world, party, other, slot, issues, fallbacks, floors)


def demand(party, elapsed):
    """Utility the party asks for after ``elapsed`` of the time for talks [0..1].

    It concedes towards its outside option. What can be ratified at home is a floor under that and
    no disagreement point: it binds, or it does nothing ([Putnam1988]_).
    """
    wanted = strategies.target(party, elapsed, alternative(party))
    return max(strategies.bottom(party, reserve(party)), wanted)


def put_offer(party, slot, issues, asked):
    """Put the party's offer on the table, worth ``asked`` to it.

    It heeds the other side's red lines as far as it knows them, unless they leave it less than it
    would take itself.
    """
    strategies.put_offer(party, slot, issues, asked)
    least = strategies.bottom(party, reserve(party))
    if worth_of_offer(party, slot, issues) < least - rounding.SHORT:
        offers.insist(issues, slot, asked)


def worth_of_offer(party, slot, issues):
    """What the offer on the table is worth to a party, with the side payment it would bring."""
    return offers.worth_of_offer(issues, slot) + offers.payment(issues, party, slot)


def crosses_line(party, slot, issues):
    """True if a party refuses the offer whatever it is worth: it lies beyond a red line.

    A side payment can buy off a red line; nothing buys off something sacred ([Ginges2007]_).
    """
    if offers.beyond_sacred(issues, slot):
        return True
    return offers.short_of_line(issues, slot) > offers.payment(issues, party, slot)


def accepts(party, slot, issues, offered, wanted):
    """True if an offer is worth at least what the party wants, and not beyond a red line."""
    return offered >= wanted and not crosses_line(party, slot, issues)


def least_now(party):
    """Least utility that a party takes of a proposal to be taken or left; see its strategy."""
    return strategies.least_now(party, reserve(party))


def takes(party, slot, issues, offered):
    """True if a party takes a proposal."""
    return offered >= least_now(party) and not crosses_line(party, slot, issues)


def gap(parties):
    """How far the sides are apart: what each would ask for over what it has heard, on average."""
    first = max(0.0, parties[0].asked - parties[0].heard)
    second = max(0.0, parties[1].asked - parties[1].heard)
    return 0.5 * (first + second)


def take_offence(party, slot, issues, world, log):
    """A side payment beside an offer beyond something sacred backfires, once a day."""
    if party.promised <= 0.0 or party.taboo <= 0.0 or party.offended == world.day:
        return
    if offers.beyond_sacred(issues, slot):
        party.offended = world.day
        party.wronged += party.taboo * party.promised
        reasons = notes.Offence(party.promised, party.wronged)
        notes.note(log, world, notes.OFFENCE, party.stream, 0, reasons)


def listen(party, slot, issues, heard):
    """Take in an offer of the other side, newest first, and the lines it was told of."""
    for place in range(MOST_HEARD - 1, 0, -1):
        party.history[place] = party.history[place - 1]
    party.history[0] = heard
    party.offers_heard += 1
    for issue in issues:
        issue.last[1 - slot] = issue.offer


def hear(party, asked, heard, paid, elapsed, learning):
    """Take in where the talks stand: the deal to expect, and the hope of reaching one.

    ``paid`` is the part of ``heard`` that is a side payment; the deal expected is without it, for
    it counts as long as it is promised (``agents/believing.py``).

    A wide gap says little early in the talks and much at their deadline, so hope moves from what
    the party brought along to the part of the way that is closed.
    """
    party.asked = asked
    party.heard = heard - paid
    party.deal_worth = 0.5 * (asked + party.heard)
    closed = 1.0 - max(0.0, asked - heard)
    likely = (1.0 - elapsed) * party.hope + elapsed * closed
    party.current_hope += learning * (likely - party.current_hope)

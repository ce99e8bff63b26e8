"""What each side makes of things: trust, hope, and the worth of staying and of leaving."""

import math

from agents import strategies
from agents.rules import timing, trust, worth
from agents.terms import DONE, NOT_YET, PENDING
from agents.traits import EXCHANGE, FULL, KINDS, TECHNICAL

BENDS = 80  # steps in which a plan is settled, at most
SETTLED = 1e-13  # points by which a plan may be off


def begin(party):
    """What a party believes and may do on the eve of the first day."""
    for kind in range(len(KINDS)):
        party.kept[kind] = party.trust * party.trust_weight
        party.broken[kind] = (1.0 - party.trust) * party.trust_weight
    party.current_hope = party.hope
    party.deal_worth = party.expected_deal
    party.weary = party.weariness
    party.demanded = party.opening
    party.heard = -1.0
    party.asked = -1.0
    party.team = 1
    party.mandate = full_mandate(party, 0)


def full_mandate(party, day):
    """The mandate of a party that has sent its team: full, unless it stalls until a later day."""
    return TECHNICAL if strategies.stalls(party, day) else FULL


def price(party, item):
    """What handing an obligation over costs its debtor [points], threats at home included."""
    return item.cost + party.office * party.threat * item.resented


def believed_worth(item):
    """Worth of an obligation to the side it is owed to, as far as that side knows [points].

    People of whom it is not known whether they live count by the chance that they do; remains are
    worth nothing here.
    """
    if item.unknown == 0 or item.amount <= 0.0:
        return item.worth
    dead = item.died if item.known == 1 else item.dead * item.unknown
    return item.worth * max(0.0, 1.0 - dead / item.amount)


def is_doubled(item, obligations):
    """True for an obligation of a later phase for which one in force now stands."""
    if item.status != NOT_YET:
        return False
    for one in obligations:
        if one.stands_for == item.index and one.status == PENDING:
            return True
    return False


def take_stock(parties, obligations, phase):
    """Add up what is ahead of each party, what it owes, and what it holds.

    What a party has not yet delivered is its leverage: the same list of obligations gives the
    worth of staying and, as it is carried out, moves the worth of leaving. A party plans to pay no
    more for an obligation than withholding it would cost, and nothing once it has declined. What
    belongs to an optional phase that was passed over is owed no more.
    """
    for party in parties:
        party.owing = 0.0
        party.leverage = 0.0
        party.leverage_after = 0.0
        party.held_at_start = 0.0
        party.people_held = 0.0
        party.people_at_start = 0.0
        for kind in range(len(KINDS)):
            party.ahead[kind] = 0.0
    for item in obligations:
        if item.status == NOT_YET and (item.stands_for >= 0 or item.phase < phase):
            continue  # counted as what it stands for; or of a phase that was passed over
        debtor = parties[item.by]
        if item.stands_for < 0:
            debtor.held_at_start += item.worth
            if item.kind == EXCHANGE:
                debtor.people_at_start += item.worth
        if item.status == DONE or is_doubled(item, obligations):
            continue
        held = believed_worth(item)
        debtor.leverage += held
        if item.kind == EXCHANGE:
            debtor.people_held += held
        if item.status == PENDING:
            parties[1 - item.by].ahead[item.kind] += held
        else:
            debtor.leverage_after += held
    for party in parties:
        if party.held_at_start > 0.0:
            party.leverage = party.leverage / party.held_at_start
            party.leverage_after = party.leverage_after / party.held_at_start
        if party.people_at_start > 0.0:
            party.people_held = party.people_held / party.people_at_start


def pass_time(parties, obligations, world):
    """Count what is ahead and what is owed by when it comes, where a party discounts.

    ``take_stock`` counts as if all came today.
    """
    if parties[0].discount == 1.0 and parties[1].discount == 1.0:
        return
    for party in parties:
        party.owing = 0.0
        for kind in range(len(KINDS)):
            party.ahead[kind] = 0.0
    for item in obligations:
        item.away = 0
        if item.status == PENDING:
            item.away = max(0, item.review - world.now)
            debtor = parties[item.by]
            creditor = parties[1 - item.by]
            held = believed_worth(item)
            creditor.ahead[item.kind] += timing.present(held, creditor.discount, item.away)
            debtor.owing += timing.present(item.planned, debtor.discount, item.away)


def leaving(party, world, held, own):
    """Worth of leaving to a party [points].

    ``held`` is the leverage of the other side and ``own`` the party's own, both now or once the
    phase is carried out [share].
    """
    prospect = party.war_prospect + party.position + party.relocation_gain * world.feasible
    prospect += party.office * party.gone
    if party.held_at_start > 0.0:
        prospect -= party.weakened * (1.0 - own)
    cost = party.war_cost + party.weary
    sticks = party.pressure + party.guaranteed + party.home + party.bound
    if world.carried_by_talks == 1 and world.talking == 1:
        sticks += world.clause
    return worth.outside(prospect, party.exposure, held, cost, sticks)


def foresee_deal(party, other, world, after):
    """The deal that a party expects is what the talks would bring once the phase is carried out."""
    other_after = leaving(other, world, party.leverage_after, other.leverage_after)
    party.deal_worth = worth.take_it_or_leave_it(party.proposes, after, other_after)


def weigh(party, other, world, limbo_days):
    """Weigh staying against leaving; every stick and every pressure enters once."""
    seen = trust.overall(party.kept, party.broken, party.ahead)
    party.belief = trust.assured(seen, party.assured, world.guarantee)
    party.outside = leaving(party, world, other.leverage, party.leverage)
    after = leaving(party, world, other.leverage_after, party.leverage_after)
    if party.foresees_deal == 1 and world.agreed_day == 0:
        foresee_deal(party, other, world, after)
    ahead = 0.0
    for kind in range(len(KINDS)):
        ahead += party.ahead[kind]
    deal = party.deal_worth
    if world.agreed_day == 0:
        deal += party.promised * (1.0 - party.asks)
    hope = party.current_hope * (1.0 - party.relocation_fear * world.proposal)
    party.end = worth.end_of_phase(hope, deal, after)
    end = timing.present(party.end, party.discount, world.phase_ends + 1 - world.now)
    party.through = worth.through(ahead, party.owing, end) - party.limbo_cost * limbo_days
    let_down = party.outside - party.let_down
    party.staying = worth.going_on(party.belief, party.through, let_down)
    party.breach_price = worth.breach_price(party.reaction, party.belief, party.through, let_down)


def plan(party, slot, obligations):
    """Settle what the party plans to pay for each obligation, and what a breach would cost it.

    Each rests on the other: the more it plans to pay, the less the phase is worth to it, and the
    less a breach would cost it. Both are settled together by Newton's method from below, on a line
    that falls and bends one way only; it ends on the answer after as many steps as there are bends.
    """
    let_down = party.outside - party.let_down
    kept = party.through + party.owing
    slope = party.reaction * party.belief
    reached = party.breach_price
    for _ in range(BENDS):
        owing = 0.0
        capped = 0.0
        for item in obligations:
            if item.by == slot and item.status == PENDING and item.declined == 0:
                cost = price(party, item)
                soon = timing.present(1.0, party.discount, item.away)
                owing += soon * min(cost, reached)
                if cost > reached:
                    capped += soon
        found = worth.breach_price(party.reaction, party.belief, kept - owing, let_down)
        if math.fabs(found - reached) < SETTLED:
            break
        if found < reached:
            reached = found  # as the line falls, this is at most the answer
        else:
            reached += (found - reached) / (1.0 + slope * capped)
    party.owing = 0.0
    for item in obligations:
        if item.by == slot and item.status == PENDING:
            item.planned = 0.0 if item.declined == 1 else min(price(party, item), reached)
            party.owing += timing.present(item.planned, party.discount, item.away)
    party.through = kept - party.owing
    party.staying = worth.going_on(party.belief, party.through, let_down)
    party.breach_price = worth.breach_price(party.reaction, party.belief, party.through, let_down)


def remember(party, world):
    """Let the day pass over trust, grievances, weariness and what came and went lately."""
    prior_kept = party.trust * party.trust_weight
    prior_broken = (1.0 - party.trust) * party.trust_weight
    for kind in range(len(KINDS)):
        party.kept[kind] = trust.aged(party.kept[kind], prior_kept, party.memory)
        party.broken[kind] = trust.aged(party.broken[kind], prior_broken, party.memory)
    party.wronged *= 1.0 - party.forgiveness
    party.hurt *= 1.0 - party.forgiveness
    party.weary *= party.weariness_retention
    party.bound *= party.signature_retention
    party.received *= world.lately
    party.given *= world.lately
    party.news *= world.lately


def lose_hope(party):
    """A day of limbo takes from the hope that the next phase comes about."""
    party.current_hope = timing.fading(party.current_hope, 0.0, party.hope_retention)

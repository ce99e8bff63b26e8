"""What each side makes of things: trust, hope, and the worth of staying and of leaving."""

from agents.rules import timing, trust, worth
from agents.terms import DONE, PENDING
from agents.traits import FULL, KINDS


def begin(party):
    """What a party believes and may do on the eve of the first day."""
    for kind in range(len(KINDS)):
        party.kept[kind] = party.trust * party.trust_weight
        party.broken[kind] = (1.0 - party.trust) * party.trust_weight
    party.current_hope = party.hope
    party.deal_worth = party.expected_deal
    party.mandate = FULL
    party.heard = -1.0
    party.asked = -1.0


def take_stock(parties, obligations):
    """Add up what is ahead of each party, what it owes, and what it holds.

    What a party has not yet delivered is its leverage: the same list of obligations gives the
    worth of staying and, as it is carried out, moves the worth of leaving. A party plans to pay no
    more for an obligation than withholding it would cost, and nothing once it has declined.
    """
    for party in parties:
        party.owing = 0.0
        party.leverage = 0.0
        party.leverage_after = 0.0
        party.held_at_start = 0.0
        for kind in range(len(KINDS)):
            party.ahead[kind] = 0.0
    for item in obligations:
        debtor = parties[item.by]
        debtor.held_at_start += item.worth
        if item.status == DONE:
            continue
        debtor.leverage += item.worth
        if item.status == PENDING:
            item.planned = 0.0 if item.declined == 1 else min(item.cost, debtor.breach_price)
            debtor.owing += item.planned
            parties[1 - item.by].ahead[item.kind] += item.worth
        else:
            debtor.leverage_after += item.worth
    for party in parties:
        if party.held_at_start > 0.0:
            party.leverage = party.leverage / party.held_at_start
            party.leverage_after = party.leverage_after / party.held_at_start


def pressed(parties, mediators):
    """Add up, for each party, what mediators would make leaving cost, as their attention is now."""
    for party in parties:
        party.pressure = 0.0
    for mediator in mediators:
        parties[0].pressure += mediator.leverage_0 * mediator.current_attention
        parties[1].pressure += mediator.leverage_1 * mediator.current_attention


def weigh(party, other, limbo_days):
    """Weigh staying against leaving."""
    party.belief = trust.overall(party.kept, party.broken, party.ahead)
    party.outside = worth.outside(
        party.war_prospect, party.exposure, other.leverage, party.war_cost, party.pressure
    )
    after = worth.outside(
        party.war_prospect, party.exposure, other.leverage_after, party.war_cost, party.pressure
    )
    ahead = 0.0
    for kind in range(len(KINDS)):
        ahead += party.ahead[kind]
    end = worth.end_of_phase(party.current_hope, party.deal_worth, after)
    party.through = worth.through(ahead, party.owing, end) - party.limbo_cost * limbo_days
    let_down = party.outside - party.let_down
    party.staying = worth.going_on(party.belief, party.through, let_down)
    party.breach_price = worth.breach_price(party.reaction, party.belief, party.through, let_down)


def remember(party):
    """Let the day pass over trust and grievances."""
    prior_kept = party.trust * party.trust_weight
    prior_broken = (1.0 - party.trust) * party.trust_weight
    for kind in range(len(KINDS)):
        party.kept[kind] = trust.aged(party.kept[kind], prior_kept, party.memory)
        party.broken[kind] = trust.aged(party.broken[kind], prior_broken, party.memory)
    party.wronged *= 1.0 - party.forgiveness
    party.hurt *= 1.0 - party.forgiveness


def lose_hope(party):
    """A day of limbo takes from the hope that the next phase comes about."""
    party.current_hope = timing.fading(party.current_hope, 0.0, party.hope_retention)

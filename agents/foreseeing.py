"""Foresight: which promises of the phase will be kept, worked out from the last to the first.

Off unless ``choice.backward_induction``. What a side loses by a breach is what is still to come, so
that a schedule that would break at its end breaks at its beginning ([Lockwood2002]_ on giving by
steps). Each side weighs by its own belief, worth and patience, and knows those of the other; what
leaving is worth is taken to stay as it is today.
"""

from agents import believing
from agents.rules import timing, worth
from agents.terms import AFTER_ALL, DONE, PENDING

NO_DAY = -1


def let_down(party, world):
    """Worth to a party that breaks its word of what it is left with [points].

    Where the other side's answer comes a day later (``choice.same_day``), so does that.
    """
    left = party.outside - party.let_down
    return timing.present(left, party.discount, 1) if world.same_day == 1 else left


def falls_on(item, obligations, world):
    """The day on which an obligation that is still owed can be handed over at the earliest."""
    day = max(item.review, world.now)
    answered = item.in_return_for
    while answered >= 0 and obligations[answered].status != DONE:
        day = max(day, obligations[answered].review)
        answered = obligations[answered].in_return_for
    return day


def answers_today(one, slot, day, obligations, world):
    """True if what is owed to a party on a day hangs on what the party hands over that day."""
    if world.same_day == 0:
        return True
    if one.in_return_for < 0:
        return False
    answered = obligations[one.in_return_for]
    if answered.by != slot or answered.status == DONE:
        return False
    return falls_on(answered, obligations, world) == day


def look_at_today(parties, obligations, world):
    """Count what comes to each party today whatever it does itself, or has come already."""
    for party in parties:
        party.coming = 0.0
    if world.same_day == 0:
        return
    for item in obligations:
        receiver = parties[1 - item.by]
        if item.status == DONE:
            if item.done == world.day:
                receiver.coming += believing.believed_worth(item)
        elif item.status == PENDING and item.declined == 0:
            today = falls_on(item, obligations, world) == world.day
            if today and not answers_today(item, 1 - item.by, world.day, obligations, world):
                receiver.coming += believing.believed_worth(item)


def last_before(bound, obligations, world):
    """The last day before ``bound`` on which something is to be handed over."""
    found = NO_DAY
    for item in obligations:
        if item.status == PENDING and item.declined == 0:
            day = falls_on(item, obligations, world)
            if found < day < bound:
                found = day
    return found


def keeps(party, slot, day, obligations, world):
    """True if a party hands over what it owes on a day, given what follows it.

    ``party.through`` is the worth of what follows. It weighs all that it owes on the day at once.
    """
    cost = 0.0
    owes = False
    hangs = 0.0
    for item in obligations:
        if item.status == PENDING and item.declined == 0:
            if falls_on(item, obligations, world) == day:
                if item.by == slot:
                    owes = True
                    cost += believing.price(party, item)
                elif answers_today(item, slot, day, obligations, world):
                    hangs += believing.believed_worth(item)
    kept = party.through + hangs
    left = let_down(party, world)
    return not owes or worth.breach_price(party.reaction, party.belief, kept, left) > cost


def carry(parties, day, obligations, world):
    """Both sides keep their word on a day."""
    for item in obligations:
        if item.status == PENDING and item.declined == 0:
            if falls_on(item, obligations, world) == day:
                debtor = parties[item.by]
                item.planned = believing.price(debtor, item)
                debtor.through -= item.planned
                parties[1 - item.by].through += believing.believed_worth(item)


def give_up(parties, day, obligations, world):
    """Nothing is handed over from a day on."""
    for item in obligations:
        if item.status == PENDING and falls_on(item, obligations, world) >= day:
            item.planned = 0.0
    for party in parties:
        party.through = let_down(party, world)


def foresee(parties, obligations, world, limbo_days):
    """Settle what each party plans to hand over, and what the phase is then worth to it."""
    at = world.phase_ends + 1
    for party in parties:
        party.through = party.end
    day = last_before(AFTER_ALL, obligations, world)
    while day != NO_DAY:
        for party in parties:
            party.through = timing.present(party.through, party.discount, at - day)
        at = min(at, day)
        first = keeps(parties[0], 0, day, obligations, world)
        if first and keeps(parties[1], 1, day, obligations, world):
            carry(parties, day, obligations, world)
        else:
            give_up(parties, day, obligations, world)
        day = last_before(day, obligations, world)
    for party in parties:
        party.through = timing.present(party.through, party.discount, at - world.now)
        party.through -= party.limbo_cost * limbo_days
        let_down_now = party.outside - party.let_down
        party.staying = worth.going_on(party.belief, party.through, let_down_now)
        party.breach_price = worth.breach_price(
            party.reaction, party.belief, party.through, let_down_now
        )

"""What a mediator can do besides shuttling: each instrument is used when it is worth its price.

A mediator weighs an instrument by what it expects it to change: the chance it sees of a collapse,
the errors of verification, the gap at the talks. That chance times what a truce that holds is worth
to the mediator is the gain, and the price is its own. What it takes up, ends or passes by is
written down; a refusal that is repeated is written down once.
"""

from agents import asking, notes, talking
from agents.rules import mediation
from agents.traits import BRIDGING, DEADLINE, GUARANTEE, MONITORING, PAYMENT, PRESSURE


def tell(log, world, kind, mediator, instrument, target, gain, before, after):
    """Write down an instrument used, passed by or ended; ``target`` is a stream, -1 for both."""
    reasons = notes.Use(
        float(target),
        gain,
        mediator.price[instrument],
        mediator.value,
        before,
        after,
        float(mediator.left[instrument]),
        offered(mediator, instrument, 0),
        offered(mediator, instrument, 1),
    )
    notes.note(log, world, kind, mediator.stream, instrument, reasons)


def offered(mediator, instrument, slot):
    """What an instrument offers or threatens a party with [points]."""
    if instrument == PRESSURE:
        return mediator.current_attention * mediator.leverage[slot]
    if instrument == PAYMENT:
        return mediator.payment[slot]
    if instrument == GUARANTEE:
        return mediator.guarantee[slot]
    return 0.0


def decide(log, world, mediator, instrument, target, gain, before, after):
    """Use an instrument if it is worth its price; True if it is."""
    own = 1 if mediation.worth_it(gain, mediator.price[instrument]) else 0
    if asking.decided(mediator, asking.USE, asking.use_of(instrument, 0), own) == 1:
        tell(log, world, notes.USES, mediator, instrument, target, gain, before, after)
        mediator.active[instrument] = 1
        mediator.declined[instrument] = 0
        return True
    if mediator.declined[instrument] == 0:
        tell(log, world, notes.PASSES, mediator, instrument, target, gain, before, after)
    mediator.declined[instrument] = 1
    return False


def press(mediator, party, slot):
    """What a mediator's pressure makes leaving cost a party [points]."""
    return mediator.current_attention * (
        mediator.leverage[slot] + party.standing * mediator.closeness[slot]
    )


def backing(mediator, slot, listener):
    """What a mediator's guarantee takes from a party's worth of leaving, as a side believes it."""
    return mediator.commitment * mediator.guarantee[slot] * mediator.credibility[listener]


def alarm(parties, world, relief_first, relief_second):
    """Chance that a mediator sees of a collapse, were leaving worth so much less to each side."""
    return mediation.collapse(
        mediation.risk(parties[0].outside - relief_first - parties[0].staying, world.alarm),
        mediation.risk(parties[1].outside - relief_second - parties[1].staying, world.alarm),
    )


def keep_up(mediator, world, log):
    """Pressure uses up its budget day by day, and ends with it."""
    if mediator.active[PRESSURE] == 1:
        mediator.left[PRESSURE] -= 1
        if mediator.left[PRESSURE] <= 0:
            mediator.active[PRESSURE] = 0
            mediator.pressing[0] = 0
            mediator.pressing[1] = 0
            tell(log, world, notes.ENDS, mediator, PRESSURE, -1, 0.0, 0.0, 0.0)


def let_deadline_pass(mediator, world, log):
    """A deadline that passes with no agreement costs the mediator who set it its attention."""
    if mediator.active[DEADLINE] == 1 and world.day > world.deadline_day:
        mediator.active[DEADLINE] = 0
        if world.agreed_day == 0:
            mediator.current_attention *= 1.0 - world.disappointment
            tell(log, world, notes.ENDS, mediator, DEADLINE, -1, 0.0, 0.0, 0.0)


def consider_standing(mediator, world, parties, log):
    """In a new situation: pressure, guarantee, side payment and monitors."""
    if mediator.budget[PRESSURE] > 0 and mediator.left[PRESSURE] > 0:
        consider_pressure(mediator, world, parties, log)
    if mediator.left[GUARANTEE] > 0 and mediator.active[GUARANTEE] == 0:
        consider_guarantee(mediator, world, parties, log)
    if mediator.left[PAYMENT] > 0 and mediator.active[PAYMENT] == 0 and world.agreed_day == 0:
        consider_payment(mediator, world, parties, log)
    if mediator.budget[MONITORING] > 0:
        consider_monitors(mediator, world, parties, log)


def consider_pressure(mediator, world, parties, log):
    """Press each side for whom the chance of leaving it takes away is worth the price."""
    mediator.active[PRESSURE] = 0
    for slot in range(2):
        stick = press(mediator, parties[slot], slot)
        if stick <= 0.0:
            if mediator.pressing[slot] == 1:  # what it pressed with has gone
                mediator.pressing[slot] = 0
                target = parties[slot].stream
                tell(log, world, notes.ENDS, mediator, PRESSURE, target, 0.0, 0.0, 0.0)
            continue
        felt = stick if mediator.pressing[slot] == 1 else 0.0
        without = parties[slot].outside + felt - parties[slot].staying
        before = mediation.risk(without, world.alarm)
        after = mediation.risk(without - stick, world.alarm)
        gain = mediator.value * (before - after)
        was = mediator.pressing[slot]
        own = 1 if mediation.worth_it(gain, mediator.price[PRESSURE]) else 0
        use = asking.use_of(PRESSURE, slot)
        worth_it = asking.decided(mediator, asking.USE, use, own) == 1
        mediator.pressing[slot] = 1 if worth_it else 0
        if worth_it:
            mediator.active[PRESSURE] = 1
        stream = parties[slot].stream
        if worth_it and was == 0:
            tell(log, world, notes.USES, mediator, PRESSURE, stream, gain, before, after)
        elif was == 1 and not worth_it:
            tell(log, world, notes.ENDS, mediator, PRESSURE, stream, gain, before, after)
        elif not worth_it and mediator.spared[slot] == 0:
            tell(log, world, notes.PASSES, mediator, PRESSURE, stream, gain, before, after)
        mediator.spared[slot] = 0 if worth_it else 1


def consider_guarantee(mediator, world, parties, log):
    """Guarantee the truce, or assure a friend of support if it leaves, as the case may be.

    What it takes from a friend's worth of leaving counts against it, what it adds counts for it,
    as far as the friend may come to leave.
    """
    first = backing(mediator, 0, 0)
    second = backing(mediator, 1, 1)
    if first == 0.0 and second == 0.0:
        return
    before = alarm(parties, world, 0.0, 0.0)
    after = alarm(parties, world, first, second)
    friends = friend_loses(mediator, parties, world, 0, first) + friend_loses(
        mediator, parties, world, 1, second
    )
    gain = mediator.value * (before - after) - mediator.current_attention * friends
    if decide(log, world, mediator, GUARANTEE, -1, gain, before, after):
        mediator.left[GUARANTEE] -= 1


def friend_loses(mediator, parties, world, slot, backed):
    """What a friend would lose by a guarantee if it came to leave [the mediator's points]."""
    excess = parties[slot].outside - parties[slot].staying
    return mediator.closeness[slot] * backed * mediation.risk(excess, world.alarm)


def consider_payment(mediator, world, parties, log):
    """Offer a side payment for an agreement: it makes staying worth more, as far as hope goes."""
    first = expected_payment(mediator, parties[0], 0)
    second = expected_payment(mediator, parties[1], 1)
    if first <= 0.0 and second <= 0.0:
        return
    before = alarm(parties, world, 0.0, 0.0)
    after = alarm(parties, world, first, second)
    gain = mediator.value * (before - after)
    if decide(log, world, mediator, PAYMENT, -1, gain, before, after):
        mediator.left[PAYMENT] -= 1


def expected_payment(mediator, party, slot):
    """What the offer of a side payment adds to a party's worth of staying [points]."""
    worth = mediator.payment[slot] * mediator.credibility[slot]
    return worth * (1.0 - mediator.asks_now) * party.current_hope


def consider_monitors(mediator, world, parties, log):
    """Send monitors for a phase, or a limbo: they remove errors of verification and blame."""
    stay = 2 * world.phase + (1 if world.limbo_begins > world.phase_ends else 0)
    if mediator.stationed == stay:
        return
    mediator.stationed = stay
    was = mediator.active[MONITORING]
    own = mediator.monitors if was == 1 else 0.0
    mediator.active[MONITORING] = 0
    if mediator.left[MONITORING] <= 0 or mediator.monitors <= 0.0:
        if was == 1:
            tell(log, world, notes.ENDS, mediator, MONITORING, -1, 0.0, 0.0, 0.0)
        return
    before = 1.0 if own >= 1.0 else (1.0 - world.watched) / (1.0 - own)
    after = before * (1.0 - mediator.monitors)
    gain = mediator.value * alarm(parties, world, 0.0, 0.0) * (before - after)
    if was == 1:
        mediator.declined[MONITORING] = 1  # if they go, that they go is what is written down
    if decide(log, world, mediator, MONITORING, -1, gain, before, after):
        mediator.left[MONITORING] -= 1
    elif was == 1:
        tell(log, world, notes.ENDS, mediator, MONITORING, -1, gain, before, after)


def time_for_talks(mediator, world):
    """True on days on which a mediator looks at the talks: while they go on, every few days."""
    if world.talking == 0 or world.agreed_day > 0:
        return False
    begun = max(mediator.considered, world.talks_day)
    return world.day - begun >= world.talks_again


def consider_talks(mediator, world, parties, log):
    """While the talks go on, weigh a proposal and a deadline.

    A proposal is the likelier to be taken the nearer the sides are; a deadline is the more to the
    point the further they are apart ([Roth1988]_ on what deadlines do).
    """
    gap = min(1.0, talking.gap(parties))
    mediator.active[BRIDGING] = 0
    if mediator.left[BRIDGING] > 0:
        decide(log, world, mediator, BRIDGING, -1, mediator.value * (1.0 - gap), gap, 0.0)
    if mediator.left[DEADLINE] > 0 and world.deadline_day < world.day:
        if decide(log, world, mediator, DEADLINE, -1, mediator.value * gap, gap, 0.0):
            mediator.left[DEADLINE] -= 1
            world.deadline_day = world.day + mediator.deadline_days
            world.deadline_round = world.round


def felt(world, parties, mediators):
    """What the parties feel of the mediators today: pressure, guarantees, payments, monitors."""
    unwatched = 1.0 - world.monitors
    accepted = 1.0
    for party in parties:
        party.pressure = 0.0
        party.guaranteed = 0.0
        party.assured = 0.0
        party.promised = 0.0
        party.asks = 0.0
    for mediator in mediators:
        accepted *= mediator.accepts_displacement
        if mediator.active[MONITORING] == 1:
            unwatched *= 1.0 - mediator.monitors
        for slot in range(2):
            feel(parties[slot], parties[1 - slot], mediator, slot, world)
    world.watched = 1.0 - unwatched
    world.feasible = world.proposal * (world.consent + (1.0 - world.consent) * accepted)


def feel(party, other, mediator, slot, world):
    """What a party feels of one mediator."""
    if mediator.pressing[slot] == 1:
        party.pressure += press(mediator, party, slot)
    if mediator.active[GUARANTEE] == 1:
        party.guaranteed += backing(mediator, slot, slot)
        other.assured += backing(mediator, slot, 1 - slot)
    if mediator.active[PAYMENT] == 1 and mediator.payment[slot] > 0.0:
        left = max(0.0, 1.0 - mediator.payment_discount * world.deadly)
        party.promised += mediator.payment[slot] * mediator.credibility[slot] * left
        party.asks = max(party.asks, mediator.asks_now)

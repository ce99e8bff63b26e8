"""The log of a run: what happened, and the numbers it was decided on.

Every kind of event is declared here once: its name, whose act it is, what it is about, and its
reasons by name. ``note`` writes one as a row of numbers; ``place_of`` and ``reasons_of`` read its
reasons by name, and ``sim/tables.py`` and ``sim/story`` read all names back.
"""

from typing import NamedTuple

DAY, KIND, ACTOR, ITEM, REASONS = range(5)  # places in an event's row; from REASONS on its reasons
VALUES = 14  # numeric reasons an event carries
COLUMNS = ("day", "kind", "actor", "item") + tuple(f"v{place}" for place in range(VALUES))


class Delivery(NamedTuple):
    """An obligation weighed; see ``agents.delivering.decide``."""

    deliver: float  # worth of delivering [points], as the next two
    delay: float
    withhold: float
    cost: float
    belief: float
    kept: float
    let_down: float
    first: float  # luck of delivering or not
    second: float  # luck of delaying or withholding
    held: float  # 1 if the party's rung left no choice, 0.5 if it left only a delay of a day
    hours: float  # lag of the delivery, hitch included; 0 if none was set out on
    again: float  # day on which it is decided next; 0 if delivered
    threat: float  # part of the cost that is the threats of partners to leave
    bonus: float  # what a side trade brings for delivering it


class Claim(NamedTuple):
    """A breach claimed; see ``agents.verifying.claim``."""

    manner: float  # what was in fact done, see agents.terms
    weight: float  # share of a whole breach
    worth: float
    wronged: float
    tension: float


class Step(NamedTuple):
    """A step on the ladder, or back to fighting; see ``agents.responding.act``."""

    rung: float
    next_rung: float
    wronged: float
    hurt: float
    stake: float
    worth_next: float
    worth_now: float
    outside: float
    staying: float
    resolve: float  # by how much leaving must be worth more; drawn for each stretch of the truce
    retaliation: float


class Mission(NamedTuple):
    """A day of shuttling; see ``agents.mediating.attend``."""

    progress: float
    effort: float
    value: float  # worth to the mediator of a truce that holds [its own points]
    price: float


class Use(NamedTuple):
    """An instrument considered by a mediator; see ``agents.instruments``."""

    target: float  # stream of the party it is aimed at; -1 for both
    gain: float  # what it is worth to the mediator [its own points], as the price
    price: float
    value: float  # worth to the mediator of a truce that holds
    before: float  # what it moves, as it stands without it
    after: float  # and as the mediator expects it with it
    left: float  # budget left before
    first: float  # worth to each party of what is offered or threatened [points]
    second: float


class Proposal(NamedTuple):
    """A mediator's proposal, to be taken or left; see ``sim.protocols.bridging``."""

    utility_0: float
    utility_1: float
    least_0: float  # least utility that each side would take now
    least_1: float
    takes_0: float
    takes_1: float


class Vote(NamedTuple):
    """A constituency's vote on an agreement; see ``agents.ratifying``."""

    utility: float
    least: float  # utility that it approves, in its present mood
    mood: float
    line: float  # by how much the utility must be above it, drawn for the run
    approves: float


class Ratified(NamedTuple):
    """The outcome of the votes: share of the weight in favour, and what it takes."""

    for_0: float
    needed_0: float
    for_1: float
    needed_1: float


class Mood(NamedTuple):
    """A partner that threatens to leave, leaves or returns; see ``agents.swaying``."""

    mood: float
    threshold: float
    weight: float


class Statement(NamedTuple):
    """A public statement of a mediator; see ``agents.speaking``."""

    said: float
    meant: float
    hope_0: float  # hope of each side after it
    hope_1: float


class Word(NamedTuple):
    """What a mediator says of the least that the other side takes; see ``agents.informing``.

    What its word is worth to the mediator is so if the word is believed.
    """

    line: float  # it knows whether the least lies above that (firm) or not (soft) [share]
    firm: float  # 1 if it says that the other side is firm
    is_firm: float  # 1 if that is so
    believed: float
    demand_firm: float  # what the listener would ask for of a firm side [share], and of a soft one
    demand_soft: float
    firm_if_firm: float  # worth to the mediator of saying firm of a firm side [its own points]
    soft_if_firm: float
    firm_if_soft: float
    soft_if_soft: float
    low: float  # least share that the listener thought the other side takes, from this
    high: float  # to this


class Announcement(NamedTuple):
    """The news that a party sends a team to the talks."""

    mandate: float
    said: float
    hope: float  # the other side's, after it


class Trade(NamedTuple):
    """A side trade, for each side; see ``agents.trading``."""

    other: float  # the item brought forward, by place
    gain: float  # to the side that held the item back
    other_gain: float  # to the side that brings another forward
    day: float  # day from which both are due
    earlier: float  # days by which the other comes earlier


class Dispute(NamedTuple):
    """A list for an exchange that is disputed; the item comes up again the next day."""

    draw: float
    chance: float


class News(NamedTuple):
    """What becomes known about people of whom it was not known whether they live."""

    unknown: float
    died: float
    expected: float
    salience: float


class LetPass(NamedTuple):
    """A breach claimed and let pass: it leaves no grievance; see ``agents.verifying.claim``."""

    draw: float
    chance: float


class Identified(NamedTuple):
    """Remains handed over that prove to be someone else's."""

    draw: float
    chance: float
    wronged: float


class Extended(NamedTuple):
    """An optional phase, weighed by both sides; see ``agents.extending``."""

    enter_0: float
    leave_0: float
    enter_1: float
    leave_1: float
    line_0: float
    line_1: float
    found: float  # 1 if what it takes can be found


class Stayed(NamedTuple):
    """A side that weighed leaving in a new situation, and stayed; see ``agents.responding``."""

    outside: float
    staying: float
    resolve: float


class Offence(NamedTuple):
    """A side payment offered for something sacred."""

    payment: float
    wronged: float


class Settled(NamedTuple):
    """A crisis settled; see ``agents.mediating.settle``."""

    effort: float
    needed: float
    lasted: float
    wronged_0: float
    wronged_1: float
    hurt_0: float
    hurt_1: float
    relief: float  # share of the grievances that it takes away


class Agreement(NamedTuple):
    """An offer accepted; see ``sim.protocols``."""

    rounds: float
    own: float  # utility to the side that offered
    offered: float  # utility to the side that accepted
    wanted: float  # what it wanted at least: what it would have asked for next, or refusing
    reserve: float  # least utility the side that offered would take
    other_reserve: float


class Incident(NamedTuple):
    """An incident; the actor is the side that holds the other responsible."""

    dead: float
    wrong: float
    hurt: float
    tension: float


class Shock(NamedTuple):
    """An outside shock."""

    tension: float
    size: float


class Span(NamedTuple):
    """A phase that begins."""

    first: float
    last: float


class Crisis(NamedTuple):
    """A crisis that opens: the rungs both sides stand on."""

    rung_0: float
    rung_1: float


class Faded(NamedTuple):
    """A crisis that ends without a settlement."""

    lasted: float
    effort: float


class Stopped(NamedTuple):
    """Talks that stop: the rungs both sides stand on, and their teams' mandates."""

    rung_0: float
    rung_1: float
    mandate_0: float
    mandate_1: float


class Broken(NamedTuple):
    """Talks that end for good after a round without agreement, by chance."""

    rounds: float
    draw: float
    chance: float


class Single(NamedTuple):
    """An event with one number, or none."""

    value: float


class Kind(NamedTuple):
    """A kind of event; ``actor`` and ``about`` say what the numbers of its actor and item name."""

    name: str
    actor: str  # party (by stream), mediator, constituency or nothing
    about: str  # obligation, instrument or number
    reasons: type


EVENTS = (
    Kind("phase_begins", "", "number", Span),
    Kind("delivers", "party", "obligation", Delivery),
    Kind("hitch", "party", "obligation", Delivery),
    Kind("delays", "party", "obligation", Delivery),
    Kind("withholds", "party", "obligation", Delivery),
    Kind("claim", "party", "obligation", Claim),
    Kind("rung", "party", "number", Step),
    Kind("stays", "party", "number", Stayed),
    Kind("mission", "mediator", "number", Mission),
    Kind("uses", "mediator", "instrument", Use),
    Kind("passes", "mediator", "instrument", Use),
    Kind("ends", "mediator", "instrument", Use),
    Kind("proposal", "mediator", "number", Proposal),
    Kind("statement", "mediator", "number", Statement),
    Kind("announcement", "party", "obligation", Announcement),
    Kind("crisis", "", "number", Crisis),
    Kind("settled", "", "number", Settled),
    Kind("crisis_fades", "", "number", Faded),
    Kind("talks_begin", "", "number", Single),
    Kind("talks_stop", "", "number", Stopped),
    Kind("agreement", "party", "number", Agreement),
    Kind("vote", "constituency", "number", Vote),
    Kind("ratified", "", "number", Ratified),
    Kind("rejected", "", "number", Ratified),
    Kind("threat", "constituency", "number", Mood),
    Kind("exit", "constituency", "number", Mood),
    Kind("returns", "constituency", "number", Mood),
    Kind("trade", "party", "obligation", Trade),
    Kind("dispute", "party", "obligation", Dispute),
    Kind("news", "party", "obligation", News),
    Kind("misidentified", "party", "obligation", Identified),
    Kind("offence", "party", "number", Offence),
    Kind("incident", "party", "number", Incident),
    Kind("shock", "", "number", Shock),
    Kind("extended", "", "number", Extended),
    Kind("not_extended", "", "number", Extended),
    Kind("limbo", "", "number", Single),
    Kind("resumes", "party", "number", Step),
    Kind("calm", "", "number", Single),
    Kind("expired", "", "number", Single),
    Kind("change", "", "number", Single),
    Kind("talks_break_down", "", "number", Broken),
    Kind("informs", "mediator", "number", Word),
    Kind("lets_pass", "party", "obligation", LetPass),
)
(
    PHASE_BEGINS, DELIVERS, HITCH, DELAYS, WITHHOLDS, CLAIM, RUNG, STAYS, MISSION, USES, PASSES,
    ENDS, PROPOSAL, STATEMENT, ANNOUNCEMENT, CRISIS, SETTLED, CRISIS_FADES, TALKS_BEGIN,
    TALKS_STOP, AGREEMENT, VOTE, RATIFIED, REJECTED, THREAT, EXIT, RETURNS, TRADE, DISPUTE, NEWS,
    MISIDENTIFIED, OFFENCE, INCIDENT, SHOCK, EXTENDED, NOT_EXTENDED, LIMBO, RESUMES, CALM, EXPIRED,
    CHANGE, TALKS_BREAK_DOWN, INFORMS, LETS_PASS,
) = range(len(EVENTS))  # fmt: skip


def note(log, world, kind, actor, item, reasons):
    """Write one event; ``reasons`` is a tuple of at most ``VALUES`` floats.

    ``log`` is a sequence of rows. Where it is full the event is still counted, so that the caller
    can see that it needs a longer one.
    """
    place = world.noted
    world.noted = place + 1
    if place < len(log):
        row = log[place]
        row[DAY] = world.day
        row[KIND] = kind
        row[ACTOR] = actor
        row[ITEM] = item
        for value in range(len(reasons)):
            row[REASONS + value] = reasons[value]


def place_of(reasons, field):
    """Place of a reason in an event's row: ``place_of(Settled, "lasted")``."""
    return REASONS + reasons._fields.index(field)


def reasons_of(row):
    """The reasons of one event by name, as its kind has them."""
    reasons = EVENTS[int(row[KIND])].reasons
    return reasons(*row[REASONS : REASONS + len(reasons._fields)])

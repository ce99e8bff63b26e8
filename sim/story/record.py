"""The events of a run as they were recorded: each kind's numbers by name."""

from typing import NamedTuple

import numpy as np


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
    held: float  # 1 if the party's rung left no choice
    hours: float  # lag of the delivery, hitch included; 0 if none was set out on
    again: float  # day on which it is decided next; 0 if delivered


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
    credit: float
    attention: float
    price: float


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
    wanted: float  # what that side would have asked for next
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


class Single(NamedTuple):
    """An event with one number, or none."""

    value: float


REASONS = {
    "phase_begins": Span,
    "delivers": Delivery,
    "hitch": Delivery,
    "delays": Delivery,
    "withholds": Delivery,
    "claim": Claim,
    "rung": Step,
    "mission": Mission,
    "crisis": Crisis,
    "settled": Settled,
    "crisis_fades": Faded,
    "talks_begin": Single,
    "talks_stop": Stopped,
    "agreement": Agreement,
    "incident": Incident,
    "shock": Shock,
    "limbo": Single,
    "resumes": Step,
    "calm": Single,
    "expired": Single,
    "change": Single,
}


class Event(NamedTuple):
    """One event of a run; ``reasons`` is of the type that ``REASONS`` gives for its kind."""

    day: int
    kind: str
    actor: str
    item: str
    number: int
    reasons: tuple


def read(events, run):
    """The events of one run, from the columns of ``events.parquet``."""
    found = []
    for row in np.nonzero(events["run"] == run)[0]:
        kind = str(events["kind"][row])
        named = REASONS[kind]
        values = [float(events[f"v{place}"][row]) for place in range(len(named._fields))]
        found.append(
            Event(
                int(events["day"][row]),
                kind,
                str(events["actor"][row]),
                str(events["obligation"][row]),
                int(events["number"][row]),
                named(*values),
            )
        )
    return found

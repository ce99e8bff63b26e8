"""What a run shows of each pattern that the record shows: the measures that a record may name.

An outcome as ``sim.happened`` states it says what a measure is asked about; the measures themselves
are in ``sim.measures``, ``sim.deliveries`` and ``sim.noted``.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from sim import deliveries, measures, noted
from sim.refusals import PremiseError, nearest

YES_NO, NUMBER, DAY = "yes or no", "number", "day"
GOODS, OBLIGATIONS, PARTY, NOTHING = "goods", "obligations", "a party", "nothing"


class Measure(NamedTuple):
    """A measure, what it gives, and what an outcome states for it."""

    function: Callable
    kind: str
    of: str = NOTHING  # what its ``of`` names
    within: bool = False  # whether it asks for the least and the most


MEASURES = {
    # of obligations
    "delivered": Measure(deliveries.delivered, NUMBER, GOODS),
    "all_delivered": Measure(deliveries.all_delivered, YES_NO, GOODS),
    "last_delivery": Measure(deliveries.last_delivery, DAY, GOODS),
    "late": Measure(deliveries.late, NUMBER, GOODS),
    "longest_wait": Measure(deliveries.longest_wait, NUMBER, GOODS),
    "exact": Measure(deliveries.exact, YES_NO, GOODS),
    "delivery": Measure(deliveries.delivery, DAY, OBLIGATIONS),
    "delivered_by": Measure(deliveries.delivered_by, YES_NO, OBLIGATIONS),
    # of crises and side trades
    "crises": Measure(noted.crises, NUMBER),
    "mean_ended_crisis": Measure(noted.mean_ended_crisis, NUMBER),
    "longest_ended_crisis": Measure(noted.longest_ended_crisis, NUMBER),
    "trades": Measure(noted.trades, NUMBER),
    "traded": Measure(noted.traded, YES_NO),
    # of the truce as a whole
    "talks": Measure(measures.talks, YES_NO),
    "talks_day": Measure(measures.talks_day, DAY),
    "agreement": Measure(measures.agreement, YES_NO),
    "limbo": Measure(measures.limbo, YES_NO),
    "limbo_days": Measure(measures.limbo_days, NUMBER),
    "pressure_rises": Measure(measures.pressure_rises, YES_NO),
    "resumed": Measure(measures.resumed, YES_NO),
    "resumed_day": Measure(measures.resumed_day, DAY),
    "resumed_by": Measure(measures.resumed_by, YES_NO, PARTY),
    "truce_days": Measure(measures.truce_days, NUMBER),
    "extended": Measure(measures.extended, NUMBER),
    "deaths": Measure(measures.deaths, NUMBER),
    "deaths_within": Measure(measures.deaths_within, YES_NO, within=True),
}
LENGTHS = (  # the numbers that count days
    "longest_wait", "mean_ended_crisis", "longest_ended_crisis", "limbo_days", "truce_days",
)  # fmt: skip


def kind(measure):
    """Whether a measure gives a truth, a number or a day."""
    return MEASURES[measure].kind


def of(kept, scenario, one):
    """What each run shows of an outcome: floats, days after ``until`` as one more than it."""
    measure = MEASURES[one.measure]
    found = np.asarray(measure.function(kept, scenario, one), dtype=float)
    return np.where(found > one.until, one.until + 1.0, found) if measure.kind == DAY else found


def check(name, one, scenario):
    """Refuse an outcome of goods, obligations or a party that a scenario does not have."""
    place, known = f"record.happened.{name}.of", names(MEASURES[one.measure].of, scenario)
    for text in one.of:
        if text not in known:
            problem = f"'{text}' is not allowed; it takes {', '.join(known) or NOTHING}"
            raise PremiseError(place, problem + nearest(text, known))
    if known and not one.of:
        raise PremiseError(place, f"is missing; it takes some of {', '.join(known)}")


def names(sort, scenario):
    """The names that a scenario has of a sort."""
    return {
        GOODS: sorted({words.good for words in scenario.goods.values()}),
        OBLIGATIONS: list(scenario.premises.obligations),
        PARTY: list(scenario.premises.parties),
        NOTHING: [],
    }[sort]

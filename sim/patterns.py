"""What a run shows of each pattern that the record shows: one function a measure.

A measure is a function of a block of runs as they were kept (with days, items and log), of the
scenario, and of an outcome as ``sim.happened`` states it; it returns an array of shape (runs,). A
truth is 1 or 0; a day that never comes is infinite; a run that the measure is not about has nan.
"""

import numpy as np

from agents import notes
from agents.terms import DONE
from sim import observed, phases
from sim.refusals import PremiseError, nearest

YES_NO, NUMBER, DAY = "yes or no", "number", "day"


def places(scenario, goods):
    """Places of the obligations of phase 1 that hand over one of some goods."""
    return [
        place
        for place, (name, item) in enumerate(scenario.premises.obligations.items())
        if item.phase == 1 and scenario.goods[name].good in goods
    ]


def truce_places(scenario, goods):
    """The same of all phases, for a truce whose phases are its extensions."""
    return [
        place for place, name in enumerate(scenario.goods) if scenario.goods[name].good in goods
    ]


def came(kept, chosen, until):
    """Which of the chosen obligations had come by a day; shape (runs, chosen)."""
    items = kept.items[:, chosen]
    return (items["status"] == DONE) & (items["done"] <= until)


def days_of(kept, name, places_):
    """Days on which the chosen obligations came; infinite for those that did not."""
    items = kept.items[:, places_]
    return np.where(items["status"] == DONE, items[name], np.inf)


def delivered(kept, scenario, one):
    """Amount of some goods that had come by a day."""
    chosen = truce_places(scenario, one.of)
    return (kept.items["delivered"][:, chosen] * came(kept, chosen, one.until)).sum(axis=1)


def all_delivered(kept, scenario, one):
    """True if all of some goods due in phase 1 had come by a day."""
    return came(kept, places(scenario, one.of), one.until).all(axis=1)


def last_delivery(kept, scenario, one):
    """The day on which the last of some goods due in phase 1 came."""
    return days_of(kept, "done", places(scenario, one.of)).max(axis=1)


def delivery(kept, scenario, one):
    """The day on which the last of some obligations came, by name."""
    return days_of(kept, "done", named(scenario, one.of)).max(axis=1)


def delivered_by(kept, scenario, one):
    """True if some obligations, by name, had all come by a day."""
    return came(kept, named(scenario, one.of), one.until).all(axis=1)


def named(scenario, names):
    """Places of obligations by name."""
    known = list(scenario.premises.obligations)
    return [known.index(name) for name in names]


def late(kept, scenario, one):
    """How many deliveries of some goods, due from ``since`` to ``until``, came after their day.

    The day is the one in force: that of the terms, of what is answered, or of a side trade.
    """
    chosen = places(scenario, one.of)
    due, done = kept.items["due"][:, chosen], days_of(kept, "done", chosen)
    return ((due >= one.since) & (due <= one.until) & (done > due)).sum(axis=1)


def longest_wait(kept, scenario, one):
    """Days from a release to the last release that answers it, the longest of those of a good.

    Of releases from ``since`` to ``until``; what never came counts to the end of ``until``.
    """
    longest = np.zeros(len(kept.runs))
    for answer in places(scenario, one.of):
        first = list(scenario.premises.obligations.values())[answer].in_return_for
        if first < 0:
            continue
        begun = days_of(kept, "done", [first])[:, 0]
        ended = np.minimum(days_of(kept, "done", [answer])[:, 0], one.until + 1)
        counts = (begun >= one.since) & (begun <= one.until)
        longest = np.maximum(longest, np.where(counts, ended - begun, 0.0))
    return longest


def exact(kept, scenario, one):
    """True if whatever came of some goods came in the amount of the terms."""
    chosen = places(scenario, one.of)
    owed = np.array([list(scenario.premises.obligations.values())[at].amount for at in chosen])
    items = kept.items[:, chosen]
    return ((items["status"] != DONE) | (items["delivered"] == owed)).all(axis=1)


def events(kept, kind, one):
    """True where a log's row is an event of a kind within the days counted; shape (runs, rows)."""
    day = kept.log[:, :, notes.DAY]
    return (
        (kept.log[:, :, notes.KIND] == kind) & (day >= one.since) & (day <= one.until) & (day > 0)
    )


def crises(kept, scenario, one):
    """How many crises open."""
    return events(kept, notes.CRISIS, one).sum(axis=1)


def crisis_lengths(kept, one):
    """Days from the opening of each crisis to its end; nan elsewhere; shape (runs, rows)."""
    settled, faded = events(kept, notes.SETTLED, one), events(kept, notes.CRISIS_FADES, one)
    of_settled = kept.log[:, :, notes.place_of(notes.Settled, "lasted")]
    of_faded = kept.log[:, :, notes.place_of(notes.Faded, "lasted")]
    return np.where(settled, of_settled, np.where(faded, of_faded, np.nan))


def crisis_length(kept, scenario, one):
    """Mean days from the opening of a crisis to its end, over those that end; nan without any."""
    lengths = crisis_lengths(kept, one)
    count = (~np.isnan(lengths)).sum(axis=1)
    return np.where(count > 0, np.nansum(lengths, axis=1) / np.maximum(count, 1), np.nan)


def longest_crisis(kept, scenario, one):
    """Days from the opening to the end of the longest crisis; nan where none ends."""
    longest = np.nan_to_num(crisis_lengths(kept, one), nan=-1.0).max(axis=1)
    return np.where(longest >= 0.0, longest, np.nan)


def trades(kept, scenario, one):
    """How many side trades are made."""
    return events(kept, notes.TRADE, one).sum(axis=1)


def traded(kept, scenario, one):
    """True if a side trade is made."""
    return trades(kept, scenario, one) > 0


def counted(kept, name, one):
    """A daily count, added up over the days counted."""
    day = kept.days["day"]
    return (kept.days[name] * ((day >= one.since) & (day <= one.until))).sum(axis=1)


def deaths(kept, scenario, one):
    """Deaths in incidents."""
    return counted(kept, "deaths", one)


def deaths_within(kept, scenario, one):
    """True if deaths in incidents lie between two numbers."""
    found = deaths(kept, scenario, one)
    return (found >= one.within[0]) & (found <= one.within[1])


def talks_day(kept, scenario, one):
    """The day on which talks about the next phase begin."""
    day = kept.runs["talks_day"].astype(float)
    return np.where(day > 0, day, np.inf)


def talks(kept, scenario, one):
    """True if talks about the next phase have begun by a day."""
    return talks_day(kept, scenario, one) <= one.until


def agreement(kept, scenario, one):
    """True if an agreement on the next phase has been approved by a day."""
    day = kept.runs["ratified_day"]
    return (day > 0) & (day <= one.until)


def in_limbo(kept, one):
    """Which days of which runs are spent in limbo; shape (runs, days)."""
    return (
        (kept.days["stage"] == phases.LIMBO)
        & (kept.days["day"] <= one.until)
        & (kept.days["day"] > 0)
    )


def limbo(kept, scenario, one):
    """True if the phase has run out by a day, with nothing agreed and nobody fighting."""
    return in_limbo(kept, one).any(axis=1)


def limbo_days(kept, scenario, one):
    """Days between the end of a phase and what comes after it; nan where there are none."""
    count = in_limbo(kept, one).sum(axis=1)
    return np.where(count > 0, count, np.nan)


def pressure_rises(kept, scenario, one):
    """True if leaving is worth more, beside staying, at the end of limbo than when it begins.

    Of the side that is nearer to leaving; nan for a limbo of less than two days.
    """
    gap = (kept.days["outside"] - kept.days["staying"]).max(axis=2)
    mask = in_limbo(kept, one)
    count = mask.sum(axis=1)
    runs = np.arange(len(gap))
    first = mask.argmax(axis=1)
    last = mask.shape[1] - 1 - mask[:, ::-1].argmax(axis=1)
    return np.where(count > 1, gap[runs, last] > gap[runs, first], np.nan)


def resumed_day(kept, scenario, one):
    """The day on which fighting resumes."""
    fell = kept.runs["stage"] == phases.FIGHTING
    return np.where(fell, kept.runs["last_day"], np.inf)


def resumed(kept, scenario, one):
    """True if fighting has resumed by a day."""
    return resumed_day(kept, scenario, one) <= one.until


def resumed_by(kept, scenario, one):
    """True if fighting has resumed by a day, and a party alone resumed it."""
    stream = scenario.premises.parties[one.of[0]].stream
    return resumed(kept, scenario, one) & (kept.runs["resumed_by"] == stream)


def truce_days(kept, scenario, one):
    """Days of truce."""
    return observed.truce_days(kept, one.until)


def extended(kept, scenario, one):
    """How often the truce is extended."""
    return kept.runs["extended"]


GOODS = (delivered, all_delivered, last_delivery, late, longest_wait, exact)
OBLIGATIONS = (delivery, delivered_by)
PARTIES = (resumed_by,)
KINDS = {
    YES_NO: (
        all_delivered, delivered_by, exact, traded, deaths_within, talks, agreement, limbo,
        pressure_rises, resumed, resumed_by,
    ),
    NUMBER: (
        delivered, late, longest_wait, crises, crisis_length, longest_crisis, trades, deaths,
        limbo_days, truce_days, extended,
    ),
    DAY: (last_delivery, delivery, talks_day, resumed_day),
}  # fmt: skip
MEASURES = {
    function.__name__: (function, kind) for kind, members in KINDS.items() for function in members
}
WITHIN = (deaths_within.__name__,)


def kind(measure):
    """Whether a measure gives a truth, a number or a day."""
    return MEASURES[measure][1]


def of(one, kept, scenario):
    """What each run shows of an outcome: floats, days after ``until`` as one more than it."""
    function, sort = MEASURES[one.measure]
    found = np.asarray(function(kept, scenario, one), dtype=float)
    return np.where(found > one.until, one.until + 1.0, found) if sort == DAY else found


def check(name, one, scenario):
    """Refuse an outcome of goods, obligations or a party that a scenario does not have."""
    function, place = MEASURES[one.measure][0], f"record.happened.{name}.of"
    goods = {words.good for words in scenario.goods.values()}
    known = next(
        (
            list(names)
            for takers, names in (
                (GOODS, sorted(goods)),
                (OBLIGATIONS, scenario.premises.obligations),
                (PARTIES, scenario.premises.parties),
            )
            if function in takers
        ),
        [],
    )
    for text in one.of:
        if text not in known:
            problem = f"'{text}' is not allowed; it takes {', '.join(known) or 'nothing'}"
            raise PremiseError(place, problem + nearest(text, known))
    if known and not one.of:
        raise PremiseError(place, f"is missing; it takes some of {', '.join(known)}")

"""The outcomes of a run: one table of what each is, in which unit, and which records it needs.

Summaries, expectations, audits and experiments name outcomes by the names of this table. An
outcome of a block of runs is an array of shape (runs,): true or false, or a number, which is nan in
a run that has none (a day that never came, the worth of a deal that was not made).
"""

from typing import NamedTuple

import numpy as np

from sim import deliveries, measures, noted, phases, records, words
from sim.measures import Asked
from sim.refusals import unknown

YES_NO, AMOUNT, DAY = "yes or no", "amount", "day"
SHARE = "share of runs"


class Outcome(NamedTuple):
    """What is measured of each run: ``measure`` as ``sim.measures`` has it, of what, in words."""

    measure: object
    kind: str
    unit: str
    words: str
    of: tuple = ()  # goods or a party
    items: bool = False  # whether what became of each obligation must have been kept

    def each(self, kept, scenario):
        """The outcome of each run of a block; shape (runs,)."""
        found = self.measure(kept, scenario, Asked(of=self.of))
        if self.kind == YES_NO:
            return found
        found = np.asarray(found, dtype=float)
        return np.where(np.isfinite(found), found, np.nan)


ALWAYS = {
    "standing_after_phase_1": Outcome(
        measures.outlasts_phase_1, YES_NO, SHARE, "the truce outlasts phase 1"
    ),
    "standing_at_horizon": Outcome(measures.standing, YES_NO, SHARE, "the truce stands at the end"),
    "talks": Outcome(measures.talks, YES_NO, SHARE, "talks on the next phase begin"),
    "agreement": Outcome(measures.agreement, YES_NO, SHARE, "an agreement is ratified"),
    "first_day_of_talks": Outcome(measures.talks_day, DAY, "day", "first day of talks"),
    "day_fighting_resumed": Outcome(
        measures.resumed_day, DAY, "day", "day on which fighting resumes"
    ),
    "truce_days_to_horizon": Outcome(
        measures.truce_days_to_horizon, AMOUNT, "days", "days of truce"
    ),
    "crises_a_run": Outcome(noted.crises_in_all, AMOUNT, "crises", "crises in a run"),
    "mean_length_of_a_crisis": Outcome(
        noted.crisis_days_each, AMOUNT, "days", "days that a crisis lasts"
    ),
    "deaths": Outcome(measures.deaths_in_all, AMOUNT, "deaths", "deaths in incidents"),
    "rounds_to_an_agreement": Outcome(
        measures.rounds_to_an_agreement, AMOUNT, "rounds", "rounds of talks to an agreement"
    ),
}


def known(parties, goods, called=None):
    """Every outcome of a scenario, by name.

    ``parties`` are the parties' keys in order, ``goods`` what is handed over in phase 1; ``called``
    maps keys to names that people read.
    """
    called = called or {}
    found = dict(ALWAYS)
    for party in parties:
        name = called.get(party, party)
        found[f"resumed_by_{party}"] = Outcome(
            measures.resumed_by, YES_NO, SHARE, f"{name} resumes fighting", (party,)
        )
        found[f"worth_of_agreement_to_{party}"] = Outcome(
            measures.worth_of_agreement, AMOUNT, "points", f"worth of an agreement to {name}",
            (party,),
        )  # fmt: skip
    found["resumed_by_both"] = Outcome(
        measures.resumed_by_both, YES_NO, SHARE, "both sides resume fighting"
    )
    found["resumed_by_nobody"] = Outcome(
        measures.resumed_by_nobody, YES_NO, SHARE,
        "fighting resumes as the truce runs out, by no side's decision",
    )  # fmt: skip
    for cause in phases.CAUSES:
        found[f"ended_by_{cause}"] = Outcome(
            measures.ended_by, YES_NO, SHARE, f"the run ends: {words.cause(cause)}",
            (cause,),
        )  # fmt: skip
    for good in goods:
        found[f"all_{good}_by_end_of_phase_1"] = Outcome(
            deliveries.all_due_in_phase_1, YES_NO, SHARE,
            f"all {words.good(good)} come in phase 1", (good,), True,
        )  # fmt: skip
    return found


def of_scenario(scenario):
    """Every outcome of a scenario, by name, in the names of its parties."""
    parties = scenario.premises.parties
    return known(
        parties, counted(scenario.goods), dict(zip(parties, scenario.parties, strict=True))
    )


def counted(goods):
    """The goods that obligations are about, once each."""
    return tuple(dict.fromkeys(words_.good for words_ in goods.values() if words_.good))


def headline(scenario):
    """The outcomes that are shown unless others are asked for: all but how exactly a run ends."""
    return [name for name in of_scenario(scenario) if not name.startswith("ended_by_")]


def check(name, scenario, key="outcomes"):
    """Refuse a name that is no outcome of a scenario."""
    found = of_scenario(scenario)
    if name not in found:
        raise unknown(key, name, found)
    return found[name]


def keep_for(names, scenario):
    """What the engine must write down for some outcomes."""
    found = of_scenario(scenario)
    items = any(found[name].items for name in names)
    return records.Keep(days=False, items=items, log=False, offers=False)


def of(kept, scenario, name):
    """An outcome of each run of a block: true or false, or a number (nan where a run has none)."""
    return of_scenario(scenario)[name].each(kept, scenario)

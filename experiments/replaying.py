"""The truces of the record played again: which cases there are, and what their runs leave."""

import functools
from typing import NamedTuple

import numpy as np

from agents.terms import DONE
from experiments import composing
from sim import ensemble, happened, observed, patterns, phases, records, scenario

RETROSPECTIVE, PROPOSAL, CONDITIONAL = "known_on_day_16", "proposal_of_day_17", "given_days_17_18"
FROM_DAY_1, NOVEMBER = "from_day_1", "november_2023"
KEEP = records.Keep(days=True, items=True, log=True, offers=False)
STATES = ("phase 1", "phases 2 and 3", "limbo", "fighting", "calm")
WORTH = ("staying", "outside")  # of each side, day by day
COURSE = 84  # days that the course is shown for: to the planned end of phase 2


class Case(NamedTuple):
    """A truce to play: a scenario, which of its dated changes count, and what the scores are."""

    name: str
    scenario: str
    changes: str  # dated changes are inputs if their parameter begins so; "-" for none
    words: str


CASES = (
    Case(RETROSPECTIVE, "phase_two_talks", "-", "retrospective"),
    Case(PROPOSAL, "phase_two_talks", "relocation.", "retrospective, given one later event"),
    Case(CONDITIONAL, "phase_two_talks", "", "retrospective, given later events"),
    Case(FROM_DAY_1, "january_2025", "-", "days 1 to 16 in-sample, the rest retrospective"),
    Case(NOVEMBER, "november_2023", "-", "in-sample"),
)


@functools.cache
def as_shipped(name):
    """A scenario as it stands in ``configs/``."""
    return composing.composed(f"scenario={name}")


def composed(case):
    """What is played: the scenario, less the dated changes that are no inputs of the case.

    A dated change comes on the run's first day or later, and so after all that was known before.
    """
    found = as_shipped(case.scenario)
    kept = [as_input(change, case) for change in found.premises.get("changes") or []]
    premises = {**found.premises, "changes": [change for change in kept if change["set"]]}
    return found._replace(premises=premises, scenario=scenario.from_config(premises, case.scenario))


def as_input(change, case):
    """A dated change, with what it may set in a case."""
    chosen = {key: value for key, value in change["set"].items() if key.startswith(case.changes)}
    return {"day": change["day"], "set": chosen}


class Played:
    """What the runs of a case left, run by run."""

    def __init__(self, case, seed, runs, threads):
        self.case, self.composed = case, composed(case)
        self.scenario = self.composed.scenario
        self.outcomes = outcomes(self.scenario)
        blocks = [
            self.block(kept)
            for kept in ensemble.play(self.scenario, seed, runs, keep=KEEP, threads=threads)
        ]
        self.values = {name: joined(blocks, name) for name in self.outcomes}
        self.hostages, self.states = joined(blocks, "-hostages"), joined(blocks, "-states")
        self.worth = {name: joined(blocks, f"-{name}") for name in WORTH}

    def block(self, kept):
        """What is kept of a block of runs, by name."""
        found = {name: patterns.of(one, kept, self.scenario) for name, one in self.outcomes.items()}
        found["-hostages"] = by_day(kept, patterns.places(self.scenario, ["hostages"]))
        found["-states"] = states(kept)
        for name in WORTH:
            found[f"-{name}"] = kept.days[name][:, :COURSE]
        return found


def outcomes(played):
    """The outcomes that a scenario's runs are compared with, by name; checked against it."""
    first = played.premises.calendar.first_day
    found = {
        name: one for name, one in happened.read(played.record).items() if one.first_day == first
    }
    for name, one in found.items():
        patterns.check(name, one, played)
    return found


def joined(blocks, name):
    """One array of all blocks."""
    return np.concatenate([block[name] for block in blocks])


def by_day(kept, places):
    """Amount of some obligations that had come by the end of days 0..COURSE; (runs, days)."""
    items = kept.items[:, places]
    days = np.arange(COURSE + 1)
    done = np.where(items["status"] == DONE, items["done"], COURSE + 1)
    return ((done[:, :, None] <= days) * items["delivered"][:, :, None]).sum(axis=1)


def states(kept):
    """The place in ``STATES`` of each run at the end of days 1..COURSE; -1 before its first day."""
    stage, phase = kept.days["stage"][:, :COURSE], kept.days["phase"][:, :COURSE]
    found = np.where(phase > 1, 1, 0)
    for name, code in (
        ("limbo", phases.LIMBO),
        ("fighting", phases.FIGHTING),
        ("calm", phases.CALM),
    ):
        found = np.where(stage == code, STATES.index(name), found)
    day = np.arange(1, stage.shape[1] + 1)
    over = np.where(kept.runs["stage"] == phases.FIGHTING, 3, STATES.index("calm"))[:, None]
    ended = day > kept.runs["last_day"][:, None]
    return np.where(ended, over, np.where(kept.days["day"][:, :COURSE] > 0, found, -1))


def truce_lengths(name, seed, runs, threads):
    """Days of truce of each run of a scenario, infinite where it stands or ran its course."""
    found = as_shipped(name).scenario
    kept = [
        block.runs
        for block in ensemble.play(found, seed, runs, keep=records.RUNS_ONLY, threads=threads)
    ]
    rows = np.concatenate(kept)
    days = observed.truce_days(records.Kept(rows, *[None] * 5), found.premises.calendar.horizon)
    return np.where(rows["stage"] == phases.FIGHTING, days, np.inf)


def check():
    """Refuse, before anything is played, a record that says of a case what cannot be measured."""
    for case in CASES:
        outcomes(composed(case).scenario)

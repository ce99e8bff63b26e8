"""The truces of the record played again: what the runs of each case leave."""

import functools
import time
from typing import NamedTuple

import numpy as np

from agents.terms import DONE
from experiments import composing
from experiments.backtesting.cases import CASES, FROM_DAY_1
from sim import (
    deliveries,
    ensemble,
    happened,
    measures,
    patterns,
    phases,
    records,
    scenario,
)

KEEP = records.Keep(days=True, items=True, log=True, offers=False)
STATES = ("phase 1", "phases 2 and 3", "limbo", "fighting", "calm")
PHASE_1, LATER_PHASES, LIMBO, FIGHTING, CALM = range(len(STATES))
TRUCE = (PHASE_1, LATER_PHASES, LIMBO)  # the states in which a run goes on
NOT_BEGUN = -1
WORTH = ("staying", "outside")  # of each side, day by day
SAMPLE = 32  # runs played to measure the pace
COURSE = 84  # days that the course is shown for: to the planned end of phase 2


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
        self.values = joined(block.values for block in blocks)
        self.worth = joined(block.worth for block in blocks)
        self.hostages = np.concatenate([block.hostages for block in blocks])
        self.states = np.concatenate([block.states for block in blocks])

    def block(self, kept):
        """What is kept of a block of runs."""
        return Block(
            {name: patterns.of(kept, self.scenario, one) for name, one in self.outcomes.items()},
            {name: kept.days[name][:, :COURSE] for name in WORTH},
            by_day(kept, deliveries.of_phase_1(self.scenario, ["hostages"])),
            states(kept),
        )

    @property
    def first_day(self):
        """The first day that is played."""
        return self.scenario.premises.calendar.first_day


class Block(NamedTuple):
    """What is kept of a block of runs."""

    values: dict  # by outcome
    worth: dict  # by day, of ``WORTH``
    hostages: np.ndarray  # living hostages so far, by day
    states: np.ndarray  # by day


def outcomes(played):
    """The outcomes that a scenario's runs are compared with, by name; checked against it."""
    first = played.premises.calendar.first_day
    found = {
        name: one for name, one in happened.read(played.record).items() if one.first_day == first
    }
    for name, one in found.items():
        patterns.check(name, one, played)
    return found


def joined(parts):
    """One array of all blocks, by name."""
    parts = list(parts)
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def by_day(kept, places):
    """Amount of some obligations that had come by the end of days 0..COURSE; (runs, days)."""
    items = kept.items[:, places]
    days = np.arange(COURSE + 1)
    done = np.where(items["status"] == DONE, items["done"], COURSE + 1)
    return ((done[:, :, None] <= days) * items["delivered"][:, :, None]).sum(axis=1)


def states(kept):
    """The state of each run at the end of days 1..COURSE; ``NOT_BEGUN`` before its first day."""
    stage, phase = kept.days["stage"][:, :COURSE], kept.days["phase"][:, :COURSE]
    found = np.where(phase > 1, LATER_PHASES, PHASE_1)
    for code, state in ((phases.LIMBO, LIMBO), (phases.FIGHTING, FIGHTING), (phases.CALM, CALM)):
        found = np.where(stage == code, state, found)
    day = np.arange(1, stage.shape[1] + 1)
    over = np.where(kept.runs["stage"] == phases.FIGHTING, FIGHTING, CALM)[:, None]
    ended = day > kept.runs["last_day"][:, None]
    return np.where(ended, over, np.where(kept.days["day"][:, :COURSE] > 0, found, NOT_BEGUN))


def truce_lengths(name, seed, runs, threads):
    """Days of truce of each run of a scenario, infinite where it stands or ran its course."""
    found = as_shipped(name).scenario
    kept = [
        block.runs
        for block in ensemble.play(found, seed, runs, keep=records.RUNS_ONLY, threads=threads)
    ]
    whole = records.Kept(np.concatenate(kept), *[None] * 5)
    return measures.truce_days_until_fighting(whole, found, measures.Asked())


def pace():
    """Seconds that a run of a case takes on one thread, measured on a few of January 2025."""
    case = next(case for case in CASES if case.name == FROM_DAY_1)
    Played(case, 1, 1, 1)  # loads what is compiled
    begun = time.perf_counter()
    Played(case, 1, SAMPLE, 1)
    return (time.perf_counter() - begun) / SAMPLE


def check():
    """Refuse, before anything is played, a record that says of a case what cannot be measured."""
    for case in CASES:
        outcomes(composed(case).scenario)

"""Trying the changes, as a command does it: the plan said first, every run, what is left."""

import time
from typing import NamedTuple

import numpy as np

from experiments import console, provenance, summaries
from experiments.rescuing import candidates, tables, told
from sim import phases, scenario, words
from sim.refusals import PremiseError

SAMPLE = 128  # runs that the pace is measured on


class Question(NamedTuple):
    """What is asked: which of some changes would have saved which runs of a scenario."""

    title: str
    scenario: scenario.Scenario
    premises: dict  # the same as plain data
    changes: list  # smallest first
    runs: range
    is_single: bool  # whether it is asked of one run by its number
    seed: int
    threads: int

    @property
    def configuration(self):
        """All that the numbers follow from, as plain data."""
        titled = {"title": self.title} if self.title else {}
        return titled | {
            "runs": [self.runs.start, self.runs.stop],
            "seed": self.seed,
            "changes": [one.words for one in self.changes],
            "premises": self.premises,
        }


class Found(NamedTuple):
    """How the runs ended, and what each change does to them."""

    fallen: np.ndarray  # whether each run fell, shape (runs,)
    ends: np.ndarray  # their records, of type records.RUN
    tried: list  # a candidates.Tried for each change


def announce(screen, question):
    """Say what will be played, and how long it will take."""
    from experiments import engines

    engines.say_building(screen)
    changes = len(question.changes)
    seconds = pace(question) * len(question.runs) * (1 + changes / question.threads)
    screen.print(
        f"{console.count(changes, 'change')}, {console.count(len(question.runs), 'run')} each on "
        f"the same luck, seed {question.seed}, {console.count(question.threads, 'thread')}: "
        f"{console.waiting(seconds)}."
    )


def pace(question):
    """Seconds a run, measured on a few; the engine is built if need be."""
    few = question.runs[:SAMPLE]
    for runs in (few[:1], few):  # first to load what is compiled
        begun = time.perf_counter()
        candidates.fell(question.scenario, question.seed, runs)
    return (time.perf_counter() - begun) / len(few)


def work(question, out, folder):
    """Try every change and write what came out; returns what provenance says of it."""
    found = play(question)
    tables.write(folder, question, found)
    summaries.write(folder, told.lines(question, found), question.title)
    provenance.write_config(folder, question.configuration)
    return {
        "scenario": question.scenario.name,
        "seed": question.seed,
        "counts": {"changes": len(found.tried), "runs": len(question.runs)},
        "failures": 0,
        "played": {"threads": question.threads, "out": out},
    }


def play(question):
    """Every run as it was and with every change; refuses a single run that does not fall."""
    fallen, ends = candidates.fell(question.scenario, question.seed, question.runs)
    if question.is_single and not fallen[0]:
        problem = (
            f"{question.runs[0]} does not fall ({words.cause(phases.CAUSES[ends['cause'][0]])})"
        )
        raise PremiseError("run", f"{problem}; it takes one that does")
    with console.progress() as bar:
        task = bar.add_task("changes", total=len(question.changes))
        tried = candidates.tried(
            question.changes, fallen, question.seed, question.runs, question.threads,
            lambda: bar.advance(task),
        )  # fmt: skip
        return Found(fallen, ends, list(tried))

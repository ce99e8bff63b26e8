"""Many runs of a world: how many hold by day, and the middle and spread of what moves them.

Shares have 95 % intervals [Wilson1927]_; bands hold the central 80 % of the runs still played on a
day, and their edges are values that runs had.
"""

from typing import NamedTuple

import numpy as np

from sim import ensemble, incidence, metrics, phases, records, words
from sim.classroom import states as looks
from sim.classroom.exploring import counts
from sim.plots.survival import record

KEEP = records.Keep(days=True, items=True, log=False, offers=False)
EDGES = (0.1, 0.5, 0.9)  # of a band, and its middle
FEW = 60  # runs that a page may show first, where all of them take a while
FEWEST = 5  # runs that a day's band is drawn of
DIGITS = 3


class Many(NamedTuple):
    """Many runs of a scenario, and what they come to."""

    scenario: object
    kept: records.Kept
    seed: int

    @property
    def runs(self):
        """How many there are."""
        return len(self.kept.runs)

    @property
    def horizon(self):
        """Days simulated."""
        return self.scenario.premises.calendar.horizon


class Summed(NamedTuple):
    """What is kept of many runs once they are played: what is told, and each run's outcomes."""

    told: dict
    outcomes: dict  # arrays over runs, by name


def summed(scenario, seed, runs):
    """Play many runs, and keep what is shown of them."""
    many = play(scenario, seed, runs)
    found = counts.each(scenario, many.kept)
    return Summed(told(many, found), found)


def play(scenario, seed, runs):
    """Play many runs, in this thread."""
    blocks = list(ensemble.play(scenario, seed, runs, keep=KEEP, threads=1))
    return Many(scenario, records.joined(blocks), seed)


def told(many, found):
    """All that a page shows of many runs; ``found`` are the outcomes of each."""
    curve = incidence.survival(many.kept.runs, many.horizon)
    return {
        "runs": many.runs,
        "horizon": many.horizon,
        "parties": list(many.scenario.parties),
        "truce": bool(many.scenario.premises.obligations),
        "start": many.scenario.start.isoformat() if many.scenario.start else None,
        "record": [[day, text] for day, text, _ in record(many.scenario)],
        "standing": curve.standing.tolist(),
        "share": rounded(curve.share),
        "low": rounded(curve.low),
        "high": rounded(curve.high),
        "states": states(many),
        "belief": [band(many, of_side("belief", slot)) for slot in (0, 1)],
        "margin": [band(many, margin(slot)) for slot in (0, 1)],
        "tension": band(many, lambda days: days["tension"]),
        "counts": counts.rows(many.scenario, found),
        "ends": ends(many),
        "said": counts.said(found, many.horizon),
        "brief": counts.brief(found),
    }


def of_side(name, slot):
    """A column of the days that each side has its own of."""
    return lambda days: days[name][..., slot]


def margin(slot):
    """By how much staying is worth more to a side than leaving [points]."""
    return lambda days: days["staying"][..., slot] - days["outside"][..., slot]


def band(many, column):
    """The middle and the edges by day, of the runs still played and not fighting at its end.

    None on days with fewer than ``FEWEST`` of them.
    """
    days = many.kept.days
    played = (days["day"] > 0) & (days["stage"] != phases.FIGHTING)
    values = np.sort(np.where(played, column(days), np.inf), axis=0)
    count = played.sum(axis=0)
    found = {"runs": count.tolist()}
    for name, edge in zip(("low", "middle", "high"), EDGES, strict=True):
        place = np.maximum(np.ceil(edge * count).astype(int) - 1, 0)  # as an inverted cdf has it
        level = np.take_along_axis(values, place[None], axis=0)[0] if many.runs else values
        found[name] = [
            round(float(value), DIGITS) if number >= FEWEST else None
            for value, number in zip(level, count, strict=True)
        ]
    return found


def states(many):
    """Runs in each state at the end of each day, as shares: (name, look, shares by day)."""
    days, runs = many.kept.days, many.kept.runs
    names = list(many.scenario.premises.phases)
    rows = days[days["day"] > 0]
    standing = metrics.count_in_stage(rows, runs, many.horizon, names)
    found = dict(zip(metrics.states_of(names), standing.T, strict=True))
    order = ("calm", *reversed(names), "limbo", "fighting")  # what is nearest to peace comes first
    return [
        [words.state(state), looks.look(names, state), rounded(found[state] / max(many.runs, 1))]
        for state in order
        if found[state].any()
    ]


def ends(many):
    """How runs end: (words, runs), most frequent first."""
    codes, numbers = np.unique(many.kept.runs["cause"], return_counts=True)
    found = [
        [words.cause(phases.CAUSES[code]), int(number)]
        for code, number in zip(codes, numbers, strict=True)
    ]
    return sorted(found, key=lambda one: -one[1])


def rounded(values):
    """Numbers in as many digits as a line shows."""
    return [round(float(value), DIGITS) for value in values]

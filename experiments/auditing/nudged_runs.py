"""The runs of a scenario, and of variants beside it, at every move of every number.

All moves are played on the same luck, so that what differs from the scenario as it stands is the
move. What is kept of a move is small: what it says of each statement, how far it shifts each
outcome, and what each side comes to have of the truce.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from agents.terms import DONE
from experiments.auditing import headlines, nudging
from sim import draws, ensemble, records

KEEP = records.Keep(days=False, items=True, log=False, offers=False)
SHARES = ("standing_after_phase_1", "talks", "agreement", "standing_at_horizon")


class Ground(NamedTuple):
    """What is played: scenarios by name, the first of them the one audited."""

    scenarios: dict
    statements: list
    seed: int
    runs: int

    @property
    def base(self):
        """Name of the scenario that is audited."""
        return next(iter(self.scenarios))

    @property
    def shares(self):
        """The outcomes by which moves are ranked: yes or no in each run."""
        sides = self.scenarios[self.base].premises.parties
        return [*SHARES, *(f"resumed_by_{side}" for side in sides)]

    def asked(self, name):
        """The outcomes that are asked of a scenario."""
        about = [one for one in self.statements if one.scenario in ("", name) or name == self.base]
        found = headlines.wanted(about)
        return list(dict.fromkeys([*found, *(self.shares if name == self.base else [])]))


class Point(NamedTuple):
    """The scenarios at a move, by name; only those that the move changes."""

    number: str
    way: str
    before: tuple
    after: tuple
    coarse: bool
    scenarios: dict


class Result(NamedTuple):
    """What a move does: verdicts on the statements, shifts of the shares and of what sides have."""

    point: Point
    changed: bool  # whether anything asked of any run is other than with nothing moved
    estimates: list  # headlines.Estimate of each statement
    verdicts: list
    shifts: list  # headlines.Estimate of each share, beside nothing moved
    had: list  # headlines.Estimate for each side, the same


def points(scenarios, by):
    """Every move of every number of any of the scenarios, and why some cannot be made.

    A number that several scenarios have is moved in all of them, each from where it stands there.
    """
    found, left = [], {}
    everywhere = {}
    for name, scenario in scenarios.items():
        for number in nudging.numbers(scenario):
            if number.key.startswith("changes."):  # each scenario has dates of its own
                label = number.name if len(scenarios) == 1 else f"{number.name} ({name})"
                everywhere[f"{name}:{number.key}"] = (number._replace(name=label), [name])
            else:
                everywhere.setdefault(number.key, (number, []))[1].append(name)
    for number, names in everywhere.values():
        for way in (nudging.DOWN, nudging.UP):
            at, first = {}, None
            for name in names:
                scenario, move = nudging.moved(scenarios[name], number, way, by)
                if scenario is None:
                    left[number.name, way] = move
                    continue
                at[name] = scenario
                first = first or move
            if at:
                left.pop((number.name, way), None)
                found.append(Point(number.name, way, first.before, first.after, first.coarse, at))
    return found, left


def play(ground, name, scenario):
    """Outcomes of a scenario, run by run; of the audited one also what each side comes to have."""
    keys = draws.run_keys(ground.seed, 0, ground.runs)
    starts = np.broadcast_to(scenario.row, (ground.runs, len(scenario.row)))
    kept = ensemble.play_runs(scenario, starts, keys, KEEP)
    found = headlines.measured(ground.asked(name), kept, scenario)
    if name == ground.base:
        own = ground.scenarios[name].premises
        for slot, side in enumerate(own.parties):
            found[f"had_by_{side}"] = had(kept, own.obligations, slot)
    return found


def had(kept, obligations, slot):
    """Points that a side has of what was delivered in each run: worth received less costs paid.

    By the worths and costs of the scenario as it stands, whatever is moved.
    """
    worths = [
        (one.worth if one.by != slot else -one.cost) if one.stands_for < 0 else 0.0
        for one in obligations.values()
    ]
    done = kept.items["status"] == DONE
    total = np.zeros(len(done))
    for place, worth in enumerate(worths):  # in a fixed order, so that sums are the same anywhere
        total += worth * done[:, place]
    return total


def plainly(ground):
    """Every scenario with nothing moved."""
    return {name: play(ground, name, one) for name, one in ground.scenarios.items()}


def at(ground, point, plain):
    """What a move does."""
    played = plain | {name: play(ground, name, one) for name, one in point.scenarios.items()}
    own, before = played[ground.base], plain[ground.base]
    estimates = [headlines.of(one, played, ground.base) for one in ground.statements]
    verdicts = [headlines.verdict(*pair) for pair in zip(ground.statements, estimates, strict=True)]
    sides = ground.scenarios[ground.base].premises.parties
    return Result(
        point,
        any(
            not np.array_equal(played[name][key], plain[name][key], equal_nan=values.dtype != bool)
            for name in point.scenarios
            for key, values in plain[name].items()
        ),
        estimates,
        verdicts,
        [headlines.difference(before[name], own[name]) for name in ground.shares],
        [headlines.difference(before[f"had_by_{one}"], own[f"had_by_{one}"]) for one in sides],
    )


def every(ground, todo, plain, threads, tick=lambda: None):
    """What each move does, in their order whatever the number of threads."""
    found = []
    with ThreadPoolExecutor(threads) as pool:
        waiting = [pool.submit(at, ground, point, plain) for point in todo]
        try:
            for one in waiting:
                found.append(one.result())
                tick()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return found


def judged(ground, plain):
    """Statements with their side as it comes out with nothing moved, estimates, verdicts."""
    base = ground.scenarios[ground.base]
    estimates = [headlines.of(one, plain, ground.base) for one in ground.statements]
    sided = [
        headlines.sided(one, estimate, base)
        for one, estimate in zip(ground.statements, estimates, strict=True)
    ]
    verdicts = [headlines.verdict(*pair) for pair in zip(sided, estimates, strict=True)]
    return sided, estimates, verdicts

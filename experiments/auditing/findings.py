"""What an audit found: numbers that move outcomes, and the assumptions among them."""

import dataclasses
from functools import cached_property
from typing import NamedTuple

import numpy as np

from agents.premise import ASSUMPTION
from experiments.auditing import headlines, judgements, nudging
from experiments.auditing import scope as audit_scope
from sim import intervals

SHOWN = 5  # movers of an outcome that figure and page show


@dataclasses.dataclass(frozen=True)
class Done:
    """All that was found."""

    scope: audit_scope.Scope
    fair: list  # fairness.Check
    plain: dict  # outcomes with nothing moved, by scenario
    estimates: list  # headlines.Estimate of each statement with nothing moved
    verdicts: list  # the same
    moves: list  # nudged_runs.Result
    left: dict  # moves that could not be made, and why
    uses: list  # wording.Use

    @property
    def ground(self):
        """What was played."""
        return self.scope.ground

    @property
    def base(self):
        """The scenario audited."""
        return self.ground.scenarios[self.ground.base]

    @cached_property
    def small(self):
        """The small moves, without those that make the sides even."""
        return [one for one in self.moves if one.point.way in (nudging.DOWN, nudging.UP)]

    @cached_property
    def even(self):
        """The moves that make the sides even, by number and way."""
        every = {(one.point.number, one.point.way): one for one in self.moves}
        return {key: one for key, one in every.items() if key[1] not in (nudging.DOWN, nudging.UP)}

    @cached_property
    def clear(self):
        """Places of the statements that are clear with nothing moved."""
        return [place for place, one in enumerate(self.verdicts) if one == headlines.KEPT]

    @cached_property
    def counts(self):
        """Moves that keep, blur and turn each clear statement; shape (statements, 3)."""
        order = (headlines.KEPT, headlines.UNCLEAR, headlines.TURNED)
        found = [
            [sum(one.verdicts[place] == verdict for one in self.small) for verdict in order]
            for place in self.clear
        ]
        return np.array(found, dtype=int).reshape(len(found), 3)

    @cached_property
    def movers(self):
        """Every number that was moved, in the order of the configuration."""
        by_name = {}
        for one in self.small:
            by_name.setdefault(one.point.number, {})[one.point.way] = one
        return [mover(name, results) for name, results in by_name.items()]

    @cached_property
    def numbers(self):
        """Each number of the scenario, and where it is set."""
        return [(one, place_of(one, self.scope.finder)) for one in nudging.numbers(self.base)]

    @cached_property
    def judgements(self):
        """The numbers that rest on assumption, largest movers first.

        Those that move nothing keep the order of the configuration.
        """
        movers = {one.name: one for one in self.movers}
        found = []
        for number, place in self.numbers:
            if place.source == ASSUMPTION:
                own = movers.get(number.name)
                own = own or movers.get(f"{number.name} ({self.ground.base})")
                found.append(judgement(self, number, place, own))
        return by_size(found, lambda one: one.mover.most[0] if one.mover else 0.0)

    @property
    def sourced(self):
        """How many numbers rest on a source."""
        return len(self.numbers) - len(self.judgements)

    def top(self, place):
        """The numbers that move a share most, most first; none that does not move it."""

        def size(mover):
            return float(np.nan_to_num(np.abs(mover.shifts[place])).max())

        return [one for one in by_size(self.movers, size)[:SHOWN] if size(one) > 0.0]


class Mover(NamedTuple):
    """A number and what its moves do to each share: shifts (shares, 2) down and up, nan if none."""

    name: str
    shifts: np.ndarray
    results: dict  # nudged_runs.Result by way

    @property
    def most(self):
        """The largest shift of any share, and which."""
        size = np.nan_to_num(np.abs(self.shifts)).max(axis=1)
        return float(size.max()), int(size.argmax())

    def spans(self, place):
        """The 95 % interval of the shift of a share, down and up; nan where there is no move."""
        found = np.full((2, 2), np.nan)
        for way, name in enumerate((nudging.DOWN, nudging.UP)):
            if name in self.results:
                shift = self.results[name].shifts[place]
                found[way] = shift.low, shift.high
        return found

    @property
    def moves_nothing(self):
        """True if nothing that was asked of any run is other than with nothing moved."""
        return not any(one.changed for one in self.results.values())


class Judgement(NamedTuple):
    """A number that rests on assumption, where it stands, and what it moves."""

    number: nudging.Number
    value: tuple
    place: judgements.Place
    mover: Mover | None
    helped: tuple  # sides that raising it helps, sides that it costs
    broken: int  # statements that some move of it makes unclear or turns


def by_size(entries, size):
    """Entries, largest first; those of one size keep their order."""
    return sorted(entries, key=lambda one: -size(one))


def place_of(number, finder):
    """Where a number is set; a dated change is a judgement."""
    return judgements.DATED if number.key.startswith("changes.") else finder.place(number.key)


def mover(name, results):
    """A number with what its moves do."""
    (any_of_them, *_) = results.values()
    shifts = np.full((len(any_of_them.shifts), 2), np.nan)
    for place, way in enumerate((nudging.DOWN, nudging.UP)):
        if way in results:
            shifts[:, place] = [shift.value for shift in results[way].shifts]
    return Mover(name, shifts, results)


def judgement(done, number, place, own):
    """A number that rests on assumption; ``own`` is what it moves, or None."""
    value, _ = nudging.ends_of(done.base, number)
    sides = ((), ()) if own is None else helped(own, done.base.parties)
    return Judgement(number, value[:2], place, own, sides, broken(done, own))


def helped(mover, sides):
    """Which sides have more of the truce when a number is raised: names, clear by some move."""
    found = []
    for slot, side in enumerate(sides):
        signs = set()
        for way, sign in ((nudging.UP, 1), (nudging.DOWN, -1)):
            if way in mover.results:
                had = mover.results[way].had[slot]
                signs |= {sign} if had.low > 0.0 else {-sign} if had.high < 0.0 else set()
        found.append((side, signs))
    up = [side for side, signs in found if signs == {1}]
    down = [side for side, signs in found if signs == {-1}]
    return up, down


def by_luck(mover):
    """How likely a number of no effect is said to help one side alone, or cost the other alone.

    The luck of the two sides, and that of the two moves, are taken as independent.
    """
    one, other = (
        named_by_luck(sum(result.had[slot].low < result.had[slot].high for result in
                          mover.results.values()))
        for slot in range(2)
    )  # fmt: skip
    return one * (1.0 - other) + other * (1.0 - one) - one * other


def named_by_luck(moves):
    """How likely some interval of ``moves`` lies on one given side of nothing, and none beyond."""
    tail = intervals.ERROR / 2.0
    return (1.0 - tail) ** moves - (1.0 - 2.0 * tail) ** moves


def effect(mover, slot):
    """What raising a number brings a side [points], by the moves there are."""
    found = []
    for way, sign in ((nudging.UP, 1.0), (nudging.DOWN, -1.0)):
        if way in mover.results:
            found.append(sign * mover.results[way].had[slot].value)
    return sum(found) / len(found) if found else 0.0


def broken(done, mover):
    """How many of the clear statements some move of a number makes unclear, or turns."""
    if mover is None:
        return 0
    return sum(
        any(one.verdicts[place] != headlines.KEPT for one in mover.results.values())
        for place in done.clear
    )

"""What the runs of a sensitivity analysis say, outcome by outcome."""

import itertools
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from experiments.sensitivities import asking
from experiments.sensitivities.asking import MORRIS, SOBOL, TORNADO
from experiments.sweeping import tables
from sim import bootstrap, outcomes, pairs
from sim.outcomes import YES_NO
from sim.sensitivity import morris, oneway, ranking, sobol

SIZE = "size"  # of a factor's effect in a tornado


class Row(NamedTuple):
    """An index of a factor with its interval, and its rank where it is ranked."""

    factor: str
    role: str
    index: str
    value: float
    low: float
    high: float
    group: int = 0  # 0: not ranked
    rank_from: int = 0
    rank_to: int = 0
    above: tuple = ()  # the factors that it is surely above


class Effect(NamedTuple):
    """A factor set away from the base case: the paired difference that makes."""

    factor: str
    role: str
    setting: object
    is_low: bool  # the least of numbers, or the low end of a range
    difference: pairs.Difference


class Luck(NamedTuple):
    """How much of the spread of single runs is luck, and of the rest what factors do alone."""

    mean: float
    share: float
    low: float
    high: float
    seen: bool  # whether factors are seen to move the expected outcome at all
    alone: tuple = ()  # sum of first-order indices with its interval


class Found(NamedTuple):
    """What is found of an outcome; a share's differences are in shares."""

    name: str
    words: str
    unit: str
    is_share: bool
    rows: tuple
    effects: tuple = ()  # of a tornado
    luck: Luck | None = None  # of Sobol's design

    def ranked(self, index):
        """The rows of an index, first group first, within a group the largest first."""
        own = [row for row in self.rows if row.index == index]
        return sorted(own, key=lambda row: (row.group, -row.value))


class Whole(NamedTuple):
    """All that is found, and the outcomes that some runs do not have."""

    outcomes: tuple
    left_out: dict  # runs without the outcome, by its name


MAIN = {SOBOL: sobol.TOTAL, MORRIS: "mu_star", TORNADO: SIZE}  # what factors are ranked by


def find(asked, folder, scenario, runs):
    """What the runs in a folder say."""
    known = outcomes.of_scenario(scenario)
    found, left_out = [], {}
    for name in asked.plan.outcomes:
        values = column(folder / tables.RUNS, name).reshape(asked.plan.size, runs)
        missing = int(np.isnan(values).sum())
        if missing:
            left_out[name] = missing
            continue
        one = known[name]
        rows, effects, luck = analysed(asked, values, one.kind == YES_NO)
        found.append(
            Found(name, one.words, one.unit, one.kind == YES_NO, tuple(rows), effects, luck)
        )
    return Whole(tuple(found), left_out)


def analysed(asked, values, is_share):
    """What the method says of an outcome: rows, effects of a tornado, luck of Sobol's design."""
    if asked.method == TORNADO:
        return by_tornado(asked, values, is_share)
    return {SOBOL: by_sobol, MORRIS: by_morris}[asked.method](asked, values)


def column(path, name):
    """An outcome of every run, in order; nan where a run has none."""
    values = pq.read_table(path, columns=[name])[name]
    return values.cast(pa.float64()).to_numpy(zero_copy_only=False)


def tidy(value):
    """A number without the dust of rounding errors."""
    return round(float(value), 9) + 0.0


def rows_of(asked, index, values, draws, ranked):
    """A row a factor for one index."""
    low, high = bootstrap.interval(draws)
    ranks = ranking.ranks(values, draws) if ranked else None
    for place, one in enumerate(asked.factors):
        own = () if ranks is None else (
            int(ranks.group[place]), int(ranks.first[place]), int(ranks.last[place]),
            tuple(asked.factors[other].key for other in np.flatnonzero(ranks.above[place])),
        )  # fmt: skip
        numbers = (tidy(part[place]) for part in (values, low, high))
        yield Row(one.key, one.role, index, *numbers, *own)


def by_sobol(asked, values):
    """Sobol's indices, and how much of single runs is luck."""
    shaped = values.reshape(*asked.quantiles.shape[:2], -1)
    many = len(asked.factors)
    found = sobol.indices(shaped, many, asked.is_common, asked.sample_seed)
    luck = Luck(float(found.value.mean[0]), *share_of_luck(found), found.is_seen)
    if not found.is_seen:
        return [], (), luck
    rows = []
    for index in (sobol.TOTAL, sobol.FIRST):
        value, draws = found.index(index)
        rows += rows_of(asked, index, value[:, 0], draws, ranked=True)
    if asked.second_order:
        value, draws = found.index(sobol.SECOND)
        low, high = bootstrap.interval(draws)
        names = itertools.combinations(asked.factors, 2)
        for place, (one, other) in enumerate(names):
            role = one.role if one.role == other.role else "both"
            numbers = (tidy(part) for part in (value[place, 0], low[place], high[place]))
            rows.append(Row(f"{one.key} x {other.key}", role, sobol.SECOND, *numbers))
    value, draws = found.index(sobol.FIRST)
    alone = (value.sum(), *bootstrap.interval(draws.sum(axis=0)))
    return rows, (), luck._replace(alone=tuple(float(number) for number in alone))


def share_of_luck(found):
    """How much of the variance of single runs is luck, with its interval; nan where none vary."""
    share = float(found.value.luck[0])
    if np.isnan(share):
        return share, share, share
    return (share, *(float(end) for end in bootstrap.interval(found.draws.luck)))


def by_morris(asked, values):
    """Morris's statistics."""
    shaped = values.reshape(*asked.quantiles.shape[:2], -1)
    effects = morris.effects(asked.quantiles, shaped)
    found = morris.statistics(effects, asked.is_common, asked.sample_seed)
    rows = []
    for index in morris.STATISTICS:
        ranked = index == MAIN[MORRIS]
        rows += rows_of(asked, index, found.values[index], found.draws[index], ranked)
    return rows, (), None


def by_tornado(asked, values, is_share):
    """Paired differences from the base case, and the factors ranked by their largest one."""
    paired = pairs.shares if is_share else pairs.means
    owners = asked.owners
    sizes, draws = oneway.sizes(values, owners, len(asked.factors), asked.sample_seed)
    rows = list(rows_of(asked, SIZE, sizes, draws, ranked=True))
    effects = []
    for owner, choice, played in zip(owners, asked.plan.choices[1:], values[1:], strict=True):
        one, setting = asked.factors[owner], next(iter(choice.values()))
        is_low = setting == asking.lowest(one)
        effects.append(Effect(one.key, one.role, setting, is_low, paired(values[0], played)))
    return rows, tuple(effects), None


def unclear(one, ranked):
    """Factors that are not told apart from no effect at all."""
    return still(one) if one.effects else [row.factor for row in ranked if row.low <= 0.0]


def still(one):
    """Factors of a tornado of which every interval holds no difference."""
    moved = {
        effect.factor for effect in one.effects
        if effect.difference.low > 0.0 or effect.difference.high < 0.0
    }  # fmt: skip
    keys = dict.fromkeys(effect.factor for effect in one.effects)
    return [key for key in keys if key not in moved]


def idle(one):
    """Factors of a tornado that changed this outcome in no run."""
    keys = dict.fromkeys(effect.factor for effect in one.effects)
    moved = {effect.factor for effect in one.effects if not is_idle(one, effect.difference)}
    return [key for key in keys if key not in moved]


def is_idle(one, found):
    """True if no pair of runs differs: none gained or lost, or a difference without any spread."""
    if one.is_share:
        return found.gained == found.lost == 0
    return found.low == found.high == 0.0

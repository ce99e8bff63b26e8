"""Data about truces, and the same of runs: what calibration compares.

A truce is a scenario with what was seen of it by a day. What was seen is made of observables
(numbers at the end of that day), of dated events, and of censored ones, which had not happened by
their day. Each becomes one or two features, of runs and of the record alike. How well something is
known belongs to the data: a draw of that error is added to what each run shows ([Wilkinson2013]_).
"""

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from agents.rules import spread
from sim import draws, ensemble, observed, records, rows

OBSERVABLE, DATED, CENSORED = "observable", "dated", "censored"


class Prior(NamedTuple):
    """What is held of a parameter beforehand; see ``agents.rules.spread``."""

    name: str  # dotted; * stands for each of a section
    kind: int
    low: float
    high: float
    mode: float
    whole: bool
    meaning: str
    unit: str

    def values(self, quantiles):
        """The values at quantiles, in the same shape."""
        numbers = (self.kind, self.low, self.high, self.mode)
        found = np.array([spread.quantile(*numbers, one) for one in quantiles])
        return np.floor(found + 0.5) if self.whole else found


class Datum(NamedTuple):
    """One thing that was seen: how much, on which day, or not by which day."""

    kind: str
    name: str  # of the observable or event
    value: float  # amount or day; of a censored event the last day on which it had not happened
    error: float = 0.0  # standard deviation of what is known, in the unit of value
    which: int | str | None = None  # number of a crisis, settlement or phase; name of an obligation


class Truce(NamedTuple):
    """A scenario, and what was seen of it by the end of a day."""

    scenario: tuple
    last_day: int
    data: tuple


def keep_for(truce):
    """What the engine must write down for the data of a truce."""
    names = [datum.name for datum in truce.data]
    noted = any(name in observed.NUMBERED for name in names)
    return records.Keep(days=False, items=True, log=noted, offers=False)


def seen(truce, kept):
    """What runs show of each datum: an amount, or the day of an event; shape (runs, data).

    An event that has not happened by the last day of the data is at infinity.
    """
    columns = []
    for datum in truce.data:
        if datum.kind == OBSERVABLE:
            found = observed.of(kept, truce.scenario, datum.name, truce.last_day)
        else:
            found = observed.day_of(kept, truce.scenario, datum.name, datum.which)
            found = np.where(found > truce.last_day, np.inf, found)
        columns.append(np.asarray(found, dtype=float))
    return np.column_stack(columns)


def features(truce, found, noise):
    """Features of what runs show, with the errors of the data; shape (runs, features).

    An observable is one feature: its amount. A dated event is two: whether it happened, and on
    which day, that after the last where it did not. A censored event is one: whether it had not
    happened by its day, so that a run agrees with it fully or not at all. ``noise`` are standard
    normal draws in the shape of ``found``.
    """
    columns = []
    for place, datum in enumerate(truce.data):
        values = found[:, place]
        blurred = values + datum.error * noise[:, place]
        if datum.kind == OBSERVABLE:
            columns.append(blurred)
        elif datum.kind == DATED:
            happened = np.isfinite(values)
            columns += [happened.astype(float), np.where(happened, blurred, truce.last_day + 1.0)]
        else:
            columns.append((values > datum.value).astype(float))
    return np.column_stack(columns)


def target(truce):
    """The features of the record; shape (1, features)."""
    values = [[np.inf if one.kind == CENSORED else one.value for one in truce.data]]
    return features(truce, np.array(values), np.zeros((1, len(truce.data))))


def fixed(truce, names):
    """The truce, its scenario drawing nothing that is among the parameters with these names."""
    scenario = truce.scenario
    taken = {place for name in names for place, _ in places(scenario, name)}
    free = np.array([entry["place"] not in taken for entry in scenario.spreads], dtype=bool)
    return truce._replace(scenario=scenario._replace(spreads=scenario.spreads[free]))


def places(scenario, name):
    """Place in the row, and whether it is a whole number, of each parameter of a name, if any."""
    keys = rows.matching(name, scenario.premises)
    return [rows.locate(key, scenario.premises, scenario.shape)[2:] for key in keys]


def rows_at(scenario, names, values):
    """The scenario's row with the parameters of each point; shape (points, words)."""
    found = np.repeat(scenario.row[None], len(values), axis=0)
    whole = found.view(np.int64)
    for column, name in enumerate(names):
        for place, is_whole in places(scenario, name):
            if is_whole:
                whole[:, place] = np.floor(values[:, column] + 0.5)
            else:
                found[:, place] = values[:, column]
    return found


def play(truce, names, values, seed, first, threads, tick=lambda count: None):
    """What a run at each point shows of each datum; shape (points, data).

    The runs have the numbers from ``first`` on under the seed, whatever the number of threads.
    """
    truce, keep = fixed(truce, names), keep_for(truce)

    def one(block):
        start, count = block
        points = rows_at(truce.scenario, names, values[start : start + count])
        keys = draws.run_keys(seed, first + start, count)
        found = seen(truce, ensemble.play_runs(truce.scenario, points, keys, keep, truce.last_day))
        tick(count)
        return found

    with ThreadPoolExecutor(threads) as pool:
        return np.concatenate(list(pool.map(one, ensemble.blocks(0, len(values)))))

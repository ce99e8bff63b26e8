"""Small stages for tests of one mechanism: two parties and nothing else but what is asked for."""

import numpy as np
from playing import opposed

from agents import notes
from agents.traits import KINDS
from sim import mirror
from sim.model import Negotiation
from sim.scenario import from_config

TERSE = {"miss": 0.0, "false_alarm": 0.0}


def plain(north=None, south=None, **sections):
    """The configuration of a stage: exact best replies, one phase of 30 days, nothing by chance.

    Without issues there are no talks.
    """
    config = {
        "calendar": {"horizon": 30},
        "choice": {"scale": 0.0, "resumable": False},
        "violence": {"background": 0.0, "tension_link": 0.0},
        "shocks": {"shock_rate": 0.0},
        "talks": {} if sections.get("issues") else {"protocol": "no_talks"},
        "verification": dict.fromkeys(KINDS, TERSE),
        "phases": {"one": {"length": 30}},
    }
    lists = ("phases", "obligations", "mediators", "constituencies", "issues")
    for section, values in sections.items():
        config[section] = values if section in lists else {**config.get(section, {}), **values}
    if "issues" in config:
        config["issues"] = opposed(config["issues"], "north", "south")
    config["parties"] = {
        "north": {"stream": 0, **(north or {})},
        "south": {"stream": 1, **(south or {})},
    }
    return config


def small(north=None, south=None, **sections):
    """A scenario of such a stage."""
    return from_config(plain(north, south, **sections))


def still(**rest):
    """A party to whom leaving is worth nothing, so that all else can be counted from there."""
    return {"war_prospect": 0.0, "war_cost": 0.0, "exposure": 0.0, **rest}


def promise(by="north", **rest):
    """An obligation that is delivered at once if its party wants to."""
    return {"by": by, "worth": 0.1, "cost": 0.0, "lag": 0.0, "day": 1, **rest}


def events(model, *kinds):
    """The rows of the log of these kinds, or all of them."""
    log = model.log.array()
    return log[np.isin(log[:, notes.KIND], kinds)] if kinds else log


def told(model, kind):
    """The reasons of each event of a kind, by name."""
    return [notes.reasons_of(row) for row in events(model, kind).tolist()]


def a_log(rows=50):
    """A log with room for some events."""
    return [[0.0] * len(notes.COLUMNS) for _ in range(rows)]


def kinds_in(log, world):
    """The kinds of event in such a log, in order."""
    return [int(row[notes.KIND]) for row in log[: world.noted]]


def turned(rows):
    """Records with the two sides' columns exchanged."""
    found = rows.copy()
    for name in rows.dtype.names:
        if rows.dtype[name].shape:
            found[name] = rows[name][..., ::-1]
    return found


def assert_swapping_swaps(config, seed=1, runs=2):
    """Swap the sides, and the outcome must swap with them: every day, every bit.

    Returns the models of the first seating.
    """
    here, there = from_config(config), from_config(mirror.swapped(config))
    models = []
    for run in range(runs):
        one, other = (Negotiation(premises, seed, run).play() for premises in (here, there))
        np.testing.assert_array_equal(one.days.array(), turned(other.days.array()))
        np.testing.assert_array_equal(one.kept().runs, turned(other.kept().runs))
        np.testing.assert_array_equal(one.kept().items, other.kept().items)
        columns = list(range(one.offers.width))
        columns[3], columns[4] = 4, 3
        np.testing.assert_array_equal(one.offers.array(), other.offers.array()[:, columns])
        models.append(one)
    return models


def assert_same_days(one, other):
    """Two runs are the same run: every day and every event, every bit."""
    np.testing.assert_array_equal(one.days.array(), other.days.array())
    np.testing.assert_array_equal(one.log.array(), other.log.array())

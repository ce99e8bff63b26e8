"""The tables of one run, sorted into lanes: states, deliveries, answers, violence, offers."""

import datetime
from typing import NamedTuple

import numpy as np

PUT_OFF = {"delays": "put_off", "hitch": "put_off", "withholds": "withheld"}
TOLD = ("talks_begin", "agreement", "limbo", "expired", "resumes", "calm", "change", "shock")


class Run(NamedTuple):
    """One run in lanes; days count from 1."""

    number: int  # its place in the tables, from 1
    runs: int
    last_day: int
    cause: str
    states: list  # (state, first day, last day)
    deliveries: list  # (day, place among the marks of that day and side, slot, manner)
    days: np.ndarray
    rungs: list  # rung each day, by slot
    incidents: np.ndarray
    deaths: np.ndarray
    crises: list  # (first day, last day)
    offers: list  # (day, slot of the proposer, utility to the other side, accepted)
    told: list  # (day, kind of event)
    talks: bool  # whether the scenario has any
    parties: tuple
    phases: tuple
    start: datetime.date | None


def rows_of(table, run):
    """The rows of one run."""
    rows = table["run"] == run
    return {name: column[rows] for name, column in table.items()}


def spans(values, days):
    """Stretches of days on which a value stays the same: (value, first day, last day)."""
    found = []
    for value, day in zip(values, days, strict=True):
        if found and found[-1][0] == value:
            found[-1] = (value, found[-1][1], int(day))
        else:
            found.append((value, int(day), int(day)))
    return found


def read(scenario, tables, run=None):
    """The lanes of a run; of the first where none is named, and None where there is none."""
    runs = tables["runs"]["run"]
    run = runs[0] if run is None else run
    whole, days, events, offers, items = (
        rows_of(tables[name], run) for name in ("runs", "days", "events", "offers", "obligations")
    )
    keys, phases = list(scenario.premises.parties), list(scenario.premises.phases)
    state = [
        phases[phase - 1] if stage == "truce" else stage
        for stage, phase in zip(days["stage"], days["phase"], strict=True)
    ]
    crises = [span[1:] for span in spans(days["crisis"].tolist(), days["day"]) if span[0] == 1]
    return Run(
        number=int(np.nonzero(runs == run)[0][0]) + 1,
        runs=len(runs),
        last_day=int(whole["last_day"][0]),
        cause=str(whole["cause"][0]),
        states=spans(state, days["day"]),
        deliveries=deliveries(events, items, keys),
        days=days["day"],
        rungs=[days[f"rung_{key}"] for key in keys],
        incidents=days["incidents"],
        deaths=days["deaths"],
        crises=crises,
        offers=offers_of(offers, keys),
        told=told(events),
        talks=scenario.premises.talks.protocol != "no_talks",
        parties=scenario.parties,
        phases=tuple(phases),
        start=scenario.start,
    )


def deliveries(events, items, keys):
    """What was done about each obligation: (day, place, slot, manner)."""
    late = dict(zip(items["obligation"], items["done"] > items["due"], strict=True))
    found, seen = [], {}
    for day, kind, actor, item in zip(
        events["day"], events["kind"], events["actor"], events["obligation"], strict=True
    ):
        if kind == "delivers":
            manner = "late" if late[item] else "on_time"
        elif kind in PUT_OFF:
            manner = PUT_OFF[kind]
        else:
            continue
        slot = keys.index(actor)
        place = seen[day, slot] = seen.get((day, slot), -1) + 1
        found.append((int(day), place, slot, manner))
    return found


def offers_of(offers, keys):
    """Offers: (day, slot of the proposer, utility to the other side, accepted)."""
    found = []
    for row, day in enumerate(offers["day"]):
        slot = keys.index(offers["proposer"][row])
        worth = float(offers[f"utility_{keys[1 - slot]}"][row])
        found.append((int(day), slot, worth, bool(offers["accepted"][row])))
    return found


def told(events, most=8):
    """The turns of the run worth naming, the rarest kinds first and at most so many."""
    kinds = [kind for kind in TOLD if kind in set(events["kind"])]
    found = [
        (int(day) + (kind == "limbo"), kind)  # limbo is noted at the end of the day before it
        for kind in kinds
        for day in events["day"][events["kind"] == kind]
    ]
    return sorted(set(found[:most]))

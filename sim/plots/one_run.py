"""The tables of one run, sorted into lanes: states, deliveries, answers, mediators, and so on."""

import datetime
from typing import NamedTuple

import numpy as np

from sim import deals
from sim.plots.units import UTILITY, Unit
from sim.story import brief, record
from sim.story.words import Words

PUT_OFF = {"delays": "put_off", "hitch": "put_off", "withholds": "withheld"}
TOLD = (
    "resumes", "expired", "calm", "talks_begin", "agreement", "rejected", "limbo", "extended",
    "exit", "returns", "change", "shock",
)  # fmt: skip
NOBODY = -1  # the slot of what is no party's


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
    proposals: list  # by mediators: (day, utility to each slot, accepted)
    mediated: dict  # instrument: (first day, last day, slot aimed at or NOBODY)
    out: list  # partners out of government: (first day, last day, slot)
    told: list  # (day, kind of event)
    why: list  # a reason for each of them, with the numbers that it was decided on
    talks: bool  # whether the scenario has any
    parties: tuple
    phases: tuple
    start: datetime.date | None
    voted_down: tuple = ()  # days on which what was agreed at the table was voted down at home
    unit: Unit = UTILITY
    called: str = ""  # what the run is called, if not by its number
    said: dict = {}  # what a turn is called, by day and kind, if not by its kind

    @property
    def first_day(self):
        """The first day that was played, or has anything in it."""
        kept = (self.deliveries, self.offers, self.proposals, self.told)
        played = self.days[:1].tolist() or [self.last_day]
        return int(min([*played, *(each[0] for found in kept for each in found)]))


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
        rungs=[by_day(days, f"rung_{key}") for key in keys],
        incidents=days["incidents"],
        deaths=days["deaths"],
        crises=crises,
        offers=offers_of(offers, keys),
        proposals=proposals_of(offers, keys),
        mediated=mediated(events, scenario, int(whole["last_day"][0])),
        out=out(events, scenario, int(whole["last_day"][0])),
        told=named_turns(events),
        why=why(events, scenario, named_turns(events)),
        talks=scenario.premises.talks.protocol != "no_talks",
        parties=scenario.parties,
        phases=tuple(phases),
        start=scenario.start,
        voted_down=tuple(
            offers["day"][deals.voted_down({"offers": offers, "runs": whole})].tolist()
        ),
    )


def by_day(days, name):
    """A column of the days from day 1 on, 0 on those before the run begins."""
    before = np.zeros(int(days["day"][0]) - 1 if len(days["day"]) else 0, dtype=int)
    return np.concatenate([before, days[name]])


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
    """Offers of the parties: (day, slot of the proposer, utility to the other side, accepted)."""
    found = []
    for row, day in enumerate(offers["day"]):
        if offers["proposer"][row] in keys:
            slot = keys.index(offers["proposer"][row])
            worth = float(offers[f"utility_{keys[1 - slot]}"][row])
            found.append((int(day), slot, worth, bool(offers["accepted"][row])))
    return found


def proposals_of(offers, keys):
    """Proposals of mediators: (day, utility to each slot, accepted)."""
    return [
        (
            int(day),
            tuple(float(offers[f"utility_{key}"][row]) for key in keys),
            bool(offers["accepted"][row]),
        )
        for row, day in enumerate(offers["day"])
        if offers["proposer"][row] not in keys
    ]


def mediated(events, scenario, last):
    """What mediators did, by instrument: (first day, last day, slot aimed at or ``NOBODY``)."""
    found, open_ = {}, {}
    agreed = events["day"][np.isin(events["kind"], ("agreement",))]
    for day, kind, actor, tool, target in zip(
        events["day"], events["kind"], events["actor"], events["instrument"], events["v0"],
        strict=True,
    ):  # fmt: skip
        if kind in ("mission", "proposal"):
            tool = "shuttle" if kind == "mission" else "bridging"
            found.setdefault(tool, []).append((int(day), int(day), NOBODY))
        if kind not in ("uses", "passes", "ends"):
            continue
        slot = scenario.streams[int(target)] if target >= 0 else NOBODY
        for key in [key for key in open_ if key[:2] == (actor, tool) and slot in (NOBODY, key[2])]:
            if kind != "uses":
                found.setdefault(tool, []).append((open_.pop(key), int(day) - 1, key[2]))
        if kind == "uses" and tool == "deadline":
            until = int(day) + scenario.premises.mediators[actor].deadline_days
            found.setdefault(tool, []).append((int(day), min(until, last), NOBODY))
        elif kind == "uses" and tool != "bridging":
            open_.setdefault((actor, tool, slot), int(day))
    for (_, tool, slot), first in open_.items():
        until = next((int(day) for day in agreed if day >= first), last)
        found.setdefault(tool, []).append((first, until if tool == "payment" else last, slot))
    return found


def out(events, scenario, last):
    """Partners out of government: (first day, last day, slot); on a day's eve they are still in."""
    found, gone = [], {}
    for key, one in scenario.premises.constituencies.items():
        if one.partner and one.gone_at_start:
            gone[key] = 1
    for day, kind, actor in zip(events["day"], events["kind"], events["actor"], strict=True):
        if kind == "exit":
            gone[actor] = int(day)
        elif kind == "returns":
            found.append((gone.pop(actor), int(day), actor))
    found += [(first, last, actor) for actor, first in gone.items()]
    return [(*days, scenario.premises.constituencies[actor].by) for *days, actor in found]


def named_turns(events, most=8, order=TOLD):
    """The turns of the run worth naming, in the order of their kinds and at most so many.

    An agreement that is voted down is told as that alone.
    """
    down = set(events["day"][events["kind"] == "rejected"].tolist())
    kinds = [kind for kind in order if kind in set(events["kind"])]
    found = [
        (int(day) + (kind == "limbo"), kind)  # limbo is noted at the end of the day before it
        for kind in kinds
        for day in events["day"][events["kind"] == kind].tolist()
        if kind != "agreement" or day not in down
    ]
    return sorted(set(found[:most]))


def why(events, scenario, turns):
    """The reason of each turn; those of several events of a kind and day, after one another."""
    words, found = Words(scenario), []
    every = record.read(events, events["run"][0]) if turns else []
    for day, kind in turns:
        own = [one for one in every if one.day == day - (kind == "limbo")]
        texts = [brief.why(one, own, words) for one in own if one.kind == kind]
        found.append("; ".join(dict.fromkeys(texts)))
    return found

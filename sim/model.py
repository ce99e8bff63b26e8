"""The Mesa model: one run that one can watch, stop and question.

It plays the order of ``sim/day.py`` with Mesa agents at the table, on the luck of its run, and
leaves the records that the ensemble leaves.
"""

import math

import mesa
import numpy as np

from agents import notes
from agents.constituencies import Constituency
from agents.hamas import Hamas
from agents.israel import Israel
from agents.mediators import Mediator
from agents.party import Party
from sim import day, draws, layout, phases, players, records
from sim.protocols import table

ACTORS = {"israel": Israel, "hamas": Hamas}


class Thing:
    """A plain object with the fields of one record: the world, an obligation, an issue, a phase."""

    def __init__(self, fields):
        self.__dict__.update(fields)


class Pages:
    """A log without end: asking for the next row makes it; ``first`` is the place of the first."""

    def __init__(self, width, first=0):
        self.width = width
        self.first = first
        self.rows = []

    def __len__(self):
        return 1 << 60

    def __getitem__(self, place):
        if place - self.first == len(self.rows):
            self.rows.append([0.0] * self.width)
        return self.rows[place - self.first]

    def array(self):
        """The rows written so far; shape (rows, width)."""
        return np.array(self.rows).reshape(len(self.rows), self.width)


class Sheets(Pages):
    """The same for records of a type: things with its fields, as an array in the end."""

    def __init__(self, dtype, first=0):
        super().__init__(0, first)
        self.dtype = dtype

    def __getitem__(self, place):
        if place - self.first == len(self.rows):
            self.rows.append(blank(self.dtype))
        return self.rows[place - self.first]

    def array(self):
        """The records written so far."""
        return as_array(self.rows, self.dtype)


def as_array(things, dtype):
    """Things with the fields of a record type as an array of it."""
    rows = [
        tuple(tuple(value) if isinstance(value, list) else value for value in vars(one).values())
        for one in things
    ]
    return np.array(rows, dtype=dtype)


def blank(dtype):
    """A thing with the fields of a record type, all 0."""
    return Thing({name: [0, 0] if dtype[name].shape else 0 for name in dtype.names})


class Fields:
    """The model's fields by their place in the flat row, for dated changes."""

    def __init__(self, model, shape):
        self.model = model
        self.shape = shape

    def __setitem__(self, place, bits):
        section, index, field, part, whole = layout.find(self.shape, place)
        value = int(bits) if whole else float(np.int64(bits).view(np.float64))
        thing = self.model.sections[section][index]
        if part is None:
            setattr(thing, field, value)
        else:
            getattr(thing, field)[part] = value


def fields_of(record):
    """The fields of one record as plain Python numbers and lists."""
    return {
        name: value.tolist() if isinstance(value, np.ndarray) else value
        for name, value in zip(record.dtype.names, record.tolist(), strict=True)
    }


class Negotiation(mesa.Model):
    """One run of a scenario.

    Parameters
    ----------
    scenario : sim.scenario.Scenario
    seed : int
        The seed of all luck; with ``run`` it names the run, as in the ensemble.
    run : int
        Number of the run under the seed, from 0.
    row : array of int64, shape (words,), optional
        A stored state to play on from, in place of the scenario's first day.
    """

    def __init__(self, scenario, seed=1, run=0, row=None):
        super().__init__(rng=seed)
        self.premises = scenario
        start = np.array(scenario.row if row is None else row).view(np.float64)
        key = int(draws.run_keys(seed, run, 1)[0].view(np.int64))
        self.sections = layout.views(start, scenario.shape)
        fresh = int(self.sections["world"][0]["day"]) == 0
        if fresh:
            whole, joint = start.view(np.int64), scenario.joint
            draws.draw_premises(start, whole, draws.entries(scenario), key)
            draws.draw_jointly(start, whole, joint.entries(), joint.values, key)
            self.sections["world"][0]["key"] = key
        self.populate()
        world = self.world
        self.log = Pages(len(notes.COLUMNS), world.noted)
        self.offers = Pages(table.LEVELS + scenario.shape.issues, world.offered)
        self.days = Sheets(records.DAY, world.day if not fresh else world.first_day - 1)
        self.table = self.lay()
        if fresh:
            day.begin(self.world, self.table)
        self.running = not phases.over(world) and world.day < world.horizon

    def populate(self):
        """Make agents and things of the records of the flat row."""
        checked = self.premises.premises
        agents = {"mediators": Mediator, "constituencies": Constituency}
        made = {}
        for section, found in self.sections.items():
            names = getattr(checked, section, None)
            if section == "parties":
                made[section] = [
                    ACTORS.get(name, Party)(self, name, fields_of(record))
                    for name, record in zip(names, found, strict=True)
                ]
            elif section in agents:
                made[section] = [
                    agents[section](self, name, fields_of(record))
                    for name, record in zip(names, found, strict=True)
                ]
            else:
                made[section] = [Thing(fields_of(record)) for record in found]
        self.sections = made
        self.world = made["world"][0]
        self.parties = made["parties"]
        for party in self.parties:
            party.player = players.made(self.premises, party.name)
        self.mediators = made["mediators"]
        self.constituencies = made["constituencies"]
        self.obligations = made["obligations"]
        self.issues = made["issues"]

    def lay(self):
        """The table that a day is played on."""
        return layout.Table(
            parties=self.parties,
            mediators=self.mediators,
            constituencies=self.constituencies,
            obligations=self.obligations,
            issues=self.issues,
            kinds=self.sections["kinds"],
            phases=self.sections["phases"],
            whole=Fields(self, self.premises.shape),
            dated=[Thing(fields_of(entry)) for entry in self.premises.dated],
            log=self.log,
            offers=self.offers,
        )

    def step(self):
        """Play one day, in the order of ``sim/day.py``."""
        day.play(self.world, self.table)
        self.close_day()

    def close_day(self):
        """Write the day down, and stop when the run is over."""
        world = self.world
        records.write_day(self.days[world.day - 1], world, self.parties)
        if phases.over(world) or world.day >= world.horizon:
            self.running = False
            if world.day >= world.horizon:
                phases.close(world)

    def row(self):
        """The state at the end of the day as a flat row, which either engine can play on from."""
        row = np.zeros(len(self.premises.row))
        for name, found in layout.views(row, self.premises.shape).items():
            for record, thing in zip(found, self.sections[name], strict=True):
                for field in record.dtype.names:
                    record[field] = getattr(thing, field)
        return row.view(np.int64)

    def kept(self, keep=records.EVERYTHING):
        """What the run leaves, as the ensemble leaves it for each of its runs."""
        run, items = blank(records.RUN), [blank(records.ITEM) for _ in self.obligations]
        records.write_run(run, self.world, self.table)
        records.write_items(items, self.obligations)
        days = np.zeros(self.days.first + len(self.days.rows), records.DAY)
        days[self.days.first :] = self.days.array()
        return records.Kept(
            as_array([run], records.RUN)[0],
            days if keep.days else days[:0],
            as_array(items if keep.items else [], records.ITEM),
            self.log.array() if keep.log else self.log.array()[:0],
            self.offers.array() if keep.offers else self.offers.array()[:0],
            self.row() if keep.rows else self.row()[:0],
        )

    def play(self, last_day=math.inf):
        """Play to the end of the run, or of ``last_day``; returns the model."""
        while self.running and self.world.day < last_day:
            self.step()
        return self

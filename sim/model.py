"""The Mesa model: one run that one can watch, stop and question.

It plays the order of ``sim/day.py`` through its agents, on the luck of its run, and leaves the
records that the ensemble leaves.
"""

import mesa
import numpy as np

from agents import believing, enduring, mediating, notes, terms
from agents.hamas import Hamas
from agents.israel import Israel
from agents.mediators import Mediator
from agents.party import Party
from sim import changes, day, draws, events, layout, obligations, phases, protocols, records
from sim.protocols import alternating_offers

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


class Fields:
    """The model's fields by their place in the flat row, for dated changes."""

    def __init__(self, model, shape):
        self.model = model
        self.shape = shape

    def __setitem__(self, place, bits):
        section, index, field, whole = layout.find(self.shape, place)
        value = int(bits) if whole else float(np.int64(bits).view(np.float64))
        setattr(self.model.sections[section][index], field, value)


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
            draws.draw_premises(start, start.view(np.int64), draws.entries(scenario), key)
            self.sections["world"][0]["key"] = key
        self.populate()
        world = self.world
        self.log = Pages(len(notes.COLUMNS), world.noted)
        self.offers = Pages(alternating_offers.ROW + scenario.shape.issues, world.offered)
        self.days = Pages(len(records.DAY_COLUMNS), world.day)
        if fresh:
            self.begin()

    def populate(self):
        """Make agents and things of the records of the flat row."""
        checked = self.premises.premises
        made = {
            name: [Thing(fields_of(record)) for record in found]
            for name, found in self.sections.items()
            if name not in ("parties", "mediators")
        }
        made["parties"] = [
            ACTORS.get(name, Party)(self, name, fields_of(record))
            for name, record in zip(checked.parties, self.sections["parties"], strict=True)
        ]
        made["mediators"] = [
            Mediator(self, name, fields_of(record))
            for name, record in zip(checked.mediators, self.sections["mediators"], strict=True)
        ]
        first, second = made["parties"]
        first.other, second.other = second, first
        self.sections = made
        self.world = made["world"][0]
        self.parties = made["parties"]
        self.mediators = made["mediators"]
        self.obligations = made["obligations"]
        self.issues = made["issues"]
        self.kinds = made["kinds"]
        self.phases = made["phases"]
        self.whole = Fields(self, self.premises.shape)
        self.dated = [Thing(fields_of(entry)) for entry in self.premises.dated]

    def begin(self):
        """The eve of the first day: the first phase enters into force, and both take stock."""
        day.open_world(self.world)
        terms.normalise(self.issues)
        for party in self.parties:
            party.begin()
        for mediator in self.mediators:
            mediator.begin()
        phases.enter(self.world, self.parties, self.obligations, self.phases, 1, self.log)
        self.take_stock()
        self.world.changed = 1
        self.take_stock()

    @property
    def in_limbo(self):
        """True while the truce goes on with no phase in force."""
        return self.world.stage == phases.LIMBO

    @property
    def limbo_days(self):
        """Days of limbo so far."""
        return day.limbo_length(self.world)

    def step(self):
        """Play one day; the order is that of ``sim/day.py``."""
        world, parties, items, log = self.world, self.parties, self.obligations, self.log
        phases.dawn(world)
        if changes.apply(self.whole, self.dated, world, log):
            terms.normalise(self.issues)
            world.changed = 1
            self.take_stock()
        events.happen(world, parties, log)
        for mediator in self.mediators:
            mediator.attend()
        protocols.talk(world, parties, self.issues, log, self.offers)
        if world.agreed_day == world.day:
            self.take_stock()
        obligations.carry_out(world, parties, items, self.kinds, log)
        obligations.verify(world, parties, items, self.kinds, log)
        enduring.happen(world, parties, log)
        for party in parties:
            party.choose_answer()
        for party in parties:
            party.answer()
        mediating.follow_crisis(world, parties, items, log)
        for party in parties:
            party.remember()
        world.tension = world.tension * world.calming
        world.crisis_days += world.crisis
        phases.turn(world, parties, items, self.phases, log)
        self.take_stock()
        self.close_day()

    def take_stock(self):
        """Bring what each side believes up to date."""
        if self.world.changed == 1:
            believing.take_stock(self.parties, self.obligations)
            self.world.changed = 0
        believing.pressed(self.parties, self.mediators)
        for party in self.parties:
            party.weigh()

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

    def play(self, last_day=1 << 30):
        """Play to the end of the run, or of ``last_day``; returns the model."""
        while self.running and self.world.day < last_day:
            self.step()
        return self

"""One table: a run of a scenario in which persons decide for some of the actors.

A day is played from the state at its dawn, as often as it takes until nobody is left to be asked.
What was answered on each day, and what was let happen, makes the same game again.
"""

from contextlib import suppress
from typing import NamedTuple

import numpy as np

from agents import human, notes
from sim import arrow, model, reading, records, rows, scenario, tables, talks_checks
from sim.classroom import sheets
from sim.protocols import bridging
from sim.refusals import PremiseError
from sim.story import record

SHOCKS = "shocks.shock_rate"


class Answered(NamedTuple):
    """A question of a past day, and what became of it."""

    day: int
    question: human.Question
    answer: float | tuple
    by: str  # person; actor if nobody answered in time; standing if an earlier answer held


def sit(played, day):
    """Put a person at every seat of a model; at empty ones the actor still decides."""
    for word, section in sheets.SECTIONS.items():
        for actor in getattr(played, section):
            actor.person = human.Human(f"{word}:{actor.name}", actor, day)


class Game:
    """A table at the end of a day, and the questions that the next one waits for.

    Parameters
    ----------
    scenario : sim.scenario.Scenario
    seed, run : int
        The luck of the table, as in the ensemble.
    """

    def __init__(self, scenario, seed, run=0):
        self.scenario = scenario
        self.seed = seed
        self.run = run
        self.present = set()
        self.answers = {}  # of the day being played
        self.left_to_actors = set()  # questions of that day that nobody answered in time
        self.standing = {}
        self.answered = []
        self.row = None  # the state at the end of the last day; none on the eve of the first
        self.rows = {}  # and of every day
        self.now = self.dawn()
        self.log, self.offers, self.days = [], [], []
        self.open = []
        self.so_far = []  # the log of an open day, up to the questions that are open
        self.drafts, self.happened = (
            {},
            {},
        )  # what was worked out since it last played, by seat, day

    @property
    def day(self):
        """The last day that was played to its end."""
        return self.now.world.day

    @property
    def is_over(self):
        """True after the last day."""
        return not self.now.running

    def keep(self):
        """Keep what the day has left, and the state at its end."""
        self.row = self.now.row()
        self.rows[self.day] = self.row
        self.log += self.now.log.rows
        self.offers += self.now.offers.rows
        self.days += self.now.days.rows

    def dawn(self):
        """A model at the end of the last complete day."""
        return model.Negotiation(self.scenario, self.seed, self.run, row=self.row)

    def play(self):
        """Play the next day as far as it goes; True if it came to its end."""
        if self.is_over:
            return False
        self.drafts, self.happened = {}, {}
        played = self.dawn()
        day = human.Day(self.answers, self.present, self.standing, lambda: len(played.log.rows))
        sit(played, day)
        with suppress(human.Unanswered):
            played.step()
        self.open = day.open
        self.so_far = played.log.rows[: day.noted] if day.open else []
        if day.open:
            return False
        self.answered += [
            Answered(played.world.day, question, answer, self.by_whom(question))
            for question, answer in day.asked
        ]
        self.now, self.standing = played, day.left_standing
        self.answers, self.left_to_actors = {}, set()
        self.keep()
        return True

    def draft(self, seat):
        """The deal that a mediator would propose as things stood in the morning, level by level."""
        if seat not in self.drafts:
            morning, key = self.dawn(), seat.partition(":")[2]
            mediator = next(one for one in morning.mediators if one.name == key)
            bridging.draft(morning.world, morning.parties, mediator, morning.issues)
            self.drafts[seat] = tuple(issue.offer for issue in morning.issues)
        return self.drafts[seat]

    def by_whom(self, question):
        """Who answered a question."""
        if question.key in self.left_to_actors:
            return "actor"
        return "person" if question.key in self.answers else "standing"

    def pending(self):
        """Questions that are open and not yet answered."""
        return [one for one in self.open if one.key not in self.answers]

    def pass_over(self, seats=None):
        """Answer what is pending as the actors would themselves: nobody did in time.

        ``seats`` are those that are passed over; all if left out.
        """
        for question in self.pending():
            if seats is None or question.seat in seats:
                self.answers[question.key] = question.own
                self.left_to_actors.add(question.key)

    def leave(self, seat):
        """Let the actor decide again, what is open first.

        What its person has said of today still holds; what it had said for good no longer does.
        """
        self.present.discard(seat)
        self.pass_over({seat})
        self.standing = {key: held for key, held in self.standing.items() if key[0] != seat}

    def answer(self, key, value):
        """Take a person's answer, which may come before the question."""
        self.answers[key] = value
        self.left_to_actors.discard(key)

    @property
    def next_day(self):
        """The next day that has not begun: what is let happen, happens then."""
        return self.day + (2 if self.open else 1)

    @property
    def has_another_day(self):
        """True if a day is left that has not begun."""
        last = self.scenario.premises.calendar.horizon
        return not self.is_over and self.next_day <= last

    def changed(self, changes):
        """The scenario with more changes on days: (day, key, value) of each.

        Refuses what the scenario refuses of changes of its own.
        """
        premises, shape = self.scenario.premises, self.scenario.shape
        plain = [{"day": day, "set": {key: value}} for day, key, value in changes]
        try:
            found = reading.read_changes(plain, premises, shape)
        except PremiseError as error:
            raise PremiseError(error.key.partition(".set.")[2], error.problem) from None
        every = (*self.scenario.changes, *found)
        beside = talks_checks.values_beside({}, every)
        scenario.check_beside(premises, self.scenario.measures, beside)
        return self.scenario._replace(changes=every, dated=rows.dated_table(every, premises, shape))

    def injected(self, key, value):
        """The scenario with another value of a parameter from the next day on that begins."""
        return self.changed([(self.next_day, key, value)])

    def shocked(self):
        """The scenario with an outside shock on the next day that begins, of the usual size."""
        day, last = self.next_day, self.scenario.premises.calendar.horizon
        usual = self.scenario.premises.shocks.shock_rate
        for changed, key, value, _ in sorted(self.scenario.changes, key=lambda one: one[0]):
            if key == SHOCKS and changed <= day + 1:
                usual = value
        after = [(day + 1, SHOCKS, usual)] if day < last else []
        return self.changed([(day, SHOCKS, 1.0), *after])

    def kept(self):
        """What the table has left so far, as the ensemble leaves it for each run."""
        now = self.now.kept()
        return now._replace(
            days=model.as_array(self.days, records.DAY),
            log=as_columns_of(self.log or self.now.log.rows, now.log),
            offers=as_columns_of(self.offers, now.offers),
        )

    def as_table(self, name, kept=None):
        """A table of what the game has left, as ``sim.tables`` has it."""
        block = records.alone(kept or self.kept())
        return tables.MAKERS[name](tables.Names(self.scenario), block, self.run, self.seed)

    def events(self, log):
        """Some rows of the log as events, each with its reasons by name."""
        kept = self.kept()
        runs = kept.runs.copy()
        runs["noted"] = len(log)
        found = kept._replace(log=as_columns_of(log, kept.log), runs=runs)
        return record.read(arrow.columns(self.as_table("events", found)), self.run)

    def since(self, day):
        """What has happened after a day, up to the questions that are open."""
        if day not in self.happened:
            log = [row for row in self.log if row[notes.DAY] > day] + self.so_far
            self.happened[day] = self.events(log)
        return self.happened[day]


def as_columns_of(rows_kept, like):
    """Rows as an array of as many columns as another."""
    return np.array(rows_kept).reshape(len(rows_kept), like.shape[1])

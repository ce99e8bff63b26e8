"""A table of a class: a game, who sits where, and whom it waits for."""

from agents import human
from sim.classroom import sheets
from sim.classroom.playing import game, news, questions
from sim.refusals import PremiseError, shown
from sim.story.words import Words


class Table:
    """One game with its seats.

    Parameters
    ----------
    number : int
        Its place in the room, from 0.
    scenario : sim.scenario.Scenario
    seed, run : int
        The luck of the table.
    """

    def __init__(self, number, scenario, seed, run):
        self.number = number
        self.game = game.Game(scenario, seed, run)
        self.plays(scenario)
        self.seats = dict.fromkeys(sheets.seats(scenario))  # seat: token of whoever sits there
        self.told = {}  # news by day
        self.said = []  # day, seat, text: what seats have said to the whole table
        self.orders = {}  # seat, kind: what seats have decided unasked for the next day
        self.undone = {}  # seat: what it had ordered for the last day that could not be done then

    def plays(self, scenario):
        """Play another form of the same scenario from here on."""
        self.game.scenario = scenario
        self.words = Words(sheets.counts_alone(scenario))

    def label(self, seat):
        """What a seat is called."""
        kind, _, key = seat.partition(":")
        if kind == "party":
            return self.words.party(key)
        if kind == "mediator":
            return self.words.mediator(key)
        side = self.words.party(self.words.side_of(key))
        return f"{self.words.constituency(key)} ({side})"

    @property
    def today(self):
        """The day that is being decided; between two days, the last that was played."""
        return self.game.day + (1 if self.game.open else 0)

    def forms(self):
        """The forms of the table as it stands."""
        return questions.Forms(self.game, self.words)

    def check_free(self, seat):
        """Refuse a seat that is taken, or is not there."""
        if not isinstance(seat, str) or seat not in self.seats:
            raise PremiseError("seat", f"{seat!r} is not allowed; it takes one at this table")
        if self.seats[seat] is not None:
            raise PremiseError("seat", f"{self.label(seat)} is taken; choose another seat")

    def sit(self, seat, token):
        """Let somebody sit at a free seat, and decide there from the next day on that begins.

        An open day goes on as it began: others may have answered what the agent did on it.
        """
        self.check_free(seat)
        self.seats[seat] = token
        if not self.game.open:
            self.game.present.add(seat)

    def is_to_wait(self, seat):
        """True while whoever sits at a seat has come in the middle of a day, and is not asked."""
        return bool(self.game.open) and seat not in self.game.present

    def rise(self, seat):
        """Let the agent take a seat over; what was ordered and stood there goes with the person."""
        self.seats[seat] = None
        self.game.leave(seat)
        self.withdraw(seat)
        self.undone.pop(seat, None)

    def waits_for(self, seat):
        """The questions that a seat has yet to answer."""
        return [one for one in self.game.pending() if one.seat == seat]

    def answer(self, seat, key, value):
        """Take a seat's answer to one of its questions, and go on if it was the last."""
        found = [one for one in self.waits_for(seat) if list(one.key) == key]
        if not found:
            raise PremiseError("answer", "that question is not open for your seat")
        forms, question = self.forms(), found[0]
        if forms.proposes(question, value):
            self.game.answer((seat, human.OFFER, 0, 0), forms.proposed(question, value))
            value = questions.YES
        self.game.answer(question.key, forms.taken(question, value))
        self.go_on()

    def order(self, seat, kind, value):
        """Take what a seat decides without being asked, for the next day that begins."""
        if kind == "rung" and seat.startswith("party:"):
            allowed = self.forms().rungs(seat)
            if isinstance(value, bool) or not isinstance(value, int) or value not in allowed:
                takes = f"it takes one of {', '.join(map(str, allowed))}"
                raise PremiseError("answer", f"{value!r} is not allowed; {takes}")
        elif not (kind == "again" and seat.startswith("mediator:")):
            raise PremiseError("answer", f"{kind!r} is not allowed for your seat")
        elif value is not None:
            raise PremiseError("answer", f"{shown(value)} is not allowed; '{kind}' takes no value")
        self.orders[seat, kind] = value

    def withdraw(self, seat):
        """Take back what a seat has decided unasked for the next day."""
        self.orders = {key: value for key, value in self.orders.items() if key[0] != seat}

    def ordered(self, seat):
        """What a seat has decided unasked for the next day: what it is and its value; or None."""
        found = [(kind, value) for (one, kind), value in self.orders.items() if one == seat]
        return found[0] if found else None

    def give_orders(self):
        """Hand over what was ordered for a day that begins, as far as it can still be done."""
        self.undone = {}
        for (seat, kind), value in self.orders.items():
            if kind != "rung" or value in self.forms().rungs(seat):
                self.game.answer((seat, kind, 0, 0), value)
            else:
                self.undone[seat] = value
        self.orders = {}

    def time_up(self):
        """Let the agents answer whatever is open, and go on."""
        self.game.pass_over()
        self.go_on()

    def go_on(self):
        """Play on as far as the answers go; at most to the end of the day."""
        while self.game.open and not self.game.pending():
            if self.game.play():
                self.hear()

    def end_day(self):
        """Let the agents answer whatever the rest of an open day asks."""
        while self.game.open:
            self.time_up()

    def next_day(self):
        """Begin the next day, and play it as far as it goes."""
        if self.game.is_over or self.game.open:
            return
        self.game.present |= {seat for seat, token in self.seats.items() if token is not None}
        self.give_orders()
        if self.game.play():
            self.hear()

    def hear(self):
        """Put the news of the day into words."""
        self.told[self.game.day] = news.told(self.game.since(self.game.day - 1), self.words)

    def as_table(self, name):
        """A table of what the game has left, as ``sim.tables`` has it."""
        return self.game.as_table(name)

"""The room of a class: who is in it, its tables, the teacher's controls, and the clock.

A room is what its log of actions makes it: played again in order, they lead to the same room, so
that a server may stop and go on. Time is not in the log: that a clock has run out is an action.
Every action is refused, with a sentence, or done and written down.
"""

import inspect
import unicodedata
from typing import NamedTuple

from sim.classroom.playing.table import Table
from sim.refusals import PremiseError

LOBBY, PLAYING, DEBRIEF = "lobby", "playing", "debrief"
LONGEST_NAME = 24
LONGEST_MESSAGE = 280
MOST_PEOPLE = 200
MOST_TABLES = 30
SLOWEST = 3600  # seconds
VISIBLE = "LNPS"  # categories of Unicode: letters, numbers, punctuation, signs
BLANK = "\u115f\u1160\u2800\u3164\uffa0"  # of these, what is drawn as nothing
UNDRAWN = ("VARIATION SELECTOR", "MONGOLIAN FREE VARIATION", "COMBINING GRAPHEME JOINER")


class Refused(PremiseError):
    """An action that cannot be done, with the sentence that says why."""


class Setting(NamedTuple):
    """What a room plays."""

    scenario: str = "january_2025"
    names: str = "real"  # or fictional
    seed: int = 1
    tables: int = 1
    same_luck: bool = True  # all tables meet the same luck
    seconds: int = 90  # to answer; 0 for as long as it takes
    day_seconds: int = 3  # between two days


class Person:
    """Somebody in the room."""

    def __init__(self, name):
        self.name = name
        self.table = None
        self.seat = None
        self.has_played = None  # table and seat of which the person knows the secrets, this round


class Room:
    """A room, as the log of its actions has made it.

    Parameters
    ----------
    load : callable
        Makes a checked scenario of its name and the mode of names (``real`` or ``fictional``).
    setting : Setting
    teacher : str
        The teacher's token; actions that are the teacher's alone come with it.
    """

    def __init__(self, load, setting, teacher):
        self.load = load
        self.setting = setting
        self.teacher = teacher
        self.people = {}
        self.stage = LOBBY
        self.round = 1
        self.paused = False
        self.day = 0
        self.messages = []
        self.log = []
        self.laid = 0  # how often tables were laid
        self.seat_tables()

    def seat_tables(self):
        """Lay fresh tables, with the same people at them."""
        found = self.load(self.setting.scenario, self.setting.names)
        self.tables = [
            Table(number, found, self.setting.seed, 0 if self.setting.same_luck else number)
            for number in range(self.setting.tables)
        ]
        self.day = self.tables[0].game.day
        self.laid += 1

    def do(self, action):
        """Do an action and write it down; refuses what cannot be done, and then nothing is changed.

        ``action`` is plain data: ``do`` names it, ``by`` is a token, the rest is what it takes.
        """
        name = action.get("do")
        if not isinstance(name, str) or name not in ACTIONS:
            raise Refused("do", f"{name!r} is not allowed; it takes one of {', '.join(ACTIONS)}")
        if name in TEACHERS and action.get("by") != self.teacher:
            raise Refused("do", f"only the teacher may do that ({name})")
        given = {key: value for key, value in action.items() if key not in ("do", "by")}
        try:
            taken = inspect.signature(ACTIONS[name]).bind(self, action.get("by"), **given)
        except TypeError as error:
            takes = ", ".join(list(inspect.signature(ACTIONS[name]).parameters)[2:]) or "nothing"
            raise Refused("do", f"{name} takes {takes} ({error})") from None
        found = ACTIONS[name](*taken.args, **taken.kwargs)
        self.log.append(action)
        return found

    def check_playing(self):
        """Refuse what takes a game that goes on."""
        if self.stage != PLAYING:
            raise Refused("do", "nothing is being played now")

    def person(self, token):
        """Whoever has a token."""
        if not isinstance(token, str) or token not in self.people:
            raise Refused("by", "you are not in this room; join it with the code")
        return self.people[token]

    def join(self, token, name):
        """Let somebody in."""
        if not isinstance(token, str) or not token or token in self.people:
            raise Refused("by", "somebody with this token is in the room")
        if len(self.people) >= MOST_PEOPLE:
            raise Refused("name", f"the room is full; it takes {MOST_PEOPLE} people")
        self.people[token] = Person(self.free_name(plain(name, LONGEST_NAME, "name")))

    def free_name(self, name):
        """A name that looks like nobody's in the room: with a number after it if it is taken."""
        taken = {look(one.name) for one in self.people.values()}
        found, number = name, 2
        while look(found) in taken:
            found, number = f"{name} ({number})", number + 1
        return found

    def at(self, number):
        """A table by its number."""
        if isinstance(number, bool) or not isinstance(number, int):
            raise Refused("table", f"{number!r} is not allowed; it takes a whole number")
        if not 0 <= number < len(self.tables):
            raise Refused("table", f"{number + 1} is not allowed; there are {len(self.tables)}")
        return self.tables[number]

    def take(self, token, table, seat):
        """Let somebody sit down, from wherever they sat before.

        Once a game has begun, whoever has held a seat knows its secrets, and takes no other.
        """
        held = self.person(token).has_played
        if self.stage != LOBBY and held not in (None, (table, seat)):
            raise Refused("seat", "you have held another seat in this game; ask the teacher")
        self.seat(token, table, seat)

    def seat(self, token, table, seat):
        """Let somebody sit down, from wherever they sat before."""
        person, there = self.person(token), self.at(table)
        if (person.table, person.seat) == (table, seat):
            return
        there.check_free(seat)
        self.rise(token)
        there.sit(seat, token)
        person.table, person.seat = table, seat
        if self.stage != LOBBY:
            person.has_played = (table, seat)

    def watch(self, token, table):
        """Let somebody watch a table without a seat."""
        person = self.person(token)
        self.at(table)
        self.rise(token)
        person.table, person.seat = table, None

    def rise(self, token):
        """Let somebody get up; the agent takes over."""
        person = self.person(token)
        table, seat = person.table, person.seat
        person.table = person.seat = None
        if seat is not None:
            self.tables[table].rise(seat)
            if self.stage == PLAYING and not self.paused:
                self.tables[table].settle()

    def seated(self, token):
        """Whoever has a token and a seat, and the table."""
        person = self.person(token)
        if person.seat is None:
            raise Refused("seat", "you have no seat; take one first")
        if self.stage != PLAYING:
            raise Refused("answer", "nothing is being played now")
        if self.paused:
            raise Refused("answer", "the teacher has paused the game")
        return person, self.tables[person.table]

    def answer(self, token, key, value):
        """Take the answer of somebody's seat to a question."""
        person, table = self.seated(token)
        table.answer(person.seat, key, value)

    def order(self, token, kind, value=None):
        """Take what a seat decides without being asked."""
        person, table = self.seated(token)
        table.order(person.seat, kind, value)

    def say(self, token, text):
        """Let a seat say something that its whole table hears."""
        person, table = self.seated(token)
        table.said.append((table.game.day, person.seat, plain(text, LONGEST_MESSAGE, "text")))

    def start(self, _):
        """Begin the first day."""
        if self.stage != LOBBY:
            raise Refused("do", "the game has begun")
        self.stage = PLAYING
        for person in self.people.values():
            person.has_played = (person.table, person.seat) if person.seat else None
        self.next_day(_)

    def next_day(self, _):
        """Begin the next day at all tables; what is still open is left to the agents."""
        self.check_playing()
        for table in self.tables:
            table.end_day()
        self.day += 1
        for table in self.tables:
            table.next_day()

    def time_up(self, _, table=None):
        """Leave to the agents what is open at a table, or at all."""
        self.check_playing()
        for one in self.tables if table is None else [self.at(table)]:
            one.time_up()

    def pause(self, _):
        """Stop the clock."""
        self.paused = True

    def resume(self, _):
        """Let the clock go on."""
        self.paused = False
        if self.stage == PLAYING:
            for table in self.tables:
                table.settle()

    def pace(self, _, seconds, day_seconds):
        """Set how long there is to answer, and between two days."""
        for key, value in (("seconds", seconds), ("day_seconds", day_seconds)):
            if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= SLOWEST:
                problem = f"{value!r} is not allowed; it takes a whole number from 0 to {SLOWEST}"
                raise Refused(key, problem)
        self.setting = self.setting._replace(seconds=seconds, day_seconds=day_seconds)

    def arrange(self, _, **given):
        """Set what is played, before it begins."""
        if self.stage != LOBBY:
            raise Refused("do", "the game has begun; a new round takes other settings")
        before = self.setting
        self.setting = checked(before, given)
        try:
            self.lay(keep=before.tables == self.setting.tables)
        except PremiseError:
            self.setting = before
            raise

    def lay(self, keep=True):
        """Lay fresh tables; people keep their seats where those are still there."""
        self.seat_tables()
        for token, person in self.people.items():
            if person.table is None:
                continue
            if person.table >= len(self.tables):
                person.table = person.seat = None
            elif person.seat is not None:
                if keep and person.seat in self.tables[person.table].seats:
                    self.tables[person.table].sit(person.seat, token)
                else:
                    person.seat = None

    def new_round(self, _, swap=False):
        """Play again from the first day; with ``swap`` the people of both sides change seats."""
        if self.stage == LOBBY:
            raise Refused("do", "nothing has been played yet")
        if swap:
            for person in self.people.values():
                if person.seat is not None and person.seat.startswith("party:"):
                    words = self.tables[person.table].words
                    person.seat = f"party:{words.across(person.seat.partition(':')[2])}"
        self.stage, self.paused, self.messages = LOBBY, False, []
        self.round += 1
        self.lay()

    def finish(self, _):
        """Stop playing, and look at what came of it."""
        self.check_playing()
        self.stage = DEBRIEF

    def move(self, _, person, table, seat=None):
        """Move somebody to a table, and a seat there."""
        if seat is None:
            self.watch(person, table)
        else:
            self.seat(person, table, seat)

    def remove(self, _, person):
        """Show somebody out; the agent takes over the seat."""
        self.rise(person)
        del self.people[person]

    def broadcast(self, _, text):
        """Say something to everybody."""
        self.messages.append((self.day, plain(text, LONGEST_MESSAGE, "text")))

    def hush(self, _):
        """Take back what was said to everybody."""
        self.messages = []

    def inject(self, _, key, value, table=None):
        """Let a parameter take another value, at a table or at all, from the next day on."""
        if not isinstance(key, str):
            raise Refused("key", f"{key!r} is not allowed; it takes the name of a parameter")
        tables = self.going_on(table)
        for one, scenario in [(one, one.game.injected(key, value)) for one in tables]:
            one.plays(scenario)

    def shock(self, _, table=None):
        """Let an outside shock come, at a table or at all, on the next day."""
        for one, scenario in [(one, one.game.shocked()) for one in self.going_on(table)]:
            one.plays(scenario)

    def going_on(self, table):
        """A table, or all, of those that have another day to come."""
        self.check_playing()
        tables = self.tables if table is None else [self.at(table)]
        found = [one for one in tables if one.game.has_another_day]
        if not found:
            raise Refused("table", "there is no day left on which it could happen")
        return found

    @property
    def is_over(self):
        """True once every table has come to its end."""
        return all(table.game.is_over for table in self.tables)


def plain(text, longest, key):
    """Text of a person's in one line, without what cannot be seen; refuses an empty or long one."""
    if not isinstance(text, str):
        raise Refused(key, f"{text!r} is not allowed; it takes a text")
    seen = (" " if one in BLANK or unicodedata.category(one)[0] == "C" else one for one in text)
    kept = " ".join("".join(seen).split())
    if not kept:
        raise Refused(key, "an empty text is not allowed")
    if not any(unicodedata.category(one)[0] in VISIBLE for one in kept):
        raise Refused(key, "marks alone are not allowed; it takes a letter, a figure or a sign")
    if len(kept) > longest:
        raise Refused(key, f"{len(kept)} letters are not allowed; it takes at most {longest}")
    return kept


def look(name):
    """What names that look the same have in common, in wide, small or composed letters."""
    drawn = "".join(one for one in name if not unicodedata.name(one, "").startswith(UNDRAWN))
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", drawn).casefold())


def checked(setting, given):
    """A setting with other values; refuses what it does not take."""
    for key, value in given.items():
        if key not in Setting._fields or key in ("seconds", "day_seconds"):
            raise Refused(key, "there is no such setting")
        wanted = type(getattr(setting, key))
        if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
            raise Refused(key, f"{value!r} is not allowed; it takes a {wanted.__name__}")
    found = setting._replace(**given)
    if not 1 <= found.tables <= MOST_TABLES:
        raise Refused("tables", f"{found.tables} is not allowed; it takes 1 to {MOST_TABLES}")
    if found.names not in ("real", "fictional"):
        raise Refused("names", f"{found.names!r} is not allowed; it takes real or fictional")
    if not 0 <= found.seed < 2**53:
        raise Refused("seed", f"{found.seed} is not allowed; it takes 0 to {2**53 - 1}")
    return found


STUDENTS = ("join", "take", "watch", "rise", "answer", "order", "say")
TEACHERS = (
    "start", "next_day", "time_up", "pause", "resume", "pace", "arrange", "new_round", "finish",
    "move", "remove", "broadcast", "hush", "inject", "shock",
)  # fmt: skip
ACTIONS = {name: getattr(Room, name) for name in (*STUDENTS, *TEACHERS)}

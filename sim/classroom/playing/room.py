"""The room of a class: its people and tables as the log of its actions has made them.

A room is what its log of actions makes it: played again in order, they lead to the same room, so
that a server may stop and go on. Time is not in the log: that a clock has run out is an action.
Every action is refused, with a sentence, or done and written down. Actions are functions of the
room, of whoever acts, and of what they take.
"""

import inspect

from sim.classroom.playing import acting, people, rounds
from sim.classroom.playing.setting import LOBBY, PLAYING, Refused
from sim.classroom.playing.table import Table

STUDENTS = {
    "join": people.join,
    "take": people.take,
    "watch": people.watch,
    "rise": people.rise,
    "read": people.read,
    "answer": acting.answer,
    "order": acting.order,
    "withdraw": acting.withdraw,
    "say": acting.say,
}
TEACHERS = {
    "start": rounds.start,
    "next_day": rounds.next_day,
    "time_up": rounds.time_up,
    "pause": rounds.pause,
    "resume": rounds.resume,
    "pace": rounds.pace,
    "arrange": rounds.arrange,
    "new_round": rounds.new_round,
    "finish": rounds.finish,
    "move": people.move,
    "remove": people.remove,
    "seat_by_lot": people.seat_by_lot,
    "broadcast": acting.broadcast,
    "hush": acting.hush,
    "inject": acting.inject,
    "shock": acting.shock,
}
ACTIONS = {**STUDENTS, **TEACHERS}


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
        self.rounds = {}  # rounds before, by their number
        self.paused = False
        self.day = 0
        self.messages = []
        self.log = []
        self.laid = 0  # how often tables were laid
        self.seat_tables()

    def seat_tables(self):
        """Lay fresh tables, with nobody at them."""
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

    def at(self, number):
        """A table by its number."""
        if isinstance(number, bool) or not isinstance(number, int):
            raise Refused("table", f"{number!r} is not allowed; it takes a whole number")
        if not 0 <= number < len(self.tables):
            raise Refused("table", f"{number + 1} is not allowed; there are {len(self.tables)}")
        return self.tables[number]

    @property
    def is_over(self):
        """True once every table has come to its end."""
        return all(table.game.is_over for table in self.tables)

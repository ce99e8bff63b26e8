"""A class as it goes on: the room, its file and its clock in one place, without a server."""

import hmac
import logging
import secrets
import sqlite3
import time
from contextlib import suppress

from sim.classroom.playing import room as rooms
from sim.classroom.playing import views
from sim.classroom.playing.clock import Clock
from sim.classroom.playing.setting import PLAYING, Setting, any_seed
from sim.refusals import PremiseError

LOG = logging.getLogger(__name__)
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # without I and O, which look like figures
LENGTH = 5


class Unwritten(PremiseError):
    """An action that could not be written down, such as on a full disk."""

    def __init__(self, error):
        self.why = f"it could not be written down on the teacher's machine ({error})"
        super().__init__("do", f"that did not work, and nothing has changed: {self.why}")
        self.error = error


class Session:
    """A class that goes on, from its file if it had begun.

    Parameters
    ----------
    load : callable
        Makes a checked scenario of its name and the mode of names.
    setting : sim.classroom.playing.setting.Setting
        What a new room plays; one that goes on has its own.
    store : sim.classroom.playing.store.Store
    made_by : str
        What stands for the code and the files of scenarios: a log leads elsewhere under others.
    clock : callable, optional
        Seconds that pass, from any start.
    """

    def __init__(self, load, setting, store, made_by="", clock=time.monotonic):
        kept = store.kept()
        self.has_begun = bool(kept)
        if not kept:
            code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
            kept = {
                "code": code,
                "teacher": secrets.token_urlsafe(12),
                "screen": secrets.token_urlsafe(8),
                "setting": setting._asdict(),
                "made_by": made_by,
            }
            store.keep(**kept)
        self.code, self.screen = kept["code"], kept["screen"]
        if kept["made_by"] != made_by:
            problem = "it was kept by another version of this program, which may play it otherwise"
            told = f"'{store.path}' cannot go on: {problem}; new=true begins another class"
            raise PremiseError("out", told)
        self.load, self.kept, self.store = load, kept, store
        self.room = self.replayed()
        self.now = clock
        self.clock = Clock()
        self.version = 0
        self.trouble = None  # why the last action could not be written down
        self.seated = None, 0, []  # who sits where, and after which action of which room
        if self.has_begun and self.room.stage == PLAYING and not self.room.paused:
            self.begin_paused()

    def begin_paused(self):
        """Stop the clocks of a class that goes on; the teacher lets them go on."""
        try:
            self.do({"do": "pause", "by": self.room.teacher})
        except Unwritten as problem:
            raise self.store.unusable(problem.error) from None

    def replayed(self):
        """The room that its log makes."""
        with self.store.reading():
            setting = Setting(**self.kept["setting"])
        room = rooms.Room(self.load, setting, self.kept["teacher"])
        for number, action in enumerate(self.store.actions(), start=1):
            try:
                room.do(action)
            except PremiseError as error:
                problem = f"'{self.store.path}' cannot go on: its action {number} is refused"
                raise PremiseError("out", f"{problem} ({error}); new=true begins anew") from None
        return room

    def do(self, action):
        """Do an action, and write it down; one that fails leaves the room as it was.

        After one that could not be written down, room on the disk is looked for first. To find none
        once an action is done takes a replay of the whole log, which is seconds in a long class.
        The luck of a new round is drawn here: what is written down leads to the same room again.
        """
        if action.get("do") == "new_round":
            action = {"seed": any_seed(), **action}
        before = len(self.room.log)
        try:
            if self.trouble:
                self.store.make_room()
            with self.store.adding(action):
                found = self.room.do(action)
        except PremiseError:  # refused, and nothing was done
            raise
        except sqlite3.Error as error:
            raise self.unwritten(error, was_done=len(self.room.log) > before) from None
        except Exception:  # it may have been half done
            LOG.exception("An action failed: %s", action.get("do"))
            self.room = self.replayed()
            self.version += 1
            raise PremiseError("do", "that did not work, and nothing has changed") from None
        self.trouble = None
        self.version += 1
        return found

    def unwritten(self, error, was_done):
        """The refusal of an action that could not be written down; the teacher is told as well."""
        if was_done:
            self.room = self.replayed()
        problem = Unwritten(error)
        told = f"Nothing can be done just now: {problem.why}."
        if told != self.trouble:  # the clock tries again and again
            self.trouble = told
            self.version += 1
        return problem

    def join(self, code, name):
        """Let somebody in who knows the code; the token that is theirs from now on."""
        if not same(code.strip().upper() if isinstance(code, str) else "", self.code):
            raise PremiseError("code", "that is not the code of this room; it is on the screen")
        token = secrets.token_urlsafe(16)
        self.do({"do": "join", "by": token, "name": name})
        return token

    def tick(self):
        """Do whatever the clock says is due; what cannot be written down is tried again."""
        with suppress(Unwritten):  # the teacher's page tells it
            for action in self.clock.due(self.room, self.now()):
                self.do(action)

    def is_teacher(self, token):
        """True for the teacher's token."""
        return same(token, self.room.teacher)

    def is_screen(self, token):
        """True for the token of the screen on the wall."""
        return same(token, self.screen)

    def shown_to(self, token):
        """What gives whoever has a token what they see, each time anew; refuses any other token."""
        if self.is_screen(token):
            return self.wall
        if not self.is_teacher(token):
            self.room.person(token)
        return lambda: self.view(token)

    def key_of(self, number):
        """The key in the addresses of a round that is looked back on; the same after a restart."""
        text = f"round {number}".encode()
        return hmac.new(self.room.teacher.encode(), text, "sha256").hexdigest()[:24]

    def view(self, token):
        """What whoever has a token sees."""
        if self.is_teacher(token):
            made = views.of_teacher(self.room) | {
                "code": self.code, "screen": self.screen, "left": self.all_left(),
                "trouble": self.trouble,
            }  # fmt: skip
            made["rounds"] = [one | {"key": self.key_of(one["round"])} for one in made["rounds"]]
        else:
            made = views.of_person(self.room, token, self.seats())
            person = self.room.people[token]
            made["left"] = None if person.table is None else self.left(person.table)
        return made

    def seats(self):
        """Who sits where: worked out once after each action, for all who see it."""
        if self.seated[:2] != (done := (self.room, len(self.room.log))):
            self.seated = *done, views.all_seats(self.room)
        return self.seated[2]

    def wall(self):
        """What the screen on the wall shows."""
        return views.of_wall(self.room) | {"code": self.code, "left": self.all_left()}

    def left(self, number):
        """Seconds that a table has left."""
        return self.clock.left(self.room, self.room.tables[number], self.now())

    def all_left(self):
        """Seconds that each table has left."""
        return [self.left(table.number) for table in self.room.tables]


def same(given, secret):
    """True if a text is a secret; how long this takes says nothing of it."""
    if not isinstance(given, str) or not given.isascii():
        return False
    return hmac.compare_digest(given.encode(), secret.encode())

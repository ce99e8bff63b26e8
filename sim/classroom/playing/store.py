"""A room on disk: who may do what, and the log of its actions, in one SQLite file.

Every action is on disk before anybody hears of it, so that a server that stops, however it does,
goes on where it was.
"""

import json
import sqlite3
from contextlib import contextmanager

from sim.refusals import PremiseError

FORMAT = 2


class InUse(PremiseError):
    """A file that another server has open."""


class Store:
    """The file of a room."""

    def __init__(self, path):
        self.path, self.file = path, None
        try:
            self.file = sqlite3.connect(
                path, timeout=0.2, isolation_level=None, check_same_thread=False
            )
            self.file.execute("pragma locking_mode = exclusive")  # one server to a file
            self.file.execute("create table if not exists kept (name text primary key, value text)")
            self.file.execute("create table if not exists actions (n integer primary key, a text)")
            self.file.execute("begin immediate")
            self.file.execute("commit")
        except sqlite3.Error as error:
            if self.file is not None:
                self.close()
            if "locked" in str(error):
                problem = f"'{path}' cannot be used; another server has it open"
                raise InUse("out", problem) from None
            raise PremiseError("out", f"'{path}' cannot be used; {error}") from None

    def keep(self, **values):
        """Write down what a room is made of, all of it or nothing."""
        rows = [(name, json.dumps(value)) for name, value in {"format": FORMAT, **values}.items()]
        self.file.execute("begin immediate")
        self.file.executemany("insert or replace into kept values (?, ?)", rows)
        self.file.execute("commit")

    def kept(self):
        """What the room is made of; empty for a new file."""
        found = {name: json.loads(text) for name, text in self.file.execute("select * from kept")}
        if found and found.get("format") != FORMAT:
            problem = f"'{self.path}' is of another version of this program; name another folder"
            raise PremiseError("out", problem)
        return found

    @contextmanager
    def adding(self, action):
        """Write an action down, unless what is done meanwhile fails."""
        self.file.execute("begin immediate")
        try:
            self.file.execute("insert into actions (a) values (?)", (json.dumps(action),))
            yield
            self.file.execute("commit")
        except BaseException:
            if self.file.in_transaction:
                self.file.execute("rollback")
            raise

    def actions(self):
        """All actions, in their order."""
        return [
            json.loads(text) for (text,) in self.file.execute("select a from actions order by n")
        ]

    def close(self):
        """Close the file."""
        self.file.close()


def set_aside(path, older):
    """Give the file of a class another name, whole; refuses one that a server has open."""
    try:
        Store(path).close()  # whatever was half written when a server broke off is taken back
    except InUse:
        raise
    except PremiseError:
        pass  # no file of a class: it is kept as it is
    path.rename(older)

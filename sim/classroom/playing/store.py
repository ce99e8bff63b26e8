"""A room on disk: who may do what, and the log of its actions, in one SQLite file.

Every action is on disk before anybody hears of it, so that a server that stops, however it does,
goes on where it was.
"""

import json
import sqlite3
from contextlib import contextmanager, suppress
from pathlib import Path

from sim.refusals import PremiseError

FORMAT = 2
TABLES = {"kept", "actions"}
NAMES = {"format", "code", "teacher", "screen", "setting", "made_by"}  # of what is kept
RESERVE, RESERVED = "reserve", 8 * 4096  # a name besides those; bytes, more than an action takes


class Damaged(OSError):
    """A file that is there and cannot be read as that of a class."""

    def __init__(self, path, why):
        problem = f"the file of the class is damaged ({why}); new=true sets it aside"
        super().__init__(None, f"{problem} and begins another class", str(path))


class InUse(PremiseError):
    """A file that another server has open."""


class Store:
    """The file of a room."""

    def __init__(self, path):
        self.path, self.file = path, None
        is_new = not Path(path).exists()
        try:
            self.file = sqlite3.connect(
                path, timeout=0.2, isolation_level=None, check_same_thread=False
            )
            self.file.execute("pragma locking_mode = exclusive")  # one server to a file
            self.file.execute("begin immediate")
            if is_new:
                self.file.execute("create table kept (name text primary key, value text)")
                self.file.execute("create table actions (n integer primary key, a text)")
            self.check()
            self.file.execute("commit")
        except sqlite3.Error as error:
            if self.file is not None:
                self.close()
            if "locked" in str(error):
                problem = f"'{path}' cannot be used; another server has it open"
                raise InUse("out", problem) from None
            if not isinstance(error, sqlite3.OperationalError):  # what is there cannot be read
                raise Damaged(path, error) from None
            if is_new:
                leave_none(path)
            raise self.unusable(error) from None
        except Damaged:
            self.close()
            raise

    def unusable(self, error):
        """The refusal of a file that cannot be written or read as things are."""
        return PremiseError("out", f"'{self.path}' cannot be used; {error}")

    def check(self):
        """Refuse a file that is there without the tables of a class: it may not begin anew."""
        found = self.file.execute("select name from sqlite_master where type = 'table'")
        missing = TABLES - {name for (name,) in found}
        if missing:
            raise Damaged(self.path, f"there is no '{min(missing)}' in it")

    @contextmanager
    def reading(self):
        """Say in a sentence that what is read is damaged."""
        try:
            yield
        except PremiseError:
            raise
        except (sqlite3.Error, ValueError, TypeError, RecursionError) as error:
            raise Damaged(self.path, error) from None

    @contextmanager
    def writing(self):
        """Keep all of what is written meanwhile, or nothing."""
        self.file.execute("begin immediate")
        try:
            yield
            self.file.execute("commit")
        except BaseException:
            if self.file.in_transaction:
                self.file.execute("rollback")
            raise

    def keep(self, **values):
        """Write down what a room is made of, all of it or nothing."""
        rows = [(name, json.dumps(value)) for name, value in {"format": FORMAT, **values}.items()]
        try:
            with self.writing():
                self.file.executemany("insert or replace into kept values (?, ?)", rows)
        except sqlite3.Error as error:
            raise self.unusable(error) from None

    def kept(self):
        """What the room is made of; empty for a new file."""
        with self.reading():
            rows = self.file.execute("select name, value from kept").fetchall()
            found = {name: json.loads(text) for name, text in rows}
        if found and found.get("format") != FORMAT:
            problem = f"'{self.path}' is of another version of this program; name another folder"
            raise PremiseError("out", problem)
        missing = NAMES - set(found)
        if missing and (found or self.actions()):
            raise Damaged(self.path, f"'{min(missing)}' is missing")
        return found

    @contextmanager
    def adding(self, action):
        """Write an action down, unless what is done meanwhile fails."""
        with self.writing():
            self.file.execute("insert into actions (a) values (?)", (json.dumps(action),))
            yield

    def make_room(self):
        """Have pages of the file free for actions to come; raises if the disk has none to give."""
        with self.writing():
            row = (RESERVE, json.dumps("0" * RESERVED))
            self.file.execute("insert or replace into kept values (?, ?)", row)
        with self.writing():
            self.file.execute("delete from kept where name = ?", (RESERVE,))

    def actions(self):
        """All actions, in their order; none of them may be missing."""
        with self.reading():
            rows = self.file.execute("select n, a from actions order by n").fetchall()
            found = [json.loads(text) for _, text in rows]
        for number, ((n, _), action) in enumerate(zip(rows, found, strict=True), start=1):
            if n != number or not isinstance(action, dict):
                raise Damaged(self.path, f"its action {number} is missing")
        return found

    def close(self):
        """Close the file."""
        self.file.close()


def leave_none(path):
    """Remove the file of a class that could not begin; one with nothing in it counts as damaged."""
    with suppress(OSError):
        if Path(path).stat().st_size == 0:
            Path(path).unlink()


def set_aside(path, older):
    """Give the file of a class another name, whole; refuses one that a server has open."""
    try:
        Store(path).close()  # whatever was half written when a server broke off is taken back
    except InUse:
        raise
    except (PremiseError, Damaged):
        pass  # no whole file of a class: it is kept as it is
    path.rename(older)

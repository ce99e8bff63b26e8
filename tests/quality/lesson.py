"""A lesson of two hours in a few minutes: what the server takes of its machine, minute by minute.

    python -m tests.quality.lesson                # 120 minutes, 30 students at 4 tables, 3 rounds
    python -m tests.quality.lesson round=10       # rounds of ten minutes, to see what rounds leave

A class is started as a teacher starts it. A minute is a day of the game: every student answers
whatever is asked, some say something, read the news and their sheets; connections break and come
back, pages are loaded anew, somebody leaves and another joins, the teacher says something to all.
After forty minutes a round ends: the class looks back, with figures and files, and a new round
begins. The memory of the server is read after each minute, with its sockets, files and threads. The
slope is that of the minutes within rounds, the first round left out; a lesson without a second
round of four minutes has none, and the table says so. What a round leaves (what it is looked back
on with) is the rise from the end of one to the end of the next. What should not have been is listed
at the end, and the command ends with status 1: words on the terminal, pages that did not come,
actions that were not done, memory that rises, and what is still open once everybody has gone. It
needs Linux.
"""

import asyncio
import collections
import itertools
import json
import random
import sys
import time

import numpy as np

from tests.quality import asked, wire
from tests.quality.started import a_class
from tests.quality.student import Student

STUDENTS, TABLES = 30, 4
ROUND = 40  # minutes
MOST_SLOPE = 0.25  # MiB a minute, within rounds
MOST_RISE = 80.0  # MiB from the end of a round to that of the next: what is looked back on is kept
DONE = 0.7  # share of actions that are done at least; others come too late, as in a class
LEFT = {  # more than before anybody came, once everybody has gone
    "files": 6,  # the fonts of figures
    "sockets": 0,
    "threads": 6,  # three that compute, and those on which pages wait for them
}
PAGES = ("/play", "/static/play.js", "/static/room.js", "/static/chart.js", "/static/base.css")
FILES = (  # of a round that is looked back on
    *(f"figures/table-{number + 1}-timeline.svg" for number in range(TABLES)),
    "handout.html", "handout.pdf", "tables.csv", "decisions.csv",
)  # fmt: skip


class Lesson:
    """The class, its teacher, and all that was counted."""

    def __init__(self, server, length):
        self.server, self.port, self.length = server, server.port, length
        self.drawn, self.students, self.names = random.Random(7), [], 0
        self.pages = self.joins = 0
        self.refused = []  # pages that were asked for and did not come
        self.statuses, self.rows = collections.Counter(), []

    async def teach(self, what, **rest):
        """An action of the teacher."""
        given = {"do": what, "by": self.server.teacher, **rest}
        self.statuses[(await wire.post(self.port, "/do.json", given)).status] += 1

    async def page(self, path):
        """Ask for a page."""
        self.pages += 1
        self.expect(path, await wire.told(self.port, wire.request("GET", path), patience=180))

    def expect(self, path, answer):
        """Keep in mind a page that did not come."""
        if answer.status != 200:
            self.refused.append(f"{path}: status {answer.status}")

    async def come_in(self):
        """Let another student join, watch and read the page."""
        self.names += 1
        self.joins += 1
        given = {"code": self.server.code, "name": f"Student {self.names}"}
        source = f"127.0.1.{self.names // 90 + 2}"  # as from other devices
        answer = await wire.post(self.port, "/join.json", given, source)
        one = Student(self.port, json.loads(answer.body)["token"])
        await one.open()
        self.students.append(one)
        return one

    async def reload(self, one):
        """Load the page of a student anew."""
        await one.close()
        for path in PAGES:
            await self.page(path)
        await one.open()

    async def minute(self):
        """A day of the game, and what else happens in a minute."""
        await self.teach("next_day")
        for _ in range(8):  # waves of questions
            await asyncio.sleep(0.12)
            answered = [await one.answer(self.drawn) for one in self.students]
            self.statuses.update(itertools.chain(*answered))
            if not any(answered):
                break
        await self.teach("time_up")
        for one in self.drawn.sample(self.students, 12):
            said = await one.act("say", text=f"I say {self.drawn.random()}")
            news = await wire.post(self.port, "/news", {"by": one.token})
            sheet = await wire.post(self.port, "/sheet", {"by": one.token})
            self.statuses.update((said, news.status, sheet.status))
        for one in self.drawn.sample(self.students, 3):
            await self.reload(one)
        await self.teach("broadcast", text=f"Hear me at {self.drawn.random()}")
        await self.someone_goes()

    async def someone_goes(self):
        """Let the teacher show somebody out, and another join and be seated."""
        gone = self.students.pop(self.drawn.randrange(len(self.students)))
        await gone.close()
        people = (self.teacher.view or {}).get("people", [])
        if gone.token in [one["token"] for one in people]:
            await self.teach("remove", person=gone.token)
        await self.come_in()
        await self.teach("seat_by_lot")

    async def look_back(self, number):
        """End the round, look at it with all its figures and files, and begin another."""
        await self.teach("finish")
        where = None
        for one in (self.teacher, *self.students):
            given = {"by": one.token, "round": number}
            text = json.dumps(given).encode()
            sent = wire.request("POST", "/debrief", text, Content_Type="application/json")
            answer = await wire.told(self.port, sent, patience=300)
            self.expect(f"/debrief of round {number}", answer)
            if answer.status == 200:
                where = place_in(answer.body.decode())
        for name in FILES if where else ():
            await self.page(f"{where}/{name}")
        await self.page("/runs.json?runs=300")
        await self.teach("new_round", swap=bool(number % 2))
        await self.teach("seat_by_lot")
        await self.teach("start")

    async def go(self, minutes):
        """The whole lesson; a row of what the server takes after each minute."""
        self.teacher, wall = (
            Student(self.port, self.server.teacher),
            Student(self.port, self.server.screen),
        )
        for one in (self.teacher, wall):
            await one.open()
        await self.teach("pace", seconds=0, day_seconds=3600)
        for _ in range(STUDENTS):
            await self.come_in()
        await self.teach("seat_by_lot")
        await self.teach("start")
        number = 1
        for minute in range(1, minutes + 1):
            await self.minute()
            if minute % self.length == 0:
                await self.look_back(number)
                number += 1
            self.rows.append(self.server.taken())
        for one in (self.teacher, wall, *self.students):
            await one.close()


def place_in(page):
    """Where figures and files of a round are, from the page on which it is looked back on."""
    return "/debrief/" + page.partition("/debrief/")[2].partition("/figures")[0]


def slope(values, length):
    """What values rise by in a minute: least squares in each round but the first, then meant.

    None where no such round is long enough.
    """
    rounds = [values[first : first + length - 1] for first in range(length, len(values), length)]
    found = [float(np.polyfit(range(len(one)), one, 1)[0]) for one in rounds if len(one) > 2]
    return float(np.mean(found)) if found else None


def ends(values, length):
    """What values are at the end of each round."""
    return values[length - 1 :: length]


def told(rows, length):
    """The lines of the table."""
    minutes = ends(range(1, len(rows) + 1), length)
    heads = ("", "minute 1", *(f"minute {one}" for one in minutes), "slope a minute")
    yield "| " + " | ".join(heads) + " |"
    yield "|" + " --- |" * len(heads)
    for name in rows[0]._fields:
        values = [getattr(one, name) for one in rows]
        rises = slope(values, length)
        shown = (name, *(f"{one:.0f}" for one in (values[0], *ends(values, length))),
                 "none" if rises is None else f"{rises:+.3f}")  # fmt: skip
        yield "| " + " | ".join(shown) + " |"


def judged(before, rows, after, length):
    """What the server has taken of its machine that it should not have."""
    memory = [one.memory for one in rows]
    rises = slope(memory, length)
    if rises is not None and rises > MOST_SLOPE:
        yield f"memory rises by {rises:.2f} MiB a minute, of at most {MOST_SLOPE}"
    for number, pair in enumerate(itertools.pairwise(ends(memory, length)), start=2):
        rise = pair[1] - pair[0]
        if rise > MOST_RISE:
            yield f"round {number} leaves {rise:.0f} MiB, of at most {MOST_RISE:.0f}"
    for name, most in LEFT.items():
        more = getattr(after, name) - getattr(before, name)
        if more > most:
            yield f"{more} more {name} than before anybody came, of at most {most}"


def undone(statuses):
    """What should not have been of actions, by their status: too few that were done."""
    share = statuses[200] / statuses.total()
    if share < DONE:
        yield f"{share:.0%} of the actions were done, of at least {DONE:.0%}"


def main(arguments):
    """Hold the lesson, and print what the server took."""
    given = asked.read(arguments, __doc__, minutes=120, round=ROUND)
    for key, value in given.items():
        if value < 1:
            asked.refuse(f"{key}: {value} is not allowed; it takes minutes, at least 1")
    minutes, length = given["minutes"], given["round"]
    begun = time.monotonic()
    with a_class(f"tables={TABLES}") as server:
        asyncio.run(wire.get(server.port, "/"))  # once it answers, all that it needs is open
        before = server.settled(0, patience=1)
        lesson = Lesson(server, length)
        asyncio.run(lesson.go(minutes))
        time.sleep(3)
        after = server.settled(before.files + LEFT["files"], patience=20)
    print(f"{minutes} minutes in {time.monotonic() - begun:.0f} s: "
          f"{lesson.statuses.total():,} actions, of which {lesson.statuses[200]:,} were done, "
          f"{lesson.pages:,} pages, {lesson.joins} who joined\n")  # fmt: skip
    print("\n".join(told(lesson.rows, length)))
    print()
    for when, one in (("Before anybody came", before), ("After everybody has gone", after)):
        print(f"{when}: {one.memory:.0f} MiB, {one.files} files, {one.sockets} sockets, "
              f"{one.threads} threads")  # fmt: skip
    wrong = [line for line in server.errors if line.strip()]
    wrong += [
        *dict.fromkeys(lesson.refused),
        *undone(lesson.statuses),
        *judged(before, lesson.rows, after, length),
    ]
    print(f"\nWhat should not have been: {len(wrong)}", *wrong[-20:], sep="\n- ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

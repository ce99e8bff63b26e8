"""A class whose disk fills up: what was confirmed is kept, and whoever waits is told why.

    python -m tests.quality.full_class    # a minute

A class is kept on a disk of one MiB, which is full before the class begins, fills up twice while it
plays, its clock going, and is full when the class is to go on after a ``kill -9``. What must hold:
a class that cannot begin or go on says so in one sentence with status 2; an action is confirmed,
or refused in one sentence; while nothing can be written the teacher's page says why, the clock
waits, and pages are served; with room again the class goes on; in the end all that was confirmed,
and nothing that was refused, is in the file, and nothing is on the terminal. It needs Linux, and a
user namespace.
"""

import asyncio
import contextlib
import json
import signal
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.quality import asked, confined, verbs, wire
from tests.quality.ending import untold
from tests.quality.started import started
from tests.quality.student import Student

ON_A_SMALL_DISK = 'mount -t tmpfs -o size=1m tmpfs there && exec "$@"'
INSIDE = "from tests.quality import full_class; full_class.inside()"
BALLAST, FILE = Path("there/ballast"), Path("there/class/room.sqlite")
WHY = "could not be written down on the teacher's machine"
MOST = 200  # actions that pages of the file that are there may still take
DAY = 1  # seconds between two days


def fill():
    """Leave no room on the disk."""
    with BALLAST.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(bytes(4096)):
            pass


@contextlib.contextmanager
def on_the_disk(wrong, number):
    """The server of a class, which a signal ends; None if it cannot begin or go on."""
    with started("classroom", "out=there/class", ended_by=number) as server:
        yield server if server.serves else None
    if server.serves:
        wrong += server.errors
    else:
        said = "".join(f"{line}\n" for line in server.errors)
        wrong += untold(server.process.returncode, said, (2,))


class Class:
    """A class that plays: its teacher, what was said in it (if it was confirmed), what is wrong."""

    def __init__(self):
        self.said, self.wrong, self.teacher = {}, [], None

    def check(self, holds, text):
        """Note what is wrong."""
        if not holds:
            self.wrong.append(text)

    async def enter(self, server):
        """Watch as the teacher does."""
        self.teacher = Student(server.port, server.teacher)
        await self.teacher.open()
        await self.until(lambda view: True, "the teacher sees nothing")

    async def until(self, holds, text):
        """Wait until something holds of what the teacher sees; note if it does not come."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(wire.PATIENCE):
                while self.teacher.view is None or not holds(self.teacher.view):
                    await asyncio.sleep(0.1)
                return
        self.wrong.append(text)

    async def say(self, text):
        """Have the teacher say something to all; the answer."""
        given = {"do": "broadcast", "by": self.teacher.token, "text": text}
        answer = await wire.post(self.teacher.port, "/do.json", given)
        self.said[text] = answer.status == 200
        return answer

    async def play(self, server):
        """Begin, with a clock that goes, and have the disk fill up twice."""
        await self.enter(server)
        await self.teacher.act("pace", seconds=DAY, day_seconds=DAY)
        await self.teacher.act("start")
        for name in ("first", "second"):
            fill()
            await self.wait_on_a_full_disk(name, server.code)
            BALLAST.unlink()
            await self.go_on(name)
        await self.teacher.close()

    async def wait_on_a_full_disk(self, name, code):
        """Say something until it is refused, then look at what others are told."""
        for number in range(MOST):
            answer = await self.say(f"{name} {number} {'.' * 200}")
            if answer.status != 200:
                break
        self.check(answer.status == 400 and WHY in answer.body.decode(), f"the teacher: {answer}")
        answer = await wire.post(self.teacher.port, "/join.json", {"code": code, "name": name})
        self.check(answer.status == 400 and WHY in answer.body.decode(), f"a student: {answer}")
        await self.until(lambda view: WHY in (view["trouble"] or ""), "the page does not say why")
        day = self.teacher.view["day"]
        await asyncio.sleep(2 * DAY)
        day_after, trouble = self.teacher.view["day"], self.teacher.view["trouble"] or ""
        self.check(WHY in trouble, f"the page no longer says why: {trouble}")
        self.check(day_after == day, "a day begins that is not written down")
        page = await wire.get(self.teacher.port, "/play")
        self.check(page.status == 200, f"the page of students: {page.status}")

    async def go_on(self, name):
        """See the clock go on by itself, and an action confirmed."""
        day = self.teacher.view["day"]
        await self.until(lambda view: view["day"] > day, "with room the clock does not go on")
        trouble = self.teacher.view["trouble"]
        self.check(trouble is None, f"with room the page still says: {trouble}")
        answer = await self.say(f"after the {name}")
        self.check(answer.status == 200, f"with room: {answer}")

    async def play_again(self, server):
        """Go on after a restart."""
        await self.enter(server)
        await self.teacher.act("resume")
        await self.go_on("restart")
        await self.teacher.close()


def inside():
    """Try all of it in a folder whose ``there`` is the small disk; print what is wrong."""
    held = Class()
    fill()
    with on_the_disk(held.wrong, signal.SIGKILL) as server:
        held.check(server is None, "a class begins that cannot be written down")
    BALLAST.unlink()
    with on_the_disk(held.wrong, signal.SIGKILL) as server:
        held.check(server is not None, "with room no class begins")
        if server is not None:
            asyncio.run(held.play(server))
    fill()
    with on_the_disk(held.wrong, signal.SIGKILL):
        pass  # what is free in its file may be enough to go on
    BALLAST.unlink()
    with on_the_disk(held.wrong, signal.SIGINT) as server:
        held.check(server is not None, "with room no class goes on")
        if server is not None:
            asyncio.run(held.play_again(server))
    held.wrong += otherwise(held.said)
    print(json.dumps(held.wrong))


def otherwise(said):
    """What was confirmed and is not in the file of a class, or is in it and was not."""
    with contextlib.closing(sqlite3.connect(FILE)) as file:
        actions = [json.loads(text) for (text,) in file.execute("select a from actions")]
    kept = {one["text"] for one in actions if one["do"] == "broadcast"}
    for text, was_confirmed in said.items():
        if was_confirmed != (text in kept):
            yield f"{'lost' if was_confirmed else 'kept though refused'}: {text[:40]}"


def tried(room):
    """What is wrong with a class on a small disk, mounted in a folder, each text once."""
    (room / "there").mkdir()
    done = subprocess.run(
        [*confined.WITH_OWN_DISKS, "sh", "-c", ON_A_SMALL_DISK, "sh", sys.executable, "-c", INSIDE],
        cwd=room, env=verbs.surroundings(), capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        return [done.stderr]
    return list(dict.fromkeys(json.loads(done.stdout)))


def main(given):
    """Try it, and say what is wrong; the status is 1 if anything is."""
    asked.read(given, __doc__)
    why = confined.without_disks()
    if why:
        print(f"not tried: {why}")
        return 0
    with tempfile.TemporaryDirectory(prefix="truce-full-") as room:
        found = tried(Path(room))
    print("\n".join([*found, f"{len(found)} wrong"]))
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""How long a class waits for the explorer: readers who each move another slider every second.

    python -m benchmarks.explorer                       # 30 readers, 20 seconds
    python -m benchmarks.explorer readers=10 seconds=60
    python -m benchmarks.explorer runs=40 server=http://127.0.0.1:8080

Each reader asks as a page does: of an older move nothing is awaited any longer, the first few runs
come first where all of them take a while, and all follow once nothing has moved; ``few=false`` asks
for all of them at once. A wait is from a move to the first answer that has it or a later one.
"""

import asyncio
import os
import random
import re
import statistics
import sys
import time
from urllib.parse import urlencode, urlsplit

from pydantic import BaseModel, ConfigDict, Field

from benchmarks import rounds
from experiments import arguments
from sim.checkout import ROOT
from sim.classroom.exploring.bands import FEW
from sim.refusals import PremiseError
from tests.quality.started import started

SCRIPT = ROOT / "sim" / "classroom" / "static" / "explore.js"
MOVES = ("trust", "war_prospect", "hope", "haste")


def of_page(name):
    """A time that a page waits, in seconds, as its own script says."""
    text = SCRIPT.read_text(encoding="utf-8")
    return int(re.search(rf"^const {name} = (\d+);", text, re.MULTILINE)[1]) / 1000


LATE = of_page("LATE")  # that all runs may have taken last, for a page to ask for them at once
STILL = of_page("STILL")  # after the first few are shown before a page asks for all runs
QUIET = of_page("QUIET")  # and before it asks for anything


class Settings(BaseModel):
    """What may be given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    readers: int = Field(30, gt=0)
    seconds: int = Field(20, gt=0)
    runs: int = Field(300, gt=0)
    few: bool = True
    server: str = ""


class Reader:
    """One page: what it asks for, and how long it waited."""

    def __init__(self, number, server, given):
        self.number, self.server, self.given = number, server, given
        self.luck = random.Random(number)
        self.waits, self.moved, self.whole_took, self.full = [], None, 0.0, 0

    async def read(self, until):
        """Move a slider every second until a time."""
        await asyncio.sleep(self.luck.random())
        asking = None
        while time.monotonic() < until:
            if asking and not asking.cancel():
                asking.result()  # whose error would be lost
            self.moved = self.moved or time.monotonic()
            asking = asyncio.create_task(self.ask(self.state()))
            await asyncio.sleep(1.0)
        await asyncio.wait_for(asking, timeout=30)

    def state(self):
        """Another slider moved, of all that a state may have."""
        key = f"a.parties.{self.luck.choice(('israel', 'hamas'))}.{self.luck.choice(MOVES)}"
        value = f"{0.1 + 0.8 * self.luck.random():.4f}"
        return {"scenario": "january_2025", "runs": self.given.runs, key: value}

    async def ask(self, state):
        """Ask for many runs and for one, as a page does after a move."""
        await asyncio.sleep(QUIET)
        one = asyncio.create_task(self.fetched("run", state))
        try:
            if self.given.few and self.whole_took > LATE:
                await self.fetched("runs", {**state, "runs": FEW})
                self.shown()
                await asyncio.sleep(STILL)
            begun = time.monotonic()
            try:
                await self.fetched("runs", state)
            finally:
                self.whole_took = time.monotonic() - begun
            self.shown()
            self.full += 1
            await one
        finally:
            one.cancel()

    def shown(self):
        """Note that something is shown that has the last move."""
        if self.moved:
            self.waits.append(time.monotonic() - self.moved)
        self.moved = None

    async def fetched(self, what, query):
        """An answer of the server, read to its end."""
        place = urlsplit(self.server)
        reading, writing = await asyncio.open_connection(place.hostname, place.port)
        try:
            writing.write(
                f"GET /{what}.json?{urlencode(query)} HTTP/1.1\r\nHost: {place.netloc}\r\n"
                f"X-Reader: {self.number}\r\nAccept-Encoding: gzip\r\n"
                "Connection: close\r\n\r\n".encode()
            )
            answer = await reading.read(-1)
        finally:
            writing.close()
        if not answer.startswith((b"HTTP/1.1 200", b"HTTP/1.1 409")):
            raise RuntimeError(answer[:200])


async def played(server, given):
    """All readers at once."""
    await Reader(0, server, given).fetched("runs", {})  # the engine is ready
    readers = [Reader(1 + number, server, given) for number in range(given.readers)]
    until = time.monotonic() + given.seconds
    await asyncio.gather(*(one.read(until) for one in readers))
    return readers


def waits(given):
    """Readers of a server, one of our own unless another is named, with what each waited [s]."""
    if given.server:
        readers = asyncio.run(played(given.server, given))
    else:
        with started("explore") as server:
            readers = asyncio.run(played(server.address, given))
    return readers, sorted(wait for one in readers for wait in one.waits)


def rows():
    """The lines of the table."""
    _, found = waits(Settings())
    name = f"explorer, {Settings().readers} readers moving sliders, wait"
    yield rounds.row(name, found, "s")


def main(texts):
    """Print how long they waited."""
    try:
        given = arguments.read(Settings, texts)
    except PremiseError as error:
        sys.exit(str(error))
    readers, found = waits(given)
    print(f"{rounds.processor()}, {os.cpu_count()} cores")
    print(
        f"{given.readers} readers, {given.seconds} s, {given.runs} runs: {len(found)} "
        f"answers shown, of which {sum(one.full for one in readers)} of all runs"
    )
    print(
        f"wait: median {statistics.median(found):.2f} s, nine of ten under "
        f"{found[int(0.9 * len(found))]:.2f} s, longest {found[-1]:.2f} s"
    )


if __name__ == "__main__":
    main(sys.argv[1:])

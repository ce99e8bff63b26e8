"""A student who plays by the rules while others do not, and how long she waits meanwhile."""

import asyncio
import json
import multiprocessing
import time
from typing import NamedTuple

from tests.quality import wire

PAUSE = 0.6  # seconds between two things that she does


class Waits(NamedTuple):
    """Seconds that an honest client waited for what it asked."""

    pages: list  # for a page
    acts: list  # for an action to be taken
    views: list  # until she saw what she did


class Honest:
    """A student in a process of her own, so that what others do here does not slow her down."""

    def __init__(self, port, code, source="127.0.0.1"):
        self.ours, theirs = multiprocessing.Pipe()
        self.process = multiprocessing.Process(
            target=run, args=(port, code, source, theirs), daemon=True
        )
        self.process.start()
        assert self.ours.recv() == "ready"

    def waits(self):
        """What she has waited since she was last asked."""
        self.ours.send("told")
        return Waits(*self.ours.recv())

    def stop(self):
        """Let her go."""
        self.ours.send("stop")
        self.process.join(30)


def run(port, code, source, pipe):
    """Be that student until told to stop."""
    asyncio.run(live(port, code, source, pipe))


async def live(port, code, source, pipe):
    """Join, watch, and again and again read a page, take a seat or rise, and see it."""
    joined = await wire.post(port, "/join.json", {"code": code, "name": "Honest"}, source)
    token = json.loads(joined.body)["token"]
    seen = asyncio.Queue()
    watch = asyncio.create_task(look(port, token, source, seen))
    view = await seen.get()
    table, seat = 0, view["seats"][0][-1]["seat"]  # a table that is there whatever is arranged
    found, sits = Waits([], [], []), False
    pipe.send("ready")
    while True:
        sits = not sits
        await once(port, token, source, seen, found, (table, seat) if sits else None)
        if pipe.poll():  # after she has done something, so that there is always something to tell
            if pipe.recv() == "stop":
                watch.cancel()
                return
            pipe.send(tuple(found))
            found = Waits([], [], [])
        await asyncio.sleep(PAUSE)


async def once(port, token, source, seen, found, place):
    """Read a page, do something, and wait until it is seen."""
    begun = time.monotonic()
    page = await wire.get(port, "/play", source)
    found.pages.append(time.monotonic() - begun if page.status == 200 else wire.PATIENCE)
    action = {"do": "rise"}
    if place is not None:
        action = {"do": "take", "table": place[0], "seat": place[1]}
    begun = time.monotonic()
    done = await wire.post(port, "/do.json", {"by": token, **action}, source)
    found.acts.append(time.monotonic() - begun if done.status == 200 else wire.PATIENCE)
    if done.status != 200:
        return
    wanted = None if place is None else place[1]
    try:
        async with asyncio.timeout(wire.PATIENCE):
            while (await seen.get())["me"].get("seat") != wanted:
                pass
    except TimeoutError:
        pass
    found.views.append(time.monotonic() - begun)


async def look(port, token, source, seen):
    """Watch, and join again when dropped, as the page does."""
    while True:
        reader, writer = await wire.watching(port, token, source)
        while True:
            kind, text = await wire.heard(reader)
            if kind == wire.TEXT:
                seen.put_nowait(json.loads(text))
            elif kind == wire.PING:
                writer.write(wire.frame(text, wire.PONG))
            else:
                break
        writer.transport.abort()
        await asyncio.sleep(0.25)

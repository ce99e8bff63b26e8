"""More sockets than a class has, or more said on them."""

import asyncio
import json
import time

from tests.quality import wire
from tests.quality.abusing.judging import SOON, Found
from tests.quality.abusing.target import elsewhere

HELD = 1550  # sockets: 1,500, as docs/classroom.md tells, and those that are just being closed


async def chatter(target):
    """Twenty web sockets that say what nobody hears, and ping without hearing the answer.

    A page says one thing and a browser sends no pings: all of them are cut.
    """
    tokens = await target.joined(20)
    text = wire.frame(b"x" * 1000) * 50 + wire.frame(b"y" * 120, wire.PING) * 400
    sent = 0
    open_now = [await wire.watching(target.port, one, elsewhere(6)) for one in tokens]
    end = time.monotonic() + 20
    while time.monotonic() < end:
        for _, writer in open_now:
            if writer.transport.get_write_buffer_size() < 1_000_000 and not writer.is_closing():
                writer.write(text)
                sent += 450
        await asyncio.sleep(0.02)
    left = sum(not writer.is_closing() for _, writer in open_now)
    for _, writer in open_now:
        writer.transport.abort()
    wrong = [f"{left} sockets are open after {sent:,} words and pings"] if left else []
    return Found(sent, f"{len(open_now) - left} of {len(open_now)} sockets cut", wrong)


async def crowd(target):
    """190 who all watch, and ten days that all of them see; with those of others, a full room."""
    tokens = await target.joined(190)
    await target.act("start")
    open_now = [await wire.watching(target.port, one, elsewhere(7)) for one in tokens]
    last = {}  # day that each has seen, by the reader
    days = [asyncio.create_task(last_day(reader, last)) for reader, _ in open_now]
    longest = 0.0
    for _ in range(10):
        before = max(last.values(), default=0)
        begun = time.monotonic()
        await target.act("next_day")
        while min(last.values(), default=0) <= before or len(last) < len(days):
            await asyncio.sleep(0.01)
            if time.monotonic() - begun > 30:
                break
        longest = max(longest, time.monotonic() - begun)
    for task, (_, writer) in zip(days, open_now, strict=True):
        task.cancel()
        writer.transport.abort()
    wrong = [f"all have seen a day after {longest:.1f} s"] if longest > SOON else []
    return Found(len(tokens), f"all have seen each of 10 days within {longest:.2f} s", wrong)


async def last_day(reader, last):
    """Note the latest day that a web socket shows."""
    while True:
        kind, text = await wire.heard(reader)
        if kind == 0:
            return
        if kind == wire.TEXT:
            last[reader] = json.loads(text)["day"]


async def many_sockets(target):
    """3,000 connections at once from one address, and 300 web sockets of one student."""
    (token,) = await target.joined(1)
    held = []
    for _ in range(3000):
        try:
            held.append(await wire.opened(target.port, elsewhere(14)))
        except OSError:
            break
    watches = []
    for _ in range(300):
        try:
            watches.append(await wire.watching(target.port, token, elsewhere(14)))
        except (OSError, TypeError):
            break
    await asyncio.sleep(3)
    most = target.server.taken().sockets
    for _, writer in (*held, *watches):
        writer.transport.abort()
    tries = len(held) + len(watches)
    wrong = [f"{most:,} sockets are held"] if most > HELD else []
    if tries < 3300:
        wrong.append(f"only {tries:,} connections could be opened")
    return Found(tries, f"{most:,} sockets held", wrong)

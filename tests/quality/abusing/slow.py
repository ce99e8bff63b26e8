"""Clients that send or read more slowly than anybody has to."""

import asyncio
import time

from tests.quality import wire
from tests.quality.abusing.judging import Found
from tests.quality.abusing.requests import HEAD
from tests.quality.abusing.target import elsewhere


async def slow_senders(target):
    """600 connections that say nothing, a letter a second, or half a body."""
    begins = (b"", b"GET / HTTP/1.1\r\nX: ", HEAD + b"Content-Length: 9000\r\n\r\n")
    open_now = []
    for number in range(600):
        try:
            reader, writer = await wire.opened(target.port, elsewhere(8 + number // 200))
        except OSError:
            continue
        writer.write(begins[number % 3])
        open_now.append((reader, writer, number % 3))
    begun, left = time.monotonic(), list(open_now)
    while left and time.monotonic() - begun < 45:
        for _, writer, kind in left:
            if kind and not writer.is_closing():
                writer.write(b"a")
        await asyncio.sleep(1.0)
        left = [one for one in left if not (one[0].at_eof() or one[1].is_closing())]
    for _, writer, _ in open_now:
        writer.transport.abort()
    took = time.monotonic() - begun
    wrong = [f"{len(left)} slow senders are still held after {took:.0f} s"] if left else []
    if len(open_now) < 600:
        wrong.append(f"only {len(open_now)} connections could be opened")
    did = f"{len(open_now) - len(left)} of {len(open_now)} dropped within {took:.0f} s"
    return Found(len(open_now), did, wrong)


async def slow_readers(target):
    """60 that watch and 60 that ask for pages, none of which reads what comes."""
    tokens = await target.joined(60)
    before, open_now = target.server.taken().sockets, []
    for token in tokens:
        _, writer = await wire.watching(target.port, token, elsewhere(12), narrow=True)
        writer.transport.pause_reading()
        open_now.append(writer)
    asks = wire.request("GET", "/static/base.css", Connection="keep-alive") * 3000
    for _ in range(60):
        _, writer = await wire.opened(target.port, elsewhere(13), narrow=True)
        writer.transport.pause_reading()
        writer.write(asks)
        open_now.append(writer)
    begun, left = time.monotonic(), len(open_now)
    while time.monotonic() - begun < 75 and left > 3:  # the honest student has one or two
        await target.act("broadcast", text=f"{time.monotonic()} " + "x" * 250)
        left = max(0, target.server.taken().sockets - before)
        await asyncio.sleep(0.05)
    took = time.monotonic() - begun
    for writer in open_now:
        writer.transport.abort()
    wrong = [f"{left} who do not read are still held after {took:.0f} s"] if left > 3 else []
    did = f"{left} held after {took:.0f} s" if wrong else f"all dropped within {took:.0f} s"
    return Found(len(open_now), did, wrong)

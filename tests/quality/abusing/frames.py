"""What is said on a web socket and is no word of ours."""

import asyncio
import collections
import zlib

from tests.quality import wire
from tests.quality.abusing.judging import Found
from tests.quality.abusing.target import elsewhere

DEEP = b"[" * 60_000
WORDS = {
    "a frame of 1 MB": wire.frame(b"x" * 1_000_000),
    "a frame that says it has 10 GB": wire.frame(b"x", length=10**10),
    "a message of 1 MB in parts": wire.frame(b"x" * 30_000, first=0)
    + wire.frame(b"x" * 30_000, 0, 0) * 40,
    "two bytes": wire.frame(b"\x00\xff", wire.BINARY),
    "no UTF-8": wire.frame(b"\xff\xfe"),
    "half of JSON": wire.frame(b"{"),
    "nothing": wire.frame(b""),
    "deep nesting": wire.frame(DEEP),
    "NaN": wire.frame(b'{"by": NaN}'),
    "a number of 60,000 figures": wire.frame(b'{"by": ' + b"9" * 60_000 + b"}"),
    "a list": wire.frame(b"[1]"),
    "a token that is a list": wire.frame(b'{"by": ["a"]}'),
    "a token that is a mapping": wire.frame(b'{"by": {"a": 1}}'),
    "no mask": wire.frame(b"{}", masked=False),
    "bits that mean nothing": wire.frame(b"{}", first=0xF0),
    "an opcode that there is not": wire.frame(b"{}", 5),
    "a part of nothing": wire.frame(b"{}", 0),
    "a close of one byte": wire.frame(b"\x03", wire.CLOSE),
    "a ping of 300 bytes": wire.frame(b"x" * 300, wire.PING),
    "10,000 empty parts": wire.frame(b"", first=0) + wire.frame(b"", 0, 0) * 10_000,
    "HTTP": b"GET / HTTP/1.1\r\n\r\n",
}


async def frames(target):
    """First words on a web socket that are none."""
    counted, wrong = collections.Counter(), []
    for name, text in WORDS.items():
        for _ in range(3):
            ends = await ending(target.port, text)
            counted[ends] += 1
            wrong += [f"{name}: the socket is {ends}"] * (ends in ("open", "refused"))
    ends = await ending(target.port, BOMB, Sec_WebSocket_Extensions="permessage-deflate")
    counted[ends] += 1
    wrong += [f"64 MB packed into 64 kB: the socket is {ends}"] * (ends in ("open", "refused"))
    did = ", ".join(f"{count} × {one}" for one, count in sorted(counted.items()))
    return Found(3 * len(WORDS) + 1, did, wrong)


def packed(text):
    """A text as a frame that is compressed."""
    made = zlib.compressobj(9, zlib.DEFLATED, -12)
    return wire.frame(made.compress(text) + made.flush(zlib.Z_SYNC_FLUSH)[:-4], first=0xC0)


BOMB = packed(bytes(64_000_000))


async def ending(port, text, **headers):
    """How a web socket ends that has begun with some words."""
    opened = await wire.socket(port, elsewhere(5), **headers)
    if opened is None:
        return "refused"
    reader, writer = opened
    writer.write(text)
    try:
        async with asyncio.timeout(15):
            while True:
                kind, told = await wire.heard(reader)
                if kind == wire.CLOSE:
                    return f"closed ({int.from_bytes(told[:2])})"
                if kind == 0:
                    return "closed"
    except TimeoutError:
        return "open"
    finally:
        writer.transport.abort()

"""Attack a class that is served, over real sockets, while an honest student goes on.

    python -m tests.quality.abuse                         # every attack; about six minutes
    python -m tests.quality.abuse frames slow_readers     # some of them

A class is started as a teacher starts it. The attacks come one after another from addresses of
their own (127.0.0.2 and on); beside them an honest student in another process reads a page, takes a
seat or rises, and waits until her page shows it, more than once a second. A line of the table has
an attack, how often it was tried, what the server did, the longest that the student waited for
anything meanwhile, and the memory and open files of the server before and after. What should not
have been is listed beneath, and the command ends with status 1. It needs Linux.
"""

import asyncio
import collections
import html
import itertools
import json
import random
import sys
import time
import zlib
from typing import NamedTuple

from experiments import connections, named, truces
from sim.classroom import pages
from sim.classroom.playing import room as rooms
from sim.classroom.playing import routes
from tests.quality import wire
from tests.quality.honest import Honest
from tests.quality.started import started
from tests.quality.taken import GIVEN

SOON = 2.0  # seconds that an honest student may wait
TABLES = 9
SCRIPT = "<img src=x onerror=alert(1)>"
FORMULA = '=HYPERLINK("http://x","y")'


class Found(NamedTuple):
    """What came of an attack."""

    tries: int
    did: str
    wrong: list


class Target:
    """The class that is attacked, and whoever has joined it."""

    def __init__(self, server):
        self.server, self.port = server, server.port
        self.code, self.teacher, self.screen = server.code, server.teacher, server.screen
        self.tokens = []
        self.wrong = []

    async def act(self, what, by=None, source=None, **rest):
        """An action; the teacher's unless said."""
        given = {"do": what, "by": by or self.teacher, **rest}
        return await wire.post(self.port, "/do.json", given, source)

    async def joined(self, count):
        """Tokens of as many who have joined, from as many addresses as it takes."""
        while len(self.tokens) < count:
            number = len(self.tokens)
            given = {"code": self.code, "name": f"Student {number}"}
            answer = await wire.post(self.port, "/join.json", given, elsewhere(100 + number // 90))
            if answer.status != 200:
                raise RuntimeError(f"nobody can join: {answer.body.decode()}")
            self.tokens.append(json.loads(answer.body)["token"])
        return self.tokens[:count]


def elsewhere(number):
    """An address of this machine that is not the honest student's."""
    return f"127.0.{number // 250}.{2 + number % 250}"


def unguarded(answer):
    """The headers of safety that an answer lacks."""
    return [key for key, value in pages.HEADERS.items() if answer.headers.get(key.lower()) != value]


def judged(answers, allowed, tries=None):
    """What the server did, counted by status, and answers that should not have been.

    ``answers`` are pairs of what was sent, in words, and the answer.
    """
    counted = collections.Counter(one.status for _, one in answers)
    wrong = []
    for sent, one in answers:
        if one.status not in allowed:
            wrong.append(f"{sent}: status {one.status}")
        if one.status not in (0, -1, 101) and unguarded(one):
            wrong.append(f"{sent}: no {unguarded(one)[0]} (status {one.status})")
        if b"Traceback" in one.body:
            wrong.append(f"{sent}: a traceback")
    return Found(tries or len(answers), in_words(counted), wrong)


def in_words(counted):
    """Answers by their status."""
    names = {0: "closed", -1: "silent"}
    parts = (f"{count:,} × {names.get(one, one)}" for one, count in sorted(counted.items()))
    return ", ".join(parts)


async def at_once(most, making):
    """What some coroutines bring, so many at a time."""
    gate = asyncio.Semaphore(most)

    async def one(coroutine):
        async with gate:
            return await coroutine

    return await asyncio.gather(*map(one, making))


# -- requests -------------------------------------------------------------------------------------

HEAD = b"POST /do.json HTTP/1.1\r\nHost: 127.0.0.1\r\n"
BROKEN = {
    "nothing that is HTTP": b"\x00\xff\x13\x37" * 40 + b"\r\n\r\n",
    "a greeting of TLS": bytes.fromhex("16030100a5010000a10303") + bytes(160),
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n",
    "an old version": b"GET / HTTP/0.9\r\n\r\n",
    "no version": b"GET /\r\n\r\n",
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "a header without a colon": HEAD + b"Nonsense\r\n\r\n",
    "a folded header": HEAD + b"X: a\r\n b\r\nContent-Length: 2\r\n\r\n{}",
    "a nought in a header": HEAD + b"X: a\x00b\r\n\r\n",
    "a length below nought": HEAD + b"Content-Length: -5\r\n\r\n{}",
    "a length that is no number": HEAD + b"Content-Length: ten\r\n\r\n{}",
    "two lengths": HEAD + b"Content-Length: 2\r\nContent-Length: 9\r\n\r\n{}",
    "a length of 10^30": HEAD + b"Content-Length: 1" + b"0" * 30 + b"\r\n\r\n{}",
    "a length and pieces": HEAD + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n"
    + b"0\r\n\r\n",
    "pieces that are none": HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
    "pieces of another kind": HEAD + b"Transfer-Encoding: gzip\r\n\r\n{}",
    "a path of 1 MB": b"GET /" + b"a" * 1_000_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "a header of 1 MB": HEAD + b"X: " + b"a" * 1_000_000 + b"\r\n\r\n",
    "20,000 headers": HEAD + b"X: a\r\n" * 20_000 + b"\r\n",
    "a body of 40 MB": HEAD + b"Content-Length: 40000000\r\n\r\n" + b"x" * 40_000_000,
    "a body of 40 MB in pieces": HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
    + b"10000\r\n" + b"x" * 65536 + (b"\r\n10000\r\n" + b"x" * 65536) * 600,
    "a line end in a path": b"GET /%0d%0aX:%20y HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "a nought in a path": b"GET /static/%00 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "half a letter in a path": b"GET /static/%ff%fe HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "another machine's page": b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    "a tunnel": b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n",
    "an upgrade to nothing": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\n"
    b"Upgrade: h2c\r\n\r\n",
    "a web socket of no version": b"GET /watch HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    b"Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    "a web socket at a page": wire.handshake("/play"),
    "a web socket from elsewhere": wire.handshake(Origin="http://evil.example"),
    "a web socket under another name": wire.handshake(Host="evil.example"),
}  # fmt: skip


async def broken_requests(target):
    """Requests that break the rules of HTTP, or keep them in ways nobody needs."""
    sent = [(name, text) for name, text in BROKEN.items() for _ in range(3)]
    answers = await at_once(4, [wire.told(target.port, one, elsewhere(0)) for _, one in sent])
    allowed = {0, 200, 400, 403, 404, 405, 413, 426, 431, 501}
    return judged([(name, one) for (name, _), one in zip(sent, answers, strict=True)], allowed)


METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW")
PLACES = ("", "?x=1", "?" + "a=1&" * 2000, "?code=%00", "?scenario=%3Cscript%3E", "/..", "//")


def paths():
    """Every path that the class answers, with something in the place of what varies."""
    described = {name: truces.question(name) for name in truces.names()}
    held = Stub()
    made = routes.app(held, "", described, named.found, named.beside)
    for one in made.routes:
        path = one.path
        for part in ("{round:int}", "{key}", "{name}", "{kind}"):
            path = path.replace(part, "7")
        yield path
    yield from ("/static/base.css", "/static/nothing", "/nothing")


class Stub:
    """As much of a session as an app takes that only tells its addresses."""

    now = staticmethod(time.monotonic)

    class room:  # noqa: N801
        """A room."""

        class setting:  # noqa: N801
            """A setting."""

            names, scenario = "real", truces.MAIN


async def every_route(target):
    """Every address in every method, with and without nonsense behind it."""
    wanted = [
        (method, path + place)
        for method, path, place in itertools.product(METHODS, paths(), PLACES)
        if not (path.startswith(("/runs.json", "/export")) and place in PLACES[:2])
    ]  # fmt: skip
    sent = [
        wire.request(method, path, b"{" if method == "POST" else b"") for method, path in wanted
    ]
    answers = await at_once(8, [wire.told(target.port, one, elsewhere(1)) for one in sent])
    told = [(" ".join(one)[:70], answer) for one, answer in zip(wanted, answers, strict=True)]
    return judged(told, {200, 400, 404, 405, 409, 307})


ODD = [
    None, True, -1, 2.5, 10**18, 10**400, float("nan"), float("inf"), 1e308, "", " ", "x" * 5000,
    "\ud800", "\x00", SCRIPT, FORMULA, "../../etc/passwd", [], {}, [[]], {"a": {"b": []}},
    [["x"] * 50] * 20, "party:israel", 0,
]  # fmt: skip


def acts():
    """Every action with each of its fields, and others, as what it does not take."""
    for name in rooms.ACTIONS:
        usual = {key: [] if value is None else value for key, value in GIVEN.get(name, {}).items()}
        for field, value in itertools.product((*usual, "by", "surplus"), ODD):
            yield {"do": name, **usual, field: value}


async def wrong_types(target):
    """Every field of every action, and of every other address, as what it does not take."""
    tokens = itertools.cycle(await target.joined(190))  # each may do so much at once
    sent = [
        ("/do.json", {"by": by, **one})
        for one in acts()
        for by in ((target.teacher,) if one["do"] in rooms.TEACHERS else (next(tokens),))
    ]
    for value in ODD:
        sent += [("/do.json", {"do": value, "by": next(tokens)}), ("/sheet", {"by": value}),
                 ("/news", {"by": value}), ("/parameters", {"by": value}),
                 ("/debrief", {"by": next(tokens), "round": value}), ("/debrief", {"by": value}),
                 ("/join.json", {"code": target.code, "name": value})]  # fmt: skip
    answers = [await wire.post(target.port, path, one, elsewhere(3)) for path, one in sent]
    told = [(f"{path} {str(one)[:60]}", answer)
            for (path, one), answer in zip(sent, answers, strict=True)]  # fmt: skip
    found = judged(told, {200, 400, 429})
    found.wrong.extend(await strange_views(target))
    return found


async def strange_views(target):
    """What is no plain number in what the class shows now."""
    wrong = []
    for token in (target.teacher, target.screen, target.tokens[0]):
        reader, writer = await wire.watching(target.port, token)
        _, text = await wire.heard(reader)
        writer.transport.abort()
        if any(word in text.decode() for word in ("NaN", "Infinity")):
            wrong.append("a view with NaN or infinity")
    return wrong


async def bodies(target):
    """Bodies that are no plain data, or too much of it."""
    texts = [
        b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b"[" * 19_000, b'{"a":' * 4000, b"NaN",
        b'{"do": NaN}', b'{"do": 1e999}', b'{"do": ' + b"9" * 19_000 + b"}", b"x" * 20_001,
        b'{"do": "say", "do": "join"}', b"\x1f\x8b\x08" + bytes(50), zlib.compress(b"x" * 10**7),
        b'{"by": "\\ud800"}', b" " * 19_999 + b"{}", b'{"do": "' + b"a" * 19_000 + b'"}',
    ]  # fmt: skip
    addresses = ("/do.json", "/join.json", "/sheet", "/news", "/parameters", "/debrief")
    sent = [(one, text) for one in addresses for text in texts]
    answers = await at_once(
        8, [wire.told(target.port, wire.request("POST", *one), elsewhere(4)) for one in sent]
    )
    told = [(f"{path} {text[:20]!r}", one)
            for (path, text), one in zip(sent, answers, strict=True)]  # fmt: skip
    return judged(told, {400, 429})


# -- web sockets ----------------------------------------------------------------------------------

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
            if ends == "open":
                wrong.append(f"{name}: the socket stays open")
    ends = await ending(target.port, BOMB, Sec_WebSocket_Extensions="permessage-deflate")
    counted[ends] += 1
    if ends == "open":
        wrong.append("64 MB packed into 64 kB: the socket stays open")
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


async def chatter(target):
    """Twenty web sockets that say what nobody hears, and ping without hearing the answer."""
    tokens = await target.joined(20)
    text = wire.frame(b"x" * 1000) * 50 + wire.frame(b"y" * 120, wire.PING) * 400
    peak, sent = 0.0, 0
    open_now = [await wire.watching(target.port, one, elsewhere(6)) for one in tokens]
    end = time.monotonic() + 20
    while time.monotonic() < end:
        for _, writer in open_now:
            if writer.transport.get_write_buffer_size() < 1_000_000 and not writer.is_closing():
                writer.write(text)
                sent += 450
        peak = max(peak, target.server.taken().memory)
        await asyncio.sleep(0.02)
    for _, writer in open_now:
        writer.transport.abort()
    return Found(sent, f"took what it could, memory at most {peak:.0f} MiB", [])


async def crowd(target):
    """190 who all watch, and ten days that all of them see; with those of others, a full room."""
    tokens = await target.joined(190)
    await target.act("start")
    open_now = [await wire.watching(target.port, one, elsewhere(7)) for one in tokens]
    days = [asyncio.create_task(last_day(reader)) for reader, _ in open_now]
    longest = 0.0
    for _ in range(10):
        before = max(LAST.values(), default=0)
        begun = time.monotonic()
        await target.act("next_day")
        while min(LAST.values(), default=0) <= before or len(LAST) < len(days):
            await asyncio.sleep(0.01)
            if time.monotonic() - begun > 30:
                break
        longest = max(longest, time.monotonic() - begun)
    for task, (_, writer) in zip(days, open_now, strict=True):
        task.cancel()
        writer.transport.abort()
    wrong = [f"all have seen a day after {longest:.1f} s"] if longest > SOON else []
    return Found(len(tokens), f"all have seen each of 10 days within {longest:.2f} s", wrong)


LAST = {}  # day that each has seen, by the reader


async def last_day(reader):
    """Note the latest day that a web socket shows."""
    while True:
        kind, text = await wire.heard(reader)
        if kind == 0:
            return
        if kind == wire.TEXT:
            LAST[reader] = json.loads(text)["day"]


# -- slow clients ---------------------------------------------------------------------------------


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
    did = f"{len(open_now) - len(left)} of {len(open_now)} dropped within {took:.0f} s"
    return Found(len(open_now), did, wrong)


async def slow_readers(target):
    """60 that watch and 60 that ask for pages, none of which reads what comes."""
    tokens = await target.joined(60)
    before, open_now, peak = target.server.taken().sockets, [], 0.0
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
        now = target.server.taken()
        peak, left = max(peak, now.memory), max(0, now.sockets - before)
        await asyncio.sleep(0.05)
    took = time.monotonic() - begun
    for writer in open_now:
        writer.transport.abort()
    wrong = [f"{left} who do not read are still held after {took:.0f} s"] if left > 3 else []
    did = f"all dropped within {took:.0f} s, memory at most {peak:.0f} MiB"
    return Found(len(open_now), f"{left} held after {took:.0f} s" if wrong else did, wrong)


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
    wrong = [f"{most:,} sockets are held"] if most > connections.MOST + 50 else []
    return Found(3300, f"{most:,} sockets held at most", wrong)


# -- keys and names -------------------------------------------------------------------------------


async def forged_tokens(target):
    """Tokens, keys and cookies that are drawn, cut short, lengthened or written otherwise."""
    (token,) = await target.joined(1)
    drawn = random.Random(1)
    made = [
        change(one)
        for one in (token, target.teacher, target.screen)
        for change in (
            lambda x: x[:-1], lambda x: x[1:], lambda x: x + "A", str.swapcase, str.lower,
            lambda x: x + "\x00", lambda x: f" {x}", lambda x: [x], lambda x: {"by": x},
            lambda x: f"{x}' or '1'='1", lambda x: x.encode().hex(), lambda x: "*",
            lambda x: x[::-1],
        )
    ]  # fmt: skip
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
    made += ["".join(drawn.choices(letters, k=drawn.choice((11, 16, 22)))) for _ in range(1500)]
    acts = [("/do.json", {"do": "pause", "by": one}) for one in made]
    acts += [("/do.json", {"do": "rise", "by": one}) for one in made]
    acts += [(path, {"by": one}) for path in ("/sheet", "/news", "/parameters", "/debrief")
             for one in made[:200]]  # fmt: skip
    bearing = {"Cookie": f"by={target.teacher}; truce-token={token}",
               "Authorization": f"Bearer {target.teacher}"}  # fmt: skip
    answers = await at_once(
        8, [wire.post(target.port, *one, elsewhere(15), **bearing) for one in acts]
    )
    keys = [f"/debrief/1/{drawn.randbytes(12).hex()}/{name}"
            for name in ("handout.pdf", "tables.csv") for _ in range(300)]  # fmt: skip
    more = await at_once(8, [wire.get(target.port, one, elsewhere(15)) for one in keys])
    told = [(str(one)[:60], answer) for one, answer in zip(acts, answers, strict=True)]
    told += list(zip(keys, more, strict=True))
    found = judged(told, {400, 404, 429})
    set_by = [one for _, one in told if "set-cookie" in one.headers]
    return found._replace(wrong=found.wrong + ["a cookie is set"] * bool(set_by))


async def codes(target):
    """The code of the room guessed at from one address, also with an address that is made up."""
    guesses = [f"{number:05d}" for number in range(1500)]
    begun = time.monotonic()
    sent = [
        wire.post(
            target.port, "/join.json", {"code": one, "name": "Eve"}, elsewhere(16),
            X_Forwarded_For=f"10.0.{place // 250}.{place % 250}", X_Real_IP="10.0.0.1",
            Forwarded=f"for=10.1.0.{place % 250}",
        )
        for place, one in enumerate(guesses)
    ]  # fmt: skip
    sent += [wire.get(target.port, f"/qr.svg?code={one}", elsewhere(16)) for one in guesses[:300]]
    answers = await at_once(8, sent)
    took = time.monotonic() - begun
    found = judged([("a guess", one) for one in answers], {200, 400, 429})
    heard = sum(one.status == 400 for one in answers)
    right = await wire.post(
        target.port, "/join.json", {"code": target.code, "name": "Eve"}, elsewhere(16)
    )
    wrong = [*found.wrong]
    if heard > 60 + took + 1:
        wrong.append(f"{heard} guesses were heard in {took:.0f} s")
    if right.status != 429:
        wrong.append("who has guessed too often is heard")
    return Found(len(answers), f"{heard} heard in {took:.0f} s; {found.did}", wrong)


async def paths_out(target):
    """Paths that lead out of what is served."""
    ups = (
        "../", "..%2f", "%2e%2e/", "..%5c", "....//", "%252e%252e/", "..%c0%af", "/", "%2f", "\\",
    )  # fmt: skip
    files = (
        "etc/passwd", "sim/classroom/pages.py", "pages.py", "room.sqlite", "templates/teach.html",
    )  # fmt: skip
    wanted = [f"/static/{up * deep}{one}" for up in ups for deep in (1, 2, 6) for one in files]
    wanted += [f"/{up * 3}{one}" for up in ups for one in files]
    wanted += [f"/debrief/1/{up}x/{one}" for up in ups for one in files]
    wanted += [f"/export/{up}x.{one}" for up in ups for one in ("svg", "csv", "pdf")]
    answers = await at_once(8, [wire.get(target.port, one, elsewhere(17)) for one in wanted])
    found = judged(list(zip(wanted, answers, strict=True)), {400, 404, 307})
    read = [path for path, one in zip(wanted, answers, strict=True) if b"root:" in one.body]
    return found._replace(wrong=found.wrong + [f"{one} is read" for one in read])


async def scripts(target):
    """Markup and formulas as names, as what is said, and in addresses; looked for everywhere."""
    texts = (SCRIPT, FORMULA, "<script>alert(1)</script>", "'\"><svg/onload=alert(1)>", "{{7*7}}")
    (token, *_) = await target.joined(2)
    seats = json.loads(await first_view(target.port, token))["seats"][0]
    seat = next((one["seat"] for one in seats if one["by"] is None), None)
    await target.act("take", token, table=0, seat=seat)
    await target.act("start")
    told = []
    for text in texts:
        given = {"code": target.code, "name": text[:24]}
        told.append(("a name", await wire.post(target.port, "/join.json", given, elsewhere(18))))
        told.append(("said", await target.act("say", token, text=text)))
        told.append(("to all", await target.act("broadcast", text=text)))
        for path in ("/explore?scenario=", "/explore?a.x=", "/run.json?seed=", "/export/",
                     "/knob?key=", "/export/scenario.yaml?a.notes=", "/"):  # fmt: skip
            asked = path + "".join(f"%{one:02x}" for one in text.encode())
            told.append((asked[:40], await wire.get(target.port, asked, elsewhere(18))))
    wrong = list(judged(told, {200, 400, 404, 429}).wrong)
    for sent, one in told:
        is_page = one.headers.get("content-type", "").startswith("text/html")
        if is_page and any(text.encode() in one.body for text in texts if "<" in text):
            wrong.append(f"{sent}: markup on a page")
    await target.act("hush")
    return judged(told, {200, 400, 404, 429})._replace(wrong=wrong)


async def first_view(port, token):
    """The first that a web socket shows."""
    reader, writer = await wire.watching(port, token)
    _, text = await wire.heard(reader)
    writer.transport.abort()
    return text


async def taken_home(target):
    """The files of a round in which markup and formulas were said, looked through for them."""
    await target.act("finish")
    asked = json.dumps({"by": target.teacher}).encode()
    sent = wire.request("POST", "/debrief", asked, Content_Type="application/json")
    answer = await wire.told(target.port, sent, patience=300)
    key = html.unescape(answer.body.decode()).partition("/debrief/1/")[2].partition("/")[0]
    told, wrong = [("looking back", answer)], []
    for name in ("handout.html", "handout.pdf", "tables.csv", "decisions.csv"):
        one = await wire.told(
            target.port, wire.request("GET", f"/debrief/1/{key}/{name}"), patience=180
        )
        told.append((name, one))
        if any(text.encode() in one.body for text in (SCRIPT, FORMULA, "onload")):
            wrong.append(f"{name}: what a student wrote")
        if name.endswith("csv"):
            wrong += [f"{name}: a formula" for cell in cells(one.body) if cell[:1] in "=+@\t\r"]
    found = judged(told, {200})
    return found._replace(wrong=found.wrong + wrong)


def cells(text):
    """The cells of a table that are not empty, without numbers."""
    import csv
    import io

    for row in csv.reader(io.StringIO(text.decode())):
        yield from (one for one in row if one)


NAMES_OF_OTHERS = (
    "evil.example", "127.0.0.1.evil.example", "evil", "", "localhost.evil", "[::1", "a@b",
)  # fmt: skip
ORIGINS = (
    "http://evil.example", "https://127.0.0.1:1", "http://127.0.0.1.evil.example", "file://", "x",
)  # fmt: skip


async def elsewheres(target):
    """Pages of other addresses and names of other machines, on every path and the web socket."""
    told = []
    for path in ("/", "/teach", "/run.json?runs=20", "/static/base.css", "/qr.svg", "/nothing"):
        for name in NAMES_OF_OTHERS:
            one = await wire.get(target.port, path, elsewhere(19), Host=name)
            told.append((f"{path} of {name!r}", one))
    for path in ("/do.json", "/join.json", "/sheet", "/news", "/debrief", "/teach", "/nothing"):
        for origin in ORIGINS:
            given = {"do": "finish", "by": target.teacher}
            one = await wire.post(target.port, path, given, elsewhere(19), Origin=origin)
            told.append((f"{path} from {origin}", one))
    for origin in (*ORIGINS, "null"):
        one = await wire.told(target.port, wire.handshake(Origin=origin), elsewhere(19))
        told.append((f"/watch from {origin}", one))
    return judged(told, {400, 403})


# -- floods ---------------------------------------------------------------------------------------


async def pages_flood(target):
    """3,000 pages, QR codes and files of style as fast as they come, 40 at a time."""
    wanted = ("/", "/teach", "/qr.svg", "/static/base.css", "/static/chart.js", "/wall")
    sent = [wire.get(target.port, wanted[n % 6], elsewhere(20 + n % 4)) for n in range(3000)]
    answers = await at_once(40, sent)
    return judged([("a page", one) for one in answers], {0, 200, 429, 503})


async def computing(target):
    """400 wishes for many runs and 60 for figures, no two alike, all at once."""
    sent = [f"/runs.json?runs=2000&seed={1000 + n}" for n in range(400)]
    sent += [f"/export/phases.pdf?runs=2000&seed={5000 + n}" for n in range(60)]
    asked = [
        wire.told(target.port, wire.request("GET", one), elsewhere(24), patience=25) for one in sent
    ]
    answers = await asyncio.gather(*asked)
    return judged(list(zip(sent, answers, strict=True)), {-1, 200, 400, 429, 503})


async def acts_flood(target):
    """One student who sits down and rises 3,000 times, as fast as it goes."""
    (token,) = await target.joined(1)
    acts = [{"do": "rise"} if n % 2 else {"do": "watch", "table": 0} for n in range(3000)]
    sent = [wire.post(target.port, "/do.json", {"by": token, **one}, elsewhere(25)) for one in acts]
    begun = time.monotonic()
    answers = await at_once(20, sent)
    found = judged([("an act", one) for one in answers], {0, 200, 400, 429})
    return found._replace(did=f"{found.did} in {time.monotonic() - begun:.0f} s")


ATTACKS = {
    one.__name__: one
    for one in (
        broken_requests, every_route, bodies, frames, forged_tokens, codes, paths_out, elsewheres,
        slow_senders, many_sockets, slow_readers, chatter, pages_flood, acts_flood, computing,
        scripts, crowd, taken_home, wrong_types,
    )
}  # fmt: skip


def attack(target, honest, name):
    """A line of the table on an attack, and what should not have been."""
    before = target.server.settled()
    honest.waits()
    found = asyncio.run(ATTACKS[name](target))
    waits = honest.waits()
    longest = max((max(one) for one in waits if one), default=0.0)
    after = target.server.settled()
    wrong = [f"{name}: {one}" for one in dict.fromkeys(found.wrong)]
    if longest > SOON:
        wrong.append(f"{name}: the honest student waited {longest:.1f} s")
    line = (
        name.replace("_", " "), f"{found.tries:,}", found.did, f"{longest:.2f}",
        f"{before.memory:.0f} → {after.memory:.0f}", f"{before.files} → {after.files}",
    )  # fmt: skip
    return line, wrong


def said(lines):
    """What went wrong as the terminal has it, by how often: the last lines of its tracebacks."""
    ends = [
        line for before, line in itertools.pairwise(lines)
        if before.startswith("  ") and not line.startswith((" ", "Traceback"))
    ]  # fmt: skip
    return collections.Counter(ends)


HEADS = ("attack", "tries", "what the server did", "longest wait [s]", "memory [MiB]", "open files")


def main(given):
    """Attack, and print the table."""
    wrong = []
    with started("classroom", "host=0.0.0.0", f"tables={TABLES}") as server:
        target = Target(server)
        asyncio.run(prepared(target))
        honest = Honest(server.port, server.code)
        print("| " + " | ".join(HEADS) + " |\n|" + " --- |" * len(HEADS))
        for name in given or ATTACKS:
            line, found = attack(target, honest, name)
            wrong += found
            print("| " + " | ".join(line) + " |", flush=True)
        honest.stop()
    wrong += [f"the terminal, {count} times: {one}" for one, count in said(server.errors).items()]
    print(f"\nWhat should not have been: {len(wrong)}")
    for one in wrong:
        print(f"- {one}")
    return 1 if wrong else 0


async def prepared(target):
    """Let the class take its time, and what is compiled on first use be compiled."""
    await target.act("pace", seconds=0, day_seconds=3600)
    wanted = wire.request("GET", "/runs.json?runs=20")
    await wire.told(target.port, wanted, patience=300)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

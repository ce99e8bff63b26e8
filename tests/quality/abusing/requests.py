"""Requests that are broken or odd, and those for what is not served."""

import itertools
import time
import zlib

from experiments import named, truces
from sim.classroom.playing import routes
from tests.quality import wire
from tests.quality.abusing.judging import judged
from tests.quality.abusing.target import at_once, elsewhere

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
    described = truces.described()
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

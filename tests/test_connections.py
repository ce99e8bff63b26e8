"""Connections that keep a server waiting, and what is refused before any page is asked for."""

import logging
import socket
import time

import pytest
from browsers import served
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocketDisconnect

from experiments import connections
from sim.classroom import pages
from tests.quality import wire

BIG = 40_000_000  # bytes


async def page(request):
    """What was sent, told back."""
    return PlainTextResponse(await request.body())


async def big(request):
    """More than fits between two machines."""
    return PlainTextResponse(b"x" * BIG)


async def listen(held):
    """A web socket that hears whatever comes."""
    await held.accept()
    try:
        while True:
            await held.receive_text()
    except (WebSocketDisconnect, KeyError):
        pass


@pytest.fixture(scope="module")
def port():
    """The port of a server of three addresses."""
    routes = [
        Route("/", page, methods=["GET", "POST"]), Route("/big", big),
        WebSocketRoute("/watch", listen),
    ]  # fmt: skip
    made = Starlette(
        routes=routes, middleware=pages.middleware(), exception_handlers=pages.handlers()
    )
    with served(made) as address:
        yield int(address.rpartition(":")[2])


@pytest.fixture
def hasty(monkeypatch):
    """A server that looks ten times a second, and waits for a third of one."""
    monkeypatch.setattr(connections, "TICKS", 1)
    monkeypatch.setattr(connections, "SLOWEST", 0.3)
    monkeypatch.setattr(connections, "UNREAD", 0.3)


def opened(port, text=b"", narrow=False):
    """A connection on which something has been said."""
    held = socket.socket()
    if narrow:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    held.settimeout(10)
    held.connect(("127.0.0.1", port))
    held.sendall(text)
    return held


def rest(held):
    """All that comes until the other end is gone."""
    found = b""
    try:
        while part := held.recv(1 << 20):
            found += part
    except ConnectionError:
        pass
    finally:
        held.close()
    return found


HALF = b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\n{"


@pytest.mark.parametrize("text", [b"", b"GET / HTTP/1.1\r\nX: ", HALF])
def test_a_request_that_does_not_come_to_its_end_is_cut(port, hasty, text):
    assert rest(opened(port, text)) == b""


def test_half_a_request_behind_a_whole_one_is_cut(port, hasty):
    first = wire.request("GET", "/", Connection="keep-alive")
    assert rest(opened(port, first + HALF)).count(b"HTTP/1.1 200") == 1


def test_a_request_that_comes_slowly_but_in_time_is_answered(port, hasty):
    held = opened(port)
    for letter in wire.request("POST", "/", b"hello"):
        held.sendall(bytes([letter]))
    assert rest(held).endswith(b"hello")


@pytest.mark.parametrize("connection", ["close", "keep-alive"])
def test_an_answer_that_nobody_reads_is_let_go(port, hasty, connection):
    held = opened(port, wire.request("GET", "/big", Connection=connection), narrow=True)
    time.sleep(1.5)
    assert len(rest(held)) < BIG


def test_an_answer_that_is_read_slowly_comes_whole(port, hasty):
    held, size = opened(port, wire.request("GET", "/big")), 0
    for _ in range(8):
        size += len(held.recv(1 << 20))
        time.sleep(0.1)
    assert size + len(rest(held)) > BIG


NO_REQUESTS = {
    "nothing that is HTTP": b"\x00\x01\x02\r\n\r\n",
    "a greeting of TLS": bytes.fromhex("16030100a5010000a10303") + bytes(160),
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "a web socket of no version": b"GET /watch HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    b"Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    "a web socket from elsewhere": wire.handshake(Origin="http://evil.example"),
    "a web socket at no address": wire.handshake("/nowhere"),
}


@pytest.mark.parametrize("name", NO_REQUESTS)
def test_what_is_refused_before_any_page_has_the_headers_of_safety(port, name, caplog):
    answer = wire.parsed(rest(opened(port, NO_REQUESTS[name])))
    assert answer.status in (400, 403)
    for key, value in pages.HEADERS.items():
        assert answer.headers[key.lower()] == value
    assert [one for one in caplog.records if one.levelno >= logging.ERROR] == []


def test_who_goes_before_all_was_said_leaves_no_word_on_the_terminal(port, caplog):
    for _ in range(5):
        opened(port, HALF).close()
    time.sleep(0.3)
    assert caplog.records == []


def frames_back(port, text):
    """What comes back on a web socket on which something is said, until it is closed."""
    held = opened(port, wire.handshake())
    assert b" 101 " in held.recv(4096)
    try:
        held.sendall(text)
    except ConnectionError:  # cut while it still spoke
        return b""
    return rest(held)


def test_a_message_in_very_many_parts_is_refused(port):
    parts = wire.frame(b"", first=0) + wire.frame(b"", 0, 0) * 200
    assert frames_back(port, parts)[:4] == b"\x88\x02\x03\xf1"


def test_who_sends_more_pings_than_anybody_could_mean_is_cut(port):
    pings = wire.frame(b"x" * 100, wire.PING)
    assert len(frames_back(port, pings * (connections.MOST_PINGS + 50))) < 70_000


def test_text_that_is_no_utf_8_closes_the_socket_without_a_word_on_the_terminal(port, caplog):
    assert frames_back(port, wire.frame(b"\xff\xfe")) == b"\x88\x02\x03\xef"
    assert caplog.records == []


def test_a_letter_in_two_parts_is_a_letter(port):
    parts = wire.frame(b"\xc3", first=0) + wire.frame(b"\xa9", 0)
    end = wire.frame(b"\x03\xe8", wire.CLOSE)
    assert frames_back(port, parts + end) == b"\x88\x02\x03\xe8"


def test_pings_whose_answers_nobody_reads_fill_no_memory(port, monkeypatch):
    """Of the answers to 10 MB of pings as much is kept as fits on the way, and the rest let go."""
    handled, handle = [], connections.WebSocket.handle_ping
    monkeypatch.setattr(connections, "MOST_PINGS", 100_000)
    monkeypatch.setattr(
        connections.WebSocket, "handle_ping", lambda self: handle(self) or handled.append(1)
    )
    held = opened(port, wire.handshake(), narrow=True)
    assert b" 101 " in held.recv(4096)
    held.sendall(wire.frame(b"x" * 120, wire.PING) * 80_000)
    end = time.monotonic() + 60
    while len(handled) < 80_000 and time.monotonic() < end:
        time.sleep(0.05)
    assert len(handled) == 80_000
    held.shutdown(socket.SHUT_WR)
    kept = len(rest(held))
    assert kept < 3_000_000


class Stub:
    """A connection as far as it is looked at."""

    def __init__(self, host, begun, waits=None, unread=0):
        self.client, self.begun, self.waits, self.unread = (host, 1), begun, waits, unread
        self.cut = False
        self.transport = self

    def waits_for(self):
        """What is waited for."""
        return self.waits

    def get_write_buffer_size(self):
        """What is unread."""
        return self.unread

    def is_closing(self):
        """True once it was cut."""
        return self.cut

    def abort(self):
        """Cut it."""
        self.cut = True


def test_of_too_many_connections_the_address_that_has_most_loses_one_that_asks_nothing():
    honest = [Stub("10.0.0.1", 0.0), Stub("10.0.0.1", 1.0, waits=5)]
    flood = [Stub("10.0.0.2", 2.0), Stub("10.0.0.2", 4.0, waits=7), Stub("10.0.0.2", 3.0, waits=8)]

    connections.make_room({*honest, *flood}, most=5)
    assert not any(one.cut for one in (*honest, *flood))
    connections.make_room({*honest, *flood}, most=4)

    assert [one.cut for one in (*honest, *flood)] == [False, False, False, False, True]
    connections.make_room({*honest, *flood}, most=4)
    assert sum(one.cut for one in flood) == 1


def test_who_goes_on_to_read_or_ask_is_not_cut_and_who_is_gone_is_forgotten():
    looks, reads, asks, stuck = connections.Looks(), Stub("a", 0), Stub("b", 0), Stub("c", 0)
    stuck.unread = 9
    for second in range(60):
        reads.unread, asks.waits = 1000 - second, second // 5
        looks.look({reads, asks, stuck}, float(second))
    assert [one.cut for one in (reads, asks, stuck)] == [False, False, True]
    looks.look(set(), 61.0)
    assert looks.since == {}


def test_there_are_as_many_connections_as_files_that_may_be_open(monkeypatch):
    if connections.resource is None:
        pytest.skip("open files are not limited here")
    limits, wanted = (256, 1024), []
    monkeypatch.setattr(connections.resource, "getrlimit", lambda _: limits)
    monkeypatch.setattr(connections.resource, "setrlimit", lambda _, new: wanted.append(new))
    assert connections.most() == 256 - connections.SPARE
    connections.raise_limit()
    assert wanted == [(1024, 1024)]

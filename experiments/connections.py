"""Connections that are cut because they keep others waiting: too slow, too many, too loud.

What uvicorn would hold for ever is looked for once a second: a request that does not come to its
end, and an answer that nobody reads. Of more connections than there is room for, the address that
has most of them loses one. Whatever is refused here has the headers of every other answer.
"""

import asyncio
from collections import Counter

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from sim.classroom import pages

try:
    import resource
except ImportError:  # Windows, where nothing limits open files as low as this
    resource = None

SLOWEST = 10.0  # seconds for a request to come to its end
UNREAD = 15.0  # seconds in which somebody has to read something of what was sent
MOST = 1500  # connections: two hundred browsers, seven each, and some
FILES = 4096  # open files that a process asks for; some systems begin with 256
SPARE = 64  # open files that are no connections
MOST_PARTS = 64  # of a message on a web socket
MOST_PINGS = 600  # of another end, over two hours; a browser sends none
TICKS = 10  # of uvicorn's clock, a tenth of a second each, between two looks
NO_TEXT, TOO_BIG = 1007, 1009


class Http(H11Protocol):
    """A connection on which pages are asked for."""

    def connection_made(self, transport):
        """Take a connection, and make room for it."""
        super().connection_made(transport)
        self.begun = self.loop.time()
        make_room(self.connections, most())

    def waits_for(self):
        """What the server waits for: the rest of which request, if of any."""
        is_idle = self.timeout_keep_alive_task is not None  # uvicorn closes those itself
        if is_idle or self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            return None
        return id(self.cycle)

    def send_400_response(self, msg):
        """Refuse what is no request, as uvicorn does, with our headers."""
        kind = {"Content-Type": "text/plain; charset=utf-8", "Connection": "close"}
        headers = [(key.encode(), value.encode()) for key, value in (kind | pages.HEADERS).items()]
        told = h11.Response(status_code=400, headers=headers, reason=b"Bad Request")
        for event in (told, h11.Data(data=msg.encode("ascii")), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event))
        self.transport.close()


class WebSocket(WebSocketsSansIOProtocol):
    """A connection on which a page watches."""

    def __init__(self, *given, **rest):
        super().__init__(*given, **rest)
        self.begun, self.pings, self.refuse = self.loop.time(), 0, self.conn.reject
        self.conn.reject = self.refused

    def refused(self, status, text):
        """The answer that refuses a web socket, with our headers."""
        answer = self.refuse(status, text)
        answer.headers.update(pages.HEADERS)
        return answer

    def waits_for(self):
        """Nothing: what a page has to say at first is waited for by the page's own code."""
        return None

    def send_receive_event_to_app(self):
        """Hand a message on, unless it is a text and none that can be read."""
        try:
            if self.curr_msg_data_type == "text":
                b"".join(self.frames).decode()
        except UnicodeDecodeError:
            self.refuse_message(NO_TEXT)
        else:
            super().send_receive_event_to_app()

    def handle_cont(self, event):
        """Take another part of a message, of which there are few."""
        if len(self.frames) < MOST_PARTS:
            super().handle_cont(event)
        else:
            self.refuse_message(TOO_BIG)

    def refuse_message(self, code):
        """Close for what has been said, without a word on the terminal."""
        self.frames = []
        if not self.close_sent:
            self.conn.send_close(code)
            self.handle_parser_exception()

    def handle_ping(self):
        """Answer a ping, unless answers are not read, or nobody could mean so many."""
        self.pings += 1
        if self.pings > MOST_PINGS:
            self.transport.abort()
        elif self.writable.is_set():
            super().handle_ping()
        else:
            self.conn.data_to_send()  # the answer, which is let go


class Server(uvicorn.Server):
    """A server that cuts connections which keep it waiting."""

    def __init__(self, config):
        super().__init__(config)
        self.looks = Looks()

    async def on_tick(self, counter):
        """Look once a second."""
        if counter % TICKS == 0:
            self.looks.look(self.server_state.connections, asyncio.get_running_loop().time())
        return await super().on_tick(counter)


class Looks:
    """Since when each connection has kept the server waiting, and for what."""

    def __init__(self):
        self.since = {}  # connection, kind: what it waits for, and since when

    def look(self, connections, now):
        """Cut what has kept the server waiting too long; a connection that is gone is forgotten."""
        before, self.since = self.since, {}
        for one in list(connections):
            waits = {"request": (one.waits_for(), SLOWEST), "reading": (unread(one), UNREAD)}
            for kind, (what, most) in waits.items():
                if what is None:
                    continue
                held, since = before.get((one, kind), (what, now))
                self.since[one, kind] = what, since if held == what else now
                if held == what and now - since > most:
                    one.transport.abort()


def unread(connection):
    """How much the other end has yet to read; None if nothing."""
    return connection.transport.get_write_buffer_size() or None


def make_room(connections, most):
    """Cut connections of whoever has most of them, if there are more than there is room for.

    A tenth goes at once, for to look them all over takes a while: first those on which nothing
    whole has been asked yet, and of those alike the oldest.
    """
    if len(connections) <= most:
        return
    left = [one for one in connections if not one.transport.is_closing()]
    if len(left) <= most:
        return
    ((worst, count),) = Counter(map(host, left)).most_common(1)
    own = [one for one in left if host(one) == worst]
    own.sort(key=lambda one: (one.waits_for() is None, one.begun))
    for one in own[: max(1, count // 10)]:
        one.transport.abort()


def host(connection):
    """The address at the other end."""
    return connection.client[0] if connection.client else ""


def most():
    """Connections that there is room for."""
    if resource is None:
        return MOST
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST if soft == resource.RLIM_INFINITY else min(MOST, soft - SPARE)


def raise_limit():
    """Ask for as many open files as a large class needs; some systems give few at first."""
    if resource is None:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))

"""HTTP and web sockets byte by byte, from whatever address of this machine, rules kept or not."""

import asyncio
import base64
import contextlib
import json
import os
import re
import socket as sockets
import struct
from typing import NamedTuple

HOST = "127.0.0.1"
TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
FIN, MASKED = 0x80, 0x80
PATIENCE = 30.0  # seconds for an answer


class Answer(NamedTuple):
    """What came back: a status (0 if the other end only closed, -1 if it kept silent), and more."""

    status: int
    headers: dict
    body: bytes


CLOSED, SILENT = Answer(0, {}, b""), Answer(-1, {}, b"")


async def opened(port, source=None, narrow=False):
    """A connection, from an address of this machine; a narrow one holds little that is unread."""
    held = sockets.socket()
    held.setblocking(False)
    if narrow:
        held.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 4096)
    if source is not None:
        held.bind((source, 0))
    try:
        await asyncio.get_running_loop().sock_connect(held, (HOST, port))
    except OSError:
        held.close()
        raise
    return await asyncio.open_connection(sock=held, limit=1 << 22)


def request(method, path, body=b"", **headers):
    """A request as it should be."""
    given = {"Host": HOST, "Connection": "close", "Content-Length": len(body)}
    given |= {key.replace("_", "-"): value for key, value in headers.items()}
    lines = [f"{method} {path} HTTP/1.1", *(f"{key}: {value}" for key, value in given.items())]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


async def told(port, sent, source=None, patience=PATIENCE):
    """The answer to some bytes."""
    try:
        reader, writer = await opened(port, source)
    except OSError:
        return CLOSED
    try:
        async with asyncio.timeout(patience):
            writer.write(sent)
            return parsed(await all_of(reader, writer))
    except TimeoutError:
        return SILENT
    finally:
        writer.transport.abort()


async def all_of(reader, writer):
    """All that comes until the other end closes; what it does not take is not pressed on it."""
    sending = asyncio.create_task(drained(writer))
    try:
        found = b""
        while part := await reader.read(1 << 16):
            found += part
            if is_whole(found):
                break
        return found
    except OSError:
        return found
    finally:
        sending.cancel()


async def drained(writer):
    """Wait until all is sent, or cannot be."""
    with contextlib.suppress(OSError):
        await writer.drain()


def is_whole(text):
    """True once an answer with a length is there to its end."""
    head, gap, body = text.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: *(\d+)", head.lower())
    return bool(gap and length and len(body) >= int(length[1]))


def parsed(text):
    """An answer from its bytes."""
    head, _, body = text.partition(b"\r\n\r\n")
    first, *rest = head.decode("latin-1").split("\r\n")
    if not first.startswith("HTTP/1."):
        return CLOSED
    pairs = (line.partition(": ") for line in rest)
    return Answer(int(first.split()[1]), {key.lower(): value for key, _, value in pairs}, body)


async def post(port, path, given, source=None, **headers):
    """The answer to plain data."""
    text = json.dumps(given).encode()
    sent = request("POST", path, text, Content_Type="application/json", **headers)
    return await told(port, sent, source)


async def get(port, path, source=None, **headers):
    """The answer to a page that is asked for."""
    return await told(port, request("GET", path, **headers), source)


def frame(text, kind=TEXT, first=FIN, masked=True, length=None):
    """A frame of a web socket; its length can be a lie."""
    size = len(text) if length is None else length
    mark = MASKED if masked else 0
    if size < 126:
        head = struct.pack("!BB", first | kind, mark | size)
    elif size < 1 << 16:
        head = struct.pack("!BBH", first | kind, mark | 126, size)
    else:
        head = struct.pack("!BBQ", first | kind, mark | 127, size)
    return head + (bytes(4) if masked else b"") + text  # a mask of noughts changes nothing


def handshake(path="/watch", **headers):
    """The request that opens a web socket."""
    key = base64.b64encode(os.urandom(16)).decode()
    return request(
        "GET", path,
        **{"Connection": "Upgrade", "Upgrade": "websocket", "Sec_WebSocket_Version": "13",
           "Sec_WebSocket_Key": key, **headers},
    )  # fmt: skip


async def socket(port, source=None, narrow=False, **headers):
    """A web socket that is open: its reader and its writer; None if it was refused."""
    reader, writer = await opened(port, source, narrow)
    writer.write(handshake(**headers))
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, OSError):
        head = b""
    if b" 101 " not in head:
        writer.transport.abort()
        return None
    return reader, writer


async def watching(port, token, source=None, narrow=False):
    """A web socket that has said whose it is."""
    reader, writer = await socket(port, source, narrow)
    writer.write(frame(json.dumps({"by": token}).encode()))
    return reader, writer


async def heard(reader):
    """The next frame: its kind and what it holds; kind 0 once the other end is gone."""
    try:
        first, size = await reader.readexactly(2)
        if size == 126:
            (size,) = struct.unpack("!H", await reader.readexactly(2))
        elif size == 127:
            (size,) = struct.unpack("!Q", await reader.readexactly(8))
        return first & 15, await reader.readexactly(size)
    except (asyncio.IncompleteReadError, OSError):
        return 0, b""

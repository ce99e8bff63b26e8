"""Serving pages from this machine: the port, the addresses, and an end by Ctrl-C."""

import errno
import ipaddress
import socket
import sys

import uvicorn

from sim.refusals import PremiseError, shown

EVERYWHERE = ("0.0.0.0", "::", "")  # hosts that stand for all addresses of the machine
ELSEWHERE = ("192.0.2.1", 9)  # an address kept for documents: nothing is sent to it
BACKLOG = 256
ALONE = (
    "No other device can open it: it is served to this machine alone. "
    "With host=0.0.0.0 all devices in the same network can."
)
OPEN = (
    "Every device in the same network can open it, and nothing is encrypted: "
    "use a network that you trust, such as the hotspot of a telephone."
)
UNSENT = 1 << 18  # bytes that the system holds for a browser that has not read them yet
PATIENCE = 3  # seconds that an answer under way has to be finished when the server stops


class Screen:
    """A screen that prints."""

    print = staticmethod(print)


def serve(app, host, held, called="The page", alone=ALONE):
    """Serve an app until Ctrl-C on a socket that ``bound`` gave for a host; says where it is.

    ``called`` names it in the line that says so; ``alone`` is said where no other machine reaches
    this one.
    """
    for line in told(called, host, held.getsockname(), alone):
        print(line)
    sys.stdout.flush()
    try:
        server_of(app, host).run(sockets=[held])
    except KeyboardInterrupt:
        print("Stopped.")
    finally:
        held.close()


def server_of(app, host):
    """What serves an app on a host: to who asks for this machine, by no address but its own.

    What a proxy says of whom it asks for is not believed, for anybody on this machine could say it.
    What is no request is refused without a word on the terminal, which anybody could fill.
    """
    from experiments import connections  # to refuse needs none of it, nor of the next
    from sim.classroom import pages

    connections.raise_limit()
    config = uvicorn.Config(
        pages.Ending(pages.OwnHosts(app, host)), http=connections.Http, ws=connections.WebSocket,
        log_level="error", access_log=False, server_header=False, proxy_headers=False,
        timeout_graceful_shutdown=PATIENCE, ws_max_size=1 << 16,
    )  # fmt: skip
    return connections.Server(config)


def bound(host, port):
    """A socket that listens on a port of this machine; 0 is any that is free.

    Raises ``PremiseError`` for a port that is taken and for a host that this machine is not.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        held = socket.socket(family, socket.SOCK_STREAM)
    except OSError:
        takes = "it takes a name or an address of this machine, such as 127.0.0.1 or 0.0.0.0"
        raise PremiseError("host", f"{shown(host)} is not allowed; {takes}") from None
    try:
        if sys.platform != "win32":  # there it would share a port that is taken
            held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, UNSENT)
        held.bind(address)
        held.listen(BACKLOG)
    except OSError as error:
        held.close()
        raise of_port(error, host, port) from None
    return held


def of_port(error, host, port):
    """Why a port cannot be had, in one sentence."""
    if error.errno == errno.EADDRINUSE:
        return PremiseError("port", f"{port} is taken; it takes a free one, such as {port + 1}")
    if error.errno == errno.EACCES:
        problem = "needs rights that you do not have; it takes one from 1024 on"
        return PremiseError("port", f"{port} {problem}")
    problem = "is no address of this machine; it takes one, such as 127.0.0.1 or 0.0.0.0"
    return PremiseError("host", f"{shown(host)} {problem}")


def told(called, host, listens, alone=ALONE):
    """Lines that say where pages are served, and who can open them.

    ``listens`` is the address of the socket that serves them, as the socket has it.
    """
    port = listens[1]
    if host not in EVERYWHERE:
        yield f"{called}: {address(host, port)}   (Ctrl-C stops)"
    else:
        yield f"{called}: {address('127.0.0.1', port)} on this machine   (Ctrl-C stops)"
        found = in_network()
        if found:
            yield f"On others in the same network: {address(found, port)}"
        else:
            yield (
                "No network was found, so others cannot reach this machine; "
                "if it is in one, host= takes its address there."
            )
            return
    yield alone if is_alone(host, listens) else OPEN


def is_alone(host, listens):
    """True where no other machine can reach what a socket serves that was bound for a host."""
    if host in EVERYWHERE:
        return in_network() is None
    return ipaddress.ip_address(listens[0].partition("%")[0]).is_loopback


def address(host, port):
    """The address of a page."""
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def in_network():
    """The address of this machine in its network, or None; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(ELSEWHERE)
            return asking.getsockname()[0]
        except OSError:
            return None

"""A watch on what tests ask of the network: nothing may leave this machine.

What a process asks for is known beforehand, by Python's own audit events; it is refused as on a
machine without a network, and noted, so that the test in which it happened fails.
"""

import errno
import ipaddress
import os
import socket
import sys

from experiments.serving import ELSEWHERE

NOWHERE = ".invalid"  # names that are kept for being nobody's, and given to be refused
asked = []  # addresses off this machine that were asked for since this was emptied


def is_here(host):
    """True for an address of this machine alone, and for none."""
    if host in (None, "", b"", "localhost", b"localhost"):
        return True
    address = number(host)
    return address is not None and (address.is_loopback or address.is_unspecified)


def number(host):
    """An address that is written in numbers, of which nobody is asked; None for a name."""
    try:
        return ipaddress.ip_address(host.decode() if isinstance(host, bytes) else host)
    except ValueError:
        return None


def heard(event, arguments):
    """Refuse what leads off this machine; sockets of the system's own have no such address."""
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        held, address = arguments
        silent = event == "socket.connect" and is_silent(held, address)
        if isinstance(address, tuple) and not is_here(address[0]) and not silent:
            asked.append(address)
            raise OSError(errno.ENETUNREACH, os.strerror(errno.ENETUNREACH))
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        if is_here(arguments[0]) or number(arguments[0]) is not None:
            return
        if not str(arguments[0]).endswith(NOWHERE):
            asked.append(arguments[0])
        raise socket.gaierror(socket.EAI_NONAME, "no name is looked up in a test")


def is_silent(held, address):
    """True for how the address of this machine in its network is found: nothing is sent."""
    return held.type == socket.SOCK_DGRAM and address == ELSEWHERE


def throughout():
    """Watch all that this process asks for."""
    sys.addaudithook(heard)

"""How often an address may try something: counted in memory, forgiven as time goes by.

A class sits behind one address as a rule, and a home or a phone has many of IPv6: what is counted
together is therefore an IPv4 address, or a network of IPv6 (the first 64 bits).
"""

import ipaddress

from sim.classroom.playing.setting import Refused

MOST_ADDRESSES = 1000  # that are remembered; of more, the one forgotten first is the oldest
NETWORK = 64  # bits of an IPv6 address that one household shares


class TooManyError(Refused):
    """An address that has tried too often; it may wait and try again."""


class Attempts:
    """Counts attempts by address.

    Parameters
    ----------
    most : int
        Attempts that an address may make at once.
    seconds : float
        Time in which as many are forgiven, evenly.
    told : str
        The sentence for an address that has made more.
    clock : callable
        Seconds that pass, from any start.
    """

    def __init__(self, most, seconds, told, clock):
        self.most, self.seconds, self.told, self.now = most, seconds, told, clock
        self.made = {}  # address: attempts not forgiven yet, and when that was so

    def standing(self, address):
        """Attempts of an address that are not forgiven yet."""
        made, since = self.made.get(address, (0.0, 0.0))
        return max(0.0, made - (self.now() - since) * self.most / self.seconds)

    def allows(self, address):
        """True while an address may try."""
        return self.standing(address) <= self.most - 1

    def check(self, address):
        """Refuse an address that has tried too often."""
        if not self.allows(address):
            raise TooManyError("address", self.told)

    def note(self, address):
        """Count an attempt."""
        made = self.standing(address) + 1
        self.made.pop(address, None)
        self.made[address] = made, self.now()
        if len(self.made) > MOST_ADDRESSES:
            del self.made[next(iter(self.made))]


def counted_as(client):
    """What a client's address is counted as; of one that is no number, the text itself."""
    host = client.host if client else ""
    try:
        found = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if found.version == 4 or found.ipv4_mapped:
        return str(found if found.version == 4 else found.ipv4_mapped)
    return str(ipaddress.ip_network((int(found), NETWORK), strict=False))

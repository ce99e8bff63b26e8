"""How often anybody may try something: counted in memory, forgiven as time goes by.

A student has a token. Of who has none yet the address is known: a class sits behind one as a rule,
and a home or a phone has many of IPv6, so that an IPv4 address is counted, or a network of IPv6
(the first 64 bits).
"""

import ipaddress

from sim.classroom.playing.setting import Refused

MOST_KEPT = 1000  # who have tried; of more, the one forgotten first is the oldest
NETWORK = 64  # bits of an IPv6 address that one household shares


class TooManyError(Refused):
    """Somebody has tried too often, and may wait and try again."""


class Attempts:
    """Counts attempts by who makes them: ``whose`` is a token, or what an address is counted as.

    Parameters
    ----------
    most : int
        Attempts that may be made at once.
    seconds : float
        Time in which as many are forgiven, evenly.
    told : str
        The sentence for who has made more.
    clock : callable
        Seconds that pass, from any start.
    """

    def __init__(self, most, seconds, told, clock):
        self.most, self.seconds, self.told, self.now = most, seconds, told, clock
        self.made = {}  # whose: attempts not forgiven yet, and when that was so

    def standing(self, whose):
        """Attempts that are not forgiven yet."""
        made, since = self.made.get(whose, (0.0, 0.0))
        return max(0.0, made - (self.now() - since) * self.most / self.seconds)

    def allows(self, whose):
        """True while another may be made."""
        return self.standing(whose) <= self.most - 1

    def check(self, whose):
        """Refuse who has tried too often."""
        if not self.allows(whose):
            raise TooManyError("attempts", self.told)

    def note(self, whose):
        """Count an attempt."""
        made = self.standing(whose) + 1
        self.made.pop(whose, None)
        self.made[whose] = made, self.now()
        if len(self.made) > MOST_KEPT:
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

"""Who is in a room, and who sits where: actions of a room, which it passes itself to."""

from sim.classroom.playing import lot
from sim.classroom.playing.setting import LOBBY, LONGEST_NAME, MOST_PEOPLE, PLAYING, Refused
from sim.classroom.playing.texts import look, plain


class Person:
    """Somebody in the room; at a table without a seat, somebody who watches it."""

    def __init__(self, name):
        self.name = name
        self.table = None
        self.seat = None
        self.knows = None  # table and seat of which the person knows the secrets, this round


def join(room, token, name):
    """Let somebody in."""
    if not isinstance(token, str) or not token or token in room.people:
        raise Refused("by", "somebody with this token is in the room")
    if len(room.people) >= MOST_PEOPLE:
        raise Refused("name", f"the room is full; it takes {MOST_PEOPLE} people")
    room.people[token] = Person(free_name(room, plain(name, LONGEST_NAME, "name")))


def free_name(room, name):
    """A name that looks like nobody's in the room: with a number after it if it is taken."""
    taken = {look(one.name) for one in room.people.values()}
    found, number = name, 2
    while look(found) in taken:
        found, number = f"{name} ({number})", number + 1
    return found


def take(room, token, table, seat):
    """Let somebody sit down, from wherever they sat before.

    Whoever has read a sheet or held a seat in a game knows its secrets, and takes no other.
    """
    if room.person(token).knows not in (None, (table, seat)):
        raise Refused("seat", "you know the secrets of another seat; ask the teacher to move you")
    sit(room, token, table, seat)


def sit(room, token, table, seat):
    """Let somebody sit down, from wherever they sat before."""
    person, there = room.person(token), room.at(table)
    if (person.table, person.seat) == (table, seat):
        return
    there.check_free(seat)
    rise(room, token)
    there.sit(seat, token)
    person.table, person.seat = table, seat
    if room.stage != LOBBY:
        person.knows = (table, seat)


def read(room, token):
    """Let somebody read the sheet of their seat, which is theirs from then on."""
    person = room.person(token)
    if person.seat is None:
        raise Refused("seat", "you have no seat; take one first")
    person.knows = (person.table, person.seat)


def watch(room, token, table):
    """Let somebody watch a table without a seat."""
    person = room.person(token)
    room.at(table)
    rise(room, token)
    person.table, person.seat = table, None


def rise(room, token):
    """Let somebody get up; the agent takes over."""
    person = room.person(token)
    table, seat = person.table, person.seat
    person.table = person.seat = None
    if seat is not None:
        room.tables[table].rise(seat)
        if room.stage == PLAYING and not room.paused:
            room.tables[table].go_on()


def move(room, _, person, table, seat=None):
    """Move somebody to a table, and a seat there; without a table, to those who have none."""
    if table is None and seat is None:
        rise(room, person)
    elif seat is None:
        watch(room, person, table)
    else:
        sit(room, person, table, seat)


def remove(room, _, person):
    """Show somebody out; the agent takes over the seat."""
    rise(room, person)
    del room.people[person]


def waiting(room):
    """Whoever waits for a seat: not who watches, nor who knows the secrets of one this round."""
    return [token for token, one in room.people.items() if one.table is None and one.knows is None]


def seat_by_lot(room, _):
    """Draw everybody who waits for a seat onto the free seats; see ``lot``."""
    found = waiting(room)
    if not found:
        raise Refused("do", "nobody waits for a seat; who watches a table has chosen to")
    luck = f"{room.setting.seed} {room.round} {len(room.log)}"
    pairs = lot.draw(room.tables, found, luck)
    if not pairs:
        raise Refused("do", "no seat is free; more tables make room before the start")
    for token, (table, seat) in pairs:
        sit(room, token, table, seat)

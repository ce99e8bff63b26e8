"""What people at seats decide and say, and what the teacher says and lets happen; actions."""

from sim.classroom.playing.setting import LONGEST_MESSAGE, MOST_SAID, PLAYING, Refused
from sim.classroom.playing.texts import plain


def seated(room, token):
    """Whoever has a token and a seat, and the table; while a round is played."""
    person = room.person(token)
    if person.seat is None:
        raise Refused("seat", "you have no seat; take one first")
    if room.stage != PLAYING:
        raise Refused("answer", "nothing is being played now")
    return person, room.tables[person.table]


def deciding(room, token):
    """Whoever has a token and a seat, and the table; while the game goes on."""
    person, table = seated(room, token)
    if room.paused:
        raise Refused("answer", "the teacher has paused the game")
    return person, table


def answer(room, token, key, value):
    """Take the answer of somebody's seat to a question."""
    person, table = deciding(room, token)
    table.answer(person.seat, key, value)


def order(room, token, kind, value=None):
    """Take what a seat decides without being asked."""
    person, table = deciding(room, token)
    table.order(person.seat, kind, value)


def withdraw(room, token):
    """Take back what a seat has decided without being asked, while the day has not begun."""
    person, table = deciding(room, token)
    if table.ordered(person.seat) is None:
        raise Refused("answer", "nothing is ordered that could be taken back")
    table.withdraw(person.seat)


def say(room, token, text):
    """Let a seat say something that its whole table hears, also in a pause."""
    person, table = seated(room, token)
    day, said = table.today, plain(text, LONGEST_MESSAGE, "text")
    if sum((day, person.seat) == one[:2] for one in table.said) >= MOST_SAID:
        problem = f"you have said {MOST_SAID} things today; say the rest aloud, or on the next day"
        raise Refused("text", problem)
    table.said.append((day, person.seat, said))


def broadcast(room, _, text):
    """Say something to everybody."""
    room.messages.append((room.day, plain(text, LONGEST_MESSAGE, "text")))


def hush(room, _):
    """Take back what was said to everybody."""
    room.messages = []


def inject(room, _, key, value, table=None):
    """Let a parameter take another value, at a table or at all, from the next day on."""
    if not isinstance(key, str):
        raise Refused("key", f"{key!r} is not allowed; it takes the name of a parameter")
    tables = going_on(room, table)
    for one, scenario in [(one, one.game.injected(key, value)) for one in tables]:
        one.plays(scenario)


def shock(room, _, table=None):
    """Let an outside shock come, at a table or at all, on the next day."""
    for one, scenario in [(one, one.game.shocked()) for one in going_on(room, table)]:
        one.plays(scenario)


def going_on(room, table):
    """A table, or all, of those that have another day to come."""
    room.check_playing()
    tables = room.tables if table is None else [room.at(table)]
    found = [one for one in tables if one.game.has_another_day]
    if not found:
        raise Refused("table", "there is no day left on which it could happen")
    return found

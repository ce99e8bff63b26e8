"""How the game goes on: rounds, days, the pace, and what is played; actions of a room."""

from typing import NamedTuple

from sim.classroom.playing.setting import (
    DEBRIEF,
    LOBBY,
    PLAYING,
    SLOWEST,
    Refused,
    Setting,
    checked,
)
from sim.refusals import PremiseError


class Round(NamedTuple):
    """A round as it was left: all that it can be looked back on with."""

    round: int
    setting: Setting
    tables: list


def start(room, by):
    """Begin the first day."""
    if room.stage != LOBBY:
        raise Refused("do", "the game has begun")
    room.stage = PLAYING
    for person in room.people.values():
        if person.seat:
            person.knows = (person.table, person.seat)
    next_day(room, by)


def next_day(room, _):
    """Begin the next day at all tables; what is still open is left to the agents."""
    room.check_playing()
    if room.is_over:
        raise Refused("do", "every table has come to its end; end the game and look back")
    for table in room.tables:
        table.end_day()
    if room.is_over:
        return
    room.day += 1
    for table in room.tables:
        table.next_day()


def time_up(room, _, table=None):
    """Leave to the agents what is open at a table, or at all."""
    room.check_playing()
    for one in room.tables if table is None else [room.at(table)]:
        one.time_up()


def pause(room, _):
    """Stop the clock."""
    room.check_playing()
    room.paused = True


def resume(room, _):
    """Let the clock go on."""
    room.check_playing()
    room.paused = False
    for table in room.tables:
        table.go_on()


def pace(room, _, seconds, day_seconds):
    """Set how long there is to answer, and between two days."""
    for key, value in (("seconds", seconds), ("day_seconds", day_seconds)):
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= SLOWEST:
            problem = f"{value!r} is not allowed; it takes a whole number from 0 to {SLOWEST}"
            raise Refused(key, problem)
    room.setting = room.setting._replace(seconds=seconds, day_seconds=day_seconds)


def arrange(room, _, **given):
    """Set what is played, before it begins."""
    if room.stage != LOBBY:
        raise Refused("do", "the game has begun; a new round takes other settings")
    before = room.setting
    lay_tables(room, checked(before, given))
    if before._replace(tables=room.setting.tables) != room.setting:
        forget(room)
    seat_people(room)


def forget(room):
    """Take it that nobody knows a seat's secrets: they are others under other luck."""
    for person in room.people.values():
        person.knows = None


def lay_tables(room, setting):
    """Lay fresh tables under a setting; with one that cannot be played, all stays as it was."""
    before, room.setting = room.setting, setting
    try:
        room.seat_tables()
    except PremiseError:
        room.setting = before
        raise


def seat_people(room):
    """Let people sit at fresh tables where their seats are still there, or wait for others."""
    for token, person in room.people.items():
        if person.table is None:
            continue
        gone = person.table >= len(room.tables)
        if gone or (person.seat and person.seat not in room.tables[person.table].seats):
            person.table = person.seat = None
        elif person.seat is not None:
            room.tables[person.table].sit(person.seat, token)


def new_round(room, _, seed, swap=False):
    """Play again from the first day; with ``swap`` the people of both sides change seats.

    Under another seed: whoever has seen a round knows its luck, and the secrets of a seat.
    """
    if room.stage == LOBBY:
        raise Refused("do", "nothing has been played yet")
    left = Round(room.round, room.setting, room.tables)
    lay_tables(room, checked(room.setting, {"seed": seed}))
    room.rounds[left.round] = left
    forget(room)
    if swap:
        for person in room.people.values():
            if person.seat is not None and person.seat.startswith("party:"):
                words = left.tables[person.table].words
                person.seat = f"party:{words.across(person.seat.partition(':')[2])}"
    room.stage, room.paused, room.messages = LOBBY, False, []
    room.round += 1
    seat_people(room)


def finish(room, _):
    """Stop playing, and look at what came of it."""
    room.check_playing()
    room.stage = DEBRIEF


def played(room):
    """Every round that can be looked back on, by its number: those before, and one at its end."""
    found = dict(room.rounds)
    if room.stage == DEBRIEF:
        found[room.round] = Round(room.round, room.setting, room.tables)
    return found

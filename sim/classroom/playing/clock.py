"""The clock of a room: when time to answer is up, and when the next day begins.

It reads no clock itself: whoever calls it says what time it is, in seconds.
"""

from sim.classroom.playing.setting import PLAYING


class Clock:
    """How long a room has been waiting for what it waits for."""

    def __init__(self):
        self.begun = {}  # what is waited for: since when
        self.last = None

    def due(self, room, now):
        """The actions that are due at a time, as a room takes them from its teacher."""
        if room.stage != PLAYING:
            self.begun.clear()
            return []
        if room.paused and self.last is not None:  # time stands still
            self.begun = {key: since + now - self.last for key, since in self.begun.items()}
        self.last = now
        waits = self.waits(room)
        self.begun = {key: self.begun.get(key, now) for key in waits}
        return (
            []
            if room.paused
            else [action for key, action in waits.items() if self.is_up(room, key, now)]
        )

    def waits(self, room):
        """What is waited for, and the action that ends the wait."""
        by = {"by": room.teacher}
        if room.is_over:
            return {("over", room.round): {"do": "finish", **by}}
        found = {}
        for table in room.tables:
            pending = table.game.pending()
            if pending:
                found[key_of(room, table)] = {"do": "time_up", "table": table.number, **by}
        return found or {("day", room.round, room.day): {"do": "next_day", **by}}

    def is_up(self, room, key, now):
        """True once something has been waited for long enough."""
        waited = now - self.begun[key]
        if key[0] == "table":
            return 0 < room.setting.seconds <= waited
        return waited >= room.setting.day_seconds

    def left(self, room, table, now):
        """Seconds that a table has left to answer; None where it may take as long as it likes."""
        if room.setting.seconds == 0 or not table.game.pending():
            return None
        since = self.begun.get(key_of(room, table), now)
        return max(0.0, room.setting.seconds - (now - since))


def key_of(room, table):
    """The wait for a table: other questions, answered or not, or another limit give new time."""
    asked = tuple(one.key for one in table.game.open)
    return ("table", room.round, table.number, room.setting.seconds, table.game.day, asked)

"""The log of a run: what happened, and the numbers it was decided on."""

VALUES = 12  # numeric reasons an event carries
COLUMNS = ("day", "kind", "actor", "item") + tuple(f"v{place}" for place in range(VALUES))

(
    PHASE_BEGINS,
    DELIVERS,
    HITCH,
    DELAYS,
    WITHHOLDS,
    CLAIM,
    RUNG,
    MISSION,
    CRISIS,
    SETTLED,
    CRISIS_FADES,
    TALKS_BEGIN,
    TALKS_STOP,
    AGREEMENT,
    INCIDENT,
    SHOCK,
    LIMBO,
    RESUMES,
    CALM,
    EXPIRED,
    CHANGE,
) = range(21)


def note(log, world, kind, actor, item, reasons):
    """Write one event; ``reasons`` is a tuple of at most ``VALUES`` floats.

    ``log`` is a sequence of rows. Where it is full the event is still counted, so that the caller
    can see that it needs a longer one.
    """
    place = world.noted
    world.noted = place + 1
    if place < len(log):
        row = log[place]
        row[0] = world.day
        row[1] = kind
        row[2] = actor
        row[3] = item
        for value in range(len(reasons)):
            row[4 + value] = reasons[value]

"""How the talks are run, one protocol a file.

To add one: its file, its name in ``sim.premises.PROTOCOLS``, a branch in ``talk`` (which has one
protocol to choose so far), and its module in ``sim.ensemble.PLAYED``.
"""

from agents import notes
from agents.rules import ladder
from sim import phases
from sim.premises import NO_TALKS
from sim.protocols import alternating_offers


def at_the_table(world, parties):
    """True on days on which both teams may and will talk about the next phase."""
    return (
        world.protocol != NO_TALKS
        and world.agreed_day == 0
        and phases.has_mandate(parties[0])
        and phases.has_mandate(parties[1])
        and parties[0].rung < ladder.SUSPEND
        and parties[1].rung < ladder.SUSPEND
    )


def talk(world, parties, issues, log, offers):
    """A day at the table, if there is one."""
    talking = at_the_table(world, parties)
    if talking and world.talking == 0:
        notes.note(log, world, notes.TALKS_BEGIN, 0, 0, (float(world.round),))
    if not talking and world.talking == 1 and world.agreed_day == 0:
        reasons = (
            float(parties[0].rung),
            float(parties[1].rung),
            float(parties[0].mandate),
            float(parties[1].mandate),
        )
        notes.note(log, world, notes.TALKS_STOP, 0, 0, reasons)
    world.talking = 0
    if talking:
        world.talking = 1
        if world.talks_day == 0:
            world.talks_day = world.day
        alternating_offers.day(world, parties, issues, log, offers)

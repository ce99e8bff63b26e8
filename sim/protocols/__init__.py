"""How the talks are run, one protocol a file.

To add one: its file, its name in ``sim.premises.PROTOCOLS``, a branch in ``play_round``, and its
module in ``sim.ensemble.PLAYED``. What cannot be played under it is refused in
``sim/talks_checks.py``.
"""

from agents import believing, informing, luck, notes
from agents.rules import ladder
from agents.traits import FULL
from sim.premises import BRIDGING, NO_TALKS, ONE_TEXT, SEALED_DEMANDS
from sim.protocols import alternating_offers, bridging, one_text, sealed_demands


def at_the_table(world, parties):
    """True on days on which both teams may and will talk about the next phase."""
    return (
        world.protocol != NO_TALKS
        and world.agreed_day == 0
        and world.broken_day == 0
        and parties[0].mandate == FULL
        and parties[1].mandate == FULL
        and parties[0].rung < ladder.SUSPEND
        and parties[1].rung < ladder.SUSPEND
    )


def talk(world, parties, mediators, issues, log, offers_made):
    """A day at the table, if there is one."""
    for party in parties:
        if party.team == 1:
            party.mandate = believing.full_mandate(party, world.day)
    talking = at_the_table(world, parties)
    if talking and world.talking == 0:
        notes.note(log, world, notes.TALKS_BEGIN, 0, 0, notes.Single(float(world.round)))
    if not talking and world.talking == 1 and world.agreed_day == 0 and world.broken_day == 0:
        reasons = notes.Stopped(
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
        informing.inform(world, parties, mediators, log)
        sit(world, parties, mediators, issues, log, offers_made)


def sit(world, parties, mediators, issues, log, offers_made):
    """The rounds of one day, until there is an agreement; then proposals of mediators."""
    for _ in range(world.rounds_a_day):
        if world.agreed_day == 0 and world.broken_day == 0:
            play_round(world, parties, mediators, issues, log, offers_made)
            if world.agreed_day == 0:
                risk_breakdown(world, parties, log)
    bridging.proposals(world, parties, mediators, issues, log, offers_made)


def risk_breakdown(world, parties, log):
    """After a round without agreement the talks may end for good, by chance ([Binmore1986]_).

    With them goes the hope of a next phase, and whether to stay in the truce is weighed anew.
    """
    if world.breakdown <= 0.0:
        return
    draw = luck.uniform(world.key, luck.BREAKDOWN, luck.NOBODY, world.round, 0, 0)
    if draw < world.breakdown:
        world.broken_day = world.day
        world.spell += 1
        for party in parties:
            party.current_hope = 0.0
        reasons = notes.Broken(float(world.round), draw, world.breakdown)
        notes.note(log, world, notes.TALKS_BREAK_DOWN, luck.NOBODY, 0, reasons)


def play_round(world, parties, mediators, issues, log, offers_made):
    """One round under the protocol of the scenario."""
    if world.protocol == ONE_TEXT:
        one_text.play_round(world, parties, issues, log, offers_made)
    elif world.protocol == BRIDGING:
        bridging.play_round(world, parties, mediators, issues, log, offers_made)
    elif world.protocol == SEALED_DEMANDS:
        sealed_demands.play_round(world, parties, issues, log, offers_made)
    else:
        alternating_offers.play_round(world, parties, issues, log, offers_made)

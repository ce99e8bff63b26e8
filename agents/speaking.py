"""What is said in public: a delegation announced, and what mediators say of the truce.

Words move hope as far as the speaker is believed ([Sartori2002]_ on reputation and cheap talk).
"""

from agents import luck, notes, talking
from agents.traits import FULL

TECHNICAL_SAYS = 0.6  # what the news of a team without a full mandate says of the talks [share]


def announce(party, other, item, world, log):
    """The news that a party sends its team to the talks moves the other side's hope."""
    if world.announcement <= 0.0 or world.broken_day > 0:
        return
    said = 1.0 if party.mandate == FULL else TECHNICAL_SAYS
    other.current_hope += world.announcement * (said - other.current_hope)
    reasons = notes.Announcement(float(party.mandate), said, other.current_hope)
    notes.note(log, world, notes.ANNOUNCEMENT, party.stream, item.index, reasons)


def stand(parties, world):
    """How the truce and its talks stand [0..1], as a mediator knows: both sides' hope, and the gap.

    On days of talks the part of the way that is closed counts as much as hope does.
    """
    hope = 0.5 * (parties[0].current_hope + parties[1].current_hope)
    if world.talking == 0 or world.round == 0:
        return hope
    return 0.5 * hope + 0.5 * (1.0 - talking.gap(parties))


def state(mediator, parties, world, log):
    """A mediator says in public how the truce stands: its view, its bent, and noise."""
    draw = luck.uniform(world.key, luck.STATEMENT, mediator.stream, 0, 0, world.day)
    meant = stand(parties, world)
    said = meant + mediator.optimism + mediator.noise * (2.0 * draw - 1.0)
    said = min(1.0, max(0.0, said))
    for slot in range(2):
        if world.ratified_day > 0 or world.broken_day > 0:
            continue  # what is signed needs no hope, and what has broken down leaves none
        party = parties[slot]
        weight = world.heed * mediator.credibility[slot]
        party.current_hope += weight * (said - party.current_hope)
    reasons = notes.Statement(said, meant, parties[0].current_hope, parties[1].current_hope)
    notes.note(log, world, notes.STATEMENT, mediator.stream, 0, reasons)

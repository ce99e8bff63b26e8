"""What all protocols share: the clock of the talks, offers written down, and an agreement."""

from agents import luck, notes, offers, talking
from sim.premises import DRAWN, SECOND

# Places in the row of an offer, see ``record``: from LEVELS on its level on each issue.
DAY, ROUND, PROPOSER, UTILITY_0, UTILITY_1, ACCEPTED, PROTOCOL, LEVELS = range(8)
MEDIATORS = 2  # proposers from here on are mediators, by number


def first_slot(world, parties):
    """The slot of the party that makes the first offer."""
    if world.first_mover == DRAWN:
        draw = luck.uniform(world.key, luck.FIRST_MOVER, luck.NOBODY, 0, 0, 0)
        return (1 if draw < 0.5 else 0) ^ parties[0].stream
    return 1 if world.first_mover == SECOND else 0


def better_slot(world, parties):
    """The slot of the party that has the better of deals that are equally even, drawn for each.

    A search for the most even deal has to begin at one side's end.
    """
    draw = luck.uniform(world.key, luck.EVEN, luck.NOBODY, world.offered, 0, 0)
    return (1 if draw < 0.5 else 0) ^ parties[0].stream


def seat(world, parties):
    """Tell both parties the chance that they make the first offer, as far as it is known."""
    for slot in range(2):
        if world.first_mover == DRAWN:
            parties[slot].proposes = 0.5
        else:
            parties[slot].proposes = 1.0 if first_slot(world, parties) == slot else 0.0


def elapsed(world, rounds):
    """Share of the time for talks that is gone after a number of rounds.

    A mediator's deadline lets the rest of it run out by that day. Once it has passed in vain, the
    talks' own clock counts again.
    """
    gone = min(1.0, rounds / world.rounds)
    if world.deadline_day > 0 and world.day <= world.deadline_day:
        left = (world.deadline_day - world.day) * world.rounds_a_day  # rounds after today's
        if left == 0:
            return 1.0
        since = rounds - world.deadline_round
        before = min(1.0, world.deadline_round / world.rounds)
        gone = max(gone, before + (1.0 - before) * since / (since + left))
    return gone


def refused(parties, issues):
    """True if the offer on the table lies beyond a red line of either side."""
    return talking.crosses_line(parties[0], 0, issues) or talking.crosses_line(
        parties[1], 1, issues
    )


def record(world, proposer, slot, worths, accepted, issues, offers_made):
    """Write an offer down: by whom, what it is worth to both, whether both take it, its levels.

    ``proposer`` is a party's stream, or a mediator's number after ``MEDIATORS``; ``worths`` is what
    the offer is worth to the party in ``slot`` and to the other.
    """
    place = world.offered
    world.offered = place + 1
    if place < len(offers_made):
        row = offers_made[place]
        row[DAY] = world.day
        row[ROUND] = world.round
        row[PROPOSER] = proposer
        row[UTILITY_0 + slot] = worths[0]
        row[UTILITY_1 - slot] = worths[1]
        row[ACCEPTED] = 1.0 if accepted else 0.0
        row[PROTOCOL] = world.protocol
        column = LEVELS
        for issue in issues:
            row[column] = issue.offer
            column += 1


def agree(world, proposer, other, own, offered, wanted, log):
    """Both sides now expect the deal on the table."""
    world.agreed_day = world.day
    world.spell += 1
    proposer.deal_worth = own
    other.deal_worth = offered
    for party in (proposer, other):
        party.hope_before = party.current_hope
        party.current_hope = 1.0
    reasons = notes.Agreement(
        float(world.round),
        own,
        offered,
        wanted,
        talking.reserve(proposer),
        talking.reserve(other),
    )
    notes.note(log, world, notes.AGREEMENT, proposer.stream, 0, reasons)


def lay(issues):
    """The table on the eve of the first day: nothing offered, no red line told yet."""
    offers.normalise(issues)
    for issue in issues:
        issue.text = -1.0
        for slot in range(2):
            issue.last[slot] = -1.0
            issue.line_known[slot] = 0.0

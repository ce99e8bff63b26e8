"""One text: a single draft is changed line by line, and signed when it gives each side its demand.

The single negotiating text of [Fisher1981]_, in the form of [Klein2003]_: in each round one issue
of the draft is changed at random; the change stands if each side gains by it or still gets what it
asks for, and not both lose by it. The draft begins in the middle of every issue; where that lies
between two levels, at either of them by chance.
"""

from agents import asking, luck, offers, talking
from sim.protocols import table

CHANGE, SIGNING = -1, -2  # what a side is asked about: a change of the draft, or the whole of it


def begin(world, issues):
    """The first draft: the middle level of each issue, or one of the two about the middle."""
    place = 0
    for issue in issues:
        steps = issue.levels - 1
        draw = luck.uniform(world.key, luck.MIDDLE, luck.NOBODY, place, 0, 0)
        up = 1 if draw < 0.5 else 0
        issue.text = ((steps + up) // 2) / (1.0 * steps)
        place += 1


def change(world, issues):
    """Put on the table the draft with one issue changed at random."""
    for issue in issues:
        issue.offer = issue.text
    place = int(luck.uniform(world.key, luck.DRAFT, luck.NOBODY, world.round, 0, 0) * len(issues))
    draw = luck.uniform(world.key, luck.DRAFT, luck.NOBODY, world.round, 1, 0)
    issue = issues[place]
    issue.offer = int(draw * issue.levels) / (issue.levels - 1.0)


def approves(party, slot, issues, before, demand):
    """True if a side lets a change of the draft stand."""
    now = talking.worth_of_offer(party, slot, issues)
    return now >= before or now >= demand


def play_round(world, parties, issues, log, offers_made):
    """One change of the draft, and a look at whether both can sign it."""
    if issues[0].text < 0.0:
        begin(world, issues)
    gone = table.elapsed(world, world.round)
    for issue in issues:
        issue.offer = issue.text
    for slot in range(2):
        party = parties[slot]
        party.demanded = talking.demand(party, gone)
        party.drafted = talking.worth_of_offer(party, slot, issues)
    change(world, issues)
    stands = True
    losers = 0
    for slot in range(2):
        party = parties[slot]
        own = 1 if approves(party, slot, issues, party.drafted, party.demanded) else 0
        stands = asking.decided(party, asking.ANSWER, CHANGE, own) == 1 and stands
        if talking.worth_of_offer(party, slot, issues) < party.drafted:
            losers += 1
    stands = stands and losers < 2
    for issue in issues:
        if stands:
            issue.text = issue.offer
        issue.offer = issue.text
    world.round += 1
    sign(world, parties, issues, log, offers_made)


def signs(party, slot, issues):
    """True if a side signs the draft: it gives it what it asks for, within its red lines."""
    gets = talking.worth_of_offer(party, slot, issues) >= party.demanded
    own = 1 if gets and not talking.crosses_line(party, slot, issues) else 0
    return asking.decided(party, asking.ANSWER, SIGNING, own) == 1


def sign(world, parties, issues, log, offers_made):
    """Sign the draft if both sides do."""
    slot = parties[0].stream
    party, other = parties[slot], parties[1 - slot]
    own = talking.worth_of_offer(party, slot, issues)
    theirs = talking.worth_of_offer(other, 1 - slot, issues)
    signed = True
    for place in range(2):
        signed = signs(parties[place], place, issues) and signed
    table.record(world, party.stream, slot, (own, theirs), signed, issues, offers_made)
    if signed:
        table.agree(world, party, other, own, theirs, other.demanded, log)
        return
    gone = table.elapsed(world, world.round)
    for place in range(2):
        one = parties[place]
        worth = talking.worth_of_offer(one, place, issues)
        talking.listen(one, place, issues, worth)
        paid = offers.payment(issues, one, place)
        talking.hear(one, one.demanded, min(worth, one.demanded), paid, gone, world.learning)

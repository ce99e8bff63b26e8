"""Decisions taken again, from the numbers that were recorded and by the rules that took them.

They equal what was done, so that a story never gives a reason that was not one.
"""

from agents import delivering, extending
from agents.rules import choice, ladder, mediation, publics
from sim.story import reasons as in_story

DECIDED = {
    "delivers": "delivers",
    "hitch": "delivers",
    "delays": "delays",
    "withholds": "withholds",
}


def of_delivery(reasons, scale):
    """What a party does about an obligation: delivers, delays or withholds."""
    if reasons.held == delivering.HELD:
        return "withholds"
    if reasons.held == delivering.SLOWED:
        return "delays"
    neither = choice.inclusive(reasons.delay, reasons.withhold, scale)
    if choice.prefers(reasons.deliver, neither, scale, reasons.first):
        return "delivers"
    if choice.prefers(reasons.delay, reasons.withhold, scale, reasons.second):
        return "delays"
    return "withholds"


def of_step(reasons, resumable, most=1):
    """The rung a party steps onto, if it may climb or descend ``most`` rungs in a day."""
    if of_leaving(reasons, resumable):
        return ladder.RESUME
    return ladder.towards(int(reasons.rung), in_story.wanted(reasons), most)


def of_mission(reasons):
    """True if a day of shuttling is worth its price to the mediator."""
    return mediation.worth_it(in_story.worth_of_mission(reasons), reasons.price)


def of_instrument(reasons):
    """True if an instrument is worth its price to the mediator."""
    return mediation.worth_it(reasons.gain, reasons.price)


def of_settlement(reasons):
    """True if the shuttling is enough for a settlement."""
    return reasons.effort >= reasons.needed


def of_agreement(reasons):
    """True if an offer is worth at least what the other side wants."""
    return reasons.offered >= reasons.wanted


def of_answer(utility, least, takes, has_line):
    """True if a side's answer to a proposal follows from its worth; a red line may refuse it."""
    if takes == 1.0:
        return utility >= least
    return has_line or utility < least


def of_proposal(reasons, setting):
    """True if both answers to a proposal follow from what it is worth to each."""
    return of_answer(
        reasons.utility_0, reasons.least_0, reasons.takes_0, has_lines(setting, 0)
    ) and of_answer(reasons.utility_1, reasons.least_1, reasons.takes_1, has_lines(setting, 1))


def of_word(reasons):
    """True if what a mediator said, and whether it was believed, follow from its worths."""
    false_firm = reasons.firm_if_soft - reasons.soft_if_soft
    false_soft = reasons.soft_if_firm - reasons.firm_if_firm
    is_firm = reasons.is_firm == 1.0
    says = mediation.says_firm(is_firm, -false_soft if is_firm else false_firm)
    heard = mediation.believed(false_firm, false_soft)
    return says == (reasons.firm == 1.0) and heard == (reasons.believed == 1.0)


def of_vote(reasons):
    """True if a constituency approves."""
    return publics.approves(reasons.utility, reasons.least, reasons.line)


def of_ratification(reasons):
    """True if the votes on both sides suffice."""
    least = 1e-12  # weights round
    return reasons.for_0 >= reasons.needed_0 - least and reasons.for_1 >= reasons.needed_1 - least


def of_mood(kind, reasons, one):
    """True if a partner's mood leads to what it did; ``one`` holds its traits."""
    if kind == "returns":
        return reasons.mood > reasons.threshold
    if kind == "exit":
        return reasons.mood < reasons.threshold
    near = publics.nearness(reasons.mood, reasons.threshold, one["warns"])
    return near > 0.0 and reasons.mood >= reasons.threshold


def of_trade(reasons):
    """True if both sides gain by a side trade."""
    return min(reasons.gain, reasons.other_gain) > 0.0


def of_mishap(reasons):
    """True if luck brings a disputed list, the wrong remains, the end of the talks, or grace."""
    return reasons.draw < reasons.chance


def of_extension(reasons):
    """True if what an optional phase takes can be found and both sides choose it."""
    return extending.both_choose(reasons)


def of_leaving(reasons, resumable):
    """True if a party that weighs leaving leaves."""
    return resumable and reasons.outside - reasons.staying > reasons.resolve


def has_lines(setting, slot):
    """True if a party has a red line on some issue."""
    return any(issue["red_line"][slot] > 0.0 for issue in setting.issues)


def retaken(event, setting):
    """True if the recorded numbers lead to what was done; None for an event that is no decision.

    ``setting`` stands on the day of the event.
    """
    kind, why = event.kind, event.reasons
    resumable = setting.world["resumable"] == 1
    if kind in DECIDED:
        return of_delivery(why, setting.world["scale"]) == DECIDED[kind]
    if kind in ("rung", "resumes"):
        rung = of_step(why, resumable, int(setting.world["rungs_a_day"]))
        return rung == why.next_rung and (rung == ladder.RESUME) == (kind == "resumes")
    if kind == "stays":
        return not of_leaving(why, resumable)
    if kind in ("uses", "passes", "ends"):
        return of_instrument(why) == (kind == "uses")
    if kind == "proposal":
        return of_proposal(why, setting)
    if kind == "vote":
        return of_vote(why) == (why.approves == 1.0)
    if kind in ("ratified", "rejected"):
        return of_ratification(why) == (kind == "ratified")
    if kind in ("threat", "exit", "returns"):
        return of_mood(kind, why, setting.constituencies[event.actor])
    if kind in ("extended", "not_extended"):
        return of_extension(why) == (kind == "extended")
    rule = RULES.get(kind)
    return None if rule is None else rule(why)


RULES = {  # decisions that follow from their numbers alone
    "mission": of_mission,
    "informs": of_word,
    "settled": of_settlement,
    "agreement": of_agreement,
    "trade": of_trade,
    "dispute": of_mishap,
    "misidentified": of_mishap,
    "talks_break_down": of_mishap,
    "lets_pass": of_mishap,
}

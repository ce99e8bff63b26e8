"""Decisions taken again, from the numbers that were recorded and by the rules that took them.

A test holds them equal to what was done, so that the story never gives a reason that was not one.
"""

import math

import numpy as np

from agents.rules import choice, ladder, mediation
from sim import draws, layout

DECIDED = {
    "delivers": "delivers",
    "hitch": "delivers",
    "delays": "delays",
    "withholds": "withholds",
}


class Setting:
    """The premises of one run as they stood on a day: drawn for the run, then changed by date."""

    def __init__(self, scenario, seed, run):
        row = np.array(scenario.row)
        self.whole = row.view(np.int64)
        key = int(draws.run_keys(seed, run, 1)[0].view(np.int64))
        draws.draw_premises(row, self.whole, draws.entries(scenario), key)
        found = layout.views(row, scenario.shape)
        self.world = found["world"][0]
        self.parties = dict(zip(scenario.premises.parties, found["parties"], strict=True))
        self.phases = found["phases"]
        self.obligations = dict(
            zip(scenario.premises.obligations, found["obligations"], strict=True)
        )
        self.waiting = list(scenario.dated)

    def pass_to(self, day):
        """Let the changes dated up to ``day`` take effect; days only go forward."""
        while self.waiting and self.waiting[0]["day"] <= day:
            change = self.waiting.pop(0)
            self.whole[change["place"]] = change["bits"]


def of_delivery(reasons, scale):
    """What a party does about an obligation: delivers, delays or withholds."""
    if reasons.held == 1.0:
        return "withholds"
    neither = choice.inclusive(reasons.delay, reasons.withhold, scale)
    if choice.prefers(reasons.deliver, neither, scale, reasons.first):
        return "delivers"
    if choice.prefers(reasons.delay, reasons.withhold, scale, reasons.second):
        return "delays"
    return "withholds"


def of_step(reasons, resumable):
    """The rung a party steps onto."""
    if resumable and reasons.outside - reasons.staying > reasons.resolve:
        return ladder.RESUME
    return ladder.one_step(int(reasons.rung), wanted(reasons))


def wanted(reasons):
    """The rung a party is making for."""
    return ladder.best(reasons.wronged + reasons.hurt, reasons.retaliation, reasons.stake)


def of_mission(reasons):
    """True if a day of shuttling is worth its price to the mediator."""
    return mediation.worth_a_mission(reasons.credit, reasons.attention, reasons.price)


def of_settlement(reasons):
    """True if the shuttling is enough for a settlement."""
    return reasons.effort >= reasons.needed


def of_agreement(reasons):
    """True if an offer is worth at least what the other side would ask for next."""
    return reasons.offered >= reasons.wanted


def retaken(event, setting):
    """True if the recorded numbers lead to what was done; None for an event that is no decision.

    ``setting`` stands on the day of the event.
    """
    if event.kind in DECIDED:
        return of_delivery(event.reasons, setting.world["scale"]) == DECIDED[event.kind]
    if event.kind in ("rung", "resumes"):
        rung = of_step(event.reasons, setting.world["resumable"] == 1)
        return rung == event.reasons.next_rung and (rung == ladder.RESUME) == (
            event.kind == "resumes"
        )
    if event.kind == "mission":
        return of_mission(event.reasons)
    if event.kind == "settled":
        return of_settlement(event.reasons)
    if event.kind == "agreement":
        return of_agreement(event.reasons)
    return None


def odds(reasons, scale):
    """How often a party delivers on such numbers [share, 0..1]; 0 or 1 where it has no play."""
    margin = reasons.deliver - choice.inclusive(reasons.delay, reasons.withhold, scale)
    if scale <= 0.0:
        return 1.0 if margin > 0.0 else 0.0
    return 1.0 / (1.0 + math.exp(min(700.0, -margin / scale)))

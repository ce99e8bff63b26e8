"""What a story says of a decision beyond what was recorded, by the rules that took it."""

import math

import numpy as np

from agents.rules import choice, ladder, mediation
from sim import draws, layout


class Setting:
    """The premises of one run as they stood on a day: drawn for the run, then changed by date."""

    def __init__(self, scenario, seed, run):
        row = np.array(scenario.row)
        self.whole = row.view(np.int64)
        key = int(draws.run_keys(seed, run, 1)[0].view(np.int64))
        draws.draw_premises(row, self.whole, draws.entries(scenario), key)
        found = layout.views(row, scenario.shape)
        self.world = found["world"][0]
        self.phases = found["phases"]
        self.issues = found["issues"]
        for section in ("parties", "mediators", "constituencies", "obligations"):
            names = getattr(scenario.premises, section)
            setattr(self, section, dict(zip(names, found[section], strict=True)))
        self.asks = {key: float(one["payment_asks"]) for key, one in self.mediators.items()}
        self.waiting = list(scenario.dated)
        self.day = int(self.world["first_day"]) - 1

    def pass_to(self, day):
        """Let the days up to ``day`` pass over the premises; they only go forward."""
        while self.day < day:
            self.day += 1
            while self.waiting and self.waiting[0]["day"] <= self.day:
                change = self.waiting.pop(0)
                self.whole[change["place"]] = change["bits"]
            for key, one in self.mediators.items():
                self.asks[key] = min(1.0, self.asks[key] + one["payment_hardening"])

    def slot(self, party):
        """The place of a party among the two."""
        return list(self.parties).index(party)


def wanted(reasons):
    """The rung a party is making for."""
    return ladder.best(reasons.wronged + reasons.hurt, reasons.retaliation, reasons.stake)


def worth_of_mission(reasons):
    """What a day of shuttling is worth to the mediator [its own points]."""
    return reasons.value * mediation.settles(reasons.progress)


def odds(reasons, scale):
    """How often a party delivers on such numbers [share, 0..1]; 0 or 1 where it has no play."""
    margin = reasons.deliver - choice.inclusive(reasons.delay, reasons.withhold, scale)
    if scale <= 0.0:
        return 1.0 if margin > 0.0 else 0.0
    return 1.0 / (1.0 + math.exp(min(700.0, -margin / scale)))


def stick(reasons, alarm):
    """What pressure makes leaving cost, from the chance of leaving it takes away [points].

    None where that chance is so near 0 or 1 that it does not tell.
    """
    chances = (reasons.before, reasons.after)
    if alarm <= 0.0 or not all(1e-12 < chance < 1.0 - 1e-12 for chance in chances):
        return None
    before, after = (math.log(chance / (1.0 - chance)) for chance in chances)
    return alarm * (before - after)

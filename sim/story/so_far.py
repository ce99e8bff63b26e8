"""What has happened up to a day of a run, as its events tell it."""

from types import SimpleNamespace

from agents import terms
from agents.rules import ladder
from sim import phases

DECISIONS = ("delivers", "hitch", "delays", "withholds")


class SoFar:
    """A run up to the end of a day."""

    def __init__(self, scenario):
        self.obligations = scenario.premises.obligations
        self.parties = list(scenario.premises.parties)
        self.rungs = dict.fromkeys(self.parties, ladder.PEACE)
        self.phase = 0
        self.limbo_begins = None
        self.due = {}  # day on which each obligation was first decided
        self.tries = {}  # times each has been decided
        self.done = {}  # day of each delivery
        self.crisis_begins = None  # None while no crisis is open
        self.crises = self.settled = 0
        self.missions = {}  # days of shuttling of each mediator in the last crisis
        self.days_of_shuttling = 0
        self.shock_day = 0
        self.talks_day = self.agreed_day = None
        self.incidents = self.deaths = 0
        self.ending = None  # kind of the event that ended the run
        self.leavers = []  # the parties that resumed fighting, and with what reasons

    def pass_day(self, events):
        """Take in a whole day."""
        for event in events:
            self.take(event)

    def take(self, event):
        """Take in one event."""
        kind, reasons = event.kind, event.reasons
        if kind in DECISIONS:
            self.due.setdefault(event.item, event.day)
            self.tries[event.item] = self.tries.get(event.item, 0) + 1
            if kind == "delivers":
                self.done[event.item] = event.day
        elif kind in ("rung", "resumes"):
            self.rungs[event.actor] = int(reasons.next_rung)
            if kind == "resumes":
                self.leavers.append(event)
                self.ending = kind
        elif kind == "settled":
            self.settled += 1
            self.crisis_begins = None
            self.rungs = dict.fromkeys(self.parties, ladder.PEACE)
        elif kind == "crisis_fades":
            self.crisis_begins = None
        elif kind == "crisis":
            self.crisis_begins = event.day
            self.crises += 1
            self.missions = {}
        elif kind == "mission":
            self.missions.setdefault(event.actor, []).append(reasons)
            self.days_of_shuttling += 1
        elif kind == "incident":
            self.incidents += 1
            self.deaths += int(reasons.dead)
        elif kind == "phase_begins":
            self.phase = event.number
            self.limbo_begins = None
        elif kind == "limbo":
            self.limbo_begins = event.day + 1
        elif kind == "shock":
            self.shock_day = event.day
        elif kind == "talks_begin":
            self.talks_day = self.talks_day or event.day
        elif kind == "agreement":
            self.agreed_day = event.day
        elif kind in ("calm", "expired"):
            self.ending = kind

    def in_force(self, slot):
        """The obligations of a party in the phases entered so far."""
        return [
            key
            for key, item in self.obligations.items()
            if item.by == slot and item.phase <= self.phase
        ]

    def answered_by(self, key):
        """The obligations in force that wait for this one."""
        place = list(self.obligations).index(key)
        return [
            other
            for other, item in self.obligations.items()
            if item.in_return_for == place and item.phase <= self.phase
        ]

    def delivered_share(self, slot, setting):
        """Share, by worth, of what a party owed so far that it has delivered."""
        items = [
            SimpleNamespace(
                by=item["by"],
                phase=item["phase"],
                worth=item["worth"],
                status=terms.DONE if key in self.done else terms.PENDING,
            )
            for key, item in setting.obligations.items()
        ]
        return phases.delivered_share(items, slot, self.phase)

    def causes(self, day, setting):
        """The cause named for the end, and every cause that was true, by ``sim.phases``."""
        if self.ending == "calm":
            return phases.LASTING_CALM, [phases.LASTING_CALM]
        if self.ending == "expired":
            return phases.EXPIRY, [phases.EXPIRY]
        if self.ending != "resumes":
            return phases.HELD, [phases.HELD]
        leavers = []
        for event in self.leavers:
            kept = 1.0 - setting.parties[event.actor]["forgiveness"]
            leavers.append(
                SimpleNamespace(
                    rung=ladder.RESUME,
                    wronged=event.reasons.wronged * kept,
                    hurt=event.reasons.hurt * kept,
                    stream=0,
                )
            )
        limbo = self.limbo_begins is not None and self.limbo_begins <= day
        world = SimpleNamespace(
            day=day,
            shock_day=self.shock_day,
            crisis=int(self.crisis_begins is not None),
            stage=phases.LIMBO if limbo else phases.TRUCE,
            resumed_by=-1,
        )
        phases.collapse(world, leavers)
        true = [code for code in range(len(phases.CAUSES)) if world.causes & (1 << code)]
        return world.cause, true

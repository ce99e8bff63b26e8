"""What has happened up to a day of a run, as its events tell it."""

from types import SimpleNamespace

from agents import terms
from agents.rules import ladder
from sim import phases

DECISIONS = ("delivers", "hitch", "delays", "withholds")
REFUSALS = ("delays", "withholds")
ENDINGS = ("calm", "expired")
BRIEF = 2  # days of a crisis of which the end is told with its week


class SoFar:
    """A run up to the end of a day."""

    def __init__(self, scenario):
        self.obligations = scenario.premises.obligations
        self.parties = list(scenario.premises.parties)
        self.rungs = dict.fromkeys(self.parties, ladder.PEACE)
        self.phase = 0
        self.entered = set()  # phases entered
        self.limbo_begins = None
        self.due = {}  # day on which each obligation was first decided
        self.tries = {}  # times each has been decided
        self.done = {}  # day of each delivery
        self.again = []  # refusals of what had been decided on before, until they are told
        self.brief = []  # ends of short crises, until they are told
        self.told_terms = {}  # terms of a deal told last, issue by issue
        self.told_belief = {}  # each party's belief told last
        self.claimed = set()  # breaches claimed: (day, obligation)
        self.crisis_begins = None  # None while no crisis is open
        self.crises = self.settled = 0
        self.missions = {}  # days of shuttling of each mediator in the last crisis
        self.days_of_shuttling = 0
        self.active = set()  # instruments that last: (mediator, instrument, target)
        self.weighed = set()  # instruments weighed so far, whatever came of it
        self.used = self.passed = 0  # times that an instrument was used, or passed by
        self.shock_day = 0
        self.talks_day = self.agreed_day = self.ratified_day = self.broken_day = None
        self.proposals = self.rejected = self.trades = self.exits = self.extended = 0
        self.incidents = self.deaths = 0
        self.ending = None  # kind of the event that ended the run
        self.leavers = []  # the parties that resumed fighting, and with what reasons

    def pass_day(self, events):
        """Take in a whole day."""
        for event in events:
            self.take(event)

    def take(self, event):
        """Take in one event."""
        kind = event.kind
        taken = getattr(self, f"take_{kind}", None)
        if kind in DECISIONS:
            self.decided(event)
        elif kind in ENDINGS:
            self.ending = kind
        elif taken is not None:
            taken(event)

    def decided(self, event):
        """An obligation weighed, or a list for it disputed."""
        self.due.setdefault(event.item, event.day)
        if refused_again(event, self.tries):
            self.again.append(event)
        self.tries[event.item] = self.tries.get(event.item, 0) + 1
        if event.kind == "delivers":
            self.done[event.item] = event.day
            double = self.obligations[event.item].stands_for
            if double >= 0:
                self.done.setdefault(list(self.obligations)[double], event.day)

    def take_claim(self, event):
        """A breach claimed."""
        self.claimed.add((event.day, event.item))

    take_dispute = take_misidentified = decided

    def take_phase_begins(self, event):
        """A phase; what had been delivered before the run began is delivered."""
        self.phase = event.number
        self.entered.add(event.number)
        self.limbo_begins = None
        for key, item in self.obligations.items():
            if item.phase == event.number and item.done_before > 0:
                self.due[key] = self.done[key] = item.done_before

    def take_limbo(self, event):
        """A phase that has run out."""
        self.limbo_begins = event.day + 1

    def take_rung(self, event):
        """A step on the ladder."""
        self.rungs[event.actor] = int(event.reasons.next_rung)

    def take_resumes(self, event):
        """A side that leaves."""
        self.take_rung(event)
        self.leavers.append(event)
        self.ending = event.kind

    def take_crisis(self, event):
        """A crisis that opens."""
        self.crisis_begins = event.day
        self.crises += 1
        self.missions = {}

    def take_settled(self, event):
        """A crisis that is settled."""
        if self.short(event):
            self.brief.append(event)
        self.settled += 1
        self.crisis_begins = None
        self.rungs = dict.fromkeys(self.parties, ladder.PEACE)

    def take_crisis_fades(self, event):
        """A crisis that ends of itself."""
        if self.short(event):
            self.brief.append(event)
        self.crisis_begins = None

    def short(self, event):
        """True if the end of a crisis is told with its week: it was brief, and not the first.

        What shuttling costs, and what a settlement always brings, is told of the first.
        """
        now = sum(map(len, self.missions.values()))
        if event.kind == "settled":
            known = self.settled > 0 and self.days_of_shuttling > now
        else:
            known = now == 0 or self.days_of_shuttling > now
        return known and event.reasons.lasted <= BRIEF

    def take_mission(self, event):
        """A day of shuttling."""
        self.missions.setdefault(event.actor, []).append(event.reasons)
        self.days_of_shuttling += 1

    def take_uses(self, event):
        """An instrument taken up."""
        self.weighed.add(instrument(event))
        self.active.add(instrument(event))
        self.used += 1

    def take_passes(self, event):
        """An instrument weighed and not used, which ends it if it was in use."""
        self.weighed.add(instrument(event))
        self.passed += 1
        self.active.discard(instrument(event))

    def take_ends(self, event):
        """An instrument that ends: towards one side, or altogether."""
        mediator, kind, target = instrument(event)
        self.active = {
            one for one in self.active if one[:2] != (mediator, kind) or target not in (-1, one[2])
        }

    def take_incident(self, event):
        """An incident."""
        self.incidents += 1
        self.deaths += int(event.reasons.dead)

    def take_shock(self, event):
        """An outside shock."""
        self.shock_day = event.day

    def take_talks_begin(self, event):
        """Talks that begin or go on."""
        self.talks_day = self.talks_day or event.day

    def take_talks_break_down(self, event):
        """Talks that end for good."""
        self.broken_day = event.day

    def take_proposal(self, event):
        """A mediator's proposal."""
        self.proposals += 1

    def take_agreement(self, event):
        """An agreement; it binds unless it is voted down the same day."""
        self.agreed_day = self.ratified_day = event.day

    def take_rejected(self, event):
        """An agreement voted down."""
        self.agreed_day = self.ratified_day = None
        self.rejected += 1

    def take_trade(self, event):
        """A side trade."""
        self.trades += 1

    def take_exit(self, event):
        """A partner that leaves."""
        self.exits += 1

    def take_extended(self, event):
        """An optional phase that is gone into."""
        self.extended += 1

    def in_force(self, slot):
        """The obligations of a party in the phases entered so far, or done before theirs."""
        return [
            key
            for key, item in self.obligations.items()
            if item.by == slot and (item.phase in self.entered or key in self.done)
        ]

    def answered_by(self, key):
        """The obligations in force that wait for this one."""
        place = list(self.obligations).index(key)
        return [
            other
            for other, item in self.obligations.items()
            if item.in_return_for == place and item.phase in self.entered
        ]

    def delivered_share(self, slot, setting):
        """Share, by worth, of what a party owed so far that it has delivered."""
        return phases.delivered_share(self.standing(setting), slot)

    def standing(self, setting):
        """The obligations as ``sim.phases`` reads them."""
        return [
            SimpleNamespace(
                by=item["by"],
                worth=item["worth"],
                stands_for=item["stands_for"],
                status=self.status(key, item),
            )
            for key, item in setting.obligations.items()
        ]

    def status(self, key, item):
        """Whether an obligation is delivered, in force, or neither."""
        if key in self.done:
            return terms.DONE
        return terms.PENDING if item["phase"] in self.entered else terms.NOT_YET

    def causes(self, day, setting):
        """The cause named for the end, and every cause that was true, by ``sim.phases``."""
        if self.ending == "calm":
            return phases.LASTING_CALM, [phases.LASTING_CALM]
        if self.ending is None:
            return phases.HELD, [phases.HELD]
        limbo = self.limbo_begins is not None and self.limbo_begins <= day
        world = SimpleNamespace(
            day=day,
            shock_day=self.shock_day,
            crisis=int(self.crisis_begins is not None),
            stage=phases.LIMBO if limbo else phases.TRUCE,
            resumed_by=-1,
            rejected=self.rejected,
            ratified_day=self.ratified_day or 0,
            talks_day=self.talks_day or 0,
        )
        if self.ending == "expired":
            true = phases.out_of_phase(world) | (1 << phases.EXPIRY)
            return phases.first_of(true), codes(true)
        phases.collapse(world, [leaver(event, setting) for event in self.leavers])
        return world.cause, codes(world.causes)


def refused_again(event, tries):
    """True if a party puts off what has come up before, of its own will or by its rung."""
    return event.kind in REFUSALS and event.item in tries


def instrument(event):
    """Which instrument of which mediator an event is about, and at whom it is aimed."""
    return event.actor, event.instrument, int(event.reasons.target)


def leaver(event, setting):
    """A party that resumed fighting, as it stood at the end of that day."""
    kept = 1.0 - setting.parties[event.actor]["forgiveness"]
    return SimpleNamespace(
        rung=ladder.RESUME,
        wronged=event.reasons.wronged * kept,
        hurt=event.reasons.hurt * kept,
        stream=0,
    )


def codes(true):
    """The causes among some bits, in the order of ``sim.phases``."""
    return [code for code in range(len(phases.CAUSES)) if true & (1 << code)]

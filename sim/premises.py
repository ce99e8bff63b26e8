"""The premises of a run that belong to no actor: time, choice, verification, violence, talks."""

from typing import Literal

from agents.premise import AT_THE_START, NEVER, Premise, days, name, number, points, share

PROTOCOLS = ("no_talks", "alternating_offers", "one_text", "bridging", "sealed_demands")
NO_TALKS, ALTERNATING_OFFERS, ONE_TEXT, BRIDGING, SEALED_DEMANDS = range(len(PROTOCOLS))

FIRST_MOVERS = ("drawn", "first", "second")  # which of the parties, in the order given
DRAWN, FIRST, SECOND = range(len(FIRST_MOVERS))


class Calendar(Premise):
    """Lengths of time."""

    horizon: int = days(140, "days simulated at most", low=1, high=2000, when=NEVER)
    first_day: int = days(
        1, "day of the truce on which the run begins; what came before is given", low=1, when=NEVER
    )


class Choice(Premise):
    """How exactly interests are followed."""

    scale: float = points(0.05, "play in decisions to deliver (logit scale); 0 is the best reply")
    resolve: float = points(0.05, "play in decisions to resume fighting (logit scale)")
    resumable: bool = name(True, "whether a party may decide to resume fighting")
    rungs_a_day: int = number(
        1, "rungs of the ladder that a side may climb or descend in a day", "rungs", ge=1, le=5
    )
    same_day: bool = name(
        False,
        "whether what the other side hands over on a day is taken to come whatever one does on "
        "that day; it then answers from the next",
        source="Lockwood2002",
    )
    backward_induction: bool = name(
        False,
        "whether both sides work out, from the last promise of the phase to the first, which will "
        "be kept; none is from the first that would not be",
        source="Lockwood2002",
    )
    guarantee: float = number(
        0.1,
        "change in the other side's payoff that moves a belief by one unit of its log odds",
        "points",
        ge=0.001,
        le=10.0,
    )


class Delivery(Premise):
    """Delays and withholding."""

    delay_days: float = number(
        3.0, "mean of a delay beyond its first day", "days", ge=0.0, le=365.0
    )
    delay_saves: float = share(0.3, "part of an obligation's cost saved by delaying it")
    delay_gravity: float = share(0.3, "a delay as a breach, beside withholding")
    hitch_gravity: float = share(0.1, "a hitch or a disputed list as a breach, beside withholding")
    review_days: int = days(7, "days until a withheld obligation is looked at again", low=1)
    disputed: float = share(0.0, "chance that the list for an exchange is disputed when it is due")
    misidentified: float = share(0.0, "chance that remains handed over prove to be someone else's")
    lately: float = share(0.9, "what came and went lately, kept from day to day")


class Monitoring(Premise):
    """Who checks."""

    monitors: float = share(0.0, "share of the errors of verification and blame that they remove")


class KindOfPromise(Premise):
    """Verification of one kind of promise."""

    miss: float = share(0.1, "chance that a breach goes unseen")
    false_alarm: float = share(0.05, "chance that a delivery is held to be a breach")


class Tension(Premise):
    """How heated things are, from 0 to 1."""

    tension_at_start: float = share(0.3, "tension on the first day", when=AT_THE_START)
    tension_per_breach: float = share(0.15, "part of the calm lost to a whole perceived breach")
    tension_per_incident: float = share(0.02, "part of the calm lost to an incident")
    calming: float = share(0.93, "tension kept from day to day")


class Violence(Premise):
    """Incidents during the truce."""

    background: float = number(0.6, "incidents from no cause modelled", "a day", ge=0.0, le=50.0)
    tension_link: float = number(1.0, "incidents added by full tension", "a day", ge=0.0, le=50.0)
    branching: float = number(
        0.3, "incidents that each incident brings", "incidents", ge=0.0, lt=1.0
    )
    persistence: float = number(0.7, "stir kept from day to day", "share", ge=0.0, lt=1.0)
    deaths_mean: float = number(1.5, "mean deaths of an incident", "deaths", ge=0.0, le=1000.0)
    misattribution: float = share(0.2, "chance that the wrong side is blamed")
    harm: float = points(0.002, "grievance from an incident, and from each death in it")


class Shocks(Premise):
    """Outside events that come by chance."""

    shock_rate: float = share(0.01, "chance of an outside shock each day")
    shock_size: float = share(0.2, "part of the calm and of both sides' hope lost to a shock")


class Talks(Premise):
    """The talks about the next phase."""

    protocol: Literal[PROTOCOLS] = name("alternating_offers", "how the talks are run")
    rounds: int = number(40, "rounds until the deadline of the talks", "rounds", ge=1, le=5000)
    rounds_a_day: int = number(1, "rounds on a day of talks", "rounds", ge=1, le=20)
    first_mover: Literal[FIRST_MOVERS] = name("drawn", "who makes the first offer")
    learning: float = share(0.1, "how fast hope follows the distance between the sides")
    breakdown: float = share(
        0.0,
        "chance after each round without agreement that the talks end for good",
        source="Binmore1986",
    )


class Limbo(Premise):
    """The time after a phase has run out with no agreement on the next."""

    limbo: bool = name(True, "whether the truce goes on when a phase runs out without agreement")
    longest: int = days(60, "longest limbo; after it the truce expires", low=1)
    carried_by_talks: bool = name(
        False, "whether a truce that has run out cannot expire while talks go on"
    )
    clause: float = points(0.0, "what leaving costs more while talks go on under that clause")


class Settlement(Premise):
    """What a settled crisis leaves."""

    relief: float = share(0.8, "part of the grievances that a settlement takes away")


class SideTrades(Premise):
    """Trades about the phase being carried out: an item held back against one brought on."""

    trades: bool = name(False, "whether the sides trade what is held back for an earlier delivery")
    worth_a_day: float = share(0.02, "part of an item's worth gained by having it a day earlier")
    notice: int = days(2, "days from a side trade to the deliveries it brings")
    trade_again: int = days(7, "days between two looks at a possible side trade", low=1)


class Extension(Premise):
    """Optional phases: the truce goes on for a price."""

    extension_play: float = points(0.05, "play in decisions to go on into an optional phase")
    extension_again: int = days(7, "days of limbo until an optional phase is weighed again", low=1)


class Ratification(Premise):
    """Votes at home on an agreement."""

    vote_play: float = points(0.03, "play in a constituency's vote on a deal (logit scale)")
    setback: float = share(0.3, "part of both sides' hope lost when an agreement is not ratified")


class Relocation(Premise):
    """A proposal, from outside, to move residents out."""

    proposal: float = share(0.0, "how far the proposal is pressed; 0 for none")
    consent: float = share(0.05, "share of the residents who would go of their own will")


class Hardship(Premise):
    """Hardship of residents, from 0 to 1."""

    hardship_at_start: float = share(0.8, "hardship on the first day", when=AT_THE_START)
    hardship_without: float = share(0.9, "hardship towards which it goes with no aid at all")
    hardship_with: float = share(0.3, "hardship towards which it goes with all aid promised so far")
    hardship_pace: float = share(0.05, "part of the way that hardship goes each day")


class Mediation(Premise):
    """How mediators judge and speak."""

    alarm: float = points(
        0.1, "difference between leaving and staying that moves their log odds of a collapse by one"
    )
    talks_again: int = days(7, "days of talks between two looks at a proposal or deadline", low=1)
    statement_days: int = days(0, "days between public statements about the truce; 0 for none")
    heed: float = share(0.2, "how far a statement that is fully believed moves hope")
    announcement: float = share(
        0.0, "how far the news that a team is sent to the talks moves the other side's hope"
    )
    disappointment: float = share(
        0.0, "attention a mediator loses when its deadline passes with no agreement"
    )


class Phase(Premise):
    """One phase of the truce, and what it takes to enter it."""

    length: int = days(42, "length", low=1)
    needs_agreement: bool = name(False, "whether terms must have been agreed in the talks")
    optional: bool = name(False, "whether it is entered only if both sides choose to extend")
    lists: float = share(1.0, "chance that what an optional phase takes can be found")
    lasting: bool = name(True, "whether calm is lasting once it has run its course")
    needs_delivered: float = share(
        0.0, "least share, by worth, of all it owed so far that each side must have delivered"
    )


GROUPS = {
    "calendar": Calendar,
    "choice": Choice,
    "delivery": Delivery,
    "monitoring": Monitoring,
    "tension": Tension,
    "violence": Violence,
    "shocks": Shocks,
    "talks": Talks,
    "limbo": Limbo,
    "settlement": Settlement,
    "side_trades": SideTrades,
    "extension": Extension,
    "ratification": Ratification,
    "relocation": Relocation,
    "hardship": Hardship,
    "mediation": Mediation,
}

# What changes about the world during a run: name, type, length (0 for one number), unit, meaning.
STATE = (
    ("key", int, 0, "number", "the run's key, the address of all its luck"),
    ("day", int, 0, "day", "day of the run; 0 before the first"),
    ("now", int, 0, "day", "day that worth is seen from; once a day is over, the next"),
    ("stage", int, 0, "code", "0 truce, 1 limbo, 2 fighting, 3 calm"),
    ("phase", int, 0, "number", "the phase entered last, from 1"),
    ("stage_today", int, 0, "code", "stage in force on the day, before its end"),
    ("phase_today", int, 0, "number", "phase in force on the day, before its end"),
    ("phase_begins", int, 0, "day", "first day of the phase"),
    ("phase_ends", int, 0, "day", "last day of the phase"),
    ("limbo_begins", int, 0, "day", "first day of limbo; 0 if none yet"),
    ("cause", int, 0, "code", "why the run ended, by sim/phases.py; 0 while it goes on"),
    ("causes", int, 0, "bits", "every cause true on the last day, one bit each"),
    ("spell", int, 0, "spells", "changes of state so far that reopen the question of fighting"),
    ("next_review", int, 0, "day", "first day on which an obligation is under review"),
    ("acted", int, 0, "obligations", "obligations decided on today"),
    ("changed", int, 0, "yes or no", "1 if stock must be taken again"),
    ("tension", float, 0, "share", "how heated things are"),
    ("need", float, 0, "share", "hardship of residents now"),
    ("watched", float, 0, "share", "share of errors that monitors remove now"),
    ("feasible", float, 0, "share", "how far a proposal to move residents out can be carried out"),
    ("excited", float, 0, "incidents a day", "incidents still stirred up by past ones"),
    ("incidents", int, 0, "incidents", "incidents today"),
    ("deaths", int, 0, "deaths", "deaths today"),
    ("deadly", float, 0, "deaths a day", "deaths a day lately, recent days counting more"),
    ("all_incidents", int, 0, "incidents", "incidents so far"),
    ("all_deaths", int, 0, "deaths", "deaths so far"),
    ("shock_day", int, 0, "day", "day of the last outside shock; 0 if none yet"),
    ("crisis", int, 0, "yes or no", "1 while a crisis is open"),
    ("crises", int, 0, "crises", "crises so far"),
    ("settled", int, 0, "crises", "crises settled so far"),
    ("crisis_day", int, 0, "day", "first day of the last crisis"),
    ("crisis_days", int, 0, "days", "days spent in crisis so far"),
    ("effort", float, 0, "settlements", "progress of the mediators in this crisis"),
    ("talks_day", int, 0, "day", "day on which talks on the next phase began; 0 if not yet"),
    ("talking", int, 0, "yes or no", "1 on days of talks"),
    ("round", int, 0, "rounds", "rounds played"),
    ("mover", int, 0, "party", "slot whose turn it is in even rounds; -1 before the first offer"),
    ("agreed_day", int, 0, "day", "day of the last agreement; 0 if none holds"),
    ("broken_day", int, 0, "day", "day on which the talks ended for good; 0 if they have not"),
    ("ratified_day", int, 0, "day", "day on which it was approved at home; 0 if it was not"),
    ("rejected", int, 0, "agreements", "agreements that were not ratified"),
    ("votes", int, 0, "agreements", "agreements put to a vote"),
    ("deadline_day", int, 0, "day", "last day of talks by a mediator's deadline; 0 if none"),
    ("deadline_round", int, 0, "rounds", "round in which that deadline was set"),
    ("proposals", int, 0, "proposals", "bridging proposals made"),
    ("trades_made", int, 0, "trades", "side trades made"),
    ("trade_day", int, 0, "day", "day of the last look at a side trade"),
    ("extended", int, 0, "phases", "optional phases entered"),
    ("asked_day", int, 0, "day", "day on which an optional phase was last looked at"),
    ("exits", int, 0, "partners", "partners that left"),
    ("resumed_by", int, 0, "party", "stream of the side that resumed fighting; -1 none, 2 both"),
    ("noted", int, 0, "events", "events so far"),
    ("offered", int, 0, "offers", "offers so far"),
)

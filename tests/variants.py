"""Settings that switch each mechanism off, or push it hard, and what shows that it is on."""

from playing import config

from agents import notes
from agents.traits import INSTRUMENTS

PARTIES = ("israel", "hamas")
MEDIATORS = tuple(config()["mediators"])
CONSTITUENCIES = tuple(config()["constituencies"])
WINGS = ("a_wing", "b_wing")  # constituencies that the tests add, see ``PUBLICS``


def each(section, names, *settings):
    """The same settings for every thing named."""
    return tuple(f"{section}.{name}.{setting}" for name in names for setting in settings)


# What may go wrong with a promise that both sides keep, what is said in public, and what a
# government and its red lines stand in the way of: off.
NO_MISHAPS = ("delivery.disputed=0", "delivery.misidentified=0")
NO_WORDS = ("mediation.statement_days=0", "mediation.announcement=0")
NO_OBSTACLES = (
    *each("parties", PARTIES, "majority=0", "office=0"),
    *each("issues", config()["issues"], "red_line_israel=0", "red_line_hamas=0"),
)

# Both teams come to the talks as soon as they are due.
TALKING = ("obligations.talks_israel.cost=0", "obligations.talks_hamas.cost=0")


def conceding(strategy, *settings):
    """Both sides concede in one way, in talks that begin soon."""
    return (*TALKING, *each("parties", PARTIES, f"strategy={strategy}", *settings))


def protocol(name):
    """Talks that begin soon, under a protocol."""
    return (*TALKING, f"talks.protocol={name}", "talks.rounds_a_day=2")


# Every instrument for every mediator, at no price and without end.
EAGER = (
    *each("mediators", MEDIATORS, *(f"price_{name}=0" for name in INSTRUMENTS)),
    *each("mediators", MEDIATORS, *(f"budget_{name}=100" for name in INSTRUMENTS)),
    *each("mediators", MEDIATORS, "credit=0.3", "monitors=0.4", "deadline_days=5"),
    *each("mediators", MEDIATORS, "payment_israel=0.2", "payment_hamas=0.1"),
    *each("mediators", MEDIATORS, "guarantee_israel=0.1", "guarantee_hamas=0.2"),
    *each("mediators", MEDIATORS, "leverage_israel=0.1", "leverage_hamas=0.1"),
    "mediation.talks_again=3",
)

# Something sacred to each side, and lines that can be bought off, on issues that payments ask for.
SACRED = (
    "issues.end_of_war.red_line_hamas=0.6",
    "issues.end_of_war.sacred_hamas=true",
    "issues.governance.red_line_israel=0.4",
    "issues.governance.sacred_israel=true",
    "issues.withdrawal.red_line_hamas=0.3",
    "issues.withdrawal.red_line_israel=0.3",
    "issues.withdrawal.linked=true",
    *each("parties", PARTIES, "taboo=0.5"),
    *each("mediators", MEDIATORS, "payment_asks=0.1", "payment_hardening=0.01"),
)

# Few levels of each issue, so that all deals can be searched; some are worth what a list says.
FEW = each("issues", config()["issues"], "levels=2")
LISTED = (
    *FEW,
    "issues.withdrawal.levels=3",
    "issues.withdrawal.worths_israel=[1,0.7,0]",
    "issues.withdrawal.worths_hamas=[0.1,1,0.8]",
    "issues.aid.worths_hamas=[0.2,1]",
)
WHOLE = each("parties", PARTIES, "bidding=whole")

# A wing of each side that votes, sits in government, and is quick to leave it and to come back.
PUBLICS = (
    "constituencies.a_wing={by: israel, weight: 0.4, partner: true, least: 0.4, sway: 0.1}",
    "constituencies.b_wing={by: hamas, weight: 0.3, partner: true, least: 0.4, sway: 0.1}",
    *each(
        "constituencies", WINGS, "adjusts=0.5", "people_held=0.2", "releases=2",
        "resents=-0.5", "violence=-4", "hardship=0.1", "displacement=-1", "news=-0.1",
        "exit=-0.3", "returns=-0.1", "warns=0.3", "lenience=0.4",
    ),
    *each("parties", PARTIES, "office=0.2"),
    *each("obligations", ("exchange_1_hostages", "exchange_2_prisoners", "tents"), "resented=0.8"),
    "violence.harm=0.01",
)  # fmt: skip

# People of whom it is not known whether they live; remains that may be someone else's.
MISSING = (
    "obligations.exchange_3_hostages.unknown=3",
    "obligations.exchange_3_hostages.dead=0.5",
    "obligations.exchange_3_hostages.salience=3",
    "obligations.exchange_3_prisoners.unknown=20",
    "obligations.exchange_3_prisoners.dead=0.1",
    "obligations.exchange_7_hostages.unknown=6",
    "obligations.exchange_7_hostages.dead=0.3",
    "obligations.exchange_7_hostages.revealed=9",
    "obligations.remains.remains=true",
    "delivery.misidentified=0.5",
)

# The second phase only if both choose it, and its lists can be found.
OPTIONAL = (
    "phases.phase_2.optional=true",
    "phases.phase_2.needs_agreement=false",
    "phases.phase_2.lists=0.7",
    "phases.phase_3.needs_agreement=true",
    "extension.extension_again=2",
    "extension.extension_play=0.3",
)

# Partners that vote on a deal which does not suit all of them.
VOTES = (
    *protocol("alternating_offers"),
    *PUBLICS,
    *each("parties", PARTIES, "majority=0.6"),
    "ratification.vote_play=0.2",
)

VARIANTS = {
    "as it stands": (),
    "best replies": ("choice.scale=0", "choice.resolve=0"),
    "nobody resumes": ("choice.resumable=false",),
    "no talks": ("talks.protocol=no_talks",),
    "quick talks": ("talks.rounds_a_day=5", "talks.rounds=12", *TALKING),
    "no mediators": ("mediators=none",),
    "no violence": ("violence.background=0", "violence.tension_link=0", "shocks.shock_rate=0"),
    "much violence": ("violence.background=5", "violence.branching=0.9", "violence.harm=0.01"),
    "blind": ("verification.aid.miss=1", "verification.exchange.false_alarm=1"),
    "monitored": ("monitoring.monitors=1",),
    "no limbo": ("limbo.limbo=false",),
    "short limbo": ("limbo.longest=3", "choice.resumable=false"),
    "limbo carried by talks": (
        "limbo.carried_by_talks=true", "limbo.longest=2", "limbo.clause=0.3", *TALKING,
        "talks.rounds=1000",
    ),
    "shocks": ("shocks.shock_rate=0.2", "shocks.shock_size=0.5"),
    "dated changes": (
        "changes=[{day: 20, set: {mediators.us.leverage_israel: 1.5, violence.background: 3}},"
        "{day: 25, set: {mediators.us.price_pressure: 0, relocation.proposal: 0.9,"
        "parties.hamas.position: 0.2, mediators.us.spotlight: 1}},"
        "{day: 30, set: {talks.rounds_a_day: 3, talks.protocol: one_text}}]",
        *TALKING,
    ),
    "first mover": (*TALKING, "talks.first_mover=first"),
    "one text": (*protocol("one_text"), "talks.rounds=200", "talks.rounds_a_day=5"),
    "one text, and proposals": (*protocol("one_text"), *EAGER, "talks.rounds=200"),
    "another protocol later": (
        *protocol("sealed_demands"), "talks.rounds=200",
        "changes=[{day: 20, set: {talks.protocol: alternating_offers}},"
        "{day: 24, set: {talks.protocol: one_text}}, {day: 28, set: {talks.protocol: bridging}},"
        "{day: 30, set: {talks.protocol: alternating_offers}}]",
    ),
    "bridging": protocol("bridging"),
    "bridging, nobody to bridge": (*protocol("bridging"), "mediators=none"),
    "sealed demands": protocol("sealed_demands"),
    "hard line": conceding("hard_line", "opening=0.6"),
    "relative tit-for-tat": (*conceding("time_dependent", "window=2"),
                             "parties.israel.strategy=relative_tit_for_tat"),
    "averaged tit-for-tat": (*conceding("time_dependent"),
                             "parties.hamas.strategy=averaged_tit_for_tat"),
    "tit for tat": (*conceding("relative_tit_for_tat"),
                    "parties.israel.strategy=averaged_tit_for_tat"),
    "screening": conceding("screening", "other_least_low=0.1", "other_least_high=0.4"),
    "shading": (*protocol("sealed_demands"), *each("parties", PARTIES, "strategy=shading")),
    "informing": (
        *conceding("screening"),
        *each("mediators", MEDIATORS, "knows_least_israel=0.3", "knows_least_hamas=0.2",
              "closeness_israel=0.8", "closeness_hamas=0.1", "credit=0.05"),
    ),
    "trade-off": (*conceding("trade_off"), "parties.hamas.insight=0.9"),
    "learning": conceding("learning", "doubt=0.2"),
    "stalling": conceding("stalling", "stalls_until=30"),
    "each its own way": (
        *TALKING, "parties.israel.strategy=trade_off", "parties.hamas.strategy=averaged_tit_for_tat"
    ),
    "sacred issues": (*protocol("alternating_offers"), *EAGER, *SACRED),
    "sacred text": (*protocol("one_text"), *EAGER, *SACRED),
    "sealed and sacred": (*protocol("sealed_demands"), *EAGER, *SACRED),
    "lines and trade-offs": (*conceding("trade_off"), *EAGER, *SACRED),
    "breakdown": (*protocol("alternating_offers"), "talks.breakdown=0.2"),
    "worths from lists": (*LISTED, *TALKING),
    "worths from lists, and proposals": (*LISTED, *EAGER, *protocol("sealed_demands")),
    "worths from lists, traded off": (*LISTED, *conceding("trade_off")),
    "bidding over the whole": (*LISTED, *TALKING, *WHOLE),
    "bidding over the whole, and lines": (*FEW, *EAGER, *SACRED, *WHOLE,
                                          *protocol("alternating_offers")),
    "side trades": ("side_trades.trades=true", "side_trades.worth_a_day=0.3",
                    "side_trades.trade_again=2"),
    "publics": PUBLICS,
    "votes": VOTES,
    "votes lost": (*VOTES, "ratification.setback=1", "constituencies.b_wing.least=1",
                   "parties.hamas.foresight=0"),
    "votes foreseen": (*VOTES, *each("parties", PARTIES, "foresight=1")),
    "eager mediators": EAGER,
    "eager mediators at the talks": (*EAGER, *TALKING),
    "close mediators": (
        *EAGER, *TALKING,
        *each("mediators", MEDIATORS, "closeness_israel=0.8", "closeness_hamas=0.3"),
        *each("parties", PARTIES, "standing=0.2"),
    ),
    "leaving is backed": (
        *EAGER, *each("mediators", MEDIATORS, "guarantee_israel=-0.2", "closeness_israel=1"),
    ),
    "dear instruments": (*each("mediators", MEDIATORS,
                               *(f"price_{name}=2" for name in INSTRUMENTS)), *TALKING),
    "public words": ("mediation.statement_days=3", "delivery.review_days=3", *TALKING,
                     "mediation.announcement=0.5",
                     *each("mediators", MEDIATORS, "optimism=0.3", "noise=0.4")),
    "relocation": (
        "relocation.proposal=0.8",
        "relocation.consent=0.3",
        *each("parties", PARTIES, "relocation_gain=0.2", "relocation_fear=0.5"),
        *each("mediators", MEDIATORS, "border=0.2", "accepts_displacement=0.4"),
        *PUBLICS,
    ),
    "optional phase": OPTIONAL,
    "optional phase, no limbo": (*OPTIONAL, "limbo.limbo=false"),
    "disputed lists": ("delivery.disputed=0.5",),
    "missing people": (*MISSING, *PUBLICS),
    "weariness": each("parties", PARTIES, "weariness=0.2", "weariness_retention=0.9"),
    "what stands for another": (
        "obligations.exchange_2_hostages.stands_for=phase_2_hostages_a",
        "obligations.exchange_2_prisoners.stands_for=phase_2_prisoners_a",
    ),
    "from the middle": (
        "calendar.first_day=16",
        *each("obligations", ("perimeter", "exchange_1_hostages", "exchange_1_prisoners",
                              "aid_week_1", "talks_hamas"), "done_before=7"),
    ),
    "several rungs a day": ("choice.rungs_a_day=3", "violence.harm=0.01"),
    "breaches let pass": each("parties", PARTIES, "generosity=0.5"),
    "impatience": (*TALKING, *each("parties", PARTIES, "discount=0.98", "weakened=0.1")),
    "foresight": (
        *TALKING, "choice.same_day=true", "choice.backward_induction=true",
        *each("parties", PARTIES, "discount=0.99", "foresees_deal=true"),
    ),
    "all at once": (*VOTES, *EAGER, *SACRED, *MISSING, *OPTIONAL, "side_trades.trades=true",
                    "side_trades.worth_a_day=0.3", "mediation.statement_days=5",
                    "delivery.disputed=0.3", "relocation.proposal=0.5",
                    "mediation.announcement=0.3", "phases.phase_3.needs_delivered=1"),
}  # fmt: skip

# What happens in some run of a variant, and need not otherwise.
HAPPENS = {
    "much violence": (notes.CRISIS, notes.SETTLED),
    "eager mediators": (notes.USES, notes.ENDS),
    "dear instruments": (notes.PASSES,),
    "short limbo": (notes.LIMBO, notes.EXPIRED),
    "shocks": (notes.SHOCK,),
    "dated changes": (notes.CHANGE,),
    "one text": (notes.AGREEMENT,),
    "bridging": (notes.PROPOSAL, notes.AGREEMENT),
    "sealed demands": (notes.AGREEMENT,),
    "relative tit-for-tat": (notes.AGREEMENT,),
    "averaged tit-for-tat": (notes.AGREEMENT,),
    "trade-off": (notes.AGREEMENT,),
    "informing": (notes.INFORMS,),
    "stalling": (notes.TALKS_BEGIN,),
    "worths from lists, and proposals": (notes.PROPOSAL, notes.AGREEMENT),
    "bidding over the whole": (notes.AGREEMENT,),
    "sacred issues": (notes.OFFENCE,),
    "lines and trade-offs": (notes.OFFENCE,),
    "breakdown": (notes.TALKS_BREAK_DOWN,),
    "side trades": (notes.TRADE,),
    "publics": (notes.THREAT, notes.EXIT, notes.RETURNS),
    "votes": (notes.VOTE, notes.RATIFIED, notes.REJECTED),
    "votes lost": (notes.REJECTED,),
    "eager mediators at the talks": (notes.PROPOSAL, notes.USES),
    "public words": (notes.STATEMENT, notes.ANNOUNCEMENT),
    "optional phase": (notes.EXTENDED, notes.NOT_EXTENDED),
    "disputed lists": (notes.DISPUTE,),
    "missing people": (notes.NEWS, notes.MISIDENTIFIED),
    "breaches let pass": (notes.LETS_PASS,),
}

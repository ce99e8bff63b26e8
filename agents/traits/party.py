"""What a scenario may set about a party, and the state it carries through a run.

The two parties have the same traits; where they differ, they differ by the numbers in
``configs/parties``. ``sim/layout.py`` turns traits and state into one flat row.
"""

from typing import Literal

from agents.premise import AT_THE_START, NEVER, Premise, days, name, number, points, share
from agents.rules import inference
from agents.traits.names import BIDDING, KINDS, MOST_HEARD, STRATEGIES


class PartyTraits(Premise):
    """A party to the conflict."""

    stream: int = number(
        0, "which of the two streams of luck the party draws from", "stream", ge=0, le=1, when=NEVER
    )
    # what the other side's word is thought to be worth
    trust: float = share(0.55, "chance, at the start, that the other side keeps a promise")
    trust_weight: float = number(
        6.0, "evidence the trust at the start stands for", "promises", ge=0.01, le=1000.0
    )
    memory: float = share(0.99, "evidence of the other side's conduct kept from day to day")
    reaction: float = share(
        0.6, "how far the other side's keeping is expected to fall when it sees a breach"
    )
    # what leaving the truce would bring
    war_prospect: float = points(
        0.3, "worth of fighting against a side that holds nothing", low=-2.0
    )
    exposure: float = points(0.4, "worth of fighting lost to all that the other side holds")
    war_cost: float = points(0.15, "cost of fighting: losses, weariness, standing abroad")
    weakened: float = points(
        0.0,
        "worth of fighting lost once it has handed over all that it held",
        source="Powell2006",
    )
    position: float = points(
        0.0, "what the regional balance of power adds to the worth of fighting", low=-2.0
    )
    weariness: float = points(
        0.0,
        "cost of fighting that the war so far has added, at the start",
        when=AT_THE_START,
    )
    weariness_retention: float = share(0.99, "war-weariness kept from day to day of truce")
    signature: float = points(
        0.0, "cost of leaving a phase on the day it was entered; it fades", source="Tomz2007"
    )
    signature_retention: float = share(0.95, "that cost kept from day to day")
    let_down: float = points(0.1, "loss from being left first")
    standing: float = points(
        0.0,
        "worth at home of standing well with a mediator that is wholly close",
        source="Fearon1994",
    )
    relocation_gain: float = points(
        0.0, "worth of fighting added by a proposal to move residents out that can be carried out"
    )
    relocation_fear: float = share(
        0.0, "part of the hope for the next phase lost to a proposal to move residents out"
    )
    # what staying might bring
    hope: float = share(0.5, "believed chance, at the start, that the next phase comes about")
    expected_deal: float = share(
        0.5, "worth of the deal expected before offers are heard", when=AT_THE_START
    )
    foresees_deal: bool = name(
        False,
        "whether the deal it expects is the one that a proposal to be taken or left would bring "
        "once this phase is carried out, by who makes the first offer",
        source="Powell2006",
    )
    hope_retention: float = share(0.97, "hope kept from day to day in limbo")
    limbo_cost: float = points(0.005, "cost of each day in limbo, pressure at home included")
    discount: float = share(
        1.0,
        "worth kept of what comes a day later; 1 for patience without end",
        source="Rubinstein1982",
    )
    # its own side: what can be ratified, and what keeps a government together
    majority: float = share(
        0.0,
        "share of the votes that an agreement needs at home; 0 for no vote",
        source="Putnam1988",
    )
    foresight: float = share(
        0.5, "how far it asks for what can be ratified at home", source="Iida1993"
    )
    office: float = points(
        0.0, "worth of winning back, by fighting, partners that left; and price of their threats"
    )
    # the talks
    strategy: Literal[STRATEGIES] = name("time_dependent", "how the party concedes in the talks")
    opening: float = share(1.0, "utility of the first demand", source="Faratin1998")
    haste: float = number(
        0.5,
        "exponent of concession; under 1 firm until the deadline, over 1 early",
        "exponent",
        ge=0.01,
        le=100.0,
        source="Faratin1998",
    )
    bidding: Literal[BIDDING] = name(
        "even",
        "how an offer is put together: asking evenly on each issue, or of the whole of all deals "
        "the one worth least to itself that is enough",
        source="Faratin1998",
        when=NEVER,
    )
    window: int = number(
        1,
        "rounds over which a behaviour-dependent strategy looks back",
        "offers",
        ge=1,
        le=7,
        source="Faratin1998",
    )
    insight: float = share(
        0.5,
        "how well it knows what the other side cares about, for trade-offs",
        source="Faratin2002",
    )
    doubt: float = number(
        0.1,
        "how far an offer may lie from what a learning party expects of the other side",
        "utility",
        ge=0.001,
        le=10.0,
        source="Zeng1998",
    )
    other_least_low: float = number(
        0.0,
        "least share that it thinks the other side may settle for, when it screens; under 0 for a "
        "side that would take nothing and pay for peace",
        "share",
        ge=-2.0,
        le=1.0,
        source="Fearon1995",
    )
    other_least_high: float = number(
        1.0,
        "greatest share that it thinks the other side may hold out for, when it screens",
        "share",
        ge=-2.0,
        le=1.0,
        source="Fearon1995",
    )
    stalls_until: int = days(0, "day until which a stalling party gives its team no full mandate")
    taboo: float = number(
        0.0,
        "grievance from a side payment offered for something sacred",
        "points a point",
        ge=0.0,
        le=100.0,
        source="Ginges2007",
    )
    # answers and incidents
    begins: float = number(
        1.0,
        "how often incidents begin with the party, beside how often with the other",
        "weight",
        ge=0.001,
        le=1000.0,
    )
    retaliation: float = number(
        3.0,
        "worth of a full answer to a grievance of one point",
        "points a point",
        ge=0.0,
        le=100.0,
    )
    forgiveness: float = share(0.15, "part of a grievance that passes each day")
    generosity: float = share(
        0.0,
        "chance that it lets a breach it has claimed pass, with no grievance",
        source="Molander1985",
    )


class PartyState:
    """What changes about a party during a run: name, type, length (0 for one), unit, meaning."""

    fields = (
        ("kept", float, len(KINDS), "promises", "evidence of promises kept, by kind"),
        ("broken", float, len(KINDS), "promises", "evidence of promises broken, by kind"),
        ("ahead", float, len(KINDS), "points", "worth of what is owed to it now, by kind"),
        ("owing", float, 0, "points", "cost of what it plans to hand over in this phase"),
        ("end", float, 0, "points", "worth of the end of the phase, on the day after its last"),
        ("proposes", float, 0, "share", "chance that it makes the first offer of the talks"),
        ("coming", float, 0, "points", "worth of what comes today whatever it does itself"),
        ("breach_price", float, 0, "points", "what withholding one obligation would cost it"),
        ("held_at_start", float, 0, "points", "worth to the other side of all that it held"),
        ("leverage", float, 0, "share", "share of held_at_start that it still holds"),
        ("leverage_after", float, 0, "share", "share that it will hold after this phase"),
        ("received", float, 0, "points", "worth received lately"),
        ("given", float, 0, "items", "what was handed over lately, by how much partners resent it"),
        ("news", float, 0, "people", "news about its missing, by how much worse than expected"),
        ("weary", float, 0, "points", "war-weariness now"),
        ("people_at_start", float, 0, "points", "worth of the people it held at the start"),
        ("people_held", float, 0, "share", "share of people_at_start that it still holds"),
        ("bound", float, 0, "points", "what leaving costs for having entered the phase"),
        ("pressure", float, 0, "points", "what mediators' pressure would make leaving cost"),
        ("guaranteed", float, 0, "points", "what guarantees take from the worth of leaving"),
        ("assured", float, 0, "points", "guaranteed of the other side, as it believes it"),
        ("promised", float, 0, "points", "side payment it expects from an agreement"),
        ("asks", float, 0, "share", "share of the linked issue's worth that the payment asks for"),
        ("home", float, 0, "points", "what its publics add to the worth of staying"),
        ("gone", float, 0, "share", "weight of partners that left"),
        ("threat", float, 0, "share", "weight of partners about to leave"),
        ("floor", float, 0, "utility", "least utility that can be ratified at home"),
        ("taught", int, 0, "yes or no", "1 once an agreement of its leader has failed at home"),
        ("hope_before", float, 0, "chance", "its hope before the last agreement"),
        ("belief", float, 0, "chance", "chance that the other side keeps its word"),
        ("outside", float, 0, "points", "worth of leaving now"),
        ("through", float, 0, "points", "worth of staying if both keep their word"),
        ("staying", float, 0, "points", "worth of staying"),
        ("current_hope", float, 0, "chance", "believed chance that the next phase comes about"),
        ("deal_worth", float, 0, "points", "worth of the deal expected, or agreed"),
        ("wronged", float, 0, "points", "grievance over promises"),
        ("hurt", float, 0, "points", "grievance over violence"),
        ("rung", int, 0, "rung", "rung of the ladder stood on, 0 to 5"),
        ("next_rung", int, 0, "rung", "rung chosen today"),
        ("spell", int, 0, "spells", "the spell for which its line was drawn last"),
        ("weighing", int, 0, "yes or no", "1 while it weighs leaving in a new situation"),
        ("resolve", float, 0, "points", "how far leaving must beat staying"),
        ("team", int, 0, "yes or no", "1 once its team for the talks is sent"),
        ("mandate", int, 0, "code", "its team's mandate: 0 none, 1 technical, 2 full"),
        ("heard", float, 0, "utility", "best offer the other side stands by; -1 if none"),
        ("asked", float, 0, "utility", "what it would ask for itself; -1 before the first round"),
        ("demanded", float, 0, "utility", "what it asked for last, before the grid of levels"),
        (
            "planned_demand",
            float,
            0,
            "utility",
            "asked for now, by a strategy that knows both sides",
        ),
        ("planned_least", float, 0, "utility", "least that such a strategy takes of an offer now"),
        ("bottom", float, 0, "utility", "least that it would take of any offer"),
        ("drafted", float, 0, "utility", "the single text, to it"),
        ("history", float, MOST_HEARD, "utility", "the other side's offers to it, newest first"),
        ("offers_heard", int, 0, "offers", "how many offers history holds"),
        (
            "evidence",
            float,
            inference.HYPOTHESES,
            "log odds",
            "log posterior of what the other would take and how it concedes, up to a constant",
        ),
        ("other_low", float, 0, "share", "least share that it thinks the other would settle for"),
        ("other_high", float, 0, "share", "greatest share that it thinks the other holds out for"),
        ("offended", int, 0, "day", "day on which a payment was last offered for something sacred"),
    )

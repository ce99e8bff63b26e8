"""No dead knobs: nudge any parameter, and something moves where its mechanism is on."""

import pytest
from playing import config, play
from variants import EAGER, FEW, MEDIATORS, PARTIES, PUBLICS, TALKING, VARIANTS, each

from agents.terms import IssueTerms, ObligationTerms
from agents.traits import ConstituencyTraits, MediatorTraits, PartyTraits
from sim import layout, premises, records
from sim.refusals import PremiseError
from sim.rows import LISTS
from sim.scenario import from_config

RUNS = 120

KEEP = records.Keep(log=False, offers=False)

SOONER = (*EAGER, *TALKING)
NOT_GIVEN = "mediators.us.guarantee_given=false"  # a guarantee is weighed if none stands already
LINES = (
    *SOONER,
    "issues.withdrawal.red_line_israel=0.6",
    "issues.withdrawal.red_line_hamas=0.6",
    "talks.rounds=12",
)
PEOPLE = ("obligations.exchange_1_hostages.unknown=3", "obligations.exchange_1_hostages.dead=0.5",
          *PUBLICS, "constituencies.a_wing.news=-0.3")  # fmt: skip

# What turns the mechanism on for which a parameter counts: by its key, or by the group it is in.
WHERE_ON = {
    "calendar.horizon": ("choice.resumable=false",),
    "calendar.first_day": VARIANTS["from the middle"],
    "choice.guarantee": EAGER,
    "delivery.misidentified": VARIANTS["missing people"],
    "delivery.lately": PUBLICS,
    "monitoring.monitors": ("verification.aid.miss=0.5",),
    "limbo.longest": ("choice.resumable=false",),
    "limbo.carried_by_talks": (*VARIANTS["limbo carried by talks"],),
    "limbo.clause": VARIANTS["limbo carried by talks"],
    "side_trades": VARIANTS["side trades"],
    "extension": VARIANTS["optional phase"],
    "ratification": VARIANTS["votes"],
    "relocation": VARIANTS["relocation"],
    "hardship": PUBLICS,
    "mediation": (*SOONER, "mediation.statement_days=5"),
    "mediation.disappointment": (
        *EAGER, "obligations.talks_israel.cost=0", "parties.israel.strategy=hard_line",
        "parties.hamas.strategy=hard_line",
    ),
    "talks.first_mover": TALKING,
    "talks.rounds_a_day": TALKING,
    "talks.breakdown": TALKING,
    **{
        f"parties.{party}.{field}": settings
        for party in PARTIES
        for field, settings in {
            "limbo_cost": ("talks.protocol=no_talks",),
            "weariness_retention": VARIANTS["weariness"],
            "standing": VARIANTS["close mediators"],
            "relocation_gain": VARIANTS["relocation"],
            "relocation_fear": VARIANTS["relocation"],
            "majority": VARIANTS["votes"],
            "foresight": VARIANTS["votes"],
            "office": PUBLICS,
            "strategy": TALKING,
            "bidding": (*TALKING, *FEW),
            "window": (*TALKING, "talks.rounds_a_day=2",
                       f"parties.{party}.strategy=relative_tit_for_tat"),
            "insight": VARIANTS["trade-off"],
            "doubt": (*TALKING, f"parties.{party}.strategy=learning"),
            "other_least_low": (*TALKING, f"parties.{party}.strategy=screening"),
            "other_least_high": (*TALKING, f"parties.{party}.strategy=screening"),
            "stalls_until": VARIANTS["stalling"],
            "taboo": VARIANTS["sacred issues"],
            "signature_retention": each("parties", PARTIES, "signature=0.2"),
        }.items()
    },
    "mediators.us": (*SOONER, "mediation.statement_days=5"),
    "mediators.us.knows_least_israel": (
        *TALKING, "parties.hamas.strategy=screening", "mediators.us.closeness_hamas=1",
        "mediators.us.credit=0",
    ),
    "mediators.us.knows_least_hamas": (
        *TALKING, "parties.israel.strategy=screening", "mediators.us.closeness_israel=1",
        "mediators.us.credit=0",
    ),
    "mediators.us.budget_shuttle": ("mediators.us.budget_shuttle=1", "violence.harm=0.01"),
    "mediators.us.budget_pressure": ("mediators.us.budget_pressure=5",),
    "mediators.us.budget_payment": (*SOONER, "mediators.us.budget_payment=1"),
    "mediators.us.budget_guarantee": (*SOONER, NOT_GIVEN, "mediators.us.budget_guarantee=1"),
    "mediators.us.budget_deadline": (
        *TALKING, *each("mediators", MEDIATORS, "budget_deadline=0", "budget_bridging=0"),
        "mediators.us.budget_deadline=1", "mediators.us.price_deadline=0", "talks.rounds=200",
    ),
    "mediators.us.price_shuttle": ("violence.harm=0.01",),
    "mediators.us.price_guarantee": (*SOONER, NOT_GIVEN),
    "mediators.us.guarantee_given": ("mediators.us.budget_guarantee=0",),
    "mediators.us.credit": ("violence.harm=0.01",),
    "mediators.us.border": VARIANTS["relocation"],
    "mediators.us.accepts_displacement": VARIANTS["relocation"],
    "issues.withdrawal": TALKING,
    "issues.withdrawal.sacred_israel": LINES,
    "issues.withdrawal.sacred_hamas": LINES,
    "issues.withdrawal.worths_israel": VARIANTS["worths from lists"],
    "issues.withdrawal.worths_hamas": VARIANTS["worths from lists"],
    "issues.withdrawal.linked": (*SOONER, *each("mediators", ("us",), "payment_asks=0.8")),
    "obligations.exchange_1_hostages.done_before": ("calendar.first_day=4",),
    "obligations.exchange_1_hostages.resented": PUBLICS,
    "obligations.exchange_1_hostages.salience": PEOPLE,
    "obligations.exchange_1_hostages.unknown": PEOPLE,
    "obligations.exchange_1_hostages.dead": PEOPLE,
    "obligations.exchange_1_hostages.revealed": (*PEOPLE, "obligations.exchange_1_hostages.day=20"),
    "obligations.exchange_1_hostages.remains": ("delivery.misidentified=0.5",),
    "phases.phase_2": TALKING,
    "phases.phase_2.optional": VARIANTS["optional phase"],
    "phases.phase_2.lists": VARIANTS["optional phase"],
    "constituencies.a_wing": VARIANTS["votes"],
    "constituencies.b_wing": VARIANTS["votes"],
    "constituencies.a_wing.displacement": VARIANTS["relocation"],
    "constituencies.b_wing.displacement": VARIANTS["relocation"],
    "constituencies.a_wing.news": VARIANTS["missing people"],
    "constituencies.b_wing.news": VARIANTS["missing people"],
}  # fmt: skip

# Parameters that name a slot or a place, not a mechanism; other tests swap them.
LABELS = {"stream", "by", "in_return_for", "stands_for"}

# One member of each kind of thing, or two where they differ.
MEMBERS = {
    **premises.GROUPS,
    "verification.aid": premises.KindOfPromise,
    "verification.exchange": premises.KindOfPromise,
    "parties.israel": PartyTraits,
    "parties.hamas": PartyTraits,
    "mediators.us": MediatorTraits,
    "constituencies.a_wing": ConstituencyTraits,
    "constituencies.b_wing": ConstituencyTraits,
    "issues.withdrawal": IssueTerms,
    "obligations.exchange_1_hostages": ObligationTerms,
    "phases.phase_2": premises.Phase,
}

# Whether calm is lasting counts in the last phase alone.
INSTEAD = {"phases.phase_2.lasting": "phases.phase_3.lasting"}


def named(field):
    """A field that ends in a slot, under the party's name."""
    return field.replace("_0", "_israel").replace("_1", "_hamas")


def parameters():
    """Every parameter of the schema once, on one member of each kind of thing."""
    for prefix, model in MEMBERS.items():
        for field, info in model.model_fields.items():
            if field not in LABELS:
                key = f"{prefix}.{named(field)}"
                yield INSTEAD.get(key, key), info


def nudges(info, value):
    """Other values a parameter can take, the larger steps last."""
    names = layout.choices(info.annotation)
    if names:
        return [other for other in names if other != value]
    if info.annotation is bool:
        return [not value]
    if layout.is_list(info.annotation):
        return [value[::-1]]
    if info.annotation is int:
        return [value + 1, value - 1, value + 5, value + 20, 1]
    return [value * 1.1 + 0.01, value * 0.9, value * 2.0 + 0.1, value * 0.3, 0.0, 0.9]


def put(plain, key, value):
    """Set a dotted key."""
    *path, last = key.split(".")
    for part in path:
        plain = plain.setdefault(part, {})
    plain[last] = value


def get(plain, key, default):
    """The value of a dotted key; the middle of a range."""
    for part in key.split("."):
        if not isinstance(plain, dict) or part not in plain:
            return default
        plain = plain[part]
    if isinstance(plain, dict):
        numbers = next(iter(plain.values()))
        return sum(numbers) / len(numbers)
    return plain


def outcome(plain):
    """What the runs leave, to compare."""
    kept = play(from_config(plain), 7, RUNS, keep=KEEP)
    return kept.runs, kept.days, kept.items


def where_on(key):
    """What turns on the mechanism of a parameter."""
    return WHERE_ON.get(key, WHERE_ON.get(key.rpartition(".")[0], ()))


@pytest.mark.parametrize(
    ("key", "info"), [pytest.param(key, info, id=key) for key, info in parameters()]
)
def test_a_nudged_parameter_moves_some_run(key, info):
    plain = config(*where_on(key))
    value = get(plain, key, info.default)
    put(plain, key, value)
    before = outcome(plain)

    for nudged in nudges(info, value):
        put(plain, key, nudged)
        try:
            after = outcome(plain)
        except PremiseError:
            continue
        if any(one.tobytes() != other.tobytes() for one, other in zip(before, after, strict=True)):
            return
    pytest.fail(f"{key} does nothing")


def test_every_kind_of_parameter_is_nudged():
    covered = {id(model) for model in MEMBERS.values()}

    for model in (*premises.GROUPS.values(), *LISTS.values(), premises.KindOfPromise):
        assert id(model) in covered, model
    keys = {key for key, _ in parameters()}
    assert {key for key in WHERE_ON if key not in keys and key not in MEMBERS} == set()

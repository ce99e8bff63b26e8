"""No dead knobs: nudge any parameter, and something moves where its mechanism is on."""

import numpy as np
import pytest
from playing import config, play

from agents.terms import IssueTerms, ObligationTerms
from agents.traits import MediatorTraits, PartyTraits
from sim import layout, premises, records
from sim.refusals import PremiseError
from sim.scenario import from_config

RUNS = 120

KEEP = records.Keep(log=False, offers=False)

# Parameters that count only where another mechanism is on, with what turns it on.
WHERE_ON = {
    "calendar.horizon": {"choice.resumable": False},
    "limbo.longest": {"choice.resumable": False},
    "monitoring.monitors": {"verification.aid.miss": 0.5},
    "parties.israel.limbo_cost": {"talks.protocol": "no_talks"},
    "parties.hamas.limbo_cost": {"talks.protocol": "no_talks"},
    "obligations.exchange_1_hostages.lag": {},
    "parties.israel.strategy": {"obligations.talks_israel.cost": 0.0},
    "parties.hamas.strategy": {"obligations.talks_israel.cost": 0.0},
    "talks.first_mover": {"obligations.talks_israel.cost": 0.0},
    "talks.rounds_a_day": {"obligations.talks_israel.cost": 0.0},
    "mediators.us.missions": {"mediators.us.missions": 1},
    "mediators.us.price": {"mediators.us.price": 0.05},
    "mediators.us.attention_floor": {"mediators.us.attention": 0.5},
    "issues.withdrawal.curvature_israel": {"obligations.talks_israel.cost": 0.0},
    "issues.withdrawal.curvature_hamas": {"obligations.talks_israel.cost": 0.0},
    "phases.phase_2.needs_delivered": {"obligations.talks_israel.cost": 0.0},
}

# Parameters that name a slot or a place, not a mechanism; other tests swap them.
LABELS = {"stream", "by", "in_return_for"}


def named(field):
    """A field that ends in a slot, under the party's name."""
    return field.replace("_0", "_israel").replace("_1", "_hamas")


def parameters():
    """Every parameter of the schema once, on one member of each kind of thing."""
    members = [(group, model) for group, model in premises.GROUPS.items()]
    members += [(f"verification.{kind}", premises.KindOfPromise) for kind in ("aid", "exchange")]
    members += [("parties.israel", PartyTraits), ("parties.hamas", PartyTraits)]
    members += [("mediators.us", MediatorTraits), ("issues.withdrawal", IssueTerms)]
    members += [("obligations.exchange_1_hostages", ObligationTerms)]
    members += [("phases.phase_2", premises.Phase)]
    for prefix, model in members:
        for field, info in model.model_fields.items():
            if field not in LABELS:
                yield f"{prefix}.{named(field)}", field, info


def nudges(info, value):
    """Other values a parameter can take, the larger steps last."""
    names = layout.choices(info.annotation)
    if names:
        return [other for other in names if other != value]
    if info.annotation is bool:
        return [not value]
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


@pytest.mark.parametrize(
    ("key", "info"), [pytest.param(key, info, id=key) for key, _, info in parameters()]
)
def test_a_nudged_parameter_moves_some_run(key, info):
    plain = config()
    for other, value in WHERE_ON.get(key, {}).items():
        put(plain, other, value)
    value = get(plain, key, info.default)
    put(plain, key, value)
    before = outcome(plain)

    for nudged in nudges(info, value):
        put(plain, key, nudged)
        try:
            after = outcome(plain)
        except PremiseError:
            continue
        if any(
            one.shape != other.shape or not np.array_equal(one, other)
            for one, other in zip(before, after, strict=True)
        ):
            return
    pytest.fail(f"{key} does nothing")

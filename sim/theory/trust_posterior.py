"""Trust as a Beta-Bernoulli posterior: what keeping and breaking promises teaches ([Josang2002]_).

A side takes the other to keep each promise with one unknown chance. Its belief about that chance at
the start is a Beta distribution with mean ``trust``, as if it had seen ``trust_weight`` promises:
``a = trust x trust_weight`` kept and ``b = (1 - trust) x trust_weight`` broken. After ``k`` kept
and ``n`` broken it is Beta(a + k, b + n), by Bayes' rule, and the chance that the next is kept is
its mean, ``(a + k) / (a + b + k + n)``.

With ``memory`` below 1 evidence fades: what was seen ``t`` days ago counts ``memory ** t`` (the
forgetting factor of the same source), and trust goes back to where it began.
"""

import numpy as np

from agents import notes
from sim.theory import answer, conditions

KEEP = "all"
LABELS = ("day", "trust of the first side")


def answers(scenario, kept):
    """Mean trust of each side at the end, and the largest distance on any day of any run."""
    check(scenario)
    trusts = [(posterior(scenario, kept, slot), seen(kept, slot)) for slot in range(2)]
    means = [
        answer.exact(
            f"mean trust of {name} in the other at the end", "chance",
            theory[:, -1].mean(), simulated[:, -1].mean(),
        )
        for name, (theory, simulated) in zip(scenario.parties, trusts, strict=True)
    ]  # fmt: skip
    distance = max(np.abs(theory - simulated).max() for theory, simulated in trusts)
    far = "largest distance from the posterior, any day, run and side"
    return (*means, answer.exact(far, "chance", 0.0, distance))


def points(scenario, kept):
    """Trust of the first side in the first run, day by day."""
    check(scenario)
    theory, simulated = posterior(scenario, kept, 0)[0], seen(kept, 0)[0]
    what = f"trust of {scenario.parties[0]} in the other, in one run"
    for day in range(len(theory)):
        yield (
            day + 1,
            answer.exact(what, "chance", theory[day], simulated[day]),
        )


def seen(kept, slot):
    """What the runs say: trust at the end of each day, shape (runs, days)."""
    return kept.days["belief"][..., slot]


def posterior(scenario, kept, slot):
    """The posterior mean at the end of each day, from what was done; shape (runs, days)."""
    observer = list(scenario.premises.parties.values())[slot]
    other = list(scenario.premises.parties.values())[1 - slot].stream
    came = faded(by_day(kept, other, (notes.DELIVERS,)), observer.memory)
    failed = faded(by_day(kept, other, (notes.DELAYS, notes.WITHHOLDS)), observer.memory)
    before = observer.trust * observer.trust_weight
    return (before + came) / (observer.trust_weight + came + failed)


def by_day(kept, stream, kinds):
    """How many events of some kinds one side has each day, shape (runs, days)."""
    runs, days = kept.days.shape
    found = np.zeros((runs, days))
    hits = np.isin(kept.log[..., notes.KIND], kinds) & (kept.log[..., notes.ACTOR] == stream)
    run, row = np.nonzero(hits)
    np.add.at(found, (run, kept.log[run, row, notes.DAY].astype(int) - 1), 1.0)
    return found


def faded(counts, memory):
    """Evidence at the end of each day, what is older counting less; shape (runs, days)."""
    total = np.zeros_like(counts)
    for day in range(counts.shape[1]):
        before = total[:, day - 1] if day > 0 else 0.0
        total[:, day] = memory * (before + counts[:, day])
    return total


def check(scenario):
    """Refuse premises under which what is done is not what is seen, or counts by halves."""
    given = scenario.premises
    conditions.one_number_each(scenario)
    conditions.nothing_else(scenario, "mediators")
    shorter = conditions.at_most(scenario.premises.first_phase.length - 1)
    conditions.require(scenario, {"calendar.horizon": shorter}, "phase 1 must not run out")
    conditions.require(
        scenario,
        {
            "choice.resumable": False,
            "delivery.delay_gravity": 1.0,
            "delivery.disputed": 0.0,
            "delivery.misidentified": 0.0,
            "obligations.*.lag": 0.0,
        },
    )
    kinds = {item.kind for item in given.obligations.values()}
    if len(kinds) != 1:
        conditions.refuse(scenario, "obligations", "promises of one kind", f"{len(kinds)} kinds")
    if given.monitoring.monitors < 1.0:
        (kind,) = kinds
        for error in ("miss", "false_alarm"):
            seen = {f"verification.{kind}.{error}": 0.0}
            conditions.require(scenario, seen, "what is done must be what is seen")
    for slot, key in enumerate(given.parties):
        last = max((item.day for item in given.obligations.values() if item.by == slot), default=0)
        before = conditions.at_most(last - 1)
        why = f"a promise of {key} must fall due after it"
        conditions.require(scenario, {"calendar.horizon": before}, why)

"""Liveness: over wide ranges of assumptions no outcome is foregone and no mechanism idle.

Five hundred points are drawn from the ranges below, far wider than any scenario's, and each is
played on the same luck: a set of ratchets would make every run end the same way.
"""

import collections

import numpy as np
import pytest
from playing import configured

from agents import notes
from agents.rules import ladder
from agents.traits import INSTRUMENTS
from sim import draws, ensemble, phases, records, rows

POINTS, RUNS = 500, 20

# Plausible low and high, for both parties, every mediator or every constituency where it says so.
PARTIES = {
    "trust": (0.2, 0.8),
    "war_prospect": (0.0, 0.6),
    "exposure": (0.2, 0.6),
    "war_cost": (0.0, 0.3),
    "weariness": (0.0, 0.2),
    "signature": (0.0, 0.3),
    "hope": (0.2, 0.8),
    "haste": (0.1, 2.0),
    "retaliation": (1.0, 8.0),
    "reaction": (0.3, 0.9),
    "foresight": (0.0, 1.0),
    "limbo_cost": (0.0, 0.02),
}
MEDIATORS = {
    "credit": (0.0, 0.4),
    "skill": (0.1, 0.6),
    "leverage_israel": (0.0, 0.3),
    "leverage_hamas": (0.0, 0.3),
    "guarantee_israel": (-0.2, 0.3),
    "guarantee_hamas": (-0.2, 0.3),
    "monitors": (0.0, 0.8),
    "attention_floor": (0.1, 0.9),
}
CONSTITUENCIES = {"leaning": (-0.8, 0.5), "least": (0.1, 0.8), "sway": (0.0, 0.1)}
OTHERS = {
    "violence.background": (0.2, 3.0),
    "violence.branching": (0.0, 0.7),
    "violence.harm": (0.0005, 0.01),
    "tension.tension_per_breach": (0.05, 0.3),
    "delivery.disputed": (0.0, 0.2),
    "monitoring.monitors": (0.0, 0.6),
    "settlement.relief": (0.4, 1.0),
    "shocks.shock_rate": (0.0, 0.03),
    "obligations.talks_israel.cost": (0.0, 0.35),
    "talks.rounds": (10, 60),
    "limbo.longest": (10, 90),
}


def keys(premises):
    """Every parameter that is varied, with its range."""
    checked = premises.premises
    for section, ranges in (
        ("parties", PARTIES),
        ("mediators", MEDIATORS),
        ("constituencies", CONSTITUENCIES),
    ):
        for name in getattr(checked, section):
            yield from ((f"{section}.{name}.{key}", span) for key, span in ranges.items())
    yield from OTHERS.items()


@pytest.fixture(scope="module")
def played():
    """The runs of all points: summaries (points, runs) and counts of events."""
    budgets = [
        f"mediators.{name}.budget_{instrument}=20"
        for name in ("us", "qatar", "egypt")
        for instrument in ("guarantee", "monitoring", "deadline", "bridging", "payment")
    ]
    payments = [f"mediators.{name}.payment_israel=0.2" for name in ("us", "qatar")]
    premises = configured(*budgets, *payments)
    premises = premises._replace(spreads=premises.spreads[:0])
    places = [
        (rows.locate(key, premises.premises, premises.shape), span) for key, span in keys(premises)
    ]
    generator = np.random.default_rng(20250119)
    points = np.repeat(premises.row[None], POINTS, axis=0)
    whole = points.view(np.int64)
    for (_, _, place, is_whole), (low, high) in places:
        values = generator.uniform(low, high, POINTS)
        if is_whole:
            whole[:, place] = np.round(values)
        else:
            points[:, place] = values
    keep = records.Keep(days=False, items=False, log=True, offers=False)
    runs = np.zeros((POINTS, RUNS), records.RUN)
    seen = collections.Counter()
    for run in range(RUNS):
        luck = np.repeat(draws.run_keys(7, run, 1), POINTS)
        kept = ensemble.play_runs(premises, points, luck, keep)
        runs[:, run] = kept.runs
        log = kept.log[kept.log[:, :, notes.DAY] > 0]
        seen += count(log)
    return runs, seen


def count(log):
    """How often each instrument, rung and kind of event occurs in some rows of a log."""
    kind, item = log[:, notes.KIND].astype(int), log[:, notes.ITEM].astype(int)
    found = collections.Counter()
    for code, event in enumerate(notes.EVENTS):
        found[event.name] += int((kind == code).sum())
    for place, instrument in enumerate(INSTRUMENTS):
        for code, word in ((notes.USES, "used"), (notes.PASSES, "declined")):
            found[instrument, word] += int(((kind == code) & (item == place)).sum())
    steps = log[kind == notes.RUNG, notes.place_of(notes.Step, "next_rung")]
    for rung in range(ladder.PROTEST, ladder.RESUME):
        found["rung", rung] += int((steps == rung).sum())
    return found


def test_at_the_majority_of_points_both_collapse_and_calm_can_happen(played):
    runs, _ = played

    fell = (runs["stage"] == phases.FIGHTING).mean(axis=1)

    assert ((fell >= 0.05) & (fell <= 0.95)).mean() > 0.5


def test_no_single_cause_takes_most_runs(played):
    runs, _ = played

    shares = np.bincount(runs["cause"].ravel(), minlength=len(phases.CAUSES)) / runs.size

    assert shares.max() < 0.8
    assert (shares[phases.HELD + 1 :] > 0).all(), "every cause occurs"


def test_both_sides_leave_somewhere(played):
    runs, _ = played

    assert all((runs["resumed_by"] == side).mean() > 0.02 for side in (0, 1))


def test_every_rung_is_stood_on(played):
    _, seen = played

    assert all(seen["rung", rung] > 0 for rung in range(ladder.PROTEST, ladder.RESUME))
    assert seen["resumes"] > 0
    assert seen["stays"] > 0


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_every_instrument_is_used_and_declined(played, instrument):
    _, seen = played

    used = seen["mission"] if instrument == "shuttle" else seen[instrument, "used"]
    assert used > 0
    assert seen[instrument, "declined"] > 0

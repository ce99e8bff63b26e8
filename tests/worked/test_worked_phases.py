"""Phases of a truce, worked by hand."""

import pytest
from by_hand import a_log, item, near, party, told, world
from playing import stub

from agents import notes
from agents.rules import ladder
from agents.terms import DONE, NOT_YET, PENDING
from agents.traits import AID, FULL, TALKS
from sim import phases


def phase(**fields):
    return stub("phases", {"length": 20}, fields)


def test_a_phase_brings_its_obligations_into_force_and_renews_the_signature():
    parties = [party(0, signature=0.3, team=1, mandate=FULL), party(1, signature=0.2)]
    owed = [
        item(by=0, phase=2, day=3, kind=TALKS, status=NOT_YET),
        item(by=1, phase=2, day=1, kind=AID, status=NOT_YET),
        item(by=1, phase=3, day=1, kind=AID, status=NOT_YET),
    ]
    at, log = world(phase=1, spell=4, stage=phases.LIMBO), a_log()
    phases.enter(at, parties, owed, [phase(), phase(length=15)], 31, log)

    assert (at.phase, at.stage, at.phase_begins, at.phase_ends) == (2, phases.TRUCE, 31, 45)
    assert (at.spell, at.changed, at.next_review) == (5, 1, 31)
    assert [one.bound for one in parties] == [0.3, 0.2]
    assert [one.status for one in owed] == [PENDING, PENDING, NOT_YET]
    assert [(one.due, one.review) for one in owed] == [(33, 33), (31, 31), (0, 0)]
    assert (parties[0].team, parties[0].mandate) == (0, 0)
    assert told(log, at) == [notes.PHASE_BEGINS]


def test_time_that_passed_before_the_first_day_has_passed_for_all():
    keeps = {"signature_retention": 0.5, "weariness_retention": 0.25, "memory": 0.5}
    parties = [party(0, bound=0.8, weary=0.4, **keeps), party(1, **keeps)]
    mediator = stub("mediators", {"asks_now": 0.5, "payment_hardening": 0.2}, {})
    owed = [
        item(by=0, kind=AID, amount=3, done_before=1, due=4),
        item(by=1, kind=TALKS, done_before=2, due=1),
        item(by=1, kind=AID, done_before=0, due=1),
    ]
    at = world(first_day=3)
    phases.catch_up(at, parties, [mediator], owed)

    assert (at.day, at.next_review) == (2, 3)
    assert (parties[0].bound, parties[0].weary) == (near(0.2), near(0.025))
    assert mediator.asks_now == near(0.9)
    assert [one.status for one in owed] == [DONE, DONE, PENDING]
    assert [(one.done, one.due, one.known) for one in owed[:2]] == [(1, 1, 1), (2, 1, 1)]
    assert owed[0].delivered == 3
    assert (parties[1].kept[AID], parties[0].kept[TALKS]) == (near(0.5), near(1.0))
    assert (parties[0].team, parties[1].team) == (0, 1)


def test_before_a_first_day_of_1_no_time_has_passed():
    one = party(0, bound=0.8, weary=0.4)
    at = world(first_day=1)
    phases.catch_up(at, [one, party(1)], [], [])
    assert (at.day, one.bound, one.weary) == (0, 0.8, 0.4)


def test_the_share_delivered_counts_by_worth_what_was_owed_so_far():
    owed = [
        item(by=0, worth=3.0, status=DONE),
        item(by=0, worth=1.0),
        item(by=0, worth=9.0, status=NOT_YET),
        item(by=0, worth=9.0, stands_for=1),
        item(by=1, worth=9.0),
    ]
    assert phases.delivered_share(owed, 0) == near(0.75)
    assert phases.delivered_share(owed, 1) == 0.0
    assert phases.delivered_share(owed[:4], 1) == 1.0


@pytest.mark.parametrize(
    ("rejected", "talks_day", "ratified", "cause"),
    [
        (1, 5, 0, phases.NOT_RATIFIED),
        (0, 5, 0, phases.NO_AGREEMENT),
        (0, 0, 0, phases.EXPIRY),
        (1, 5, 9, phases.EXPIRY),
    ],
)
def test_why_a_truce_runs_out(rejected, talks_day, ratified, cause):
    at = world(rejected=rejected, talks_day=talks_day, ratified_day=ratified)
    assert phases.out_of_phase(at) == 1 << cause


def test_limbo_runs_out_on_the_last_of_its_days_unless_talks_carry_it():
    at = world(limbo_begins=6, longest=5)
    assert phases.runs_out(at)
    at.longest = 6
    assert not phases.runs_out(at)
    at.longest, at.carried_by_talks = 3, 1
    assert phases.runs_out(at)
    at.talking = 1
    assert not phases.runs_out(at)
    at.carried_by_talks = 0
    assert phases.runs_out(at)


@pytest.mark.parametrize(
    ("hurt", "wronged", "cause"),
    [(0.2, 0.1, phases.INCIDENT_SPIRAL), (0.1, 0.2, phases.BREACH_SPIRAL)],
)
def test_in_a_crisis_the_side_that_resumes_says_what_it_is_about(hurt, wronged, cause):
    parties = [party(0, rung=ladder.RESUME, hurt=hurt, wronged=wronged), party(1, hurt=9.0)]
    at = world(crisis=1, shock_day=0)
    phases.collapse(at, parties)

    assert at.causes == (1 << phases.DELIBERATE) | (1 << cause)
    assert (at.cause, at.resumed_by, at.stage) == (cause, 0, phases.FIGHTING)


def test_a_run_over_has_a_cause_and_one_that_reaches_the_horizon_held():
    at = world(stage=phases.LIMBO)
    phases.close(at)
    assert (at.cause, at.causes) == (phases.HELD, 1 << phases.HELD)
    at = world(stage=phases.CALM, cause=phases.LASTING_CALM)
    phases.close(at)
    assert at.cause == phases.LASTING_CALM

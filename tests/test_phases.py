"""Phases of a truce: how one is entered, runs out, hangs in limbo, holds, or ends in fighting."""

import itertools

import numpy as np
import pytest
from playing import configured, opposed, play, stub, watch
from variants import NO_MISHAPS, NO_OBSTACLES, VARIANTS

from agents import notes
from agents.rules import ladder
from agents.terms import DONE, NOT_YET, PENDING
from agents.traits import EXCHANGE, FULL, KINDS, TALKS
from sim import ensemble, phases, records
from sim.model import Negotiation, Pages
from sim.scenario import from_config


def column(kept, name):
    """A column of the summaries of runs."""
    return records.column(kept.runs, name)


# -- a small truce --------------------------------------------------------------------------------


def small(lengths=(10, 8), conditions=None, obligations=None, north=None, south=None, **sections):
    """A quiet truce between two parties who keep their word, in phases of these lengths."""
    exact = {"miss": 0.0, "false_alarm": 0.0}
    config = {
        "calendar": {"horizon": 60},
        "choice": {"scale": 0.0, "resumable": False},
        "violence": {"background": 0.0, "tension_link": 0.0},
        "shocks": {"shock_rate": 0.0},
        "talks": {"protocol": "no_talks"},
        "limbo": {"limbo": True, "longest": 5},
        "verification": dict.fromkeys(KINDS, exact),
    }
    for section, values in sections.items():
        config[section] = {**config[section], **values}
    conditions = conditions or {}
    return from_config(
        {
            **config,
            "phases": {
                f"phase_{place + 1}": {"length": length, **conditions.get(place + 1, {})}
                for place, length in enumerate(lengths)
            },
            "parties": {"north": north or {}, "south": south or {}},
            "obligations": {
                key: {"worth": 0.1, "cost": 0.0, "lag": 0.0, **terms}
                for key, terms in (obligations or {}).items()
            },
            "issues": opposed({"all": {}}, "north", "south"),
        }
    )


UNMET = {"needs_agreement": True}  # with no talks


def noted(model, kind):
    """Days on which an event of this kind happened."""
    log = model.log.array()
    return log[log[:, notes.KIND] == kind, notes.DAY].tolist()


def test_phases_follow_each_other_and_end_in_calm_on_the_last_day_of_the_last():
    model = watch(small((10, 8, 5)))

    in_force = model.days.array()["phase"]
    assert in_force.tolist() == [1] * 10 + [2] * 8 + [3] * 5
    assert noted(model, notes.PHASE_BEGINS) == [0.0, 10.0, 18.0]
    assert (model.world.day, model.world.cause) == (23, phases.LASTING_CALM)
    assert model.world.stage == phases.CALM
    assert model.world.causes == 1 << phases.LASTING_CALM


def test_a_phase_that_may_not_begin_leaves_the_truce_in_limbo_until_it_expires():
    """Ten days of phase 1, five of limbo."""
    model = watch(small(conditions={2: UNMET}))

    stages = model.days.array()["stage"]
    assert stages[:10].tolist() == [phases.TRUCE] * 10
    assert stages[10:].tolist() == [phases.LIMBO] * 4 + [phases.FIGHTING]
    assert (model.world.day, model.world.limbo_begins) == (15, 11)
    assert (model.world.stage, model.world.cause) == (phases.FIGHTING, phases.EXPIRY)
    assert model.world.causes == 1 << phases.EXPIRY
    assert noted(model, notes.EXPIRED) == [15.0]


@pytest.mark.parametrize("longest", [1, 2, 9])
def test_limbo_lasts_as_long_as_it_may(longest):
    model = watch(small(conditions={2: UNMET}, limbo={"longest": longest}))

    assert model.world.day == 10 + longest


def test_without_limbo_the_truce_expires_on_the_last_day_of_its_phase():
    model = watch(small(conditions={2: UNMET}, limbo={"limbo": False}))

    assert (model.world.day, model.world.cause) == (10, phases.EXPIRY)
    assert noted(model, notes.LIMBO) == []


def test_the_next_phase_may_begin_out_of_limbo():
    """What was missing comes on day 12, the second of limbo, and the phase begins the day after."""
    model = watch(
        small(
            conditions={2: {"needs_delivered": 1.0}},
            obligations={"late": {"by": "north", "day": 12}},
        )
    )

    assert noted(model, notes.LIMBO) == [10.0]
    assert noted(model, notes.PHASE_BEGINS) == [0.0, 12.0]
    assert (model.world.day, model.world.cause) == (12 + 8, phases.LASTING_CALM)


def test_a_run_that_reaches_the_horizon_held():
    model = watch(small(calendar={"horizon": 15}))

    assert (model.world.day, model.world.stage) == (15, phases.TRUCE)
    assert (model.world.cause, model.world.causes) == (phases.HELD, 1 << phases.HELD)
    assert not model.running


def test_a_run_in_limbo_at_the_horizon_held():
    model = watch(small(conditions={2: UNMET}, calendar={"horizon": 13}))

    assert (model.world.stage, model.world.cause) == (phases.LIMBO, phases.HELD)


@pytest.mark.parametrize(("horizon", "cause"), [(17, phases.HELD), (18, phases.LASTING_CALM)])
def test_calm_on_the_last_day_of_all_is_calm(horizon, cause):
    model = watch(small(calendar={"horizon": horizon}))

    assert (model.world.day, model.world.cause) == (horizon, cause)


# -- entering a phase -----------------------------------------------------------------------------


def an_item(**fields):
    usual = {"kind": EXCHANGE, "phase": 1, "day": 3, "worth": 0.1, "stands_for": -1}
    return stub("obligations", usual, fields)


def a_world(**fields):
    usual = {
        "day": 10, "stage": phases.TRUCE, "phase": 1, "phase_begins": 1, "phase_ends": 10,
        "spell": 1, "limbo": 1, "longest": 5, "cause": -1, "resumed_by": -1, "extension_again": 7,
    }  # fmt: skip
    return stub("world", usual, fields)


def a_party(stream=0, **fields):
    usual = {"stream": stream, "rung": ladder.PEACE, "mandate": FULL}
    return stub("parties", usual, fields)


def a_phase(length=8, **fields):
    return stub("phases", {"length": length, "lasting": 1, "lists": 1.0}, fields)


def a_log():
    return Pages(len(notes.COLUMNS))


def test_entering_a_phase_brings_its_obligations_into_force_and_no_others():
    world = a_world()
    items = [an_item(phase=1, status=PENDING, due=3), an_item(phase=2), an_item(phase=3)]

    phases.enter(world, [a_party(), a_party(1)], items, [a_phase(10), a_phase(8)], 11, a_log())

    assert (world.phase, world.phase_begins, world.phase_ends) == (2, 11, 18)
    assert [item.status for item in items] == [PENDING, PENDING, NOT_YET]
    assert [(item.due, item.review) for item in items] == [(3, 0), (13, 13), (0, 0)]
    assert (world.spell, world.changed, world.next_review) == (2, 1, 11)


def test_a_phase_in_which_a_team_is_owed_takes_its_mandate_until_it_is_sent():
    parties = [a_party(), a_party(1)]

    phases.enter(a_world(phase=0), parties, [an_item(by=1, kind=TALKS)], [a_phase()], 1, a_log())

    assert [party.mandate for party in parties] == [FULL, 0]


def test_the_share_delivered_is_by_worth_and_over_all_phases_so_far():
    items = [
        an_item(worth=0.3, status=DONE),
        an_item(worth=0.1, status=PENDING),
        an_item(worth=0.4, status=PENDING, by=1),
        an_item(worth=0.6, status=NOT_YET, phase=2),
    ]

    assert phases.delivered_share(items, 0) == pytest.approx(0.75)
    assert phases.delivered_share(items, 1) == 0.0
    assert phases.delivered_share([], 1) == 1.0, "who owes nothing has kept its word"

    items[-1].status = PENDING
    assert phases.delivered_share(items, 0) == pytest.approx(0.3)

    items[-1].stands_for = 0
    assert phases.delivered_share(items, 0) == pytest.approx(0.75), "it is counted as another"


@pytest.mark.parametrize("behind", [0, 1])
@pytest.mark.parametrize(("needed", "enters"), [(0.74, True), (0.75, True), (0.76, False)])
def test_the_next_phase_needs_its_share_delivered_from_each_side(behind, needed, enters):
    items = [
        an_item(by=behind, worth=0.75, status=DONE),
        an_item(by=behind, worth=0.25, status=PENDING),
        an_item(by=1 - behind, status=DONE),
    ]
    following = [a_phase(), a_phase(needs_delivered=needed)]

    found = phases.may_enter(a_world(), 2, items, following)

    assert found == enters


@pytest.mark.parametrize(("ratified", "enters"), [(0, False), (4, True)])
def test_the_next_phase_may_need_an_agreement_that_binds(ratified, enters):
    following = [a_phase(), a_phase(needs_agreement=1)]

    found = phases.may_enter(a_world(agreed_day=4, ratified_day=ratified), 2, [], following)

    assert found == enters


def test_before_its_last_day_a_phase_goes_on():
    world, log = a_world(day=9), a_log()

    phases.turn(world, [a_party(), a_party(1)], [], [a_phase(), a_phase()], log)

    assert (world.stage, world.phase, len(log.rows)) == (phases.TRUCE, 1, 0)


def test_a_spell_begins_with_each_phase_and_with_limbo():
    """The question of fighting is asked anew."""
    model = Negotiation(small((10, 8, 5), conditions={3: UNMET}))
    spells = []
    while model.running:
        model.step()
        spells.append(model.world.spell)

    assert [spells[day - 1] for day in (9, 10, 17, 18, 19)] == [1, 2, 2, 3, 3]


# -- collapse -------------------------------------------------------------------------------------


def collapsed(first=None, second=None, **world):
    """The world after the end of a day on which a side resumed fighting."""
    parties = [a_party(0, **(first or {})), a_party(1, **(second or {}))]
    found = a_world(**world)
    phases.turn(found, parties, [], [a_phase(), a_phase()], a_log())
    return found


RESUMED = {"rung": ladder.RESUME}


@pytest.mark.parametrize(
    ("first", "second", "by"),
    [(RESUMED, {}, 0), ({}, RESUMED, 1), (RESUMED, RESUMED, phases.BOTH)],
)
def test_the_side_that_resumes_is_named_or_both(first, second, by):
    world = collapsed(first, second)

    assert world.stage == phases.FIGHTING
    assert world.resumed_by == by


def test_resuming_on_the_last_day_of_a_phase_comes_before_the_next_phase():
    assert collapsed(RESUMED, day=10).phase == 1


def test_resuming_out_of_a_quiet_truce_is_deliberate():
    world = collapsed(RESUMED)

    assert world.cause == phases.DELIBERATE
    assert world.causes == 1 << phases.DELIBERATE


def test_a_side_that_resumes_out_of_the_blue_is_named_as_deliberate_in_a_whole_run():
    """No incident, no breach, no shock, no limbo: fighting is simply worth more."""
    model = watch(small(north={"war_prospect": 2.0}, choice={"resumable": True, "resolve": 0.0}))

    assert model.world.day == 1
    assert model.world.causes == 1 << phases.DELIBERATE
    assert model.world.cause == phases.DELIBERATE


TROUBLED = (
    "as it stands", "no talks", "no mediators", "short limbo", "hard line", "votes lost",
    "much violence", "leaving is backed", "shocks",
)  # fmt: skip


def test_every_cause_is_named_in_some_run():
    """Over settings that make for each: nobody leaves and limbo is long, votes are lost, ..."""
    long = ("choice.resumable=false", "talks.protocol=no_talks", "limbo.longest=1000")
    named = set()
    for settings in (long, *(VARIANTS[name] for name in TROUBLED)):
        named |= set(column(play(configured(*settings), 1, 100), "cause").tolist())

    assert named == set(range(phases.HELD, len(phases.CAUSES)))


@pytest.mark.parametrize(("ago", "counts"), [(0, True), (6, True), (7, False)])
def test_a_shock_counts_for_a_week(ago, counts):
    world = collapsed(RESUMED, day=9, shock_day=9 - ago)

    assert bool(world.causes & 1 << phases.OUTSIDE_SHOCK) == counts


def test_a_shock_that_never_came_does_not_count_in_the_first_week():
    assert not collapsed(RESUMED, day=2, shock_day=0).causes & 1 << phases.OUTSIDE_SHOCK


# How a phase ran out, by what the world says of it, and the cause that is.
RAN_OUT = {
    "no talks": ({"talks_day": 0}, phases.EXPIRY),
    "talks": ({"talks_day": 3}, phases.NO_AGREEMENT),
    "talks and a vote lost": ({"talks_day": 3, "rejected": 1}, phases.NOT_RATIFIED),
    "an agreement that binds": (
        {"talks_day": 3, "rejected": 1, "ratified_day": 9},
        phases.EXPIRY,
    ),
}


@pytest.mark.parametrize(
    ("shock", "limbo", "hurt", "wronged"),
    list(itertools.product((False, True), (None, *RAN_OUT), (False, True), (False, True))),
)
def test_every_cause_is_recorded_and_the_first_by_priority_is_named(shock, limbo, hurt, wronged):
    """``hurt`` and ``wronged``: sides that resume in a crisis with such a grievance."""
    first = {"rung": ladder.RESUME if hurt else ladder.PEACE, "hurt": 0.2, "wronged": 0.1}
    second = {"rung": ladder.RESUME if wronged else ladder.PEACE, "hurt": 0.1, "wronged": 0.1}
    crisis = int(hurt or wronged)
    if not crisis:
        first["rung"] = ladder.RESUME
    fields, out_of_phase = RAN_OUT.get(limbo, ({}, None))
    world = collapsed(
        first,
        second,
        crisis=crisis,
        shock_day=8 if shock else 0,
        stage=phases.LIMBO if limbo else phases.TRUCE,
        limbo_begins=11,
        **fields,
    )

    expected = [
        cause
        for cause, true in (
            (phases.OUTSIDE_SHOCK, shock),
            (out_of_phase, limbo and out_of_phase != phases.EXPIRY),
            (phases.EXPIRY, limbo),
            (phases.BREACH_SPIRAL, wronged),
            (phases.INCIDENT_SPIRAL, hurt),
            (phases.DELIBERATE, True),
        )
        if true
    ]
    assert world.causes == sum(1 << cause for cause in expected)
    assert world.cause == expected[0]


@pytest.mark.parametrize("name", RAN_OUT)
def test_a_truce_that_runs_out_says_how_and_that_it_expired(name):
    fields, cause = RAN_OUT[name]
    world, log = a_world(limbo=0, **fields), a_log()

    phases.turn(world, [a_party(), a_party(1)], [], [a_phase(), a_phase(needs_delivered=2.0)], log)

    assert (world.stage, world.cause) == (phases.FIGHTING, cause)
    assert world.causes == 1 << cause | 1 << phases.EXPIRY
    assert log.array()[0, notes.KIND] == notes.EXPIRED


def test_the_priority_of_causes_is_as_stated():
    assert phases.CAUSES == (
        "none",
        "held",
        "lasting_calm",
        "outside_shock",
        "not_ratified",
        "no_agreement",
        "expiry",
        "breach_spiral",
        "incident_spiral",
        "deliberate_resumption",
    )


def test_a_collapse_in_limbo_has_the_expiry_among_its_causes():
    """In a whole run: limbo is borne until its cost makes leaving worth more."""
    model = watch(
        small(
            conditions={2: UNMET},
            north={"limbo_cost": 1.0, "war_prospect": 0.0},
            south={"war_prospect": 0.0},
            choice={"resumable": True, "resolve": 0.0},
        )
    )

    assert model.world.day == 11, "felt on the first day of limbo"
    assert model.world.resumed_by == 0
    assert model.world.cause == phases.EXPIRY
    assert model.world.causes & 1 << phases.DELIBERATE


# -- whole scenarios ------------------------------------------------------------------------------

VARIED = (
    "as it stands", "no limbo", "shocks", "much violence", "quick talks", "no talks", "hard line",
    "limbo carried by talks", "votes", "votes lost", "eager mediators", "leaving is backed",
    "sealed demands", "side trades", "missing people",
)  # fmt: skip
OUT_OF_PHASE = {phases.NOT_RATIFIED, phases.NO_AGREEMENT, phases.EXPIRY}


@pytest.mark.parametrize("name", [*VARIED, "optional phase", "optional phase, no limbo"])
def test_every_run_ends_in_one_way_and_its_cause_is_the_first_of_its_causes(name):
    premises = configured(*VARIANTS[name])
    kept = play(premises, seed=2, runs=200)

    for run in kept.runs:
        bits = [cause for cause in range(len(phases.CAUSES)) if run["causes"] >> cause & 1]
        assert run["cause"] == bits[0]
        assert run["causes"] < 1 << len(phases.CAUSES)
        if run["stage"] == phases.CALM:
            assert bits == [phases.LASTING_CALM]
            assert run["phase"] == len(premises.premises.phases)
        elif run["stage"] == phases.FIGHTING:
            assert phases.EXPIRY in bits or phases.DELIBERATE in bits
            assert phases.DELIBERATE in bits or set(bits) <= OUT_OF_PHASE
            assert (run["resumed_by"] >= 0) == (phases.DELIBERATE in bits)
        else:
            assert bits == [phases.HELD]
            assert run["last_day"] == premises.premises.calendar.horizon


@pytest.mark.parametrize("name", VARIED)
def test_phases_only_go_forward_and_limbo_stays_within_its_length(name):
    premises = configured(*VARIANTS[name])
    kept = play(premises, seed=2, runs=200)

    carried = premises.premises.limbo.carried_by_talks
    for days in kept.days:
        days = days[days["day"] > 0]
        assert set(np.diff(days["phase"])) <= {0, 1}
        before = days[:-1]
        assert set(before["stage"]) <= {phases.TRUCE, phases.LIMBO}, "what is over does not go on"
        limbo = before["stage"] == phases.LIMBO
        if carried:
            limbo &= before["talking"] == 0
        assert limbo.sum() <= premises.premises.limbo.longest


@pytest.mark.parametrize("name", ["optional phase", "optional phase, no limbo"])
def test_an_optional_phase_is_passed_over_or_entered_by_choice(name):
    kept = play(configured(*VARIANTS[name]), seed=2, runs=200)

    entered = np.array([(days["phase"] == 2).any() for days in kept.days])
    assert 0 < entered.sum() < 200
    assert kept.runs["extended"].tolist() == entered.astype(int).tolist()
    for days in kept.days[~entered]:
        assert set(np.diff(days["phase"][days["day"] > 0])) <= {0, 2}


NAMES = tuple(configured().premises.obligations)
KEEPING = (
    *NO_MISHAPS,
    *NO_OBSTACLES,
    "choice.scale=0",
    "choice.resumable=false",
    "violence.background=0",
    "violence.tension_link=0",
    "shocks.shock_rate=0",
    *(f"obligations.{name}.{cheap}" for name in NAMES for cheap in ("cost=0", "lag=0")),
    *(f"verification.{kind}.false_alarm=0" for kind in KINDS),
)


def test_where_everyone_keeps_their_word_and_talks_are_quick_every_run_reaches_lasting_calm():
    """On the last day of phase 3, with all that was owed handed over."""
    kept = play(configured(*KEEPING, "talks.rounds_a_day=3"), seed=1, runs=100)

    assert set(column(kept, "cause")) == {phases.LASTING_CALM}
    assert set(column(kept, "last_day")) == {3 * 42}
    assert (column(kept, "agreed_day") <= 42).all()
    assert (column(kept, "limbo_begins") == 0).all()
    for slot in (0, 1):
        np.testing.assert_array_equal(
            column(kept, f"delivered_{slot}"), column(kept, f"owed_{slot}")
        )


def test_without_limbo_or_talks_every_run_expires_at_the_end_of_phase_1():
    off = ("limbo.limbo=false", "talks.protocol=no_talks", "choice.resumable=false")

    kept = play(configured(*off), seed=1, runs=100)

    assert set(column(kept, "cause")) == {phases.EXPIRY}
    assert set(column(kept, "last_day")) == {42}


def test_without_talks_or_resumption_every_run_expires_at_the_end_of_limbo():
    off = ("talks.protocol=no_talks", "choice.resumable=false", "limbo.longest=20")

    kept = play(configured(*off), seed=1, runs=100)

    assert set(column(kept, "cause")) == {phases.EXPIRY}
    assert set(column(kept, "last_day")) == {62}
    assert set(column(kept, "limbo_begins")) == {43}


def test_a_longest_limbo_beyond_the_horizon_holds():
    off = ("talks.protocol=no_talks", "choice.resumable=false", "limbo.longest=1000")

    kept = play(configured(*off), seed=1, runs=50)

    assert set(column(kept, "cause")) == {phases.HELD}
    assert set(column(kept, "last_day")) == {140}


def test_a_run_stopped_before_its_end_has_no_cause_yet():
    kept = play(configured("choice.resumable=false"), seed=1, runs=20, last_day=10)

    assert set(column(kept, "last_day")) == {10}
    assert set(column(kept, "causes")) == {0}


def test_state_of_a_run_that_is_over_is_over():
    assert ensemble.PLAYED
    assert [phases.over(a_world(stage=stage)) for stage in range(len(phases.STAGES))] == [
        False,
        False,
        True,
        True,
    ]

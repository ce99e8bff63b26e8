"""What actors do in their turn: deliver, verify, endure, answer, mediate, believe."""

import copy
import itertools
import math
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from playing import config, configured, opposed, play, stub, watch
from variants import (
    CONSTITUENCIES,
    EAGER,
    MEDIATORS,
    MISSING,
    NO_MISHAPS,
    NO_OBSTACLES,
    NO_WORDS,
    OPTIONAL,
    PARTIES,
    PUBLICS,
    SACRED,
    TALKING,
    VARIANTS,
    VOTES,
    WINGS,
    each,
)

from agents import (
    believing,
    delivering,
    enduring,
    luck,
    mediating,
    notes,
    responding,
    verifying,
)
from agents.rules import ladder
from agents.terms import (
    DELAYED,
    DELIVERED,
    DONE,
    LATE,
    NOT_YET,
    NOTHING,
    PENDING,
    WITHHELD,
    WRONG,
)
from agents.traits import (
    AID,
    EXCHANGE,
    FULL,
    INSTRUMENTS,
    KINDS,
    NO_MANDATE,
    SHUTTLE,
    TALKS,
    TECHNICAL,
    WITHDRAWAL,
)
from sim import day, draws, records
from sim.model import Negotiation, Pages
from sim.scenario import from_config

quick = settings(deadline=None, max_examples=100)


# -- small stages ---------------------------------------------------------------------------------


def small(obligations=None, mediators=None, north=None, south=None, **sections):
    """Two parties, one phase, and no mechanism but those asked for."""
    off = {"miss": 0.0, "false_alarm": 0.0}
    config = {
        "calendar": {"horizon": 60},
        "choice": {"scale": 0.0, "resumable": False},
        "violence": {"background": 0.0, "tension_link": 0.0},
        "shocks": {"shock_rate": 0.0},
        "talks": {"protocol": "no_talks"},
        "verification": dict.fromkeys(KINDS, off),
    }
    for section, values in sections.items():
        config[section] = {**config.get(section, {}), **values}
    return from_config(
        {
            "phases": {"one": {"length": 30}},
            **config,
            "parties": {"north": north or {}, "south": south or {}},
            "mediators": mediators or {},
            "obligations": obligations or {},
        }
    )


def promise(by="north", **rest):
    """An obligation that is delivered at once if its party wants to."""
    return {"by": by, "worth": 0.1, "cost": 0.0, "lag": 0.0, "day": 1, **rest}


def events(model, *kinds):
    """The rows of the log of these kinds, or all of them."""
    log = model.log.array()
    return log[np.isin(log[:, notes.KIND], kinds)] if kinds else log


def rig(monkeypatch, **values):
    """Make every draw for a purpose the number given; all others one half."""
    known = {getattr(luck, purpose): value for purpose, value in values.items()}
    monkeypatch.setattr(luck, "uniform", lambda key, purpose, *address: known.get(purpose, 0.5))


class Log(Pages):
    """A log of its own that takes any place, whatever the world has counted before."""

    def __getitem__(self, place):
        while len(self.rows) <= place:
            self.rows.append([0.0] * self.width)
        return self.rows[place]


def a_log():
    return Log(len(notes.COLUMNS))


def a_world(**fields):
    """A world with what behaviours read; every field may be set."""
    usual = {
        "key": 12345, "day": 5, "delay_saves": 0.3, "delay_gravity": 0.4, "delay_days": 3.0,
        "hitch_gravity": 0.25, "review_days": 7, "tension": 0.2, "tension_per_breach": 0.15,
        "tension_per_incident": 0.02,
        "persistence": 0.5, "deaths_mean": 1.5, "harm": 0.01, "resumable": 1, "spell": 1,
        "relief": 0.8, "alarm": 0.1, "guarantee": 0.1, "talks_again": 7, "lately": 0.9,
        "rungs_a_day": 1,
    }  # fmt: skip
    return stub("world", usual, fields)


def a_party(**fields):
    usual = {
        "rung": ladder.PEACE, "outside": 0.1, "let_down": 0.1, "through": 0.6, "belief": 0.7,
        "reaction": 0.6, "staying": 0.4, "retaliation": 3.0, "mandate": NO_MANDATE, "begins": 1.0,
        "kept": [3.0] * len(KINDS), "broken": [3.0] * len(KINDS),
    }  # fmt: skip
    return stub("parties", usual, {name: copy.copy(value) for name, value in fields.items()})


def an_item(**fields):
    usual = {
        "kind": AID, "cost": 0.05, "worth": 0.1, "amount": 8.0, "attempt": 1, "status": PENDING,
        "today": NOTHING, "review": 5, "due": 5, "salience": 1.0, "in_return_for": -1,
        "stands_for": -1,
    }  # fmt: skip
    return stub("obligations", usual, fields)


def decide(party, item, world, seen=1.0, log=None, other=None):
    """A decision on an obligation, with another party that is owed it."""
    other = other or a_party(stream=1 - party.stream)
    delivering.decide(party, other, item, world, seen, log or a_log())


# -- delivering -----------------------------------------------------------------------------------

HELD_BACK_FROM = {
    AID: ladder.HOLD,
    WITHDRAWAL: ladder.HOLD,
    TALKS: ladder.SUSPEND,
    EXCHANGE: ladder.STOP,
}


@pytest.mark.parametrize("kind", range(len(KINDS)))
@pytest.mark.parametrize("rung", range(ladder.PEACE, ladder.RESUME + 1))
def test_each_kind_of_promise_is_held_back_from_its_rung_of_the_ladder(rung, kind):
    """Even one that it would be a gain to keep."""
    party, item = a_party(rung=rung), an_item(kind=kind, cost=-1.0)

    decide(party, item, a_world(), 1.0)

    slowed = kind == EXCHANGE and ladder.HOLD <= rung < ladder.STOP
    assert (item.today == WITHHELD) == (rung >= HELD_BACK_FROM[kind])
    assert (item.status == DONE) == (rung < HELD_BACK_FROM[kind] and not slowed)
    if slowed:
        assert (item.today, item.review) == (DELAYED, 6), "by a day at a time"


shares = st.floats(0.0, 1.0)
points = st.floats(-1.0, 1.0)


def courses(party, item, world, seen):
    """Worth of delivering, delaying and withholding, written out anew."""
    let_down = party.outside - party.let_down

    def stay(chance):
        return chance * party.through + (1.0 - chance) * let_down

    return (
        stay(party.belief) - item.cost,
        stay(party.belief * (1.0 - party.reaction * seen * world.delay_gravity))
        - item.cost * (1.0 - world.delay_saves),
        stay(party.belief * (1.0 - party.reaction * seen)),
    )


@quick
@given(shares, points, points, shares, shares, shares, shares, points, st.integers(0, 2**60))
def test_the_best_reply_is_the_course_that_is_worth_most(
    belief, through, outside, reaction, seen, saves, gravity, cost, key
):
    """With scale 0, whatever the luck."""
    party = a_party(belief=belief, through=through, outside=outside, reaction=reaction)
    world = a_world(key=key, delay_saves=saves, delay_gravity=gravity, scale=0.0)
    item = an_item(cost=cost)
    worths = courses(party, item, world, seen)
    best, second = sorted(worths, reverse=True)[:2]
    assume(best - second > 1e-9)

    decide(party, item, world, seen)

    assert item.today == (DELIVERED, DELAYED, WITHHELD)[worths.index(best)]


def test_with_play_each_course_is_taken_as_often_as_the_nested_logit_says():
    """Over many runs' luck, within four standard errors; the branches share one scale."""
    world, party = a_world(scale=0.05), a_party(belief=0.7, through=0.3)
    worths = courses(party, an_item(cost=0.15), world, 0.9)
    weights = np.exp(np.array(worths) / 0.05)
    chances = weights / weights.sum()
    keys = draws.run_keys(1, 0, 4000).view(np.int64).tolist()
    taken = np.zeros(3)

    for key in keys:
        item, world.key = an_item(cost=0.15), key
        decide(party, item, world, 0.9)
        taken[(DELIVERED, DELAYED, WITHHELD).index(item.today)] += 1

    assert (chances > 0.1).all()
    errors = np.sqrt(chances * (1.0 - chances) / len(keys))
    assert (np.abs(taken / len(keys) - chances) < 4.0 * errors).all(), (taken, chances)


def test_what_was_decided_on_is_written_down():
    party, item, world, log = a_party(), an_item(), a_world(), a_log()

    decide(party, item, world, 1.0, log)

    day, kind, actor, place, *reasons = log.array()[0]
    assert (day, kind, actor, place) == (5, notes.DELIVERS, 0, 0)
    np.testing.assert_allclose(reasons[:3], courses(party, item, world, 1.0), rtol=1e-12)


def test_a_delayed_item_is_looked_at_after_the_delay_and_a_withheld_one_after_the_review(
    monkeypatch,
):
    """A delay of mean 3 days whose draw is e^-1.5 lasts one day and 4.5 days' worth of others."""
    rig(monkeypatch, DELAY=math.exp(-1.5))
    delayed, withheld = an_item(cost=0.1), an_item(cost=0.1)

    decide(a_party(), delayed, a_world(delay_saves=1.0, delay_gravity=0.0), 1.0)
    decide(a_party(reaction=0.0), withheld, a_world(delay_saves=0.1), 1.0)

    assert (delayed.today, delayed.review) == (DELAYED, 5 + 1 + 4)
    assert (withheld.today, withheld.review) == (WITHHELD, 5 + 7)
    assert delayed.attempt == withheld.attempt == 2
    assert delayed.status == withheld.status == PENDING


def test_a_delivery_hands_over_the_amount_on_its_day():
    party, item, world = a_party(), an_item(cost=-0.1, lag=0.0), a_world()

    decide(party, item, world, 1.0)

    assert (item.status, item.done, item.delivered, item.hours) == (DONE, 5, 8.0, 0.0)
    assert world.changed == 1


def test_a_delivery_has_a_lag_of_hours_and_from_a_day_on_it_is_a_hitch(monkeypatch):
    """A mean of 12 hours: e^-1 gives 12 hours, e^-4.5 gives 54, which is two days and six hours."""
    rig(monkeypatch, LAG=math.exp(-1.0))
    soon = an_item(cost=-0.1, lag=12.0)
    decide(a_party(), soon, a_world(), 1.0)

    rig(monkeypatch, LAG=math.exp(-4.5))
    late, log = an_item(cost=-0.1, lag=12.0), a_log()
    decide(a_party(), late, a_world(), 1.0, log)

    assert soon.status == DONE
    assert soon.hours == pytest.approx(12.0)
    assert (late.status, late.today, late.review) == (PENDING, LATE, 5 + 2)
    assert late.delivered == 0.0
    assert log.array()[0, notes.KIND] == notes.HITCH


def test_sending_a_team_gives_a_mandate_and_delaying_it_a_technical_one():
    sent, delaying, never = a_party(), a_party(), a_party(reaction=0.0)
    slow = a_world(delay_saves=1.0, delay_gravity=0.0)

    decide(sent, an_item(kind=TALKS, cost=-0.1), a_world(), 1.0)
    decide(delaying, an_item(kind=TALKS, cost=0.1), slow, 1.0)
    decide(never, an_item(kind=TALKS, cost=0.1), a_world(), 1.0)

    assert (sent.mandate, delaying.mandate, never.mandate) == (FULL, TECHNICAL, NO_MANDATE)


def test_an_item_in_return_waits_and_changes_hands_on_the_day_of_the_other():
    model = watch(
        small(
            {
                "first": promise("north", day=4),
                "answer": promise("south", day=1, in_return_for="first"),
            }
        )
    )
    first, answer = model.obligations

    assert first.done == answer.done == 4
    assert answer.due == 4
    assert answer.attempt == 1


def test_an_item_in_return_is_never_decided_on_while_the_other_does_not_come():
    model = watch(
        small(
            {
                "first": promise("north", cost=2.0),
                "answer": promise("south", cost=-0.1, in_return_for="first"),
            },
            north={"reaction": 0.0},
        )
    )
    first, answer = model.obligations

    assert first.attempt > 1
    assert (answer.attempt, answer.status) == (0, PENDING)


def test_an_item_falls_due_on_its_day_of_its_phase_and_is_decided_on_once_delivered():
    model = watch(small({"one": promise(day=7), "two": promise("south", day=3)}))

    assert [(item.due, item.done, item.attempt) for item in model.obligations] == [
        (7, 7, 1),
        (3, 3, 1),
    ]
    assert events(model, notes.DELIVERS)[:, notes.DAY].tolist() == [3, 7]


def test_a_withheld_item_comes_up_again_at_every_review():
    model = watch(
        small(
            {"one": promise(cost=2.0, day=2)},
            north={"reaction": 0.0},
            delivery={"review_days": 5},
        )
    )

    assert events(model, notes.WITHHOLDS)[:, notes.DAY].tolist() == [2, 7, 12, 17, 22, 27]


@pytest.mark.parametrize(
    "cost",
    [0.03, 2.0],
)
def test_what_keeping_is_worth_counts_nothing_for_the_item_that_is_decided_on(cost):
    """With no other item, what the phase is worth once the cost is paid is its end alone."""
    model = watch(small({"one": promise(cost=cost, day=2)}))

    kept = events(model, notes.DELIVERS, notes.WITHHOLDS, notes.DELAYS)[0]
    north = model.parties[0]
    end = north.hope * north.expected_deal + (1.0 - north.hope) * north.outside
    assert notes.reasons_of(kept).kept == pytest.approx(end)


def test_after_a_hitch_an_items_cost_is_still_counted_once(monkeypatch):
    """The same decision a day later: its cost must not have come to weigh twice."""
    lags = itertools.chain([math.exp(-1.5)], itertools.repeat(0.9))
    monkeypatch.setattr(
        luck,
        "uniform",
        lambda key, purpose, *address: next(lags) if purpose == luck.LAG else 0.5,
    )
    model = watch(small({"one": promise(cost=0.03, day=2, lag=24.0)}))

    (hitch,), (delivery,) = events(model, notes.HITCH), events(model, notes.DELIVERS)

    assert notes.reasons_of(delivery).kept == pytest.approx(notes.reasons_of(hitch).kept)


# -- verifying ------------------------------------------------------------------------------------


def seen(item, kind, world=None, key=7, **observing):
    """The observer, and the log, after a look at what was done with an item."""
    observer, log = a_party(stream=1, **observing), a_log()
    world = world or a_world()
    world.key = key
    verifying.look(observer, item, SimpleNamespace(**kind), world, log)
    return observer, world, log.array()


CERTAIN = {"miss": 0.0, "false_alarm": 0.0}
BLIND = {"miss": 1.0, "false_alarm": 1.0}
KEYS = draws.run_keys(3, 0, 200).view(np.int64).tolist()


@pytest.mark.parametrize("key", KEYS[:20])
def test_without_errors_what_was_done_is_what_is_believed(key):
    kept, _, log = seen(an_item(today=DELIVERED), CERTAIN, key=key)
    broken, _, claims = seen(an_item(today=WITHHELD), CERTAIN, key=key)

    assert (kept.kept[AID], kept.broken[AID], kept.wronged, len(log)) == (4.0, 3.0, 0.0, 0)
    assert (broken.kept[AID], broken.broken[AID], len(claims)) == (3.0, 4.0, 1)


@pytest.mark.parametrize("key", KEYS[:20])
def test_a_certain_miss_hides_every_breach_and_a_certain_false_alarm_every_delivery(key):
    hidden, _, log = seen(an_item(today=WITHHELD), BLIND, key=key)
    alarmed, _, claims = seen(an_item(today=DELIVERED), BLIND, key=key)

    assert (hidden.kept[AID], hidden.broken[AID], hidden.wronged, len(log)) == (4.0, 3.0, 0.0, 0)
    assert (alarmed.broken[AID], len(claims)) == (3.25, 1)


@pytest.mark.parametrize("key", KEYS[:20])
def test_monitors_can_remove_both_errors(key):
    watched = a_world(watched=1.0)

    kept, *_ = seen(an_item(today=DELIVERED), BLIND, watched, key=key)
    broken, *_ = seen(an_item(today=WITHHELD), BLIND, watched, key=key)

    assert (kept.kept[AID], kept.broken[AID]) == (4.0, 3.0)
    assert (broken.kept[AID], broken.broken[AID]) == (3.0, 4.0)


@pytest.mark.parametrize("manner", [DELIVERED, WITHHELD])
def test_half_as_many_monitors_leave_half_of_the_errors(manner):
    """Of 200 certain errors, 100 within four standard errors of 7.1."""
    claims = 0
    for key in KEYS:
        _, _, log = seen(an_item(today=manner), BLIND, a_world(watched=0.5), key=key)
        claims += len(log)

    assert abs(claims - 100) < 4 * math.sqrt(50)


@pytest.mark.parametrize(
    ("manner", "weight"), [(LATE, 0.25), (DELAYED, 0.4), (WITHHELD, 1.0), (WRONG, 1.0)]
)
def test_a_hitch_weighs_less_than_a_delay_and_that_less_than_withholding(manner, weight):
    """On evidence, grievance and tension alike; the evidence is one promise in all."""
    observer, world, log = seen(an_item(today=manner, worth=0.2), CERTAIN)

    assert observer.broken[AID] == pytest.approx(3.0 + weight)
    assert observer.kept[AID] == pytest.approx(3.0 + 1.0 - weight)
    assert observer.wronged == pytest.approx(weight * 0.2)
    assert world.tension == pytest.approx(0.2 + weight * 0.15 * 0.8)
    assert notes.reasons_of(log[0]).weight == weight


def test_what_was_held_against_a_side_before_counts_as_a_delay():
    observer, _, log = seen(an_item(today=WITHHELD, worth=0.2, claimed=1), CERTAIN)

    assert observer.wronged == pytest.approx(0.4 * 0.2)
    assert notes.reasons_of(log[0]).weight == 0.4


@pytest.mark.parametrize("kind", range(len(KINDS)))
def test_evidence_on_one_kind_of_promise_says_nothing_about_another(kind):
    observer, *_ = seen(an_item(today=WITHHELD, kind=kind), CERTAIN)

    others = [place for place in range(len(KINDS)) if place != kind]
    assert [observer.kept[place] for place in others] == [3.0] * 3
    assert [observer.broken[place] for place in others] == [3.0] * 3
    assert observer.broken[kind] == 4.0


def test_the_side_that_is_owed_looks_and_the_other_does_not():
    model = watch(small({"one": promise("north")}))

    north, south = model.parties
    assert south.kept[EXCHANGE] > south.trust * south.trust_weight
    assert north.kept[EXCHANGE] == pytest.approx(north.trust * north.trust_weight)


# -- enduring -------------------------------------------------------------------------------------


def two_parties(first_stream=0, author=None):
    """Both sides, by seat; with an ``author`` (a stream) it alone begins incidents."""
    streams = (first_stream, 1 - first_stream)
    return [
        a_party(stream=stream, begins=1.0 if author in (None, stream) else 0.0)
        for stream in streams
    ]


def hurt_by_stream(parties):
    return {party.stream: party.hurt for party in parties}


@pytest.mark.parametrize("first_stream", [0, 1])
@pytest.mark.parametrize("author", [0, 1])
@pytest.mark.parametrize("wrong", [0.0, 1.0])
def test_an_incident_hurts_the_side_that_holds_the_other_to_be_its_author(
    first_stream, author, wrong
):
    """Its victim, or with certain misattribution its author; whichever seats the sides sit in."""
    parties = two_parties(first_stream, author)
    world = a_world(misattribution=wrong, deaths_mean=0.0)

    enduring.suffer(world, parties, 0, a_log())

    hurt = author if wrong else 1 - author
    assert hurt_by_stream(parties) == {hurt: 0.01, 1 - hurt: 0.0}


def test_incidents_begin_with_a_side_in_proportion_to_its_weight_and_not_by_its_seat():
    """Weights 4 and 1: 160 of 200, within four standard errors; the same luck, the same author."""
    begun = ([], [])
    for first_stream, key in itertools.product((0, 1), KEYS):
        parties = two_parties(first_stream)
        parties[first_stream].begins = 4.0  # the side of stream 0
        enduring.suffer(a_world(deaths_mean=0.0, key=key), parties, 0, a_log())
        begun[first_stream].append(hurt_by_stream(parties)[1] > 0.0)

    assert begun[0] == begun[1]
    assert abs(sum(begun[0]) - 160) < 4 * math.sqrt(200 * 0.8 * 0.2)


@pytest.mark.parametrize("wrong", [0.25, 0.5])
def test_blame_goes_wrong_as_often_as_it_is_said_to(wrong):
    world, wronged = a_world(misattribution=wrong, deaths_mean=0.0), 0
    for key in KEYS:
        parties = two_parties(author=0)
        world.key = key
        enduring.suffer(world, parties, 0, a_log())
        wronged += hurt_by_stream(parties)[0] > 0.0

    assert abs(wronged - 200 * wrong) < 4 * math.sqrt(200 * wrong * (1 - wrong))


def test_monitors_remove_wrong_blame():
    parties = two_parties(author=0)
    world = a_world(misattribution=1.0, watched=1.0, deaths_mean=0.0)

    enduring.suffer(world, parties, 0, a_log())

    assert hurt_by_stream(parties) == {0: 0.0, 1: 0.01}


def test_deaths_add_to_the_harm_and_incidents_to_the_tension(monkeypatch):
    """With mean 1.5 the quantile 0.6^3 is at three deaths or more."""
    rig(monkeypatch, DEATHS=0.6**3 * 0.99, AUTHOR=0.0)
    parties, world, log = two_parties(), a_world(), a_log()

    enduring.suffer(world, parties, 0, log)

    assert world.deaths == 3
    assert parties[1].hurt == pytest.approx(0.01 * 4.0)
    assert world.tension == pytest.approx(0.2 + 0.02 * 0.8)
    (row,) = log.array()
    assert row[notes.KIND : notes.REASONS].tolist() == [notes.INCIDENT, 1.0, 0.0]
    assert (notes.reasons_of(row).dead, notes.reasons_of(row).wrong) == (3.0, 0.0)


def test_a_day_of_violence_adds_up():
    world, parties, log = (
        a_world(background=8.0, branching=0.5, all_incidents=4),
        two_parties(),
        a_log(),
    )

    enduring.happen(world, parties, log)

    rows = log.array()
    assert world.incidents == len(rows) > 0
    assert world.deaths == rows[:, notes.place_of(notes.Incident, "dead")].sum()
    assert world.all_incidents == 4 + world.incidents
    assert world.excited == pytest.approx(0.5 * 0.5 * world.incidents)
    assert parties[0].hurt + parties[1].hurt == pytest.approx(
        0.01 * (world.incidents + world.deaths)
    )


def test_tension_brings_violence_and_a_calm_without_background_none():
    calm, tense = a_world(tension_link=30.0, tension=0.0), a_world(tension_link=30.0, tension=1.0)

    enduring.happen(calm, two_parties(), a_log())
    enduring.happen(tense, two_parties(), a_log())

    assert calm.incidents == 0
    assert tense.incidents > 10


# -- responding -----------------------------------------------------------------------------------


def test_a_party_climbs_and_descends_one_rung_a_day():
    party, world, log = a_party(wronged=5.0), a_world(resumable=0), a_log()
    climbed = []
    for grievance in [5.0] * 6 + [0.0] * 6:
        party.wronged = grievance
        responding.decide(party, world)
        responding.act(party, world, log)
        climbed.append(party.rung)

    assert climbed == [1, 2, 3, 4, 4, 4, 3, 2, 1, 0, 0, 0]
    assert len(log.rows) == 8


def test_in_whole_runs_rungs_change_by_one_but_for_settlements_and_resumption():
    premises = configured("violence.harm=0.01", "choice.resumable=false")

    kept = play(premises, seed=1, runs=30)

    rungs = kept.days["rung"]
    steps = np.diff(rungs, axis=1)
    assert steps.max() == 1
    assert rungs.max() == ladder.STOP
    fell = steps < -1
    assert fell.any()
    assert (rungs[:, 1:][fell] == ladder.PEACE).all()


@quick
@given(
    st.lists(st.floats(0.0, 0.5), min_size=8, max_size=8),
    st.lists(st.integers(0, 4), min_size=2, max_size=2),
)
def test_who_decides_first_does_not_matter(numbers, rungs):
    """Both read the same snapshot, then both write."""
    outcomes = []
    for order in itertools.permutations(range(2)):
        parties = [
            a_party(
                stream=place,
                rung=rungs[place],
                wronged=numbers[place],
                hurt=numbers[place + 2],
                outside=numbers[place + 4],
                staying=numbers[place + 6],
            )
            for place in range(2)
        ]
        world = a_world(resolve=0.1)
        for step in (responding.decide, lambda party, world: responding.act(party, world, a_log())):
            for place in order:
                step(parties[place], world)
        outcomes.append([vars(party) for party in parties])

    assert outcomes[0] == outcomes[1]


def test_a_decision_is_not_carried_out_before_the_other_side_has_decided():
    """Deciding changes nothing that the other side reads: not even its own rung."""
    party, before = a_party(wronged=5.0), a_party(wronged=5.0)

    responding.decide(party, a_world(resumable=0))

    assert party.next_rung == ladder.PROTEST
    assert party.rung == before.rung


def test_fighting_resumes_when_leaving_beats_staying_by_more_than_the_line():
    for margin, rung in ((-0.01, ladder.PEACE), (0.01, ladder.RESUME)):
        party = a_party(outside=0.4 + margin, staying=0.4)
        responding.decide(party, a_world(resolve=0.0))
        assert party.next_rung == rung


def test_the_line_is_drawn_once_a_spell_and_lies_off_zero_by_the_play(monkeypatch):
    """Resolve 0.1 and a draw of nine tenths: 0.1 log 9 = 0.22 must be gained by leaving."""
    rig(monkeypatch, RESUMPTION=0.9)
    party, world = a_party(outside=0.6, staying=0.4), a_world(resolve=0.1)

    responding.decide(party, world)
    assert party.resolve == pytest.approx(0.1 * math.log(9.0))
    assert party.next_rung != ladder.RESUME

    rig(monkeypatch, RESUMPTION=0.5)
    responding.decide(party, world)
    assert party.resolve == pytest.approx(0.1 * math.log(9.0)), "the same spell, the same line"

    world.spell = 2
    responding.decide(party, world)
    assert party.resolve == 0.0
    assert party.next_rung == ladder.RESUME


def test_with_much_at_stake_a_party_answers_more_mildly():
    """Three times a grievance of 0.05, against a stake of 0.07, and of 0.35."""
    answers = []
    for through in (0.1, 0.5):
        party = a_party(wronged=0.05, through=through, rung=ladder.HOLD)
        assert responding.at_stake(party) == pytest.approx(0.7 * through)
        responding.decide(party, a_world(resumable=0))
        answers.append(party.next_rung)

    assert answers == [ladder.SUSPEND, ladder.PROTEST]


def test_nothing_is_at_stake_in_a_truce_worth_less_than_being_let_down():
    assert responding.at_stake(a_party(through=-0.5)) == 0.0


# -- mediating ------------------------------------------------------------------------------------


def a_mediator(**fields):
    usual = {
        "current_attention": 1.0, "attention": 1.0, "attention_floor": 0.5, "skill": 0.4,
        "attention_retention": 1.0, "credit": 0.1, "access": [0.9, 0.5], "leverage": [0.1, 0.2],
        "accepts_displacement": 1.0, "spell": 1, "mediates": 1,
        "left": by_instrument(shuttle=3), "price": by_instrument(shuttle=0.01),
    }  # fmt: skip
    return stub("mediators", usual, fields)


def by_instrument(**values):
    """A number for each instrument, 0 where none is given."""
    return [values.get(name, 0) for name in INSTRUMENTS]


def attend(mediator, world, log=None):
    """A day of a mediator, with parties that nothing is wrong with."""
    mediating.attend(mediator, world, [a_party(), a_party(stream=1)], log or a_log())


def test_a_mediator_shuttles_in_a_crisis_until_its_budget_is_spent():
    mediator, world, log = a_mediator(), a_world(crisis=1), a_log()

    for _ in range(5):
        attend(mediator, world, log)

    assert mediator.left[SHUTTLE] == 0
    assert log.array()[:, notes.KIND].tolist() == [notes.MISSION] * 3
    assert world.effort == pytest.approx(3 * 0.4 * 0.5)


def test_without_a_crisis_a_mediator_stays_at_home():
    mediator, world, log = a_mediator(), a_world(crisis=0), a_log()

    attend(mediator, world, log)

    assert (mediator.left[SHUTTLE], world.effort, len(log.rows)) == (3, 0.0, 0)


@pytest.mark.parametrize(("price", "goes"), [(0.0059, True), (0.0060, False)])
def test_a_mediator_shuttles_only_where_it_is_worth_it_to_the_mediator(price, goes):
    """Half of its attention on a truce worth 0.125 to it, and 1 - e^-0.1 of a settlement."""
    mediator = a_mediator(current_attention=0.5, credit=0.125, price=by_instrument(shuttle=price))
    world, log = a_world(crisis=1, crisis_day=4), a_log()

    attend(mediator, world, log)

    assert (world.effort > 0.0) == goes
    assert log.array()[0, notes.KIND] == (notes.MISSION if goes else notes.PASSES)


@pytest.mark.parametrize(
    ("fields", "worth"),
    [
        ({}, 0.1),
        ({"border": 0.3, "accepts_displacement": 0.25}, 0.1 + 0.3 * 0.75),
        ({"closeness": [0.5, 0.0]}, 0.1 + 0.5 * 0.3),
        ({"closeness": [0.0, 1.0]}, 0.1 - 0.2),
        ({"current_attention": 0.7, "closeness": [0.5, 0.0]}, 0.7 * (0.1 + 0.5 * 0.3)),
    ],
)
def test_a_truce_is_worth_to_a_mediator_its_credit_its_border_and_what_friends_gain(fields, worth):
    """Staying is worth 0.3 more than leaving to the first party, and 0.2 less to the second."""
    parties = [
        a_party(staying=0.4, outside=0.1),
        a_party(stream=1, staying=0.1, outside=0.3),
    ]
    mediator = a_mediator(**fields)

    mediating.attend(mediator, a_world(), parties, a_log())

    assert mediator.value == pytest.approx(worth)


def test_attention_fades_to_its_floor_crisis_or_not():
    mediator = a_mediator(attention_retention=0.5)

    for _ in range(2):
        attend(mediator, a_world())

    assert mediator.current_attention == pytest.approx(0.5 + 0.5 * 0.25)


def test_in_whole_runs_no_budget_is_exceeded_and_no_mission_is_at_a_loss():
    premises = configured(
        "violence.harm=0.01", "mediators.us.budget_shuttle=2", "mediators.qatar.budget_shuttle=0",
        "mediators.egypt.attention_retention=0.9", "mediators.egypt.attention_floor=0",
    )  # fmt: skip
    kept = play(premises, seed=1, runs=60)

    keys = list(premises.premises.mediators)
    counts = np.zeros((60, len(keys)))
    for run, log in enumerate(kept.log):
        missions = log[log[:, notes.KIND] == notes.MISSION]
        step, _, worth, price = np.array([notes.reasons_of(row) for row in missions]).T
        assert (worth * -np.expm1(-step) > price).all()
        counts[run] = [(missions[:, notes.ACTOR] == stream).sum() for stream in range(len(keys))]
    most = dict(zip(keys, counts.max(axis=0).tolist(), strict=True))
    assert (most["us"], most["qatar"]) == (2, 0)
    assert 0 < most["egypt"] < 60


def crisis(**fields):
    parties = [
        a_party(stream=0, rung=ladder.HOLD, wronged=0.5, hurt=0.1),
        a_party(stream=1, rung=ladder.PROTEST, wronged=0.2, hurt=0.4),
    ]
    items = [
        an_item(attempt=2, review=40),
        an_item(attempt=0, review=30),
        an_item(attempt=1, review=20, status=DONE),
        an_item(attempt=0, review=0, status=NOT_YET),
    ]
    return a_world(**fields), parties, items, a_log()


def test_a_side_that_holds_back_opens_a_crisis():
    world, parties, items, log = crisis(effort=0.7)

    mediating.follow_crisis(world, parties, items, log)
    mediating.follow_crisis(world, parties, items, log)

    assert (world.crisis, world.crises, world.crisis_day, world.spell) == (1, 1, 5, 2)
    assert world.effort == 0.0, "what was done in an earlier crisis does not settle this one"


def test_a_crisis_fades_when_neither_side_holds_back_any_more():
    world, parties, items, log = crisis(crisis=1, crises=1)
    parties[0].rung = ladder.PROTEST

    mediating.follow_crisis(world, parties, items, log)

    assert (world.crisis, world.settled) == (0, 0)
    assert log.array()[0, notes.KIND] == notes.CRISIS_FADES


@pytest.mark.parametrize(("effort", "settled"), [(0.69, 0), (0.70, 1)])
def test_a_crisis_is_settled_by_as_much_effort_as_it_needs(monkeypatch, effort, settled):
    """A draw of one half: log 2 = 0.693 settlements' worth."""
    rig(monkeypatch, SETTLEMENT=0.5)
    world, parties, items, log = crisis(crisis=1, crises=1, effort=effort)

    mediating.follow_crisis(world, parties, items, log)

    assert world.settled == settled
    assert world.crisis == 1 - settled


def test_a_settlement_relieves_grievances_and_brings_both_sides_down():
    world, parties, items, log = crisis(crisis=1, crises=1, effort=100.0, crisis_day=3)

    mediating.follow_crisis(world, parties, items, log)

    assert [party.rung for party in parties] == [ladder.PEACE, ladder.PEACE]
    assert [party.wronged for party in parties] == pytest.approx([0.1, 0.04])
    assert [party.hurt for party in parties] == pytest.approx([0.02, 0.08])
    assert [item.review for item in items] == [6, 30, 20, 0], "what was put off comes up tomorrow"
    assert world.next_review == 6
    assert log.array()[0, notes.KIND] == notes.SETTLED
    assert notes.reasons_of(log.array()[0]).lasted == 2.0


def test_without_relief_a_settlement_leaves_grievances_as_they_are():
    world, parties, items, log = crisis(crisis=1, crises=1, effort=100.0, relief=0.0)

    mediating.follow_crisis(world, parties, items, log)

    assert [party.wronged for party in parties] == [0.5, 0.2]


def test_a_settlement_does_not_call_back_a_side_that_has_resumed_fighting():
    """The log then says that fighting resumed, and the truce goes on."""
    world, parties, items, log = crisis(crisis=1, crises=1, effort=100.0)
    parties[0].rung = ladder.RESUME

    mediating.follow_crisis(world, parties, items, log)

    assert parties[0].rung == ladder.RESUME


def test_once_a_side_resumes_fighting_the_run_is_over(january):
    kept = play(january, seed=1, runs=100)

    for log, run in zip(kept.log, kept.runs, strict=True):
        resumed = log[log[:, notes.KIND] == notes.RESUMES]
        assert (resumed[:, notes.DAY] == run["last_day"]).all()


# -- believing ------------------------------------------------------------------------------------


def leaving_day(model):
    """What each side makes of the day, as plain numbers."""
    model.world.changed = 1
    day.take_stock(model.world, model.table)
    return [
        {
            name: copy.copy(value)
            for name, value in vars(party).items()
            if isinstance(value, (int, float, list))
        }
        for party in model.parties
    ]


def holdings():
    return Negotiation(
        small(
            {
                "given": promise("north", worth=0.3, day=5),
                "kept": promise("north", worth=0.1, day=9),
                "owed": promise("south", worth=0.2, day=9),
            },
            north={"exposure": 0.4},
            south={"exposure": 0.8},
        )
    )


def test_delivering_uses_up_the_debtors_leverage_and_raises_the_other_sides_outside_option():
    model = holdings()
    before = leaving_day(model)

    model.obligations[0].status = DONE
    after = leaving_day(model)

    assert [before[0]["leverage"], after[0]["leverage"]] == pytest.approx([1.0, 0.25])
    assert after[1]["outside"] - before[1]["outside"] == pytest.approx(0.8 * 0.75)


def test_delivering_moves_nothing_else_that_the_debtor_goes_by():
    """Its own outside option, its trust, its hope and what it is owed stay as they were.

    What it holds is less: its leverage, and the people whom the other side's public wants back.
    """
    model = holdings()
    before = leaving_day(model)

    model.obligations[0].status = DONE
    after = leaving_day(model)

    moved = {name for name in before[0] if before[0][name] != after[0][name]}
    assert moved == {"leverage", "people_held"}
    moved = {name for name in before[1] if before[1][name] != after[1][name]}
    assert moved == {"ahead", "outside", "through", "staying", "breach_price"}


def test_leverage_after_the_phase_is_what_later_phases_hold():
    scenario = from_config(
        {
            "parties": {"north": {}, "south": {}},
            "phases": {"one": {"length": 5}, "two": {"length": 5}},
            "obligations": {
                "now": promise("north", worth=0.3),
                "later": promise("north", worth=0.1, phase=2),
            },
            "issues": opposed({"all": {}}, "north", "south"),
        }
    )
    north, south = Negotiation(scenario).parties

    assert north.leverage == pytest.approx(1.0)
    assert north.leverage_after == pytest.approx(0.25)
    assert sum(south.ahead) == pytest.approx(0.3)


def test_what_is_owed_is_counted_up_to_the_price_of_the_breach():
    model = Negotiation(small({"dear": promise(cost=2.0), "cheap": promise(cost=0.01)}))
    north = model.parties[0]

    assert 0.01 < north.breach_price < 2.0
    assert north.owing == pytest.approx(north.breach_price + 0.01)


@quick
@given(
    st.lists(st.floats(-0.5, 2.0), min_size=1, max_size=8),
    st.floats(-1.0, 2.0),
    shares,
    shares,
    st.floats(0.0, 3.0),
)
def test_a_plan_and_the_price_of_a_breach_fit_each_other(costs, kept, belief, reaction, start):
    """From wherever they stood: the price is what the plan leaves of the phase, times reaction."""
    party = a_party(through=kept, belief=belief, reaction=reaction, breach_price=start)
    items = [an_item(cost=cost) for cost in costs]

    believing.plan(party, 0, items)

    let_down = party.outside - party.let_down
    owing = sum(min(cost, party.breach_price) for cost in costs)
    left = max(0.0, kept - owing - let_down)
    assert party.owing == pytest.approx(owing, abs=1e-9)
    assert party.breach_price == pytest.approx(reaction * belief * left, abs=1e-9)


def test_an_obligation_once_declined_is_no_longer_planned_for():
    model = Negotiation(small({"one": promise("north", cost=0.01)}))
    model.obligations[0].declined = 1

    leaving_day(model)

    assert model.parties[0].owing == 0.0


def test_mediators_press_each_side_by_their_leverage_and_attention():
    """Where pressure has no price; it is felt on the day on which it is taken up."""
    eager = {"price_pressure": 0.0, "attention_retention": 1.0}
    model = Negotiation(
        small(
            mediators={
                "one": {**eager, "leverage_north": 0.2, "leverage_south": 0.1, "attention": 0.5},
                "two": {**eager, "leverage_north": 0.1, "leverage_south": 0.0},
            }
        )
    )
    free = Negotiation(small())

    for one in (model, free):
        assert [party.pressure for party in one.parties] == [0.0, 0.0]
        one.step()

    assert [party.pressure for party in model.parties] == pytest.approx([0.2, 0.05])
    for pressed, party in zip(model.parties, free.parties, strict=True):
        assert pressed.outside == pytest.approx(party.outside - pressed.pressure)


def test_staying_is_weighed_by_belief_between_seeing_it_through_and_being_let_down():
    model = holdings()
    for party in model.parties:
        let_down = party.outside - party.let_down
        expected = party.belief * party.through + (1.0 - party.belief) * let_down
        assert party.staying == pytest.approx(expected)


def test_each_day_of_limbo_costs():
    model = holdings()
    party, other = model.parties

    believing.weigh(party, other, model.world, 0)
    free = party.through
    believing.weigh(party, other, model.world, 4)

    assert free - party.through == pytest.approx(4 * party.limbo_cost)


def test_the_belief_of_the_first_day_is_the_trust_brought_along():
    north, south = Negotiation(small(north={"trust": 0.9}, south={"trust": 0.2})).parties

    assert north.belief == pytest.approx(0.9)
    assert south.belief == pytest.approx(0.2)


@pytest.mark.parametrize(("forgiveness", "left"), [(0.0, 0.4), (0.25, 0.3), (1.0, 0.0)])
def test_grievances_pass_with_forgiveness(forgiveness, left):
    (party, _) = Negotiation(small(north={"forgiveness": forgiveness})).parties
    party.wronged = party.hurt = 0.4

    believing.remember(party, a_world())

    assert party.wronged == party.hurt == pytest.approx(left)


def test_evidence_fades_towards_what_was_brought_along():
    (party, _) = Negotiation(
        small(north={"memory": 0.5, "trust": 0.5, "trust_weight": 4.0})
    ).parties
    party.kept[AID], party.broken[AID] = 6.0, 2.0

    believing.remember(party, a_world())

    assert (party.kept[AID], party.broken[AID]) == (4.0, 2.0)


def test_hope_fades_in_limbo_alone():
    phases = {"one": {"length": 5}, "two": {"length": 5, "needs_agreement": True}}
    model = Negotiation(
        small(
            phases=phases, choice={"resumable": False}, north={"hope": 0.5, "hope_retention": 0.9}
        )
    )
    hopes = []
    for _ in range(8):
        model.step()
        hopes.append(model.parties[0].current_hope)

    assert hopes[:5] == [0.5] * 5
    assert hopes[5:] == pytest.approx([0.45, 0.405, 0.3645])


# -- off ------------------------------------------------------------------------------------------

TALKS_EVENTS = (notes.TALKS_BEGIN, notes.TALKS_STOP, notes.AGREEMENT)
NO_MONITORS = each("mediators", MEDIATORS, "monitors=0")
NO_OTHER_PARTNERS = each("constituencies", CONSTITUENCIES, "partner=false", "gone_at_start=false")
ALOOF = ("credit=0", "border=0", "closeness_israel=0", "closeness_hamas=0")

# A mechanism: what makes sure that it is on, the setting that then removes it, and the events that
# never happen any more.
OFF = {
    "hitches": (
        (),
        [f"obligations.{name}.lag=0" for name in configured().premises.obligations],
        (notes.HITCH,),
    ),
    "violence": ((), ("violence.background=0", "violence.tension_link=0"), (notes.INCIDENT,)),
    "shocks": ((), ("shocks.shock_rate=0",), (notes.SHOCK,)),
    "missions": (
        (),
        each("mediators", MEDIATORS, "budget_shuttle=0"),
        (notes.MISSION, notes.SETTLED),
    ),
    "interest": (
        (*EAGER, "violence.harm=0.02"),
        each("mediators", MEDIATORS, *ALOOF),
        (notes.MISSION, notes.SETTLED, notes.USES),
    ),
    "skill": ((), each("mediators", MEDIATORS, "skill=0"), (notes.SETTLED,)),
    "prices": (
        EAGER,
        each("mediators", MEDIATORS, *(f"price_{name}=2" for name in INSTRUMENTS)),
        (notes.MISSION, notes.USES),
    ),
    "budgets": (
        (*EAGER, *TALKING),
        each("mediators", MEDIATORS, *(f"budget_{name}=0" for name in INSTRUMENTS)),
        (notes.MISSION, notes.USES, notes.PROPOSAL),
    ),
    "resumption": (("choice.resolve=0.3",), ("choice.resumable=false",), (notes.RESUMES,)),
    "answers": (
        (),
        each("parties", PARTIES, "retaliation=0"),
        (notes.RUNG, notes.MISSION, notes.SETTLED),
    ),
    "talks": (
        (*TALKING, "violence.harm=0.02", "talks.rounds=500"),
        ("talks.protocol=no_talks",),
        TALKS_EVENTS,
    ),
    "limbo": ((), ("limbo.limbo=false",), (notes.LIMBO,)),
    "breach seen": (
        (*NO_MONITORS, *NO_MISHAPS),
        [f"verification.{kind}.{error}" for kind in KINDS for error in ("miss=1", "false_alarm=0")],
        (notes.CLAIM,),
    ),
    "votes": (
        VOTES,
        each("parties", PARTIES, "majority=0"),
        (notes.VOTE, notes.RATIFIED, notes.REJECTED),
    ),
    "partners": (
        (*PUBLICS, *NO_OTHER_PARTNERS),
        each("constituencies", WINGS, "partner=false"),
        (notes.THREAT, notes.EXIT, notes.RETURNS),
    ),
    "threats": (
        (*PUBLICS, *NO_OTHER_PARTNERS),
        each("constituencies", WINGS, "warns=0"),
        (notes.THREAT,),
    ),
    "side trades": (
        VARIANTS["side trades"],
        ("side_trades.trades=false",),
        (notes.TRADE,),
    ),
    "disputes": (("delivery.disputed=0.3",), ("delivery.disputed=0",), (notes.DISPUTE,)),
    "mistaken remains": (MISSING, ("delivery.misidentified=0",), (notes.MISIDENTIFIED,)),
    "the missing": (
        MISSING,
        [f"obligations.{name}.unknown=0" for name in configured().premises.obligations],
        (notes.NEWS,),
    ),
    "offence": (
        (*TALKING, *EAGER, *SACRED),
        each("parties", PARTIES, "taboo=0"),
        (notes.OFFENCE,),
    ),
    "public words": (
        ("mediation.statement_days=5", "mediation.announcement=0.2"),
        ("mediation.statement_days=0", "mediation.announcement=0"),
        (notes.STATEMENT, notes.ANNOUNCEMENT),
    ),
    "optional phases": (
        OPTIONAL,
        ("phases.phase_2.optional=false",),
        (notes.EXTENDED, notes.NOT_EXTENDED),
    ),
}


def counted(kept):
    """Events of each kind in a block of runs."""
    written = kept.log[:, :, notes.DAY] > 0
    return np.bincount(kept.log[:, :, notes.KIND][written].astype(int), minlength=len(notes.EVENTS))


@pytest.mark.parametrize("name", OFF)
def test_each_mechanism_has_a_setting_that_removes_it(name):
    on, off, gone = OFF[name]

    usual = counted(play(configured(*on), 1, 50))
    without = counted(play(configured(*on, *off), 1, 50))

    assert (usual[list(gone)] > 0).all(), "or the test could not fail"
    assert without[list(gone)].tolist() == [0] * len(gone)
    assert without.sum() > 0


# The same for what is a number of the day: what makes sure that it is on, the setting, and the
# columns that then stay at 0.
STAYS_ZERO = {
    "deaths": ((), ("violence.deaths_mean=0",), ("deaths",)),
    "harm": ((), ("violence.harm=0",), ("hurt_0", "hurt_1")),
    "tension": (
        (),
        ("tension.tension_at_start=0", "tension.tension_per_breach=0",
         "tension.tension_per_incident=0", "shocks.shock_rate=0"),
        ("tension",),
    ),
    "forgetting at once": (
        (),
        each("parties", PARTIES, "forgiveness=1"),
        ("wronged_0", "wronged_1", "hurt_0", "hurt_1"),
    ),
    "pressure": (
        EAGER,
        (*each("mediators", MEDIATORS, "leverage_israel=0", "leverage_hamas=0"),
         *each("parties", PARTIES, "standing=0")),
        ("pressure_0", "pressure_1"),
    ),
    "guarantees": (
        EAGER, each("mediators", MEDIATORS, "commitment=0"), ("guaranteed_0", "guaranteed_1"),
    ),
    "side payments": (
        EAGER,
        each("mediators", MEDIATORS, "payment_israel=0", "payment_hamas=0"),
        ("promised_0", "promised_1"),
    ),
    "monitors": (EAGER, NO_MONITORS, ("monitored",)),
    "the publics": (
        PUBLICS, each("constituencies", (*CONSTITUENCIES, *WINGS), "sway=0"), ("home_0", "home_1"),
    ),
    "what can be ratified": (VOTES, each("parties", PARTIES, "majority=0"), ("floor_0", "floor_1")),
    "hardship": (
        (),
        ("hardship.hardship_at_start=0", "hardship.hardship_without=0", "hardship.hardship_with=0"),
        ("hardship",),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", STAYS_ZERO)
def test_a_number_that_is_switched_off_stays_at_nothing(name):
    on, off, columns = STAYS_ZERO[name]

    usual, without = play(configured(*on), 1, 50), play(configured(*on, *off), 1, 50)

    for column in columns:
        assert records.column(usual.days, column).any(), column
        assert not records.column(without.days, column).any(), column


def test_without_mediators_nobody_shuttles_and_no_crisis_is_settled():
    plain = config()
    plain["mediators"] = {}

    off = counted(play(from_config(plain), 1, 50))

    assert off[[notes.MISSION, notes.SETTLED]].tolist() == [0, 0]
    assert off[notes.CLAIM] > 0


@pytest.mark.parametrize(("learning", "moves"), [(0.0, False), (0.2, True)])
def test_without_learning_shocks_or_limbo_hope_stays_until_there_is_agreement(learning, moves):
    still = (
        *NO_WORDS,
        *NO_OBSTACLES,
        "shocks.shock_rate=0",
        "limbo.limbo=false",
        "talks.rounds_a_day=2",
    )

    kept = play(configured(*still, f"talks.learning={learning}"), 1, 50)

    hopes = [
        np.unique(days["hope"][days["day"] > 0, slot]) for days in kept.days for slot in range(2)
    ]
    before_agreement = [len(found[found != 1.0]) for found in hopes]
    assert (max(before_agreement) > 1) == moves


def test_free_promises_are_kept_by_best_replies_and_dear_ones_broken():
    """Withholding off: no play and every cost 0; and on: every cost 2."""
    names = configured().premises.obligations
    calm = (
        *NO_MISHAPS,
        *NO_OBSTACLES,
        "choice.scale=0",
        "choice.resumable=false",
        "limbo.limbo=false",
        "violence.background=0",
        "violence.tension_link=0",
        "shocks.shock_rate=0",
        *(f"obligations.{name}.lag=0" for name in names),
        *(f"verification.{kind}.false_alarm=0" for kind in KINDS),
    )

    def with_costs(cost):
        costs = (f"obligations.{name}.cost={cost}" for name in names)
        return counted(play(configured(*calm, *costs), 1, 50))

    free, dear = with_costs(0), with_costs(2)

    assert free[[notes.WITHHOLDS, notes.DELAYS, notes.CLAIM, notes.RUNG]].tolist() == [0] * 4
    assert free[notes.DELIVERS] > 1000
    assert dear[notes.DELIVERS] == 0
    assert dear[notes.WITHHOLDS] > 0

"""Handing over: who is known to live, remains that prove wrong, disputed lists, late starts."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playing import stub, watch
from stages import (
    a_log,
    assert_same_days,
    assert_swapping_swaps,
    events,
    kinds_in,
    plain,
    promise,
    small,
    told,
)

from agents import believing, delivering, handing_over, luck, notes
from agents.terms import DELIVERED, DONE, LATE, NOTHING, PENDING, WRONG
from agents.traits import AID, EXCHANGE
from sim import draws
from sim.model import Negotiation
from sim.refusals import PremiseError
from sim.scenario import from_config

quick = settings(deadline=None, max_examples=80)
share = st.floats(0.0, 1.0)


def an_item(**fields):
    usual = {
        "index": 3, "by": 0, "kind": EXCHANGE, "amount": 10.0, "worth": 0.2, "salience": 1.5,
        "resented": 0.4, "unknown": 4, "dead": 0.25, "died": 0, "known": 0, "revealed": 0,
        "remains": 0, "attempt": 0, "status": PENDING, "today": NOTHING, "review": 5, "done": 0,
        "delivered": 0.0, "underway": 0,
    }  # fmt: skip
    return stub("obligations", usual, fields)


def a_party(**fields):
    return stub("parties", {}, fields)


def a_world(**fields):
    usual = {"key": 11, "day": 5, "noted": 0, "changed": 0, "misidentified": 0.0, "disputed": 0.0}
    return stub("world", usual, fields)


def rig(monkeypatch, **values):
    """Make every draw for a purpose the number given; all others one half."""
    known = {getattr(luck, purpose): value for purpose, value in values.items()}
    monkeypatch.setattr(luck, "uniform", lambda key, purpose, *address: known.get(purpose, 0.5))


# -- people of whom it is not known whether they live ---------------------------------------------


def test_until_it_is_known_people_count_by_the_chance_that_they_live():
    """Ten people, of four of whom nothing is known; one of these is taken to have died."""
    assert believing.believed_worth(an_item()) == pytest.approx(0.2 * 0.9)


@pytest.mark.parametrize(("died", "worth"), [(0, 0.2), (2, 0.16), (4, 0.12)])
def test_once_it_is_known_those_who_have_died_count_for_nothing(died, worth):
    assert believing.believed_worth(an_item(died=died, known=1)) == pytest.approx(worth)


def test_what_only_the_debtor_knows_moves_no_belief_of_the_other_side():
    worths = {believing.believed_worth(an_item(died=died)) for died in range(5)}

    assert len(worths) == 1


@quick
@given(st.integers(0, 200), share, st.integers(0, 2**60))
def test_no_more_have_died_than_there_are(unknown, dead, key):
    item = an_item(unknown=unknown, dead=dead)

    handing_over.count_dead(item, a_party(), key)

    assert 0 <= item.died <= unknown
    if dead == 1.0:
        assert item.died == unknown
    if dead == 0.0:
        assert item.died == 0


def test_each_person_has_died_with_the_chance_given():
    """Of 200 people in each of 20 runs, a quarter, within four standard errors."""
    found = 0
    for key in draws.run_keys(1, 0, 20).view(np.int64).tolist():
        item = an_item(unknown=200)
        handing_over.count_dead(item, a_party(), key)
        found += item.died

    assert abs(found - 1000) < 4 * (4000 * 0.25 * 0.75) ** 0.5


def test_handing_over_reveals_who_lives_and_the_news_is_what_is_worse_than_expected():
    """Three of four have died and one was expected: two worse, which the public cares 1.5 for."""
    party, other, item, world, log = a_party(), a_party(), an_item(died=3), a_world(), a_log()

    handing_over.complete(party, other, item, world, log)

    assert (item.status, item.done, item.today, item.delivered) == (DONE, 5, DELIVERED, 10.0)
    assert other.received == pytest.approx(0.2 * 1.5)
    assert party.given == pytest.approx(0.4)
    assert other.news == pytest.approx(1.5 * (3 - 1))
    assert kinds_in(log, world) == [notes.NEWS]
    assert notes.reasons_of(log[0]) == (4.0, 3.0, 1.0, 1.5)


def test_good_news_is_news_as_well():
    other = a_party()

    handing_over.reveal(a_party(), other, an_item(died=0), a_world(), a_log())

    assert other.news == pytest.approx(-1.5)


@pytest.mark.parametrize("fields", [{"known": 1}, {"unknown": 0}])
def test_what_is_known_is_no_news(fields):
    world, other = a_world(), a_party()

    handing_over.reveal(a_party(), other, an_item(died=3, **fields), world, a_log())

    assert (world.noted, other.news) == (0, 0.0)


@pytest.mark.parametrize(("revealed", "day", "known"), [(5, 4, 0), (5, 5, 1), (5, 9, 1), (0, 9, 0)])
def test_what_becomes_known_on_a_day_does_so_whether_handed_over_or_not(revealed, day, known):
    item = an_item(revealed=revealed)

    handing_over.reveal_by_date([a_party(), a_party()], [item], a_world(day=day), a_log())

    assert item.known == known
    assert item.status == PENDING


LIST = promise("south", kind="exchange", amount=8.0, unknown=6, dead=0.5, day=9, worth=0.4)


def test_news_reaches_the_side_that_is_owed_the_people_on_the_day_and_moves_what_it_expects():
    """All are said to have died on day 4; what is ahead of the north falls to the two left."""
    terms = {**LIST, "dead": 1.0, "revealed": 4}
    hoped = {**terms, "dead": 0.0}
    sure, glad = (watch(small(obligations={"list": item})) for item in (terms, hoped))

    assert events(sure, notes.NEWS)[:, notes.DAY].tolist() == [4.0]
    assert sure.parties[0].news == 0.0, "it was expected"
    fall = glad.days.array()["through"][0, 0] - sure.days.array()["through"][0, 0]
    assert fall == pytest.approx(0.4 * 6 / 8)


def test_news_passes_and_moves_the_public_while_it_lasts():
    """Half of it is left each day later, whether it was better or worse than expected."""
    public = {"by": "north", "news": 0.1, "adjusts": 1.0}
    terms = {**LIST, "revealed": 4, "dead": 0.5}
    for run in range(12):
        premises = small(
            obligations={"list": terms},
            constituencies={"families": public},
            delivery={"lately": 0.5},
            calendar={"horizon": 5},
        )
        model = watch(premises, 1, run)
        [news] = told(model, notes.NEWS)
        worse = news.died - news.expected
        assert model.constituencies[0].mood == pytest.approx(0.1 * 0.5 * worse)
        assert model.parties[0].news == pytest.approx(0.25 * worse)


# -- remains --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("unknown", "died"), [(0, 0), (4, 1), (4, 4)])
@pytest.mark.parametrize(("draw", "wrong"), [(0.19, True), (0.21, False)])
def test_remains_prove_wrong_with_the_chance_given_and_are_due_again_the_next_day(
    monkeypatch, draw, wrong, unknown, died
):
    rig(monkeypatch, IDENTITY=draw)
    item = an_item(remains=1, unknown=unknown, died=died)
    world, log = a_world(misidentified=0.2), a_log()

    assert handing_over.misidentified(a_party(), item, world, log) == wrong
    assert kinds_in(log, world) == [notes.MISIDENTIFIED] * wrong
    assert (item.today, item.review) == ((WRONG, 6) if wrong else (NOTHING, 5))


@pytest.mark.parametrize(
    "fields", [{"remains": 0, "unknown": 0}, {"remains": 0, "died": 4}, {"remains": 1, "died": 0}]
)
def test_nothing_but_remains_is_misidentified(fields):
    """Where all of those of whom nothing was known live, there are no remains."""
    item, world = an_item(**fields), a_world(misidentified=1.0)

    assert not handing_over.misidentified(a_party(), item, world, a_log())
    assert (item.today, item.review, world.noted) == (NOTHING, 5, 0)


def test_wrong_remains_are_a_breach_however_well_meant_until_the_right_ones_come(monkeypatch):
    """Wrong on day 3, right on day 4: one claim of a whole breach, by the side they are owed to."""
    real = luck.uniform

    def first_wrong(key, purpose, actor, item, attempt, day):
        if purpose == luck.IDENTITY:
            return 0.0 if attempt == 0 else 1.0
        return real(key, purpose, actor, item, attempt, day)

    monkeypatch.setattr(luck, "uniform", first_wrong)
    model = watch(
        small(
            south={"forgiveness": 0.0, "retaliation": 0.0},
            obligations={"remains": promise("north", day=3, remains=True, salience=2.0)},
            delivery={"misidentified": 0.5},
        )
    )

    assert events(model, notes.MISIDENTIFIED)[:, notes.DAY].tolist() == [3.0]
    assert events(model, notes.DELIVERS)[:, notes.DAY].tolist() == [4.0]
    [claim] = told(model, notes.CLAIM)
    assert (claim.manner, claim.weight, claim.wronged) == (WRONG, 1.0, pytest.approx(0.2))
    assert model.obligations[0].done == 4


# -- disputed lists -------------------------------------------------------------------------------


@pytest.mark.parametrize(("draw", "disputed"), [(0.29, True), (0.31, False)])
def test_a_list_is_disputed_with_the_chance_given(monkeypatch, draw, disputed):
    rig(monkeypatch, DISPUTE=draw)
    item, world, log = an_item(), a_world(disputed=0.3), a_log()

    assert delivering.disputed(a_party(), item, world, log) == disputed
    assert kinds_in(log, world) == [notes.DISPUTE] * disputed
    assert (item.today, item.review) == ((LATE, 6) if disputed else (NOTHING, 5))


@pytest.mark.parametrize("fields", [{"kind": AID}, {"underway": 1}])
def test_only_the_list_of_an_exchange_that_is_not_on_its_way_is_disputed(fields):
    assert not delivering.disputed(a_party(), an_item(**fields), a_world(disputed=1.0), a_log())


def test_a_disputed_exchange_comes_up_day_by_day_until_its_list_stands():
    premises = small(
        {"retaliation": 0.0},
        obligations={"exchange": promise("south", kind="exchange", day=2)},
        delivery={"disputed": 0.6},
    )
    longest = 0
    for run in range(10):
        model = watch(premises, 3, run)
        disputes = events(model, notes.DISPUTE)[:, notes.DAY].tolist()
        assert disputes == [2.0 + step for step in range(len(disputes))]
        assert model.obligations[0].done == 2 + len(disputes)
        assert model.obligations[0].attempt == len(disputes) + 1
        longest = max(longest, len(disputes))
    assert longest > 2


# -- a run that begins on a later day -------------------------------------------------------------


def late_start(first_day=10, north=None, **rest):
    items = {
        "before": promise("south", day=4, done_before=5, kind="exchange", amount=3.0),
        "missed": promise("south", day=6, worth=0.3, kind="exchange"),
        "ahead": promise("south", day=14, worth=0.2, kind="exchange"),
        "team": promise("south", day=3, kind="talks", done_before=3),
    }
    return small(
        {"trust": 0.5, "trust_weight": 4.0, **(north or {})},
        calendar={"horizon": 30, "first_day": first_day},
        obligations=items,
        **rest,
    )


def test_what_was_delivered_before_the_first_day_is_done_and_has_been_seen():
    """Five days ago, and remembered as a promise kept five days ago."""
    premises = late_start(north={"memory": 0.9})
    model = Negotiation(premises)
    before, missed, ahead, team = model.obligations

    assert (before.status, before.done, before.delivered, before.due) == (DONE, 5, 3.0, 4)
    assert (missed.status, ahead.status, team.status) == (PENDING, PENDING, DONE)
    assert model.parties[0].kept[EXCHANGE] == pytest.approx(2.0 + 0.9**4)
    assert model.parties[0].broken[EXCHANGE] == pytest.approx(2.0)
    assert model.parties[1].leverage == pytest.approx(0.5 / 0.7)


def test_a_run_that_begins_later_begins_on_its_day_and_the_phase_ends_as_if_it_had_not():
    days = watch(late_start()).days.array()

    assert days["day"].tolist() == list(range(10, 31))


def test_what_was_missed_before_the_first_day_is_due_on_it():
    model = watch(late_start())

    assert [item.done for item in model.obligations] == [5, 10, 14, 3]
    assert model.obligations[1].due == 10


def test_a_team_that_was_sent_before_the_first_day_has_its_mandate():
    days = watch(late_start(issues={"pie": {}})).days.array()

    assert days["mandate"][0, 1] == 2
    assert days["talking"][0] == 1


def test_a_run_from_the_first_day_is_one_in_which_nothing_came_before():
    item = {"one": promise("south", day=4)}

    assert_same_days(
        watch(small(obligations=item)),
        watch(small(obligations=item, calendar={"first_day": 1})),
    )


# -- off, mirrored, refused -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "terms", [{"dead": 0.9}, {"revealed": 4}, {"dead": 0.9, "revealed": 4, "amount": 5.0}]
)
def test_with_nobody_unknown_nothing_becomes_known(terms):
    usual = {"list": promise("south", kind="exchange", day=9)}
    other = {"list": {**usual["list"], **terms}}
    watched = watch(small(obligations=other))

    assert len(events(watched, notes.NEWS)) == 0
    assert (watched.days.array() == watch(small(obligations=usual)).days.array()).all()


def test_with_no_chance_of_it_no_list_is_disputed_and_no_remains_prove_wrong():
    items = {"remains": promise("north", day=3, remains=True, kind="exchange")}
    model = watch(small(obligations=items, delivery={"disputed": 0.0, "misidentified": 0.0}))

    assert len(events(model, notes.DISPUTE, notes.MISIDENTIFIED)) == 0
    assert model.obligations[0].done == 3


def test_swapping_the_sides_swaps_the_outcome():
    items = {
        f"{by}_{day}": promise(
            by, day=day, kind="exchange", amount=6.0, unknown=4, dead=0.4, remains=day == 9,
            salience=2.0, resented=0.3, cost=0.02,
        )
        for by in ("north", "south")
        for day in (3, 6, 9)
    }  # fmt: skip
    items["north_6"]["revealed"] = 5
    items["south_3"]["done_before"] = 2
    config = plain(
        {"war_prospect": 0.4, "trust": 0.6, "memory": 0.9},
        {"war_prospect": 0.2},
        obligations=items,
        constituencies={"families": {"by": "north", "news": 0.3, "releases": 1.0, "sway": 0.1}},
        delivery={"disputed": 0.4, "misidentified": 0.5},
        calendar={"first_day": 3, "horizon": 30},
        choice={"scale": 0.05, "resumable": True},
    )

    models = assert_swapping_swaps(config, runs=6)

    for kind in (notes.NEWS, notes.DISPUTE, notes.MISIDENTIFIED):
        assert sum(len(events(model, kind)) for model in models) > 0


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        ({"unknown": -1}, "obligations.one.unknown: -1 .* from 0 to 200"),
        ({"unknown": 2.5}, "obligations.one.unknown: 2.5 .* a whole number"),
        ({"dead": 1.5}, "obligations.one.dead: 1.5 .* from 0 to 1"),
        ({"remains": "some"}, "obligations.one.remains: 'some' .* true or false"),
        ({"done_before": 1}, "obligations.one.done_before: 1 .* the run begins on day 1"),
        (
            {"phase": 2, "done_before": 3},
            "obligations.one.done_before: 3 is not allowed; phase 2 begins later",
        ),
        (
            {"unknown": 5, "amount": 3.0},
            r"obligations.one.unknown: 5 is not allowed; it takes at most the amount, 3",
        ),
    ],
)
def test_what_an_obligation_cannot_be_is_refused(terms, sentence):
    config = plain(
        phases={"one": {"length": 30}, "two": {"length": 30}},
        obligations={"one": {**promise(), **terms}},
    )
    if "phase" in terms:
        config["calendar"]["first_day"] = 8
    with pytest.raises(PremiseError, match=sentence):
        from_config(config)

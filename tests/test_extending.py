"""Optional phases: a truce that goes on for a price, if both sides choose it."""

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
    still,
    told,
)

from agents import extending, notes
from agents.terms import DONE, NOT_YET, PENDING
from sim import obligations as agreement
from sim import phases
from sim.refusals import PremiseError
from sim.scenario import from_config

quick = settings(deadline=None, max_examples=60)


def an_item(by, **fields):
    usual = {
        "by": by, "phase": 2, "cost": 0.03, "worth": 0.1, "resented": 0.0, "unknown": 0,
        "amount": 10.0,
    }  # fmt: skip
    return stub("obligations", usual, fields)


def a_party(stream, **fields):
    usual = {
        "stream": stream, "office": 0.0, "threat": 0.0, "belief": 0.5, "staying": 0.2,
        "outside": 0.22,
    }  # fmt: skip
    return stub("parties", usual, fields)


def a_phase(lists):
    return stub("phases", {}, {"lists": lists})


def asked(parties, items, lists=1.0, **fields):
    """Both sides asked on day 30 whether to go on into phase 2; the answer, the log."""
    world = stub("world", {"key": 5, "day": 30, "phase_ends": 30}, fields)
    log = a_log()
    phases_ = [a_phase(1.0), a_phase(lists)]
    answer = extending.chosen(world, parties, 2, items, phases_, log)
    assert world.asked_day == 30
    return answer, notes.reasons_of(log[0]), kinds_in(log, world)


# -- the choice, by hand --------------------------------------------------------------------------


def test_going_on_is_worth_staying_and_what_the_phase_brings_less_what_it_costs():
    """0.2 + 0.5 x (0.1 + 0.1) - 0.03 for the south, to whom two items are owed."""
    parties = [a_party(0), a_party(1)]
    items = [an_item(0), an_item(0), an_item(1), an_item(0, phase=3, worth=9.0)]

    answer, told_of, kinds = asked(parties, items)

    assert told_of.enter_1 == pytest.approx(0.2 + 0.5 * 0.2 - 0.03)
    assert told_of.enter_0 == pytest.approx(0.2 + 0.5 * 0.1 - 0.06)
    assert (told_of.leave_0, told_of.leave_1) == (0.22, 0.22)
    assert not answer, "the north would rather leave"
    assert kinds == [notes.NOT_EXTENDED]


@pytest.mark.parametrize(
    ("first", "second", "answer"),
    [(0.1, 0.1, True), (0.1, -0.1, False), (-0.1, 0.1, False), (-0.1, -0.1, False)],
)
def test_it_takes_both(first, second, answer):
    """Each is that much better off going on than leaving, or worse."""
    parties = [a_party(0, outside=0.2 - first), a_party(1, outside=0.2 - second)]

    assert asked(parties, [])[0] == answer


@pytest.mark.parametrize(
    ("limbo", "outside", "leaving"), [(0, 0.1, 0.1), (1, 0.1, 0.2), (1, 0.3, 0.3)]
)
def test_not_going_on_means_fighting_or_limbo_if_the_truce_lasts_without_a_phase(
    limbo, outside, leaving
):
    told_of = asked([a_party(0, outside=outside), a_party(1)], [], limbo=limbo)[1]

    assert told_of.leave_0 == leaving


def test_where_what_it_takes_cannot_be_found_nobody_goes_on():
    """However good for both; in November 2023 the lists ran out."""
    eager = [a_party(0, outside=-1.0), a_party(1, outside=-1.0)]

    answer, told_of, _ = asked(eager, [], lists=0.0)

    assert not answer
    assert told_of.found == 0.0
    assert asked(eager, [], lists=1.0)[1].found == 1.0


def test_threats_at_home_make_going_on_cost_more():
    torn = a_party(0, office=0.5, threat=0.4)

    assert asked([torn, a_party(1)], [an_item(0, resented=1.0)])[1].enter_0 == pytest.approx(
        0.2 - (0.03 + 0.5 * 0.4)
    )


def test_the_choice_has_some_play_as_far_as_the_scenario_says():
    """Better by a scale of play: e / (1 + e) for each of two sides, independently."""
    yes = 0
    for day in range(30, 2030):
        parties = [a_party(0, outside=0.15), a_party(1, outside=0.15)]
        fields = {"key": 5, "day": day, "phase_ends": 30, "extension_play": 0.05}
        world = stub("world", {}, fields)
        yes += extending.chosen(world, parties, 2, [], [None, a_phase(1.0)], a_log(1))

    chance = 0.7311**2
    assert abs(yes / 2000 - chance) < 4 * (chance * (1 - chance) / 2000) ** 0.5


# -- whole runs -----------------------------------------------------------------------------------

DAYS = {"length": 4}
EXTRA = {"length": 3, "optional": True}


def truce(phases_, obligations=None, north=None, south=None, **rest):
    """A truce of short phases between two sides that are well off staying; then it expires."""
    gentle = {"war_prospect": 0.1, "expected_deal": 0.5, "hope": 0.8}
    return watch(
        small(
            {**gentle, **(north or {})},
            {**gentle, **(south or {})},
            phases=phases_,
            obligations=obligations or {},
            extension={"extension_play": 0.0, **rest.pop("extension", {})},
            limbo={"limbo": False, **rest.pop("limbo", {})},
            **rest,
        )
    )


def begun(model):
    """(phase, first day, last day) of each phase entered."""
    return [
        (int(row[notes.ITEM]), *map(int, notes.reasons_of(row)))
        for row in events(model, notes.PHASE_BEGINS)
    ]


def test_a_truce_is_extended_phase_by_phase_while_both_choose_it():
    model = truce({"one": DAYS, "two": EXTRA, "three": EXTRA, "four": {**EXTRA, "lasting": False}})

    assert begun(model) == [(1, 1, 4), (2, 5, 7), (3, 8, 10), (4, 11, 13)]
    assert model.kept().runs["extended"] == 3
    assert events(model, notes.EXTENDED)[:, notes.DAY].tolist() == [4.0, 7.0, 10.0]


def test_calm_follows_the_last_phase_only_where_it_is_lasting():
    lasting = truce({"one": DAYS})
    pause = truce({"one": {**DAYS, "lasting": False}})
    lingering = truce({"one": {**DAYS, "lasting": False}}, limbo={"limbo": True})

    assert (lasting.world.cause, lasting.world.day) == (phases.LASTING_CALM, 4)
    assert (pause.world.cause, pause.world.day) == (phases.EXPIRY, 4)
    assert lingering.world.limbo_begins == 5


def test_a_side_that_would_rather_fight_does_not_extend():
    """Hope for nothing, and fighting worth more than staying."""
    eager = {"war_prospect": 1.0, "war_cost": 0.0, "exposure": 0.0, "hope": 0.0}
    model = truce({"one": DAYS, "two": EXTRA}, north=eager)

    assert begun(model) == [(1, 1, 4)]
    assert model.world.cause == phases.EXPIRY
    [told_of] = told(model, notes.NOT_EXTENDED)
    assert told_of.enter_0 < told_of.leave_0
    assert told_of.enter_1 > told_of.leave_1


def test_the_price_of_an_extension_can_be_too_high():
    """Ten hostages a day: worth it to the one side, and dear or cheap to the other."""
    extended = []
    for cost in (0.01, 2.0):
        price = promise("south", phase=2, worth=0.2, cost=cost)
        model = truce({"one": DAYS, "two": EXTRA}, {"price": price})
        extended.append(model.world.extended)

    assert extended == [1, 0]


def test_in_limbo_an_extension_is_looked_at_again_after_some_days():
    """The lists are drawn once for the phase: where they fail they fail again."""
    rest = {"extension": {"extension_again": 3}, "limbo": {"limbo": True}}
    rest["calendar"] = {"horizon": 12}
    model = truce({"one": DAYS, "two": {**EXTRA, "lists": 0.0}}, **rest)

    assert events(model, notes.NOT_EXTENDED)[:, notes.DAY].tolist() == [4.0, 7.0, 10.0]
    assert [told_of.found for told_of in told(model, notes.NOT_EXTENDED)] == [0.0] * 3


def test_from_limbo_the_truce_can_be_extended_once_both_want_it():
    """Leaving is worth more than staying until day 8, when a war has become too dear."""
    eager = {"war_prospect": 1.0, "war_cost": 0.0, "exposure": 0.0, "let_down": 0.5, "hope": 0.8}
    config = plain(
        eager,
        phases={"one": DAYS, "two": {**EXTRA, "lasting": False}},
        extension={"extension_play": 0.0, "extension_again": 3},
        obligations={by: promise(by, phase=2) for by in ("north", "south")},
    )
    config["changes"] = [{"day": 8, "set": {"parties.north.war_cost": 2.0}}]
    config["limbo"] = {"longest": 30}
    model = watch(from_config(config))

    assert [told_of.enter_0 > told_of.leave_0 for told_of in told(model, notes.EXTENDED)] == [True]
    assert begun(model)[1] == (2, 11, 13)
    stages = model.days.array()["stage"]
    assert stages[[3, 4, 9, 10, 13]].tolist() == [
        phases.TRUCE, phases.LIMBO, phases.LIMBO, phases.TRUCE, phases.LIMBO,
    ]  # fmt: skip


def test_an_optional_phase_is_passed_over_once_the_phase_after_it_can_be_entered():
    """An agreement on the next phase leaves nothing to be extended."""
    rest = {
        "issues": {"pie": {"levels": 11}},
        "talks": {"rounds": 4, "rounds_a_day": 4},
        "calendar": {"horizon": 12},
    }
    following = {"length": 5, "needs_agreement": True}
    agreed = truce({"one": DAYS, "two": EXTRA, "three": following}, **rest)
    not_agreed = truce(
        {"one": DAYS, "two": EXTRA, "three": following},
        **{**rest, "talks": {"protocol": "no_talks"}},
    )

    assert begun(agreed) == [(1, 1, 4), (3, 5, 9)]
    assert agreed.world.extended == 0
    assert begun(not_agreed) == [(1, 1, 4), (2, 5, 7)]


# -- obligations that stand for others ------------------------------------------------------------

PAIR = {
    "later": promise("south", phase=3, worth=0.3, cost=0.0, amount=10.0, kind="exchange"),
    "sooner": promise(
        "south", phase=2, worth=0.3, cost=0.0, amount=10.0, kind="exchange", stands_for="later"
    ),
}
THREE = {"one": DAYS, "two": EXTRA, "three": {"length": 5, "needs_agreement": True}}


def test_what_is_handed_over_in_an_extension_is_not_owed_again():
    model = truce(THREE, PAIR, calendar={"horizon": 9})
    later, sooner = model.obligations

    assert (sooner.status, sooner.done) == (DONE, 5)
    assert (later.status, later.done) == (DONE, 5)


def test_what_stands_for_another_obligation_is_leverage_once():
    """All of it is held until it is handed over on day 5, in whichever phase it is due."""
    days = truce(THREE, PAIR, calendar={"horizon": 9}).days.array()

    assert days["leverage"][:, 1].tolist() == [1.0] * 4 + [0.0] * 3


def test_what_stands_for_another_is_not_counted_twice_as_owed_or_given():
    """With the phase's conditions: half of 0.6 given is not enough, all of 0.3 is."""
    items = [
        an_item(0, worth=0.3, status=DONE, stands_for=-1),
        an_item(0, worth=0.3, status=DONE, stands_for=0),
        an_item(0, worth=0.1, status=PENDING, stands_for=-1),
        an_item(0, worth=9.0, status=NOT_YET, stands_for=-1),
    ]

    assert phases.delivered_share(items, 0) == pytest.approx(0.75)
    assert phases.delivered_share(items, 1) == 1.0


@quick
@given(st.integers(1, 9), st.booleans())
def test_only_what_is_delivered_today_is_done_with_what_it_stands_for(day, done):
    items = [
        an_item(0, stands_for=-1, status=PENDING),
        an_item(0, stands_for=0, status=DONE if done else PENDING, done=day),
    ]
    world = stub("world", {}, {"day": 5})

    agreement.follow(world, items)

    assert (items[0].status == DONE) == (done and day == 5)
    assert world.changed == int(done and day == 5)


# -- off, mirrored, refused -----------------------------------------------------------------------


def test_without_an_optional_phase_nothing_is_asked():
    one = truce({"one": DAYS, "two": {"length": 5, "needs_agreement": True}})
    other = truce(
        {"one": DAYS, "two": {"length": 5, "needs_agreement": True}},
        extension={"extension_play": 2.0, "extension_again": 1},
    )

    assert len(events(one, notes.EXTENDED, notes.NOT_EXTENDED)) == 0
    assert_same_days(one, other)


def test_swapping_the_sides_swaps_the_outcome():
    items = {
        f"{by}_{phase}": promise(by, phase=phase, worth=0.15, cost=0.04, resented=0.5)
        for by in ("north", "south")
        for phase in (1, 2, 3)
    }
    config = plain(
        still(war_prospect=0.3, hope=0.4),
        still(war_prospect=0.25, hope=0.6, exposure=0.2),
        phases={"one": DAYS, "two": {**EXTRA, "lists": 0.8}, "three": {**EXTRA, "lasting": False}},
        obligations=items,
        extension={"extension_play": 0.1, "extension_again": 2},
        choice={"scale": 0.05},
    )

    models = assert_swapping_swaps(config, runs=10)

    assert {model.world.extended for model in models} >= {0, 2}


@pytest.mark.parametrize(
    ("sections", "sentence"),
    [
        ({"phases": {"one": {"lists": 1.5}}}, "phases.one.lists: 1.5 .* from 0 to 1"),
        ({"phases": {"one": {"optional": 1}}}, "phases.one.optional: 1 .* true or false"),
        ({"phases": {"one": {"optoinal": True}}}, "optoinal: .* did you mean 'optional'"),
        ({"extension": {"extension_again": 0}}, "extension.extension_again: 0 .* from 1 to"),
        (
            {"obligations": {"a": promise(), "b": promise(stands_for="c")}},
            r"obligations.b.stands_for: 'c' is not allowed; it takes another obligation.*\(a\)",
        ),
        (
            {"obligations": {"a": promise(stands_for="a"), "b": promise()}},
            r"obligations.a.stands_for: 'a' is not allowed",
        ),
    ],
)
def test_what_cannot_be_is_refused(sections, sentence):
    with pytest.raises(PremiseError, match=sentence):
        small(**sections)
